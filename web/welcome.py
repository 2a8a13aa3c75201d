"""What a first visit says: what the articles cover, and questions to begin with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from assistant.pipeline import Assistant
from corpus.mission_file import day_of
from web.mission_pages import told_of
from web.views import FollowUpView, ask_href

MAX_EXAMPLES = 6
# Questions of different kinds, each with the article that answers it.
_EXAMPLES: Mapping[str, str] = MappingProxyType({
    "When was the memorial cover of Soyuz 1 cancelled?": "soyuz-1",
    "How much did Dennis Tito pay for his flight?": "soyuz-tm-32",
    "Why did the crew of Soyuz 11 die?": "soyuz-11",
    "Which covers were forged?": "forgeries",
    "How did mail get to Mir?": "mir-mail",
    "What is a maxicard?": "glossary",
})


@dataclass(frozen=True, slots=True)
class Welcome:
    """The first screen."""

    covers: str
    examples: tuple[FollowUpView, ...]


def welcome(assistant: Assistant) -> Welcome:
    """What this index covers; examples only of what its articles answer."""
    index = assistant.index
    known = [question for question, slug in _EXAMPLES.items() if slug in index.articles]
    others = (f"What is known about {article.title}?" for article in index.articles.values())
    examples = [*known, *others][:MAX_EXAMPLES]
    return Welcome(_covers(assistant), tuple(FollowUpView(one, ask_href(one)) for one in examples))


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
    return (f"{count} on {len(missions)} missions, {first.name} ({day_of(first.launch).year}) "
            f"to {last.name} ({day_of(last.launch).year}).")
