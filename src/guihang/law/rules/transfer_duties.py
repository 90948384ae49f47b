"""What is owed while somebody moves to another county (执行地变更的义务)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from guihang.law import obligations
from guihang.law.calendars import ONE_DAY
from guihang.law.codes import Body
from guihang.law.events import Event, What
from guihang.law.facts import CaseFacts
from guihang.law.obligations import Duty, Obligation, provides, register
from guihang.law.rules.transfer import ASKING, CHANGE, COMING, FILES, LETTERS
from guihang.law.rules.transfer_steps import RECEPTION, TELLING, Stage
from guihang.law.statutes import Statutes
from guihang.law.texts import Text

DECIDED = (What.TRANSFER_AGREED, What.TRANSFER_REFUSED)


def _telling(name: str, to: Body, what: What, article: str, within: str) -> Obligation:
    """What is owed to one body once a change of place was agreed."""
    return Obligation(
        name=f"transfer.{name}",
        says=Text(f"将变更决定和文书告知{to.says.zh}", f"tell the {to.says.en} of the change"),
        by=Body.COUNTY,
        to=(to,),
        opened_by=(What.TRANSFER_AGREED,),
        discharged_by=(what,),
        told=to,
        articles=(article,),
        within=within,
    )


register(
    Obligation(
        name="transfer.letter",
        says=Stage.LETTER.says,
        by=Body.COUNTY,
        to=(Body.NEW_COUNTY,),
        opened_by=(What.TRANSFER_ASKED,),
        discharged_by=(What.TRANSFER_LETTER_SENT, *DECIDED),
        articles=(LETTERS,),
        within="transfer.letter_within",
    ),
    Obligation(
        name="transfer.reply",
        says=Stage.REPLY.says,
        by=Body.NEW_COUNTY,
        to=(Body.COUNTY,),
        opened_by=(What.TRANSFER_LETTER_RECEIVED,),
        discharged_by=(What.TRANSFER_REPLIED,),
        articles=(LETTERS,),
        within="transfer.reply_within",
    ),
    Obligation(
        name="transfer.decide",
        says=Stage.DECIDE.says,
        by=Body.COUNTY,
        to=(Body.PERSON,),
        opened_by=(What.TRANSFER_REPLIED,),
        discharged_by=DECIDED,
        articles=(CHANGE, LETTERS),
        untimed=True,
    ),
    Obligation(
        name="transfer.tell_refusal",
        says=Stage.TELL_REFUSAL.says,
        by=Body.COUNTY,
        to=(Body.PERSON,),
        opened_by=(What.TRANSFER_REFUSED,),
        discharged_by=(What.TRANSFER_TOLD,),
        articles=(TELLING,),
        within="transfer.refusal_told_within",
    ),
    Obligation(
        name="transfer.tell",
        says=Stage.TELL.says,
        by=Body.COUNTY,
        to=(Body.PERSON,),
        opened_by=(What.TRANSFER_AGREED,),
        discharged_by=(What.TRANSFER_TOLD,),
        articles=(TELLING,),
    ),
    Obligation(
        name="transfer.send_file",
        says=Stage.FILE.says,
        by=Body.COUNTY,
        to=(Body.NEW_COUNTY,),
        opened_by=(What.TRANSFER_AGREED,),
        discharged_by=(What.TRANSFER_FILE_SENT,),
        articles=(FILES,),
        within="transfer.file_within",
    ),
    _telling("notify_organ", Body.ORGAN, What.TOLD, CHANGE, ""),
    _telling("notify_new_county", Body.NEW_COUNTY, What.TOLD, CHANGE, ""),
    _telling("copy_to_organ", Body.ORGAN, What.COPIED, FILES, "transfer.file_within"),
    _telling(
        "copy_to_procuratorate", Body.PROCURATORATE, What.COPIED, FILES, "transfer.file_within"
    ),
    _telling("copy_to_police", Body.POLICE, What.COPIED, FILES, "transfer.file_within"),
    Obligation(
        name="transfer.receipt",
        says=Stage.RECEIPT.says,
        by=Body.NEW_COUNTY,
        to=(Body.COUNTY, Body.NEW_PROCURATORATE, Body.NEW_POLICE),
        opened_by=(What.TRANSFER_FILE_RECEIVED,),
        discharged_by=(What.TRANSFER_RECEIPT_SENT,),
        articles=(FILES, CHANGE),
        within="transfer.receipt_within",
    ),
    Obligation(
        name="transfer.register",
        says=Stage.REGISTER.says,
        by=Body.NEW_COUNTY,
        to=(Body.NEW_POLICE,),
        opened_by=(What.TRANSFER_REPORTED,),
        discharged_by=(What.REGISTERED, What.MOVED_OUT),
        articles=(RECEPTION,),
    ),
)

OPINION = Obligation(
    name="transfer.opinion",
    says=Stage.OPINION.says,
    by=Body.OFFICE,
    to=(Body.COUNTY,),
    opened_by=(What.TRANSFER_ASKED,),
    discharged_by=(What.TRANSFER_OPINED, *DECIDED),
    articles=(ASKING,),
    untimed=True,
)
REPORT = Obligation(
    name="transfer.report",
    says=Stage.REPORT.says,
    by=Body.PERSON,
    to=(Body.NEW_COUNTY,),
    opened_by=(What.TRANSFER_TOLD,),
    discharged_by=(What.TRANSFER_REPORTED,),
    articles=(COMING,),
    within="transfer.report_within",
    consequence=Text("组织查找，视情节处理", "searched for, and dealt with"),
)
TELL_OLD = Obligation(
    name="transfer.tell_old_county",
    says=Text("未报到的，立即通知原执行地", "tell the old county at once that nobody came"),
    by=Body.NEW_COUNTY,
    to=(Body.COUNTY,),
    opened_by=(What.TRANSFER_TOLD,),
    discharged_by=(What.TOLD, What.TRANSFER_REPORTED),
    articles=(COMING,),
)
SEARCH = Obligation(
    name="transfer.search",
    says=Text("原执行地立即组织查找", "the old county searches at once"),
    by=Body.COUNTY,
    to=(Body.NEW_COUNTY, Body.PROCURATORATE),
    opened_by=(What.TRANSFER_TOLD,),
    discharged_by=(What.SEARCH_STARTED, What.FOUND, What.TRANSFER_REPORTED),
    articles=(COMING, "ccl-2019:30"),
)


@provides(OPINION, REPORT, TELL_OLD, SEARCH)
def moves(case: CaseFacts, on: date, law: Statutes) -> Iterable[Duty]:
    """Yield the office's opinion, the report to the new county, and what a missing one opens."""
    if case.office_entrusted:
        for asked in case.all(What.TRANSFER_ASKED):
            yield obligations.opened(OPINION, asked, case, law)
    for told in case.all(What.TRANSFER_TOLD):
        if case.last(What.TRANSFER_AGREED, of=told.of):
            yield from _reporting(told, case, law)


def _reporting(told: Event, case: CaseFacts, law: Statutes) -> Iterable[Duty]:
    report = obligations.opened(REPORT, told, case, law)
    yield report
    if report.done is not None and report.done <= report.due:
        return
    missed = report.due + ONE_DAY
    for owed in (TELL_OLD, SEARCH):
        yield Duty(owed, missed, missed, told.of, _answered(owed, missed, case))


def _answered(owed: Obligation, missed: date, case: CaseFacts) -> date | None:
    """Return the first day from which something discharged it: the old county was told, or so."""
    return next(
        (
            event.day
            for event in case.all(*owed.discharged_by)
            if event.day >= missed and (event.what is not What.TOLD or event.to is Body.COUNTY)
        ),
        None,
    )
