"""What is owed about a discussion: speak on its day, conclude it, sign the minutes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from guihang.decisions.discussion import house_rules
from guihang.decisions.discussion.actions.holding import SOURCE
from guihang.decisions.models import Discussion, Member
from guihang.duties import owing
from guihang.duties.owing import Bearer, Discharge, Owed, day_of
from guihang.duties.ports import Source


class Discussions(Source):
    """Whoever was called owes an opinion on the day, and a signature under the minutes."""

    name = SOURCE

    def owed(self, of: str, *, on: date) -> Iterable[Owed]:
        """Return what is owed about one discussion."""
        return tuple(owed for _of, found in self.owed_of_many((of,), on=on) for owed in found)

    def owed_of_many(
        self, keys: Sequence[str], *, on: date
    ) -> Iterator[tuple[str, Iterable[Owed]]]:
        """Yield discussions with what is owed about each, read together."""
        for discussion in Discussion.objects.whole().filter(number__in=keys):
            yield discussion.number, tuple(_owed(discussion))

    def all_keys(self) -> Iterable[str]:
        """Return the number of every discussion."""
        return Discussion.objects.order_by("pk").values_list("number", flat=True)


def _owed(discussion: Discussion) -> Iterable[Owed]:
    for member in discussion.members.all():
        yield _opinion(discussion, member)
        if member.is_present and discussion.concluded_at is not None:
            yield _signature(discussion, member)
    yield _conclusion(discussion)


def _opinion(discussion: Discussion, member: Member) -> Owed:
    ended = discussion.concluded_at or discussion.cancelled_at
    met = member.spoke_at or member.recused_at or ended
    how = "spoke" if member.spoke_at else "recused" if member.recused_at else "over"
    return _duty(
        discussion,
        what="discussion.opine",
        days=(day_of(discussion.convened_at), discussion.meets_on),
        owed_by=(owing.account(member.account_id),),
        turn=member.place,
        discharge=Discharge(met, how) if met else None,
    )


def _signature(discussion: Discussion, member: Member) -> Owed:
    opened = day_of(discussion.concluded_at) if discussion.concluded_at else discussion.meets_on
    return _duty(
        discussion,
        what="discussion.sign",
        days=(opened, opened + timedelta(days=house_rules.DAYS["sign"])),
        owed_by=(owing.account(member.account_id),),
        turn=member.place,
        discharge=Discharge(member.signed_at, "signed") if member.signed_at else None,
    )


def _conclusion(discussion: Discussion) -> Owed:
    ended = discussion.concluded_at or discussion.cancelled_at
    how = "concluded" if discussion.concluded_at else "cancelled"
    return _duty(
        discussion,
        what="discussion.conclude",
        days=(day_of(discussion.convened_at), discussion.meets_on),
        owed_by=(_convener(discussion),),
        turn=0,
        discharge=Discharge(ended, how) if ended else None,
    )


def _convener(discussion: Discussion) -> Bearer:
    if discussion.convened_from_id is None:
        return owing.account(discussion.convened_by_id)
    return owing.post(discussion.convened_from_id)


def _duty(discussion: Discussion, *, what: str, days: tuple[date, date], **besides) -> Owed:
    opened, due = days
    return Owed(
        what=what,
        unit_path=discussion.dossier.unit_path,
        opens_on=opened,
        due=due,
        ground=f"house:{what}_within",
        owed_to=() if what == "discussion.conclude" else (_convener(discussion),),
        title={
            "name": discussion.dossier.title,
            "topic": discussion.topic,
            "discussion": discussion.number,
        },
        place=discussion.dossier.number,
        **besides,
    )
