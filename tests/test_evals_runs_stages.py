"""Each failure names the first stage at which what was wanted was lost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from evals_toy import toy_articles, watched
from toy import toy_query

from assistant.rank.ranking import Evidence
from evals.cases.case import Case
from evals.runs.said import said_of
from evals.runs.scoring import Judge
from evals.runs.stages import stage_of

ASSISTANT = watched()
JUDGE = Judge(toy_articles())
PILOT = "The pilot of Soyuz 1 was Vladimir Komarov."
LAUNCH = "Soyuz 1 was launched on 23 April 1967."
ALL: Sequence[Evidence] = ASSISTANT.judge.search([toy_query("Who was the pilot of Soyuz 1?")])[0]
WRONG = {"kind": "answer", "text": "Leonov", "quotes": [{"text": LAUNCH}], "read_as": "Soyuz 1?"}
DECLINED = {"kind": "abstention", "text": "The articles don't answer this.", "read_as": "x"}


def evidence(*first: str) -> list[Evidence]:
    """The sentences named first, then all others but PILOT."""
    by_text = {one.candidate.text: one for one in ALL}
    others = [one for text, one in by_text.items() if text not in (*first, PILOT)]
    return [*(by_text[text] for text in first), *others]


def case(says: Sequence[str], **other: Any) -> Case:
    given = {"cites": ("soyuz-1",), "section": "The flight of Soyuz 1", **other}
    return Case("x", "?", says=tuple((one,) for one in says), **given)


KOMAROV = case(["Komarov"])
BOTH = case(["Komarov", "23 April 1967"], form="list")
FOLLOWS = case(["Komarov"], after=("Who flew Soyuz 3?",), standalone="Who flew Soyuz 1?")
STRANGE = {"writer": "strangers-1", "cites": (), "section": ""}


@pytest.mark.parametrize(
    ("wanted", "reply", "found", "stage"),
    [
        (KOMAROV, WRONG, evidence(), "not retrieved"),
        (KOMAROV, DECLINED, evidence(), "not retrieved"),
        (KOMAROV, WRONG, [*evidence()[:6], *evidence(PILOT)[:1]], "not ranked"),
        (KOMAROV, WRONG, [*evidence()[:5], *evidence(PILOT)[:1]], "not read"),
        (KOMAROV, WRONG, evidence(PILOT), "wrong span"),
        (KOMAROV, DECLINED, evidence(PILOT), "wrongly declined"),
        # Of a list every member must be found, and a fact is no list.
        (BOTH, WRONG, evidence(LAUNCH), "not retrieved"),
        (BOTH, WRONG, evidence(PILOT, LAUNCH), "wrong form"),
        (BOTH, {**WRONG, "form": "list"}, evidence(PILOT, LAUNCH), "wrong span"),
        # Read as the earlier mission, so the sentence could not be found.
        (FOLLOWS, {**WRONG, "read_as": "Who flew Soyuz 3?"}, evidence(), "wrongly resolved"),
        (FOLLOWS, {**WRONG, "read_as": "Who flew Soyuz 1?"}, evidence(), "not retrieved"),
        (FOLLOWS, {**WRONG, "read_as": "Who flew Soyuz 3?"}, evidence(PILOT), "wrong span"),
        (case([], form="decline"), WRONG, evidence(), "wrongly answered"),
        (case(["Komarov"], form="clarify"), WRONG, evidence(), "wrongly answered"),
        (case(["Komarov"], premise="false"), WRONG, evidence(PILOT), "wrongly answered"),
        (case(["Yes"], kind="yes-no", shows=(("pilot",),)), WRONG, evidence(PILOT), "wrong form"),
        (case([], verdict="yes", form="yes-no", **STRANGE), WRONG, evidence(), "wrong form"),
        (
            case([], verdict="yes", form="yes-no", **STRANGE),
            {**WRONG, "verdict": "no"},
            evidence(),
            "not read",
        ),
        # A stranger cites nothing, so any sentence with the words will do.
        (case(["26 October 1968"], **STRANGE), WRONG, evidence(PILOT)[:2], "not retrieved"),
    ],
)
def test_a_failure_has_a_stage(
    wanted: Case, reply: dict[str, Any], found: Sequence[Evidence], stage: str
) -> None:
    assert stage_of(wanted, said_of(reply), found, JUDGE) == stage
