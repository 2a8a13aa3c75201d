"""The card of a page, which forums and messengers show beside a link to it: `Card` → SVG.

It is drawn like the page: a title, a few words and, where there is one, the drawing of a cover.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answer import Abstention, Answer, Reply
from assistant.render.wording import headline
from corpus.article import Article, visible
from index.passages import Passage
from web.views.covers.grid import about
from web.views.covers.shelf import Shelf
from web.views.drawing.cover import Drawing
from web.views.drawing.elements import lines
from web.views.missions import MissionPage
from web.views.pages import ENVIRONMENT

WIDTH, HEIGHT = 1200, 630
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 1136, 130, 590
# Where a drawing stands beside the words.
_DRAWN_LEFT, _DRAWN_TOP = 620, 120
_MOST_LINES = 6
# What only a page uses: the keys to its list.
_KEYS = frozenset({"ref", "ref-number"})
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says: a small line above the title, and words below it."""

    above: str
    title: str
    text: str
    drawing: Drawing | None = None


@dataclass(frozen=True, slots=True)
class CardLine:
    """A line of words by its baseline, in one of the colours of the pages."""

    y: int
    size: int
    text: str
    colour: str
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a drawing stands, and how large."""

    x: float
    y: float
    scale: float


def answer_card(question: str, reply: Reply) -> Card:
    """The card of an answer: the question, what is said, and the first quote."""
    if not isinstance(reply, Answer):
        nearest = reply.nearest[0] if isinstance(reply, Abstention) and reply.nearest else None
        return Card(question, reply.text, f"Nearest: “{nearest.text}”" if nearest else "")
    quote = reply.quotes[0]
    said = headline(reply)
    if said == quote.text or not said:
        return Card(question, quote.text, quote.citation.title)
    return Card(question, said, f"“{quote.text}” {quote.citation.title}")


def article_card(article: Article, passages: tuple[Passage, ...], shelf: Shelf) -> Card:
    """The card of an article: its first words, and the cover of it with most to see."""
    opening = next(
        (
            one.words_of(one.sentences[0])
            for one in passages
            if one.article == article.slug and one.kind != "note" and one.sentences
        ),
        "",
    )
    drawn = [shelf.drawings[one.id] for one in shelf.catalogue.in_article(article.slug)]
    return Card(
        " · ".join(filter(None, ("Article", article.period))),
        article.title,
        opening,
        max(drawn, key=_much, default=None),
    )


def cover_card(shelf: Shelf, cover_id: str) -> Card | None:
    """The card of a cover; None where the catalogue has none of this id."""
    cover = shelf.catalogue.cover(cover_id)
    if cover is None:
        return None
    said = about(cover)
    return Card(f"{said[:1].upper()}{said[1:]}", cover.title, "", shelf.drawings[cover.id])


def mission_card(page: MissionPage) -> Card:
    """The card of a mission: launch and crew, and the cover of it with most to see."""
    facts = page.facts
    return Card(
        "Mission",
        page.title,
        f"Launch: {facts.launch}. Crew: {facts.crew}.",
        max((one.drawing for one in page.covers), key=_much, default=None),
    )


def svg_of(card: Card) -> str:
    """The card as SVG; every word is escaped, and the style is that of the light pages."""
    template = ENVIRONMENT.get_template("card.svg")
    drawing = card.drawing
    return template.render(
        colours=COLOURS,
        lines=tuple(_lines(card)),
        drawing=drawing,
        place=_place(drawing) if drawing else None,
        shapes=[
            one
            for one in (drawing.elements if drawing else ())
            if dict(one.attributes).get("class") not in _KEYS
        ],
    )


def _much(drawing: Drawing) -> int:
    """How much there is to see."""
    return len(drawing.elements)


def _lines(card: Card) -> Iterator[CardLine]:
    """What fits: two small lines, a title whose size depends on its length, and a few of text."""
    width = (_DRAWN_LEFT - 30 if card.drawing else _RIGHT) - _LEFT
    y = _TOP
    for line in lines(_plain(card.above), width, 28, 2):
        y += 36
        yield CardLine(y, 28, line, "soft")
    y += 14
    title = _plain(card.title)
    size = 60 if len(title) <= 40 else 48 if len(title) <= 90 else 38
    for line in lines(title, width * 0.95, size, 5 if card.drawing else 4):
        y += round(size * 1.2)
        yield CardLine(y, size, line, "ink", is_bold=True)
    y += 18
    room = min(_MOST_LINES, (_BOTTOM - y) // 40)
    for line in lines(_plain(card.text), width, 30, room) if room > 0 else ():
        y += 40
        yield CardLine(y, 30, line, "soft")


def _place(drawing: Drawing) -> Place:
    """As large as there is room, in the middle of its part of the card."""
    wide, high = _RIGHT - _DRAWN_LEFT, HEIGHT - 2 * _DRAWN_TOP + 40
    scale = min(wide / drawing.width, high / drawing.face_height)
    x = _DRAWN_LEFT + (wide - drawing.width * scale) / 2
    y = _DRAWN_TOP + (high - drawing.face_height * scale) / 2
    return Place(round(x, 1), round(y, 1), round(scale, 3))


def _plain(text: str) -> str:
    return _NO_XML.sub("", " ".join(visible(text).split()))


def _colours() -> dict[str, str]:
    """The light palette of the pages, by name."""
    root = ENVIRONMENT.get_template("style.css").render().partition("}")[0]
    return dict(re.findall(r"--([\w-]+): ([^;]+);", root))


def _style() -> str:
    """The style of drawings, with the light palette in place of names."""
    css = ENVIRONMENT.get_template("drawing.css").render()
    css = re.sub(r"light-dark\((#\w+), #\w+\)", r"\1", css)
    css = css.replace("var(--sans)", "Lato")
    return re.sub(r"var\(--([\w-]+)\)", lambda found: COLOURS[found[1]], css)


COLOURS = _colours()
STYLE = _style()
