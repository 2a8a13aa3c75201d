"""The whole assistant in four steps: understand, retrieve, rank, compose."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from assistant.answer import Answer, Reply
from assistant.compose import Correction, Library, compose
from assistant.conversation import Conversation, Turn, stand_alone
from assistant.entities import EntityFinder, Speller, vocabulary
from assistant.fitted import Fitted
from assistant.premises import false_premise
from assistant.query import Query, cleaned, understand
from assistant.rank import Evidence, rank, support
from assistant.retrieve import Candidate, Retriever
from corpus.missions import MissionRecord
from index.encoder import (
    DEFAULT_MODEL,
    Encoder,
    SentenceTransformerEncoder,
    common_words,
    model_digest,
)
from index.passages import Passage
from index.store import Index, load
from index.words import words


class Assistant:
    """Answers from one generation of the index; safe to use from several threads."""

    def __init__(
        self,
        index: Index,
        encoder: Encoder,
        record: MissionRecord,
        fitted: Fitted | None = None,
    ) -> None:
        self.index = index
        self.record = record
        self._encoder = encoder
        self._fitted = fitted or Fitted.load()
        self._names = EntityFinder(record)
        self._speller = Speller(_vocabulary(index), common_words())
        self._retriever = Retriever(index, record, self._names.find)
        self._library = _library(index, record)

    @classmethod
    def open(cls, home: Path, model: str = DEFAULT_MODEL) -> Assistant:
        """Open the current index of a data folder with its encoder.

        Raises:
            IndexUnusable: when the index is missing, damaged or built with another encoder.
            EncoderUnusable: when the model is missing or changed.
        """
        index = load(home, model, model_digest(model))
        return cls(index, SentenceTransformerEncoder.load(model), MissionRecord.load())

    def ask(self, question: str, conversation: Conversation | None = None) -> Reply:
        """Answer a question, or say that the articles do not.

        Raises:
            QuestionError: for a question that is empty, too long or not text.
        """
        query = self.understand(question, conversation or Conversation())
        evidence = self.search(query)
        supported = support(evidence, self._fitted.support)
        return compose(query, evidence, supported, self._library, self._fitted.thresholds,
                       self._correction(query))

    def understand(self, question: str, conversation: Conversation) -> Query:
        """The question as it stands alone, with its names and the kind of answer it wants."""
        read_as = stand_alone(cleaned(question), conversation, self._names.find, self.record)
        entities = self._names.find(read_as)
        return understand(read_as, self._speller.correct(read_as), entities)

    def search(self, query: Query) -> tuple[Evidence, ...]:
        """The evidence for a query, best first."""
        return rank(self.candidates(query), self._fitted.ranking)

    def candidates(self, query: Query) -> tuple[Candidate, ...]:
        """The sentences that may answer a query, with their signals, in the index's order."""
        return self._retriever.retrieve(query, self._encoder)

    def _correction(self, query: Query) -> Correction | None:
        """What the question gets wrong about who flew where, with the proof."""
        wrong = false_premise(query, self.record, self._retriever.together)
        if wrong is None:
            return None
        proof = understand(query.read_as, wrong.search_text, self._names.find(wrong.search_text))
        for one in self.search(proof):
            sentence = one.candidate.sentence
            named = {name for names in self._names.find(one.candidate.text).people
                     for name in names}
            if wrong.flown[0] in sentence.missions and wrong.person in named:
                return Correction(wrong.correction, one)
        return None

    def turn(self, reply: Reply) -> Turn:
        """What a follow-up needs to know of a reply."""
        asked = self._names.find(reply.read_as)
        match reply:
            case Answer(quotes=(quote, *_)):
                said = self._names.find(quote.highlighted or quote.text)
                missions = asked.missions or quote.passage.subject
                people = asked.people or said.people
                return Turn(reply.read_as, missions, tuple(one[0] for one in people),
                            quote.passage.section)
            case _:
                return Turn(reply.read_as, asked.missions, tuple(one[0] for one in asked.people))


def _vocabulary(index: Index) -> dict[str, int]:
    texts = [f"{passage.title} {passage.section} {passage.text}" for passage in index.passages]
    return vocabulary([*texts, *(question.text for question in index.questions)], words)


def _library(index: Index, record: MissionRecord) -> Library:
    passages: dict[str, list[Passage]] = {}
    for passage in index.passages:
        passages.setdefault(passage.article, []).append(passage)
    return Library(index.articles, MappingProxyType(passages), _suggestions(index),
                   record, index.generation)


def _suggestions(index: Index) -> Mapping[tuple[str, int], str]:
    """For each sentence the first of its questions that is fit to be shown."""
    shown: dict[tuple[str, int], str] = {}
    for question in index.questions:
        passage, sentence = index.sentences[question.sentence]
        key = passage.article, sentence.start
        if key not in shown and _presentable(question.text):
            shown[key] = question.text
    return MappingProxyType(shown)


def _presentable(question: str) -> bool:
    """Written out: a capital, a question mark, and more than a name."""
    return question[:1].isupper() and question.endswith("?") and len(question.split()) >= 5


