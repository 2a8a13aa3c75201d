"""Puts every case on one side for good.

`fit` may be tuned on, `held` and `strangers` never; what others wrote is reported apart.
Cases of one section share a side, so that no fact is on both; a case without a section goes by
its own id. The side is a hash, so a new case never moves an old one.
"""

from __future__ import annotations

import hashlib
from typing import Literal, get_args

from evals.cases.case import Case

Side = Literal["fit", "held", "strangers"]
SIDES: tuple[Side, ...] = get_args(Side)


def side(case: Case) -> Side:
    """The side of a case.

    >>> side(Case("a", "b?", "who", "plain", cites=("soyuz-1",), section="The flight of Soyuz 1"))
    'held'
    """
    if case.by_words:
        return "strangers"
    key = f"{case.cites[0]}\n{case.section}" if case.cites else case.id
    return "held" if hashlib.sha256(key.encode()).digest()[0] % 2 else "fit"
