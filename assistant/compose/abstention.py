"""Says that there is no answer, and what there is instead: what the articles tell, what to ask."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Abstention, Reason
from assistant.compose.library import Library
from assistant.rank.nearness import is_far, is_near, is_of_others, is_unasked, names_a_thing
from assistant.rank.ranking import Evidence
from assistant.understand.query import Query, Reading
from corpus.lexicon import any_of, built_in
from corpus.record.article import RECORD_SLUG
from index.passages import Passage
from index.words import normalise

MAX_NEAREST = 3
MAX_TOLD = 4
# More missions than these are counted and not named.
MAX_NAMED = 5
# Less than this share of what a question tells is little to have in common with it. On the fit half
# no question that is answered is as far as that and has so little, up to a share of 0.45.
LITTLE = 0.3
# The reader's judgement, a logit, of a sentence that has nothing to do with the question: of 1,410
# answerable questions that `evals fit` looks up, 15 have a first sentence that is read so badly and
# has at most a quarter of their words; of 1,764 without an answer 159.
UNRELATED = -3.0
# Programmes of which the mission record knows next to nothing.
_PROGRAMMES = re.compile(rf"(?i)\b{any_of(built_in().elsewhere)}\b")
# "Soyuz TM-12 (EO-9)" is a heading of the mission record.
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)$")
# What small talk is met with; a greeting where none of it is said.
_COURTESIES = (
    (re.compile(r"(?i)\b(?:thanks?|cheers)\b"), "You are welcome!"),
    (re.compile(r"(?i)\b(?:good)?bye\b|\bgood night\b"), "Goodbye!"),
)
_ASKS_FOR_A_TERM = re.compile(
    r"(?i)\W*what(?:'s| is| are| does| do) (?:an? |the )?[\w-]+(?: mean| stand for)?\W*"
)


def declined(query: Query, evidence: Sequence[Evidence], library: Library) -> Abstention:
    """The abstention for a query whose evidence, best first, does not answer it."""
    reason = _reason(query, evidence, library)
    nearest = () if reason == "out-of-scope" else _about_what_is_named(query, evidence)
    suggested = library.questions_of(nearest, query.read_as) or library.first_questions()
    return Abstention(
        text=_text(reason, query, library),
        reason=reason,
        read_as=query.read_as,
        index=library.index,
        nearest=tuple(
            library.quote(one.candidate.passage, one.candidate.sentence)
            for one in nearest[:MAX_NEAREST]
        ),
        follow_ups=suggested,
    )


def is_elsewhere(query: Query, first: Evidence, *, of_flights: bool = True) -> bool:
    """Whether the first evidence speaks of something else than a question about other things.

    That is a programme of which it says nothing; or, where a question names nothing but dates, a
    far sentence, or one that the reader finds unrelated, with little of its words; or a term that
    it does not have: "What is CTO?" has many questions like it; or an article with little of what
    the question names.
    """
    candidate = first.candidate
    passage = candidate.passage
    told = normalise(f"{passage.title} {passage.section} {candidate.text}")
    if any(one.lower() not in told for one in _PROGRAMMES.findall(query.text)):
        return True
    signals = candidate.signals
    if is_of_others(signals):
        return True
    if names_a_thing(query):
        return False
    # Where nobody has asked, how near it should be is known to the reader alone.
    known = of_flights or not is_unasked(signals) or first.read is None
    if known and _ASKS_FOR_A_TERM.fullmatch(query.text):
        return signals.covered == 0
    # A follow-up has few words of its own.
    if signals.covered >= LITTLE or query.place is not None:
        return False
    if first.read is not None and first.read <= UNRELATED:
        return True
    return known and not is_near(signals)


def _reason(query: Query, evidence: Sequence[Evidence], library: Library) -> Reason:
    if query.reading is Reading.SMALL_TALK:
        return "out-of-scope"
    if not evidence:
        return "nothing-found"
    # What other collections are about is not known.
    return "out-of-scope" if is_of_flights(library) and is_far(query, evidence) else "too-weak"


def is_of_flights(library: Library) -> bool:
    """Whether the field of the articles is known: they have a record of flights, or questions."""
    return RECORD_SLUG in library.articles or library.asked


def _about_what_is_named(query: Query, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The evidence, that on a mission which the question names first."""
    wanted = {*query.entities.missions, *query.flights}
    return tuple(
        sorted(
            evidence,
            key=lambda one: wanted.isdisjoint(
                {*one.candidate.sentence.missions, *one.candidate.passage.subject}
            ),
        )
        if wanted
        else evidence
    )


def _text(reason: Reason, query: Query, library: Library) -> str:
    if query.reading is Reading.SMALL_TALK:
        met = (said for pattern, said in _COURTESIES if pattern.search(query.text))
        greeting = next(met, "Hello!")
        return f"{greeting} Ask about a space mission or the covers made for it."
    if reason == "nothing-found":
        return "The articles hold nothing on this question."
    if reason == "out-of-scope":
        return "The articles are about space missions and the covers made for them, not about this."
    missions = query.entities.missions
    if not missions:
        return "The articles do not answer this. The nearest passages are below."
    many = len(missions) > MAX_NAMED
    told = "" if many else "; ".join(_told_of(missions, library))
    about = f"these {len(missions)} missions" if many else ", ".join(missions)
    rest = f" What they tell: {told}." if told else " The nearest passages are below."
    return f"The articles do not answer this about {about}.{rest}"


def _told_of(missions: Sequence[str], library: Library) -> list[str]:
    """The headings under which the articles tell of the missions, their own articles first.

    One that is only a mission's name, "Soyuz 40", says nothing of what is told.
    """
    about = sorted(library.about(missions), key=lambda one: _farness(one, missions, library))
    headings = dict.fromkeys(one.section or one.title for one in about)
    return [one for one in headings if library.record.get(_IN_BRACKETS.sub("", one)) is None][
        :MAX_TOLD
    ]


def _farness(passage: Passage, missions: Sequence[str], library: Library) -> tuple[int, bool, bool]:
    """How many others the article is on, whether the section is on others, and if it has none."""
    own = library.articles[passage.article].missions
    shared = len(own) if set(own) & set(missions) else len(library.record.missions)
    return shared, not set(passage.subject) <= set(missions), not passage.section
