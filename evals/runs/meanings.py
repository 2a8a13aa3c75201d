"""What each figure is called and means, and of whose questions it is.

A figure over the project's own cases has a plain name, "right"; over a part of the cases the part
stands behind it: "right@held", "right@strangers", "right@strangers-2".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from evals.cases.case import PROJECT, Case
from evals.cases.split import side

T = TypeVar("T")
Better = Literal["higher", "lower"]
STRANGERS = "strangers"
_PARTS: Mapping[str, str] = {"held": "held half", "fit": "fit half"}
# As they were named before a part was put behind.
_FORMER: Mapping[str, str] = {
    f"{name}_{part}": f"{name}@{part}" for name in ("right", "short") for part in _PARTS
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """How a figure is called, which way is better and what it means, in a sentence."""

    label: str
    better: Better
    says: str
    unit: Literal["%", "ms"] = "%"


# In the order in which they are printed.
MEANINGS: Mapping[str, Meaning] = {
    "wanted": Meaning(
        "all questions as wanted",
        "higher",
        "answered, declined, corrected or asked back as who asked would have it",
    ),
    "right": Meaning(
        "known facts right",
        "higher",
        "of questions that lean on no other: what is shown holds the fact; of the project's own, "
        "from a cited article",
    ),
    "short": Meaning(
        "short answer right",
        "higher",
        "right, and the short answer itself holds the fact in 200 characters",
    ),
    "first_supports": Meaning(
        "first quote supports the answer",
        "higher",
        "of answers given: the first quote alone holds the fact",
    ),
    "citation_precision": Meaning(
        "citation precision",
        "higher",
        "share of an answer's quotes that hold part of the fact (ALCE)",
    ),
    "citation_recall": Meaning(
        "citation recall", "higher", "of answers given: the quotes together hold the fact (ALCE)"
    ),
    "verbatim": Meaning(
        "quotes verbatim",
        "higher",
        "replies whose every quote is the article's text at its offsets",
    ),
    "declined_rightly": Meaning(
        "unanswerable declined", "higher", "of questions that the articles do not answer"
    ),
    "declined_in_field": Meaning(
        "… in the field", "higher", "of those about the field that the articles do not answer"
    ),
    "declined_out_of_scope": Meaning("… out of scope", "higher", "of those about other subjects"),
    "declined_wrongly": Meaning(
        "answerable declined", "lower", "of questions that the articles answer"
    ),
    "unconfirmed": Meaning(
        "false premises not confirmed",
        "higher",
        "the reply declines, or corrects what the question takes for granted",
    ),
    "corrected": Meaning(
        "false premises corrected",
        "higher",
        "the reply says what is true, with a quote of a cited article",
    ),
    "followed": Meaning(
        "follow-up turns right",
        "higher",
        "as known facts, for questions that lean on earlier turns",
    ),
    "form_fact": Meaning("… facts of one sentence", "higher", "of these, all that must be said is"),
    "form_passage": Meaning("… passages", "higher", "what is it, why, how: several sentences"),
    "form_list": Meaning("… lists", "higher", "every member is shown, and of a full list no other"),
    "form_overview": Meaning("… overviews", "higher", "tell me about …"),
    "form_comparison": Meaning("… comparisons", "higher", "both sides are shown"),
    "form_computed": Meaning("… computed", "higher", "counts, differences and orders"),
    "form_yes_no": Meaning("… yes or no", "higher", "said, and rightly"),
    "form_clarify": Meaning("… asked back", "higher", "of questions that lack what is meant"),
    "list_recall": Meaning("list recall", "higher", "share of a list's members that are shown"),
    "list_complete": Meaning(
        "lists rightly called complete",
        "higher",
        "of lists that say whether they are: whole where they say so",
    ),
    "list_precision": Meaning(
        "list precision", "higher", "share of a list's items that belong, where all are known"
    ),
    "whole": Meaning(
        "headlines whole",
        "higher",
        "cut inside no word, name, bracket or quotation, and from no negation",
    ),
    "lost_typos": Meaning(
        "lost to typos", "lower", "known facts that come back right, less those asked with typos"
    ),
    "lost_lower": Meaning("lost to lower case", "lower", "… less those asked in lower case"),
    "lost_unpunctuated": Meaning(
        "lost without punctuation", "lower", "… less those asked without punctuation"
    ),
    "hit_1": Meaning("retrieval hit@1", "higher", "a sentence that answers is ranked first"),
    "hit_5": Meaning("retrieval hit@5", "higher", "… among the first five"),
    "hit_20": Meaning("retrieval hit@20", "higher", "… among the first twenty"),
    "mrr": Meaning(
        "retrieval MRR",
        "higher",
        "mean reciprocal rank: 1 where the first that answers is first, ½ where second",
    ),
    "ndcg_10": Meaning(
        "retrieval nDCG@10",
        "higher",
        "how high all that answer stand in the first ten; all on top is 100 %",
    ),
    "p50": Meaning("answer time p50", "lower", "half of the answers take no longer", "ms"),
    "p95": Meaning("answer time p95", "lower", "19 of 20 answers take no longer", "ms"),
}
TIMES = ("p50", "p95")
# Only measured when asked for, so no baseline holds a run to them.
LOSSES = ("lost_typos", "lost_lower", "lost_unpunctuated")


def parts_of(case: Case) -> tuple[str, ...]:
    """The parts that a case is counted in: its side, and its writer or the project as a whole."""
    return (side(case), case.writer if case.writer != PROJECT else "")


def named(name: str, part: str) -> str:
    """A figure's key, over a part of the cases."""
    return f"{name}@{part}" if part else name


def part_of(key: str) -> str:
    """The part that a figure is over; empty for all of the project's cases."""
    return key.partition("@")[2]


def in_order(figures: Mapping[str, T]) -> dict[str, T]:
    """The figures by their meanings' order, each over all its parts."""
    order = list(MEANINGS)
    keys = sorted(figures, key=lambda key: (order.index(key.partition("@")[0]), part_of(key)))
    return {key: figures[key] for key in keys}


def meaning_of(key: str) -> Meaning:
    """What a figure over a part is called.

    >>> meaning_of("right@held").label, meaning_of("right@strangers-2").label
    ('known facts right, held half', 'known facts right, strangers-2')
    """
    name, _, part = key.partition("@")
    meaning = MEANINGS[name]
    if not part:
        return meaning
    return replace(meaning, label=f"{meaning.label}, {_PARTS.get(part, part)}")


def order_of(parts: Iterable[str]) -> list[str]:
    """The parts as they are shown: strangers, each of them, the held half, the fit half, all."""
    found = set(parts)
    writers = sorted(found - {STRANGERS, "held", "fit", ""})
    # One writer's figures are those of all strangers.
    shown = [STRANGERS, *(writers if len(writers) > 1 else ()), "held", "fit", ""]
    return [part for part in shown if part in found]


def title_of(part: str) -> str:
    """A part as a heading."""
    titles = {
        STRANGERS: "Strangers' questions",
        "held": "The project's own, held half: nothing is fitted on it",
        "fit": "The project's own, fit half",
        "": "The project's own, both halves",
    }
    return titles.get(part, f"Of {part}")


def current_name(key: str) -> str:
    """A figure's key as it is now, of one that was kept under a former name."""
    return _FORMER.get(key, key)
