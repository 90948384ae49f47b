"""Organisation: units, posts, people, charges and deputies, for who keeps or leads them."""

from django.utils.translation import gettext_lazy as _

from guihang.agencies.access import BY_THE_LEADERS
from guihang.doors.desk.organisation import cover, people, posts, units
from guihang.doors.ui import rail

rail.register(
    rail.Item(
        url="desk:organisation",
        title=_("Organisation"),
        icon="house",
        group=3,
        order=10,
        letter="o",
        shown=lambda actor: bool(actor.roles & BY_THE_LEADERS.keys()),
    )
)

urlpatterns = [*units.urlpatterns, *posts.urlpatterns, *people.urlpatterns, *cover.urlpatterns]
