import json

import pytest
from typer.testing import CliRunner

from assistant.commands.app import app
from assistant.manage.bench import corpus_of
from corpus.reading.folder import BUILT_IN_ARTICLES
from corpus.record.article import RECORD_SLUG

OURS = [RECORD_SLUG, *(path.stem for path in BUILT_IN_ARTICLES.glob("*.md"))]
FIGURES = {
    "machine": "A processor, 2 cores, Python 3.11",
    "corpus": "2 other articles",
    "figures": {"answer p50, ms": {"measured": 54.2, "aim": "≤ 70"}},
    "alternatives": {"bm25s": {"p50, ms": 0.04, "ours / theirs": 1355.0}},
}


@pytest.fixture
def _measured(monkeypatch):
    monkeypatch.setattr("assistant.manage.bench.measure", lambda home, say: FIGURES)


@pytest.mark.parametrize(
    ("slugs", "corpus"),
    [
        (OURS, "the built-in articles"),
        ([*OURS, "my-card"], "the built-in articles and 1 other"),
        ([*OURS, "my-card", "my-cover"], "the built-in articles and 2 others"),
        (["my-card"], "1 other article"),
        (["soyuz-1", "my-card"], "2 other articles"),
    ],
)
def test_the_corpus_that_answers_is_told(slugs, corpus):
    assert corpus_of(slugs) == corpus


@pytest.mark.usefixtures("_measured")
def test_the_table_says_which_articles_answered():
    result = CliRunner().invoke(app, ["bench"])
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:2] == [
        "A processor, 2 cores, Python 3.11",
        "Answers from 2 other articles.",
    ]
    assert "54.2" in result.stdout


@pytest.mark.usefixtures("_measured")
@pytest.mark.parametrize("options", [(), ("--json",)])
def test_figures_are_written_beside_what_is_printed(tmp_path, options):
    path = tmp_path / "new" / "bench.json"
    printed = CliRunner().invoke(app, ["bench", *options]).stdout
    result = CliRunner().invoke(app, ["bench", *options, "--write", str(path)])
    assert (result.exit_code, result.stdout) == (0, printed)
    assert json.loads(path.read_text(encoding="utf-8")) == FIGURES


def test_where_figures_cannot_be_written_nothing_is_measured(tmp_path, monkeypatch):
    monkeypatch.setattr("assistant.manage.bench.measure", lambda home, say: pytest.fail("measured"))
    (tmp_path / "file").touch()
    path = tmp_path / "file" / "bench.json"
    result = CliRunner().invoke(app, ["bench", "--write", str(path)])
    assert result.exit_code == 1
    assert result.stderr.replace("\n", "") == f"✗ {tmp_path / 'file'}: File exists"
