"""Keeps names, dates and stamp numbers in one line: "Soyuz TM-32" is never cut before its "32".

The words stay as they are, so that what is copied is plain; a span around them is not broken.
The script does the same with `UNBROKEN`, which is therefore a pattern of both languages.
"""

from __future__ import annotations

import re
from itertools import pairwise

# "Soyuz TM-32", "Progress M1-5", "STS-71"; "Soyuz 11", "April 1967"; "28 April"; "s. 6874c".
UNBROKEN = (
    r"(?:[A-Z][a-z]{1,10} )?[A-Z][A-Za-z0-9]{0,11}-[0-9]{1,4}[A-Za-z]?(?![A-Za-z0-9])"
    r"|[A-Z][a-z]{1,10} [0-9]{1,4}(?![A-Za-z0-9])"
    r"|[0-9]{1,2} [A-Z][a-z]{2,9}(?![A-Za-z0-9])"
    r"|s\. [0-9]{1,5}[a-z]?(?![A-Za-z0-9])"
)
_UNBROKEN = re.compile(UNBROKEN)


def unbroken(text: object) -> tuple[tuple[str, bool], ...]:
    """A text in pieces, and of each whether it is a name that is to stay in one line."""
    words = str(text)
    edges = [0, *(place for name in _UNBROKEN.finditer(words) for place in name.span()), len(words)]
    return tuple(
        (words[start:end], number % 2 == 1) for number, (start, end) in enumerate(pairwise(edges))
    )
