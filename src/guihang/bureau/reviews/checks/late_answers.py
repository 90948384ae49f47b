"""Conduct, leave, health and proposals: duties done late or not at all."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from guihang.bureau.reviews.checks.late import FAULT, FLAW, GRAVE, TELL, late

late(
    "conduct.not_told",
    FAULT,
    _("The person was not told in writing of a commendation or a sanction"),
    _("Serve the decision and keep the receipt."),
    "conduct.tell_person",
)
late(
    "conduct.not_copied",
    FAULT,
    _("A commendation or a sanction was not copied to the procuratorate"),
    _("Send the copy today and note it."),
    "conduct.copy_decision",
)
late(
    "conduct.objection_unanswered",
    GRAVE,
    _("An objection against a decision was not answered"),
    _("Look into it and answer in writing, with the way to the procuratorate."),
    "conduct.answer_objection",
)
late(
    "conduct.breach_unanswered",
    FAULT,
    _("A breach of the rules was noted, and nothing followed"),
    _("Decide what follows, or note why nothing does."),
    "conduct.deal_with_breach",
)
late(
    "conduct.warning_not_given",
    GRAVE,
    _("A warning was due and was not given"),
    _("Open a matter for the warning, or note why its conditions are not met."),
    "conduct.warn",
)
late(
    "penalty.not_asked",
    GRAVE,
    _("A penalty by the police was due and was not asked for"),
    _("Ask the police of the same level, or note why its conditions are not met."),
    "penalty.ask",
)
late(
    "penalty.not_copied",
    FAULT,
    _("A request for a penalty, or its result, did not reach the procuratorate"),
    TELL,
    "penalty.copy_request",
    "penalty.tell_result",
)
late(
    "proposals.not_made",
    GRAVE,
    _("The conditions for revocation or recall are met, and nothing was proposed"),
    _("Make the proposal, or note why its conditions are not met."),
    "revocation.propose",
    "recall.propose",
)
late(
    "proposals.not_copied",
    FAULT,
    _("A proposal was not copied to those who get a copy"),
    TELL,
    "revocation.copy_proposal",
    "revocation.copy_police",
    "revocation.copy_prison",
    "recall.copy_proposal",
    "arrest.copy_request",
    "reduction.copy_proposal",
    "reduction.copy_police",
    "reduction.copy_prison",
)
late(
    "leave.not_reported_to_county",
    FLAW,
    _("A leave granted by an office was not reported to the county agency"),
    TELL,
    "leave.report_to_county",
)
late(
    "leave.procuratorate_not_told",
    FAULT,
    _("A leave granted by the upper level was not told to the procuratorate"),
    TELL,
    "leave.tell_procuratorate",
)
late(
    "leave.unanswered",
    FAULT,
    _("A request for leave was not answered before the day it was for"),
    _("Answer it, or note that the person withdrew it."),
    "leave.answer",
)
late(
    "travel.unanswered",
    FLAW,
    _("A request for travel, a meeting, an entry or an exemption was not answered"),
    _("Answer it in writing."),
    "frequent.answer",
    "contact.answer",
    "places.answer",
    "exemption.answer",
)
late(
    "places.not_told",
    FAULT,
    _("An entry was allowed, and the court or the procuratorate was not told"),
    TELL,
    "places.tell_court",
    "places.tell_procuratorate",
)
late(
    "health.lengthening_not_told",
    FAULT,
    _("A longer time between health reports was not told to the procuratorate"),
    TELL,
    "health.tell_lengthening",
)
late(
    "health.ground_not_looked_into",
    GRAVE,
    _("The ground of serving outside ended, and recall was not proposed"),
    _("Look into it and propose recall, or note why not."),
    "health.look_into_ground",
    "health.check_ground",
)
