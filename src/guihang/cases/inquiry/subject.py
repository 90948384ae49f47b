"""What an opinion does at the turns of its matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from guihang.agencies.vocabulary import Role
from guihang.cases.inquiry import facts, house_rules, papers, queries
from guihang.cases.inquiry.actions import note_sent
from guihang.cases.vocabulary import Outcome
from guihang.decisions import ports
from guihang.decisions.discussion import queries as discussions
from guihang.decisions.kinds import Fields, Signing
from guihang.decisions.ports import Finding
from guihang.duties import owing
from guihang.duties.owing import Bearer
from guihang.law.refusals import TooEarly
from guihang.law.rules import inquiry as law
from guihang.law.verdicts import CannotSay


class GivingAnOpinion:
    """The subject of the kind of matter `inquiry`."""

    def title(self, fields: Fields) -> str:
        """Name the matter in one line."""
        names = {"name": fields["person"], "outcome": Outcome(str(fields["outcome"])).label}
        return str(_("%(name)s: %(outcome)s") % names)

    def names(self, matter) -> dict[str, str]:
        """Return the names its duties and notices are said with."""
        return {"name": str(matter.fields["person"]), "organ": str(matter.fields["organ"])}

    def examine(self, fields: Fields, *, dossier, matter, on: date) -> Fields:
        """Return the fields as they are kept; what they say was examined before."""
        return {**fields, "asked_on": on.isoformat()}

    def span(self, fields: Fields) -> tuple[date | None, date | None]:
        """Return no days: an opinion is given, and does not run."""
        return None, None

    def checks(self, matter, *, on: date) -> Iterable[Finding]:
        """Return what is found before somebody signs: topics, time, discussions."""
        inquiry = queries.of_matter(matter)
        told = inquiry.assessments.filter(matter=matter).first()
        yield _asked_all(inquiry, told, on)
        if (due := facts.due_of(inquiry, on)) is not None:
            yield _in_time(due, on)
        for kind in house_rules.DISCUSSED:
            found = discussions.finding(matter, kind, ground=house_rules.DISCUSSED_RULE)
            yield found if matter.stage != "asked" else _ahead(found)

    def paper_fields(
        self, matter, *, on: date, signing: Signing | None = None
    ) -> Mapping[str, object]:
        """Return what the opinion says to the organ."""
        return papers.opinion(matter, queries.of_matter(matter), on=on, signing=signing)

    def addressees(self, matter) -> tuple[Bearer, ...]:
        """Return who sees to it that the organ confirms the receipt."""
        return (owing.role(Role.SQUAD_OFFICER, matter.unit_path),)

    def when_told(self, matter, *, by, at: datetime) -> None:
        """Note in the inquiry that the opinion was sent."""
        note_sent(matter, at=at)

    def when_ended(self, matter, *, by, at: datetime) -> None:
        """An opinion that was sent is not ended; the organ may commission another inquiry."""
        raise TooEarly(
            why=_("An opinion is given once; it does not run, and so it does not end."),
            ground=house_rules.RULE,
            remedy=_("Tell the organ what has changed; it may commission another inquiry."),
        )


def barred(matter) -> Mapping[int, object]:
    """Bar nobody: who looked into it knows it best and reports; he does not decide on it."""
    return {}


def proposal(matter) -> str:
    """Return what the members are asked to agree to."""
    return papers.OUTCOMES[Outcome(str(matter.fields["outcome"]))]


def _asked_all(inquiry, told, on: date) -> Finding:
    answer = queries.missing_topics(inquiry, on=on)
    lacking = () if isinstance(answer, CannotSay) else answer.outcome
    if not lacking:
        return Finding(ports.Outcome.PASS, _("Every matter of the law was asked about."))
    names = {"topics": "、".join(topic.says.zh for topic in lacking)}
    says = _("Nobody was asked about: %(topics)s.") % names
    because = told.lacking_because if told else ""
    return Finding(ports.Outcome.WARN, says, because, law.SCOPE)


def _in_time(due: date, on: date) -> Finding:
    if on > due:
        says = _("The time for the opinion was over on %(day)s.") % {"day": due}
        then = _("Write why it is late; it is sent all the same.")
        return Finding(ports.Outcome.WARN, says, then, law.TIME)
    return Finding(ports.Outcome.PASS, _("The time runs until %(day)s.") % {"day": due})


def _ahead(found: Finding) -> Finding:
    """Before it is checked, a discussion that lacks stops nobody."""
    if found.state is not ports.Outcome.STOP:
        return found
    return Finding(ports.Outcome.UNKNOWN, found.says, found.then, found.ground)
