"""Turns a question about covers into a plan over the catalogue, or None where a sentence is better.

Every word must be understood: a question with one that is neither a name, an aspect, a criterion
nor a word that only asks has no plan.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.plan.aspects import Aspect
from assistant.plan.attributes import of_covers
from assistant.plan.description import identify, only_asks
from assistant.plan.listing import of_listing
from assistant.plan.plans import CataloguePlan, StampSubject
from assistant.plan.references import of_missions
from assistant.plan.tagging import Role, Token, tagged
from assistant.plan.titles import with_title
from assistant.rules import Rule, no_word, nothing, rule
from assistant.understand.query import AnswerKind, Query, Reading
from corpus.catalogue.normalisation import words
from corpus.catalogue.schema import Catalogue
from corpus.record.missions import MissionRecord

_NO_PLAN = (AnswerKind.WHY, AnswerKind.YES_NO, AnswerKind.WHERE)
_PREDICATES = frozenset("is are was were does do did s".split())
# "What does the cover look like" asks for no covers either.
_ACTING = frozenset({"do", "does", "did"})
# "What was faked on the covers" asks for no covers, "what is a launch cover" for a meaning.
_BETWEEN = frozenset("on of in from for to by a an".split())
# What stands between what asks and what is asked for: "which purple Soyuz TM-32 postmarks".
_BEFORE_HEAD = frozenset(
    {
        Role.FILLER,
        Role.KIND,
        Role.COLOUR,
        Role.GENUINE,
        Role.MISSION,
        Role.WORD,
        Role.EXTREME,
        Role.PERSON,
    }
    | {Role.DEGREE, Role.MARK, Role.DATE, Role.STAMP, Role.ASK, Role.JOIN, Role.COMPARE}
)
_HEADS = frozenset({Role.ASPECT, Role.COVER, Role.MISSIONS})


@rule(Rule.EXACT_PLAN, nothing)
def plan_of(query: Query, catalogue: Catalogue, record: MissionRecord) -> CataloguePlan | None:
    """What a question asks of the catalogue; None for any other question."""
    if query.reading is not Reading.QUESTION or not catalogue.covers:
        return None
    if described := identify(query, catalogue, record):
        return described
    if query.kind in _NO_PLAN or _points(query.text):
        return None
    tokens = _with_flights(_once_named(tagged(query, catalogue, record)), query, catalogue, record)
    if any(token.role is Role.BEYOND for token in tokens):
        return None
    if number := _bare_stamp(tokens):
        return StampSubject(number)
    titled = with_title(tagged(query, catalogue, record), catalogue)
    return (titled and _planned(titled, catalogue)) or _planned(tokens, catalogue)


def _points(text: str) -> bool:
    """Whether all that is left of a question points at what it described: "Which card is it?"."""
    return only_asks(text) and bool({"it", "this", "that"}.intersection(words(text)))


@rule(Rule.LOOSE_PLAN, nothing)
def loose_plan_of(
    query: Query, catalogue: Catalogue, record: MissionRecord
) -> CataloguePlan | None:
    """As `plan_of`, by the names and aspects alone: words that have no role are passed over.

    For a list that no sentence gives whole, or a question that the sentences do not answer: "On
    which launch covers does the s. 6874c rocket-on-the-pad stamp turn up?".
    """
    if query.kind in _NO_PLAN or query.reading is not Reading.QUESTION:
        return None
    tokens = _with_flights(_once_named(tagged(query, catalogue, record)), query, catalogue, record)
    roles = {token.role for token in tokens}
    if not roles & {Role.STAMP, Role.MARK} and not {Role.MISSION, Role.ASPECT} <= roles:
        return None
    known = tuple(one for one in tokens if one.role not in (Role.WORD, Role.BEYOND))
    asked = any(token.role is Role.ASK for token in known)
    return _planned(known, catalogue) if asked else None


def _planned(tokens: Sequence[Token], catalogue: Catalogue) -> CataloguePlan | None:
    head = _head(tokens)
    if head is None or not _may_ask(tokens, head):
        return None
    if head.role is Role.ASPECT:
        return of_covers(tokens, head, catalogue)
    return of_listing([token for token in tokens if token.text != "issued"], head, catalogue)


def _once_named(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with a mission's second name as words: "the TMA-10 cover with Expedition 15"."""
    named: set[str] = set()
    parted: list[Token] = []
    for token in tokens:
        if token.role is Role.MISSION and token.values and named.issuperset(token.values):
            parted += [Token(word, Role.WORD) for word in words(token.text)]
        else:
            parted.append(token)
        if token.role is Role.MISSION:
            named.update(token.values)
    return parted


