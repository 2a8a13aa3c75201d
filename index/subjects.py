"""Says which missions each sentence is about: by its own words, its section, or what came before.

"This cover was cancelled on 16 January 1969" names no mission. Its section's heading may, or the
date it gives, or the people it names; else it is about the mission that the text last told of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.article import Article, Section
from corpus.dates import find_dates
from corpus.record.missions import MissionRecord

Span = tuple[int, int]
Missions = tuple[str, ...]

# "Soyuz 10 was the first", "The TMA-1 spacecraft undocked": who acts, not who is mentioned.
_BEFORE_THE_ACTOR = re.compile(r"\W*(?:the\s)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as offsets in its article, with the missions that it is about."""

    start: int
    end: int
    missions: Missions


class Subjects:
    """Follows the subject through one article, block by block in reading order."""

    def __init__(self, article: Article, record: MissionRecord) -> None:
        self._article = article
        self._record = record
        self._order = {mission.name: at for at, mission in enumerate(record.missions)}
        self._launches: dict[tuple[int | None, ...], Missions] = {}
        for mission in record.missions:
            if day := mission.launch:
                key = (day.year, day.month, day.day)
                self._launches[key] = (*self._launches.get(key, ()), mission.name)
        self._carried: Missions = ()
        self._section: Section | None = None

    def sentences(self, section: Section, spans: Sequence[Span]) -> list[Sentence]:
        """The sentences of one whole block, each with its missions; blocks come in order."""
        if section != self._section:
            self._section = section
            alone = self._article.missions if len(self._article.missions) == 1 else ()
            self._carried = self._named(section.heading) or alone
        texts = [self._article.text[start:end] for start, end in spans]
        if not texts:
            return []
        if _is_list_of_names(texts):
            about = [self._named(text) for text in texts]
        else:
            about = self._paragraph(texts)
        return [Sentence(*span, missions) for span, missions in zip(spans, about, strict=True)]

    def _paragraph(self, texts: Sequence[str]) -> list[Missions]:
        whole = " ".join(texts)
        launched = self._launched(whole)
        topic = self._opening(texts[0]) or launched
        subject = topic or self._carried
        about = []
        for text in texts:
            named = self._named(text)
            about.append(named or subject)
            # "The TMA-1 spacecraft undocked. It fell": who acts goes on to the paragraph's end.
            subject = self._acting(text) or subject or named
        # A raw page has one heading for several missions: what a paragraph tells of goes on.
        self._carried = launched or topic or self._carried or self._first_named(whole)
        return about

    def _opening(self, sentence: str) -> Missions:
        """What a paragraph's first sentence says that it is about, by name, date or person."""
        return (
            self._acting(sentence)
            or self._launched(sentence)
            or self._onward(self._named(sentence))
            or self._onward(self._flown_by_somebody(sentence))
        )

    def _named(self, text: str) -> Missions:
        names = (name for mention in self._record.find(text) for name in mention.missions)
        return tuple(dict.fromkeys(names))

    def _launched(self, text: str) -> Missions:
        """The mission with a launch on the first date of the text that has one."""
        for date in find_dates(text):
            if names := self._launches.get((date.year, date.month, date.day)):
                return names if len(names) == 1 else ()
        return ()

    def _acting(self, sentence: str) -> Missions:
        """The missions that a sentence opens with."""
        mention = next(iter(self._record.find(sentence)), None)
        if mention and _BEFORE_THE_ACTOR.fullmatch(sentence[: mention.start]):
            return mention.missions
        return ()

    def _first_named(self, text: str) -> Missions:
        mention = next(iter(self._record.find(text)), None)
        return mention.missions if mention else ()

    def _flown_by_somebody(self, text: str) -> Missions:
        """The one mission of somebody who flew no other."""
        flights = {
            self._record.flown_by(mention.names[0])
            for mention in self._record.find_people(text)
            if len(mention.names) == 1
        }
        only = {one[0].name for one in flights if len(one) == 1}
        return tuple(only) if len(only) == 1 else ()

    def _onward(self, missions: Missions) -> Missions:
        """The missions unless they flew before what was told of: a page goes on in time.

        Gagarin on a stamp of 2001 makes no cover of Soyuz TMA-1 one of Vostok 1.
        """
        if not missions or not self._carried:
            return missions
        return missions if self._earliest(missions) >= self._earliest(self._carried) else ()

    def _earliest(self, missions: Missions) -> int:
        # A front matter may name a mission that the record does not have: it stays.
        last = len(self._order)
        return min(self._order.get(name, last) for name in missions)


def _is_list_of_names(texts: Sequence[str]) -> bool:
    return len(texts) == 1 and "\n" in texts[0]
