import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from assistant.commands.app import app
from assistant.manage import build as building
from assistant.pipeline import Assistant
from assistant.render.forms import as_json
from index import store
from index.encoder import SentenceTransformerEncoder
from tests.toy import WordEncoder, shared_record, write_article

ANSWERED, FAILED, USAGE, NO_ANSWER, INDEX_UNUSABLE = 0, 1, 2, 3, 4
SOYUZ_1 = (
    "The pilot of Soyuz 1 was Vladimir Komarov. Soyuz 1 was launched on 23 April 1967. "
    "The parachute of Soyuz 1 failed."
)
SOYUZ_3 = "Georgi Beregovoy flew Soyuz 3 alone. Soyuz 3 was launched on 26 October 1968."
PILOT = "Who was the pilot of Soyuz 1?"
# Shares no word with any article.
UNANSWERED = "How do I cook borscht for twenty guests?"


@pytest.fixture(autouse=True)
def encoder(monkeypatch):
    """The toy encoder in place of the model; no reader, and nothing of the environment."""
    toy = WordEncoder()
    monkeypatch.setattr(SentenceTransformerEncoder, "load", lambda model="": toy)
    monkeypatch.setitem(building.build_index.__kwdefaults__, "load_encoder", lambda model: toy)
    monkeypatch.setattr("assistant.pipeline.open_reader", lambda: None)
    monkeypatch.setattr("assistant.manage.doctor.check_default_model", lambda: None)
    # The log of a server would outlive its test.
    monkeypatch.setattr("web.guards.logs.configure", lambda: None)
    for name in ("ASSISTANT_HOME", "ASSISTANT_MODEL", "ASSISTANT_HOST", "ASSISTANT_PORT"):
        monkeypatch.delenv(name, raising=False)
    return toy


@pytest.fixture
def folder(tmp_path):
    articles = tmp_path / "corpus"
    articles.mkdir()
    write_article(articles, "soyuz-1", SOYUZ_1, "Soyuz 1")
    write_article(articles, "soyuz-3", SOYUZ_3, "Soyuz 3")
    return articles


@pytest.fixture
def home(tmp_path, folder):
    """A data folder with an index of two articles."""
    home = tmp_path / "home"
    assert run("index", "--home", home, "--corpus", folder).exit_code == ANSWERED
    return home


def run(*arguments, typed=None):
    return CliRunner().invoke(app, [str(one) for one in arguments], input=typed)


def unwrapped(text):
    return " ".join(text.split())


# index


def test_index_builds_and_says_what_it_built(tmp_path, folder):
    result = run("index", "--home", tmp_path / "home", "--corpus", folder)
    generation = store.load(tmp_path / "home").generation
    assert result.exit_code == ANSWERED
    assert result.stdout == ""
    assert (
        f"Index built in {tmp_path / 'home'}: 2 articles, 2 passages, 5 sentences, "
        f"0 questions (generation {generation})."
    ) in unwrapped(result.stderr)


def test_outside_a_terminal_building_prints_its_one_line_alone(tmp_path, folder):
    result = run("index", "--home", tmp_path / "home", "--corpus", folder)
    (line,) = result.stderr.splitlines()
    assert line.startswith("Index built in ")


def test_index_again_says_that_it_is_up_to_date_and_keeps_the_corpus(home):
    result = run("index", "--home", home)
    assert result.exit_code == ANSWERED
    assert f"Index up to date in {home}: 2 articles" in unwrapped(result.stderr)


def test_a_refused_file_is_named_the_rest_is_indexed_and_the_command_fails(tmp_path, folder):
    (folder / "broken.md").write_text("---\ntitle: [\n---\n\nText.\n", encoding="utf-8")
    result = run("index", "--home", tmp_path / "home", "--corpus", folder)
    assert result.exit_code == FAILED
    assert f"{folder / 'broken.md'}, line 3: broken front matter" in unwrapped(result.stderr)
    assert sorted(store.load(tmp_path / "home").articles) == ["soyuz-1", "soyuz-3"]


