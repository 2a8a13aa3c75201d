"""Takes a text that asks for several things apart: "What stamps are on it, and who signed it?"."""

from __future__ import annotations

import re

from assistant.plan.overview import is_about
from assistant.rules import Rule, none_of_them, rule
from corpus.lexicon import built_in, one_or_more_of

MAX_PARTS = 3
# "Who else?" is enough to ask on; what comes first has a subject.
_LEAST_WORDS, _LEAST_FIRST = 2, 4

_WORD = r"(?:who|whom|whose|what|which|when|where|why|how)\b"
_VERB = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b"
_JOIN = re.compile(
    rf"(?i)\s*[,;]?\s+(?:and|&|plus)\s+(?:also\s+)?(?=(?:(?:from|on|in|by|for|at|to)\s+)?{_WORD})"
    rf"|(?<=\?)\s+(?=\S)"
    rf"|,\s+(?={_WORD}\s+{_VERB}|how (?:many|much)\b|(?:what|which|whose)\s+\w+\s+{_VERB})"
)
_OPENS = re.compile(
    rf"(?i)\W*(?:(?:and|so|but|also|please)\W+)*(?:(?:from|on|in|by|for|at|to)\s+)?(?:{_WORD}|{_VERB})"
)
# "When the capsule came down, …" asks nothing yet.
_CLAUSE = re.compile(
    rf"(?i)\W*(?:when|where|how|why|who)\s+(?!{_VERB})(?:the|an?|his|her|its|it|they)\b"
)
_BOTH = re.compile(rf"(?i)^(\W*)({_WORD})\s*(?:,|and|&)\s+({_WORD})(?=\s+{_VERB})(.+)$")
_ASPECTS = one_or_more_of(*built_in().cover_aspects.values())
_THINGS = re.compile(
    rf"(?i)^(?P<ask>\W*(?:which|what|name|list|show|give)(?: me)?(?: the| all(?: the)?)?) "
    rf"(?P<first>{_ASPECTS}),? (?:and|&) (?:the |which |what )?(?:kinds? of |sorts? of )?"
    rf"(?P<second>{_ASPECTS})\b(?P<rest>.*)$"
)


@rule(Rule.QUESTIONS_IN_PARTS, none_of_them)
def parts_of(text: str) -> tuple[str, ...]:
    """The questions that a text asks one after the other; none where it asks a single one.

    >>> parts_of("When and where was it cancelled?")
    ('When was it cancelled?', 'where was it cancelled?')
    >>> parts_of("What stamps are on the TMA-3 cover and who signed it?")
    ('What stamps are on the TMA-3 cover?', 'who signed it?')
    >>> parts_of("Name the stamps and cancels of the Soyuz TMA-1 cover")
    ('Name the stamps of the Soyuz TMA-1 cover', 'Name the cancels of the Soyuz TMA-1 cover')
    """
    if is_about(text):
        return ()
    if both := _BOTH.match(text):
        before, first, second, rest = both.groups()
        return f"{before}{first}{rest}", f"{second}{rest}"
    if things := _THINGS.match(text):
        return tuple(
            f"{things['ask']} {things[one]}{things['rest']}" for one in ("first", "second")
        )
    parts = [one.strip() for one in _JOIN.split(text) if one and one.strip()]
    fits = 2 <= len(parts) <= MAX_PARTS and all(map(_asks, parts)) and _is_whole(parts[0])
    return tuple(f"{one.rstrip(' ?.!,;')}?" for one in parts) if fits else ()


def _asks(part: str) -> bool:
    return _OPENS.match(part) is not None and len(part.split()) >= _LEAST_WORDS


def _is_whole(first: str) -> bool:
    return len(first.split()) >= _LEAST_FIRST and not _CLAUSE.match(first)
