"""Gathers what the record and the articles tell of missions and people, for an overview."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from assistant.compose.items import (
    Items,
    Place,
    introducing,
    quoted,
    record_sentences,
    sentences_of,
)
from assistant.compose.library import Library
from corpus.catalogue.schema import Catalogue
from corpus.dates import in_words
from corpus.record.article import RECORD_SLUG
from corpus.record.mission_file import day_of
from corpus.record.missions import Mission, MissionRecord, PersonMention
from corpus.record.naming import fold
from index.subjects import Sentence

MAX_SECTIONS = 6
MAX_COVERS = 4
MAX_NOTES = 1
MAX_SENTENCES_ON_A_PERSON = 6
# "Claudie Haigneré of Soyuz TM-33 was the first …" says within so many characters who she was.
DEFINITION_CHARACTERS = 40
_STATIONS = {"ISS": "International Space Station"}


def add_missions(names: Sequence[str], items: Items, catalogue: Catalogue) -> None:
    """Openings, facts of the record, sections, covers and notes of missions."""
    library = items.library
    missions = [one for name in names if (one := library.record.get(name))]
    own = _own_articles(names, library)
    for slug in own:
        for place in sentences_of(library, slug, ""):
            items.add_sentence(library.articles[slug].title, quoted(library, place))
    for mission in missions:
        _add_facts(mission, items, alone=len(missions) == 1)
    sections = (*_sections(own, missions, library), *_sections_elsewhere(names, own, library))
    for heading, place in islice(sections, MAX_SECTIONS):
        items.add_sentence(heading, quoted(library, place))
    notes = (place for slug in own for place in sentences_of(library, slug, None, "note"))
    for place in islice(notes, MAX_NOTES):
        items.add_sentence("Note", quoted(library, place))
    _add_covers(names, items, catalogue)


def add_person(name: str, items: Items) -> None:
    """The sentences that tell most of somebody, and the flights that the record has."""
    library = items.library
    told = sorted(_sentences_on(name, library), key=lambda pair: pair[0])
    for _, (passage, sentence) in told[:MAX_SENTENCES_ON_A_PERSON]:
        label = passage.section or passage.title
        items.add_sentence(label, quoted(library, (passage, sentence)))
    for mission in library.record.flown_by(name):
        place = _place_with(name, mission, library)
        if place:
            year = str(_year(name, mission))
            label = mission.name if name in mission.crew_up else f"{mission.name}, landing"
            items.add(label, year, quoted(library, place, year))


def _own_articles(names: Sequence[str], library: Library) -> list[str]:
    """The articles whose titles name the missions."""
    return [
        slug
        for slug, article in library.articles.items()
        if any(name in names for one in library.record.find(article.title) for name in one.missions)
    ]


def _add_facts(mission: Mission, items: Items, *, alone: bool) -> None:
    """Crew, launch and landing in the record's words; of one mission alone the rest as well."""
    places = record_sentences(mission, items.library)
    if not places:
        return
    launch, landing = places[0], places[1] if mission.landing else None
    people = [_plain(name, items.library.record) for name in mission.crew_up]
    crew = f"{', '.join(people[:-1])} and {people[-1]}" if people[1:] else "".join(people)
    facts = [
        ("crew", launch, crew),
        ("launch", launch, in_words(day_of(mission.launch))),
        ("landing", landing, in_words(day_of(mission.landing)) if mission.landing else ""),
    ]
    if alone:
        station = _STATIONS.get(mission.station or "", mission.station or "")
        facts.append(("station", launch, station))
        facts += [
            ("call sign", place, mission.call_sign or "")
            for place in places[1:]
            if place[0].words_of(place[1]).startswith("The call sign of")
        ]
        facts += [
            ("flight", place, said)
            for place in places[1:]
            if mission.note.startswith(said := place[0].words_of(place[1]))
        ]
    before = "" if alone else f"{mission.name}: "
    for label, place, words in facts:
        if place and words and (quote := quoted(items.library, place, words)).highlight:
            written = f"{before}{label}"
            items.add(written[:1].upper() + written[1:], quote.highlighted, quote)