def test_a_binary_file_that_is_named_as_an_article_fails_the_command(tmp_path, folder):
    (folder / "scan.md").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    result = run("index", "--home", tmp_path / "home", "--corpus", folder)
    assert result.exit_code == FAILED
    assert f"{folder / 'scan.md'}: this is a binary file" in unwrapped(result.stderr)
    assert sorted(store.load(tmp_path / "home").articles) == ["soyuz-1", "soyuz-3"]


def test_strictly_a_refused_file_builds_nothing(tmp_path, folder):
    (folder / "broken.md").write_text("---\ntitle: [\n---\n\nText.\n", encoding="utf-8")
    result = run("index", "--home", tmp_path / "home", "--corpus", folder, "--strict")
    assert result.exit_code == FAILED
    assert "broken.md, line 3" in unwrapped(result.stderr)
    assert "built" not in result.stderr
    assert not list((tmp_path / "home").glob("index/gen-*"))


@pytest.mark.parametrize("strict", [(), ("--strict",)])
def test_where_nothing_is_built_all_that_was_left_out_is_said(tmp_path, strict):
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "README.md").write_text("# Read me\n", encoding="utf-8")
    for name in ("one.md", "two.md"):
        (bad / name).write_text("---\nslug: a\n---\n\nText.\n", encoding="utf-8")
    result = run("index", "--home", tmp_path / "home", "--corpus", bad, *strict)
    assert result.exit_code == FAILED
    assert result.stderr.splitlines() == [
        f"skipped {bad / 'README.md'}: it tells of the folder; begin it with front matter to make "
        "it an article",
        f'✗ {bad / "one.md"}, line 1: "title" is missing; give it as text',
        f'✗ {bad / "two.md"}, line 1: "title" is missing; give it as text',
        "The index was left as it was; mend or remove these files, then index again.",
    ]


def test_what_is_skipped_is_said(tmp_path, folder):
    (folder / "README.md").write_text("# Read me\n", encoding="utf-8")
    result = run("index", "--home", tmp_path / "home", "--corpus", folder)
    assert result.exit_code == ANSWERED
    assert (
        f"skipped {folder / 'README.md'}: it tells of the folder; begin it with front matter to make it an article"
        in (unwrapped(result.stderr))
    )


@pytest.mark.parametrize(
    ("name", "problem"), [("nowhere", "there is no such folder"), ("empty", "no articles here")]
)
def test_a_corpus_folder_that_holds_nothing_fails_with_its_name(tmp_path, name, problem):
    (tmp_path / "empty").mkdir()
    result = run("index", "--home", tmp_path / "home", "--corpus", tmp_path / name)
    assert result.exit_code == FAILED
    assert str(tmp_path / name) in unwrapped(result.stderr)
    assert problem in unwrapped(result.stderr)
    assert "Traceback" not in result.output


def test_built_in_goes_back_to_the_built_in_articles(home, folder, tmp_path, monkeypatch):
    other = tmp_path / "other"
    other.mkdir()
    write_article(other, "built-in", "The built-in card is rare.")
    monkeypatch.setattr("assistant.manage.picture_sources.BUILT_IN_ARTICLES", other)
    monkeypatch.setattr("assistant.manage.build.BUILT_IN_QUESTIONS", other)
    assert sorted(store.load(home).articles) == ["soyuz-1", "soyuz-3"]
    assert run("index", "--home", home, "--built-in").exit_code == ANSWERED
    assert sorted(store.load(home).articles) == ["built-in", "mission-record"]


@pytest.mark.parametrize("way", ["broken", "gone"])
def test_a_remembered_corpus_that_cannot_be_had_keeps_nobody_from_another(
    home, folder, tmp_path, way
):
    other = tmp_path / "other"
    other.mkdir()
    write_article(other, "soyuz-9", "Soyuz 9 was launched on 1 June 1970.")
    if way == "broken":
        (home / "corpus.json").write_text("{", encoding="utf-8")
    else:
        folder.rename(folder.with_name("moved"))
    assert run("index", "--home", home).exit_code == FAILED
    result = run("index", "--home", home, "--corpus", other)
    assert (result.exit_code, sorted(store.load(home).articles)) == (ANSWERED, ["soyuz-9"])


