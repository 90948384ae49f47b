"""Tables of who is under correction: persons, cases, their events, and what belongs to a case."""

from guihang.cases.models.belongings import (
    GroupMember,
    Guarantor,
    Plan,
    SideOrder,
    TravelDocument,
)
from guihang.cases.models.campaigns import Campaign, Confirmation
from guihang.cases.models.happenings import CaseEvent
from guihang.cases.models.inquiries import (
    Assessment,
    Inquiry,
    InquiryEvent,
    Investigator,
    Statement,
)
from guihang.cases.models.orders import Case, CaseQuerySet, Derivation, Overlay, Standing
from guihang.cases.models.persons import Merger, Person
from guihang.cases.models.registers import ImportRun

__all__ = (
    "Assessment",
    "Campaign",
    "Case",
    "CaseEvent",
    "CaseQuerySet",
    "Confirmation",
    "Derivation",
    "GroupMember",
    "Guarantor",
    "ImportRun",
    "Inquiry",
    "InquiryEvent",
    "Investigator",
    "Merger",
    "Overlay",
    "Person",
    "Plan",
    "SideOrder",
    "Standing",
    "Statement",
    "TravelDocument",
)
