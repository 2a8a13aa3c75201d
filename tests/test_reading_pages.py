"""Web pages: what is seen is read, what stands around it or is hidden is not, and what goes is named."""

import pytest

from corpus.reading.contents import FormatError
from corpus.reading.web_pages import html_contents


def page(body, head=""):
    return html_contents(f"<html><head>{head}</head><body>{body}</body></html>".encode())


def blocks(body, head=""):
    return list(page(body, head).blocks)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # terms with what is said of them, also figures of one digit
        (
            "<h2>Lot</h2><dl><dt>Flown</dt><dd>7</dd><dt>Kept by:</dt><dd>Ilse Roth</dd></dl>",
            [("heading", "Lot"), ("row", "Flown: 7"), ("row", "Kept by: Ilse Roth")],
        ),
        # a caption, a folded part, text as it was typed, a quotation
        (
            "<h2>Lot</h2><figure><img src=x alt=y><figcaption>The label of Orel-2.</figcaption>"
            "</figure><details><summary>More</summary><p>Sold twice.</p></details>"
            "<blockquote>Nobody wrote it down.</blockquote>",
            [
                ("heading", "Lot"),
                ("caption", "The label of Orel-2."),
                ("heading", "More"),
                ("paragraph", "Sold twice."),
                ("paragraph", "Nobody wrote it down."),
            ],
        ),
        # a list in a cell
        (
            "<h2>Lot</h2><table><tr><td>Marks</td><td><ul><li>A round one</li><li>An oval one</li>"
            "</ul></td></tr></table>",
            [("heading", "Lot"), ("item", "Marks | A round one An oval one")],
        ),
        # a catalogue of lots: heads that are marked reach cells of whole sentences
        (
            "<table><tr><th>Lot</th><th>Description</th><th>Result</th></tr><tr><td>412</td>"
            "<td>Brass box with a plate that says who made it. Found under a shed, sold as it is."
            "</td><td>560</td></tr></table>",
            [
                (
                    "row",
                    "Lot: 412 | Description: Brass box with a plate that says who made it. Found "
                    "under a shed, sold as it is. | Result: 560",
                ),
            ],
        ),
        # heads marked or told by the figures below, spans, and a row over the whole width
        (
            "<table><thead><tr><td>Ship</td><td>Covers</td></tr></thead><tr><td>Adler</td>"
            "<td>12</td></tr><tr><td colspan=2>Second voyage</td></tr>"
            "<tr><td>Falke</td><td>3</td></tr></table>",
            [
                ("row", "Ship: Adler | Covers: 12"),
                ("item", "Second voyage"),
                ("row", "Ship: Falke | Covers: 3"),
            ],
        ),
        (
            "<table><tr><th>Ship</th><th>Day</th></tr><tr><td rowspan=2>Adler</td><td>Monday</td>"
            "</tr><tr><td>Friday</td></tr></table>",
            [("row", "Ship: Adler | Day: Monday"), ("row", "Ship: Adler | Day: Friday")],
        ),
        # words alone in three columns have no heads
        (
            "<table><tr><td>Roth</td><td>pilot</td></tr><tr><td>Ames</td><td>clerk</td></tr></table>",
            [("item", "Roth | pilot"), ("item", "Ames | clerk")],
        ),
        # a table that lays out the page
        (
            "<table><tr><td><h2>Orel</h2><p>The cover of Orel-2 came by sledge.</p></td></tr></table>",
            [("heading", "Orel"), ("paragraph", "The cover of Orel-2 came by sledge.")],
        ),
        # footnote marks hang on words, an author's brackets do not
        (
            "<h2>Orel</h2><p>It was late.<sup><a href=#n>[4]</a></sup> It reads [sic] so.</p>",
            [("heading", "Orel"), ("paragraph", "It was late. It reads [sic] so.")],
        ),
        # plain letters
        (
            "<h2>Orel</h2><p>The o\ufb03ce of the post&shy;man &#8203;in&nbsp;Lund.</p>",
            [("heading", "Orel"), ("paragraph", "The office of the postman in Lund.")],
        ),
    ],
)
def test_what_is_seen_is_read(body, expected):
    assert blocks(body) == expected


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display: none">secret</p>',
        '<p style="color:red;visibility:hidden">secret</p>',
        "<p hidden>secret</p>",
        '<p aria-hidden="true">secret</p>',
        '<span style="position:absolute; left:-5000px">secret</span>',
        '<span style="text-indent: -9999em">secret</span>',
        '<span style="font-size:0px">secret</span>',
        '<span style="opacity:0">secret</span>',
        '<span style="clip: rect(0 0 0 0)">secret</span>',
        '<span class="sr-only">secret</span>',
        '<div class="x gone">secret</div>',
        '<div id="trap">secret</div>',
        "<!-- secret -->",
        "<template>secret</template>",
        "<noscript>secret</noscript>",
        "<textarea>secret</textarea>",
    ],
)
def test_what_no_browser_shows_is_not_read(hidden):
    style = "<style>/* a */ .gone, #trap { display:none } @media print { .shown { display:none } }</style>"
    found = page(f'<h2>Orel</h2>{hidden}<p class="shown">The cover is blue.</p>', style)
    assert found.blocks == (("heading", "Orel"), ("paragraph", "The cover is blue."))