def test_a_model_is_fetched_only_where_that_is_asked_for(home, monkeypatch):
    fetched = []
    monkeypatch.setattr("index.encoder.fetch_model", fetched.append)
    assert run("index", "--home", home, "--model", "another/model").exit_code == ANSWERED
    assert fetched == []
    assert run("index", "--home", home, "--model", "some/model", "--fetch").exit_code == ANSWERED
    assert fetched == ["some/model"]


# ask


def test_ask_prints_the_answer_the_marked_quote_and_the_citation(home):
    result = run("ask", PILOT, "--home", home)
    assert result.exit_code == ANSWERED
    assert result.stdout.startswith("Vladimir Komarov\n\n")
    assert "> The pilot of Soyuz 1 was *Vladimir Komarov*." in result.stdout
    assert "Soyuz 1" in result.stdout.split("\u2014")[1]
    assert "/articles/soyuz-1?quote=" in result.stdout


def test_ask_json_prints_the_reply_of_the_assistant_and_nothing_else(home, encoder):
    result = run("ask", PILOT, "--home", home, "--json")
    assistant = Assistant(store.load(home), encoder, shared_record())
    assert result.exit_code == ANSWERED
    assert json.loads(result.stdout) == as_json(assistant.ask(PILOT))


def test_a_question_of_another_subject_is_declined_and_exits_3(home):
    result = run("ask", UNANSWERED, "--home", home)
    assert result.exit_code == NO_ANSWER
    assert result.stdout.startswith("The articles do not answer this.")


def test_a_declined_question_is_json_too(home):
    result = run("ask", UNANSWERED, "--home", home, "--json")
    assert result.exit_code == NO_ANSWER
    assert json.loads(result.stdout)["kind"] == "abstention"


@pytest.mark.parametrize(
    ("form", "opening"),
    [("phpbb", "[quote"), ("bibtex", "@"), ("markdown", ">"), ("csl-json", "["), ("ris", "TY  - ")],
)
def test_ask_as_prints_the_answer_as_a_citation(home, form, opening):
    result = run("ask", PILOT, "--home", home, "--as", form)
    assert result.exit_code == ANSWERED
    assert opening in result.stdout
    assert "Soyuz 1" in result.stdout


def test_an_unknown_form_exits_2_names_the_known_ones_and_loads_nothing(tmp_path):
    result = run("ask", PILOT, "--home", tmp_path / "nowhere", "--as", "papyrus")
    assert result.exit_code == USAGE
    assert "papyrus" in result.stderr
    assert "phpbb" in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("question", "problem"),
    [
        ("", "the question is empty"),
        ("?!", "the question is empty"),
        ("x" * 600, "the question has 600 characters; ask in at most 512"),
        ("Who\ud800", "lone surrogates"),
    ],
)
def test_what_cannot_be_asked_exits_2_with_a_sentence(home, question, problem):
    result = run("ask", question, "--home", home)
    assert result.exit_code == USAGE
    assert problem in unwrapped(result.stderr)
    assert result.stdout == ""


@pytest.mark.parametrize(
    "arguments", [(), (PILOT, "--batch", "-"), ("--form", "x"), (PILOT, "twice")]
)
def test_a_call_that_makes_no_sense_exits_2(home, arguments):
    result = run("ask", *arguments, "--home", home)
    assert result.exit_code == USAGE
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("--batch", "-", "--as", "phpbb"), "--as is for one question; leave it out with --batch"),
        ((PILOT, "--json", "--as", "phpbb"), "give --json or --as, and not both"),
        (
            ("--batch", "-", "--json", "--as", "phpbb"),
            "--as is for one question; leave it out with --batch",
        ),
    ],
)
def test_options_that_would_be_ignored_exit_2_and_load_nothing(tmp_path, arguments, problem):
    result = run("ask", *arguments, "--home", tmp_path / "nowhere")
    assert result.exit_code == USAGE
    assert problem in unwrapped(result.stderr.replace("│", " "))
    assert result.stdout == ""


