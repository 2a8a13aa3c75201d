"""A trained reader → its figures on the field's sections that were held apart, and its speed."""

from __future__ import annotations

import statistics
import timeit
from functools import partial

import torch

from assistant.reader.model import LearnedReader
from assistant.training import field_lists
from assistant.training.data import in_slice
from assistant.training.evaluate import Progress, percent, read_candidates
from assistant.training.field import POOL, Field, asked_alike, pool

LATENCY_QUESTIONS = 20


def field_figures(
    reader: LearnedReader, field: Field, every: int, progress: Progress
) -> dict[str, float]:
    """Right sentence first among 24, for the questions of the sections held apart.

    The 24 are found by words and by other people's questions; where they miss the right sentence
    it takes the last place, so that the reader is judged on every question.
    """
    apart = [
        number
        for number, one in enumerate(field.questions)
        if one.apart and in_slice(one.text, every)
    ]
    pools = [_pool_with_right(field, number) for number in apart]
    shown = [
        field_lists.candidate(field.questions[number].shown, field.sentences, sentence)
        for number, sentences in zip(apart, pools, strict=True)
        for sentence in sentences
    ]
    scores = iter([reading.score for reading in read_candidates(reader, shown, progress)])
    ranks, terms, alike = [], [], []
    for number, sentences in zip(apart, pools, strict=True):
        right = field.questions[number].right
        scored = {sentence: next(scores) for sentence in sentences}
        ranks.append(sum(score > scored[right] for score in scored.values()) + 1)
        terms.append(pool(field, field.questions[number], 1)[0] == right)
        alike.append(asked_alike(field, number, 1)[0] == right)
    return {
        "questions": len(apart),
        "bm25_first": percent(list(map(float, terms))),
        "asked_first": percent(list(map(float, alike))),
        "reader_first": percent([float(rank == 1) for rank in ranks]),
        "reader_mrr": round(statistics.mean(1 / rank for rank in ranks), 3),
    }


def latency(reader: LearnedReader, field: Field) -> float:
    """Median milliseconds for one question with 24 candidates of the field, on one core.

    The fastest of three readings counts, and one core, because a second thread waits for its
    turn wherever other work goes on and then measures that work.
    """
    apart = [number for number, one in enumerate(field.questions) if one.apart]
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    times = []
    for number in apart[:: max(len(apart) // LATENCY_QUESTIONS, 1)]:
        question = field.questions[number].shown
        shown = [
            field_lists.candidate(question, field.sentences, one)
            for one in _pool_with_right(field, number)
        ]
        contexts, targets = [one.context for one in shown], [one.target for one in shown]
        read = partial(reader.read, question, contexts, targets)
        times.append(1000 * min(timeit.repeat(read, number=1, repeat=3)))
    torch.set_num_threads(threads)
    return round(statistics.median(times), 1)


def _pool_with_right(field: Field, number: int) -> list[int]:
    question = field.questions[number]
    found = field_lists.look_alikes(field, question, number)[:POOL]
    return found if question.right in found else [*found[: POOL - 1], question.right]
