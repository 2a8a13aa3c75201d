"""Article pages: every word of the article, anchors to link to, and the quoted words marked."""

import html
import re

import pytest

from corpus.article import Source, article_from_blocks
from corpus.reading.folder import BUILT_IN_ARTICLES, read_folders
from corpus.record.missions import MissionRecord
from index.passages import split
from tests.toy import toy_assistant
from tests.web_toy import PAGE, PILOT, Tags, plain, serving
from web.views.articles import quoted_span, sections_of


def test_a_citation_opens_the_article_with_the_quoted_words_marked(tmp_path):
    with serving(tmp_path) as client:
        page = Tags(client.get("/", params={"q": PILOT}).text)
        link = next(one for one in page.links() if one.startswith("/articles/soyuz-1?quote="))
        article = plain(client.get(link).text)
    _path, _, anchor = link.partition("#")
    assert f'id="{anchor}"' in article
    assert re.findall(r"<mark id=\"quoted\" tabindex=\"-1\">(.*?)</mark>", article) == [
        "The pilot of Soyuz 1 was Vladimir Komarov."
    ]


@pytest.mark.parametrize(
    "address",
    [
        "d28ad228:0:999",
        "d28ad228:5:5",
        "d28ad228:9:4",
        "d28ad228:-1:4",
        "d28ad228:x:4",
        "d28ad228:1",
        "00000000:0:4",
        "d28ad228:0:99999999999999",
        "d28ad228:²:4",
    ],
)
def test_an_address_of_no_words_marks_nothing_and_says_so(tmp_path, address):
    with serving(tmp_path) as client:
        response = client.get("/articles/soyuz-1", params={"quote": address})
    assert response.status_code == 200
    assert "<mark>" not in response.text
    assert "has changed since it was quoted" in response.text


def test_notes_are_set_apart_and_sources_named(tmp_path):
    with serving(tmp_path) as client:
        page = plain(client.get("/articles/soyuz-3").text)
    note = re.search(r'<aside class="note"><p><strong>Editor’s note</strong> (.*)</p>', page)[1]
    assert "the record says 26 October 1968" in note


def test_rows_are_shown_as_a_table_with_the_quoted_cell_marked():
    article = article_from_blocks(
        slug="ships",
        title="Ships",
        blocks=[
            ("heading", "Ships"),
            ("row", "Ship: Adler | Carried: 80 | Lost: 7"),
            ("row", "Ship: Falke | Lost: 5"),
            ("paragraph", "No other ship sailed."),
            ("row", "Clerk: Ilse Roth"),
            ("row", "Printer: Lund Press"),
        ],
    )
    start = article.text.index("80")
    (section,) = sections_of(article, split(article, MissionRecord.load()), (start, start + 2))
    table, paragraph, *lines = section.blocks
    assert table.heads == ("Ship", "Carried", "Lost")
    shown = [[[(one.text, one.marked) for one in cell] for cell in row.cells] for row in table.rows]
    assert shown == [
        [[("Adler", False)], [("80", True)], [("7", False)]],
        [[("Falke", False)], [], [("5", False)]],
    ]
    assert table.rows[0].anchor
    assert paragraph.kind == "paragraph"
    assert [line.segments[0].text for line in lines] == ["Clerk: Ilse Roth", "Printer: Lund Press"]


def test_the_list_counts_soyuz_9_before_soyuz_10(tmp_path):
    articles = [
        article_from_blocks(
            slug=f"soyuz-{number}",
            title=f"Soyuz {number}",
            blocks=[("paragraph", f"Soyuz {number} flew.")],
        )
        for number in (10, 1, 9)
    ]
    with serving(tmp_path, toy_assistant(articles, ())) as client:
        page = Tags(client.get("/articles").text)
    assert [one for one in page.links() if one.startswith("/articles/")] == [
        "/articles/soyuz-1",
        "/articles/soyuz-9",
        "/articles/soyuz-10",
    ]


def test_search_leads_to_the_marked_sentence(tmp_path):
    with serving(tmp_path) as client:
        page = Tags(client.get("/articles", params={"q": PILOT}).text)
        found = next(one for one in page.links() if "?quote=" in one)
        article = plain(client.get(found).text)
    assert ">The pilot of Soyuz 1 was Vladimir Komarov.</mark>" in article


@pytest.mark.parametrize("words", ["zzzzqqq", "pizza"])
def test_a_search_for_words_that_are_near_nothing_finds_nothing(tmp_path, words):
    with serving(tmp_path) as client:
        page = client.get("/articles", params={"q": words}).text
        assert client.get("/api/search", params={"q": words}).json() == []
    assert "Nothing is near these words." in page


def test_a_heading_is_a_link_to_itself(tmp_path):
    with serving(tmp_path) as client:
        page = plain(client.get("/articles/soyuz-3").text)
    assert '<h2><a href="#the-flight-of-soyuz-3">The flight of Soyuz 3</a></h2>' in page


