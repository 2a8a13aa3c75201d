"""Which articles the cases are read against: those that are asked, whoever wrote them."""

from __future__ import annotations

from pathlib import Path

import pytest
from evals_toy import watched, write_facts
from toy import toy_index, write_article

from assistant.pipeline import Assistant
from corpus.article import Article, article_from_blocks
from evals.cases.adding import add_case
from evals.cases.reading import read_cases
from evals.cases.table import CaseError
from evals.runs.world import open_world, read_articles

MY_COVER = article_from_blocks(
    slug="my-cover",
    title="My cover",
    blocks=[("heading", "Postmark"), ("paragraph", "My cover was cancelled in Kazan.")],
)
CASE = """[[case]]
id = "my-cover-where"
ask = "Where was it postmarked?"
says = [["Kazan"]]
cites = ["my-cover"]
section = "Postmark"
kind = "where"
style = "plain"
source = "record"
missions = []
"""
OF_THE_RECORD = (
    CASE.replace("my-cover", "mission-record")
    .replace('section = "Postmark"', 'section = "Soyuz 1"')
    .replace("Kazan", "Komarov")
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder whose index holds one article of its owner's."""

    def opened(home: Path, model: str) -> Assistant:
        return watched([MY_COVER])

    monkeypatch.setattr("evals.runs.world.Assistant.open", opened)
    return tmp_path


def corpus(folder: Path) -> Path:
    folder.mkdir()
    write_article(folder, "my-cover", "## Postmark\n\nMy cover was cancelled in Kazan.")
    return folder


def test_cases_cite_the_articles_of_the_index_that_is_asked(home: Path) -> None:
    world = open_world(home, facts=write_facts(home / "facts", CASE))
    assert [one.id for one in world.cases] == ["my-cover-where"]


def test_an_article_that_the_index_lacks_is_refused_with_what_to_do(home: Path) -> None:
    facts = write_facts(home / "facts", CASE.replace("my-cover", "soyuz-1"))
    with pytest.raises(
        CaseError,
        match=r'there is no article "soyuz-1" among those asked; '
        r"give the cases of these articles with --facts",
    ):
        open_world(home, facts=facts)


def test_a_folder_of_articles_has_the_record_beside_them(tmp_path: Path) -> None:
    assert set(read_articles(corpus(tmp_path / "corpus"))) == {"my-cover", "mission-record"}


@pytest.mark.parametrize(
    ("case", "indexed"),
    [(CASE, ["my-cover"]), (CASE + OF_THE_RECORD, ["my-cover", "mission-record"])],
)
def test_the_record_is_indexed_aside_where_a_case_cites_it(
    home: Path, monkeypatch: pytest.MonkeyPatch, case: str, indexed: list[str]
) -> None:
    found: list[Article] = []

    def assistant_of(articles: list[Article], home: Path, model: str) -> Assistant:
        found.extend(articles)
        return watched(articles)

    monkeypatch.setattr("evals.runs.world._assistant_of", assistant_of)
    world = open_world(
        home, corpus=corpus(home / "corpus"), facts=write_facts(home / "facts", case)
    )
    assert [one.slug for one in found] == indexed
    assert len(world.cases) == len(indexed)


def test_the_first_case_of_all_needs_no_folder(home: Path) -> None:
    assert open_world(home, facts=home / "none", begin=True).cases == ()
    with pytest.raises(CaseError, match="no cases here"):
        open_world(home, facts=home / "none")


def test_what_the_index_was_told_is_no_case(tmp_path: Path) -> None:
    index = toy_index()
    fields = {
        "id": "card",
        "ask": "a maximum card, what makes that?",
        "says": [["agree"]],
        "cites": ["glossary"],
        "section": "Maxicard",
        "kind": "what",
        "style": "plain",
        "source": "record",
        "missions": [],
    }
    with pytest.raises(CaseError, match="card was not kept: has the words of an anticipated"):
        add_case(tmp_path, fields, index)
    assert list(tmp_path.iterdir()) == []
    path = add_case(tmp_path / "new", {**fields, "ask": "Which card agrees with its stamp?"}, index)
    assert [one.id for one in read_cases(path.parent, index.articles)] == ["card"]
