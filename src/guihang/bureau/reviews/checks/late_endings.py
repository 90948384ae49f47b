"""Devices, minors, the end, death, transfer and oversight: duties done late or not at all."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from guihang.bureau.reviews.checks.late import FAULT, FLAW, GRAVE, SEND, TELL, late

late(
    "device.person_not_told",
    GRAVE,
    _("A positioning device was approved, and the person was not told before"),
    _("Tell the person in writing: period, demands, consequences. Until then no device."),
    "monitoring.tell_before",
)
late(
    "device.not_copied",
    FLAW,
    _("The approval of a positioning device was not copied to the procuratorate"),
    TELL,
    "monitoring.copy_approval",
)
late(
    "device.past_its_end",
    GRAVE,
    _("A positioning device was not taken off when its period ended"),
    _("Take it off now; no position may be collected after the last day."),
    "monitoring.remove",
)
late(
    "minors.guardian_not_called",
    GRAVE,
    _("A minor’s guardian was not called to a declaration or a sanction"),
    _("Repeat the step with the guardian present."),
    "minors.call_guardian",
)
late(
    "minors.not_told",
    FAULT,
    _("A minor, or the education authority, was not told what the law wants told"),
    TELL,
    "minors.tell_education",
    "minors.tell_aid",
)
late(
    "ending.summary_missing",
    FLAW,
    _("The written appraisal before the end is missing or late"),
    _("Write the appraisal before the discharge."),
    "closing.write_appraisal",
)
late(
    "ending.aid_not_linked",
    FLAW,
    _("Somebody near the end was not linked with resettlement aid"),
    _("Send the hand-over to resettlement aid (安置帮教)."),
    "closing.link_aid",
)
late(
    "ending.prison_not_reminded",
    FAULT,
    _("The prison was not reminded of a release"),
    _("Remind it in writing today."),
    "closing.remind_prison",
)
late(
    "ending.certificate_missing",
    GRAVE,
    _("Somebody was discharged and has no certificate"),
    _("Give the certificate today, with the day the term ended."),
    "closing.certificate",
)
late(
    "ending.not_told",
    FAULT,
    _("A discharge was not told to the organ, the procuratorate or the police"),
    TELL,
    "closing.tell_organ",
    "closing.tell_procuratorate",
    "closing.tell_police",
)
late(
    "ending.not_terminated",
    GRAVE,
    _("A ruling or a death ended correction, and the case was not terminated"),
    _("Terminate it with the number and the day of the ruling."),
    "closing.terminate",
)
late(
    "ending.termination_not_told",
    FAULT,
    _("A termination was not told to the organ, the procuratorate or the police"),
    TELL,
    "closing.termination_to_organ",
    "closing.termination_to_procuratorate",
    "closing.termination_to_police",
)
late(
    "ending.exit_ban_not_lifted",
    GRAVE,
    _("The exit ban was not lifted after the discharge"),
    _("Lift it today and return the travel documents."),
    "intake.lift_exit_ban",
)
late(
    "death.not_told",
    FAULT,
    _("A death was not told to those who must be told"),
    TELL,
    "death.tell_organ",
    "death.tell_procuratorate",
    "death.tell_police",
    "death.tell_prison_bureau",
)
late(
    "incidents.not_reported",
    GRAVE,
    _("An incident was not reported up, or not told to the procuratorate"),
    _("Report it now."),
    "incidents.report_up",
    "incidents.tell_procuratorate",
)
late(
    "transfer.late",
    FAULT,
    _("A step of a change of place was late: letter, decision, telling or file"),
    SEND,
    "transfer.letter",
    "transfer.decide",
    "transfer.tell_refusal",
    "transfer.tell",
    "transfer.send_file",
)
late(
    "transfer.not_told",
    FAULT,
    _("A change of place was not told to the organ, the new county, the procuratorate or police"),
    TELL,
    "transfer.notify_organ",
    "transfer.notify_new_county",
    "transfer.copy_to_organ",
    "transfer.copy_to_procuratorate",
    "transfer.copy_to_police",
)
late(
    "transfer.not_searched",
    GRAVE,
    _("Somebody did not report to the new county, and the old one did not search"),
    _("Begin the search now; both counties deal with it."),
    "transfer.search",
)
late(
    "oversight.unanswered",
    GRAVE,
    _("An opinion of the procuratorate or a complaint was not answered"),
    _("Answer in writing."),
    "oversight.answer_opinion",
    "oversight.answer_complaint",
)
late(
    "records.not_archived",
    FLAW,
    _("A closed case was not archived"),
    _("Put the file in order and archive it."),
    "records.archive",
)
late(
    "records.not_sealed",
    GRAVE,
    _("A file that the law wants sealed was not sealed"),
    _("Seal it today."),
    "records.seal",
)
