"""The first weeks, the search, and who was never told: duties done late or not at all."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from guihang.bureau.reviews.checks.late import FAULT, FLAW, GRAVE, SEND, TELL, late

late(
    "intake.receipt_late",
    FAULT,
    _("The receipt for the documents was sent back late, or not at all"),
    SEND,
    "intake.return_receipt",
)
late(
    "intake.completion_not_asked",
    FAULT,
    _("Documents are missing, and the organ was not asked to complete them"),
    _("Send the letter asking for completion (补齐通知)."),
    "intake.ask_completion",
)
late(
    "intake.not_registered",
    GRAVE,
    _("Somebody came or was handed over and was not registered at once"),
    _("Register the person with the day he or she really came."),
    "intake.register",
)
late(
    "intake.identity_unchecked",
    FAULT,
    _("The identity of somebody registered was not checked"),
    _("Check the identity against the papers and note it."),
    "intake.check_identity",
)
late(
    "intake.file_not_opened",
    FLAW,
    _("No file was opened for somebody registered"),
    _("Open the file and note it."),
    "intake.open_file",
)
late(
    "intake.not_passed_on",
    FAULT,
    _("Documents from another place were not passed on to the procuratorate and the police"),
    _("Pass them on today and note it."),
    "intake.pass_on",
)
late(
    "intake.not_searched",
    GRAVE,
    _("Somebody did not report in time, and no search was begun"),
    _("Begin the search now and tell the procuratorate."),
    "intake.search",
)
late(
    "intake.organ_not_told",
    FAULT,
    _("Somebody did not report in time, and the organ that decided was not told"),
    TELL,
    "intake.tell_organ",
)
late(
    "intake.not_declared",
    FAULT,
    _("Somebody registered has not been declared under correction"),
    _("Hold the declaration (入矫宣告) and have it signed."),
    "intake.declare",
)
late(
    "intake.exit_ban_missing",
    FAULT,
    _("The exit ban of somebody registered was not reported"),
    _("Report it to the exit and entry administration."),
    "intake.report_exit_ban",
)
late(
    "group.missing",
    FAULT,
    _("Somebody registered has no correction group"),
    _("Form the group and sign the agreement (责任书)."),
    "group.form",
)
late(
    "levels.not_assessed",
    FAULT,
    _("Somebody registered was not assessed, or has no category"),
    _("Assess the person and set the category."),
    "levels.assess",
    "levels.classify",
)
late(
    "levels.not_reconsidered",
    FLAW,
    _("A category was not looked at again after a sanction or a commendation"),
    _("Look at the category again; it may stay, with reasons."),
    "levels.reconsider",
)
late(
    "plan.missing",
    FAULT,
    _("Somebody registered has no correction plan"),
    _("Make the plan (矫正方案)."),
    "levels.plan",
)
late(
    "plan.not_adjusted",
    FLAW,
    _("The plan was not adjusted after a sanction"),
    _("Adjust the plan, or note why it stays."),
    "levels.adjust_plan",
)
late(
    "missing.not_searched",
    GRAVE,
    _("Somebody was found to be out of contact, and no search was begun at once"),
    _("Begin the search now, keep a record of every step."),
    "missing.search",
)
late(
    "missing.police_not_told",
    GRAVE,
    _("A search went on without the police being told"),
    TELL,
    "missing.tell_police",
)
late(
    "missing.procuratorate_not_told",
    FAULT,
    _("The procuratorate was not told of a search"),
    TELL,
    "missing.tell_procuratorate",
)
late(
    "missing.not_dealt_with",
    FAULT,
    _("Somebody was found again, and nothing followed"),
    _("Decide what follows, by the length and the facts."),
    "missing.deal_with",
)
