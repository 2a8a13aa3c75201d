"""Each word that a person sees in a file is in the article once, in order: for every format."""

import csv
import io
import re
import zipfile
from dataclasses import dataclass
from email.message import EmailMessage
from html import escape

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.reading.books import epub_contents
from corpus.reading.formats import csv_contents, rtf_contents, text_contents
from corpus.reading.mail import eml_contents
from corpus.reading.open_documents import odt_contents
from corpus.reading.pdf import pdf_contents
from corpus.reading.plain_markdown import markdown_contents
from corpus.reading.web_pages import html_contents
from corpus.reading.word_documents import docx_contents
from tests.test_readers import pdf


@dataclass(frozen=True)
class Part:
    """A heading, paragraph, list of items, or table whose first row has its heads."""

    kind: str
    rows: tuple[tuple[str, ...], ...]


def words(text):
    return re.findall(r"\w+", text)


def seen(parts):
    """The words in order; a table's heads stand with each of their cells."""
    found = []
    for part in parts:
        if part.kind == "table":
            heads, *rows = part.rows
            pairs = [pair for row in rows for pair in zip(heads, row, strict=True)]
            found += [word for head, cell in pairs for word in (*words(head), *words(cell))]
        else:
            found += [word for row in part.rows for cell in row for word in words(cell)]
    return found


SYLLABLES = "ka lo mi ru se to va ne".split()


@st.composite
def documents(draw):
    """Some parts of words that are all different, with figures of one to three digits."""
    count = iter(range(10_000))

    def word():
        digits = [int(digit) for digit in oct(next(count))[2:]]
        return "q" + "".join(SYLLABLES[digit] for digit in digits)

    def sentence(length):
        figure = draw(st.sampled_from(["", f" {draw(st.integers(0, 999))}"]))
        return f"{' '.join(word() for _ in range(length)).capitalize()}{figure} {word()}."

    def row():
        return (word().capitalize(), str(draw(st.integers(1, 999))), f"{word()} {word()}")

    makers = {
        "heading": lambda size: ((" ".join(word() for _ in range(size)).capitalize(),),),
        "paragraph": lambda size: ((" ".join(sentence(size + 2) for _ in range(size)),),),
        "list": lambda size: tuple((sentence(size),) for _ in range(size + 1)),
        "table": lambda size: (
            (word().capitalize(), word().capitalize(), word().capitalize()),
            *(row() for _ in range(size + 1)),
        ),
    }
    kinds = draw(st.lists(st.sampled_from(sorted(makers)), min_size=1, max_size=6))
    parts = [Part(kind, makers[kind](draw(st.integers(1, 4)))) for kind in kinds]
    # Two lists or tables without anything between them are one in raw text.
    between = [Part("paragraph", ((sentence(6),),)) for _ in parts]
    return [part for pair in zip(between, parts, strict=True) for part in pair]


def as_html(parts):
    made = []
    for part in parts:
        rows = [[escape(cell) for cell in row] for row in part.rows]
        if part.kind == "table":
            head = "".join(f"<th>{cell}</th>" for cell in rows[0])
            body = "".join(
                f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows[1:]
            )
            made.append(f"<table><tr>{head}</tr>{body}</table>")
        elif part.kind == "list":
            made.append(f"<ul>{''.join(f'<li>{row[0]}</li>' for row in rows)}</ul>")
        else:
            tag = "h2" if part.kind == "heading" else "p"
            made.append(f"<{tag}>{rows[0][0]}</{tag}>")
    return f"<html><body>{''.join(made)}</body></html>".encode()


def as_markdown(parts):
    made = []
    for part in parts:
        if part.kind == "table":
            lines = [f"| {' | '.join(row)} |" for row in part.rows]
            made.append("\n".join([lines[0], "|---|---|---|", *lines[1:]]))
        elif part.kind == "list":
            made.append("\n".join(f"- {row[0]}" for row in part.rows))
        else:
            made.append(f"{'## ' if part.kind == 'heading' else ''}{part.rows[0][0]}")
    return "\n\n".join(made).encode()


def as_text(parts):
    made = []
    for part in parts:
        if part.kind == "table":
            made.append("\n".join(" | ".join(row) for row in part.rows))
        elif part.kind == "list":
            made.append("\n".join(f"* {row[0]}" for row in part.rows))
        else:
            made.append(part.rows[0][0])
    return "\n\n".join(made).encode("utf-16")


