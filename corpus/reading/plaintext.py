"""Repairs raw text into the blocks of an article: the words as a reader of the page saw them.

Page furniture goes, words broken at line ends are rejoined, lines become paragraphs, headings and
crew lists are recognised. The repaired text is the article's text; no word is added or changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.article import BlockKind
from corpus.lexicon import any_of, built_in

_FURNITURE = re.compile(
    r"(?:top|bottom) of page|back to top|(?:next|previous|home) ?(?:page)?|page \d+(?: of \d+)?|"
    r"skip to (?:main )?content|more on [\w ]+ here|.*\.(?:jpe?g|png|gif|tiff?|bmp|webp)|\d{1,3}",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?\u2026:;]['\"\u2019\u201d)]*$")
_SERIES = (*built_in().programmes, *built_in().prefixes)
_MISSION_HEAD = re.compile(
    rf"{any_of(_SERIES, ('apollo', 'mir', 'expedition'))}\b[\s\-]*[A-Z]*[\s\-]*\d", re.IGNORECASE
)
_DATED_ITEM = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}\s+[-\u2013\u2014]\s+\S")
_BROKEN_WORD = re.compile(r"(?<=[a-z])-$")
# A name's own hyphen: its number, "32" of "TM-32", begins the next line.
_BROKEN_NAME = re.compile(r"[A-Za-z]-\n\d")
# A line that ends in one of these is not finished, whatever the next begins with.
_UNFINISHED_WORDS = frozenset(
    "a an and as at by for from in into of on or that the to was were with".split()
)
# A capitalised word that begins sentences; any other after an unfinished line continues a name.
_SENTENCE_STARTERS = frozenset(
    "a after again although an as at by during each for here however in it its later nine on once "
    "one our several six some the their then there these they this those three two when while "
    "with".split()
)
WRAP_WIDTHS = range(45, 101)
MAX_HEADING_WORDS = 14
MAX_NAME_WORDS = 8
MIN_HEADLINE_WORDS = 6


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    blanks_before: int


def text_blocks(raw: str) -> tuple[tuple[BlockKind, str], ...]:
    """The blocks of a raw text in reading order."""
    lines = _joined(_unwrapped(_lines(raw)))
    return tuple(_blocks(lines))


def _lines(raw: str) -> list[_Line]:
    lines: list[_Line] = []
    blanks = 0
    for line in raw.splitlines():
        words = " ".join(line.split())
        if not words:
            blanks += 1
        elif not _FURNITURE.fullmatch(words):
            lines.append(_Line(words, blanks))
            blanks = 0
    return lines


def _unwrapped(lines: Sequence[_Line]) -> list[_Line]:
    """Join the lines of hard-wrapped paragraphs; a page of one line a paragraph stays as it is."""
    widths = sorted(len(line.text) for line in lines)
    if not widths or widths[-1] > WRAP_WIDTHS.stop or widths[len(widths) // 2] < WRAP_WIDTHS.start:
        return list(lines)
    joined: list[_Line] = []
    for line in lines:
        if joined and line.blanks_before == 0 and not _is_heading(joined[-1].text):
            joined[-1] = _Line(_glued(joined[-1].text, line.text), joined[-1].blanks_before)
        else:
            joined.append(line)
    return joined


def _joined(lines: Sequence[_Line]) -> list[_Line]:
    """Rejoin paragraphs that a column or page break has cut."""
    joined: list[_Line] = []
    for line in lines:
        if joined and _continues(joined[-1].text, line.text):
            joined[-1] = _Line(_glued(joined[-1].text, line.text), joined[-1].blanks_before)
        else:
            joined.append(line)
    return joined


def _glued(first: str, second: str) -> str:
    if _is_broken_name(first, second):
        return first + second
    if _BROKEN_WORD.search(first) and second[:1].islower():
        return first[:-1] + second
    return f"{first} {second}"


def _is_broken_name(before: str, after: str) -> bool:
    return bool(_BROKEN_NAME.search(f"{before}\n{after}"))


def _continues(before: str, after: str) -> bool:
    if _is_broken_name(before, after):
        return True
    if _SENTENCE_END.search(before) or _is_heading(before):
        return False
    first_word = re.split(r"\W", after, maxsplit=1)[0]
    last_word = re.split(r"\W", before)[-1]
    if first_word[:1].islower() or _BROKEN_WORD.search(before):
        return True
    if last_word.lower() in _UNFINISHED_WORDS:
        return True
    if _is_short(before) or _MISSION_HEAD.match(after):
        return False
    is_name = last_word[:1].isupper() and first_word[:1].isupper()
    return is_name and first_word.lower() not in _SENTENCE_STARTERS


def _is_short(text: str) -> bool:
    return len(text.split()) <= MAX_HEADING_WORDS and not _BROKEN_WORD.search(text)


def _is_heading(text: str) -> bool:
    """A short line without a sentence's end that names a mission or is in capitals."""
    if not _is_short(text) or _DATED_ITEM.match(text):
        return False
    if _MISSION_HEAD.match(text) and re.search(r"\d\s+[-\u2013\u2014]\s+\S", text):
        return True
    return not _SENTENCE_END.search(text) and (
        bool(_MISSION_HEAD.match(text)) or (text.isupper() and len(text) > 3)
    )


def _is_name(text: str) -> bool:
    """A line that can stand in a list of names: short, capitalised, no sentence."""
    few = len(text.split()) <= MAX_NAME_WORDS
    return few and text[:1].isupper() and not _SENTENCE_END.search(text) and not _is_heading(text)


def _blocks(lines: Sequence[_Line]) -> Iterator[tuple[BlockKind, str]]:
    position = 0
    while position < len(lines):
        line = lines[position].text
        names = _names_from(lines, position + 1)
        if _is_heading(line):
            if names:
                yield "heading", line
                yield "roster", "\n".join([line, *names])
            else:
                yield ("headline" if _says_something(line) else "heading"), line
            position += 1 + len(names)
        elif _is_name(line) and names:
            # Names whose heading is lost: kept together, about no mission in particular.
            yield "roster", "\n".join([line, *names])
            position += 1 + len(names)
        else:
            yield ("item" if _DATED_ITEM.match(line) else "paragraph"), line
            position += 1


def _says_something(heading: str) -> bool:
    return len(heading.split()) >= MIN_HEADLINE_WORDS


def _names_from(lines: Sequence[_Line], position: int) -> list[str]:
    """The names that follow without a larger gap than the first one has."""
    names: list[str] = []
    for line in lines[position:]:
        wider = bool(names) and line.blanks_before > max(1, lines[position].blanks_before)
        if wider or not _is_name(line.text):
            break
        names.append(line.text)
    return names
