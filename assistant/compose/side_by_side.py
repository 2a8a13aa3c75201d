"""Asks a question on several missions once for each, and puts the answers side by side."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from assistant.answer import MAX_FACT_QUOTES, Answer, Confidence, Found, Item, Reply
from assistant.extract.typed_spans import mission_lists
from assistant.understand.query import AnswerKind, Query
from corpus.lexicon import any_of, built_in, one_or_more_of
from corpus.record.missions import MissionRecord

_ALSO = re.compile(
    r"\s*(?:,\s*(?:and\s+)?|(?:and|&|plus|as well as)\s+)(?:of\s+|on\s+|for\s+)?", re.IGNORECASE
)
_AND = re.compile(r"(?i)and|&|plus|as well as")
_ONE_ANSWER = (AnswerKind.YES_NO, AnswerKind.COMPARE)
_OF_ALL_AT_ONCE = (AnswerKind.WHO, AnswerKind.LIST, AnswerKind.WHICH_MISSION, AnswerKind.WHY)
# What is between missions, or done by them together, is told of no one of them.
_TOGETHER = re.compile(
    r"(?i)\b(?:between|together|both|common|joint\w*|same|dock\w*|each other|meet|met|link\w*|"
    r"differ\w*|total|sum)\b"
)
# Of what earlier turns spoke of, each has one of these; a cover may be of them all.
_ONE_OF_EACH = re.compile(
    rf"(?i)\b(?:{any_of(built_in().offices)}|engineer|{any_of(built_in().launching)}|"
    rf"{any_of(built_in().landing)}|landings?|call ?signs?)\b"
)
_OF_COVERS = re.compile(rf"(?i)\b{one_or_more_of(built_in().covers, built_in().cards)}\b")
_OF_ONE_EACH = (AnswerKind.WHO, AnswerKind.WHEN, AnswerKind.WHERE, AnswerKind.WHAT)
_WEAKEST_FIRST: tuple[Confidence, ...] = ("low", "medium", "high")


def one_each(query: Query, record: MissionRecord) -> Mapping[str, str]:
    """The question for each of two to five missions that it lists; empty where it is one."""
    mentions = record.find(query.text)
    names = [name for one in mentions for name in one.missions]
    fits = 2 <= len(names) <= MAX_FACT_QUOTES and set(names) == set(query.entities.missions)
    if not fits or len(names) != len(mentions) or query.kind in _ONE_ANSWER:
        return {}
    if query.entities.people:
        # Who flew on which of them is not to be taken for granted.
        return {}
    gaps = [query.text[one.end : other.start] for one, other in pairwise(mentions)]
    listed = all(map(_ALSO.fullmatch, gaps)) and any(map(_AND.search, gaps))
    listed = listed or _wants_one_of_each(query)
    if not listed or _TOGETHER.search(query.text):
        return {}
    head, tail = query.text[: mentions[0].start], query.text[mentions[-1].end :]
    return {name: f"{head}{name}{tail}" for name in names}


def _wants_one_of_each(query: Query) -> bool:
    """Whether a follow-up asks for what each of the missions spoken of has: their commanders."""
    leans = len(query.leant_on) > 1 and set(query.leant_on) == set(query.entities.missions)
    asks = query.kind in _OF_ONE_EACH and _ONE_OF_EACH.search(query.text) is not None
    return leans and asks and not _OF_COVERS.search(query.text)


def covers_all(reply: Reply, query: Query, record: MissionRecord) -> bool:
    """Whether the first quote of an answer tells of all missions that the question names."""
    if not isinstance(reply, Answer):
        return False
    first = reply.quotes[0]
    told = {name for one in record.find(first.text) for name in one.missions}
    return told.issuperset(query.entities.missions) and not _wants_one_of_each(query)


def tells_each_apart(query: Query, text: str, record: MissionRecord) -> bool:
    """Whether a sentence tells something of its own of each of the missions that are asked for."""
    asked = one_each(query, record) if query.kind not in _OF_ALL_AT_ONCE else {}
    lists = [text[start:end] for start, end in mission_lists(text, record)]
    named = {name for one in record.find(text) for name in one.missions}
    together = any(
        {name for one in record.find(part) for name in one.missions}.issuperset(asked)
        for part in lists
    )
    return bool(asked) and named.issuperset(asked) and not together


def side_by_side(query: Query, replies: Mapping[str, Reply]) -> Answer | None:
    """The answers with their missions before them; None where fewer than two are answered."""
    answers = {name: one for name, one in replies.items() if isinstance(one, Answer)}
    if len(answers) < 2:
        return None
    first = next(iter(answers.values()))
    texts = {name: one.text.rstrip(".") for name, one in answers.items()}
    return Answer(
        text="; ".join(f"{name}: {text}" for name, text in texts.items()),
        quotes=tuple(one.quotes[0] for one in answers.values()),
        read_as=query.read_as,
        confidence=min((one.confidence for one in answers.values()), key=_WEAKEST_FIRST.index),
        index=first.index,
        follow_ups=first.follow_ups,
        form="comparison",
        items=tuple(
            Item(name, text, (number,)) for number, (name, text) in enumerate(texts.items())
        ),
        found=Found(len(answers), len(replies), complete=len(answers) == len(replies)),
    )
