"""What is known of an index's sentences before any question: names, words, dates, what they offer.

Found once when an index is built and kept in its generation, so that neither start nor question
has to look at every sentence. What finds them belongs to `assistant`; here is how they lie.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int32]
Found = NDArray[np.bool_]
Numbers = NDArray[np.int64]
Pair = tuple[str, str]

FOLDER = "annotations"
# Smaller arrays are read whole: a mapped file costs more than it saves.
MAPPED_FROM_BYTES = 1 << 20
NOTE, LEAD, RECORD = 1, 2, 4
# Stands in a date for what the text leaves out.
UNTOLD = -1
_NOWHERE: Rows = np.empty(0, dtype=np.int32)


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """Which rows have each name, in ascending order; `starts` has one more than there are names."""

    numbers: Mapping[str, int]
    starts: NDArray[np.int64]
    rows: Rows

    @classmethod
    def of(cls, texts: Iterable[Iterable[str]]) -> Postings:
        """Lay out what each row has, in the order of first appearance; twice is once."""
        found: dict[str, array[int]] = {}
        for row, names in enumerate(texts):
            for name in dict.fromkeys(names):
                found.setdefault(name, array("i")).append(row)
        ends = np.cumsum([0, *map(len, found.values())], dtype=np.int64)
        parts = [np.frombuffer(rows, dtype=np.int32) for rows in found.values()]
        rows = np.concatenate(parts) if parts else _NOWHERE
        return cls({name: number for number, name in enumerate(found)}, ends, rows)

    def rows_of(self, name: str) -> Rows:
        """The rows that have a name; none where nobody has it."""
        number = self.numbers.get(name)
        if number is None:
            return _NOWHERE
        return self.rows[self.starts[number] : self.starts[number + 1]]

    def with_all(self, names: Iterable[str]) -> Rows:
        """The rows that have all of some names; none where no name is given."""
        having = sorted((self.rows_of(name) for name in dict.fromkeys(names)), key=len)
        rows = having[0] if having else _NOWHERE
        for others in having[1:]:
            rows = np.intersect1d(rows, others, assume_unique=True)
        return rows

    def among(self, rows: Rows, name: str) -> Found:
        """Which of the given rows have a name, of shape `(rows,)`; without looking at others."""
        having = self.rows_of(name)
        if not len(having):
            return np.zeros(len(rows), dtype=bool)
        places = np.searchsorted(having, rows)
        found: Found = having[np.minimum(places, len(having) - 1)] == rows
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """Some values for each row: those of row `n` are `values[starts[n]:starts[n + 1]]`."""

    starts: NDArray[np.int64]
    values: NDArray[np.int32]

    @classmethod
    def of(cls, rows: Iterable[Sequence[Any]], width: int = 0) -> Runs:
        """Lay values out; with a `width` each value is a tuple of so many numbers."""
        lengths, flat = [0], array("i")
        for values in rows:
            lengths.append(len(values))
            for value in values:
                flat.extend(value if width else (value,))
        laid = np.frombuffer(flat, dtype=np.int32) if flat else _NOWHERE
        return cls(np.cumsum(lengths, dtype=np.int64), laid.reshape(-1, width) if width else laid)

    def of_rows(self, rows: NDArray[np.integer[Any]]) -> tuple[NDArray[np.int32], Numbers]:
        """The values of some rows, one row's behind the other's, and how many each has."""
        places, lengths = spread(self.starts[rows], self.starts[rows + 1])
        return self.values[places], lengths

    def of_row(self, row: int) -> NDArray[np.int32]:
        """The values of one row."""
        return self.values[self.starts[row] : self.starts[row + 1]]


@dataclass(frozen=True, slots=True, eq=False)
class Strings:
    """Texts by number, each read when it is asked for."""

    starts: NDArray[np.int64]
    letters: NDArray[np.uint8]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Strings:
        """Lay texts out as UTF-8, one behind the other."""
        coded = [text.encode() for text in texts]
        joined = b"".join(coded)
        return cls(
            np.cumsum([0, *map(len, coded)], dtype=np.int64), np.frombuffer(joined, dtype=np.uint8)
        )

    def __getitem__(self, number: int) -> str:
        """The text of a number."""
        return bytes(self.letters[self.starts[number] : self.starts[number + 1]]).decode()


@dataclass(frozen=True, slots=True, eq=False)
class Annotations:
    """What is known of `sentences` sentences.

    Attributes:
        made_by: what names the rules, words and record that found all this.
        passage_of: the number of each sentence's passage.
        question_of: the number of the sentence that each anticipated question leads to.
        asked_by: the numbers of each sentence's anticipated questions.
        firsts: the number of each passage's first sentence, and behind them how many there are.
        flags: for each sentence the sum of `NOTE`, `LEAD` and `RECORD` that it is.
        named, people, stamps: sentences by the missions, people and stamps that they name.
        own: sentences by the missions that they are about; `about` those of their passage too.
        named_count, own_count: how many missions each sentence names and is about.
        said, asked: sentences by the stems of their words, and of questions that they answer.
        headings, subjects: passages by the stems of title and section, and by their missions.
        capitals: sentences by the words that they write with a capital or a digit.
        names_told: the people's names that stand in any article but the record's.
        fewest: how many texts have the rarest stem of sentences and their questions; 0 of none.
        dates: year, month and day of each date of each sentence, `UNTOLD` where it is left out.
        offers: for each kind of answer the numbers, in `spans`, of what each sentence offers.
        told, denied: missions beside people and stations; `denied` by sentences that deny alone.
        elsewhere: missions beside people in sentences that name a flight of theirs too, always.
        vocabulary: how often each word occurs that is no slip.
        suggested: article, offset and question, for sentences that answer a plain one.
    """

    made_by: str
    sentences: int
    passage_of: NDArray[np.int32]
    question_of: NDArray[np.int32]
    asked_by: Runs
    firsts: NDArray[np.int64]
    flags: NDArray[np.uint8]
    named: Postings
    own: Postings
    about: Postings
    people: Postings
    stamps: Postings
    named_count: NDArray[np.int32]
    own_count: NDArray[np.int32]
    said: Postings
    asked: Postings
    headings: Postings
    subjects: Postings
    capitals: Postings
    names_told: frozenset[str]
    fewest: int
    dates: Runs
    offers: Mapping[str, Runs]
    spans: Strings
    told: frozenset[Pair]
    denied: frozenset[Pair]
    elsewhere: frozenset[Pair]
    vocabulary: Mapping[str, int]
    suggested: tuple[tuple[str, int, str], ...] = ()

    def sentences_of(self, passages: Numbers) -> Numbers:
        """The numbers of some passages' sentences, one passage's behind the other's."""
        return spread(self.firsts[passages], self.firsts[passages + 1])[0]

    @property
    def suggestions(self) -> dict[tuple[str, int], str]:
        """The question that each sentence suggests, by article and offset."""
        return {(article, start): question for article, start, question in self.suggested}


