"""Puts the answers to several questions of one text one after the other, each with its quotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import MAX_QUOTES, Answer, Confidence, Found, Item, Quote, Reply
from assistant.understand.query import Query

# Of each part its best sentences.
_MOST_OF_A_PART = 4
_WEAKEST_FIRST: tuple[Confidence, ...] = ("low", "medium", "high")


def in_parts(query: Query, parts: Sequence[str], replies: Sequence[Reply]) -> Answer | None:
    """The answers with their questions before them; None where none is answered.

    The first alone says of the others that the articles do not answer them; another alone may
    lean on what the first did not find.
    """
    quotes: list[Quote] = []
    items: list[Item] = []
    answers: list[Answer] = []
    for part, reply in zip(parts, replies, strict=True):
        if not isinstance(reply, Answer):
            continue
        told = [one for one in reply.quotes[:_MOST_OF_A_PART] if one not in quotes]
        if len(quotes) + len(told) > MAX_QUOTES:
            continue
        quotes += told
        numbers = tuple(number for number, one in enumerate(quotes) if one in reply.quotes)
        items.append(Item(part, _said(reply), numbers))
        answers.append(reply)
    if not answers or (len(answers) == 1 and answers[0] is not replies[0]):
        return None
    if len(answers) == 1:
        open_parts = [part for part, one in zip(parts, replies, strict=True) if one not in answers]
        said = f"The articles do not answer this: {' '.join(open_parts)}"
        note = " ".join(filter(None, [answers[0].note, said]))
        return replace(answers[0], read_as=query.read_as, note=note)
    return Answer(
        text="; ".join(item.value.rstrip(".") for item in items),
        quotes=tuple(quotes),
        read_as=query.read_as,
        confidence=min((one.confidence for one in answers), key=_WEAKEST_FIRST.index),
        index=answers[0].index,
        follow_ups=answers[-1].follow_ups,
        form="list",
        items=tuple(items),
        found=Found(len(answers), len(replies), complete=len(answers) == len(replies)),
    )


def _said(reply: Answer) -> str:
    """The short answer, with the yes or no that it gives."""
    verdict = {"yes": "Yes. ", "no": "No. "}.get(reply.verdict or "", "")
    return f"{verdict}{reply.text}"
