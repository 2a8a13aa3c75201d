"""Documents, books, messages and tables: what stands on their pages, whatever their program does."""

import io
from email.message import EmailMessage

import pytest
from docx import Document
from docx.oxml import parse_xml

from corpus.article import CorpusError
from corpus.reading.books import epub_contents
from corpus.reading.contents import FormatError
from corpus.reading.formats import csv_contents, rtf_contents
from corpus.reading.mail import eml_contents
from corpus.reading.open_documents import odt_contents
from corpus.reading.pdf import pdf_contents
from corpus.reading.plain_markdown import markdown_contents
from corpus.reading.readers import READERS
from corpus.reading.word_documents import docx_contents
from tests.test_readers import docx, pdf
from tests.test_reading_properties import packed

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def document(*paragraphs):
    """A DOCX whose paragraphs are the given XML."""
    made = Document()
    for xml in paragraphs:
        made.element.body.insert(-1, parse_xml(f"<w:p {W}>{xml}</w:p>"))
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def run(words, properties=""):
    return f'<w:r>{properties}<w:t xml:space="preserve">{words}</w:t></w:r>'


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        # changes taken: what was put in stands, what was taken out does not
        (
            run("The mail left ")
            + '<w:del w:id="1" w:author="a"><w:r><w:delText>Oslo</w:delText></w:r></w:del>'
            + f'<w:ins w:id="2" w:author="a">{run("Bergen")}</w:ins>'
            + run(" by sledge."),
            "The mail left Bergen by sledge.",
        ),
        (
            f'<w:moveFrom w:id="1" w:author="a">{run("old ")}</w:moveFrom>'
            f'<w:moveTo w:id="2" w:author="a">{run("new ")}</w:moveTo>' + run("place"),
            "new place",
        ),
        # content controls, links, fields
        (
            run("Printed by ")
            + f"<w:sdt><w:sdtPr/><w:sdtContent>{run('Lund Press')}</w:sdtContent></w:sdt>"
            + run(" in ")
            + f'<w:hyperlink w:anchor="x">{run("1912")}</w:hyperlink>'
            + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
            + f'<w:fldSimple w:instr="DATE">{run(".")}</w:fldSimple>',
            "Printed by Lund Press in 1912.",
        ),
        # hidden words, a hyphen that does not break, a tabulator
        (
            run("Air<w:t/>".replace("<w:t/>", ""))
            + "<w:r><w:noBreakHyphen/></w:r>"
            + run("mail")
            + run("secret", "<w:rPr><w:vanish/></w:rPr>")
            + "<w:r><w:tab/></w:r>"
            + run("cover"),
            "Air-mail cover",
        ),
    ],
)
def test_a_paragraph_reads_as_with_all_changes_taken(xml, words):
    assert docx_contents(document(xml)).blocks == (("paragraph", words),)


def test_a_text_box_is_read_once_behind_its_paragraph():
    box = f"<w:txbxContent><w:p>{run('A boxed word.')}</w:p></w:txbxContent>"
    xml = (
        run("A paragraph.")
        + '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        + f"<mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
        + f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    found = docx_contents(document(xml))
    assert [words for _, words in found.blocks] == ["A paragraph.", "A boxed word."]


def test_a_footnote_is_read_behind_the_paragraph_that_calls_it():
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    notes = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>-</w:t></w:r></w:p>'
        f'</w:footnote><w:footnote w:id="7"><w:p><w:r><w:footnoteRef/></w:r>{run("Seen in Oslo.")}</w:p>'
        "</w:footnote></w:footnotes>"
    )
    from docx.opc.constants import CONTENT_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    made = Document()
    part = Part(
        PackURI("/word/footnotes.xml"),
        CONTENT_TYPE.WML_FOOTNOTES,
        notes.encode(),
        made.part.package,
    )
    made.part.relate_to(part, kind)
    call = f'<w:p {W}>{run("The mail was late.")}<w:r><w:footnoteReference w:id="7"/></w:r></w:p>'
    made.element.body.insert(0, parse_xml(call))
    made.add_paragraph("It came in May.")
    target = io.BytesIO()
    made.save(target)
    found = docx_contents(target.getvalue())
    assert [words for _, words in found.blocks] == [
        "The mail was late.",
        "Seen in Oslo.",
        "It came in May.",
    ]


