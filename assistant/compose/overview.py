"""Composes what is to be told of a subject: an opening sentence, and items with a quote each.

The headline is a sentence, whole; items are sentences of the articles or words of the record.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import assert_never

from assistant.answer import Answer, Found, Quote
from assistant.compose.items import Items, quoted, sentences_of
from assistant.compose.library import Library
from assistant.compose.overview_covers import add_covers, add_mark, add_stamp
from assistant.compose.overview_missions import add_missions, add_person
from assistant.plan.overview import Overview, Subject
from assistant.plan.subjects import (
    ArticlesSubject,
    CoversSubject,
    MissionsSubject,
    NameSubject,
    PersonSubject,
    PostmarkSubject,
    SectionsSubject,
    StampSubject,
    TermSubject,
)
from assistant.understand.query import Query
from corpus.catalogue.schema import Catalogue
from index.words import stems

MAX_ITEMS = 14
MAX_SENTENCES = 6
# A section that is all of the subject is told whole, unless it is long.
MAX_OF_SECTION = 12


def overview(
    plan: Overview,
    query: Query,
    library: Library,
    catalogue: Catalogue,
    best: Quote | None = None,
) -> Answer | None:
    """What the articles and the record tell of a subject; None where they tell nothing.

    It opens with the `best` sentence where that is known, or else with the first that is told.
    """
    gathered = Items(library)
    _add(plan.subject, gathered, catalogue)
    if not gathered.items:
        return None
    opening = next((one for one in gathered.items if one.value), gathered.items[0])
    if best:
        opening = next((one for one in gathered.items if one.value == best.text), opening)
    lead = gathered.quotes[opening.quotes[0]]
    shown = Items(library)
    shown.quote(lead)
    several = isinstance(plan.subject, ArticlesSubject | CoversSubject) and _many(plan.subject)
    # The opening sentence is the headline, and no item says it again.
    items = [
        replace(one, value="") if one is opening and one.value == lead.text else one
        for one in gathered.items
        if one is not opening or one.value != lead.text or several
    ]
    for item in items[:MAX_ITEMS]:
        shown.add(item.label, item.value, *(gathered.quotes[number] for number in item.quotes))
    count = len(shown.items)
    found = Found(count, len(items), complete=count == len(items)) if items else None
    return shown.answer("overview", query, lead.text, found)


def _many(subject: ArticlesSubject | CoversSubject) -> bool:
    """Whether each item is a thing of its own, the first as well."""
    return len(subject.articles if isinstance(subject, ArticlesSubject) else subject.covers) > 1


def _add(subject: Subject, items: Items, catalogue: Catalogue) -> None:
    match subject:
        case MissionsSubject(missions):
            add_missions(missions, items, catalogue)
        case PersonSubject(name):
            add_person(name, items)
        case StampSubject() | PostmarkSubject() | CoversSubject():
            _add_catalogued(subject, items, catalogue)
        case ArticlesSubject(articles):
            _add_articles(articles, items)
        case SectionsSubject(sections):
            _add_sections(sections, items)
        case TermSubject(article, section, term):
            _add_term(article, section, term, items)
        case NameSubject(sentences):
            _add_naming(sentences, items)
        case _:
            assert_never(subject)


def _add_catalogued(
    subject: StampSubject | PostmarkSubject | CoversSubject, items: Items, catalogue: Catalogue
) -> None:
    match subject:
        case StampSubject(number):
            if stamp := catalogue.stamp(number):
                add_stamp(stamp, items, catalogue)
        case PostmarkSubject(identifier):
            if mark := catalogue.postmark(identifier):
                add_mark(mark, items, catalogue)
        case CoversSubject(covers):
            add_covers([one for name in covers if (one := catalogue.cover(name))], items)
        case _:
            assert_never(subject)


def _add_articles(slugs: Sequence[str], items: Items) -> None:
    """An article's lead and the first sentences of each section; of several articles the leads."""
    for slug in slugs:
        article = items.library.articles[slug]
        most = 1 if len(slugs) > 1 else MAX_SENTENCES
        heading = "" if len(slugs) == 1 else None
        for place in islice(sentences_of(items.library, slug, heading), most):
            items.add_sentence(article.title, quoted(items.library, place))
        headings = [one.heading for one in article.sections if one.heading and len(slugs) == 1]
        # A short article is told whole.
        each = max(1, (MAX_ITEMS - len(items.items)) // max(1, len(headings)))
        for section in headings:
            for place in islice(sentences_of(items.library, slug, section), each):
                items.add_sentence(section, quoted(items.library, place))


def _add_sections(sections: Sequence[tuple[str, str]], items: Items) -> None:
    """Their sentences, and the notes that stand in them."""
    most = MAX_OF_SECTION if len(sections) == 1 else MAX_SENTENCES
    for slug, heading in sections:
        for place in islice(sentences_of(items.library, slug, heading), most):
            items.add_sentence(heading, quoted(items.library, place))
    for slug, heading in sections:
        for place in sentences_of(items.library, slug, heading, "note"):
            items.add_sentence("Note", quoted(items.library, place))


def _add_term(slug: str, heading: str, term: str, items: Items) -> None:
    """The sentences of a term's section that have the term, or else all: it may be the only one."""
    places = list(sentences_of(items.library, slug, heading))
    wanted = set(stems(term))
    having = [one for one in places if wanted <= set(stems(one[0].words_of(one[1])))]
    for place in (having or places)[:MAX_SENTENCES]:
        items.add_sentence(heading, quoted(items.library, place))


def _add_naming(sentences: Sequence[tuple[str, int]], items: Items) -> None:
    for slug, start in sentences:
        for passage, sentence in sentences_of(items.library, slug):
            if sentence.start == start:
                items.add_sentence(
                    passage.section or passage.title, quoted(items.library, (passage, sentence))
                )
