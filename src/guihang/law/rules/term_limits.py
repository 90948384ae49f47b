"""What terms the law allows: by kind, for several crimes, after a reduction (期限的限度)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated

from guihang.law import periods
from guihang.law.catalogue import rule
from guihang.law.codes import Kind, OutsideGround, Penalty
from guihang.law.facts import CaseFacts
from guihang.law.refusals import BadFacts
from guihang.law.spans import Span
from guihang.law.statutes import Statutes, Value
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Ground, Verdict, lacking, need

BIRTH_GROUNDS = {OutsideGround.PREGNANCY, OutsideGround.NURSING}
BEGINS = Text("起算日（月与日须从某一日起比较）", "the start day that months and days compare by")
SENTENCE = Text("原判刑期", "the length of the sentence")


@dataclass(frozen=True, slots=True)
class SentenceFacts:
    """A sentence as the judgment has it (刑种、刑期、考验期)."""

    kind: Annotated[Kind, Text("矫正类别", "kind of correction")]
    penalty: Annotated[Penalty, Text("原判主刑", "principal penalty")]
    sentence: Annotated[Span | None, Text("原判刑期", "length of the sentence")] = None
    probation: Annotated[Span | None, Text("缓刑考验期", "probation of a suspension")] = None
    several_crimes: Annotated[bool, Text("数罪并罚", "sentenced for several crimes")] = False
    repeat_offender: Annotated[bool | None, Text("累犯", "repeat offender")] = None
    ringleader: Annotated[
        bool | None, Text("犯罪集团首要分子", "ringleader of a criminal group")
    ] = None
    outside_ground: Annotated[
        OutsideGround | None, Text("暂予监外执行情形", "why he or she serves outside")
    ] = None


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing about a sentence that the law does not allow."""

    field: str
    article: str
    says: Text


@dataclass(frozen=True, slots=True)
class Allowed:
    """Whether the law allows a sentence, and from where to where its term may go."""

    allowed: bool
    faults: tuple[Fault, ...]
    shortest: Span | None
    longest: Span | None


PENALTIES: dict[Kind, tuple[tuple[Penalty, ...], str]] = {
    Kind.SURVEILLANCE: ((Penalty.SURVEILLANCE,), "cl-1997:38.3"),
    Kind.SUSPENSION: ((Penalty.DETENTION, Penalty.PRISON), "cl-1997:72.1"),
    Kind.PAROLE: ((Penalty.PRISON, Penalty.LIFE), "cl-1997:81.1"),
    Kind.OUTSIDE: ((Penalty.DETENTION, Penalty.PRISON, Penalty.LIFE), "cpl-2018:265.1"),
}


def compare(one: Span, other: Span) -> int:
    """Compare two lengths, or answer that a start day is needed."""
    order = one.order(other)
    if order is None:
        lacking("begins", BEGINS)
    return order


def longer_of(one: Span, other: Span) -> Span:
    """Return the longer of two lengths."""
    return one if compare(one, other) >= 0 else other


def shorter_of(one: Span, other: Span) -> Span:
    """Return the shorter of two lengths."""
    return one if compare(one, other) <= 0 else other


def sentence_limits(facts: SentenceFacts, law: Statutes) -> tuple[Value, Value] | None:
    """Return the shortest and longest sentence of a penalty; a life sentence has none."""
    if facts.penalty is Penalty.LIFE:
        return None
    name, several = facts.penalty.value, "_several" if facts.several_crimes else ""
    if facts.several_crimes and facts.penalty is Penalty.PRISON:
        several = "_several_large"
    return law[f"terms.{name}_min"], law[f"terms.{name}_max{several}"]


def probation_limits(penalty: Penalty, sentence: Span, law: Statutes) -> tuple[Span, Span, str]:
    """Return the shortest and longest probation of a suspension, and the article."""
    name = penalty.value
    least, most = law[f"terms.probation_{name}_min"], law[f"terms.probation_{name}_max"]
    return longer_of(sentence, least.span), most.span, most.by


@rule(
    "terms.allowed",
    "cl-1997:38.1",
    "cl-1997:42",
    "cl-1997:45",
    "cl-1997:69.1",
    "cl-1997:72.1",
    "cl-1997:73",
    "cl-1997:74",
    "cl-1997:81",
    "cpl-2018:265",
    zh="刑期、考验期是否合法",
)
def allowed(facts: SentenceFacts, law: Statutes) -> Answer[Allowed]:
    """A term lies between the shortest and the longest the law has for its kind."""
    # Not modelled: the four conditions of a suspension and the part of a sentence to be served
    # before parole (cl-1997:72.1, 81.1), which the court has weighed in its judgment.
    faults = tuple(_faults(facts, law))
    if not faults and facts.penalty is not Penalty.LIFE:
        need(facts.sentence, "sentence", SENTENCE)
    shortest, longest = _range(facts, law, faults)
    article = faults[0].article if faults else PENALTIES[facts.kind][1]
    says = faults[0].says if faults else Text("刑种、刑期在法定限度内", "within the law's limits")
    grounds = dict.fromkeys((article, *(fault.article for fault in faults)))
    return Verdict(
        Allowed(not faults, faults, shortest, longest),
        tuple(Ground(name, says) for name in grounds),
    )


