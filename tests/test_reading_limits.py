"""Reading ends in good time by the processor's clock, whatever the file and the neighbours."""

import contextlib
import time

import pytest

import corpus.reading.readers as readers
from corpus.article import CorpusError, LimitReached, article_from_blocks
from corpus.dates import find_dates
from corpus.reading.child import Limits, read_in_child
from corpus.reading.front_matter import MAX_FRONT_MATTER_CHARACTERS
from corpus.reading.readers import MAX_MARKDOWN_HERE_BYTES, READERS
from index.passages import split
from tests.toy import shared_record

FRONT = (
    "---\ntitle: Green\nslug: green\nmissions: [Soyuz 5]\nsources:\n- {author: A, title: B}\n---\n"
)
SENTENCE = "The green cover of Soyuz 5 was cancelled on 15 January 1969.\n\n"
# What makes Markdown or YAML readers slow; each is repeated until it fills a file.
SLOW = ("[", "![a](", "*a **a ", "> ", "- ", "&a", "\\", "`a", "<a", "# a\n", "[a]: b\n", "a_")


@pytest.mark.parametrize("unit", SLOW)
def test_markdown_that_is_read_without_a_child_takes_little_time(tmp_path, unit):
    path = tmp_path / "slow.md"
    room = MAX_MARKDOWN_HERE_BYTES - len(FRONT) - 10
    path.write_text(f"{FRONT}word\n\n{unit * (room // len(unit))}")
    assert path.stat().st_size <= MAX_MARKDOWN_HERE_BYTES
    began = time.process_time()
    with contextlib.suppress(CorpusError):  # of ever so many blocks
        READERS[".md"](path)
    assert time.process_time() - began < 3


def test_longer_markdown_is_read_in_the_child_and_alike(tmp_path, monkeypatch):
    path = tmp_path / "green.md"
    path.write_text(FRONT + SENTENCE * (MAX_MARKDOWN_HERE_BYTES // len(SENTENCE) + 1))
    kinds = []
    in_child = readers.read_in_child
    monkeypatch.setattr(
        readers, "read_in_child", lambda *given: kinds.append(given[1]) or in_child(*given)
    )
    child = READERS[".md"](path)
    monkeypatch.setattr(readers, "MAX_MARKDOWN_HERE_BYTES", 10**9)
    assert READERS[".md"](path) == child
    assert kinds == ["own_markdown"]


def test_what_is_wrong_with_longer_markdown_keeps_its_line(tmp_path):
    path = tmp_path / "green.md"
    path.write_text("---\ntitle: Green\nslug: green\nwhat: 1\n---\n" + SENTENCE * 1_000)
    with pytest.raises(CorpusError, match=r"green\.md, line 4: unknown key"):
        READERS[".md"](path)


def test_markdown_that_takes_too_much_is_refused_by_the_limits(tmp_path):
    path = tmp_path / "green.md"
    path.write_text(FRONT + "[" * 90_000 + "\n" + SENTENCE * 1_000)
    with pytest.raises(LimitReached, match="takes longer than 1 s of processor"):
        read_in_child(path, "own_markdown", Limits(processor=1))


def test_an_endless_front_matter_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "green.md"
    path.write_text("---\n" + "k: a\n" * MAX_FRONT_MATTER_CHARACTERS + "---\nWords.\n")
    began = time.process_time()
    with pytest.raises(CorpusError, match=r"front matter of 327,\d+ characters; shorten it"):
        READERS[".md"](path)
    assert time.process_time() - began < 1


@pytest.mark.parametrize("mark", ["---", "+++"])
def test_an_endless_front_matter_of_another_kind_is_refused_before_it_is_read(tmp_path, mark):
    path = tmp_path / "green.md"
    path.write_text(f"{mark}\nk: " + "a" * MAX_FRONT_MATTER_CHARACTERS + f"\n{mark}\nWords.\n")
    with pytest.raises(CorpusError, match=r"front matter of 65,5\d+ characters; shorten it"):
        READERS[".md"](path)


def test_blank_lines_between_rules_take_no_time(tmp_path):
    path = tmp_path / "green.md"
    path.write_text("---\n" + "\n" * 40_000 + "!\n---\nThe green cover.\n")
    began = time.process_time()
    assert "The green cover." in READERS[".md"](path).article.text
    assert time.process_time() - began < 1


@pytest.mark.parametrize("value", ["[" * 5_000, "9" * 5_000, "0x" + "f" * 9_000, "2021-02-30"])
def test_toml_that_cannot_be_read_is_refused(tmp_path, value):
    path = tmp_path / "green.md"
    path.write_text(f"+++\ntitle = {value}\n+++\nThe green cover.\n")
    with pytest.raises(CorpusError, match=r"green\.md, line 1: broken front matter: "):
        READERS[".md"](path)


def test_html_within_short_markdown_is_left_to_the_child(tmp_path, monkeypatch):
    path = tmp_path / "green.md"
    path.write_text(FRONT + "<p>The green cover.</p>\n")
    kinds = []
    in_child = readers.read_in_child
    monkeypatch.setattr(
        readers, "read_in_child", lambda *given: kinds.append(given[1]) or in_child(*given)
    )
    assert READERS[".md"](path).article.text == "The green cover."
    path.write_text(FRONT + "<div>" * 300 + "Words." + "</div>" * 300 + "\n")
    with pytest.raises(CorpusError, match="nested deeper than 200"):
        READERS[".md"](path)
    assert kinds == ["own_markdown"] * 2


@pytest.mark.parametrize(
    ("unit", "most", "what"), [("A b. ", 1_100, "ends of sentences"), ("words", 11_000, "text")]
)
def test_what_would_be_cut_for_minutes_is_refused(tmp_path, unit, most, what):
    path = tmp_path / "long.txt"
    path.write_text((unit * 20 + ".\n\n") * most)
    with pytest.raises(CorpusError, match=rf"long\.txt: the article has .*{what}.*; split it"):
        READERS[".txt"](path)


@pytest.mark.parametrize(
    "unit",
    [
        [("paragraph", SENTENCE.strip() + " ")],
        [("heading", "Mark"), ("paragraph", "A b c.")],
        [("heading", "Mark"), ("paragraph", SENTENCE.strip())],
        [("paragraph", 'He said "a. ')],
    ],
    ids=["sentences", "equal sections", "sections", "quotations"],
)
def test_cutting_takes_time_in_proportion_to_the_text(unit):
    def seconds(count):
        blocks = unit * count
        if len(unit) == 1:
            blocks = [("paragraph", unit[0][1] * count)]
        article = article_from_blocks(slug="s", title="S", blocks=blocks)
        began = time.process_time()
        split(article, shared_record())
        return time.process_time() - began

    seconds(10)
    assert seconds(1_600) < 12 * seconds(400) + 0.2


def test_dates_are_found_in_time_in_proportion_to_the_text():
    began = time.process_time()
    assert len(find_dates("15 January 1969. " * 5_000)) == 5_000
    assert time.process_time() - began < 2


def test_a_neighbour_takes_no_time_from_a_reading():
    limits = Limits()
    assert limits.wall >= 10 * limits.processor