def _sections(
    slugs: Sequence[str], missions: Sequence[Mission], library: Library
) -> Iterator[tuple[str, Place]]:
    """Each section of the articles by its first sentence that repeats no fact of the record."""
    for slug in slugs:
        for section in library.articles[slug].sections:
            new = (
                place
                for place in sentences_of(library, slug, section.heading)
                if not any(_repeats(mission, place, library.record) for mission in missions)
            )
            first = next(new, None)
            if section.heading and first:
                yield section.heading, first


def _repeats(mission: Mission, place: Place, record: MissionRecord) -> bool:
    """Whether a sentence on a mission has its launch date, its crew or its call sign."""
    text = place[0].words_of(place[1])
    named = {name for one in record.find_people(text) for name in one.names}
    launched = f"launched on {in_words(day_of(mission.launch))}"
    crew = bool(mission.crew_up) and named.issuperset(mission.crew_up) and "crew" in text
    return mission.name in text and (launched in text or crew or "call sign" in text)


def _sections_elsewhere(
    names: Sequence[str], own: Sequence[str], library: Library
) -> Iterator[tuple[str, Place]]:
    """The sections of other articles whose headings name the missions."""
    for slug, article in library.articles.items():
        for section in article.sections if slug not in (*own, RECORD_SLUG) else ():
            told = {name for one in library.record.find(section.heading) for name in one.missions}
            first = next(sentences_of(library, slug, section.heading), None)
            if first and not told.isdisjoint(names):
                yield section.heading, first


def _add_covers(names: Sequence[str], items: Items, catalogue: Catalogue) -> None:
    """The covers of just these missions, each with the sentence that introduces it."""
    covers = {
        cover.id: cover
        for name in names
        for cover in catalogue.of_mission(name)
        if {*cover.missions} <= {*names}
    }
    for cover in islice(covers.values(), MAX_COVERS):
        for quote in introducing(cover, items.library)[:1]:
            items.add_sentence(cover.title, quote)


def _sentences_on(name: str, library: Library) -> Iterator[tuple[tuple[int, int, int], Place]]:
    """The articles' sentences that name somebody; the key is lower where it opens so, alone."""
    person = library.record.person(name)
    written = (person.surname, *person.spellings) if person else ()
    # To look for everybody's name takes a hundred times as long as for one's letters.
    letters = [fold(one.split()[-1]) for one in written]
    for slug in library.passages:
        for passage, sentence in sentences_of(library, slug) if slug != RECORD_SLUG else ():
            text = passage.words_of(sentence)
            if not any(one in fold(text) for one in letters):
                continue
            people = library.record.find_people(text)
            mentions = [one for one in people if _is(name, one, sentence, library.record)]
            if mentions:
                key = _opening(mentions[0], text), len(people) - len(mentions), -len(text)
                yield key, (passage, sentence)


def _opening(mention: PersonMention, text: str) -> int:
    """0 where a sentence opens with somebody and says who that is, 1 where it only opens so."""
    if mention.start:
        return 2
    behind = text[mention.end : mention.end + DEFINITION_CHARACTERS]
    return 0 if behind.startswith((", the ", ", a ")) or " was the " in behind else 1


def _is(name: str, mention: PersonMention, sentence: Sentence, record: MissionRecord) -> bool:
    """Whether a name means somebody: of namesakes the one who flew on what is told of."""
    if mention.names == (name,) or name not in mention.names:
        return name in mention.names
    flown = {
        one: {mission.name for mission in record.flown_by(one)}.isdisjoint(sentence.missions)
        for one in mention.names
    }
    return [one for one, apart in flown.items() if not apart] == [name]


def _place_with(name: str, mission: Mission, library: Library) -> Place | None:
    """The record's sentence that has somebody on a mission."""
    plain = _plain(name, library.record)
    return next(
        (
            place
            for place in record_sentences(mission, library)
            if plain in place[0].words_of(place[1])
        ),
        None,
    )


def _year(name: str, mission: Mission) -> int:
    """The year of somebody's launch on a mission, or of the landing for whom it only took down."""
    if name not in mission.crew_up and mission.landing:
        return mission.landing.year
    return mission.launch.year


def _plain(name: str, record: MissionRecord) -> str:
    person = record.person(name)
    return person.plain_name if person else name
