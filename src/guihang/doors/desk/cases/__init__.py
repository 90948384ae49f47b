"""Cases at the desk: the register, taking in, the person's page, and every step of a case."""

from guihang.doors.desk.cases import (
    noting,
    person,
    plan_measures,
    receiving,
    register,
    risk,
    steps,
    steps_page,
)

__all__ = ("steps",)

urlpatterns = [
    *register.urlpatterns,
    *receiving.urlpatterns,
    *noting.urlpatterns,
    *person.urlpatterns,
    *risk.urlpatterns,
    *plan_measures.urlpatterns,
    *steps_page.urlpatterns,
]
