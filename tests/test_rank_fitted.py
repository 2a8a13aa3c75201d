import re
from dataclasses import fields, is_dataclass

import pytest

from assistant.rank.fitted import FITTED_FILE, Fitted


@pytest.fixture
def copy(tmp_path):
    """A copy of the file that is in use, to be spoilt."""
    path = tmp_path / "weights.toml"
    path.write_text(FITTED_FILE.read_text(encoding="utf-8"), encoding="utf-8")
    return path


def replaced(path, pattern, replacement):
    text = path.read_text(encoding="utf-8")
    changed = re.sub(pattern, replacement, text, count=1, flags=re.MULTILINE)
    assert changed != text
    path.write_text(changed, encoding="utf-8")


def written(path, tables):
    lines = []
    for name, values in tables.items():
        lines += [f"[{name}]", *(f"{key} = {value}" for key, value in values.items())]
    path.write_text("\n".join(lines), encoding="utf-8")


def numbers_of(fitted, name=""):
    """Every number by the name of its table and its own, down to the last."""
    found = {}
    for field in fields(fitted):
        value = getattr(fitted, field.name)
        place = f"{name}.{field.name}".strip(".")
        found |= numbers_of(value, place) if is_dataclass(value) else {place: value}
    return found


def test_every_number_of_the_file_gets_its_place(tmp_path):
    tables, expected = {}, {}
    for count, place in enumerate(numbers_of(Fitted.load()), start=1):
        table, _, name = place.rpartition(".")
        tables.setdefault(table, {})[name] = count
        expected[place] = float(count)
    path = tmp_path / "weights.toml"
    written(path, tables)
    assert numbers_of(Fitted.load(path)) == expected


def test_the_thresholds_in_use_rise():
    numbers = numbers_of(Fitted.load())
    tables = {place.removesuffix(".answer") for place in numbers if place.endswith(".answer")}
    assert tables
    for table in tables:
        assert 0.0 < numbers[f"{table}.answer"] <= numbers[f"{table}.medium"]
        assert numbers[f"{table}.medium"] <= numbers[f"{table}.high"] < 1.0


def test_the_weights_in_use_prefer_the_mission_that_is_asked_for():
    ranking = Fitted.load().ranking
    assert ranking.mission_named > 0.0 > ranking.mission_other


@pytest.mark.parametrize(
    ("pattern", "replacement", "problem"),
    [
        # a number is missing
        (r"^said = .*\n", "", r"\[ranking\] lacks or does not know said; run: evals fit"),
        (r"^intercept = .*\n", "", r"support\] lacks or does not know intercept; run: evals fit"),
        # a number that nobody weighs
        (r"^said = ", "charm = 1\nsaid = ", r"\[ranking\] lacks or does not know charm"),
        # a misspelt name is both, and both are named
        (r"^heading = ", "haeding = ", r"does not know haeding, heading;"),
        # a table is missing
        (
            r"^\[([\w.]*thresholds)\]$",
            r"[else]",
            r"thresholds\] lacks or does not know answer, high, medium",
        ),
    ],
)
def test_a_number_that_is_missing_or_unknown_is_named_with_its_file(
    copy, pattern, replacement, problem
):
    replaced(copy, pattern, replacement)
    with pytest.raises(ValueError, match=problem) as refused:
        Fitted.load(copy)
    assert str(refused.value).startswith(f"{copy}: ")


@pytest.mark.parametrize(
    ("pattern", "replacement"),
    [
        # words for a number
        (r"^said = .*$", 'said = "much"'),
        # a table for a number
        (r"^said = .*$", "said = [1.0]"),
        # no TOML at all
        (r"^\[ranking\]$", "[ranking"),
        # a number that is none
        (r"^answer = .*$", "answer = nan"),
    ],
)
def test_what_is_no_number_is_refused_with_the_file_named(copy, pattern, replacement):
    replaced(copy, pattern, replacement)
    with pytest.raises(ValueError, match=re.escape(str(copy))):
        Fitted.load(copy)


def test_a_file_that_is_not_there_is_an_error_with_its_name(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"weights\.toml"):
        Fitted.load(tmp_path / "weights.toml")