def _with_flights(
    tokens: Sequence[Token], query: Query, catalogue: Catalogue, record: MissionRecord
) -> tuple[Token, ...]:
    """The tokens with the one flight that has covers for whom it took up: "the Tito cover".

    A signer stays a person; somebody whom a title names stays a word of it.
    """
    signing = any(one.aspect is Aspect.AUTOGRAPH for one in tokens)
    if signing or any(one.role is Role.MISSION for one in tokens):
        return tuple(tokens)
    people = {name for token in tokens if token.role is Role.PERSON for name in token.values}
    flights = [
        mission.name
        for mission in record.missions
        if mission.name in query.flights
        and people.intersection(mission.crew_up)
        and of_missions([mission.name], catalogue)
    ]
    titles = {word for cover in catalogue.covers for word in words(cover.title)}
    placed = []
    for token in tokens:
        if token.role is Role.PERSON:
            spoken = words(token.text)
            if titles.issuperset(spoken[-1:]):
                token = Token(spoken[-1], Role.WORD)
            elif len(flights) == 1:
                token = Token(token.text, Role.MISSION, tuple(flights))
        placed.append(token)
    return tuple(placed)


@rule(Rule.BARE_STAMP, no_word)
def _bare_stamp(tokens: Sequence[Token]) -> str:
    """The number of a stamp about which nothing but what it is, or shows, is asked."""
    stamps = [token.values[0] for token in tokens if token.role is Role.STAMP]
    others = (
        token.role in (Role.STAMP, Role.FILLER)
        or token.aspect is Aspect.STAMP
        or token.text in ("what", "which", "show")
        for token in tokens
    )
    return stamps[0] if len(stamps) == 1 and all(others) else ""


def _head(tokens: Sequence[Token]) -> Token | None:
    """What is asked for: the noun after what asks, or else the first aspect, or the covers."""
    place = next((at for at, one in enumerate(tokens) if one.role is Role.ASK), None)
    aspect = next((one for one in tokens if one.role is Role.ASPECT), None)
    if place is not None and tokens[place].text == "how":
        return _done(tokens, place)
    if place is None:
        return aspect or next((one for one in tokens if one.role is Role.COVER), None)
    ask, after = tokens[place].text, tokens[place + 1 :]
    if ask in ("who", "whose", "whom"):
        signed = next((one for one in tokens if one.aspect is Aspect.AUTOGRAPH), None)
        return signed if signed is aspect else None
    if ask == "when":
        cancelled = any(one.aspect is Aspect.POSTMARK for one in tokens)
        return Token("when", Role.ASPECT, aspect=Aspect.DATE) if cancelled else None
    predicate = bool(after) and after[0].text in _PREDICATES
    meaning = predicate and after[0].text not in _ACTING
    if meaning and {one.text for one in after[1:2]} & {"a", "an"}:
        return None
    if predicate and (aspect or after[0].text in _ACTING):
        return aspect
    return _noun(after, predicate=predicate)


def _done(tokens: Sequence[Token], ask: int) -> Token | None:
    """What was done to a cover, where nothing else is asked: "how was the cover cancelled"."""
    was = {one.text for one in tokens[ask + 1 : ask + 2]} & _PREDICATES - _ACTING
    last = tokens[-1]
    return last if was and last.role is Role.ASPECT and last.text.endswith("ed") else None


def _noun(after: Sequence[Token], *, predicate: bool) -> Token | None:
    """The first noun after what asks, where only what qualifies it stands between."""
    for at, token in enumerate(after):
        if (predicate and token.text in _BETWEEN) or _is_noun(after, at):
            return None
        if token.role is Role.MARK and not _is_before_cover(after, at):
            return Token(token.text, Role.ASPECT, aspect=Aspect.POSTMARK)
        if token.role in _HEADS:
            ahead = {one.role for one in after[at + 1 : at + 2]}
            modifies = token.role is Role.MISSIONS and ahead & {Role.WORD, Role.ASPECT}
            return None if modifies else token
        if token.role not in _BEFORE_HEAD:
            return None
    return None


def _is_noun(tokens: Sequence[Token], at: int) -> bool:
    """Whether an unknown word is itself what is asked for: "which crew is on the cachet"."""
    ahead = tokens[at + 1 : at + 2]
    return tokens[at].role is Role.WORD and (not ahead or ahead[0].role is Role.FILLER)


def _is_before_cover(tokens: Sequence[Token], at: int) -> bool:
    return any(one.role in (Role.COVER, Role.ASPECT) for one in tokens[at + 1 : at + 2])


def _may_ask(tokens: Sequence[Token], head: Token) -> bool:
    """Whether what asks and what is asked for go together: nobody "who" is a stamp."""
    asks = {one.text for one in tokens if one.role is Role.ASK}
    if asks & {"who", "whose", "whom"}:
        return head.aspect is Aspect.AUTOGRAPH
    if "when" in asks:
        return head.aspect is Aspect.DATE
    if head.aspect is Aspect.PRINTED:
        return asks <= {"howmany", "what"}
    if "howmuch" in asks:
        return head.aspect in (Aspect.PRICE, Aspect.POSTAGE)
    return True
