import json

import pytest

from assistant.manage.build import build_index
from assistant.manage.doctor import Finding, examine
from assistant.reader.model import LearnedReader, ReaderUnusable
from index.generation import CURRENT, MANIFEST
from index.model_files import EncoderUnusable, model_digest
from index.selection import SELECTION, Selection
from tests.toy import WordEncoder, write_article


@pytest.fixture(autouse=True)
def _published_model(monkeypatch):
    """The weights are compared in their own test; here they are taken for good."""
    monkeypatch.setattr("assistant.manage.doctor.check_default_model", lambda: None)


@pytest.fixture
def folder(tmp_path):
    articles = tmp_path / "corpus"
    articles.mkdir()
    write_article(articles, "green-cover", "The green cover was cancelled on 3 March 1975.")
    return articles


@pytest.fixture
def home(tmp_path, folder):
    """A data folder with a good index of one article."""
    built(tmp_path / "home", Selection((folder,)))
    return tmp_path / "home"


def built(home, selection):
    return build_index(home, selection, load_encoder=lambda model: WordEncoder())


def wrong(home):
    return [finding for finding in examine(home) if not finding.well]


def only(home):
    (finding,) = wrong(home)
    return finding


def generation(home):
    (path,) = (home / "index").glob("gen-*")
    return path


def test_where_all_is_well_every_subject_is_found_well_and_nothing_is_to_be_mended(home):
    findings = list(examine(home))
    assert wrong(home) == []
    assert {finding.remedy for finding in findings} == {""}
    by_subject = {finding.subject: finding.message for finding in findings}
    assert {"model", "corpus", "index"} <= set(by_subject)
    assert "53aa51172d14" in by_subject["model"]
    assert by_subject["corpus"] == "1 articles, 1 passages, 1 sentences, 0 questions"
    assert generation(home).name.removeprefix("gen-") in by_subject["index"]


def test_an_index_that_is_not_there_is_mended_by_building_it(tmp_path, folder):
    home = tmp_path / "empty"
    home.mkdir()
    Selection((folder,)).keep(home)
    assert only(home) == Finding(
        "index", False, "there is no index yet", f"assistant index --home {home}"
    )


@pytest.mark.parametrize(
    "name",
    ["sentences.npy", "passages.npy", "questions-keys.npy", "articles.jsonl", "passages.jsonl"],
)
def test_a_flipped_bit_is_found_in_any_file_and_named(home, name):
    path = generation(home) / name
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    assert only(home) == Finding(
        "index", False, f"{name} has changed", f"assistant index --home {home}"
    )


def test_every_file_that_is_missing_is_named(home):
    for name in ("sentences.npy", "passages.npy"):
        (generation(home) / name).unlink()
    finding = only(home)
    assert "sentences.npy is missing" in finding.message
    assert "passages.npy is missing" in finding.message


@pytest.mark.parametrize("content", ["", "{}", "{", '{"format": 1}'])
def test_a_changed_manifest_is_found(home, content):
    (generation(home) / MANIFEST).write_text(content, encoding="utf-8")
    assert only(home).message == f"{MANIFEST} or CURRENT has changed"


@pytest.mark.parametrize("content", ["", "gen-0 0", "../../etc 0", "\udcff"])
def test_a_changed_pointer_is_found(home, content):
    (home / "index" / CURRENT).write_bytes(content.encode(errors="surrogateescape"))
    assert only(home).message == "CURRENT names no generation that is there"


def test_an_index_of_another_model_is_named_with_both(home):
    model, index = [one for one in examine(home, "another/model") if not one.well]
    assert model == Finding(
        "model",
        False,
        'not verified: the model "another/model" has no local files; see that it '
        "is the right name, then fetch it once: assistant index --model another/model --fetch",
        "see the message",
    )
    assert index == Finding(
        "index",
        False,
        'it was built with the encoder "all-MiniLM-L6-v2", not "another/model"',
        f"assistant index --home {home} --model another/model",
    )


def test_a_model_in_a_folder_is_found_well_by_its_files(home, tmp_path):
    (tmp_path / "model.safetensors").write_bytes(b"weights")
    finding = next(examine(home, str(tmp_path)))
    assert finding == Finding(
        "model", True, f"{tmp_path}, SHA-256 {model_digest(str(tmp_path))[:12]}…"
    )


def test_a_model_that_was_fetched_is_found_and_said_to_be_unverified(home, tmp_path, monkeypatch):
    monkeypatch.setattr("assistant.manage.doctor.local_model", lambda model: tmp_path)
    assert next(examine(home, "another/model")) == Finding(
        "model", True, f"another/model, in {tmp_path}, not verified: known by its name"
    )