def test_square_brackets_in_an_error_are_words_and_no_style(tmp_path):
    result = run("index", "--home", tmp_path / "home", "--corpus", tmp_path / "[bold]x[/bold]")
    assert "[bold]x[/bold]" in result.stderr.replace("\n", "")


def test_without_an_index_asking_exits_4_and_names_the_command(tmp_path):
    result = run("ask", PILOT, "--home", tmp_path / "empty")
    assert result.exit_code == INDEX_UNUSABLE
    assert "there is no index yet" in unwrapped(result.stderr)
    assert f"To mend it: assistant index --home {tmp_path / 'empty'}" in unwrapped(result.stderr)


def test_asking_of_a_damaged_index_exits_4_and_names_the_file(home):
    (generation,) = (home / "index").glob("gen-*")
    path = generation / "sentences.npy"
    path.write_bytes(path.read_bytes()[:-1] + b"\xff")
    result = run("ask", PILOT, "--home", home)
    assert result.exit_code == INDEX_UNUSABLE
    assert "sentences.npy has changed" in unwrapped(result.stderr)


def test_an_index_of_another_model_exits_4_and_names_both(home):
    result = run("ask", PILOT, "--home", home, "--model", "another/model")
    assert result.exit_code == INDEX_UNUSABLE
    assert 'built with the encoder "all-MiniLM-L6-v2", not "another/model"' in (
        unwrapped(result.stderr)
    )


def test_the_home_may_come_from_the_environment(home, monkeypatch):
    monkeypatch.setenv("ASSISTANT_HOME", str(home))
    assert run("ask", PILOT).stdout.startswith("Vladimir Komarov\n")


# ask --batch

LINES = [
    {"question": "When was Soyuz 1 launched?", "conversation": "a"},
    {"question": "What about Soyuz 3?", "conversation": "a"},
    {"question": UNANSWERED},
]


def lines(*records):
    return "".join(json.dumps(record) + "\n" for record in records)


def test_a_batch_from_standard_input_gives_one_line_a_question_in_order(home):
    result = run("ask", "--batch", "-", "--home", home, typed=lines(*LINES))
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == ANSWERED
    assert [one["question"] for one in records] == [one["question"] for one in LINES]
    assert [one["reply"]["text"] for one in records[:2]] == ["23 April 1967", "26 October 1968"]
    assert records[1]["reply"]["read_as"] == "When was Soyuz 3 launched?"
    assert records[2]["reply"]["kind"] == "abstention"


def test_a_batch_from_a_file_gives_the_same_lines(home, tmp_path):
    path = tmp_path / "questions.jsonl"
    path.write_text(lines(*LINES), encoding="utf-8")
    from_file = run("ask", "--batch", path, "--home", home)
    assert from_file.exit_code == ANSWERED
    assert (
        from_file.stdout == run("ask", "--batch", "-", "--home", home, typed=lines(*LINES)).stdout
    )


def test_with_json_a_batch_is_the_same(home):
    typed = lines(*LINES)
    assert (
        run("ask", "--batch", "-", "--json", "--home", home, typed=typed).stdout
        == run("ask", "--batch", "-", "--home", home, typed=typed).stdout
    )


def test_a_bad_line_of_a_batch_is_answered_by_its_error(home):
    result = run("ask", "--batch", "-", "--home", home, typed="nonsense\n" + lines(LINES[0]))
    bad, good = [json.loads(line) for line in result.stdout.splitlines()]
    assert bad["line"] == 1
    assert good["reply"]["text"] == "23 April 1967"


