"""Says which missions each sentence is about: by its own words, its section, or what came before.

"This cover was cancelled on 16 January 1969" names no mission. Its section's heading may, or the
date it gives, or the people it names; else it is about the mission that the text last told of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.article import Article, Section
from corpus.dates import find_dates
from corpus.missions import MissionRecord

Span = tuple[int, int]
Missions = tuple[str, ...]


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
        self._carried: Missions = ()
        self._section: Section | None = None

    def sentences(self, section: Section, blocks: Sequence[Sequence[Span]]) -> list[Sentence]:
        """The sentences of a passage's blocks, each with its missions."""
        if section != self._section:
            self._section = section
            alone = self._article.missions if len(self._article.missions) == 1 else ()
            self._carried = self._named(section.heading) or alone
        return [one for spans in blocks for one in self._block(spans)]

    def _block(self, spans: Sequence[Span]) -> list[Sentence]:
        texts = [self._article.text[start:end] for start, end in spans]
        if _is_list_of_names(texts):
            return [Sentence(*span, self._named(text))
                    for span, text in zip(spans, texts, strict=True)]
        own = self._evident(" ".join(texts))
        subject = own or self._carried
        sentences = []
        for span, text in zip(spans, texts, strict=True):
            named = self._named(text)
            sentences.append(Sentence(*span, named or subject))
            subject = subject or named
        # A raw page has one heading for several missions: what a paragraph opens with goes on.
        self._carried = own or self._told_of(texts) or self._carried
        return sentences

    def _named(self, text: str) -> Missions:
        names = (name for mention in self._record.find(text) for name in mention.missions)
        return tuple(dict.fromkeys(names))

    def _evident(self, text: str) -> Missions:
        """A mission given away by its launch date, or by somebody who flew no other."""
        launched = {
            mission.name
            for date in find_dates(text)
            for mission in self._record.missions
            if mission.launch is not None
            and (date.year, date.month, date.day)
            == (mission.launch.year, mission.launch.month, mission.launch.day)
        }
        if len(launched) == 1:
            return tuple(launched)
        if launched or self._named(text):
            return ()
        flights = {
            self._record.flown_by(mention.names[0])
            for mention in self._record.find_people(text)
            if len(mention.names) == 1
        }
        only = {one[0].name for one in flights if len(one) == 1}
        return tuple(only) if len(only) == 1 else ()

    def _told_of(self, texts: Sequence[str]) -> Missions:
        """What the next blocks are about unless they say otherwise: the mission launched here."""
        mentioned = [(text, self._record.find(text)) for text in texts]
        for text, mentions in mentioned:
            if "launch" in text.lower() and mentions:
                return mentions[0].missions
        return next((mentions[0].missions for _, mentions in mentioned if mentions), ())


def _is_list_of_names(texts: Sequence[str]) -> bool:
    return len(texts) == 1 and "\n" in texts[0]