def test_articles_that_have_changed_since_are_found(home, folder):
    write_article(folder, "green-cover", "The green cover was cancelled on 4 March 1975.")
    assert only(home) == Finding(
        "index",
        False,
        "articles, covers or the rules that read them have changed since it was built",
        f"assistant index --home {home}",
    )


def test_a_bad_article_is_named_and_the_rest_is_examined(home, folder):
    (folder / "broken.md").write_text("---\ntitle: [\n---\n\nText.\n", encoding="utf-8")
    finding = only(home)
    assert finding.subject == "corpus"
    assert finding.message.startswith(f"{folder / 'broken.md'}, line 3: ")
    assert finding.remedy == f"mend or remove the file, then: assistant index --home {home}"
    assert [one.subject for one in examine(home) if one.well].count("index") == 1


def test_covers_of_ones_own_are_counted_and_a_broken_file_is_named(home, folder):
    (home / "covers").mkdir()
    cover = (
        '[[cover]]\nid = "green"\ntitle = "Green"\nkind = "cover"\nsection = ""\n'
        'sentence = "The green cover was cancelled on 3 March 1975."\n'
    )
    (home / "covers" / "green-cover.toml").write_text(cover, encoding="utf-8")
    assert (
        only(home).message
        == "articles, covers or the rules that read them have changed since it was built"
    )
    told = [one for one in examine(home) if one.subject == "covers"]
    assert told == [Finding("covers", True, "1 of your own beside 0 built in")]
    (home / "covers" / "other.toml").write_text(cover.replace("green", "red"), encoding="utf-8")
    finding, stale = wrong(home)
    assert (finding.subject, stale.subject) == ("corpus", "index")
    assert finding.message.startswith(f"{home / 'covers' / 'other.toml'}, line 1: ")
    assert finding.remedy == f"mend or remove the file, then: assistant index --home {home}"


def test_questions_that_point_at_no_sentence_are_named(tmp_path, folder):
    questions = tmp_path / "questions.jsonl"
    questions.write_text(
        json.dumps(
            {"article": "green-cover", "sentence": "It was red.", "questions": ["Which colour?"]}
        )
        + "\n",
        encoding="utf-8",
    )
    built(tmp_path / "home", Selection((folder,), (questions,)))
    finding = only(tmp_path / "home")
    assert (finding.subject, finding.message) == (
        "questions",
        'green-cover has no sentence "It was red.", which questions point at',
    )


def index_finding(home):
    (finding,) = [one for one in examine(home) if one.subject == "index"]
    return finding


def test_a_folder_that_has_gone_is_named_with_the_ways_out_and_the_index_verified(home, folder):
    folder.rename(folder.with_name("moved"))
    assert only(home) == Finding(
        "corpus",
        False,
        f"{folder}: there is no such folder any more; put it back, name another "
        "with --corpus, or go back to the built-in articles: "
        f"assistant index --home {home} --built-in",
        "see the message",
    )
    assert index_finding(home).well
    (generation(home) / "passages.npy").unlink()
    assert index_finding(home).message == "passages.npy is missing"


def test_a_broken_selection_is_named_and_the_index_verified(home):
    (home / SELECTION).write_text("{", encoding="utf-8")
    assert only(home) == Finding(
        "corpus",
        False,
        f"{home / SELECTION}: this file is broken; remove it and index again",
        "see the message",
    )
    assert index_finding(home).well


def test_a_broken_questions_file_is_named_and_the_index_verified(home):
    (home / "questions").mkdir()
    (home / "questions" / "green-cover.toml").write_text("[[sentence]\n", encoding="utf-8")
    finding = only(home)
    assert finding.subject == "corpus"
    assert finding.message.startswith(f"{home / 'questions' / 'green-cover.toml'}: broken TOML")
    assert finding.remedy == f"mend the file, then: assistant index --home {home}"
    assert index_finding(home).well


def test_a_changed_model_is_named_and_the_rest_is_examined(home, monkeypatch):
    def changed():
        raise EncoderUnusable("model.safetensors is not the published model; run: pip install x")

    monkeypatch.setattr("assistant.manage.doctor.check_default_model", changed)
    finding = only(home)
    assert finding.subject == "model"
    assert finding.message == (
        "not verified: model.safetensors is not the published model; run: pip install x"
    )
    assert finding.remedy
    assert [one.subject for one in examine(home) if one.well][-2:] == ["corpus", "index"]


def test_a_reader_that_is_missing_is_named(home, monkeypatch):
    def missing(*_):
        raise ReaderUnusable("reader/model.safetensors is missing")

    monkeypatch.setattr(LearnedReader, "load", missing)
    finding = only(home)
    assert finding.subject == "reader"
    assert "reader/model.safetensors is missing" in finding.message


def test_examining_writes_nothing(home):
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    list(examine(home))
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before
