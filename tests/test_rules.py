"""Every rule can be switched off, in the thread that asks and nowhere else."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path
from threading import Thread

import pytest

from assistant.resolve.challenge import challenged
from assistant.rules import Rule, as_given, nothing, rule, watched
from assistant.understand.expansion import with_dates_in_words

ROOT = Path(__file__).parents[1]
STAGES = ("understand", "extract", "resolve", "plan", "verify")
# They hold data, or read words for others that decide.
DECIDING_NOTHING = {
    "plan.analysis",
    "plan.aspects",
    "plan.claim_plans",
    "plan.names",
    "plan.plans",
    "plan.record_plans",
    "plan.record_question",
    "plan.record_words",
    "plan.rows",
    "plan.tagging",
    "resolve.resolution",
    "understand.stamp_numbers",
    "verify.statement",
}


def used() -> list[tuple[str, str]]:
    """The module of every `@rule(Rule.NAME, …)`, and the name."""
    found = []
    for stage in STAGES:
        for path in sorted((ROOT / "assistant" / stage).glob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef):
                    found += [
                        (f"{stage}.{path.stem}", ast.unparse(one.args[0]))
                        for one in node.decorator_list
                        if isinstance(one, ast.Call) and ast.unparse(one.func) == "rule"
                    ]
    return found


def test_every_rule_is_consulted_at_one_place_of_the_module_that_it_names():
    counts = Counter(used())
    assert counts == Counter(
        (one.value.rpartition(".")[0], f"Rule.{name}") for name, one in Rule.__members__.items()
    )
    assert set(counts.values()) == {1}


def test_every_module_that_decides_has_a_rule():
    modules = {
        f"{stage}.{path.stem}"
        for stage in STAGES
        for path in (ROOT / "assistant" / stage).glob("*.py")
        if path.stem != "__init__"
    }
    assert modules - {module for module, _ in used()} == DECIDING_NOTHING


def test_a_rule_that_is_switched_off_stands_aside():
    before = "Who flew on Soyuz 1?"
    assert challenged("Are you sure?", before) == before
    with watched(Rule.DOUBTED_ANSWER) as fired:
        assert challenged("Are you sure?", before) is None
    assert fired == set()
    assert challenged("Are you sure?", before) == before


def test_a_rule_fires_where_it_says_anything():
    with watched() as fired:
        challenged("Who signed it?", "Who flew on Soyuz 1?")
        with_dates_in_words("Who flew on 23 April 1967?")
        assert fired == set()
        with_dates_in_words("Who flew on 23.4.67?")
    assert fired == {Rule.DATES_IN_WORDS}


def test_what_is_switched_off_in_one_thread_is_on_in_another():
    said: list[str | None] = []
    with watched(Rule.DOUBTED_ANSWER):
        other = Thread(target=lambda: said.append(challenged("Are you sure?", "Why?")))
        other.start()
        other.join()
    assert said == ["Why?"]


def test_switches_inside_one_another_are_put_back():
    with watched(Rule.DOUBTED_ANSWER):
        with watched(Rule.MEANT_INSTEAD):
            assert challenged("Are you sure?", "Why?") == "Why?"
        assert challenged("Are you sure?", "Why?") is None


@pytest.mark.parametrize(("place", "left"), [(0, "as it is"), (1, "beside")])
def test_a_rule_may_leave_an_argument_as_it_is(place, left):
    @rule(Rule.MARKUP, as_given(place))
    def changed(text: str, other: str) -> str:
        """Change it."""
        return f"{text}, {other}!"

    with watched(Rule.MARKUP):
        assert changed("as it is", "beside") == left
    assert changed("as it is", "beside") == "as it is, beside!"
    assert changed.__doc__ == "Change it."


def test_what_a_rule_raises_is_raised():
    @rule(Rule.MARKUP, nothing)
    def broken() -> None:
        raise ValueError("no")

    with watched() as fired, pytest.raises(ValueError, match="no"):
        broken()
    assert fired == set()
