"""Cases are read strictly: every mistake is refused with its file, its line and what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from evals_toy import FACTS, toy_articles, toy_cases, write_facts

from evals.cases.case import Case, heads, select
from evals.cases.reading import read_cases
from evals.cases.split import side
from evals.cases.table import CaseError

CASE = """[[case]]
id = "pilot"
ask = "Who flew Soyuz 1?"
says = [["Komarov"]]
cites = ["soyuz-1"]
section = "The flight of Soyuz 1"
kind = "who"
style = "plain"
source = "000"
missions = ["Soyuz 1"]
"""
DECLINES = """[[case]]
id = "bread"
ask = "How do I bake bread?"
abstains = true
topic = "out-of-scope"
kind = "what"
style = "plain"
"""


EACH = "each case must be a table below a line [[case]]"


def refusal(tmp_path: Path, text: str) -> str:
    with pytest.raises(CaseError) as refused:
        toy_cases(tmp_path, text)
    return str(refused.value).replace(f"{tmp_path}/", "")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        # A key that is spelt wrong would silently judge nothing.
        (CASE + 'denys = ["Tito"]\n', 'toy.toml, line 11: unknown key "denys"; known are '),
        (CASE.replace('"who"', '"whom"'), 'toy.toml, line 7: "whom" is no kind; known are who, '),
        (CASE.replace('"plain"', '"odd"'), 'toy.toml, line 8: "odd" is no style; known are plain'),
        (CASE + 'form = "poem"\n', 'toy.toml, line 11: "poem" is no form; known are fact, '),
        (CASE + 'verdict = "perhaps"\n', 'toy.toml, line 11: "perhaps" is no verdict; known are'),
        (CASE + "full = false\n", 'toy.toml, line 11: "full" is true or left out'),
        (
            CASE.replace('["soyuz-1"]', '["soyuz-2"]'),
            'toy.toml, line 5: there is no article "soyuz-2"',
        ),
        (
            CASE.replace('["soyuz-1"]', '["soyuz-1", "soyuz-2"]'),
            'toy.toml, line 5: there is no article "soyuz-2"',
        ),
        (
            CASE.replace("The flight of", "The loss of"),
            'toy.toml, line 6: the article "soyuz-1" has no section "The loss of Soyuz 1"',
        ),
        (
            CASE.replace('[["Komarov"]]', '["Komarov"]'),
            'toy.toml, line 4: "says" must be a list of groups, each a list of spellings',
        ),
        (
            CASE.replace('[["Komarov"]]', "[[]]"),
            'toy.toml, line 4: "says" must be a list of groups, each a list of spellings',
        ),
        # Nothing is left of it to be found, so it would be found everywhere.
        (CASE.replace("Komarov", "?!"), 'toy.toml, line 4: "?!" holds no word that could be found'),
        (CASE.replace('says = [["Komarov"]]\n', ""), 'toy.toml, line 1: "says" is missing'),
        (
            CASE.replace('["Soyuz 1"]', '"Soyuz 1"'),
            'toy.toml, line 10: "missions" must be a list of texts',
        ),
        (CASE + "must = false\n", 'toy.toml, line 11: "must" is true or left out'),
        (
            CASE.replace('"pilot"', '"The pilot"'),
            "toy.toml, line 2: the id must be lower case words joined by hyphens",
        ),
        (CASE.replace("Who flew Soyuz 1?", " "), "toy.toml, line 3: the question is empty"),
        # A case that declines cannot also expect an answer.
        (
            DECLINES + 'says = [["bread"]]\n',
            'toy.toml, line 8: "says" does not belong to a case that declines; take it out',
        ),
        (DECLINES.replace('topic = "out-of-scope"\n', ""), 'toy.toml, line 1: "topic" is missing'),
        (CASE + "\n" + CASE, 'toy.toml, line 13: the id "pilot" is taken by toy.toml:2'),
        ('title = "x"\n' + CASE, 'toy.toml, line 1: unknown key "title"; write [[case]] tables'),
        (CASE + "ask = 3\n", "toy.toml, line 11: broken TOML: "),
        # Other ways of TOML to write one table, or none.
        ('# One.\n[case]\nid = "x"\n', f"toy.toml, line 2: {EACH}"),
        ("case = 5\n", f"toy.toml, line 1: {EACH}"),
        ('case = [{id = "x"}]\n', f"toy.toml, line 1: {EACH}"),
        (CASE.replace("[[case]]", '[["case"]]'), f"toy.toml, line 1: {EACH}"),
        # A tag that is misspelt would never be found by --tag.
        (
            CASE.replace('["Soyuz 1"]', '["Soyus 999"]'),
            'toy.toml, line 10: "Soyus 999" is no mission of the record or of a cited article; '
            "write it as corpus/missions.toml does",
        ),
        (
            CASE.replace('["Soyuz 1"]', '["tm32"]'),
            'toy.toml, line 10: "tm32" is no mission of the record or of a cited article; write '
            '"Soyuz TM-32"',
        ),
    ],
)
def test_a_mistake_is_refused_with_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    assert refusal(tmp_path, text).startswith(message)


def test_a_mission_beside_the_record_may_stand_in_the_article(tmp_path: Path) -> None:
    (case,) = toy_cases(tmp_path, CASE.replace('["Soyuz 1"]', '["Voskhod 1", "memorial cover"]'))
    assert case.missions == ("Voskhod 1", "memorial cover")


def test_a_line_is_found_in_the_second_table(tmp_path: Path) -> None:
    message = refusal(tmp_path, CASE + "\n" + DECLINES + "colour = 1\n")
    assert message.startswith('toy.toml, line 19: unknown key "colour"')


def test_a_folder_without_cases_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"no cases here; give a folder of \.toml files"):
        read_cases(tmp_path, {})


def test_bytes_that_are_not_utf8_are_refused(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes(b"\xff")
    with pytest.raises(CaseError, match="not UTF-8; save the file as UTF-8"):
        read_cases(tmp_path, {})


def test_a_case_holds_what_is_written(tmp_path: Path) -> None:
    (case,) = toy_cases(tmp_path, CASE)
    assert case == Case(
        id="pilot",
        ask="Who flew Soyuz 1?",
        kind="who",
        style="plain",
        says=(("Komarov",),),
        cites=("soyuz-1",),
        section="The flight of Soyuz 1",
        source="000",
        missions=("Soyuz 1",),
        place="toy.toml:2",
    )


def test_what_is_judged_is_the_first_that_applies_and_no_form(tmp_path: Path) -> None:
    found = {case.id: (case.judged, case.form) for case in toy_cases(tmp_path)}
    assert found["soyuz-1-pilot"] == ("fact", "fact")
    assert found["soyuz-tm-32-launch-2"] == ("follow-up", "fact")
    assert found["bread"] == ("unanswerable", "decline")


@pytest.mark.parametrize(
    ("change", "form", "quotes"),
    [
        ({"kind": "list"}, "list", "all"),
        ({"kind": "compare"}, "comparison", "all"),
        ({"kind": "yes-no"}, "yes-no", "first"),
        ({"kind": "who"}, "fact", "first"),
        ({"kind": "who", "form": "overview"}, "overview", "all"),
        # What is written counts.
        ({"form": "comparison", "quotes": "first"}, "comparison", "first"),
        ({"abstains": True}, "decline", "first"),
    ],
)
def test_a_form_follows_from_the_kind_where_none_is_written(
    change: dict[str, Any], form: str, quotes: str
) -> None:
    case = Case("a", "b?", **change)
    assert (case.form, case.quotes) == (form, quotes)


STRANGE = """[[case]]
id = "strangers-1-pilot"
writer = "strangers-1"
ask = "who was the poor guy on soyuz 1"
says = [["Komarov"]]
"""


def test_a_stranger_says_what_is_asked_and_what_is_right_and_no_more(tmp_path: Path) -> None:
    (case,) = toy_cases(tmp_path, STRANGE)
    assert (case.by_words, side(case), case.judged) == (True, "strangers", "fact")
    assert {"strangers-1", "fact"} <= case.tags
    declines = STRANGE.replace('says = [["Komarov"]]', 'form = "decline"')
    assert toy_cases(tmp_path, declines)[0].judged == "unanswerable"
    verdict = STRANGE.replace('says = [["Komarov"]]', 'form = "yes-no"\nverdict = "no"')
    assert toy_cases(tmp_path, verdict)[0].verdict == "no"
    nothing = STRANGE.replace('says = [["Komarov"]]\n', "")
    assert refusal(tmp_path, nothing) == 'toy.toml, line 1: "says" is missing'


def test_a_later_turn_that_stands_alone_is_no_follow_up(tmp_path: Path) -> None:
    after = STRANGE + 'after = ["hello"]\n'
    assert toy_cases(tmp_path, after)[0].judged == "follow-up"
    alone = after + 'standalone = "who was the poor guy on soyuz 1"\n'
    assert toy_cases(tmp_path, alone)[0].judged == "fact"


def test_filters_take_what_has_every_tag(tmp_path: Path) -> None:
    cases = toy_cases(tmp_path)
    assert [one.id for one in select(cases, tags=["when", "Soyuz 1"])] == [
        "soyuz-1-launch",
        "soyuz-1-memorial-date",
    ]
    assert [one.id for one in select(cases, tags=["must"])] == ["soyuz-1-pilot"]
    assert "soyuz-1-pilot" in {one.id for one in select(cases, tags=["easy"])}
    assert "soyuz-tm-32-launch-2" not in {one.id for one in select(cases, tags=["easy"])}
    assert [one.id for one in select(cases, ids=["bread"])] == ["bread"]
    assert [one.id for one in select(cases, kinds=["how-many"])] == ["soyuz-tm-32-postmarks"]


def test_cases_of_one_section_share_a_side(tmp_path: Path) -> None:
    sides = {case.id: side(case) for case in toy_cases(tmp_path)}
    assert sides["soyuz-1-pilot"] == sides["soyuz-1-launch"]
    assert sides["soyuz-tm-32-launch"] == sides["soyuz-tm-32-launch-2"]


def test_a_new_case_moves_no_old_one(tmp_path: Path) -> None:
    before = {case.id: side(case) for case in toy_cases(tmp_path / "before")}
    more = FACTS + CASE.replace('"pilot"', '"another"')
    after = {case.id: side(case) for case in toy_cases(tmp_path / "after", more)}
    assert before.items() <= after.items()


@pytest.mark.parametrize(
    ("heading", "section", "means"),
    [
        ("The flight of Soyuz 1", "The flight of Soyuz 1", True),
        ("Soyuz TMA-14 (EP-16, Expedition 19)", "Soyuz TMA-14", True),
        # A longer name is another mission.
        ("Soyuz TMA-14M", "Soyuz TMA-14", False),
        # The lead has no heading and means no other section.
        ("Soyuz TMA-14", "", False),
    ],
)
def test_a_section_is_named_with_or_without_its_brackets(
    heading: str, section: str, means: bool
) -> None:
    assert heads(heading, section) is means


def test_the_articles_may_be_others(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match='there is no article "soyuz-1"'):
        read_cases(write_facts(tmp_path), {"glossary": toy_articles()["glossary"]})
