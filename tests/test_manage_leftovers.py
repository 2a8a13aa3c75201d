"""What lies among added articles and is none: it must not change what is indexed."""

import pytest

from assistant.manage.build import unanswered
from assistant.manage.picture_sources import ADDED_ARTICLES
from corpus.unanswered import known_unanswered
from index.selection import Selection
from tests.toy import write_article


@pytest.mark.parametrize("name", [".x.md.new", ".DS_Store", "notes.json", ".git/x.md", "README.md"])
def test_what_is_no_article_leaves_the_known_unanswered_questions(tmp_path, name):
    leftover = tmp_path / ADDED_ARTICLES / name
    leftover.parent.mkdir(parents=True)
    leftover.write_text("left behind")
    assert unanswered(tmp_path, Selection()) == known_unanswered()
    write_article(tmp_path / ADDED_ARTICLES, "mine", "The green cover was cancelled in Lindow.")
    assert unanswered(tmp_path, Selection()) == ()
