"""`assistant add`, `articles` and `remove`, as they are typed."""

import pytest
from typer.testing import CliRunner

from assistant.commands.app import app
from assistant.manage import build as building
from tests.test_readers import pdf
from tests.toy import WordEncoder

ANSWERED, FAILED = 0, 1


@pytest.fixture
def home(tmp_path, monkeypatch):
    toy = WordEncoder()
    monkeypatch.setitem(building.build_index.__kwdefaults__, "load_encoder", lambda model: toy)
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "orel.txt").write_text("Orel\n\nThe cover of Orel came by sledge.\n")
    home = tmp_path / "home"
    assert run("index", "--home", home, "--corpus", corpus).exit_code == ANSWERED
    return home


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "adler.html"
    path.write_text("<nav>Start</nav><h1>Adler</h1><h2>Marks</h2><p>It has a round mark.</p>")
    return path


def run(*arguments):
    return CliRunner().invoke(app, [str(one) for one in arguments])


def test_a_dry_run_shows_title_sections_words_and_what_goes(home, page):
    result = run("add", page, "--home", home, "--dry-run")
    assert result.exit_code == ANSWERED
    assert 'Would add "Adler" (adler): 7 words.' in result.stderr
    assert "§ Adler\n  § Marks" in result.stderr
    assert 'left out: the page around the text: "Start"' in result.stderr
    assert "adler" not in run("articles", "--home", home).stdout


def test_a_file_with_a_heading_and_three_lines_is_added_listed_and_removed(home, tmp_path):
    path = tmp_path / "my-covers.md"
    path.write_text("# My covers\n\nThe Orel cover is blue.\nIt is rare.\nRoth sold it.\n")
    assert run("add", path, "--home", home).exit_code == ANSWERED
    listed = run("articles", "--home", home).stdout
    assert "my-covers  My covers  13 words, added:" in listed
    assert "orel  Orel  8 words, corpus:" in listed
    result = run("remove", "my-covers.md", "--home", home)
    assert (result.exit_code, 'Removed "My covers" (my-covers).' in result.stderr) == (0, True)
    assert "my-covers" not in run("articles", "--home", home).stdout


def test_an_index_says_which_pages_hold_no_words_and_nothing_of_menus(home, tmp_path):
    (tmp_path / "corpus" / "adler.html").write_text("<nav>Start</nav><p>It has a mark.</p>")
    (tmp_path / "corpus" / "partly.pdf").write_bytes(pdf([(700, "The mail was late.")], []))
    result = run("index", "--home", home)
    assert "partly.pdf: page 2: no words there; if they are scans" in result.stderr
    assert "Start" not in result.stderr


def test_a_name_that_no_article_has_is_one_sentence(home):
    result = run("remove", "nothing", "--home", home)
    assert result.exit_code == FAILED
    assert (
        "nothing: no article has this slug or file; `assistant articles` lists them"
        in result.stderr
    )
