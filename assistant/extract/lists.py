"""Widens the span that answers to the whole list it is a member of, where several are asked for.

"Tokarev on the left and Olsen in the centre" are two answers to "who signed it?", and so are the
missions that a sentence names apart from each other to "which flights …?".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.extract.typed_spans import Span, is_list_gap, name_lists
from assistant.rules import Rule, as_given, rule
from assistant.understand.query import AnswerKind, Query
from corpus.lexicon import any_of, built_in
from corpus.record.missions import MissionRecord

# As much as a short answer may have.
MAX_WIDE = 200
_LEXICON = built_in()
_PERSON = (*_LEXICON.offices, "person")
_ONE_ASKED = re.compile(
    r"(?i)\bwho(?:'|\u2019)?(?:s| is| was)\b|\bname of the\b|\b(?:which|what) (?:\w+ )?"
    rf"{any_of(_LEXICON.fliers, _LEXICON.humans, _LEXICON.traders, _PERSON)}\b|"
    rf"\b(?:{any_of(_LEXICON.ordinals)}|last|only|\w+est)\b"
)
# Where somebody stands in a list: "on the left", "on Soyuz TM-3", "of Syria".
_WHERE = re.compile(
    r"\b(?:on|in|of|from|at) (?!which\b|whom\b|whose\b)(?:the )?(?:[A-Z]?[\w-]+|\u00a7)"
)
# What parts those that are meant from others; a number between two is of one of them.
_CONTRAST = re.compile(
    r"(?i)\b(?:but|while|whereas|not|never|no|without|unlike|instead|rather|although|than|before|"
    rf"after|between|since|until|replac\w+|\d[\d.,]*|{any_of(_LEXICON.units[:10])})\b|;"
)


@rule(Rule.WHOLE_LIST, as_given(2))
def widened(query: Query, text: str, span: Span, record: MissionRecord) -> Span:
    """The span, or the list that it is a member of, where the question may want all of it."""
    # Others' missions stand in a list of people too.
    named = query.entities.missions or query.entities.people
    if named and query.kind is AnswerKind.LIST:
        return span
    match query.kind:
        case AnswerKind.WHO if not query.entities.people and not _ONE_ASKED.search(query.text):
            return _joined(
                span,
                name_lists(text, record),
                lambda start, end: _goes_on(query, text[start:end], record),
            )
        case AnswerKind.LIST:
            missions = [(one.start, one.end) for one in record.find(text)]
            return _joined(
                span,
                missions,
                lambda start, end: (
                    not (_CONTRAST.search(text, start, end) or record.find_people(text[start:end]))
                ),
            )
        case _:
            return span


def _goes_on(query: Query, gap: str, record: MissionRecord) -> bool:
    """Whether only places and missions stand between two names beside what parts a list."""
    missions = record.find(gap)
    if missions and query.entities.missions:
        return False
    for mention in reversed(missions):
        gap = f"{gap[: mention.start]}\u00a7{gap[mention.end :]}"
    listed = _WHERE.sub("", gap)
    return re.search(r",|\band\b", listed) is not None and is_list_gap(listed)


def _joined(span: Span, members: Sequence[Span], goes_on: Callable[[int, int], bool]) -> Span:
    """The span with the members on both sides of it, as far as the list goes on."""
    start, end = span
    if not any(first < end and start < last for first, last in members):
        return span
    for first, last in members:
        if first >= end and last - start <= MAX_WIDE and goes_on(end, first):
            end = last
    for first, last in reversed(members):
        if last <= start and end - first <= MAX_WIDE and goes_on(last, start):
            start = first
    return start, end
