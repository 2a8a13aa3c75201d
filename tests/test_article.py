import pytest

from corpus.article import (
    Block,
    CorpusError,
    Section,
    Source,
    anchor_of,
    article_from_blocks,
    read_utf8,
)
from corpus.reading.front_matter import has_front_matter
from corpus.reading.markdown import own_markdown_contents

FRONT = "---\ntitle: Soyuz 1\nslug: soyuz-1\n---\n"


def read_markdown(path):
    found = own_markdown_contents(path, path.read_bytes())
    return article_from_blocks(blocks=found.blocks, **found.front)


def written(folder, content):
    path = folder / "soyuz-1.md"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def blocks_of(folder, body):
    article = read_markdown(written(folder, FRONT + body))
    return [(block.kind, article.text[block.start : block.end]) for block in article.blocks]


def test_front_matter_and_body_become_an_article(tmp_path):
    article = read_markdown(
        written(
            tmp_path,
            """---
title: Soyuz 1
slug: soyuz-1
author: A. Collector
missions: [Soyuz 1, Soyuz 2]
period: "1967"
sources:
  - author: Not named
    title: Covers of Soyuz 1 to 11
updated: 2026-11-21
---

Soyuz 1 was the maiden flight.

## The launch covers

Two covers are known.
""",
        )
    )
    assert (article.slug, article.title, article.author) == ("soyuz-1", "Soyuz 1", "A. Collector")
    assert article.missions == ("Soyuz 1", "Soyuz 2")
    assert (article.period, article.updated) == ("1967", "2026-11-21")
    assert article.sources == (Source("Not named", "Covers of Soyuz 1 to 11"),)
    assert article.text == (
        "Soyuz 1 was the maiden flight.\n\nThe launch covers\n\nTwo covers are known."
    )
    assert article.blocks == (
        Block("paragraph", 0, 30),
        Block("heading", 32, 49),
        Block("paragraph", 51, 72),
    )
    assert article.sections == (
        Section("", "top", 0, 32),
        Section("The launch covers", "the-launch-covers", 32, 72),
    )


@pytest.mark.parametrize("opening", ["\n", " \t\n\r\n", "\ufeff\n"])
def test_front_matter_below_blank_lines_is_read_and_lines_are_counted_from_the_top(
    tmp_path, opening
):
    article = read_markdown(written(tmp_path, f"{opening}--- \ntitle: A\nslug: a\n---\nText.\n"))
    assert (article.title, article.text) == ("A", "Text.")
    wrong = f"{opening}---\ntitle: A\nslug: A B\n---\nText.\n"
    with pytest.raises(CorpusError, match="the slug must be") as caught:
        read_markdown(written(tmp_path, wrong))
    assert caught.value.line == 3 + opening.count("\n")


def test_front_matter_below_blank_lines_that_is_never_closed_is_named_where_it_opens(tmp_path):
    with pytest.raises(CorpusError, match="never closed") as caught:
        read_markdown(written(tmp_path, "\n\n---\ntitle: A\n"))
    assert caught.value.line == 3


def test_what_front_matter_leaves_out_has_a_default(tmp_path):
    article = read_markdown(written(tmp_path, FRONT + "\nA cover.\n"))
    assert (article.author, article.missions, article.period, article.sources, article.updated) == (
        "Cachet",
        (),
        "",
        (),
        "",
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # a paragraph over several lines is one line
        ("The cover\nis  rare.\n", [("paragraph", "The cover is rare.")]),
        # emphasis, code and links keep their words alone
        (
            "A *rare* **cover** of `s. 6426` at [a shop](http://example.org/x).",
            [("paragraph", "A rare cover of s. 6426 at a shop.")],
        ),
        # an image is its alternative text
        ("See ![the cover](cover.jpg) here.", [("paragraph", "See the cover here.")]),
        # characters that Markdown escapes or names are themselves
        (r"\*C\* &amp; “ЭП-2” 5 \_ 3", [("paragraph", "*C* & “ЭП-2” 5 _ 3")]),
        # HTML in a line is markup, a comment is nobody's words
        ("A <b>rare</b> cover.\n\n<!-- check this -->", [("paragraph", "A rare cover.")]),
        # list items one by one, also numbered and nested
        ("- one\n- two\n  1. three\n", [("item", "one"), ("item", "two"), ("item", "three")]),
        # a note without its mark, in every way to write the mark
        ("> **Note** The source errs.", [("note", "The source errs.")]),
        ("> **Note**: The source errs.", [("note", "The source errs.")]),
        ("> Note. The source errs.", [("note", "The source errs.")]),
        # a note may begin with a word that begins like the mark
        ("> Notebooks were flown.", [("note", "Notebooks were flown.")]),
        # the mark on a line of its own, and no mark at all
        ("> **Note**\n>\n> The source errs.", [("note", "The source errs.")]),
        ("> Note the missing word.", [("note", "Note the missing word.")]),
        # headings of every depth and form
        (
            "# One\n\nText.\n\nTwo\n---\n\nText.\n\n### Three\n\nText.",
            [
                ("heading", "One"),
                ("paragraph", "Text."),
                ("heading", "Two"),
                ("paragraph", "Text."),
                ("heading", "Three"),
                ("paragraph", "Text."),
            ],
        ),
        # an empty heading is none
        ("##\n\nText.", [("paragraph", "Text.")]),
        # "---" in the body is a rule, not a second front matter
        ("One.\n\n---\n\nTwo.", [("paragraph", "One."), ("paragraph", "Two.")]),
    ],
)
def test_the_text_is_the_words_without_markup(tmp_path, body, expected):
    assert blocks_of(tmp_path, body) == expected


