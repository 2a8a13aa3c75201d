"""Records of a JSON Lines file, each read when it is asked for; kept beside where each begins."""

from __future__ import annotations

import json
import mmap
from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from index.annotations import array_of

T = TypeVar("T")
# A question looks at some dozens of records, many of them several times; of a small index all stay.
KEPT_RECORDS = 1 << 14


class OnDemand(Sequence[T]):
    """A sequence whose members are made when they are asked for; equal to one of equal members."""

    @abstractmethod
    def at(self, number: int) -> T:
        """The member of a number from 0 on."""

    @overload
    def __getitem__(self, number: int) -> T: ...

    @overload
    def __getitem__(self, number: slice) -> tuple[T, ...]: ...

    def __getitem__(self, number: int | slice) -> T | tuple[T, ...]:
        """The member of a number, or a tuple of those of a slice."""
        if isinstance(number, slice):
            return tuple(self.at(one) for one in range(*number.indices(len(self))))
        place = int(number) + (len(self) if number < 0 else 0)
        if not 0 <= place < len(self):
            raise IndexError(f"there is no number {number} among {len(self)}")
        return self.at(place)

    def __eq__(self, other: object) -> bool:
        """Whether another sequence has the same members."""
        if not isinstance(other, Sequence) or len(other) != len(self):
            return False
        return all(one == two for one, two in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]


class Lines(OnDemand[T]):
    """The records of a file by number; those that were looked at last stay in memory."""

    def __init__(
        self,
        letters: bytes | mmap.mmap,
        starts: NDArray[np.int64],
        make: Callable[[Any], T],
        kept: int | None = KEPT_RECORDS,
    ) -> None:
        """Take a file's content, where each line begins and the last one ends, and a maker.

        So many are `kept`, by default some thousands; None keeps all that were looked at.
        """
        self._all_stay = kept is None or len(starts) - 1 <= kept
        self._letters = letters
        self._starts = starts
        self._make = make
        self.at = lru_cache(maxsize=kept)(self._read)  # type: ignore[method-assign]

    @classmethod
    def load(
        cls,
        folder: Path,
        name: str,
        make: Callable[[Any], T],
        kept: int | None = KEPT_RECORDS,
    ) -> Lines[T]:
        """The records that `write_lines` wrote, each made of what its JSON says."""
        path = folder / f"{name}.jsonl"
        starts = array_of(folder, f"{name}-starts")
        if not path.stat().st_size:
            return cls(b"", starts, make, kept)
        with path.open("rb") as file:
            return cls(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), starts, make, kept)

    def __len__(self) -> int:
        """How many records there are."""
        return len(self._starts) - 1

    def __iter__(self) -> Iterator[T]:
        """All records in order; of more than can stay none is kept."""
        return map(self.at if self._all_stay else self._read, range(len(self)))

    def at(self, number: int) -> T:
        """The record of a number."""
        return self._read(number)

    def _read(self, number: int) -> T:
        start, end = int(self._starts[number]), int(self._starts[number + 1])
        return self._make(json.loads(self._letters[start:end]))


def write_lines(folder: Path, name: str, records: Iterable[Any]) -> None:
    """Write dataclasses as JSON Lines, and where each line begins."""
    starts = [0]
    with (folder / f"{name}.jsonl").open("wb") as file:
        for record in records:
            line = json.dumps(asdict(record), ensure_ascii=False).encode() + b"\n"
            file.write(line)
            starts.append(starts[-1] + len(line))
    np.save(folder / f"{name}-starts.npy", np.array(starts, dtype=np.int64), allow_pickle=False)
