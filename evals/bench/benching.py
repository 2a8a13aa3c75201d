"""Searches other people's sets with Cachet and with plain methods, in one run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.pipeline import Assistant, open_reader
from assistant.rank.judging import Reader
from assistant.rank.ranking import rank
from assistant.resolve.conversation import Conversation
from assistant.understand.query import MAX_QUESTION_CHARACTERS
from evals.bench.baselines import FUSION, Plain, Txtai
from evals.bench.datasets import DATASETS, DataError, Dataset, Question
from evals.bench.followups import FOLLOW_UPS, run_followups
from evals.bench.indexes import Document, articles_of, indexed
from evals.bench.reading import READING, run_reading
from evals.bench.refusals import REFUSALS, run_refusals
from evals.bench.results import Bench
from evals.runs.figures import Figure, mean
from evals.runs.ladder import reduced
from evals.runs.retrieval import measures
from index.encoder import Encoder, SentenceTransformerEncoder
from index.model_files import DEFAULT_MODEL
from index.passages import sentence_text_to_embed

NO_TXTAI = "txtai is not installed; for its row: pip install -e '.[bench]'"
LoadEncoder = Callable[[str], Encoder]
LoadReader = Callable[[], Reader | None]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the index, as a span of the part that it is of."""

    key: str
    part: str
    start: int
    end: int


def run_bench(
    name: str,
    data: Path,
    limit: int,
    home: Path,
    model: str = DEFAULT_MODEL,
    *,
    small: bool = False,
    threshold: float | None = None,
    progress: Callable[[int, int], None] | None = None,
    say: Callable[[str], None] = lambda _: None,
    load_encoder: LoadEncoder = SentenceTransformerEncoder.load,
    load_plain: Callable[[], Encoder] = SentenceTransformerEncoder.published,
    load_reader: LoadReader = open_reader,
) -> Bench:
    """Measure one set; `say` is told each long step before it begins.

    Raises:
        DataError: for a set that is unknown, or not in the folder.
    """
    if name == FOLLOW_UPS:
        return run_followups(data, limit)
    if name == READING:
        return run_reading(data, limit, threshold)
    if name == REFUSALS:
        return run_refusals(data, limit, home, model, load_encoder(model), load_reader())
    if name not in DATASETS:
        known = ", ".join([*DATASETS, FOLLOW_UPS, READING, REFUSALS])
        raise DataError(f'there is no set "{name}"; known are {known}')
    whole = DATASETS[name](data)
    if not whole.questions:
        raise DataError(f"{name} in {data} holds no question; fetch it again")
    dataset = whole.sample(limit, small=small)
    folder = home / "bench" / (f"{name}-{limit}" if small else name)
    articles = articles_of(dataset.parts)
    say(f"indexing {len(dataset.parts)} texts as Cachet does")
    assistant = indexed(articles, folder, model, load_encoder(model), load_reader())
    notes = [
        f"{len(dataset.questions)} of {len(whole.questions)} questions over "
        f"{len(dataset.parts)} of {len(whole.parts)} texts",
        *(f"published: {one}" for one in dataset.published),
    ]
    if not Txtai.installed():
        notes.append(NO_TXTAI)
    say("encoding them as the plain methods do")
    plain = _PlainMethods(dataset, assistant, articles, load_plain())
    say(f"asking {len(dataset.questions)} questions")
    return Bench(name, _rows(dataset, assistant, plain, progress), tuple(notes))


class _PlainMethods:
    """The plain methods over a set's texts, and over its sentences where it judges those."""

    def __init__(
        self,
        dataset: Dataset,
        assistant: Assistant,
        articles: Mapping[str, Document],
        encoder: Encoder,
    ) -> None:
        keys = [part.id for part in dataset.parts]
        texts = [f"{part.title}. {part.text}" for part in dataset.parts]
        self.sentences = _sentences(assistant, articles)
        self._by_part = Plain.over(keys, texts, encoder)
        self._by_sentence = (
            Plain.over(
                [one.key for one in self.sentences],
                [sentence_text_to_embed(*pair) for pair in assistant.index.sentences],
                encoder,
            )
            if _judges_sentences(dataset)
            else None
        )
        passages = assistant.index.layers["passages"]
        self._own = Plain(
            _parts_of_passages(assistant, self.sentences),
            passages.terms,
            passages.vectors,
            assistant.judge.encoder,
        )
        self._txtai = Txtai(keys, texts) if Txtai.installed() else None

    def rankings(self, text: str) -> Iterator[tuple[str, str, list[str]]]:
        """What each method finds: whether passages or sentences, by which, and their keys."""
        for kind, searched in (
            ("passage", self._by_part),
            ("sentence", self._by_sentence),
            ("passage", self._txtai),
        ):
            for method, ranking in searched.rankings(text) if searched else ():
                yield kind, method, ranking
        (fused,) = (ranking for method, ranking in self._own.rankings(text) if method == FUSION)
        yield "passage", "Cachet, passages", list(dict.fromkeys(fused))