def test_the_heads_of_pages_are_named_and_a_list_by_numbers_is_a_list():
    made = Document()
    made.sections[0].header.paragraphs[0].text = "Polar post, issue 7"
    made.add_paragraph("A round mark", style="List Number")
    target = io.BytesIO()
    made.save(target)
    found = docx_contents(target.getvalue())
    assert found.blocks == (("item", "A round mark"),)
    assert found.left_out == ('the page around the text: "Polar post, issue 7"',)


def test_a_table_of_a_document_keeps_its_heads_and_merged_cells():
    made = Document()
    table = made.add_table(rows=4, cols=3)
    rows = [
        ("Ship", "Port", "Letters"),
        ("Adler", "Oslo", "80"),
        ("", "Bergen", "7"),
        ("Falke", "Oslo", "5"),
    ]
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    table.cell(1, 0).merge(table.cell(2, 0))
    target = io.BytesIO()
    made.save(target)
    assert docx_contents(target.getvalue()).blocks == (
        ("row", "Ship: Adler | Port: Oslo | Letters: 80"),
        ("row", "Ship: Adler | Port: Bergen | Letters: 7"),
        ("row", "Ship: Falke | Port: Oslo | Letters: 5"),
    )


def odt(body):
    names = {"o": "office", "x": "text", "t": "table"}
    spaces = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in names.items()
    )
    return packed(**{"content.xml": f"<o:d{spaces}><o:body><o:text>{body}</o:text></o:body></o:d>"})


def test_an_open_document_leaves_out_what_was_deleted_and_keeps_its_notes():
    body = (
        "<x:tracked-changes><x:changed-region><x:p>deleted</x:p></x:changed-region></x:tracked-changes>"
        '<x:p>Sledge<x:s x:c="2"/>mail<x:note><x:note-citation>1</x:note-citation><x:note-body>'
        "<x:p>Seen in Oslo.</x:p></x:note-body></x:note> came<o:annotation><x:p>why?</x:p></o:annotation>.</x:p>"
        "<t:table><t:table-header-rows><t:table-row><t:table-cell><x:p>Ship</x:p></t:table-cell>"
        "<t:table-cell><x:p>Clerk</x:p></t:table-cell></t:table-row></t:table-header-rows><t:table-row>"
        "<t:table-cell><x:p>Adler</x:p></t:table-cell><t:table-cell><x:p>Roth</x:p></t:table-cell>"
        "</t:table-row></t:table>"
    )
    assert odt_contents(odt(body)).blocks == (
        ("paragraph", "Sledge mail came."),
        ("paragraph", "Seen in Oslo."),
        ("row", "Ship: Adler | Clerk: Roth"),
    )


def message(**options):
    made = EmailMessage()
    made["Subject"], made["From"] = "Re: Sledge mail", "Ilse <i@example.org>"
    made["Date"] = "Mon, 9 Apr 2001 10:00:00 +0000"
    made.set_content("> Who kept it?\nThe clerk kept the cover.\n")
    for name, content in options.items():
        made.add_attachment(content, maintype="image", subtype="png", filename=name)
    return made


def test_a_message_is_its_text_and_its_day_is_named_and_not_read():
    found = eml_contents(message(scan=b"x").as_bytes())
    assert found.title == "Sledge mail"
    assert "2001" not in str(found.blocks)
    assert [words for _, words in found.blocks] == ["Who kept it?", "The clerk kept the cover."]
    assert any("9 Apr 2001" in line for line in found.left_out)
    assert any('"scan"' in line for line in found.left_out)


def test_a_message_in_html_reads_like_a_page():
    made = EmailMessage()
    made["Subject"] = "Sledge mail"
    made.set_content("<h2>Orel</h2><p>The clerk kept it.</p>", subtype="html")
    assert eml_contents(made.as_bytes()).blocks == (
        ("heading", "Orel"),
        ("paragraph", "The clerk kept it."),
    )


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_file_has_its_heads_in_its_first_line(separator):
    lines = [["Ship", "Clerk", "Letters"], ["Adler", "Ilse Roth", "80"], ["Falke", "", "7"]]
    data = "\r\n".join(separator.join(line) for line in lines).encode("cp1252")
    assert csv_contents(data).blocks == (
        ("row", "Ship: Adler | Clerk: Ilse Roth | Letters: 80"),
        ("row", "Ship: Falke | Letters: 7"),
    )


