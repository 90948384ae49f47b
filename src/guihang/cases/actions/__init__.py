"""Every write to persons and cases."""

from guihang.cases.actions.admitting import Admitted, admit_many
from guihang.cases.actions.archiving import archive, seal, sealed_by_law
from guihang.cases.actions.borders import (
    hold_document,
    lift_exit_ban,
    report_exit_ban,
    return_document,
)
from guihang.cases.actions.closing import (
    Discharged,
    closing_of,
    discharge,
    give_certificate,
    terminate,
    write_appraisal,
    write_summary,
)
from guihang.cases.actions.ending_otherwise import (
    Death,
    learn_of_death,
    link_aid,
    note_flight,
    note_pardon,
    report_holding,
    tell_end,
)
from guihang.cases.actions.group import MemberDraft, change_group, form_group
from guihang.cases.actions.guarantors import GuarantorDraft, lose_guarantor, name_guarantor
from guihang.cases.actions.handing import Place, hand_to_county
from guihang.cases.actions.induction import Ceremony, assess, classify, declare
from guihang.cases.actions.intake import ask_completion, receive_documents, return_receipt
from guihang.cases.actions.noting import Besides, correct, note, note_all
from guihang.cases.actions.people import (
    change_person,
    hand_to_office,
    merge,
    name_responsible,
    split,
)
from guihang.cases.actions.planning import PlanDraft, make_plan
from guihang.cases.actions.receiving import (
    OrderDraft,
    PersonDraft,
    Receipt,
    SideDraft,
    receive,
)
from guihang.cases.actions.registering import Arrival, How, register, tell_arrival
from guihang.cases.actions.revealing import reveal_entry
from guihang.cases.actions.rounds import Attended, note_round
from guihang.cases.actions.sheets import fill_basic_sheet, give_arrival_notice
from guihang.cases.actions.taking_out import Taken, Taking, take_out
from guihang.cases.actions.terms import add_side, change_order, change_term, set_side_aside

__all__ = (
    "Admitted",
    "Arrival",
    "Attended",
    "Besides",
    "Ceremony",
    "Death",
    "Discharged",
    "GuarantorDraft",
    "How",
    "MemberDraft",
    "OrderDraft",
    "PersonDraft",
    "Place",
    "PlanDraft",
    "Receipt",
    "SideDraft",
    "Taken",
    "Taking",
    "add_side",
    "admit_many",
    "archive",
    "ask_completion",
    "assess",
    "change_group",
    "change_order",
    "change_person",
    "change_term",
    "classify",
    "closing_of",
    "correct",
    "declare",
    "discharge",
    "fill_basic_sheet",
    "form_group",
    "give_arrival_notice",
    "give_certificate",
    "hand_to_county",
    "hand_to_office",
    "hold_document",
    "learn_of_death",
    "lift_exit_ban",
    "link_aid",
    "lose_guarantor",
    "make_plan",
    "merge",
    "name_guarantor",
    "name_responsible",
    "note",
    "note_all",
    "note_flight",
    "note_pardon",
    "note_round",
    "receive",
    "receive_documents",
    "register",
    "report_exit_ban",
    "report_holding",
    "return_document",
    "return_receipt",
    "reveal_entry",
    "seal",
    "sealed_by_law",
    "set_side_aside",
    "split",
    "take_out",
    "tell_arrival",
    "tell_end",
    "terminate",
    "write_appraisal",
    "write_summary",
)
