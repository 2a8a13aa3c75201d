"""Asks every case of an assistant, conversations turn by turn, and scores the replies."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from assistant.answer import Reply
from assistant.pipeline import Assistant, Trace
from assistant.rank.ranking import Evidence
from assistant.resolve.conversation import Conversation
from evals.cases.case import Case
from evals.cases.gold import (
    Placed,
    Sentences,
    gold,
    placed_sentences,
    relevant_to,
    sentence_key,
)
from evals.cases.matching import missing
from evals.cases.spoiling import WAYS
from evals.runs.figures import Figure, mean, total
from evals.runs.ladder import Ranking, climb
from evals.runs.meanings import in_order, parts_of
from evals.runs.retrieval import measures
from evals.runs.said import said
from evals.runs.scoring import Judge, Score
from evals.runs.stages import stage_of

Clock = Callable[[], float]
# The steps of the ladder are compared by these alone.
LADDER_FIGURES = ("hit_1", "hit_5", "mrr")
_WARM_UP = "Is anybody there?"
# So many cases are asked one at a time, for their times; while one of two others waits for encoder
# and reader, the other plans and composes.
TIMED = 200
AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Result:
    """A case with its reply and verdict.

    Attributes:
        seconds: what the last turn took; None where others were asked beside it.
        supported: the probability that the best evidence answers; what a threshold decides by.
            1 where a plan was answered without a lookup.
        best_right: whether the best evidence holds the answer, given or not.
        stage: where it went wrong; empty for a case that passed.
    """

    case: Case
    reply: Reply
    score: Score
    seconds: float | None
    supported: float
    best_right: bool
    stage: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """All results with their figures, and the ladder's figures by step."""

    results: tuple[Result, ...]
    figures: Mapping[str, Figure]
    ladder: Mapping[str, Mapping[str, Figure]]


def run_cases(
    assistant: Assistant,
    cases: Iterable[Case],
    raw_slugs: Mapping[str, str] | None = None,
    clock: Clock = time.perf_counter,
    progress: Callable[[Case], None] | None = None,
) -> Run:
    """Ask and judge the cases; the results come in their order.

    The conversations are asked two at a time, but for the first of every few, which are timed.
    """
    judge = Judge(assistant.index.articles, raw_slugs or {})
    sentences = placed_sentences(assistant.index.articles)
    cases = list(cases)
    assistant.ask(_WARM_UP)

    def had(conversation: Sequence[Case], clock: Clock | None = None) -> list[_Asked]:
        turns = Conversations(assistant)
        asked = []
        for case in conversation:
            result, evidence = _ask(assistant, case, turns(case.after), judge, clock)
            counts = case.answerable and case.proof and evidence
            relevant = _relevant(case, sentences, evidence, judge) if counts else set()
            climbed = climb(evidence, assistant.judge.fitted.ranking) if counts else {}
            asked.append(_Asked(result, climbed, relevant))
            if progress:
                progress(case)
        return asked

    timed, others = _parted(cases)
    done = [one for conversation in timed for one in had(conversation, clock)]
    with ThreadPoolExecutor(AT_ONCE, "cases") as pool:
        done += [one for asked in pool.map(had, others) for one in asked]
    by_case = {one.result.case: one for one in done}
    return _run([by_case[case] for case in cases])


@dataclass(frozen=True, slots=True)
class _Asked:
    """A result with its ranking at each step, and the keys of the sentences that answer."""

    result: Result
    rankings: Mapping[str, Ranking]
    relevant: set[str]