def as_docx(parts):
    document = Document()
    for part in parts:
        if part.kind == "table":
            table = document.add_table(rows=len(part.rows), cols=3)
            for row, cells in zip(table.rows, part.rows, strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    cell.text = text
        elif part.kind == "list":
            for row in part.rows:
                document.add_paragraph(row[0], style="List Bullet")
        elif part.kind == "heading":
            document.add_heading(part.rows[0][0], 2)
        else:
            document.add_paragraph(part.rows[0][0])
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def packed(**parts):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def as_odt(parts):
    made = []
    for part in parts:
        if part.kind == "table":
            rows = "".join(
                "<t:table-row>"
                + "".join(f"<t:table-cell><x:p>{cell}</x:p></t:table-cell>" for cell in row)
                + "</t:table-row>"
                for row in part.rows
            )
            made.append(f"<t:table><t:table-column/>{rows}</t:table>")
        elif part.kind == "list":
            items = "".join(f"<x:list-item><x:p>{row[0]}</x:p></x:list-item>" for row in part.rows)
            made.append(f"<x:list>{items}</x:list>")
        else:
            tag = "h" if part.kind == "heading" else "p"
            made.append(f"<x:{tag}>{part.rows[0][0]}</x:{tag}>")
    names = {"o": "office", "x": "text", "t": "table"}
    spaces = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in names.items()
    )
    body = f"<o:document-content{spaces}><o:body><o:text>{''.join(made)}</o:text></o:body></o:document-content>"
    return packed(**{"content.xml": body})


def as_epub(parts):
    half = len(parts) // 2
    return packed(
        **{
            "META-INF/container.xml": '<c><rootfiles><rootfile full-path="b/p.opf"/></rootfiles></c>',
            "b/p.opf": (
                '<package><manifest><item id="two" href="2.xhtml"/><item id="one" href="1.xhtml"/>'
                '<item id="n" href="n.xhtml" properties="nav"/></manifest>'
                '<spine><itemref idref="n"/><itemref idref="one"/><itemref idref="two"/></spine></package>'
            ),
            "b/1.xhtml": as_html(parts[:half]),
            "b/2.xhtml": as_html(parts[half:]),
            "b/n.xhtml": b"<html><body><p>Contents</p></body></html>",
        }
    )


def as_eml(parts):
    message = EmailMessage()
    message["Subject"] = "A list"
    message.set_content(as_text(parts).decode("utf-16"), cte="quoted-printable")
    return message.as_bytes()


def as_rtf(parts):
    made = []
    for part in parts:
        if part.kind == "table":
            cells = (
                r"\trowd " + "".join(f"{cell}\\cell " for cell in row) + r"\row"
                for row in part.rows
            )
            made.append("\n".join(cells))
        else:
            mark = "* " if part.kind == "list" else ""
            made += [f"\\pard {mark}{row[0]}\\par" for row in part.rows]
            made.append("\\par")
    return ("{\\rtf1\\ansi " + "\n".join(made) + "}").encode()


FORMATS = {
    "html": (as_html, html_contents),
    "markdown": (as_markdown, markdown_contents),
    "text": (as_text, text_contents),
    "docx": (as_docx, docx_contents),
    "odt": (as_odt, odt_contents),
    "epub": (as_epub, epub_contents),
    "eml": (as_eml, eml_contents),
    "rtf": (as_rtf, rtf_contents),
}
SMALL = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("name", FORMATS)
@SMALL
@given(parts=documents())
def test_every_visible_word_is_read_once_and_in_order(name, parts):
    written, read = FORMATS[name]
    found = read(written(parts))
    assert words(" ".join(block for _, block in found.blocks)) == seen(parts)


@SMALL
@given(parts=documents())
def test_every_cell_of_a_csv_file_is_read_once_behind_its_head(parts):
    tables = [part for part in parts if part.kind == "table"]
    for table in tables:
        target = io.StringIO()
        csv.writer(target).writerows(table.rows)
        found = csv_contents(target.getvalue().encode())
        assert words(" ".join(block for _, block in found.blocks)) == seen([table])


@SMALL
@given(parts=documents())
def test_every_line_of_a_pdf_is_read_once_and_in_order(parts):
    lines = [row[0] for part in parts if part.kind != "table" for row in part.rows]
    page = [
        (760 - 40 * number, line[:80].rpartition(" ")[0] or line)
        for number, line in enumerate(lines)
    ]
    found = pdf_contents(pdf(page[:18]))
    shown = [word for _, line in page[:18] for word in words(line)]
    assert words(" ".join(block for _, block in found.blocks)) == shown
