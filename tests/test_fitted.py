import re
from dataclasses import fields

import pytest

from assistant.fitted import FITTED_FILE, Fitted, Thresholds
from assistant.rank import Support, Weights


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


def written(path, numbers):
    tables = []
    for name, values in numbers.items():
        tables += [f"[{name}]", *(f"{key} = {value}" for key, value in values.items())]
    path.write_text("\n".join(tables), encoding="utf-8")


def test_the_file_in_use_gives_every_number_its_place(tmp_path):
    kinds = {"ranking": Weights, "support": Support, "thresholds": Thresholds}
    numbers, count = {}, 0
    for name, kind in kinds.items():
        numbers[name] = {}
        for field in fields(kind):
            count += 1
            numbers[name][field.name] = count
    path = tmp_path / "weights.toml"
    written(path, numbers)
    fitted = Fitted.load(path)
    read = [getattr(table, field.name) for table in (fitted.ranking, fitted.support,
                                                     fitted.thresholds) for field in fields(table)]
    assert read == list(range(1, count + 1))
    assert all(isinstance(number, float) for number in read)


def test_the_thresholds_in_use_rise():
    thresholds = Fitted.load().thresholds
    assert 0.0 < thresholds.answer <= thresholds.medium <= thresholds.high < 1.0


def test_the_weights_in_use_prefer_the_mission_that_is_asked_for():
    ranking = Fitted.load().ranking
    assert ranking.mission_named > 0.0 > ranking.mission_other


@pytest.mark.parametrize(
    ("pattern", "replacement", "problem"),
    [
        # a number is missing
        (r"^said = .*\n", "", r"\[ranking\] lacks or does not know said; run: evals fit"),
        (r"^intercept = .*\n", "", r"\[support\] lacks or does not know intercept; run: evals fit"),
        # a number that nobody weighs
        (r"^said = ", "charm = 1\nsaid = ", r"\[ranking\] lacks or does not know charm"),
        # a misspelt name is both, and both are named
        (r"^heading = ", "haeding = ", r"does not know haeding, heading;"),
        # a table is missing
        (r"^\[thresholds\](.|\n)*", "",
         r"\[thresholds\] lacks or does not know answer, high, medium"),
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
