"""Writes RELIABILITY.md from what is promised and what the proofs have found."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "RELIABILITY.md"

HEAD = """# Reliability

What this project promises of safety, how each promise is tested, and what the test found. `make prove` runs the proofs in full
size, writes their figures down and makes this page of them; `make test` runs the same code in small. Seeds are fixed and
printed. A figure stands for the commit at which it was found, on two cores.
"""

TAIL = """
## What is not promised

* That a single question is answered right: `evals/README.md` has those figures.
* Anything against whoever may write to the data folder: the manifest finds accidents, and it is not signed.
* That a byte of a kept conversation that changed on the disk is noticed: SQLite has no checksums, so a word of a question may be
  another. Quotes of kept answers are not compared with the index again.
* That a digit of `weights.toml` that became another digit is noticed.
* A power cut: it may cost the last turns that were kept (`synchronous = NORMAL`); the index is synced before it is named.
* Other systems than Linux, file systems that do not rename atomically or do not keep what was synced, and networked ones for SQLite.
* That a clock which is wrong when a server with `ASSISTANT_KEEP_DAYS` starts for the very first time is noticed.
* A flood from many addresses: that is for the proxy and the network before it.

## Tested elsewhere, in every run of `make test`

Markup and scripts in questions and articles (`tests/test_web_safety.py`, `tests/test_web_browser.py`), the API against its own
description (`tests/test_web_schema.py`), deadlines (`tests/test_web_deadlines.py`), limits of readers
(`tests/test_readers.py`, `tests/test_reading_limits.py`), writers killed at each step (`tests/test_generation.py`).
Not run by `make prove` yet: 20,000 cases of schemathesis, an hour of 50 users, hostile articles in the ranking, older index formats,
a trace that no network is touched, an audit of dependencies.
"""


def page(promises: list[Mapping[str, str]], results: Mapping[str, Mapping[str, object]]) -> str:
    """The page: a section for each promise, with its figure or that there is none."""
    return HEAD + "".join(_section(one, results.get(one["proof"])) for one in promises) + TAIL


def _section(promise: Mapping[str, str], result: Mapping[str, object] | None) -> str:
    if result is None or _minor(str(result["version"])) != _minor(version("cachet")):
        found = "**The proof of this has not run on this version.**"
    else:
        factor = float(str(result["factor"]))
        size = "full size" if factor == 1 else f"{factor:g} of its full size"
        found = f"**{result['figure']}.** Run on {result['day']} at {result['commit']}, in {size}."
    return f"\n## {promise['promise']}\n\n{promise['how']} (`test_{promise['proof']}`)\n\n{found}\n"


def _minor(number: str) -> list[str]:
    return number.split(".")[:2]


def promised() -> list[Mapping[str, str]]:
    """All promises, in the order of the page."""
    found: list[Mapping[str, str]] = tomllib.loads((HERE / "promises.toml").read_text())["promise"]
    return found


def found() -> Mapping[str, Mapping[str, object]]:
    """What the proofs wrote down."""
    path = HERE / "results.json"
    return json.loads(path.read_text()) if path.exists() else {}


if __name__ == "__main__":
    PAGE.write_text(page(promised(), found()), encoding="utf-8")
