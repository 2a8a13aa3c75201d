"""Questions with their candidates, as weights and thresholds are fitted on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.pipeline import Assistant
from assistant.resolve.conversation import Conversation
from assistant.retrieve.candidates import Candidate
from assistant.understand.query import Query
from corpus.questions import SentenceQuestions
from evals.cases.case import Case
from evals.cases.matching import missing
from evals.runs.running import Conversations
from index.store import Index, Layer
from index.terms import TermIndex
from index.vectors import VectorIndex


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its candidates and which of them answer it; none where nothing does.

    `proof` are the words that prove an answer right, in groups; empty where one sentence is known
    to answer and others may as well, so that nothing can be learned of their order.
    """

    id: str
    query: Query
    candidates: Sequence[Candidate]
    right: frozenset[int] = frozenset()
    proof: tuple[Sequence[str], ...] = ()

    @property
    def answerable(self) -> bool:
        """Whether there is anything to find."""
        return bool(self.right)

    def without_answer(self) -> tuple[Candidate, ...]:
        """The candidates left when every section that holds the answer is taken away."""
        homes = {
            (one.passage.article, one.passage.section)
            for one in self.candidates
            if one.number in self.right
        }
        return tuple(
            one
            for one in self.candidates
            if (one.passage.article, one.passage.section) not in homes
            and missing(one.text, self.proof)
        )


def examples(
    assistant: Assistant, cases: Sequence[Case], progress: Callable[[int], None] | None = None
) -> list[Example]:
    """Retrieve the candidates of every case that has one sentence to find, or none."""
    found = []
    conversation = Conversations(assistant)
    for number, case in enumerate(cases, start=1):
        if not case.premise and not case.gathered:
            _, query = assistant.understand(case.ask, conversation(case.after))
            (candidates,) = assistant.judge.candidates([query])
            right = frozenset(one.number for one in candidates if _answers(case, one))
            if right or case.abstains:
                found.append(Example(case.id, query, candidates, right, case.proof))
        if progress:
            progress(number)
    return found


def natural_examples(assistant: Assistant, asked: Sequence[SentenceQuestions]) -> list[Example]:
    """The candidates of questions that a sentence of an article is known to answer."""
    found = []
    for one in asked:
        for text in one.questions:
            _, query = assistant.understand(text, Conversation())
            (candidates,) = assistant.judge.candidates([query])
            home = (one.article, one.sentence)
            right = frozenset(
                each.number for each in candidates if (each.passage.article, each.text) == home
            )
            if right:
                found.append(Example(text, query, candidates, right))
    return found


def unanswered_examples(assistant: Assistant, questions: Sequence[str]) -> list[Example]:
    """The candidates of questions that no article answers."""
    queries = [assistant.understand(text, Conversation())[1] for text in questions]
    found = assistant.judge.candidates(queries)
    return [Example(query.read_as, query, one) for query, one in zip(queries, found, strict=True)]


def without_questions(index: Index) -> Index:
    """The same index as if no question had been known, as an operator's own articles are."""
    layer = index.layers["questions"]
    none = Layer(TermIndex.build([]), VectorIndex(layer.vectors.vectors[:0]), layer.keys[:0])
    emptied = dict.fromkeys(("questions", "unanswered"), none)
    layers = {**index.layers, **emptied}
    return replace(index, questions=(), layers=layers, annotations=None)


def _answers(case: Case, candidate: Candidate) -> bool:
    groups = case.proof
    cited = candidate.passage.article in case.cites
    return bool(groups) and cited and not missing(candidate.text, groups)
