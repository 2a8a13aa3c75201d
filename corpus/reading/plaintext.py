"""Repairs raw text into the blocks of an article: the words as a reader of the page saw them.

Page furniture goes and is named, words broken at line ends are rejoined, lines become paragraphs,
headings and crew lists are recognised; tables and lists are left to `line_lists`. The repaired text
is the article's text; no word is added or changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from corpus.article import BlockKind
from corpus.lexicon import any_of, built_in
from corpus.reading.contents import Pair
from corpus.reading.furniture import furniture_of, left_out, without_footnote_marks
from corpus.reading.hyphenation import hyphenated_words, rejoined
from corpus.reading.line_lists import Line, cells_of, is_labelled, list_at
from corpus.reading.typography import plain_letters

_SENTENCE_END = re.compile(r"[.!?\u2026:;]['\"\u2019\u201d)]*$")
_SERIES = (*built_in().programmes, *built_in().prefixes)
_MISSION_HEAD = re.compile(
    rf"{any_of(_SERIES, ('apollo', 'mir', 'expedition'))}\b[\s\-]*[A-Z]*[\s\-]*\d", re.IGNORECASE
)
_DATED_ITEM = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}\s+[-\u2013\u2014]\s+\S")
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])-$")
_WORDLESS = re.compile(r"[\W_]*")
# What stands below a table's head.
_RULE = re.compile(r"[-=+|:_ ]{3,}")
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
class Repaired:
    """The blocks of a raw text in reading order, and the lines that were left out."""

    blocks: tuple[Pair, ...]
    left_out: tuple[str, ...]


def text_blocks(raw: str) -> tuple[tuple[BlockKind, str], ...]:
    """The blocks of a raw text in reading order."""
    return repaired(raw).blocks


def repaired(raw: str) -> Repaired:
    """Repair a raw text."""
    lines, gone = _lines(plain_letters(raw))
    hyphenated = hyphenated_words(raw)
    is_wrapped = _is_wrapped(lines)
    blocks: list[Pair] = []
    plain: list[Line] = []
    position = 0
    while position < len(lines):
        found, count = list_at(lines, position)
        if count:
            blocks += _repaired_lines(plain, hyphenated, is_wrapped)
            blocks += found
            plain = []
        else:
            plain.append(lines[position])
        position += count or 1
    blocks += _repaired_lines(plain, hyphenated, is_wrapped)
    return Repaired(tuple(blocks), gone)


def _repaired_lines(
    lines: Sequence[Line], hyphenated: Set[str], is_wrapped: bool
) -> Iterator[tuple[BlockKind, str]]:
    unwrapped = _unwrapped(lines, hyphenated) if is_wrapped else lines
    return _blocks(_joined(unwrapped, hyphenated))


def _lines(raw: str) -> tuple[list[Line], tuple[str, ...]]:
    """The lines with words that are no furniture, and the furniture."""
    lines: list[Line] = []
    blanks = 0
    for raw_line in raw.splitlines():
        words = without_footnote_marks(" ".join(raw_line.split()))
        if not words:
            blanks += 1
        else:
            lines.append(Line(words, blanks, cells_of(raw_line)))
            blanks = 0
    gone = furniture_of([line.text for line in lines], [line.blanks_before for line in lines])
    kept: list[Line] = []
    gap = 0
    for number, line in enumerate(lines):
        gap += line.blanks_before
        # A bar or a rule is not even furniture: there is no word to be lost.
        if number in gone or _WORDLESS.fullmatch(line.text):
            gap += 0 if _RULE.fullmatch(line.text) else 1
        else:
            kept.append(replace(line, blanks_before=gap))
            gap = 0
    return kept, tuple(left_out(lines[number].text) for number in sorted(gone))


def _is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether the lines are of hard-wrapped paragraphs and not a paragraph each."""
    widths = sorted(len(line.text) for line in lines)
    return bool(widths) and (
        widths[-1] <= WRAP_WIDTHS.stop and widths[len(widths) // 2] >= WRAP_WIDTHS.start
    )


def _unwrapped(lines: Sequence[Line], hyphenated: Set[str]) -> list[Line]:
    """Join the lines of hard-wrapped paragraphs."""
    joined: list[Line] = []
    for line in lines:
        if joined and line.blanks_before == 0 and not _is_heading(joined[-1].text):
            words = _glued(joined[-1].text, line.text, hyphenated)
            joined[-1] = Line(words, joined[-1].blanks_before)
        else:
            joined.append(line)
    return joined


def _joined(lines: Sequence[Line], hyphenated: Set[str]) -> list[Line]:
    """Rejoin paragraphs that a column or page break has cut."""
    joined: list[Line] = []
    for line in lines:
        if joined and _continues(joined[-1].text, line.text):
            words = _glued(joined[-1].text, line.text, hyphenated)
            joined[-1] = Line(words, joined[-1].blanks_before)
        else:
            joined.append(line)
    return joined


def _glued(first: str, second: str, hyphenated: Set[str]) -> str:
    if _is_broken_name(first, second):
        return first + second
    return rejoined(first, second, hyphenated)


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
        bool(_MISSION_HEAD.match(text))
        or (text.isupper() and len(text) > 3 and not is_labelled(text))
    )


def _is_name(text: str) -> bool:
    """A line that can stand in a list of names: short, capitalised, no sentence."""
    few = len(text.split()) <= MAX_NAME_WORDS and ": " not in text
    return few and text[:1].isupper() and not _SENTENCE_END.search(text) and not _is_heading(text)


def _blocks(lines: Sequence[Line]) -> Iterator[tuple[BlockKind, str]]:
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


def _names_from(lines: Sequence[Line], position: int) -> list[str]:
    """The names that follow without a larger gap than the first one has."""
    names: list[str] = []
    for line in lines[position:]:
        wider = bool(names) and line.blanks_before > max(1, lines[position].blanks_before)
        if wider or not _is_name(line.text):
            break
        names.append(line.text)
    return names
