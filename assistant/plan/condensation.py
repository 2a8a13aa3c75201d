"""Shortens a long question to what it asks, so that a plan can understand every word of that.

People tell how they came by a cover, explain a name beside it and are polite. What is cut tells
nothing that a plan would need: no number, date or colour, and no name but those that are kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.plan.aspects import COLOURS, NEGATIONS
from assistant.plan.overview import is_about
from assistant.plan.record_words import ARTICLES, COURTESIES, GREETINGS
from assistant.resolve.cues import QUESTION_WORD
from assistant.rules import Rule, none_of_them, rule
from assistant.understand.entities import Entities
from index.words import normalise, stem, words

# "s. 6432", "no. 5" and "Lt. Col." end no sentence.
_SENTENCE_END = re.compile(r"(?<=\w{3}[.!?])\s+(?!\d)|(?<=\d[.])\s+(?=[A-Z])|(?<=[!?])\s+")
_REQUEST = re.compile(
    r"(?i)\W*(?:(?:please|just|and|so|now|ok|then)\b\W*)*"
    r"(?:tell|give|list|name|show|explain|describe|compare|count)\b"
)
_OPENING = re.compile(
    r"(?i)\W*(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b"
)
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)|\s*\[[^\[\]]*\]")
# ", the Russian flying armchair,": what stands beside a name, to the next comma or the end.
_ASIDE = re.compile(
    r",\s+(?:an?|the|my|that|which|who|as|so|if|when|from)\b[^,;:?!.]*(?=[,;:?!.]|$)"
)
# Of a subject everything is told: ", the Russian armchair", "and its covers".
_MORE_OF_IT = re.compile(r"(?i)[,;:]\s|\s+and (?:its|their|his|her)\b")
_HEAD = re.compile(
    r"^(?P<head>[^,:;?!\u2013\u2014]{3,80}?)\s*(?:[:;\u2013\u2014]|,| - )\s+(?P<rest>.+)$"
)
_PRONOUN = re.compile(r"(?i)\b(?:it|them|that one|this one)\b(?!')")
_TELLING = re.compile(r"\d")


@rule(Rule.SHORTER_READINGS, none_of_them)
def condensed(text: str, names: Callable[[str], Entities]) -> tuple[str, ...]:
    """Shorter readings of a question that name all that it names, the longest first."""
    found: dict[str, None] = {}
    asking = _asking(text)
    if asking is None:
        return ()
    for shorter in _shorter(asking):
        whole = _with_names_of(text, shorter, names)
        if whole and words(normalise(whole)) != words(normalise(text)):
            found[whole] = None
    return tuple(found)


def _asking(text: str) -> str | None:
    """The one sentence that asks; the first where that wants to be told all of a subject."""
    sentences = [one for one in _SENTENCE_END.split(text.strip()) if one.strip()]
    asking = sentences if len(sentences) == 1 else [one for one in sentences if _asks(one)]
    if not asking:
        return None
    if len(asking) > 1 and not is_about(asking[0]):
        return None
    return asking[0]


def _asks(sentence: str) -> bool:
    return (
        "?" in sentence
        or is_about(sentence)
        or _REQUEST.match(sentence) is not None
        or (QUESTION_WORD.search(sentence) is not None and not sentence.endswith((".", "!")))
    )


def _shorter(asking: str) -> Iterator[str]:
    """The sentence, then without what stands in brackets, beside a name, before what it asks."""
    yield asking
    plain = _polite_away(_IN_BRACKETS.sub("", asking))
    yield plain
    if is_about(plain):
        plain = _MORE_OF_IT.split(plain, maxsplit=1)[0]
        yield plain
    bare = _ASIDE.sub("", plain)
    yield bare
    head = _HEAD.match(bare)
    if head is None:
        return
    before, rest = head["head"], head["rest"]
    if _asks_itself(rest):
        yield rest
        yield _of(rest, before)
    elif _asks_itself(before):
        yield before


def _asks_itself(part: str) -> bool:
    opens = QUESTION_WORD.match(part.lstrip(" \"'")) or _OPENING.match(part)
    return bool(opens or _REQUEST.match(part) or is_about(part))


def _of(rest: str, subject: str) -> str:
    """The question with its subject where a pronoun stands for it, or behind it."""
    named = subject if words(normalise(subject))[:1] in (["the"], ["a"]) else f"the {subject}"
    told, count = _PRONOUN.subn(named, rest, count=1)
    return told if count else f"{rest.rstrip(' ?.!')} of {named}?"


def _polite_away(text: str) -> str:
    """The text without greetings before it and courtesies behind it."""
    kept = text.strip().split(" ")
    while len(kept) > 1 and _plain(kept[0]) in GREETINGS:
        kept = kept[1:]
    end = "?" if text.rstrip().endswith("?") else ""
    while len(kept) > 1 and _plain(kept[-1]) in COURTESIES | {"for", ""}:
        kept = kept[:-1]
    told = " ".join(kept).rstrip(" ,;?")
    return f"{told}{end}"


def _plain(word: str) -> str:
    return normalise(word).strip(" ,.;:!?")


def _with_names_of(text: str, shorter: str, names: Callable[[str], Entities]) -> str | None:
    """The shorter text with the missions and people it lost; None where more was lost."""
    whole, kept = names(text), names(shorter)
    lost = [one for one in whole.missions if one not in kept.missions]
    people = [one for one in whole.people if one not in kept.people]
    if people or set(whole.stamps) - set(kept.stamps) or len(whole.dates) > len(kept.dates):
        return None
    if _tells_more(text, shorter, lost):
        return None
    return f"{shorter.rstrip(' ?.!')} ({', '.join(lost)})?" if lost else shorter


def _tells_more(text: str, shorter: str, missions: list[str]) -> bool:
    """Whether what was cut has a number, colour or negation, but for the names of missions."""
    kept = set(words(normalise(f"{shorter} {' '.join(missions)}")))
    cut = [one for one in words(normalise(text)) if one not in kept and one not in ARTICLES]
    parts = {part for name in missions for part in re.findall(r"[a-z]+|\d+", normalise(name))}
    return any(
        (_TELLING.search(one) and not set(re.findall(r"\d+", one)) <= parts)
        or stem(one) in COLOURS
        or one in NEGATIONS
        for one in cut
    )
