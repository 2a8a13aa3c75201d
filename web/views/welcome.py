"""What a first visit says: what the articles cover, and questions to begin with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from assistant.pipeline import Assistant
from corpus.record.mission_file import day_of
from corpus.site import Site
from web.views.missions import told_of
from web.views.parts import FollowUpView, ask_href

MAX_EXAMPLES = 6
# A list, a false premise, a fact, a length of time, a subject and a how, each with an article that
# it needs: one of each kind of answer.
EXAMPLES: Mapping[str, str] = MappingProxyType(
    {
        "Which stamps are on the launch cover of Soyuz TM-32?": "soyuz-tm-32",
        "Did Dennis Tito fly on Soyuz TM-33?": "soyuz-tm-33",
        "When was the memorial cover of Soyuz 1 cancelled?": "soyuz-1",
        "How long did Soyuz 1 fly?": "soyuz-1",
        "Tell me about Soyuz 11": "soyuz-11",
        "How did mail get to Mir?": "mir-mail",
    }
)


@dataclass(frozen=True, slots=True)
class Welcome:
    """The first screen."""

    title: str
    sentence: str
    covers: str
    examples: tuple[FollowUpView, ...]


def welcome(assistant: Assistant, site: Site) -> Welcome:
    """What this index covers; of Cachet's own examples only those that its articles answer."""
    index = assistant.index
    known = [question for question, slug in EXAMPLES.items() if slug in index.articles]
    others = (f"What is known about {article.title}?" for article in index.articles.values())
    examples = site.examples[:MAX_EXAMPLES] or [*known, *others][:MAX_EXAMPLES]
    asked = tuple(FollowUpView(one, ask_href(one)) for one in examples)
    return Welcome(site.title, site.sentence, _covers(assistant), asked)


def _covers(assistant: Assistant) -> str:
    articles = assistant.index.articles
    told = told_of(assistant.index)
    missions = [one for one in assistant.record.missions if one.name in told]
    count = "1 article" if len(articles) == 1 else f"{len(articles)} articles"
    if not missions:
        return f"{count}."
    first, last = missions[0], missions[-1]
    if first == last:
        return f"{count} on {first.name} ({day_of(first.launch).year})."
    return (
        f"{count} on {len(missions)} missions, {first.name} ({day_of(first.launch).year}) "
        f"to {last.name} ({day_of(last.launch).year})."
    )
