"""Markdown, Discourse, HTML and plain text."""

import pytest

from assistant.render.citable import Citable
from assistant.render.markup import discourse, escaped_markdown, hypertext, markdown, plain


def one(*lines, author="A. Writer", title="Covers", year="2026", url="https://c.example/a"):
    return Citable("id", lines, author, title, year, "2026-01-02", url, None)


BARE = one("Words.", author="", year="", url="")


@pytest.mark.parametrize(
    ("line", "escaped"),
    [
        ("plain words, s. 6426", "plain words, s. 6426"),
        (
            "*bold* _x_ `tick` [a](b) <b> # & | ~",
            "\\*bold\\* \\_x\\_ \\`tick\\` \\[a\\](b) \\<b\\> \\# \\& \\| \\~",
        ),
        # what would begin a list, a rule or a heading
        ("- item", "\\- item"),
        ("1. item", "1\\. item"),
        ("12) item", "12\\) item"),
        ("=== rule", "\\=== rule"),
        ("in 1967. Then", "in 1967. Then"),
        # a mention is code; a mail address is none
        ("see @admin/team", "see `@admin/team`"),
        ("a@b.org", "a@b.org"),
    ],
)
def test_a_line_of_markdown_reads_as_it_is_written(line, escaped):
    assert escaped_markdown(line) == escaped


def test_markdown_quotes_each_line_as_a_paragraph():
    cited = markdown([one("One.", "- Two.")], ["*Yes.*"])
    assert cited.text == (
        "\\*Yes.\\*\n\n> One.\n>\n> \\- Two.\n>\n> — A. Writer, [Covers](<https://c.example/a>) (2026)"
    )
    assert markdown([BARE], []).text == "> Words.\n>\n> — Covers"
    assert not cited.altered


def test_discourse_names_author_title_and_year():
    cited = discourse([one("One.", "Two.")], ["Yes."])
    assert cited.text == (
        "Yes.\n\n> One.\n> Two.\n\n— A. Writer, [Covers](https://c.example/a) (2026)"
    )
    assert discourse([BARE], []).text == "> Words.\n\n— Covers"


def test_html_holds_no_markup_but_its_own():
    cited = hypertext(
        [one('<b> & "c"', "Two.", author="O'Brien", url="https://c.example/?a&b")], ["1 < 2"]
    )
    assert cited.text == (
        "<p>1 &lt; 2</p>\n\n"
        '<blockquote cite="https://c.example/?a&amp;b"><p>&lt;b&gt; &amp; &quot;c&quot;<br>Two.</p>'
        '</blockquote><cite>O&#x27;Brien, <a href="https://c.example/?a&amp;b">Covers</a> (2026)</cite>'
    )
    assert hypertext([BARE], []).text == "<blockquote><p>Words.</p></blockquote><cite>Covers</cite>"


@pytest.mark.parametrize(
    ("words", "quoted", "altered"),
    [
        ("Words.", "\u201cWords.\u201d", False),
        ('He said "go".', '\u201cHe said "go".\u201d', False),
        # the other marks where the words have these, and other words where they have both
        ("He said \u201cgo\u201d.", '"He said \u201cgo\u201d."', False),
        ('\u201cGo\u201d and "go".', '\u201c\u2018Go\u2019 and "go".\u201d', True),
    ],
)
def test_plain_text_puts_the_words_in_marks_that_they_do_not_hold(words, quoted, altered):
    cited = plain([one(words)], ["Yes."])
    assert cited.text == f"Yes.\n\n{quoted}\nA. Writer, Covers (2026): https://c.example/a"
    assert cited.altered is altered