def save_annotations(annotations: Annotations, folder: Path) -> None:
    """Write annotations below a generation's folder, as arrays and JSON."""
    below = folder / FOLDER
    below.mkdir()
    plain: dict[str, Any] = {}
    for field in fields(Annotations):
        value = getattr(annotations, field.name)
        if isinstance(value, Postings):
            plain[field.name] = [*value.numbers]
        elif isinstance(value, frozenset):
            plain[field.name] = sorted(value)
        elif field.name == "offers":
            plain[field.name] = [*value]
        elif not isinstance(value, np.ndarray | Runs | Strings):
            plain[field.name] = value
    for name, part in _arrays(annotations).items():
        np.save(below / f"{name}.npy", part, allow_pickle=False)
    (below / "plain.json").write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")


def load_annotations(folder: Path) -> Annotations | None:
    """Read what `save_annotations` wrote; None where the generation was built without."""
    below = folder / FOLDER
    if not below.is_dir():
        return None
    plain = json.loads((below / "plain.json").read_text(encoding="utf-8"))

    def postings(name: str) -> Postings:
        numbers = {one: number for number, one in enumerate(plain[name])}
        return Postings(numbers, array_of(below, f"{name}-starts"), array_of(below, f"{name}-rows"))

    def runs(name: str) -> Runs:
        return Runs(array_of(below, f"{name}-starts"), array_of(below, f"{name}-values"))

    found: dict[str, Any] = {name: plain[name] for name in _PLAIN}
    found |= {name: postings(name) for name in _POSTINGS}
    found |= {name: array_of(below, name) for name in _ARRAYS}
    found |= {name: frozenset((one, other) for one, other in plain[name]) for name in _PAIRS}
    found["names_told"] = frozenset(plain["names_told"])
    return Annotations(
        **found,
        dates=runs("dates"),
        asked_by=runs("asked_by"),
        offers={kind: runs(_of_kind(kind)) for kind in plain["offers"]},
        spans=Strings(array_of(below, "spans-starts"), array_of(below, "spans-letters")),
        suggested=tuple((slug, start, asked) for slug, start, asked in plain["suggested"]),
    )


def spread(starts: Numbers, ends: Numbers) -> tuple[Numbers, Numbers]:
    """All numbers from each start to before its end, in order, and how many those are.

    >>> [part.tolist() for part in spread(np.array([5, 0]), np.array([7, 1]))]
    [[5, 6, 0], [2, 1]]
    """
    lengths = ends - starts
    behind = np.cumsum(lengths)
    total = int(behind[-1]) if len(behind) else 0
    return np.repeat(starts - behind + lengths, lengths) + np.arange(total), lengths


def array_of(folder: Path, name: str) -> NDArray[Any]:
    """An array of a folder, mapped where it is large."""
    path = folder / f"{name}.npy"
    mapped = path.stat().st_size >= MAPPED_FROM_BYTES
    read: NDArray[Any] = np.load(path, mmap_mode="r" if mapped else None, allow_pickle=False)
    # As a plain array, of which parts are taken sooner.
    return read.view(np.ndarray)


_POSTINGS = (
    "named",
    "own",
    "about",
    "people",
    "stamps",
    "said",
    "asked",
    "headings",
    "subjects",
    "capitals",
)
_PLAIN = ("made_by", "sentences", "fewest", "vocabulary")
_PAIRS = ("told", "denied", "elsewhere")
_ARRAYS = ("passage_of", "question_of", "firsts", "flags", "named_count", "own_count")


def _arrays(annotations: Annotations) -> dict[str, NDArray[Any]]:
    """Every array by the name of its file."""
    found: dict[str, NDArray[Any]] = {name: getattr(annotations, name) for name in _ARRAYS}
    for name in _POSTINGS:
        postings: Postings = getattr(annotations, name)
        found |= {f"{name}-starts": postings.starts, f"{name}-rows": postings.rows}
    runs = {"dates": annotations.dates, "asked_by": annotations.asked_by}
    runs |= {_of_kind(kind): one for kind, one in annotations.offers.items()}
    for name, one in runs.items():
        found |= {f"{name}-starts": one.starts, f"{name}-values": one.values}
    found["spans-starts"] = annotations.spans.starts
    found["spans-letters"] = annotations.spans.letters
    return found


def _of_kind(kind: str) -> str:
    return f"offers-{kind.replace(' ', '-')}"