def _range(
    facts: SentenceFacts, law: Statutes, faults: tuple[Fault, ...]
) -> tuple[Span | None, Span | None]:
    """Return from where to where the term may go, if its penalty fits its kind."""
    if any(fault.field == "penalty" for fault in faults):
        return None, None
    if facts.kind is Kind.SUSPENSION and facts.sentence:
        shortest, longest, _ = probation_limits(facts.penalty, facts.sentence, law)
        return shortest, longest
    limits = sentence_limits(facts, law)
    return (limits[0].span, limits[1].span) if limits else (None, None)


def _faults(facts: SentenceFacts, law: Statutes) -> Iterator[Fault]:
    fitting, article = PENALTIES[facts.kind]
    if facts.penalty not in fitting:
        says = facts.kind.says
        yield Fault(
            "penalty",
            article,
            Text(f"{facts.penalty.says.zh}不适用{says.zh}", f"no {says.en} for this penalty"),
        )
        return
    yield from _sentence_faults(facts, law)
    yield from _person_faults(facts)
    if facts.kind is Kind.SUSPENSION:
        yield from _probation_faults(facts, law)


def _sentence_faults(facts: SentenceFacts, law: Statutes) -> Iterator[Fault]:
    limits = sentence_limits(facts, law)
    if limits is None or facts.sentence is None:
        return
    least, most = limits
    if facts.kind is Kind.SUSPENSION and facts.penalty is Penalty.PRISON:
        most = law["terms.suspended_prison_max"]
    if compare(facts.sentence, least.span) < 0:
        yield _beyond("sentence", least, "短于", "shorter than")
    if compare(facts.sentence, most.span) > 0:
        yield _beyond("sentence", most, "长于", "longer than")


def _beyond(field: str, limit: Value, zh: str, en: str) -> Fault:
    span = limit.span
    return Fault(field, limit.by, Text(f"{zh}法定的{span.text.zh}", f"{en} the {span} of the law"))


def _person_faults(facts: SentenceFacts) -> Iterator[Fault]:
    if facts.kind is Kind.SUSPENSION and (facts.repeat_offender or facts.ringleader):
        field = "repeat_offender" if facts.repeat_offender else "ringleader"
        says = Text("累犯和犯罪集团的首要分子不适用缓刑", "no suspension for them")
        yield Fault(field, "cl-1997:74", says)
    if facts.kind is Kind.PAROLE and facts.repeat_offender:
        yield Fault("repeat_offender", "cl-1997:81.2", Text("累犯不得假释", "no parole for them"))
    serves_life = facts.kind is Kind.OUTSIDE and facts.penalty is Penalty.LIFE
    if serves_life and facts.outside_ground and facts.outside_ground not in BIRTH_GROUNDS:
        says = Text("无期徒刑仅限怀孕、哺乳情形", "a life sentence only if pregnant or nursing")
        yield Fault("outside_ground", "cpl-2018:265.2", says)


def _probation_faults(facts: SentenceFacts, law: Statutes) -> Iterator[Fault]:
    if facts.probation is None or facts.sentence is None:
        return
    shortest, longest, article = probation_limits(facts.penalty, facts.sentence, law)
    if compare(facts.probation, shortest) < 0:
        says = Text(f"考验期短于{shortest.text.zh}", f"probation shorter than {shortest}")
        yield Fault("probation", article, says)
    if compare(facts.probation, longest) > 0:
        says = Text(f"考验期长于{longest.text.zh}", f"probation longer than {longest}")
        yield Fault("probation", article, says)


def refuse_unlawful(case: CaseFacts, law: Statutes) -> None:
    """Refuse a case whose sentence or probation the law does not allow; names the field."""
    if case.penalty is None:
        return
    facts = SentenceFacts(
        case.kind,
        case.penalty,
        case.sentence,
        case.probation,
        case.several_crimes,
        case.repeat_offender,
        case.ringleader,
        case.outside_ground,
    )
    fault = _first_fault(facts, law)
    if fault:
        raise BadFacts(fault.field, why=fault.says, ground=fault.article)