@pytest.mark.parametrize(("sections", "folded"), [(20, False), (21, True)])
def test_a_long_list_of_sections_is_folded(tmp_path, sections, folded):
    blocks = [
        block
        for number in range(sections)
        for block in (("heading", f"Cover {number}"), ("paragraph", f"Cover {number}."))
    ]
    article = article_from_blocks(slug="covers", title="Covers", blocks=blocks)
    with serving(tmp_path, toy_assistant([article], ())) as client:
        page = plain(client.get("/articles/covers").text)
    assert (f"<details><summary>{sections} sections</summary>" in page) is folded
    assert '<a href="#cover-19">Cover 19</a>' in page


def test_an_unknown_article_is_said_in_words(tmp_path):
    with serving(tmp_path) as client:
        response = client.get("/articles/none", headers=PAGE)
    assert response.status_code == 404
    assert "There is no article of this name" in response.text


def test_built_in_articles_are_shown_whole_with_every_sentence_markable():
    record = MissionRecord.load()
    for article in read_folders([BUILT_IN_ARTICLES]).articles:
        passages = split(article, record)
        for passage in passages:
            name = passage.anchor.removeprefix("p-")
            for sentence in passage.sentences:
                first, last = sentence.start - passage.start, sentence.end - passage.start
                span = quoted_span(f"{name}:{first}:{last}", passages)
                assert span == (sentence.start, sentence.end)
        whole = passages[-1].sentences[-1]
        sections = sections_of(article, passages, (whole.start, whole.end))
        blocks = [block for section in sections for block in section.blocks]
        headings = [section.heading.text for section in sections if section.heading.text]
        shown = ["".join(one.text for one in block.segments) for block in blocks] + headings
        assert sorted(shown) == sorted(article.text[one.start : one.end] for one in article.blocks)
        segments = [one for block in blocks for one in block.segments]
        marked = "".join(one.text for one in segments if one.marked)
        assert marked == article.text[whole.start : whole.end]
        anchors = {one.anchor for one in segments} | {one.heading.anchor for one in sections}
        assert anchors - {""} == {passage.anchor for passage in passages}


def test_a_cited_article_leads_back_to_the_answer(tmp_path):
    with serving(tmp_path) as client:
        client.get("/", params={"q": PILOT})
        page = client.get("/ask").text
        cited = html.unescape(re.search(r'class="source"[^>]* href="([^"]+)"', page)[1])
        answer = re.search(r'id="a-([^"]+)"', page)[1]
        conversation = re.search(r'name="c" value="([^"]+)"', page)[1]
        back = f"/?c={conversation}&page=1#a-{answer}"
        article = client.get(cited).text
        assert f'href="{html.escape(back)}">Back to the answer</a>' in article
        assert (
            "The flight of Soyuz 1" in Tags(article.split('class="bar')[1].split("</div>")[0]).words
        )
        assert f'id="a-{answer}"' in client.get(back.partition("#")[0]).text
        client.cookies.clear()
        assert f'href="/a/{answer}">Back to the answer</a>' in client.get(cited).text
        assert "Back to the answer" not in client.get(cited.replace(answer, "nobody")).text


def test_author_and_sources_stand_at_the_top_of_an_article(tmp_path):
    article = article_from_blocks(
        slug="covers",
        title="Covers",
        blocks=[("heading", "The first"), ("paragraph", "The first cover is blue.")],
        author="A club",
        sources=[Source("A collector", "Notes of 1970")],
    )
    with serving(tmp_path, toy_assistant([article], ())) as client:
        page = Tags(client.get("/articles/covers").text.split("<main")[1]).words
    assert page.index("A club") < page.index("Source: A collector, Notes of 1970")
    assert page.index("Notes of 1970") < page.index("The first")


def test_articles_stand_in_decades_with_their_opening_sentence(tmp_path):
    articles = [
        article_from_blocks(
            slug=slug,
            title=slug.title(),
            blocks=[("paragraph", f"{slug} flew. It was red.")],
            period=period,
        )
        for slug, period in (("late", "1971"), ("early", "1967-1969"), ("long", "1967-2001"))
    ]
    with serving(tmp_path, toy_assistant(articles, ())) as client:
        page = client.get("/articles").text
    assert re.findall(r"<h2>(.*?)</h2>", page) == ["The 1960s", "The 1970s", "Across the years"]
    assert '<p class="opening">early flew.</p>' in page


def test_a_search_counts_what_it_found_and_marks_its_words(tmp_path):
    with serving(tmp_path) as client:
        page = client.get("/articles", params={"q": "the pilots"}).text
    assert re.search(r"The \d+ nearest sentences|1 sentence", page)
    assert "<mark>pilot</mark>" in page
    assert "<mark>The</mark>" not in page
