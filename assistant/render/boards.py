"""Writes quotes in the BBCode of the boards where collectors post.

An article is no post of a board, so no form carries a post, topic, member or user id. What could
act as markup inside a quote is put between the board's no-parse tags, or else its brackets turn
round and its mentions come apart, and the citation says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from assistant.render.citable import Citable, Cited, dated, listed

# SMF reads at most 192 characters of an author, counted after it has escaped them.
SMF_NAME_CHARACTERS = 150
# A number in brackets is no tag on any board; anything else may be one, even half of one.
_MARKUP = re.compile(r"\[(?!\d+\])")
# "100@5" and a mail address name nobody; "@name" calls a member.
_MENTION = re.compile(r"(?<![A-Za-z0-9])@(?=\S)")
# Boards pair these before they read anything else, so not even no-parse tags hold them.
_RAW_TAG = re.compile(
    r"\[(?:[^\w\[]|_)*(?:code|html|icode|nobbc|noparse|php|plain|pre)", re.IGNORECASE
)
_ROUND = str.maketrans("[]", "()")


@dataclass(frozen=True, slots=True)
class Board:
    """How a board writes a quote around its body, and its tag for "do not parse", if any."""

    quote: Callable[[Citable, str], str]
    no_parse: str | None = None


def writer(board: Board) -> Callable[[Sequence[Citable], Sequence[str]], Cited]:
    """The function that writes quotes, and paragraphs before them, for one board."""
    return partial(_written, board)


def _written(board: Board, citables: Sequence[Citable], paragraphs: Sequence[str]) -> Cited:
    pieces = [_body(board, paragraph) for paragraph in paragraphs]
    pieces += [_quoted(board, one) for one in citables]
    return Cited("\n\n".join(piece.text for piece in pieces), any(one.altered for one in pieces))


def _quoted(board: Board, one: Citable) -> Cited:
    body = _body(board, "\n".join(one.lines))
    named = replace(one, author=_name(one.author), title=_name(one.title), year=_name(one.year))
    return Cited(board.quote(named, body.text), body.altered or named != one)


def _body(board: Board, text: str) -> Cited:
    if not _MARKUP.search(text) and not _MENTION.search(text):
        return Cited(text)
    if board.no_parse and not _RAW_TAG.search(text):
        return Cited(f"[{board.no_parse}]{text}[/{board.no_parse}]")
    return Cited(_tame(text), altered=True)


def _tame(text: str) -> str:
    """Without a tag or a mention; all brackets turn, so that each still has its partner."""
    return _name(text) if _MARKUP.search(text) else _MENTION.sub("@ ", text)


def _name(text: str) -> str:
    """As `_tame`, inside a tag or a link, where "]" alone would end it."""
    return _MENTION.sub("@ ", text.translate(_ROUND))


def _phpbb(one: Citable, body: str) -> str:
    name = dated(listed([one.author, one.title]), one.year)
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'[quote="{escaped}"]\n{body}\n[/quote]\n{_link(one, "url={}")}'


def _vbulletin(one: Citable, body: str) -> str:
    name = re.sub(r'[;\[\]"]', "", one.author or one.title).strip()
    opening = f"[QUOTE={name}]" if name else "[QUOTE]"
    link = _link(one, 'URL="{}"')
    return f"{opening}{body}[/QUOTE]\n{link}"


def _smf(one: Citable, body: str) -> str:
    name = listed([one.author, one.title]).replace('"', "'")[:SMF_NAME_CHARACTERS].rstrip()
    return f'[quote author="{name}"]\n{body}\n[/quote]\n{_link(one, "url={}")}'


def _xenforo(one: Citable, body: str) -> str:
    # "post: 123" and "member: 4" would be read as ids; without colons nothing is.
    name = listed([one.author, one.title]).replace('"', "'").replace(":", "")
    link = _link(one, "URL='{}'")
    return f'[QUOTE="{name}"]{body}[/QUOTE]\n{link}'


def _mybb(one: Citable, body: str) -> str:
    # O'Brien keeps an apostrophe, but not the one that closes the name.
    name = (one.author or one.title).replace("'", "\u2019").replace('"', "\u201d")
    return f"[quote='{name}']{body}[/quote]\n{_link(one, 'url={}')}"


def _ubb(one: Citable, body: str) -> str:
    source = listed([one.author, dated(f"[i]{one.title}[/i]", one.year)])
    return f"[quote]{body}[/quote]\n{source}" + (f": {one.url}" if one.url else "")


def _link(one: Citable, tag: str) -> str:
    """The title as a link; the title alone where there is no address."""
    name = tag.partition("=")[0]
    return f"[{tag.format(one.url)}]{one.title}[/{name}]" if one.url else one.title


PHPBB = Board(_phpbb)
VBULLETIN = Board(_vbulletin, no_parse="NOPARSE")
SMF = Board(_smf, no_parse="nobbc")
XENFORO = Board(_xenforo, no_parse="PLAIN")
MYBB = Board(_mybb)
UBB = Board(_ubb)