def _parted(cases: Sequence[Case]) -> tuple[list[list[Case]], list[list[Case]]]:
    """The cases by conversation: about `TIMED` of them evenly from all, and the others."""
    by_opening: dict[str, list[Case]] = {}
    for case in cases:
        by_opening.setdefault((*case.after, case.ask)[0], []).append(case)
    conversations = list(by_opening.values())
    every = max(len(cases) // TIMED, 1)
    others = [one for number, one in enumerate(conversations) if number % every]
    return conversations[::every], others


def with_losses(
    run: Run,
    assistant: Assistant,
    raw_slugs: Mapping[str, str] | None = None,
    progress: Callable[[Case], None] | None = None,
) -> Run:
    """The run with what it costs to ask its facts as hurried people type them, way by way."""
    judge = Judge(assistant.index.articles, raw_slugs or {})
    facts = [one for one in run.results if one.case.judged == "fact" and not one.case.by_words]
    lost: dict[str, list[float]] = {f"lost_{way}": [] for way in WAYS}
    for result in facts:
        case = result.case
        for way, spoil in WAYS.items():
            asked = spoil(case.ask)
            right = (
                result.score.passed
                if asked == case.ask
                else (judge.score(case, assistant.ask(asked)).passed)
            )
            lost[f"lost_{way}"].append(float(result.score.passed) - float(right))
        if progress:
            progress(case)
    found = {**run.figures, **{name: mean(values) for name, values in lost.items() if values}}
    return replace(run, figures=in_order(found))


def _relevant(
    case: Case, sentences: Sentences, evidence: Sequence[Evidence], judge: Judge
) -> set[str]:
    """The keys of the sentences that answer; of a stranger's case of those that were found.

    A stranger cites no article, and to look for the words in all of them would find them in many
    a sentence that has nothing to do with the question.
    """
    if case.by_words:
        candidates = [one.candidate for one in evidence]
        return {
            sentence_key(one.passage.article, one.sentence.start)
            for one in candidates
            if judge.answers(case, one.passage, one.text)
        }
    found = relevant_to(case, sentences, judge.raw_slugs.get(case.source, ""))
    return {one.key for one in found}


def answerable_raw(
    cases: Iterable[Case], sentences: Sentences, raw_slugs: Mapping[str, str]
) -> tuple[tuple[Case, ...], tuple[Case, ...]]:
    """The cases that raw sources can answer, and those whose words do not stand in them."""
    kept: list[Case] = []
    left_out: list[Case] = []
    for case in cases:
        slug = raw_slugs.get(case.source, "")
        if case.by_words or case.abstains:
            kept.append(case)
            continue
        stands = slug in sentences and _stands(case, sentences, slug)
        (kept if stands else left_out).append(case)
    return tuple(kept), tuple(left_out)


def _stands(case: Case, sentences: Sentences, slug: str) -> bool:
    found: tuple[Placed, ...] = gold(case, sentences, slug)
    together = "\n\n".join(one.text for one in found)
    return bool(found) and not missing(together, case.proof)


class Conversations:
    """Has each conversation once: the cases of a dialogue begin with the same turns."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._kept: dict[tuple[str, ...], Conversation] = {(): Conversation()}

    def __call__(self, questions: tuple[str, ...]) -> Conversation:
        """The conversation after these questions, as they are answered today."""
        if questions not in self._kept:
            before = self(questions[:-1])
            reply = self._assistant.ask(questions[-1], before)
            self._kept[questions] = before.then(self._assistant.turn(reply))
        return self._kept[questions]


def _ask(
    assistant: Assistant, case: Case, conversation: Conversation, judge: Judge, clock: Clock | None
) -> tuple[Result, Sequence[Evidence]]:
    started = clock() if clock else 0.0
    trace = assistant.trace(case.ask, conversation)
    seconds = clock() - started if clock else None
    reply = trace.reply
    evidence = evidence_of(trace)
    best = evidence[0].candidate if evidence else None
    best_right = best is not None and judge.answers(case, best.passage, best.text)
    verdict = judge.score(case, reply)
    stage = "" if verdict.passed else stage_of(case, said(reply), evidence, judge)
    supported = trace.attempt.best.supported if trace.attempt else 1.0
    return Result(case, reply, verdict, seconds, supported, best_right, stage), evidence


def evidence_of(trace: Trace) -> Sequence[Evidence]:
    """The evidence of the question as it was read first; none where a plan needed no lookup."""
    return trace.attempt.tried[0].evidence if trace.attempt else ()


def _run(asked: Sequence[_Asked]) -> Run:
    rankings: dict[str, dict[str, Ranking]] = {}
    for one in asked:
        for step, ranking in one.rankings.items():
            rankings.setdefault(step, {})[one.result.case.id] = ranking
    relevant = {one.result.case.id: one.relevant for one in asked if one.rankings}
    by_step = {step: measures(rankings[step], relevant) for step in rankings}
    complete = []
    for result in (one.result for one in asked):
        retrieval = dict(by_step.get("read", {}).get(result.case.id, {}))
        if result.case.by_words:
            # What else answers is not known, so nothing can say how much of it was found.
            retrieval.pop("ndcg_10", None)
        score = replace(result.score, values={**result.score.values, **retrieval})
        complete.append(replace(result, score=score))
    figures = total(
        [(parts_of(one.case), one.score.values) for one in complete],
        [one.seconds for one in complete if one.seconds is not None],
    )
    own = {one.case.id for one in complete if not one.case.by_words}
    ladder = {
        step: {name: mean(column) for name, column in _columns(found, own).items()}
        for step, found in by_step.items()
    }
    return Run(tuple(complete), figures, ladder)


def _columns(
    found: Mapping[str, Mapping[str, float]], own: Collection[str]
) -> dict[str, list[float]]:
    """The values of a step by figure: over the project's cases, and over others without these."""
    rows = [values for case, values in found.items() if case in own] or list(found.values())
    return {name: [values[name] for values in rows] for name in LADDER_FIGURES}