def _rows(
    dataset: Dataset,
    assistant: Assistant,
    plain: _PlainMethods,
    progress: Callable[[int, int], None] | None,
) -> dict[str, dict[str, Figure]]:
    sentences = plain.sentences
    plainly = reduced(assistant.judge.fitted.ranking, "fused")
    found: dict[str, dict[str, dict[str, list[str]]]] = {"passage": {}, "sentence": {}}

    def note(kind: str, method: str, question: Question, ranking: list[str]) -> None:
        found[kind].setdefault(method, {})[question.id] = ranking

    for done, question in enumerate(dataset.questions):
        if progress:
            progress(done, len(dataset.questions))
        text = question.text[:MAX_QUESTION_CHARACTERS]
        for kind, method, ranking in plain.rankings(text):
            note(kind, method, question, ranking)
        _, query = assistant.understand(text, Conversation())
        (evidence,) = assistant.judge.search([query])
        candidates = [one.candidate for one in evidence]
        for method, ranked in (
            ("Cachet, fused", rank(candidates, plainly)),
            ("Cachet, signals", rank(candidates, assistant.judge.fitted.ranking)),
            ("Cachet", evidence),
        ):
            numbers = [one.candidate.number for one in ranked]
            note("sentence", method, question, [sentences[number].key for number in numbers])
            note(
                "passage",
                method,
                question,
                list(dict.fromkeys(sentences[number].part for number in numbers)),
            )
    return _figures(dataset, sentences, found)


def _judges_sentences(dataset: Dataset) -> bool:
    return any(one.spans for one in dataset.questions)


def _sentences(assistant: Assistant, articles: Mapping[str, Document]) -> list[Sentence]:
    """The index's sentences, in its order."""
    placed = []
    for number, (passage, sentence) in enumerate(assistant.index.sentences):
        article, parts = articles[passage.article]
        here = next(
            at
            for at, block in enumerate(article.blocks)
            if block.start <= sentence.start < block.end
        )
        shift = article.blocks[here].start
        placed.append(
            Sentence(str(number), parts[here].id, sentence.start - shift, sentence.end - shift)
        )
    return placed


def _parts_of_passages(assistant: Assistant, sentences: Sequence[Sentence]) -> list[str]:
    """The part of each passage of the index, in its order."""
    parts = {
        passage.id: one.part
        for (passage, _), one in zip(assistant.index.sentences, sentences, strict=True)
    }
    return [parts[passage.id] for passage in assistant.index.passages]


def _figures(
    dataset: Dataset,
    sentences: Sequence[Sentence],
    found: Mapping[str, Mapping[str, Mapping[str, Sequence[str]]]],
) -> dict[str, dict[str, Figure]]:
    relevant: dict[str, Mapping[str, set[str]]] = {
        "passage": {one.id: set(one.parts) for one in dataset.questions},
        "sentence": _answering(dataset.questions, sentences),
    }
    rows: dict[str, dict[str, Figure]] = {}
    for kind, methods in found.items():
        if kind == "sentence" and not _judges_sentences(dataset):
            continue
        for method, rankings in methods.items():
            values = measures(rankings, relevant[kind])
            for name in ("hit_1", "mrr", "ndcg_10"):
                figure = mean([one[name] for one in values.values()])
                rows.setdefault(method, {})[f"{kind} {name}"] = figure
    return rows


def _answering(questions: Iterable[Question], sentences: Sequence[Sentence]) -> dict[str, set[str]]:
    """The sentences that share half of the shorter with a span that answers.

    The set's sentences and ours are cut by different rules.
    """
    by_part: dict[str, list[Sentence]] = {}
    for one in sentences:
        by_part.setdefault(one.part, []).append(one)
    return {
        question.id: {
            one.key
            for part, start, end in question.spans
            for one in by_part.get(part, ())
            if _share(one, start, end)
        }
        for question in questions
    }


def _share(sentence: Sentence, start: int, end: int) -> bool:
    common = min(sentence.end, end) - max(sentence.start, start)
    return 2 * common >= min(sentence.end - sentence.start, end - start)
