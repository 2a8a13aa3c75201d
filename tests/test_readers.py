import io
import json
import resource
import subprocess
import sys
import time
import zipfile
from functools import partial
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader, PdfWriter

from corpus.article import CorpusError
from corpus.reading.child import Limits, read_in_child
from corpus.reading.folder import read_folders
from corpus.reading.readers import READERS

HEAD = "The launch cover of Soyuz TM-32"
FACT = "The launch cover of Soyuz TM-32 has five postmarks."
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SECONDS, MEMORY = 10, 512 * 1024 * 1024


def pdf(*pages: list[tuple[int, str]]) -> bytes:
    """A PDF of lines `(height, words)` in Helvetica, by hand."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, lines in enumerate(pages):
        shown = "\n".join(f"BT /F1 12 Tf 72 {height} Td ({words}) Tj ET" for height, words in lines)
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents "
            f"{5 + 2 * number} 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
            f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream",
        ]
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return (
        data
        + (
            f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size "
            f"{len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF"
        ).encode()
    )


def locked_pdf() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([(700, FACT)]))))
    writer.encrypt("secret", algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def docx(**parts: bytes) -> bytes:
    """A good document, with parts replaced or added by name ("word/document.xml")."""
    document = Document()
    document.add_heading(HEAD, 1)
    document.add_paragraph(FACT)
    document.add_paragraph("A blue handstamp.", style="List Bullet")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Price", "20 dollars"
    plain = io.BytesIO()
    document.save(plain)
    target = io.BytesIO()
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys([*old.namelist(), *parts]):
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return target.getvalue()


def entity_bomb() -> bytes:
    levels = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, 10))
    xml = (
        f'<!DOCTYPE w:document [<!ENTITY e0 "boom">{levels}]><w:document xmlns:w="{WORD}">'
        "<w:body><w:p><w:r><w:t>&e9;</w:t></w:r></w:p></w:body></w:document>"
    )
    return docx(**{"word/document.xml": xml.encode()})


def read(folder: Path, name: str, data: bytes):
    path = folder / name
    path.write_bytes(data)
    return READERS[path.suffix](path).article


def blocks(article):
    return [(block.kind, article.text[block.start : block.end]) for block in article.blocks]


def test_html_keeps_headings_lists_and_rows_and_drops_scripts_images_and_furniture(tmp_path):
    page = f"""<!doctype html><html><head><title>Soyuz TM-32</title><script>var a = "evil";</script>
        <script type="application/ld+json">{{"articleBody": "evil again"}}</script></head><body>
        <nav><a href="/">Home</a></nav><h1>Soyuz <i>TM-32</i></h1><h2>{HEAD}</h2><p>The launch
        <b>cover</b> of Soyuz TM-32 has five postmarks.</p>
        <img src="http://127.0.0.1:9/beacon.png"><ul><li>A blue handstamp.</li></ul>
        <table><tr><th>Price</th><td>20 dollars</td></tr></table>
        <p>Soyuz TM-8 / EO-5<br>Viktorenko<br>Serebrov</p><p>top of page</p>
        <p onclick="evil()">NPO Energia.jpg</p><script>document.write("evil")</script></body>"""
    article = read(tmp_path, "tm-32.html", page.encode())
    assert article.title == "Soyuz TM-32"
    assert blocks(article) == [
        ("heading", "Soyuz TM-32"),
        ("heading", HEAD),
        ("paragraph", FACT),
        ("item", "A blue handstamp."),
        ("item", "Price | 20 dollars"),
        ("heading", "Soyuz TM-8 / EO-5"),
        ("roster", "Soyuz TM-8 / EO-5\nViktorenko\nSerebrov"),
    ]


@pytest.mark.parametrize("depth", [201, 100_000])
def test_html_nested_so_deep_that_words_get_lost_is_refused(tmp_path, depth):
    page = "<div>" * depth + "Soyuz 1." + "</div>" * depth
    with pytest.raises(CorpusError, match="nested deeper than 200, where words get lost"):
        read(tmp_path, "deep.html", f"<html><body><p>Other.</p>{page}</body></html>".encode())


def test_html_without_headings_is_repaired_like_raw_text(tmp_path):
    page = (
        b"<html><body><table><tr><td><b>SOYUZ 4 and 5 - First docking of two crewed craft</b>"
        b"<br><br>Vladimir Shatalov was launched on 14 January 1969 and docked two days later."
        b"<br><br>The cover of Soyuz 4 is rare.</td></tr></table></body></html>"
    )
    assert blocks(read(tmp_path, "old.htm", page)) == [
        ("headline", "SOYUZ 4 and 5 - First docking of two crewed craft"),
        (
            "paragraph",
            "Vladimir Shatalov was launched on 14 January 1969 and docked two days later.",
        ),
        ("paragraph", "The cover of Soyuz 4 is rare."),
    ]


def test_html_is_read_in_the_encoding_that_it_declares(tmp_path):
    page = (
        '<html><head><meta charset="windows-1251"></head><body><h2>Союз</h2><p>Конверт '
        "погашен на Байконуре.</p></body></html>"
    )
    assert blocks(read(tmp_path, "ru.html", page.encode("cp1251"))) == [
        ("heading", "Союз"),
        ("paragraph", "Конверт погашен на Байконуре."),
    ]


def test_pdf_lines_become_paragraphs_and_running_heads_go(tmp_path):
    pages = [
        [
            (760, "Space covers quarterly"),
            (
                700,
                f"The {event} cover of Soyuz TM-32 has five postmarks and is franked with a stam-",
            ),
            (686, "p of the Ostankino tower, which was flown to the station and back by the crew"),
            (672, "of Dennis Tito."),
            (640, f"The price of the {event} cover is not known."),
            (30, f"Issue 7, leaf {number}"),
        ]
        for number, event in enumerate(["launch", "docking", "landing"], start=1)
    ]
    article = read(tmp_path, "covers.pdf", pdf(*pages))
    assert article.title == "covers"
    assert blocks(article) == [
        ("paragraph", words)
        for event in ("launch", "docking", "landing")
        for words in (
            f"The {event} cover of Soyuz TM-32 has five postmarks and is franked with a stamp of "
            "the Ostankino tower, which was flown to the station and back by the crew of Dennis "
            "Tito.",
            f"The price of the {event} cover is not known.",
        )
    ]


def test_docx_keeps_headings_lists_and_rows(tmp_path):
    article = read(tmp_path, "tm-32.docx", docx())
    assert article.title == HEAD
    assert blocks(article) == [
        ("heading", HEAD),
        ("paragraph", FACT),
        ("item", "A blue handstamp."),
        ("item", "Price | 20 dollars"),
    ]


GOOD_PDF = pdf([(700, FACT)])
BAD = {
    "cut.pdf": (GOOD_PDF[: len(GOOD_PDF) // 2], "ends early"),
    "broken.pdf": (GOOD_PDF.replace(b"/Kids [4 0 R]", b"/Kids [9 0 R]"), "damaged|no words"),
    "locked.pdf": (locked_pdf(), "password"),
    "scan.pdf": (pdf([]), "text recognition"),
    "page.pdf": (b"<html>not a PDF</html>", "no PDF"),
    "bomb.docx": (docx(**{"word/media/a.xml": b"0" * 60_000_000}), "unpack to"),
    "entries.docx": (docx(**{f"word/{number}": b"" for number in range(5_001)}), "packs 50"),
    "entities.docx": (entity_bomb(), "XML entities"),
    "utf16.docx": (docx(**{"word/a.xml": "<!DOCTYPE a><a/>".encode("utf-16")}), "XML entities"),
    "text.docx": (b"only words", "no DOCX"),
    "cut.docx": (docx()[:-100], "no DOCX"),
    "hollow.docx": (docx(**{"word/document.xml": b""}), "damaged"),
    "line.txt": (b"a" * 10_000_000, "10,000,000 bytes, more than 5,000,000"),
    "large.md": (b"---\n" + b"word\n" * 1_000_001, "more than 5,000,000"),
    "long.txt": (b"First line.\n" + b"a" * 200_000, r"line 2: a line of 200,000 bytes"),
    "mixed.txt": ("Байконур\n".encode() + "Köln".encode("cp1252"), "line 2 is not UTF-8"),
    "mixed.html": ("<p>Байконур\n".encode() + "Köln".encode("cp1252"), "line 2 is not UTF-8"),
    "photo.txt": (b"\xff\xd8\xff\xe0\x00\x10JFIF", "binary"),
    "photo.html": (b"\x00\x01\x02" * 100, "binary"),
    "script.html": (b"<html><body><script>var evil = 1;</script></body></html>", "no words"),
    "deep.html": (b"<html><body>" + b"<div>" * 500_000 + b"deep", "nested deeper than 200"),
    **{f"empty{suffix}": (b"", "is empty") for suffix in (".txt", ".html", ".pdf", ".docx")},
}


@pytest.fixture(scope="module")
def reading(tmp_path_factory):
    """One folder of good and bad files, read at once; with the seconds that each took."""
    folder = tmp_path_factory.mktemp("mixed")
    for name, (data, _) in BAD.items():
        (folder / name).write_bytes(data)
    (folder / "good.txt").write_text(FACT)
    (folder / "fine.html").write_text(f"<html><body><h1>{HEAD}</h1><p>{FACT}</p></body></html>")
    (folder / "well.pdf").write_bytes(GOOD_PDF)
    (folder / "whole.docx").write_bytes(docx())
    (folder / "secret.txt").symlink_to("/etc/hostname")
    (folder / "empty.md").write_text("")
    seconds: dict[str, float] = {}

    def timed(reader, path):
        start = time.monotonic()
        try:
            return reader(path)
        finally:
            seconds[path.name] = time.monotonic() - start

    with pytest.MonkeyPatch.context() as patch:
        timing = {suffix: partial(timed, reader) for suffix, reader in READERS.items()}
        patch.setattr("corpus.reading.folder.READERS", timing)
        return read_folders([folder]), seconds


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_bad_file_is_refused_by_name_with_what_to_do(reading, name):
    refusals = [error for error in reading[0].refused if Path(error.path).name == name]
    assert len(refusals) == 1
    with pytest.raises(CorpusError, match=BAD[name][1]):
        raise refusals[0]


def test_a_bad_file_loses_no_other(reading):
    articles = {article.slug: article.text for article in reading[0].articles}
    assert sorted(articles) == ["fine", "good", "well", "whole"]
    assert all(FACT in text for text in articles.values())
    assert [Path(one.path).name for one in reading[0].skipped] == ["empty.md", "secret.txt"]


def test_each_refusal_comes_within_ten_seconds(reading):
    assert set(BAD) <= set(reading[1])
    assert max(reading[1].values()) < SECONDS


def test_an_empty_markdown_file_and_a_link_are_refused_when_given_by_name(tmp_path):
    with pytest.raises(CorpusError, match="is empty"):
        read(tmp_path, "empty.md", b"")
    (tmp_path / "target.txt").write_text(FACT)
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "target.txt")
    with pytest.raises(CorpusError, match=r"link\.txt: this is a link; give the file itself"):
        READERS[".txt"](link)


@pytest.mark.parametrize(
    ("limits", "problem"),
    [
        (Limits(wall=0.01), "takes longer than 0.01 s to read; split it"),
        (Limits(memory=128_000_000), "too much memory to read; split it"),
    ],
)
def test_a_file_that_takes_more_than_the_limits_is_refused(tmp_path, limits, problem):
    path = tmp_path / "large.txt"
    path.write_bytes(b"Soyuz 1.\n" * 4_000_000)
    with pytest.raises(CorpusError, match=problem):
        read_in_child(path, "text", limits)


def test_a_file_that_keeps_the_repair_busy_is_refused_in_ten_seconds(tmp_path):
    start = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    with pytest.raises(CorpusError, match="takes longer than 7 s of processor"):
        read(tmp_path, "endless.txt", b"soyuz and\n" * 480_000)
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - start < SECONDS


@pytest.mark.parametrize(
    "attempt",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import subprocess; subprocess.run(['true'])",
        "open('written', 'w')",
        "import os; os.fork()",
    ],
)
def test_a_confined_process_may_not_reach_out(tmp_path, attempt):
    assert confined(attempt, tmp_path).startswith("PermissionError a reader of files may not")
    assert not (tmp_path / "written").exists()


def test_a_confined_process_stays_below_half_a_gigabyte(tmp_path):
    assert confined(f"bytearray({MEMORY})", tmp_path).startswith("MemoryError")


def confined(attempt: str, folder: Path) -> str:
    """The error that an attempt meets in a process with the limits of a reader."""
    root = Path(__file__).parents[1]
    code = f"""import sys; sys.path.insert(0, {json.dumps(str(root))})
from corpus.reading.child import Limits, confine
confine(Limits())
try:
    {attempt}
except Exception as error:
    print(type(error).__name__, error)"""
    return subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True
    ).stdout


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"not JSON",
        b"[]",
        b'{"title": "a", "blocks": [], "left_out": [], "front": {}}',
        b"[" * 100_000,
        b'{"title": "a", "blocks": [["script", "b"]], "left_out": [], "front": {}}',
        b'{"title": 1, "blocks": [["item", "b"]], "left_out": [], "front": {}}',
        b'{"title": "a", "blocks": [["item", "b"]], "left_out": [], "front": []}',
        b'{"title": "a", "blocks": [["item", "b"]], "left_out": [1], "front": {}}',
    ],
)
def test_a_reader_that_answers_nonsense_is_not_believed(tmp_path, monkeypatch, answer):
    monkeypatch.setattr("corpus.reading.child._run", lambda path, kind, limits: (answer, 0))
    with pytest.raises(CorpusError, match="answered nonsense; do not trust this file"):
        read_in_child(tmp_path / "a.pdf", "pdf")
