"""What `assistant catalogue` prints, and with which code it ends."""

from __future__ import annotations

import csv
import json

import pytest
from typer.testing import CliRunner

from assistant.commands.catalogue import app
from tests.test_manage_cataloguing import ARTICLE, COVER


@pytest.fixture
def home(tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "covers").mkdir()
    (tmp_path / "articles" / "my-covers.md").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def run(home, *given):
    return CliRunner().invoke(app, [*map(str, given), "--home", str(home)])


def test_check_counts_and_lists_what_is_missing(home):
    (home / "covers" / "my-covers.toml").write_text(COVER, encoding="utf-8")
    result = run(home, "check", "--covers", home / "covers", "--missing")
    assert result.exit_code == 0
    assert "1 covers, 0 stamps and 0 marks, nothing wrong, 1 values told" in result.output
    assert "stamp 9001 is in no row" in result.output


def test_check_fails_with_file_and_line(home):
    path = home / "covers" / "my-covers.toml"
    path.write_text(COVER.replace('"Moscow"', '"Kaluga"'), encoding="utf-8")
    result = run(home, "check", "--covers", home / "covers")
    assert result.exit_code == 1
    assert f"{path}, line 11" in result.output
    assert "1 wrong" in result.output


def test_a_draft_is_read_as_it_was_printed(home):
    result = run(home, "draft", "my-covers")
    assert result.exit_code == 0
    assert 'number = "s. 9001"' in result.stdout
    (home / "covers" / "my-covers.toml").write_text(result.stdout, encoding="utf-8")
    assert run(home, "check", "--covers", home / "covers").exit_code == 0


def test_a_draft_of_nothing_says_why(home):
    assert 'There is no article "nothing"' in run(home, "draft", "nothing").output
    result = run(home, "draft", "soyuz-3")
    assert result.exit_code == 1
    assert 'every section on covers of "soyuz-3" has its cover; --all' in result.output


def test_export_writes_the_covers_that_meet_all_filters(home):
    (home / "covers" / "my-covers.toml").write_text(COVER, encoding="utf-8")
    result = run(home, "export", "--mission", "Soyuz 1", "--sort", "newest")
    header, *rows = csv.reader(result.stdout.splitlines())
    assert header[0] == "id"
    assert [row[0] for row in rows] == [
        "my-green-cover",
        "soyuz-1-memorial",
        "soyuz-1-launch-centre",
        "soyuz-1-launch-top",
    ]


def test_export_as_json_into_a_file(home):
    written = home / "chosen.json"
    assert run(home, "export", "--stamp", "6874c", "--json", "--out", written).exit_code == 0
    content = json.loads(written.read_text(encoding="utf-8"))
    assert len(content["covers"]) == 3


def test_export_of_nothing_and_of_an_unknown_sort(home):
    result = run(home, "export", "--kind", "nonsense")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "No cover of the catalogue meets all these filters." in result.output
    assert run(home, "export", "--sort", "colour").exit_code == 2


def test_a_broken_file_of_ones_own_is_named_and_the_rest_exported(home):
    (home / "covers" / "my-covers.toml").write_text("[[cover]\n", encoding="utf-8")
    result = run(home, "export", "--kind", "maxicard")
    assert result.exit_code == 0
    assert "my-covers.toml, line 1: broken TOML" in result.stderr
