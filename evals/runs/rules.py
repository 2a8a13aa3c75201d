"""Switches off one rule of the assistant after the other, and says what each loses and wins.

All cases are asked once with every rule. A rule that did not fire changes nothing when it is off,
so it is only asked again where it fired, and nothing is encoded or read twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.pipeline import Assistant
from assistant.resolve.conversation import Conversation
from assistant.rules import Rule, watched
from evals.cases.case import Case
from evals.cases.split import SIDES, Side, side
from evals.runs.memory import RememberingEncoder, RememberingReader
from evals.runs.said import VERDICTS, said
from evals.runs.scoring import Judge

Progress = Callable[[str, int, int], None]

# The figures by which one right reply is told better than another.
_TOLD = ("short", "whole", "first_supports", "list_recall", "list_precision", "list_complete")


@dataclass(frozen=True, slots=True)
class Share:
    """What a rule does on one side of the cases.

    Attributes:
        fires: on how many cases, a follow-up's earlier turns included.
        right: how many of these are as wanted with the rule.
        lost: how many of these are not without it.
        won: how many others it fires on are as wanted without it.
        worse: how many are as wanted either way and told less well without it: their short answer,
            yes or no, list or first quote is right less often, or a headline is not whole.
    """

    fires: int = 0
    right: int = 0
    lost: int = 0
    won: int = 0
    worse: int = 0


@dataclass(frozen=True, slots=True)
class Worth:
    """A rule with its share of each side."""

    rule: Rule
    sides: Mapping[Side, Share]

    @property
    def fires(self) -> int:
        """On how many cases of all sides."""
        return sum(one.fires for one in self.sides.values())

    @property
    def lost(self) -> int:
        """How many cases of all sides are only right with it."""
        return sum(one.lost for one in self.sides.values())

    @property
    def worse(self) -> int:
        """How many cases of all sides are told better with it, and right without it too."""
        return sum(one.worse for one in self.sides.values())


@dataclass(frozen=True, slots=True)
class Rules:
    """What all rules are worth; `asked` and `right` are of all cases, by side."""

    asked: Mapping[Side, int]
    right: Mapping[Side, int]
    worths: tuple[Worth, ...]


@dataclass(frozen=True, slots=True)
class _Outcome:
    """Whether a reply is as wanted, how well it is told, and which rules had a say."""

    right: bool
    told: float
    fired: frozenset[Rule]


class _Asker:
    """Asks cases with some rules switched off; each conversation is had once."""

    def __init__(self, assistant: Assistant, judge: Judge, *off: Rule) -> None:
        self._assistant = assistant
        self._judge = judge
        self._off = off
        self._kept: dict[tuple[str, ...], tuple[Conversation, frozenset[Rule]]] = {
            (): (Conversation(), frozenset())
        }

    def outcome(self, case: Case) -> _Outcome:
        """What became of a case."""
        before, fired_before = self._conversation(case.after)
        with watched(*self._off) as fired:
            reply = self._assistant.ask(case.ask, before)
        score = self._judge.score(case, reply)
        told = sum(score.values.get(name, 0.0) for name in _TOLD)
        told += case.judged != "unanswerable" and said(reply).verdict in VERDICTS
        return _Outcome(score.passed, told, fired_before | fired)

    def _conversation(self, questions: tuple[str, ...]) -> tuple[Conversation, frozenset[Rule]]:
        if questions not in self._kept:
            before, fired_before = self._conversation(questions[:-1])
            with watched(*self._off) as fired:
                turn = self._assistant.turn(self._assistant.ask(questions[-1], before))
            self._kept[questions] = before.then(turn), fired_before | fired
        return self._kept[questions]


def worth_of_rules(
    assistant: Assistant,
    cases: Sequence[Case],
    rules: Iterable[Rule] = Rule,
    progress: Progress | None = None,
) -> Rules:
    """Ask the cases with all rules, and again without each where it fired.

    `progress` is told what is switched off, how much of that is asked, and of how much.
    """
    told = progress or (lambda *_: None)
    remembering = _remembering(assistant)
    judge = Judge(assistant.index.articles)
    whole = _outcomes(_Asker(remembering, judge), cases, "nothing", told)
    worths = [_worth(one, remembering, judge, whole, told) for one in rules]
    sides = {name: [one for one in whole if side(one) == name] for name in SIDES}
    return Rules(
        {name: len(of_side) for name, of_side in sides.items()},
        {name: sum(whole[one].right for one in of_side) for name, of_side in sides.items()},
        tuple(worths),
    )


def _outcomes(
    asker: _Asker, cases: Sequence[Case], off: str, told: Progress
) -> dict[Case, _Outcome]:
    outcomes = {}
    for number, case in enumerate(cases, start=1):
        outcomes[case] = asker.outcome(case)
        told(off, number, len(cases))
    return outcomes


def _worth(
    off: Rule,
    assistant: Assistant,
    judge: Judge,
    whole: Mapping[Case, _Outcome],
    told: Progress,
) -> Worth:
    fired_on = [case for case, outcome in whole.items() if off in outcome.fired]
    without = _outcomes(_Asker(assistant, judge, off), fired_on, off, told)
    sides: dict[Side, Share] = {}
    for name in SIDES:
        of_side = [case for case in fired_on if side(case) == name]
        pairs = [(whole[case].right, without[case].right) for case in of_side]
        telling = [(whole[case].told, without[case].told) for case in of_side]
        sides[name] = Share(
            fires=len(pairs),
            right=sum(with_it for with_it, _ in pairs),
            lost=sum(with_it and not left for with_it, left in pairs),
            won=sum(left and not with_it for with_it, left in pairs),
            worse=sum(
                all(right) and with_it > left
                for right, (with_it, left) in zip(pairs, telling, strict=True)
            ),
        )
    return Worth(off, sides)


def _remembering(assistant: Assistant) -> Assistant:
    """The same assistant, which encodes and reads nothing twice."""
    judge = assistant.judge
    return Assistant(
        assistant.index,
        RememberingEncoder(judge.encoder),
        assistant.record,
        RememberingReader(judge.reader) if judge.reader else None,
        judge.fitted,
        assistant.catalogue,
    )