def test_a_batch_keeps_long_lines_and_square_brackets_as_they_are(home):
    question = "[red]Who[/red] was the pilot of Soyuz 1, " + "please " * 60 + "?"
    result = run("ask", "--batch", "-", "--home", home, typed=lines({"question": question}))
    (line,) = result.stdout.splitlines()
    assert json.loads(line)["question"] == question


def test_a_batch_file_that_is_not_there_fails_with_its_name(home, tmp_path):
    result = run("ask", "--batch", tmp_path / "nowhere.jsonl", "--home", home)
    assert result.exit_code == FAILED
    assert "nowhere.jsonl: No such file or directory" in unwrapped(result.stderr)


def test_a_batch_file_that_is_not_utf_8_fails_with_a_sentence(home, tmp_path):
    path = tmp_path / "latin.jsonl"
    path.write_bytes(b'{"question": "Haigner\xe9?"}\n')
    result = run("ask", "--batch", path, "--home", home)
    assert result.exit_code in (ANSWERED, FAILED)
    assert not isinstance(result.exception, UnicodeDecodeError)


def test_a_byte_that_is_not_utf_8_on_standard_input_spoils_its_own_word_alone(home):
    typed = b'{"question": "Who was the pilot \xe9 of Soyuz 1?"}\n' + lines(LINES[0]).encode()
    result = run("ask", "--batch", "-", "--home", home, typed=typed)
    first, second = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == ANSWERED
    assert first["question"] == "Who was the pilot \ufffd of Soyuz 1?"
    assert second["reply"]["text"] == "23 April 1967"


def test_an_empty_batch_prints_nothing(home):
    result = run("ask", "--batch", "-", "--home", home, typed="")
    assert (result.exit_code, result.stdout) == (ANSWERED, "")


# chat


def test_chat_answers_follows_up_and_ends_with_an_empty_line(home):
    result = run(
        "chat",
        "--home",
        home,
        typed="When was Soyuz 1 launched?\nWhat about Soyuz 3?\n\nnever read\n",
    )
    assert result.exit_code == ANSWERED
    assert "23 April 1967" in result.stdout
    assert "Read as: When was Soyuz 3 launched?" in result.stdout
    assert "never read" not in result.stdout


def test_chat_goes_on_after_what_cannot_be_asked_and_ends_with_the_input(home):
    result = run("chat", "--home", home, typed="?!\n" + PILOT + "\n")
    assert result.exit_code == ANSWERED
    assert "the question is empty" in unwrapped(result.stderr)
    assert "Vladimir Komarov" in result.stdout


def test_chat_goes_on_after_a_byte_that_is_not_utf_8(home):
    result = run("chat", "--home", home, typed=b"\xe9\xff?\n" + PILOT.encode() + b"\n")
    assert result.exit_code == ANSWERED
    assert "Vladimir Komarov" in result.stdout


def test_chat_without_an_index_exits_4(tmp_path):
    assert run("chat", "--home", tmp_path / "empty", typed="").exit_code == INDEX_UNUSABLE


# add


def test_add_copies_an_article_and_indexes_only_what_is_new(home, tmp_path, encoder):
    own = write_article(tmp_path, "green-card", "The green card is from Lindow.", "Green card")
    encoder.encoded.clear()
    result = run("add", own, "--home", home)
    assert result.exit_code == ANSWERED
    assert 'Added "Green card" (green-card).' in unwrapped(result.stderr)
    assert (home / "articles" / "green-card.md").is_file()
    assert sorted(store.load(home).articles) == ["green-card", "soyuz-1", "soyuz-3"]
    assert not any("Komarov" in text for text in encoder.encoded)


def test_an_added_article_is_answered_from(home, tmp_path):
    own = write_article(
        tmp_path, "soyuz-9", "The commander of Soyuz 9 was Andriyan Nikolayev.", "Soyuz 9"
    )
    run("add", own, "--home", home)
    result = run("ask", "Who was the commander of Soyuz 9?", "--home", home)
    assert result.stdout.startswith("Andriyan Nikolayev\n")


