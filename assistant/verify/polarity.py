"""Says yes or no where a sentence settles a question; says neither where that is not certain.

The claim of the question is held against the sentence, word by word and value by value. Yes needs
all of it, told of the same subject as a fact. No needs a denial of it, the opposite, or another
value of the same kind, told of the same subject.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answer import Verdict
from assistant.rules import Rule, never, nothing, rule
from assistant.understand.negation import denied_words, meant_words, only_means
from assistant.understand.query import AnswerKind, Query
from assistant.verify.agreement import (
    Agreement,
    agreement,
    dates_agree,
    events_fit,
    in_order,
    is_ranked,
    is_said_of_another,
    numbers_agree,
    values_agree,
)
from assistant.verify.blame import blames, names_who_is_blamed
from assistant.verify.claim import AskedClaim, claim_of
from assistant.verify.claim_words import (
    AGAIN,
    BEFORE,
    CONTRAST,
    EVERY,
    FURTHER,
    ONLY,
    opposites_of,
    plain_words,
    same_set,
)
from assistant.verify.statement import Clause, Statement, Told, statement_of, values_in
from corpus.dates import find_dates
from corpus.lexicon import any_of, built_in, one_or_more_of
from corpus.record.missions import MissionRecord
from index.words import normalise

__all__ = ["Told", "contradicted", "verdict"]

_LEXICON = built_in()
_PRINTED = (_LEXICON.marks, _LEXICON.imprints, _LEXICON.signs)
# A flight itself is asked for, and nothing that only has to do with one.
_ASKS_OF_A_FLIGHT = re.compile(
    r"(?i)\W*(?:(?:and|so|but) )?(?:did|was|were|has|had|is)(?: (?!to\b)[\w'\u2019.-]+){1,5}? "
    rf"(?:fly|flown|flew|{any_of(_LEXICON.launching, _LEXICON.landing)}|"
    r"dock(?:ed)?|visit(?:ed)?|command(?:ed)?|pilot(?:ed)?|"
    r"(?:aboard|on board|on|in|part of|one of|a member of|with)(?: the crew of)?"
    rf"(?= (?:{any_of(_LEXICON.programmes, _LEXICON.prefixes)}|tma?|ms|mir|salyut|the)\b))\b"
    r"(?!.*\b(?:that|which|who|whom|whose|when|where|because|if|or|sign(?:ed)?|"
    rf"{one_or_more_of(_LEXICON.covers, *_PRINTED)})\b)"
)
_UNABLE = re.compile(
    r"\b(?:cannot|can't|could(?:n't| not)|can not|should(?:n't| not)|impossible|unable|need not)\b"
)
# A denial or an opposite says no when it speaks of so much of what is claimed.
DENIED_SHARE = 0.6
# … where it denies two words of it, or says that it cannot or should not be done.
LEAST_SHARE = 0.5
# … or where the last word of the claim is not in it.
FOCUS_SHARE = 0.75
_TIMES = BEFORE | AGAIN | same_set("after since until")
OPPOSED_SHARE = 0.7


def verdict(query: Query, told: Told, record: MissionRecord) -> Verdict | None:
    """Yes or no, by a sentence; None where it settles nothing, or more than a yes is asked for."""
    claim = claim_of(query, record)
    if claim is None:
        return None
    statement = statement_of(told, record)
    if not _same_subject(claim, statement, told, record):
        return None
    for way in _RULES:
        if said := way(claim, statement, record):
            return said
    return "yes" if _told_whole(query, claim, statement, record) else None


@rule(Rule.CONTRADICTED_CLAIM, nothing)
def contradicted(query: Query) -> Verdict | None:
    """No, where what the mission record contradicts is just what is asked."""
    asks = query.kind is AnswerKind.YES_NO and _ASKS_OF_A_FLIGHT.match(query.text)
    return "no" if asks and not denied_words(normalise(query.text)) else None


def _same_subject(
    claim: AskedClaim, statement: Statement, told: Told, record: MissionRecord
) -> bool:
    """Whether the sentence or its heading is about all missions and people of the claim."""
    people = {name for names in statement.people for name in names}
    own = statement.own_missions
    if own and claim.missions and set(own).isdisjoint(claim.missions):
        return False
    if claim.generic and record.find(statement.clauses[0].text):
        return False
    ordinals = claim.values["ordinal"]
    here = values_in(f"{told.heading} {told.text}", "ordinal")
    if ordinals and not is_ranked(claim.text) and not ordinals & here:
        return False
    of_the_flight = claim.of_somebody and not statement.missions.isdisjoint(claim.flights)
    return statement.missions.issuperset(claim.missions) and (
        of_the_flight or all(not people.isdisjoint(names) for names in claim.people)
    )


@rule(Rule.TOLD_WHOLE, never)
def _told_whole(
    query: Query, claim: AskedClaim, statement: Statement, record: MissionRecord
) -> bool:
    """Whether the sentence tells all of the claim, as a fact, without a limit of its own."""
    found = agreement(claim, statement)
    if found.missing or not found.clauses or not in_order(claim, statement, record):
        return False
    if any(one.denies or (one.hedged and not claim.meant) for one in found.clauses):
        return False
    if only_means(statement.text) and not claim.meant:
        return False
    if not events_fit(claim, statement, record):
        return False
    apart = CONTRAST.search(normalise(statement.text)) and not CONTRAST.search(claim.text)
    if apart or is_said_of_another(claim, statement):
        return False
    said = set(plain_words(statement.text))
    if (claim.every and said.isdisjoint(EVERY)) or (claim.only and said.isdisjoint(ONLY)):
        return False
    stems = statement.stems
    before = claim.before and not claim.bound
    if (before and stems.isdisjoint(BEFORE)) or (claim.again and stems.isdisjoint(AGAIN)):
        return False
    if not claim.anybody and any(one.partial for one in found.clauses):
        return False
    agreeing = [dates_agree(claim, statement, found), numbers_agree(claim, found)]
    agreeing += [values_agree(kind, claim, statement, found) for kind in claim.values]
    if not all(agreeing):
        return False
    return not blames(query) or names_who_is_blamed(query, statement.text)


@rule(Rule.MEANT_OTHERWISE, nothing)
def _meant_otherwise(
    claim: AskedClaim, statement: Statement, record: MissionRecord
) -> Verdict | None:
    """No, where what is claimed was meant so and came otherwise."""
    if claim.meant or not only_means(statement.text):
        return None
    meant = " ".join(meant_words(statement.text))
    days = any(asked.agrees(one) for asked in claim.dates for one in find_dates(meant))
    hit = days or not same_set(meant).isdisjoint(claim.stems)
    return "no" if hit and agreement(claim, statement).share >= DENIED_SHARE else None


@rule(Rule.DENIED, nothing)
def _denied(claim: AskedClaim, statement: Statement, record: MissionRecord) -> Verdict | None:
    """No, where the sentence denies a word of the claim and speaks of most of it."""
    found = agreement(claim, statement)
    some = False
    for clause in statement.clauses:
        some = some or clause.partial
        hits = len(clause.denied & (claim.stems - _TIMES))
        again = claim.again and not clause.denied.isdisjoint(FURTHER)
        unable = claim.able and _UNABLE.search(normalise(clause.text)) is not None
        if not (hits or again or unable) or clause.hedged or some:
            continue
        if _denies_more(claim, clause, record):
            continue
        least = LEAST_SHARE if hits > 1 or unable else DENIED_SHARE
        # What is asked last is most often what is asked: "… look like fireworks?"
        focus = unable or claim.last not in found.missing or found.share >= FOCUS_SHARE
        if again or (found.share >= least and focus):
            return "no" if dates_agree(claim, statement, found) is not False else None
    return None


def _denies_more(claim: AskedClaim, clause: Clause, record: MissionRecord) -> bool:
    """Whether only a manner or somebody else is denied: "did not dock automatically"."""
    denied = clause.denied_text
    manner = {word for word in clause.denied_text.split() if word.endswith("ly")}
    said = [one for one in record.find_people(clause.text) if one.text.casefold() in denied]
    named = {name for one in said for name in one.names}
    own = {name for names in claim.people for name in names}
    return bool(manner - set(plain_words(claim.text))) or bool(claim.people and named - own)


@rule(Rule.OPPOSED, nothing)
def _opposed(claim: AskedClaim, statement: Statement, record: MissionRecord) -> Verdict | None:
    """No, where the sentence says the opposite of a word of the claim, and most of the rest."""
    for clause in statement.clauses:
        for stemmed in claim.stems:
            against = opposites_of(stemmed, clause.stems - claim.stems)
            if not against or stemmed in statement.stems or against & clause.denied:
                continue
            rest = claim.needed - {stemmed}
            share = sum(map(statement.has, rest)) / len(rest) if rest else 1.0
            plain = not clause.hedged and not (clause.partial and not claim.every)
            if plain and share >= OPPOSED_SHARE:
                return "no"
    return None


@rule(Rule.FIRST_OF_ALL, nothing)
def _first_of_all(claim: AskedClaim, statement: Statement, record: MissionRecord) -> Verdict | None:
    """No to "had anybody before?" by "the first"; no to "was it the first?" by "had already"."""
    said = set(plain_words(statement.text))
    found = agreement(claim, statement)
    if found.share < DENIED_SHARE or any(one.hedged or one.denies for one in found.clauses):
        return None
    first = "first" in claim.values["ordinal"]
    if (claim.before or claim.bound == "before") and claim.anybody and not first:
        return "no" if "first" in said and statement.stems.isdisjoint(BEFORE) else None
    earlier = not statement.stems.isdisjoint(BEFORE) or "second" in said
    if first and "first" not in said and earlier and claim.people:
        return "no"
    return None


@rule(Rule.NOT_EVERY, nothing)
def _not_every(claim: AskedClaim, statement: Statement, record: MissionRecord) -> Verdict | None:
    """No to "every", "all" and "always" where only some are told of."""
    found = agreement(claim, statement)
    some = any(one.partial or "only" in plain_words(one.text) for one in statement.clauses)
    every = not set(plain_words(statement.text)).isdisjoint(EVERY - {"all", "every"})
    asked = claim.every and not claim.generic
    return "no" if asked and some and not every and found.share >= OPPOSED_SHARE else None


@rule(Rule.WRONG_SOURCE, nothing)
def _source_is_wrong(
    claim: AskedClaim, statement: Statement, record: MissionRecord
) -> Verdict | None:
    """No, where a source is said to claim it and a "but" follows."""
    at = next((n for n, one in enumerate(statement.clauses) if one.hedged), None)
    if at is None or not re.search(r"\bsources?\b", statement.clauses[at].text):
        return None
    behind = statement.clauses[at + 1 :]
    here = claim.needed & statement.clauses[at].stems
    whole = here and not agreement(claim, statement).missing
    return "no" if whole and any(one.conceding for one in behind) else None


@rule(Rule.ANOTHER_VALUE, nothing)
def _another_value(
    claim: AskedClaim, statement: Statement, record: MissionRecord
) -> Verdict | None:
    """No, where all is said of the same subject but with another day, number, place or colour."""
    found: Agreement = agreement(claim, statement)
    others = set(statement.own_missions) - set(claim.missions)
    if found.missing or not found.clauses or only_means(statement.text):
        return None
    if (claim.missions and others) or not events_fit(claim, statement, record):
        return None
    if any(one.denies or one.hedged for one in found.clauses):
        return None
    checks = [dates_agree(claim, statement, found), numbers_agree(claim, found)]
    checks += [values_agree(kind, claim, statement, found) for kind in claim.values]
    return "no" if False in checks else None


_Rule = Callable[[AskedClaim, Statement, MissionRecord], Verdict | None]
_RULES: Sequence[_Rule] = (
    _meant_otherwise,
    _not_every,
    _denied,
    _opposed,
    _first_of_all,
    _source_is_wrong,
    _another_value,
)
