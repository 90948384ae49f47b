"""Packages on their way: people under correction, and who answers for each part."""

from __future__ import annotations

from guihang.cases.actions import assess, classify
from guihang.cases.actions.noting import fresh
from guihang.dossiers.actions import set_paper_mark
from guihang.ledger.chains import SYSTEM
from guihang.supervision.packages import actions, queries
from guihang.supervision.packages.actions import Named
from guihang.supervision.packages.rule import rule_on
from lives import SUSPENDED, TANG, YOUNG, another, received, registered
from matters import Play

POLICE = Named(outsider="蒋所长", body="梅湾派出所", phone="13907460110")
CADRE = Named(outsider="清桥张大姐", body="清桥社区")
WHY = "按照片区分工确定。"


class PackagePlay(Play):
    """The people of the cast answer for one person, 唐建平, and for whoever comes besides."""

    case = None

    @property
    def rule(self):
        return rule_on(self.at.date())

    @property
    def slots(self):
        """The package as it stands: the state of every part that is asked for."""
        found = queries.package(fresh(self.case), self.rule, on=self.at.date())
        return {slot.part.code: slot.state for slot in found}

    def account(self, name):
        return Named(account=self.cast.account(name).pk)

    def strict(self):
        """Let the agency put the person into the strict category."""
        day, by = self.at.date(), self.actor("squad_officer")
        assess(case=self.case, day=day, note="经综合评估，风险较高。", by=by, at=self.later())
        classify(case=self.case, level="strict", reasons="有多次违规记录。", day=day, by=by,
                 at=self.later())  # fmt: skip

    def name(self, part, named, *cases, by="township_officer", because=WHY):
        chosen = cases or (self.case,)
        return actions.name_owner(
            cases=chosen, part=part, named=named, because=because, by=self.actor(by),
            at=self.later(),
        )  # fmt: skip

    def fill(self, *cases):
        """Fill the three parts everybody has."""
        self.name("officer", self.account("township_officer"), *cases)
        self.name("police", POLICE, *cases)
        self.name("community", CADRE, *cases)

    def people(self, by="township_officer", tab="all", **wanted):
        found = queries.people(
            self.actor(by), self.rule, queries.Wanted(tab, **wanted), on=self.at.date()
        )
        return [case.person.name for case in found]


def package_play(cast) -> PackagePlay:
    """Let 唐建平 be under correction in the office of 梅湾."""
    play = PackagePlay(cast)
    set_paper_mark(unit=cast.unit("brigade"), mark="冷矫", by=SYSTEM, at=play.at)
    play.case = under(cast, TANG, SUSPENDED)
    return play


def second(cast, unit="office"):
    """Let 蒋小川 be under correction, too."""
    order = another(SUSPENDED, judgment_number="（2026）湘1103刑初13号")
    return under(cast, YOUNG, order, unit=unit)


def under(cast, person, order, **besides):
    case = received(cast, person=person, order=order, **besides)
    return registered(cast, case)
