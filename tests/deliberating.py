"""A discussion on its way: called about the matter of a play, spoken, concluded, signed."""

from __future__ import annotations

from guihang.agencies.signing_in import Proof
from guihang.decisions import queries as matters
from guihang.decisions.discussion import actions, queries
from guihang.decisions.discussion.actions import Call, Minutes
from guihang.decisions.vocabulary import DiscussionKind

FEW = ("squad_officer", "second_squad_officer")
SEVERAL = ("brigade_leader", "deputy_leader", "squad_leader", "squad_officer")


class Deliberation:
    """The people of a play deliberate on its matter."""

    def __init__(self, play, kind=DiscussionKind.GROUP, members=FEW):
        self.play, self.kind, self.members = play, kind, members
        self.discussion = None

    def call(self, by="squad_leader", *, once="", leads=None, **changes):
        self.play.later()
        made = {
            "kind": self.kind,
            "topic": "是否同意委托梅湾司法所",
            "proposal": "同意委托，期限一年。",
            "members": tuple(self.account(name) for name in self.members),
            "leads": self.account(leads or self.members[0]),
            "meets_on": self.play.at.date(),
            "place": "大队会议室",
            "matter": matters.matter(self.play.matter.number),
        }
        call = Call(**{**made, **changes})
        self.discussion = actions.convene(
            call=call, by=self.play.actor(by), at=self.play.at, once=once
        )
        return self.discussion

    def account(self, name):
        return self.play.cast.account(name).pk

    def speak(self, name, stance="agree", words="事实清楚，同意。"):
        return self._act(actions.give_opinion, name, stance=stance, words=words)

    def stand_aside(self, name, because="与该所所长是近亲属。"):
        return self._act(actions.recuse, name, because=because)

    def conclude(
        self, name="squad_leader", report="承办人汇报了核查情况，成员逐一发表意见。", **absent
    ):
        away = {self.account(one): why for one, why in absent.items()}
        return self._act(actions.conclude, name, minutes=Minutes(report, away))

    def sign(self, name):
        self.play.later()
        proof = Proof(self.account(name), "password", self.play.at)
        self.discussion = actions.sign(
            discussion=self.discussion,
            proof=proof,
            by=self.play.actor(name),
            at=self.play.at,
        )
        return self.discussion

    def cancel(self, name="squad_leader", because="委托申请已撤回。"):
        return self._act(actions.cancel, name, because=because)

    def depart(self, name="brigade_leader", because="该所人员已到位，理由已消除。"):
        return self._act(actions.depart, name, because=because)

    def through(self, **stances):
        """Call it, let everybody speak, conclude it, and let everybody sign."""
        self.call()
        for name in self.members:
            self.speak(name, stances.get(name, "agree"))
        self.conclude()
        for name in self.members:
            self.sign(name)
        return self.discussion

    def now(self):
        return queries.discussion_for(self.play.actor("squad_leader"), self.discussion.number)

    def _act(self, action, name, **said):
        self.play.later()
        self.discussion = action(
            discussion=self.discussion, by=self.play.actor(name), at=self.play.at, **said
        )
        return self.discussion
