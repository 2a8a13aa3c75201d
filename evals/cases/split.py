"""Puts every case on one side for good: `fit` may be tuned on, `held` is what is reported.

Cases of one section share a side, so that no fact is on both; a case without a section goes by
its own id. The side is a hash, so a new case never moves an old one.
"""

from __future__ import annotations

import hashlib
from typing import Literal

from evals.cases.reading import Case

Side = Literal["fit", "held"]


def side(case: Case) -> Side:
    """The side of a case.

    >>> side(Case("a", "b?", "who", "plain", cites=("soyuz-1",), section="The flight of Soyuz 1"))
    'held'
    """
    key = f"{case.cites[0]}\n{case.section}" if case.cites else case.id
    return "held" if hashlib.sha256(key.encode()).digest()[0] % 2 else "fit"
