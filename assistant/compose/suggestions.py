"""Suggests what can be asked: plain questions that the record or the catalogue answers.

Anticipated questions are paraphrases made for matching, and are never shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from assistant.plan.aspects import COVER_NOUNS, KIND_NOUNS, Aspect
from assistant.plan.plans import Rows
from assistant.plan.rows import rows_of
from corpus.catalogue.normalisation import missing_words, words
from corpus.catalogue.schema import Catalogue, Cover
from corpus.catalogue.sentences import span_of
from corpus.dates import in_words
from corpus.lexicon import built_in
from corpus.record.article import RECORD_SLUG
from corpus.record.mission_file import Mission, day_of
from corpus.record.missions import MissionRecord
from index.store import Index
from index.words import stem

# How an aspect of a cover is asked for; read back by `plan.catalogue`.
_ASKED_OF_COVERS: Mapping[Aspect, str] = MappingProxyType(
    {
        Aspect.STAMP: "Which stamps are on {}?",
        Aspect.POSTMARK: "Which postmarks are on {}?",
        Aspect.HANDSTAMP: "Which handstamps are on {}?",
        Aspect.CACHET: "What does the cachet of {} show?",
        Aspect.AUTOGRAPH: "Who signed {}?",
        Aspect.PRICE: "What is the price of {}?",
        Aspect.PRINTED: "How many copies of {} were printed?",
    }
)
_ORDERED = built_in().ordinals[:4]
_KINDS_TOO_WIDE = ("cover", "souvenir")


def suggestions(
    index: Index,
    record: MissionRecord,
    catalogue: Catalogue,
    told: Mapping[tuple[str, int], str] | None = None,
) -> Mapping[tuple[str, int], str]:
    """A plain question for sentences that answer one, by article and offset.

    What titles and flights suggest is `told` where it is known already.
    """
    known = suggested(index, record) if told is None else told
    return MappingProxyType({**known, **_of_covers(index, catalogue)})


def suggested(index: Index, record: MissionRecord) -> dict[tuple[str, int], str]:
    """What titles and flights suggest.

    Of an article that neither the record nor the catalogue knows, the title is asked about.
    """
    return {**_of_titles(index), **_of_flights(index, record)}


def _of_titles(index: Index) -> dict[tuple[str, int], str]:
    """What the first sentence of an article opens."""
    opened: dict[str, tuple[int, str]] = {}
    for passage, sentence in index.sentences:
        if passage.article != RECORD_SLUG and passage.article not in opened:
            opened[passage.article] = sentence.start, f"Tell me about {passage.title}."
    return {(article, start): question for article, (start, question) in opened.items()}


def _of_flights(index: Index, record: MissionRecord) -> dict[tuple[str, int], str]:
    """Crew, launch and landing, by the first sentence of an article that tells each."""
    told: dict[tuple[str, str], tuple[str, int]] = {}
    for passage, sentence in index.sentences:
        mission = record.get(sentence.missions[0]) if len(sentence.missions) == 1 else None
        if mission is None or passage.kind != "text":
            continue
        for question in _asked_of(mission, passage.words_of(sentence)):
            told.setdefault((passage.article, question), (passage.article, sentence.start))
    return {key: question for (_, question), key in told.items()}


def _asked_of(mission: Mission, text: str) -> Iterator[str]:
    """The questions on a flight that a sentence on it answers."""
    crew = [name.partition(" (")[0].split()[-1] for name in mission.crew_up]
    if crew and all(surname in text for surname in crew):
        yield f"Who flew on {mission.name}?"
    if in_words(day_of(mission.launch)) in text:
        yield f"When was {mission.name} launched?"
    if mission.landing and in_words(day_of(mission.landing)) in text:
        yield f"When did {mission.name} land?"


def _of_covers(index: Index, catalogue: Catalogue) -> dict[tuple[str, int], str]:
    """What a cover has, by the first sentence that tells it."""
    asked: dict[tuple[str, int], str] = {}
    for cover in catalogue.covers:
        for aspect, question in questions_on(cover, catalogue).items():
            telling = rows_of(cover, Rows(aspect), catalogue)[0].tellings[0]
            article = index.articles.get(telling.article)
            span = span_of(telling, article) if article else None
            if span:
                asked.setdefault((telling.article, span[0]), question)
    return asked


def cover_questions(catalogue: Catalogue) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """For an article's section, what can be asked of the covers that it describes."""
    asked: dict[tuple[str, str], tuple[str, ...]] = {}
    for cover in catalogue.covers:
        key = cover.article, cover.section
        asked[key] = (*asked.get(key, ()), *questions_on(cover, catalogue).values())
    return MappingProxyType({key: told for key, told in asked.items() if told})


def questions_on(cover: Cover, catalogue: Catalogue) -> Mapping[Aspect, str]:
    """A plain question for each aspect of which a cover has rows; none without a plain name."""
    name = spoken_name(cover, catalogue)
    return MappingProxyType(
        {
            aspect: question.format(name)
            for aspect, question in _ASKED_OF_COVERS.items()
            if name and rows_of(cover, Rows(aspect), catalogue)
        }
    )


def spoken_name(cover: Cover, catalogue: Catalogue) -> str:
    """The cover as a sentence names it: by its kind where it is the one of its missions."""
    if any(mark in cover.title for mark in ':"'):
        return ""
    alike = [
        one
        for one in catalogue.covers
        if {*one.missions} & {*cover.missions} and one.kind == cover.kind
    ]
    if cover.missions and alike == [cover] and cover.kind not in _KINDS_TOO_WIDE:
        *most, last = cover.missions
        missions = " and ".join(filter(None, (", ".join(most), last)))
        return f"the {cover.kind} of {missions}"
    title = cover.title.partition(",")[0]
    fitting = [one for one in catalogue.covers if not missing_words(title, words(one.title))]
    nouns = {stem(word) for word in words(title)} & (COVER_NOUNS | KIND_NOUNS.keys())
    if len(fitting) > 1 or not nouns:
        return ""
    first, _, rest = title.partition(" ")
    told = {word for telling in cover.tellings for word in telling.sentence.split()}
    lower = first.lower()
    if lower in told or lower.rstrip("s") in words(cover.kind) or lower in ("the", *_ORDERED):
        first = lower
    return f"{first} {rest}" if lower == "the" else f"the {first} {rest}"