@pytest.mark.parametrize(
    "body", ["    An indented paragraph.\n\nText.", "```\nAn indented paragraph.\n```\n\nText."]
)
def test_an_indented_or_fenced_paragraph_is_not_lost_without_a_word(tmp_path, body):
    """Markdown calls it code; in an article it is words that somebody wrote to be found."""
    assert "An indented paragraph." in [words for _, words in blocks_of(tmp_path, body)]


@pytest.mark.parametrize(
    "content",
    [
        # a byte order mark, as Windows editors write
        b"\xef\xbb\xbf" + FRONT.encode() + b"\nText.\n",
        # line ends of Windows
        (FRONT + "\nText.\n").replace("\n", "\r\n").encode(),
        # no line end at the end
        FRONT.encode() + b"Text.",
    ],
)
def test_files_from_every_editor_read_alike(tmp_path, content):
    assert read_markdown(written(tmp_path, content)).text == "Text."


@pytest.mark.parametrize(
    ("content", "line", "problem"),
    [
        ("Text.\n", 1, 'no front matter; begin the file with a line "---"'),
        ("", 1, 'no front matter; begin the file with a line "---"'),
        (
            "---\ntitle: A\nslug: a\n\nText.\n",
            1,
            'the front matter is never closed; end it with a line "---"',
        ),
        ("---\n---\nText.\n", 1, "the front matter holds no keys; give title and slug"),
        ("---\n- a\n---\nText.\n", 1, "the front matter holds no keys; give title and slug"),
        ("---\nslug: a\n---\nText.\n", 1, '"title" is missing; give it as text'),
        # a number where a text belongs
        ("---\ntitle: 1967\nslug: a\n---\nText.\n", 1, '"title" is missing; give it as text'),
        ("---\ntitle: A\n---\nText.\n", 1, '"slug" is missing; give it as text'),
        (
            "---\ntitle: A\nslug: Soyuz 1\n---\nText.\n",
            3,
            "the slug must be lower case words joined by hyphens",
        ),
        # a slug is part of an address and of file names
        (
            "---\ntitle: A\nslug: ../../etc/passwd\n---\nText.\n",
            3,
            "the slug must be lower case words joined by hyphens",
        ),
        (
            "---\ntitle: A\nslug: a\nmision: [Soyuz 1]\n---\nText.\n",
            4,
            'unknown key "mision"; known are author, missions, period, slug, sources, title, updated',
        ),
        (
            "---\ntitle: A\nslug: a\nmissions: Soyuz 1\n---\nText.\n",
            4,
            '"missions" must be a list of texts',
        ),
        (
            "---\ntitle: A\nslug: a\nmissions: [1]\n---\nText.\n",
            4,
            '"missions" must be a list of texts',
        ),
        (
            "---\ntitle: A\nslug: a\nsources: A book\n---\nText.\n",
            4,
            '"sources" must be a list of author and title',
        ),
        (
            "---\ntitle: A\nslug: a\nsources:\n  - author: B\n---\nText.\n",
            4,
            "each source needs exactly author and title",
        ),
        # an unclosed quotation mark: YAML notices in the line after
        (
            "---\ntitle: A\nslug: 'a\n---\nText.\n",
            4,
            "broken front matter: found unexpected end of stream",
        ),
        (
            "---\ntitle: A: B\nslug: a\n---\nText.\n",
            2,
            "broken front matter: mapping values are not allowed here",
        ),
        # a day that the calendar does not have, and a value that no text can hold
        (
            "---\ntitle: A\nslug: a\nupdated: 2026-02-30\n---\nText.\n",
            4,
            "broken front matter: this value cannot be read; give a plain text, number or date",
        ),
        (
            '---\ntitle: A\nslug: a\nperiod: "\\ud800"\n---\nText.\n',
            4,
            "broken front matter: this value cannot be read; give a plain text, number or date",
        ),
        (
            "---\ntitle: A\nslug: a\nmissions: &one [Soyuz 1]\nsources: *one\n---\nText.\n",
            5,
            "broken front matter: a name behind * stands for nothing here; quote it or write it out",
        ),
        (
            "---\ntitle: A\nslug: a\nauthor: [B]\n---\nText.\n",
            4,
            '"author" must be a text, a number or a date',
        ),
        (
            "---\ntitle: A\nslug: a\nsources:\n  - author: B\n    title: [C]\n---\nText.\n",
            4,
            "a source's author and title must be text",
        ),
        # nothing to quote; the line is the first of the body
        (FRONT, 5, "the article has no text; write a paragraph"),
        (FRONT + "## Only a heading\n", 5, "the article has no text; write a paragraph"),
    ],
)
def test_a_broken_file_is_refused_with_its_line_and_what_to_do(tmp_path, content, line, problem):
    path = written(tmp_path, content)
    with pytest.raises(CorpusError) as caught:
        read_markdown(path)
    assert (caught.value.path, caught.value.line, caught.value.problem) == (
        str(path),
        line,
        problem,
    )
    assert str(caught.value) == f"{path}, line {line}: {problem}"