def test_a_csv_file_of_figures_alone_has_no_heads():
    assert csv_contents(b"1,2\n3,4\n").blocks == (("item", "1 | 2"), ("item", "3 | 4"))


def test_rich_text_reads_with_its_signs():
    data = rb"{\rtf1\ansi\ansicpg1252 The caf\'e9 \u8211- of Orel.\par It came.\par}"
    assert [words for _, words in rtf_contents(data).blocks] == ["The café – of Orel.", "It came."]


def test_a_pdf_names_its_pages_without_words_and_takes_large_letters_for_headings():
    found = pdf_contents(pdf([(700, "The mail left Bergen by sledge.")], [], []))
    assert found.left_out == (
        "pages 2, 3: no words there; if they are scans, run text recognition over them",
    )
    large = pdf([(700, "Sledge mail"), (660, "The mail left Bergen by sledge in May.")])
    large = large.replace(b"/F1 12 Tf 72 700", b"/F1 18 Tf 72 700")
    assert pdf_contents(large).blocks == (
        ("heading", "Sledge mail"),
        ("paragraph", "The mail left Bergen by sledge in May."),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # no front matter, a table
        (
            "# Orel\n\nCame by sledge.\n\n| Ship | Lost |\n|--|--|\n| Adler | 7 |\n",
            [
                ("heading", "Orel"),
                ("paragraph", "Came by sledge."),
                ("row", "Ship: Adler | Lost: 7"),
            ],
        ),
        # Obsidian's links, marks, comments, callouts, tasks
        (
            "The [[Adler|ship]] of [[Oslo]] ==sank==. %%check%%\n\n> [!note] Rare\n\n- [x] Found\n- [ ] Lost\n\n![[a.png]]",
            [
                ("paragraph", "The ship of Oslo sank."),
                ("note", "Rare"),
                ("item", "Found"),
                ("item", "Lost"),
            ],
        ),
        # Hugo's front matter and short codes; footnotes
        (
            '+++\ntitle = "A"\n+++\nIt came.[^1] {{< figure src="a.png" >}}\n\n[^1]: Seen in Oslo.\n',
            [("paragraph", "It came."), ("paragraph", "Seen in Oslo.")],
        ),
        # HTML within
        (
            "It came.\n\n<details><p>The clerk kept it.</p></details>\n",
            [("paragraph", "It came."), ("paragraph", "The clerk kept it.")],
        ),
        # a rule is no front matter
        ("---\n\nIt came.\n\n---\n", [("paragraph", "It came.")]),
    ],
)
def test_anybodys_markdown_is_read(text, expected):
    assert list(markdown_contents(text.encode()).blocks) == expected


def test_front_matter_of_others_gives_title_author_and_missions(tmp_path):
    path = tmp_path / "sledge-mail.md"
    path.write_text(
        "---\ntitle: Sledge mail\nauthor: I. Roth\nmissions: [Soyuz 1]\ndate: 2001-04-09\n"
        "tags: [polar]\ndraft: false\n---\nIt came.\n"
    )
    found = READERS[".md"](path)
    article = found.article
    assert (article.slug, article.title, article.author) == (
        "sledge-mail",
        "Sledge mail",
        "I. Roth",
    )
    assert article.missions == ("Soyuz 1",)
    assert article.text == "It came."
    assert found.left_out == ('of the front matter: "date", "tags", "draft"',)


def test_front_matter_of_others_that_is_broken_is_refused_with_its_line(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("---\ndate: {{date}}\ntags: [\n---\nIt came.\n")
    with pytest.raises(CorpusError, match=r"a\.md, line \d: broken front matter"):
        READERS[".md"](path)


@pytest.mark.parametrize(
    ("read", "data", "problem"),
    [
        (odt_contents, b"words", "no ODT file"),
        (odt_contents, docx(), "no ODT file"),
        (epub_contents, b"words", "no EPUB file"),
        (epub_contents, docx(), "no EPUB file"),
        (rtf_contents, b"words", "no RTF file"),
        (eml_contents, b"\n\nwords", "no saved message"),
        (eml_contents, b"Subject: a\nContent-Type: image/png\n\nx", "holds no text"),
    ],
)
def test_what_a_file_only_claims_to_be_is_refused(read, data, problem):
    with pytest.raises(FormatError, match=problem):
        read(data)
