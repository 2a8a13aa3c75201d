"""Keeps one busy client, or many at once, from taking the server away from the others."""

from __future__ import annotations

import contextlib
import ipaddress
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from starlette.exceptions import HTTPException

MAX_BODY_BYTES = 16 * 1024
# A client of OpenAI's protocol sends its whole conversation each time, our own answers included.
MAX_CONVERSATION_BYTES = 256 * 1024
# What an operator adds at once; the largest file that is read is a document of this size.
MAX_UPLOAD_BYTES = 64 * 1024 * 1024
UPLOADS = "/admin/uploads"
_LONGER: Mapping[str, int] = MappingProxyType(
    {"/v1/chat/completions": MAX_CONVERSATION_BYTES, UPLOADS: MAX_UPLOAD_BYTES}
)
# What a client is told to wait: an answer takes about 10 ms, so a full queue is soon empty.
BUSY_SECONDS = 1
# The longest that a question waits for its turn before the client is told to come back.
PATIENCE_SECONDS = 5.0
# Addresses that are remembered; beyond it the longest unseen is forgotten, with its full bucket.
MAX_CLIENTS = 10_000


class TooLong(HTTPException):
    """A body beyond what its address takes."""

    def __init__(self, limit: int) -> None:
        super().__init__(413)
        self.limit = limit


class TooBusy(Exception):
    """More questions at once than can be answered; the queue is full."""


class TooMany(Exception):
    """One client asks faster than is allowed; `seconds` says when the next question is."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"wait {seconds:.1f} s")
        self.seconds = seconds


def payer(address: str) -> str:
    """Whose bucket pays for an address: of IPv6 the network of /64, which one client has whole."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if parsed.version == 4:
        return address
    mapped = parsed.ipv4_mapped
    return str(mapped or ipaddress.ip_network((parsed, 64), strict=False))


def max_body_bytes(path: str) -> int:
    """The longest body that an address takes."""
    return _LONGER.get(path, MAX_BODY_BYTES)


class Gate:
    """Lets a few in at a time, some wait, and turns the rest away."""

    def __init__(self, inside: int, waiting: int) -> None:
        self._inside = threading.Semaphore(inside)
        self._places = threading.Semaphore(inside + waiting)

    @contextlib.contextmanager
    def enter(self) -> Iterator[None]:
        """Hold a place while answering.

        Raises:
            TooBusy: when nobody more may wait, or the wait was too long.
        """
        if not self._places.acquire(blocking=False):
            raise TooBusy
        try:
            if not self._inside.acquire(timeout=PATIENCE_SECONDS):
                raise TooBusy
            try:
                yield
            finally:
                self._inside.release()
        finally:
            self._places.release()


class TokenBuckets:
    """A bucket for each client: `burst` tokens, refilled at `rate` a second."""

    def __init__(
        self, rate: float, burst: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._rate = rate
        self._burst = burst
        self._clock = clock
        self._lock = threading.Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str) -> None:
        """Spend one token.

        Raises:
            TooMany: when the client's bucket is empty.
        """
        with self._lock:
            tokens = self._filled(client)
            self._spend(client, tokens, 1 if tokens >= 1 else 0)
        if tokens < 1:
            raise TooMany((1 - tokens) / self._rate)

    def wait(self, client: str) -> float:
        """For how many seconds a client has no token; nothing is spent."""
        with self._lock:
            return max(0.0, (1 - self._filled(client)) / self._rate)

    def charge(self, client: str, tokens: int) -> None:
        """Spend what a request that was let in costs besides; who owes waits the longer later."""
        with self._lock:
            self._spend(client, self._filled(client), tokens)

    def _filled(self, client: str) -> float:
        tokens, seen = self._buckets.get(client, (float(self._burst), self._clock()))
        return min(self._burst, tokens + (self._clock() - seen) * self._rate)

    def _spend(self, client: str, tokens: float, spent: int) -> None:
        self._buckets[client] = tokens - spent, self._clock()
        self._buckets.move_to_end(client)
        if len(self._buckets) > MAX_CLIENTS:
            self._buckets.popitem(last=False)
