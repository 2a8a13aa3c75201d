"""What `assistant questions` prints and with which code it ends, whatever it is told."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.commands.questions import SHOWN, app
from assistant.manage.drafting import ArticleCheck, Astray, DraftingError, DraftReport
from assistant.manage.language_model import LanguageModelError
from assistant.pipeline import Assistant
from index.home import build_command

ASTRAY = Astray("soyuz-3", "How many postmarks?", "Georgi Beregovoy flew.", 4, "Five postmarks.")
UNFOUND = Astray("soyuz-3", "Who was it?", "Georgi Beregovoy flew.", 0, "A cachet is a design.")


def run(monkeypatch, *given, **commands):
    """A command where the assistant is none and these functions do its work."""
    monkeypatch.setattr(Assistant, "open", lambda home, model: None)
    for name, function in commands.items():
        monkeypatch.setattr(f"assistant.manage.drafting.{name}", function)
    return CliRunner().invoke(app, list(map(str, given)))


def checked(monkeypatch, *checks, given=()):
    return run(monkeypatch, "check", *given, check_questions=lambda *_: checks)


def drafted(monkeypatch, tmp_path, draft):
    return run(
        monkeypatch,
        "draft",
        "soyuz-1",
        "--llm",
        "http://127.0.0.1:9/v1",
        "--model",
        "tiny",
        "--home",
        tmp_path,
        draft_questions=draft,
    )


def test_what_a_draft_kept_and_what_to_do_next(monkeypatch, tmp_path):
    report = DraftReport(Path("soyuz-1.toml"), waiting=4, kept=3, dropped=2)
    result = drafted(monkeypatch, tmp_path, lambda *_: report)
    assert result.exit_code == 0
    assert (
        "Kept 3 questions to 4 sentences and dropped 2, in soyuz-1.toml. Edit the file, then run "
        f"`{build_command(tmp_path)}`." in result.output
    )


def test_nothing_is_left_to_draft(monkeypatch, tmp_path):
    report = DraftReport(Path("soyuz-1.toml"), waiting=0, kept=0, dropped=0)
    result = drafted(monkeypatch, tmp_path, lambda *_: report)
    assert result.exit_code == 0
    assert "Every sentence of soyuz-1 has its questions already." in result.output


@pytest.mark.parametrize("error", [DraftingError("no article"), LanguageModelError("no service")])
@pytest.mark.parametrize("command", ["draft", "check"])
def test_an_error_is_a_sentence_and_a_code(monkeypatch, tmp_path, command, error):
    def failing(*_):
        raise error

    if command == "draft":
        result = drafted(monkeypatch, tmp_path, failing)
    else:
        result = run(monkeypatch, "check", check_questions=failing)
    assert result.exit_code == 1
    assert str(error) in result.stderr
    assert "Traceback" not in result.output


def test_the_table_has_a_row_for_each_article_and_a_sum(monkeypatch):
    checks = [ArticleCheck("a", 5, 7, ("One.",), ()), ArticleCheck("b", 4, 2, (), ())]
    result = checked(monkeypatch, *checks)
    assert result.exit_code == 0
    rows = [
        [cell.strip() for cell in line.strip("│").split("│")]
        for line in result.stdout.splitlines()
        if line.startswith("│")
    ]
    assert rows == [
        ["a", "5", "1", "7", "0"],
        ["b", "4", "0", "2", "0"],
        ["all", "9", "1", "9", "0"],
    ]


def test_questions_that_lead_elsewhere_are_listed_with_where_and_fail(monkeypatch):
    result = checked(monkeypatch, ArticleCheck("soyuz-3", 3, 2, (), (ASTRAY, UNFOUND)))
    assert result.exit_code == 1
    assert (
        "soyuz-3: questions that lead elsewhere\n"
        "  How many postmarks? (its sentence comes at 4, after: Five postmarks.)\n"
        "  Who was it? (its sentence is not found, after: A cachet is a design.)\n"
    ) in result.stdout


@pytest.mark.parametrize(("given", "shown"), [((), SHOWN), (("--all",), SHOWN + 3)])
def test_the_first_of_a_long_list_are_shown_unless_all_are_asked_for(monkeypatch, given, shown):
    sentences = tuple(f"Sentence {number}." for number in range(SHOWN + 3))
    result = checked(monkeypatch, ArticleCheck("a", 20, 0, sentences, ()), given=given)
    assert result.stdout.count("  Sentence ") == shown
    assert ("  and 3 more; --all lists them" in result.stdout) is (not given)


def test_words_in_brackets_are_no_markup(monkeypatch):
    result = checked(monkeypatch, ArticleCheck("a", 1, 0, ("The word [bold] stands.",), ()))
    assert "  The word [bold] stands." in result.stdout


def test_one_article_is_checked_alone(monkeypatch):
    asked = []

    def check(assistant, progress, slug):
        asked.append(slug)
        return []

    run(monkeypatch, "check", "soyuz-1", check_questions=check)
    run(monkeypatch, "check", check_questions=check)
    assert asked == ["soyuz-1", None]