def test_adding_what_is_no_article_fails_and_leaves_the_index_alone(home, tmp_path):
    before = store.load(home).generation
    result = run("add", tmp_path / "nowhere.md", "--home", home)
    assert result.exit_code == FAILED
    assert f"{tmp_path / 'nowhere.md'}: there is no such file" in unwrapped(result.stderr)
    assert store.load(home).generation == before


def test_adding_one_good_and_one_bad_file_indexes_the_good_one_and_fails(home, tmp_path):
    own = write_article(tmp_path, "green-card", "The green card is from Lindow.")
    result = run("add", own, tmp_path / "nowhere.md", "--home", home)
    assert result.exit_code == FAILED
    assert sorted(store.load(home).articles) == ["green-card", "soyuz-1", "soyuz-3"]


def test_adding_a_folder_says_what_was_skipped(home, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    write_article(own, "green-card", "The green card is from Lindow.", "Green card")
    (own / "README.md").write_text("# Read me\n", encoding="utf-8")
    result = run("add", own, "--home", home)
    assert result.exit_code == ANSWERED
    assert result.stderr.splitlines()[:2] == [
        f"skipped {own / 'README.md'}: it tells of the folder; begin it with front matter to make it an article",
        'Added "Green card" (green-card).',
    ]


def test_adding_fails_where_its_build_refuses_another_file(home, folder, tmp_path):
    (folder / "broken.md").write_text("---\ntitle: [\n---\n\nText.\n", encoding="utf-8")
    own = write_article(tmp_path, "green-card", "The green card is from Lindow.")
    result = run("add", own, "--home", home)
    assert result.exit_code == FAILED
    assert f"{folder / 'broken.md'}, line 3: broken front matter" in unwrapped(result.stderr)
    assert sorted(store.load(home).articles) == ["green-card", "soyuz-1", "soyuz-3"]


def test_adding_an_article_whose_slug_is_taken_fails_and_says_so(home, tmp_path):
    own = write_article(tmp_path, "soyuz-1", "Another article about Soyuz 1.")
    result = run("add", own, "--home", home)
    assert result.exit_code == FAILED
    assert 'the slug "soyuz-1" is taken' in unwrapped(result.stderr)
    assert "Added" not in result.stderr
    assert run("index", "--home", home).exit_code == ANSWERED
    assert run("ask", PILOT, "--home", home).exit_code == ANSWERED


def test_add_without_a_path_exits_2(home):
    assert run("add", "--home", home).exit_code == USAGE


# doctor


def test_doctor_finds_a_good_home_well(home):
    result = run("doctor", "--home", home)
    assert result.exit_code == ANSWERED
    marks = [line[0] for line in result.stdout.splitlines()]
    assert set(marks) == {"\u2713"}
    assert f"generation {store.load(home).generation}" in unwrapped(result.stdout)


def test_doctor_names_what_is_wrong_and_the_command_that_mends_it(home):
    (generation,) = (home / "index").glob("gen-*")
    (generation / "passages.npy").unlink()
    result = run("doctor", "--home", home)
    assert result.exit_code == FAILED
    assert "\u2717 index: passages.npy is missing" in unwrapped(result.stdout)
    assert "To mend it: assistant index" in unwrapped(result.stdout)
    assert run("index", "--home", home).exit_code == ANSWERED
    assert run("doctor", "--home", home).exit_code == ANSWERED


# the command itself


def test_help_and_a_usage_error_need_no_heavy_library():
    script = (
        "import sys\nfrom assistant.commands.app import app\n"
        "from typer.testing import CliRunner\n"
        "assert CliRunner().invoke(app, ['--help']).exit_code == 0\n"
        "assert CliRunner().invoke(app, ['ask', '--help']).exit_code == 0\n"
        "heavy = {'torch', 'faiss', 'sentence_transformers', 'fastapi'} & set(sys.modules)\n"
        "sys.exit(f'loaded: {heavy}' if heavy else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_an_unknown_command_exits_2():
    assert run("answer").exit_code == USAGE
