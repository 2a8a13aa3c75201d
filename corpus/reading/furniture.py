"""Tells the lines around a text from the text: menus, counters, page numbers, marks of footnotes.

What goes is named, so that whoever adds a file can see it; see `Contents.left_out`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.lexicon import any_of, built_in

_LINE = re.compile(
    r"(?:top|bottom) of page|back to top|(?:next|previous|home) ?(?:page|post|topic)?|"
    r"page \d+(?: of \d+)?|skip to (?:main )?(?:content|navigation)|more on [\w ]+ here|menu|"
    r".*\.(?:jpe?g|png|gif|tiff?|bmp|webp)|(?:older|newer|related|recent) posts|leave a comment|"
    r"(?:no|\d[\d,.]*) (?:comments?|views?|replies|likes?|shares?)|"
    r"(?:views|replies|comments|likes|posts)[: ]+\d[\d,.]*|"
    r"(?:posted|published|submitted|written) (?:by|on|in)\b.{0,80}|share (?:this|on)\b.{0,40}|"
    r"log ?in|sign (?:in|up)|read more|(?:jump|go) to (?:page|content|navigation)\b.{0,20}|"
    r"(?:category|categories|filed under|tags): ?\S.*|\[(?:\d{1,3}|edit)\]|all rights reserved\W*",
    re.IGNORECASE,
)
# Words that a page shows about itself: no title, though they may stand in a text.
_NO_TITLE = re.compile(
    r"author|search|share|print|register|subscribe|reply|quote|report|forum|topic|index|archive|"
    r"blog|contents|untitled(?: document)?|home|welcome|microsoft word\b.*|document\d*|"
    r"new page \d*|.*\.\w{2,5}",
    re.IGNORECASE,
)
_WEEKDAY = any_of(word.capitalize() for word in built_in().weekdays)
_MONTH = any_of(word.capitalize() for word in built_in().months)
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?),? \d{{4}}"
_DATED = re.compile(
    rf"(?:{_WEEKDAY},? )?{_DAY}(?:,? (?:at )?\d{{1,2}}[:.]\d\d(?: ?[ap]\.?m\.?)?)?", re.IGNORECASE
)
_DIGITS_OR_SIGNS = re.compile(r"[\W\d_]*")
# "+1 (555) 010-3355", and addresses.
_NUMBER_OR_ADDRESS = re.compile(
    r"(?:tel|phone|fax)?[\s.:]*\+?[\d\s()./-]{7,}|(?:https?://|www\.)\S+"
)
_PAGE_NUMBER = re.compile(r"\W{0,2}\d{1,3}\W{0,2}")
# Behind a word or its stop: "lift-off.[3]"; a bracket behind a blank is the author's.
_FOOTNOTE_MARK = re.compile(
    r"(?<=[^\s\[(])(?:\[(?:\d{1,3}|note \d+|citation needed|edit)\])+", re.IGNORECASE
)
MIN_WORDS_BEFORE_PAGE_NUMBER = 5
MAX_SHOWN = 80
AROUND = "the page around the text"


def without_footnote_marks(text: str) -> str:
    """A text without the numbers in brackets that hang on its words.

    >>> without_footnote_marks("It flew.[3][12] The cachet [sic] is blue.")
    'It flew. The cachet [sic] is blue.'
    """
    return _FOOTNOTE_MARK.sub("", text) if "[" in text else text


def left_out(words: str) -> str:
    """The line of `Contents.left_out` for furniture, cut where it is long."""
    folded = " ".join(words.split())
    shown = folded if len(folded) <= MAX_SHOWN else f"{folded[:MAX_SHOWN].rstrip()} …"
    return f'{AROUND}: "{shown}"'


def is_furniture(line: str) -> bool:
    """Whether a line by itself, with blanks folded, belongs to no text."""
    return bool(_LINE.fullmatch(line))


def is_title(line: str) -> bool:
    """Whether a line can name an article: no menu, date, number, address or bar."""
    return not (
        is_furniture(line)
        or _NO_TITLE.fullmatch(line)
        or _DATED.fullmatch(line)
        or _NUMBER_OR_ADDRESS.fullmatch(line)
        or _DIGITS_OR_SIGNS.fullmatch(line)
    )


def furniture_of(lines: Sequence[str], blanks: Sequence[int]) -> set[int]:
    """The numbers of the lines that are furniture; `blanks` counts the blank lines before each."""
    found = {number for number, line in enumerate(lines) if is_furniture(line)}
    found |= _page_numbers(lines, blanks, found)
    # The day of a post stands beside its other furniture, the day of a flight does not.
    for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        for number in order:
            if {number - 1, number + 1} & found and _DATED.fullmatch(lines[number]):
                found.add(number)
    return found


def _page_numbers(lines: Sequence[str], blanks: Sequence[int], furniture: set[int]) -> set[int]:
    """Numbers that stand apart beside furniture, or behind whole lines and count up by one."""
    apart = [
        number
        for number, line in enumerate(lines)
        if _PAGE_NUMBER.fullmatch(line)
        and (number == 0 or blanks[number])
        and (number + 1 == len(lines) or blanks[number + 1])
    ]
    beside = {number for number in apart if {number - 1, number + 1} & furniture}
    behind = [
        number
        for number in apart
        if number and len(lines[number - 1].split()) >= MIN_WORDS_BEFORE_PAGE_NUMBER
    ]
    values = [int(re.sub(r"\D", "", lines[number])) for number in behind]
    counted = len(values) > 1 and values == [*range(values[0], values[0] + len(values))]
    return beside | (set(behind) if counted else set())
