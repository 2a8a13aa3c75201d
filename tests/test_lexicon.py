"""The field's vocabulary: one file, checked strictly, and no second list of its words in code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from assistant.plan.aspects import Aspect
from assistant.plan.clarify import Attribute
from corpus.article import CorpusError
from corpus.catalogue.schema import Genuine, Kind
from corpus.lexicon import (
    LEXICON_FILE,
    Lexicon,
    any_of,
    built_in,
    one_or_more_of,
    plural,
    several_of,
)
from tests.source_words import MANY, ROOT, texts_of


def own(folder: Path, text: str) -> Path:
    """A folder of articles with a lexicon of its own."""
    (folder / LEXICON_FILE).write_text(text, encoding="utf-8")
    return folder


def test_a_folders_list_takes_the_place_of_the_built_in_one_of_that_name(tmp_path):
    lexicon = Lexicon.load([own(tmp_path, 'towns = ["Oban"]\n[stations]\nalpha = "Alpha"\n')])
    assert lexicon.towns == ("Oban",)
    assert dict(lexicon.stations) == {"alpha": "Alpha"}
    assert lexicon.colours == built_in().colours


def test_the_last_folder_wins_and_one_without_a_lexicon_changes_nothing(tmp_path):
    first, second, bare = (tmp_path / name for name in ("first", "second", "bare"))
    for folder in (first, second, bare):
        folder.mkdir()
    own(first, 'towns = ["Oban"]\ncolours = ["teal"]\n')
    own(second, 'towns = ["Ayr"]\n')
    lexicon = Lexicon.load([first, bare, second])
    assert (lexicon.towns, lexicon.colours) == (("Ayr",), ("teal",))
    assert Lexicon.load([bare]) == Lexicon.load() == built_in()


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("\ntown = []\n", 2, 'unknown key "town"; known are agencies, capsules'),
        ("\ntowns = 3\n", 2, '"towns" must be a list of texts; write ["one", "two"]'),
        ('towns = ["Oban", ""]\n', 1, '"towns" must be a list of texts; write ["one", "two"]'),
        ('towns = ["Oban", "oban"]\n', 1, '"oban" is listed twice; take one of the two out'),
        (
            '\nsame_meaning = ["cover envelope", "card envelope"]\n',
            2,
            '"envelope" is listed twice; take one of the two out',
        ),
        (
            'opposites = ["manual automatic"]\n',
            1,
            '"manual automatic" is no pair of opposites; write "manual / automatic"',
        ),
        ('months = ["May"]\n', 1, '"months" has 1 words; give 12, in their order'),
        ('stations = ["mir"]\n', 1, '"stations" must be one table; write it below a line'),
        ("[stations]\nmir = 1\n", 2, '"mir" is missing or not a text; give it in quotes'),
        (
            '[small_abroad]\nof = ["de"]\nthe = ["le", "de"]\n',
            3,
            '"de" is listed twice; take one of the two out',
        ),
        ("[phrases]\nleak = ['air (']\n", 2, '"air (" is no regular expression'),
        ("[pictured]\nrocket = ['pad (']\n", 2, '"pad (" is no regular expression'),
        ("[openings]\nabout = []\nwho = []\nwhy = []\n", 4, 'unknown key "why"; known are about'),
        (
            "\n[openings]\nabout = []\nwho = []\n",
            2,
            '"asking" is missing; give its words, or an empty list',
        ),
        ("towns = [\n", None, "broken TOML"),
    ],
)
def test_what_cannot_be_used_is_refused_with_file_and_line(tmp_path, text, line, problem):
    folder = own(tmp_path, text)
    with pytest.raises(CorpusError) as refused:
        Lexicon.load([folder])
    assert refused.value.path == str(folder / LEXICON_FILE)
    assert line is None or refused.value.line == line
    assert refused.value.problem.startswith(problem.partition("capsules")[0].rstrip(", "))


def test_patterns_take_the_longest_word_first_and_escape_it():
    assert any_of(["card", "postcard"], ["lift* off"]) == r"(?:lift\w*\ off|postcard|card)"
    assert re.fullmatch(any_of(["lift* off"]), "lifted off")
    assert one_or_more_of(["copy", "spacecraft"]) == "(?:spacecraft|copies|copy)"
    assert several_of(["launch", "woman", "child"]) == "(?:launches|children|women)"


def test_an_empty_list_matches_nothing():
    assert not re.search(any_of([]), "anything")


@pytest.mark.parametrize(
    ("noun", "many"),
    [("day", "days"), ("copy", "copies"), ("sex", "sexes"), ("craft", "craft"), ("man", "men")],
)
def test_plurals(noun, many):
    assert plural(noun) == many


def test_the_built_in_lexicon_leaves_no_list_out():
    assert all(getattr(built_in(), field.name) for field in fields(Lexicon))


def test_the_tables_for_plans_name_aspects_and_kinds_of_covers_that_there_are():
    lexicon = built_in()
    aspects = set(map(str, Aspect))
    for table in (lexicon.cover_aspects, lexicon.aspect_nouns, lexicon.aspect_doubts):
        assert set(table) <= aspects
    for table in (lexicon.kind_nouns, lexicon.kind_words):
        assert {kind for kinds in table.values() for kind in kinds} <= set(get_args(Kind))
    assert set(lexicon.doubts) <= set(get_args(Genuine))
    assert set(lexicon.asked_of_a_cover) == set(get_args(Attribute))


# Short lists of one kind that patterns take apart count as one.
FAMILIES = (
    ("covers", "cards"),
    ("marks", "imprints"),
    ("spacecraft", "vessels"),
    ("fliers", "guests"),
    ("spouses", "kin"),
    ("date_parts", "durations"),
    ("units", "tens"),
)
# Groups of one meaning are no lists of a kind; what is in `topics` is in other lists too; and
# `no_person` has the parts of names, which are everyday words without their capitals. The tables for
# plans hold everyday words ("which", "the") and again words of the lists above, by what they do.
NOT_OF_A_KIND = {"same_meaning", "same_as_written", "phrases", "topics", "no_person"} | {
    field.name
    for field in fields(Lexicon)
    if field.type == "WordTable" and field.name not in ("telling_abroad", "small_abroad")
}


@cache
def word_lists() -> dict[str, tuple[str, ...]]:
    """Every list of words of a kind, by name; those of a table by its key too."""
    found: dict[str, tuple[str, ...]] = {}
    for field in fields(Lexicon):
        value = getattr(built_in(), field.name)
        if field.name in ("telling_abroad", "small_abroad"):
            found |= {f"{field.name}: {key}": words for key, words in value.items()}
        elif field.name not in NOT_OF_A_KIND:
            found[field.name] = tuple(value)
    for family in FAMILIES:
        found[" and ".join(family)] = tuple(word for name in family for word in found[name])
    return found


@cache
def finders() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """For every list a pattern of its members, in any case; a plural counts as its singular."""
    return tuple(
        (name, re.compile(rf"(?i)(?<![a-z])({any_of(words)})s?(?![a-z])"))
        for name, words in word_lists().items()
    )


def member(found: str, words: Iterable[str]) -> str:
    """Which of the words was found: "launched" is "launch*"."""
    return next(word for word in words if re.fullmatch(any_of([word]), found, re.IGNORECASE))


def members_in(text: str) -> dict[str, set[str]]:
    r"""The lists of which a text holds so many members; "\b" before a word is no letter of it."""
    plain = re.sub(r"\\[a-zA-Z]", " ", text)
    if len(re.findall(r"\w+", plain)) < MANY:
        return {}
    found = {
        name: {member(one[1], word_lists()[name]) for one in find.finditer(plain)}
        for name, find in finders()
    }
    return {name: words for name, words in found.items() if len(words) >= MANY}


def test_the_walk_finds_a_list_in_a_pattern_and_in_a_display_and_skips_docstrings():
    source = """'''red, blue and green'''
