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
    named = replace(
        one,
        author=_name(one.author),
        title=_name(one.title),
        year=_name(one.year),
        section=_name(one.section),
        sources=tuple(map(_name, one.sources)),
    )
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
    escaped = one.named.replace("\\", "\\\\").replace('"', '\\"')
    return f'[quote="{escaped}"]\n{body}\n[/quote]{_below(one, "url={}")}'


def _vbulletin(one: Citable, body: str) -> str:
    name, year = (re.sub(r'[;\[\]"]', "", words).strip() for words in (_unyeared(one), one.year))
    opening = f"[QUOTE={dated(name, year)}]" if name else "[QUOTE]"
    return f"{opening}{body}[/QUOTE]" + _below(one, 'URL="{}"')


def _unyeared(one: Citable) -> str:
    return listed([one.author, one.where])


def _smf(one: Citable, body: str) -> str:
    name = one.named.replace('"', "'")[:SMF_NAME_CHARACTERS].rstrip()
    return f'[quote author="{name}"]\n{body}\n[/quote]{_below(one, "url={}")}'


def _xenforo(one: Citable, body: str) -> str:
    # "post: 123" and "member: 4" would be read as ids; without colons nothing is.
    name = one.named.replace('"', "'").replace(":", "")
    return f'[QUOTE="{name}"]{body}[/QUOTE]' + _below(one, "URL='{}'")


def _mybb(one: Citable, body: str) -> str:
    # O'Brien keeps an apostrophe, but not the one that closes the name.
    name = one.named.replace("'", "\u2019").replace('"', "\u201d")
    return f"[quote='{name}']{body}[/quote]" + _below(one, "url={}")


def _ubb(one: Citable, body: str) -> str:
    source = dated(listed([one.author, f"[i]{one.title}[/i]", one.section]), one.year)
    source += f": {one.url}" if one.url else ""
    return "\n".join(filter(None, [f"[quote]{body}[/quote]", source, one.written_from]))


def _below(one: Citable, tag: str) -> str:
    """What stands below a quote that is named already: the link and the sources, a line each."""
    name = tag.partition("=")[0]
    link = f"[{tag.format(one.url)}]{one.where}[/{name}]" if one.url else ""
    return "".join(f"\n{line}" for line in (link, one.written_from) if line)


PHPBB = Board(_phpbb)
VBULLETIN = Board(_vbulletin, no_parse="NOPARSE")
SMF = Board(_smf, no_parse="nobbc")
XENFORO = Board(_xenforo, no_parse="PLAIN")
MYBB = Board(_mybb)
UBB = Board(_ubb)
