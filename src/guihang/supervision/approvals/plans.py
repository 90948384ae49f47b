"""The approvals as one table: what each asks, which events it makes, what its papers say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guihang.law.codes import Body, Code, Relief
from guihang.law.events import Circumstance, What
from guihang.law.rules.contact import Barred, Whom
from guihang.law.rules.exemption import Cause
from guihang.law.rules.places import Entering
from guihang.supervision.approvals.words import Lengthened
from guihang.supervision.models import TRAVEL

CONTACT, ENTRY, EXEMPTION = "contact", "entry", "exemption"
DEVICE, EXTENSION, LENGTHENING = "device", "device_extension", "health_lengthening"


class Form(StrEnum):
    """How something that is asked about an approval is written down."""

    LINE = "line"
    DAY = "day"
    CODE = "code"
    ANSWER = "answer"
    PLACES = "places"
    SPAN = "span"
    PROOF = "proof"


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that is asked: its name, how it is written, and what it is called."""

    name: str
    form: Form
    label: object
    codes: type[Code] | None = None
    required: bool = True
    help: object = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """One kind of approval.

    `asked`, `granted`, `refused` and `ended` are what the case says of it; `tells` the event by
    which others get to know of a grant. `coded` names what is asked that the events of the case
    carry as their code. `applied` tells whether the person asks for it.
    """

    name: str
    series: str
    title: object
    on_paper: str
    article: str
    asks: tuple[Ask, ...]
    granted: What
    asked: What | None = None
    refused: What | None = None
    ended: What | None = None
    tells: What | None = None
    told: tuple[Body, ...] = ()
    coded: str = ""
    applied: bool = True
    notice: str = "approval_notice"
    refusals: tuple[tuple[str, object], ...] = ()


FIRST = Ask("begins", Form.DAY, _("First day"))
LAST = Ask("ends", Form.DAY, _("Last day"))
BOTH = (Body.FIRST_COURT, Body.PROCURATORATE)
OVERSEERS = (Body.PROCURATORATE,)

PLANS: Mapping[str, Plan] = {
    plan.name: plan
    for plan in (
        Plan(
            TRAVEL,
            "跨",
            pgettext_lazy("matter", "Frequent travel"),
            "经常性跨市、县活动",
            "ccl-2019:27.1",
            (
                Ask("places", Form.PLACES, _("Cities and counties, by name")),
                Ask("times", Form.LINE, _("When"), help=_("For example: weekdays, back at night.")),
                Ask("frequency", Form.LINE, _("How often")),
            ),
            What.TRAVEL_GRANTED,
            What.TRAVEL_ASKED,
            What.TRAVEL_REFUSED,
            What.TRAVEL_ENDED,
            refusals=(("measures-2020:29", _("Work or life do not call for it")),),
        ),
        Plan(
            CONTACT,
            "会",
            pgettext_lazy("matter", "Meeting somebody"),
            "会客、接触",
            "ccl-2019:23",
            (
                Ask("whom", Form.CODE, _("Who is to be met"), Whom),
                Ask("order", Form.CODE, _("What the prohibition order says of it"), Barred),
                Ask("consents", Form.ANSWER, _("The other person consents"), required=False),
                Ask("place", Form.LINE, _("Where")),
                FIRST,
                LAST,
            ),
            What.CONTACT_GRANTED,
            What.CONTACT_ASKED,
            What.CONTACT_REFUSED,
            refusals=(("measures-2020:25", _("Meeting this person may do harm")),),
        ),
        Plan(
            ENTRY,
            "入",
            pgettext_lazy("matter", "Entering a place"),
            "进入特定区域（场所）",
            "measures-2020:39.2",
            (
                Ask("place", Form.LINE, _("Which place")),
                Ask("order", Form.CODE, _("What the prohibition order says of it"), Entering),
                FIRST,
                LAST,
            ),
            What.ENTRY_GRANTED,
            What.ENTRY_ASKED,
            What.ENTRY_REFUSED,
            tells=What.TOLD,
            told=BOTH,
            refusals=(("measures-2020:39.2", _("There is no need to enter the place")),),
        ),
        Plan(
            EXEMPTION,
            "免",
            pgettext_lazy("matter", "Exemption from activities"),
            "减免教育学习、公益活动",
            "local:exemption",
            (
                Ask("activities", Form.CODE, _("From which activities"), Relief),
                Ask("cause", Form.CODE, _("What keeps the person from them"), Cause),
                FIRST,
                LAST,
            ),
            What.EXEMPTED,
            What.EXEMPTION_ASKED,
            What.EXEMPTION_REFUSED,
            What.EXEMPTION_ENDED,
            coded="activities",
            refusals=(("ccl-2019:36.2", _("The person can take part, perhaps in a lighter way")),),
        ),
        Plan(
            DEVICE,
            "定",
            pgettext_lazy("matter", "Positioning device"),
            "使用电子定位装置",
            "ccl-2019:29.1",
            (
                Ask("circumstance", Form.CODE, _("Which of the five circumstances"), Circumstance),
                Ask("proof", Form.PROOF, _("What proves it")),
                FIRST,
                LAST,
            ),
            What.DEVICE_APPROVED,
            What.DEVICE_PROPOSED,
            tells=What.COPIED,
            told=OVERSEERS,
            coded="circumstance",
            applied=False,
            notice="device_notice",
            refusals=(("ccl-2019:29.1", _("Other ways of supervision are enough")),),
        ),
        Plan(
            EXTENSION,
            "延",
            pgettext_lazy("matter", "Longer use of a positioning device"),
            "延长使用电子定位装置",
            "ccl-2019:29.2",
            (LAST,),
            What.DEVICE_EXTENDED,
            tells=What.COPIED,
            told=OVERSEERS,
            applied=False,
            notice="device_notice",
            refusals=(("ccl-2019:29.2", _("It is no longer needed")),),
        ),
        Plan(
            LENGTHENING,
            "病",
            pgettext_lazy("matter", "Longer interval of health reports"),
            "延长身体情况报告或者病情复查间隔",
            "measures-2020:24.2",
            (
                Ask("what", Form.CODE, _("Which interval"), Lengthened),
                Ask("by", Form.SPAN, _("By how much")),
                Ask("ends", Form.DAY, _("Until when the longer interval holds")),
            ),
            What.REPORTS_LENGTHENED,
            tells=What.TOLD,
            told=OVERSEERS,
            refusals=(("measures-2020:24.2", _("The illness calls for the ordinary interval")),),
        ),
    )
}
"""Every approval besides leave; the change of place of execution has a room of its own."""
DEVICES = frozenset({DEVICE, EXTENSION})
