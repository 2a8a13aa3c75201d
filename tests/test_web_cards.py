"""The pictures beside a link: what they say, that they are drawn, and that they are bounded."""

import io
import re
from dataclasses import replace

import pytest
from PIL import Image

from assistant.answer import Answer
from tests.covers_toy import dove_serving
from tests.web_payloads import PACKED
from tests.web_toy import PILOT, serving, shared_assistant
from web.guards import cards
from web.guards.cards import CardDrawer, drawn_png
from web.views.cards import STYLE, Card, answer_card, svg_of

PUBLIC = "https://covers.example.org"


def picture(data):
    return Image.open(io.BytesIO(data)).convert("RGB")


def texts(svg):
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


@pytest.mark.parametrize(
    "page", ["/articles/dove-1", "/missions/soyuz-1", "/covers/dove-1-launch", "ANSWER"]
)
def test_a_page_names_its_card_and_the_card_is_a_picture(tmp_path, page):
    with dove_serving(tmp_path, public_url=PUBLIC) as client:
        if page == "ANSWER":
            page = client.post("/api/ask", json={"question": PILOT}).headers["content-location"]
        named = re.search(r'<meta property="og:image" content="([^"]*)">', client.get(page).text)[1]
        assert named == f"{PUBLIC}/cards{page}.png"
        response = client.get(named.removeprefix(PUBLIC))
    assert response.headers["content-type"] == "image/png"
    assert picture(response.content).size == (1200, 630)


def test_without_a_public_address_no_card_is_named(tmp_path):
    with serving(tmp_path) as client:
        page = client.get("/articles/soyuz-1").text
    assert "og:image" not in page
    assert 'content="summary"' in page


@pytest.mark.parametrize(
    "path", ["a/nothing", "articles/nothing", "covers/x", "missions/x", "../x"]
)
def test_what_is_not_there_has_no_card(tmp_path, path):
    with serving(tmp_path) as client:
        assert client.get(f"/cards/{path}.png").status_code == 404


def test_a_deleted_answer_has_no_card_any_more(tmp_path):
    with serving(tmp_path) as client:
        client.get("/", params={"q": PILOT})
        [entry] = client.app.state.cachet.conversations.entries(client.cookies["cachet"])
        [turn] = client.app.state.cachet.conversations.turns(client.cookies["cachet"], entry.id)
        card = f"/cards/a/{turn.id}.png"
        assert client.get(card).status_code == 200
        client.post(f"/conversations/{entry.id}/delete")
        assert client.get(card).status_code == 404


def test_a_card_of_an_answer_has_question_answer_and_quote():
    reply = shared_assistant().ask(PILOT)
    assert isinstance(reply, Answer)
    said = texts(svg_of(answer_card(PILOT, reply)))
    assert said == [
        "Cachet",
        PILOT,
        "Vladimir Komarov",
        "“The pilot of Soyuz 1 was Vladimir Komarov.” Soyuz 1",
    ]


def test_a_card_of_an_answer_that_is_a_whole_sentence_says_it_once():
    reply = shared_assistant().ask(PILOT)
    sentence = "The pilot of Soyuz 1 was Vladimir Komarov."
    whole = answer_card(PILOT, replace(reply, text=sentence))
    assert whole == Card(PILOT, sentence, "Soyuz 1")


def test_a_card_of_no_answer_says_so_with_what_is_nearest():
    reply = shared_assistant().ask("When was Soyuz 99 launched to Mars?")
    assert answer_card("q", reply).title == reply.text


@pytest.mark.parametrize("payload", [*PACKED, "a\x00b\ufffe\x1b", "]]>", "&#0;", "\u202e" * 9])
def test_whatever_is_said_is_letters_and_the_card_is_drawn(payload):
    svg = svg_of(Card(payload, payload, payload))
    tags = set(re.findall(r"<([a-z]+)", svg, flags=re.IGNORECASE))
    assert tags <= {"svg", "rect", "g", "circle", "path", "text"}
    assert drawn_png(svg).startswith(b"\x89PNG")


def test_a_long_title_stays_on_the_card():
    svg = svg_of(Card("above " * 60, "title " * 90, "text " * 300))
    baselines = [int(y) for y in re.findall(r'<text x="64" y="(\d+)"', svg)]
    assert max(baselines) <= 600


def test_the_style_has_the_colours_of_the_light_pages():
    assert "var(" not in STYLE
    assert "light-dark" not in STYLE
    assert ".ink-purple { color: #7a2a9c; }" in STYLE


def test_what_is_purple_is_purple():
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 63"><g class="drawing">'
    svg += '<g class="ink-purple"><rect class="fill" width="120" height="63"/></g></g></svg>'
    assert picture(drawn_png(svg)).getpixel((600, 300)) == (0x7A, 0x2A, 0x9C)


def test_a_card_is_drawn_once_and_the_latest_are_kept(monkeypatch):
    drawn = []
    monkeypatch.setattr(cards, "drawn_png", lambda svg: drawn.append(svg) or svg.encode())
    monkeypatch.setattr(cards, "MAX_CARDS", 2)
    drawer = CardDrawer()
    for svg in ("a", "b", "a", "c", "a", "b"):
        assert drawer.png(svg) == svg.encode()
    assert drawn == ["a", "b", "c", "b"]
