"""Counts or lists what the last question was about: "how many are there?", "which ones?"."""

from __future__ import annotations

import re

from assistant.resolve.challenge import plain
from assistant.rules import Rule, as_given, nothing, rule
from corpus.lexicon import any_of, built_in, one_or_more_of, plural, several_of

_LEXICON = built_in()
_LISTED = (
    _LEXICON.covers,
    _LEXICON.cards,
    _LEXICON.marks,
    _LEXICON.imprints,
    _LEXICON.signs,
    _LEXICON.journeys,
    _LEXICON.fliers,
    ("tourist", "woman", "crew", "forgery"),
)
_OPENING = r"(?:(?:ok(?:ay)?|and|so|but|then|no|please) )*"
_HOW_MANY = re.compile(
    _OPENING + r"(?:how many(?: (?:(?:of them |of those )?(?:are|were) (?:there|they|that)|exist|"
    r"of them(?: (?:are|were) there)?|of those))?(?: (?:in all|in total|altogether|then))?|"
    r"(?:whats|what is|what was) the (?:number|total|count))"
)
_WHICH_ONES = re.compile(
    _OPENING
    + r"(?:(?:can you |could you )?(?:please )?(?:list|name|show(?: me)?|give me|enumerate) "
    r"(?:them|these|those|all of them|them all|all)|"
    r"(?:which|what) (?:ones|are (?:they|these|those)|were (?:they|those))(?: exactly)?|"
    r"(?:a |the )?(?:full |whole |complete )?list)(?: please)?"
)
_BEFORE_NOUN = (
    r"(?:(?!(?:there|any|all|these|those|the|an?|of|on|in|at|for|from|to|by|with|and|is|are|was|were|"
    r"do|does|did|has|have|had|which|what)\b)[\w-]+ ){0,3}"
)
_NAME = rf"{_BEFORE_NOUN}{several_of(*_LISTED)}\b"
_ONE_NAME = rf"{_BEFORE_NOUN}{any_of(*_LISTED)}\b"
# "And which covers …", "list all covers …", "how many covers …": behind it the question goes on.
_ASKED = re.compile(
    rf"(?i)^\W*(?:(?:and|so|but|then) )?(?P<how>which|what|how many) (?P<name>{_NAME})(?P<rest>.*)$"
)
_WHO = re.compile(
    r"(?i)^\W*(?:(?:and|so|but|then) )?(?:who|how many people) (?P<rest>(?:all )?(?:\w+ed|flew|"
    r"was|were|went|has|have|had|came|rode) .*)$"
)
_OF = r"(?P<of> (?:of|from|for|on|in) [^?(]*?\d[\w-]*(?: and [\w -]*\d[\w-]*)?)?"
_MENTIONED = re.compile(rf"(?i)\b(?:(?:the|all|these|those|any) )?(?P<name>{_NAME}){_OF}")
# Of one launch cover it is asked how many of these there are.
_ONE_MENTIONED = re.compile(rf"(?i)\b(?:the|an?|any) (?P<name>{_ONE_NAME}){_OF}")
_IN_BRACKETS = re.compile(r" \([^)]*\)(?=\W*$)")
_WHICH_OF_THEM = re.compile(
    r"(?i)^\W*(?:(?:and|so|but|ok(?:ay)?),? )*(?:which|what)(?: one)?"
    rf"(?: of (?:them|these|those|the {any_of(_LEXICON.units[1:5])}|both))? (?P<verb>is|was) "
    r"(?:the )?(?:\w+er|\w+est|(?:more|most|less|least) \w+|best|better)\W*$"
)
_THE_OTHER = re.compile(
    r"(?i)^\W*(?:(?:and|so|but|ok(?:ay)?),? )*(?:(?:what|how) about |on |of |for )?"
    r"the other(?: (?:one|cover|flight|mission))?\W*$"
)
_THING = re.compile(rf"(?i)\b(?P<noun>{one_or_more_of(_LEXICON.covers, _LEXICON.cards)})\b")
_NTH_OF_THEM = re.compile(
    rf"(?i)(?<!\bis )(?<!\bwas )(?<!\bare )(?<!\bwere )"
    rf"\bthe (?P<nth>{any_of(_LEXICON.ordinals, ('last',))})"
    r"(?: (?:one|of (?:them|these|those)))?"
    r"(?=\W*$| (?:is|was|does|did|has|have|look|show)\b)"
)


@rule(Rule.HOW_MANY, nothing)
def counted(question: str, before: str) -> str | None:
    """How many there are of what the question before was about.

    >>> counted("How many are there?", "Are the launch covers of Soyuz 1 rare?")
    'How many launch covers of Soyuz 1 are there?'
    """
    return _of_all("How many", before) if asks_how_many(question) else None


@rule(Rule.WHICH_ONES, nothing)
def listed(question: str, before: str) -> str | None:
    """Which those are that the question before counted or spoke of.

    >>> listed("Which ones?", "How many covers carry s. 6426?")
    'Which covers carry s. 6426?'
    """
    return _of_all("Which", before) if asks_which_ones(question) else None


def asks_how_many(question: str) -> bool:
    """Whether nothing but a number is asked: "how many are there?"."""
    return _HOW_MANY.fullmatch(plain(question)) is not None


def asks_which_ones(question: str) -> bool:
    """Whether nothing but the members are asked for: "list them"."""
    return _WHICH_ONES.fullmatch(plain(question)) is not None


def asks_which_of_them(question: str) -> bool:
    """Whether it asks which of several spoken of is more so than the others."""
    return _WHICH_OF_THEM.match(question) is not None


def which_member(question: str, sort: str) -> str:
    """The question on which of them, with the sort of those: "Which cover is the oldest?"."""
    found = _WHICH_OF_THEM.match(question)
    return f"Which {sort} {question[found.start('verb') :]}" if found else question


def asks_for_the_other(question: str) -> bool:
    """Whether it asks on for the other of two."""
    return _THE_OTHER.match(question) is not None


@rule(Rule.THE_SECOND_ONE, as_given())
def with_member(question: str, members: tuple[str, ...]) -> str:
    """The question with the name of "the second one" of those that were listed."""

    def named(found: re.Match[str]) -> str:
        nth = found["nth"].lower()
        place = len(members) - 1 if nth == "last" else _LEXICON.ordinals.index(nth)
        return members[place] if place < len(members) else found[0]

    return _NTH_OF_THEM.sub(named, question, count=1) if len(members) > 1 else question


def thing_of(read_as: str) -> str:
    """The kind of cover that a question is about, in the singular; "" where it is about none."""
    found = _THING.search(read_as)
    return found["noun"].lower().removesuffix("s") if found else ""


def _of_all(asks: str, before: str) -> str | None:
    if found := _ASKED.match(before):
        return f"{asks} {found['name']}{found['rest']}"
    if found := _WHO.match(before):
        who = "Who" if asks == "Which" else "How many people"
        return f"{who} {found['rest']}"
    found = _MENTIONED.search(before) or _ONE_MENTIONED.search(before)
    if found is None:
        return None
    *how, noun = found["name"].split()
    named = " ".join([*how, noun if found.re is _MENTIONED else plural(noun)])
    behind = _IN_BRACKETS.search(before)
    of = found["of"].rstrip(" .,!") if found["of"] else ""
    return f"{asks} {named}{of} are there{behind[0] if behind else ''}?"
