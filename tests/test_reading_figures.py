"""Pictures that Markdown, HTML and DOCX name: where they stand, with which words, and what is left."""

import io

import pytest
from docx import Document
from PIL import Image

from corpus.article import PictureWords
from corpus.reading.figures import figure_at, picture_words
from corpus.reading.markdown import markdown_pieces, parted
from corpus.reading.plain_markdown import markdown_contents
from corpus.reading.readers import read_any_markdown
from corpus.reading.web_pages import html_contents
from corpus.reading.word_documents import docx_contents
from tests.pictures_toy import picture


def named(contents):
    return [
        (before, one.file, one.words.alt, one.words.caption) for before, one in contents.figures
    ]


@pytest.mark.parametrize(
    ("caption", "said", "credit"),
    [
        ("The launch cover", "The launch cover", ""),
        ("The launch cover. Photo: Anna Petrova", "The launch cover", "Anna Petrova"),
        ("The launch cover © Anna Petrova", "The launch cover", "Anna Petrova"),
        ("The launch cover (courtesy of the museum)", "The launch cover", "the museum"),
        ("The launch cover, scan by: A. Petrova.", "The launch cover", "A. Petrova"),
        ("A scan: it shows a dove. It is blue", "A scan: it shows a dove. It is blue", ""),
        ("A photo of the crew", "A photo of the crew", ""),
        ("", "", ""),
    ],
)
def test_a_credit_is_told_from_the_caption_before_it(caption, said, credit):
    assert picture_words("It", caption) == PictureWords("It", said, credit)
    assert picture_words("", caption) == PictureWords(said, said, credit)


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("scan.jpg", "scan.jpg"),
        ("img/my%20scan.png?raw=1#top", "img/my scan.png"),
        ("../a.webp", "../a.webp"),
        ("http://example.org/a.jpg", None),
        ("//example.org/a.jpg", None),
        ("data:image/png;base64,AAAA", None),
        ("file:///etc/passwd", None),
        ("\\\\host\\a.jpg", None),
        ("", None),
    ],
)
def test_only_files_beside_the_text_are_pictures(address, file):
    found = figure_at(address, PictureWords("It"))
    assert (found and found.file) == file


def test_a_picture_alone_in_markdown_has_its_words_below_it_as_a_caption():
    text = (
        "# Cover\n\nBefore it.\n\n![The front](a.jpg)\n\n"
        '[![The back](b.png "Its back. Photo: A. Petrova")](b.png)\n\nAfter ![a mark](c.webp) it.\n'
    )
    found = markdown_contents(text.encode())
    assert found.blocks == (
        ("heading", "Cover"),
        ("paragraph", "Before it."),
        ("caption", "The front"),
        ("caption", "Its back. Photo: A. Petrova"),
        ("paragraph", "After a mark it."),
    )
    assert named(found) == [
        (2, "a.jpg", "The front", "The front"),
        (3, "b.png", "The back", "Its back"),
        (5, "c.webp", "a mark", "a mark"),
    ]


def test_a_picture_from_elsewhere_is_words_as_before():
    blocks, figures = parted(markdown_pieces("![The front](https://example.org/a.jpg)\n"))
    assert (blocks, figures) == ((("paragraph", "The front"),), ())


def test_an_article_knows_where_its_pictures_stand(tmp_path):
    path = tmp_path / "cover.md"
    path.write_text("# Cover\n\nBefore it.\n\n![The front](a.jpg)\n\nAfter it.\n", encoding="utf-8")
    article = read_any_markdown(path).article
    (figure,) = article.figures
    assert article.text[: figure.offset].endswith("Before it.")
    assert [article.text[one.start : one.end] for one in article.blocks] == [
        "Cover",
        "Before it.",
        "The front",
        "After it.",
    ]


def test_a_figure_of_a_page_has_its_caption_and_other_images_are_looks():
    page = (
        "<h1>Cover</h1><p>Before.</p><img src=logo.png alt=Logo>"
        "<figure><img src='cover_files/a.jpg'><figcaption>The front. Photo: A. Petrova"
        "</figcaption></figure><figure><img src='https://example.org/b.jpg' alt=B>"
        "<figcaption>The back</figcaption></figure><p>After.</p>"
    )
    found = html_contents(page.encode())
    assert found.blocks == (
        ("heading", "Cover"),
        ("paragraph", "Before."),
        ("caption", "The front. Photo: A. Petrova"),
        ("paragraph", "The back"),
        ("paragraph", "After."),
    )
    assert named(found) == [(2, "cover_files/a.jpg", "The front", "The front")]
    assert found.figures[0][1].words.credit == "A. Petrova"


def test_pictures_of_a_document_are_parts_of_it():
    document = Document()
    document.add_heading("Cover")
    document.add_paragraph("Before it.")
    document.add_picture(io.BytesIO(picture()))
    document.add_paragraph("The front", style="Caption")
    file = io.BytesIO()
    Image.new("RGB", (9, 9)).save(file, "PNG")
    document.add_picture(io.BytesIO(file.getvalue()))
    for said in document.element.body.iter("{*}docPr"):
        said.set("descr", "")
    said.set("descr", "A black square")
    kept = io.BytesIO()
    document.save(kept)
    found = docx_contents(kept.getvalue())
    assert [kind for kind, _ in found.blocks] == ["heading", "paragraph", "caption"]
    assert named(found) == [
        (2, "word/media/image1.jpg", "The front", "The front"),
        (3, "word/media/image2.png", "A black square", ""),
    ]
    assert all(one.within for _, one in found.figures)