A = r"\\bred|blue|greens?"
B = ("may", "june", "july")
C = "launch|launched|launching|land"
"""
    found = [(line, members_in(text)) for line, text in texts_of(ast.parse(source))]
    assert [one for one in found if one[1]] == [
        (2, {"colours": {"red", "blue", "green"}}),
        (3, {"months": {"May", "June", "July"}}),
    ]


def test_values_of_a_type_and_sentences_are_no_lists_but_a_word_more_makes_one():
    source = """
from typing import Literal
Sort = Literal["stamp", "cachet", "postmark", "label"]
ORDER = ("stamp", "cachet", "postmark")
LABELS = {"stamp": "Stamps", "cachet": "Cachets", "postmark": "Postmarks"}
ASKED = {Sort.A: "Which stamps?", Sort.B: "Which cachet?", Sort.C: "Which postmark?"}
HELP = "Of a stamp, a cachet or a postmark."
OTHER = ("stamp", "cachet", "postmark", "seal")
PATTERNS = {Sort.A: "stamp|cachet|postmark"}
"""
    types = [frozenset({"stamp", "cachet", "postmark", "label"})]
    found = {line for line, text in texts_of(ast.parse(source), types) if members_in(text)}
    assert found == {8, 9}


@pytest.mark.parametrize("package", ["assistant", "index", "web"])
def test_no_code_lists_words_that_the_lexicon_has(package):
    doubled = [
        f"{path.relative_to(ROOT)}:{line}: {name}: {', '.join(sorted(words))}"
        for path in sorted((ROOT / package).rglob("*.py"))
        for line, text in texts_of(ast.parse(path.read_text(encoding="utf-8")))
        for name, words in members_in(text).items()
    ]
    assert doubled == []
