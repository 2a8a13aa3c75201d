"""What terminals obey and readers do not see reaches neither terminal, log nor export."""

import json
import logging

from corpus.article import CorpusError, article_from_blocks, visible
from corpus.reading.folder import Skipped, read_folders
from tests.toy import write_article
from web.guards.logs import JsonLines

EVIL = "\x1b]0;owned\x07\x00\u202egreen\u2066\x9b31m\x7f"
PLAIN = "]0;ownedgreen31m"


def test_unseen_characters_go_and_lines_stay():
    assert visible(EVIL) == PLAIN
    assert visible("a\tb\nc\rd") == "a\tb\nc d"
    assert (
        visible("Gagarin\u2019s co\u0308ver \U0001f680") == "Gagarin\u2019s co\u0308ver \U0001f680"
    )


def test_an_article_has_none_and_its_offsets_are_true():
    article = article_from_blocks(
        slug="s",
        title=EVIL,
        author=EVIL,
        period=EVIL,
        missions=[EVIL],
        blocks=[("heading", EVIL), ("paragraph", "\u202e"), ("paragraph", f"The {EVIL} cover.")],
    )
    found = (article.title, article.author, article.period, *article.missions)
    assert set(found) == {PLAIN}
    assert [article.text[one.start : one.end] for one in article.blocks] == [
        PLAIN,
        f"The {PLAIN} cover.",
    ]


def test_names_of_files_are_shown_with_escapes(tmp_path):
    assert str(CorpusError("a\x1b[31m.md", None, "no \u202e")) == "a\\u001b[31m.md: no \\u202e"
    write_article(tmp_path, "cover", "The green cover.")
    (tmp_path / "b\x1b[2J.xyz").write_text("a")
    [skipped] = read_folders([tmp_path]).skipped
    assert skipped == Skipped(f"{tmp_path}/b\\u001b[2J.xyz", "files of type .xyz are not read")


def test_a_line_of_the_log_is_ascii():
    record = logging.LogRecord("cachet.web", logging.INFO, "", 0, EVIL, None, None)
    line = JsonLines().format(record)
    assert line.isascii()
    assert line.isprintable()
    assert json.loads(line)["message"] == EVIL
