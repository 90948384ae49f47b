"""An inquiry on its way: commissioned, accepted, looked into, discussed, decided, sent."""

from __future__ import annotations

from datetime import date, timedelta

import cast as the_cast
from deliberating import Deliberation
from guihang.cases.actions import PersonDraft
from guihang.cases.inquiry import actions, queries
from guihang.cases.inquiry.actions import Commission, Findings, StatementDraft
from guihang.decisions.actions import Note
from guihang.decisions.vocabulary import DiscussionKind
from guihang.dossiers.actions import set_paper_mark
from guihang.law.rules.inquiry import AcceptanceFacts, Topic
from guihang.ledger.chains import SYSTEM
from lives import HOME
from matters import Play

GUO = PersonDraft(
    name="郭志强", identity_number="431103198804120019", phone="13907460165", home=HOME
)
HOLDS = AcceptanceFacts(
    materials_complete=True, name_true=True, home_true=True, identity_known=True
)
GONE = AcceptanceFacts(name_true=True, home_true=False, identity_known=True)
ASKED = (
    ("person", "郭志强", "本人", ("home", "ties", "effects")),
    ("committee", "清桥社区张大姐", "居委会治保委员", ("committee", "community", "danger")),
    ("victim", "李某", "被害人", ("victim", "prohibition")),
)
FINDINGS = "在清桥社区有固定居所，与父母同住；居委会同意接纳；被害人已获赔偿并表示谅解。"


class InquiryPlay(Play):
    """The people of the cast deal with one commission of the court."""

    inquiry = None

    def commission(self, **changes):
        day = self.at.date()
        made = {
            "person": GUO,
            "unit": self.cast.unit("office"),
            "commissioner": "court",
            "organ_name": "冷水滩区人民法院",
            "kind": "suspension",
            "charge": "盗窃罪",
            "has_victim": True,
            "commissioned_on": day,
            "materials_on": day,
            "letter_number": "（2026）湘1103委评41号",
            "contact": "刑庭 王法官",
        }
        return Commission(**{**made, **changes})

    def receive(self, name="squad_officer", **changes):
        self.later()
        return self._keep(
            actions.receive(commission=self.commission(**changes), by=self.actor(name), at=self.at)
        )

    def materials(self, day=None, name="squad_officer"):
        return self._do(actions.note_materials, name, day=day or self.at.date())

    def tell(self, name="squad_officer"):
        return self._do(actions.tell_procuratorate, name, day=self.at.date())

    def start(
        self,
        name="squad_officer",
        people=("squad_officer", "township_officer"),
        checked=HOLDS,
    ):
        named = tuple(self.cast.account(one).pk for one in people)
        return self._do(actions.start, name, checked=checked, people=named)

    def send_back(self, name="squad_officer", checked=GONE, words="居委会证明查无此人。"):
        return self._do(actions.send_back, name, checked=checked, words=words)

    def lengthen(self, until, name="squad_officer", agreed_with="刑庭 王法官"):
        return self._do(actions.lengthen, name, until=until, agreed_with=agreed_with)

    def draft(self, asked_as="family", **changes):
        began = self.at - timedelta(minutes=40)
        made = {
            "asked_as": asked_as,
            "name": "郭大山",
            "relation": "父亲",
            "place": "清桥社区 3 栋 501",
            "began_at": began,
            "ended_at": began + timedelta(minutes=30),
            "words": "儿子一直与我们同住，愿意督促他。",
            "topics": ("home", "ties"),
            "together_with": (self.cast.account("township_officer").pk,),
        }
        return StatementDraft(**{**made, **changes})

    def ask_somebody(self, by="squad_officer", once="", **changes):
        self.later()
        return actions.take_statement(
            inquiry=self.inquiry,
            draft=self.draft(**changes),
            by=self.actor(by),
            at=self.at,
            once=once,
        )

    def ask_everybody(self):
        for asked_as, who, relation, topics in ASKED:
            self.ask_somebody(asked_as=asked_as, name=who, relation=relation, topics=topics)

    def assess(self, name="squad_officer", outcome="suitable", **changes):
        self.later()
        self.matter = None
        self.matter = actions.assess(
            inquiry=self.inquiry,
            found=Findings(**{"outcome": outcome, "findings": FINDINGS, **changes}),
            by=self.actor(name),
            at=self.at,
            press=self.press(name),
        )
        return self.matter

    def discuss(self, kinds=tuple(DiscussionKind)):
        for kind in kinds:
            several = ("brigade_leader", "deputy_leader", "squad_leader")
            few = ("squad_officer", "township_officer")
            members = several if kind == DiscussionKind.COLLECTIVE else few
            Deliberation(self, kind, members).through()
            self.inquiry = self.now()

    def check(self, name="squad_leader", **press):
        return self.act("check", name, Note(opinion="已核对笔录和评估表。"), **press)

    def grant(self, name="brigade_leader", **press):
        return self.act("grant", name, Note(opinion="同意。"), **press)

    def send(self, name="squad_officer", **press):
        self.act("tell", name, Note(channel="post", recipient="冷水滩区人民法院"), **press)
        self.inquiry = self.now()
        return self.inquiry

    def copy(self, name="squad_officer"):
        return self._do(actions.copy_opinion, name, day=self.at.date())

    def join(self, case, followed="followed", name="squad_officer"):
        return self._do(actions.join, name, case=case, followed=followed)

    def through(self, **changes):
        """Play an ordinary inquiry up to the dispatch of its opinion."""
        self.receive(**changes)
        self.tell()
        self.start()
        self.ask_everybody()
        self.assess()
        self.check()
        self.discuss()
        self.grant()
        return self.send()

    def now(self):
        return queries.inquiry_for(self.actor("squad_officer"), self.inquiry.number)

    def to_day(self, day: date):
        self.at = self.at.replace(year=day.year, month=day.month, day=day.day)
        return self

    def _keep(self, inquiry):
        self.inquiry = inquiry
        return inquiry

    def _do(self, action, name, **said):
        self.later()
        return self._keep(action(inquiry=self.inquiry, by=self.actor(name), at=self.at, **said))


def play(cast):
    """Begin a play with the agency's mark set."""
    set_paper_mark(unit=cast.unit("brigade"), mark="冷矫", by=SYSTEM, at=the_cast.NOW)
    return InquiryPlay(cast)


ALL_TOPICS = tuple(topic.value for topic in Topic)