@lru_cache(maxsize=periods.REMEMBERED)
def _first_fault(facts: SentenceFacts, law: Statutes) -> Fault | None:
    """Return what the law does not allow; many cases of one law have the same sentence."""
    return next(_faults(facts, law), None)


@dataclass(frozen=True, slots=True)
class Floor:
    """How far a reduction may go: what must be served, what probation must be left."""

    served: Span
    probation: Span | None


@rule("terms.floor", "cl-1997:78.2", "mjp-2016:16", "mjp-2016:18.2", zh="减刑的下限")
def floor(facts: SentenceFacts, law: Statutes) -> Answer[Floor]:
    """At least half of a fixed sentence is served; probation keeps its own floor."""
    if facts.penalty is Penalty.LIFE:
        least = law["terms.life_served_min"]
        return Verdict(Floor(least.span, None), (least.ground(),))
    sentence = need(facts.sentence, "sentence", SENTENCE)
    half = Ground(
        "cl-1997:78.2(1)",
        Text("实际执行不少于原判刑期的二分之一", "at least half of the sentence is served"),
    )
    if facts.kind is not Kind.SUSPENSION:
        return Verdict(Floor(sentence.half(), None), (half,))
    least = law[f"terms.reduced_probation_{facts.penalty.value}_min"]
    return Verdict(Floor(sentence.half(), least.span), (least.ground(), half))


@dataclass(frozen=True, slots=True)
class OneSentence:
    """One of several sentences of one person (数刑之一)."""

    penalty: Annotated[Penalty, Text("主刑", "principal penalty")]
    length: Annotated[Span | None, Text("刑期", "length")] = None

    def check(self) -> None:
        """Refuse a fixed sentence without a length."""
        if self.penalty is not Penalty.LIFE and self.length is None:
            raise BadFacts("length", why=Text("缺少刑期。", "The length is missing."))


@dataclass(frozen=True, slots=True)
class SeveralFacts:
    """Several sentences of one person that are to become one (数罪并罚)."""

    sentences: Annotated[tuple[OneSentence, ...], Text("各罪所判刑罚", "the sentences")]


@dataclass(frozen=True, slots=True)
class Combined:
    """What is executed of several sentences: the heavier swallows, surveillance comes after."""

    penalty: Penalty
    shortest: Span | None
    longest: Span | None
    surveillance_shortest: Span | None
    surveillance_longest: Span | None


@rule("terms.combined", "cl-1997:69", zh="数罪并罚执行的刑罚")
def combined(facts: SeveralFacts, law: Statutes) -> Answer[Combined]:
    """One sentence between the longest and the sum; detention goes under, surveillance after."""
    found = {
        penalty: [one.length for one in facts.sentences if one.penalty is penalty and one.length]
        for penalty in Penalty
    }
    if not facts.sentences:
        lacking("sentences", Text("各罪所判刑罚", "any sentence"))
    after = _joined(Penalty.SURVEILLANCE, found, law)
    grounds = _joining(facts)
    if any(one.penalty is Penalty.LIFE for one in facts.sentences):
        return Verdict(Combined(Penalty.LIFE, None, None, *after), grounds)
    for penalty in (Penalty.PRISON, Penalty.DETENTION):
        if found[penalty]:
            return Verdict(Combined(penalty, *_joined(penalty, found, law), *after), grounds)
    return Verdict(Combined(Penalty.SURVEILLANCE, *after, None, None), grounds)


def _joining(facts: SeveralFacts) -> tuple[Ground, ...]:
    """Return the rule for several sentences, and that for several penalties where they differ."""
    says = Text(
        "总和刑期以下、数刑中最高刑期以上，无期徒刑除外",
        "from the longest to the sum, but for a life sentence",
    )
    one = Ground("cl-1997:69.1", says)
    if len({each.penalty for each in facts.sentences}) == 1:
        return (one,)
    says = Text("有期徒刑吸收拘役，管制在其后执行", "the heavier swallows, surveillance follows")
    return one, Ground("cl-1997:69.2", says)


def _joined(
    penalty: Penalty, found: dict[Penalty, list[Span]], law: Statutes
) -> tuple[Span | None, Span | None]:
    """Return from where to where one sentence out of several of a penalty may go."""
    lengths = found[penalty]
    if not lengths:
        return None, None
    longest, total = lengths[0], lengths[0]
    for length in lengths[1:]:
        longest, total = longer_of(longest, length), total.plus(length)
    several = law[f"terms.{penalty.value}_max_several"]
    if penalty is Penalty.PRISON and _is_large(total, law):
        several = law["terms.prison_max_several_large"]
    return longest, shorter_of(total, several.span)


def _is_large(total: Span, law: Statutes) -> bool:
    threshold = law.get("terms.prison_large_total")
    return threshold is not None and compare(total, threshold.span) >= 0
