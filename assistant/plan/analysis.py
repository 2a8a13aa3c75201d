"""Analyses a resolved question once: mended text, names, kind of answer, place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assistant.resolve.resolution import Resolution
from assistant.understand.entities import Entities, EntityFinder, flights_of
from assistant.understand.expansion import with_dates_in_words, with_names, without_markup
from assistant.understand.foreign_keywords import in_english
from assistant.understand.query import Query, cleaned, understand
from assistant.understand.spelling import Speller, vocabulary, written_out
from corpus.lexicon import built_in
from corpus.record.missions import MissionRecord
from index.model_files import common_words
from index.store import Index
from index.words import words

# A word of fewer anticipated questions, and of no article, may be one that is misspelt on purpose.
MIN_ASKED = 6


class Analyser:
    """Reads questions by the names of the record and the words of one index."""

    def __init__(
        self, index: Index, record: MissionRecord, vocabulary: Mapping[str, int] | None = None
    ) -> None:
        """Take an index and a record; the vocabulary is gathered where it is not given."""
        self.names = EntityFinder(record)
        self._record = record
        self._speller = Speller(vocabulary or vocabulary_of(index), common_words())

    def words(self, question: str) -> str:
        """The question as one line of parted words, in English as far as it goes.

        Raises:
            QuestionError: for a question that is empty, too long or not text.
        """
        return in_english(written_out(self._speller.spaced(cleaned(question))))

    def analysed(self, resolution: Resolution) -> Query:
        """The question with its names; those of the subject that it leans on are its own."""
        entities = self.names.find(resolution.text).joined(self._of_subject(resolution))
        mended = replace(resolution, text=self._mended(resolution.text))
        searched = with_names(with_dates_in_words(mended.read_as), entities.missions)
        query = understand(
            resolution.read_as, searched, entities, flights_of(entities, self._record)
        )
        return replace(query, place=resolution.place, leant_on=resolution.subject.missions)

    def alone(self, text: str) -> Query:
        """A text that leans on nothing, analysed."""
        return self.analysed(Resolution(text, text))

    def _mended(self, text: str) -> str:
        return self.names.spelt(self._speller.correct(without_markup(text)))

    def _of_subject(self, resolution: Resolution) -> Entities:
        subject = resolution.subject
        if subject.missions:
            return Entities(missions=subject.missions)
        return self.names.find(subject.topic) if subject.topic else Entities()


def vocabulary_of(index: Index) -> dict[str, int]:
    """The articles' words, and those of several questions: a slip of one is no word."""
    texts = [f"{passage.title} {passage.section} {passage.text}" for passage in index.passages]
    asked = vocabulary([question.text for question in index.questions], words)
    often = {word: count for word, count in asked.items() if count >= MIN_ASKED}
    told = vocabulary(texts, words)
    # Nobody asks without these, and no article need have them: "what happend".
    openings = vocabulary([one for said in built_in().openings.values() for one in said], words)
    return {word: told.get(word, 0) + often.get(word, 0) for word in openings | told | often}