@pytest.mark.parametrize(
    "front",
    [
        # a date that the calendar does not have
        "title: A\nslug: a\nupdated: 2026-13-45",
        # deeper than Python's stack
        "title: A\nslug: a\nmissions: " + "[" * 5000,
        # half a surrogate pair: no encoding can write it
        'title: "\\ud800"\nslug: a',
        # a list of lists of the same list: a few lines that are gigabytes when written out
        "title: A\nslug: a\nupdated: &a0 [x, x]\nperiod:\n"
        + "\n".join(f"  - &a{level} [*a{level - 1}, *a{level - 1}]" for level in range(1, 12)),
    ],
    ids=["no such day", "deep", "lone surrogate", "aliases"],
)
def test_front_matter_that_breaks_the_yaml_library_is_refused_too(tmp_path, front):
    with pytest.raises(CorpusError):
        read_markdown(written(tmp_path, f"---\n{front}\n---\nText.\n"))


@pytest.mark.parametrize(
    ("content", "line", "problem"),
    [
        # Latin-1, with the line of the first bad byte
        (b"one\ntwo\nHaigner\xe9\n", 3, "not UTF-8; save the file as UTF-8"),
        # a lone surrogate, as some programs write
        (b"one\n\xed\xa0\x80\n", 2, "not UTF-8; save the file as UTF-8"),
        (b"one\0two", None, "this is a binary file; give text, HTML, PDF or DOCX"),
    ],
)
def test_what_is_not_utf_8_text_is_refused(tmp_path, content, line, problem):
    with pytest.raises(CorpusError) as caught:
        read_utf8(written(tmp_path, content))
    assert (caught.value.line, caught.value.problem) == (line, problem)


def test_headings_of_the_same_words_have_links_of_their_own():
    article = article_from_blocks(
        slug="a",
        title="A",
        blocks=[
            ("heading", "Cover"),
            ("paragraph", "One."),
            ("heading", "Cover"),
            ("paragraph", "Two."),
            ("heading", "Cover"),
            ("paragraph", "Three."),
        ],
    )
    assert [section.anchor for section in article.sections] == ["cover", "cover-2", "cover-3"]


def test_sections_part_the_text_without_gap_or_overlap():
    article = article_from_blocks(
        slug="a",
        title="A",
        blocks=[
            ("paragraph", "Before."),
            ("heading", "One"),
            ("paragraph", "Text."),
            ("headline", "Soyuz 4 and 5 - First docking"),
            ("paragraph", "Text."),
            ("heading", "Last"),
        ],
    )
    assert [section.heading for section in article.sections] == [
        "",
        "One",
        "Soyuz 4 and 5 - First docking",
        "Last",
    ]
    assert article.sections[0].start == 0
    assert article.sections[-1].end == len(article.text)
    for before, after in zip(article.sections, article.sections[1:], strict=False):
        assert before.end == after.start


def test_every_offset_lies_in_the_section_that_says_so():
    article = article_from_blocks(
        slug="a",
        title="A",
        blocks=[
            ("paragraph", "Before."),
            ("heading", "One"),
            ("paragraph", "Text."),
        ],
    )
    for section in article.sections:
        assert article.section_at(section.start) == section
        assert article.section_at(section.end - 1) == section


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("The launch cover of Soyuz TM-32", "the-launch-cover-of-soyuz-tm-32"),
        # accents go, other scripts leave what is left
        ("Claudie Haigneré", "claudie-haignere"),
        ("ЭП-2 на МСК", "2"),
        # nothing is left
        ("МКС", "section"),
        # nothing that could end an attribute or an address
        ('"><script>', "script"),
    ],
)
def test_a_heading_becomes_a_link_of_plain_letters(heading, anchor):
    assert anchor_of(heading) == anchor


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("---\ntitle: A", True),
        ("---\r\ntitle: A", True),
        ("# A\n---\n", False),
        ("----\n", False),
        # nearly right: blank lines before it, blanks behind or before the hyphens, old Mac lines
        ("\n \t\r\n---\ntitle: A", True),
        ("--- \t\r\ntitle: A", True),
        ("  ---\ntitle: A", True),
        ("---\rtitle: A", True),
        # the hyphens alone, a line that goes on
        ("---", False),
        ("--- A\n", False),
    ],
)
def test_front_matter_is_known_by_the_first_line_that_says_something(raw, expected):
    assert has_front_matter(raw) is expected
