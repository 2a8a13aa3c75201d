"""What the articles do tell of the missions that a question names: links to their sections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.record.missions import MissionRecord
from index.store import Index
from web.views.missions import articles_on
from web.views.parts import LinkView

# More missions than these are no subject, and more sections no choice.
MAX_MISSIONS = 3
MAX_SECTIONS = 6


@dataclass(frozen=True, slots=True)
class Told:
    """Sections on a few missions; `missions` are those that there are any on."""

    missions: tuple[str, ...]
    sections: tuple[LinkView, ...]


NOTHING_TOLD = Told((), ())


def told_on(missions: Sequence[str], index: Index, record: MissionRecord) -> Told:
    """The sections of the articles on these missions, their own articles first.

    A heading that is only a mission's name says nothing of what is told.
    """
    if not 0 < len(missions) <= MAX_MISSIONS:
        return NOTHING_TOLD
    links: dict[str, LinkView] = {}
    known: list[str] = []
    for mission in missions:
        for article in articles_on(mission, index):
            for section in article.sections:
                bare = section.heading.partition(" (")[0]
                if record.get(bare) is None and len(links) < MAX_SECTIONS:
                    links.setdefault(section.heading, LinkView(section.heading, section.href))
                    known.append(mission)
    return Told(tuple(dict.fromkeys(known)), tuple(links.values()))
