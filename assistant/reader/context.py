"""What the learned reader is shown of a question and of a sentence, in training as in answering.

A sentence stands behind its missions and among its neighbours: its words are judged, what stands
around them only helps.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.words import normalise

# Somebody who flew more often than this is not told by his flights.
MAX_FLIGHTS = 3

Span = tuple[int, int]


def shown_question(text: str, flights: Sequence[str], people: Sequence[Sequence[str]] = ()) -> str:
    """The question with what it leaves unsaid behind it.

    That is who "the Belgian" is, of `people` as tuples of possible names, and the flights of whom
    it names where they are few.
    """
    said = normalise(text)
    names = (one[0] for one in people if len(one) == 1)
    unsaid = [name for name in names if normalise(name.split(" (")[0].split()[-1]) not in said]
    hints = [*unsaid, *(flights if len(flights) <= MAX_FLIGHTS else ())]
    return f"{text} ({', '.join(hints)})" if hints else text


def shown_sentence(
    embedded: str, sentence: str, before: str = "", behind: str = ""
) -> tuple[str, Span]:
    """The context, and the place in it of the sentence that is judged.

    `embedded` is the sentence behind the names that it leaves unsaid; `before` and `behind` are
    its neighbours.

    >>> shown_sentence("Soyuz TM-2: It landed.", "It landed.", "It flew on.", "All were well.")
    ('Soyuz TM-2: It flew on. It landed. All were well.', (24, 34))
    """
    head = embedded[: len(embedded) - len(sentence)] + (f"{before} " if before else "")
    tail = f" {behind}" if behind else ""
    return head + sentence + tail, (len(head), len(head) + len(sentence))