def test_a_small_size_or_a_small_shift_hides_nothing():
    text = '<p style="font-size:0.8em;margin-left:-5px;opacity:0.5">The cover is blue.</p>'
    assert blocks(text) == [("paragraph", "The cover is blue.")]


def test_menus_link_lists_and_footers_go_and_are_named():
    found = page(
        "<nav><a href=/>Start</a></nav><header><a href=/a>Shop</a> <a href=/b>Blog</a></header>"
        "<h1>Orel</h1><ul><li><a href=1>One</a></li><li><a href=2>Two</a></li>"
        "<li><a href=3>Three</a></li></ul><p>The cover is <a href=4>blue</a>.</p>"
        "<ul><li>A <a href=5>mark</a> of 1961</li><li>A stamp</li><li>A seal</li></ul>"
        "<div class='sidebar'><a href=6>Other covers</a></div>"
        "<div class='has-sidebar'>It came by sledge, as others did.</div><footer>Lund 1999</footer>"
    )
    assert [words for _, words in found.blocks] == [
        "Orel",
        "The cover is blue.",
        "A mark of 1961",
        "A stamp",
        "A seal",
        "It came by sledge, as others did.",
    ]
    named = " ".join(found.left_out)
    assert all(words in named for words in ("Start", "Shop Blog", "One Two Three", "Other covers"))
    assert "Lund 1999" in named


def test_the_main_part_of_a_page_is_its_text_where_it_has_most_words():
    inside = f"<h1>Orel</h1><p>{'The cover came by sledge. ' * 5}</p>"
    found = page(f"<p>Buy now</p><main>{inside}</main>")
    assert found.blocks[0] == ("heading", "Orel")
    assert found.left_out == ("the page around the text: 2 words beside its main part",)
    assert page(f"<div>{inside}</div><main>Loading</main>").blocks[0] == ("heading", "Orel")


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        # the page's title before its first heading
        ("<title>Sledge mail</title>", "<h1>Welcome to Orel</h1>", "Sledge mail"),
        # a title that is furniture is none
        ("<title>Home</title>", "<h1>Sledge mail</h1>", "Sledge mail"),
        ("<title>12 March 1961</title>", "<h1>Sledge mail</h1>", "Sledge mail"),
        ("<title>|</title>", "<h1>Menu</h1>", "Shared sledge"),
        ("<title>+49 (30) 555-0100</title>", "", "Shared sledge"),
        ("", "", "Shared sledge"),
    ],
)
def test_a_page_is_named_by_what_is_trusted_first(head, body, title):
    shared = '<meta property="og:title" content="Shared sledge">'
    assert page(f"{body}<p>The cover is blue.</p>", head + shared).title == title


@pytest.mark.parametrize(
    "fragment",
    [
        b"<h2>Orel</h2><p>The cover is blue.</p>",
        b'<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body>'
        b"<h2>Orel</h2><p>The cover is blue.</p></body></html>",
        b"<div><h2>Orel</h2>The cover is blue.",
    ],
)
def test_a_fragment_and_xhtml_are_pages_too(fragment):
    assert html_contents(fragment).blocks == (
        ("heading", "Orel"),
        ("paragraph", "The cover is blue."),
    )


def test_a_page_without_anything_is_refused():
    with pytest.raises(FormatError, match="no page in this file"):
        html_contents(b"<!-- nothing -->")
