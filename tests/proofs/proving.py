"""What every proof shares: its size, its fixed seed, and where its figure is written down.

Small in `make test`; with `--prove FACTOR` in its full size times the factor, and then the figure is
kept in `results.json`, from which `page.py` writes RELIABILITY.md.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import pytest

SEED = 20261130
HERE = Path(__file__).parent
RESULTS = HERE / "results.json"


class Proof:
    """One run of one proof."""

    def __init__(self, name: str, factor: float | None) -> None:
        self.name = name
        self.factor = factor
        self.random = random.Random(f"{SEED} {name}")
        sys.stdout.write(f"proof {name}: seed {SEED}, factor {factor}\n")

    def size(self, small: int, full: int) -> int:
        """How often to try."""
        return small if self.factor is None else max(small, round(full * self.factor))

    def holds(self, figure: str) -> None:
        """Write down what was found, when this is a run of `make prove`."""
        sys.stdout.write(f"proof {self.name}: {figure}\n")
        if self.factor is None:
            return
        results = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
        results[self.name] = {
            "figure": figure,
            "factor": self.factor,
            "commit": _commit(),
            "version": version("cachet"),
            "day": datetime.now(UTC).date().isoformat(),
        }
        RESULTS.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n")


def _commit() -> str:
    told = ["git", "rev-parse", "--short=7", "HEAD"]
    return subprocess.run(told, cwd=HERE, capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture
def proof(request: pytest.FixtureRequest) -> Proof:
    """The proof that a test is, by the test's name."""
    name = request.node.originalname.removeprefix("test_")
    return Proof(name, request.config.getoption("--prove"))


def in_child(work: Callable[[], None], kill_after: float | None = None) -> int:
    """Run in a forked child, killed from outside after some seconds; its exit status or signal."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            work()
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
