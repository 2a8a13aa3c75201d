"""What is indexed stays while its bytes are unchanged, however slow the machine is today."""

import pytest

import corpus.reading.readers as readers
from assistant.manage.build import build_index
from assistant.manage.readings import READINGS
from corpus.article import LimitReached
from index import store
from index.selection import Selection
from tests.toy import WordEncoder

ARTICLE = "---\ntitle: Red\nslug: red\n---\nThe red cover of Soyuz 5 was cancelled in Lindow.\n"
SENTENCE = "The green cover of Soyuz 5 was cancelled on 15 January 1969.\n\n"


@pytest.fixture
def indexed(tmp_path):
    """A data folder with one text of its own, indexed."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "green.txt").write_text("The green cover\n\n" + SENTENCE)
    home = tmp_path / "home"
    build(home, folder)
    return home, folder


def build(home, folder):
    return build_index(
        home, Selection((folder,), with_questions=False), load_encoder=lambda _: WordEncoder()
    )


def too_slow(path, kind):
    raise LimitReached(path, None, "it takes longer than 7 s of processor to read")


def test_what_is_indexed_stays_while_its_bytes_are_unchanged(indexed, monkeypatch):
    home, folder = indexed
    before = store.load(home).articles["green"]
    (folder / "blue.txt").write_text("The blue cover\n\nIt is blue.")
    build(home, folder)
    monkeypatch.setattr(readers, "read_in_child", too_slow)
    report = build(home, folder)
    assert not report.reading.refused
    assert store.load(home).articles["green"] == before


@pytest.mark.parametrize("change", ["bytes", "name"])
def test_what_has_changed_and_takes_too_long_is_refused(indexed, monkeypatch, change):
    home, folder = indexed
    (folder / "red.md").write_text(ARTICLE)
    monkeypatch.setattr(readers, "read_in_child", too_slow)
    if change == "bytes":
        (folder / "green.txt").write_text("The grey cover\n\nIt is grey.")
    else:
        (folder / "green.txt").rename(folder / "grey.txt")
    assert "takes longer" in str(build(home, folder).reading.refused[0])
    assert [*store.load(home).articles] == ["red"]


@pytest.mark.parametrize("content", ["", "[]", "{", '{"a": []}', "[1]"])
def test_a_broken_memory_of_readings_costs_nothing_but_itself(indexed, content):
    home, folder = indexed
    (home / READINGS).write_text(content)
    assert not build(home, folder).reading.refused


def test_equal_files_of_two_folders_keep_their_slugs_while_they_cannot_be_read(
    indexed, monkeypatch
):
    home, folder = indexed
    (folder / "more").mkdir()
    (folder / "more" / "green.txt").write_bytes((folder / "green.txt").read_bytes())
    (folder / "red.md").write_text(ARTICLE + SENTENCE * 1_000)
    before = build(home, folder).reading.articles
    assert len(before) == 3
    monkeypatch.setattr(readers, "read_in_child", too_slow)
    assert build(home, folder).reading.articles == before
