"""What a first visit says: what the articles cover, and questions to begin with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from assistant.pipeline import Assistant
from corpus.record.mission_file import day_of
from corpus.site import Site
from web.views.missions import told_of
from web.views.turns import FollowUpView, ask_href

MAX_EXAMPLES = 6
# A date, a list, a false premise, a doubt, a how and a word, each with an article that it needs.
EXAMPLES: Mapping[str, str] = MappingProxyType(
    {
        "When was the memorial cover of Soyuz 1 cancelled?": "soyuz-1",
        "Which stamps are on the launch cover of Soyuz TM-32?": "soyuz-tm-32",
        "Did Dennis Tito fly on Soyuz TM-33?": "soyuz-tm-33",
        "Are fragments of Mir genuine?": "mir-reentry",
        "How did mail get to Mir?": "mir-mail",
        "What is a cachet?": "glossary",
    }
)


@dataclass(frozen=True, slots=True)
class Welcome:
    """The first screen; `evals` leads to the evaluation, or is empty where there is none."""

    title: str
    sentence: str
    covers: str
    evals: str
    examples: tuple[FollowUpView, ...]


def welcome(assistant: Assistant, site: Site, evals: str) -> Welcome:
    """What this index covers; examples only of what its articles answer."""
    index = assistant.index
    known = [question for question, slug in EXAMPLES.items() if slug in index.articles]
    others = (f"What is known about {article.title}?" for article in index.articles.values())
    examples = [*(site.examples or known), *others][:MAX_EXAMPLES]
    asked = tuple(FollowUpView(one, ask_href(one)) for one in examples)
    return Welcome(site.title, site.sentence, _covers(assistant), evals, asked)


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
