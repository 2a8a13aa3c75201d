"""Asks a language model behind an OpenAI-compatible address: a prompt → its reply.

Only drafting needs one; nothing here runs when questions are answered.
"""

from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any

COMPLETIONS = "/chat/completions"
MAX_REPLY_BYTES = 1_000_000
DEFAULT_TIMEOUT = 120.0


class LanguageModelError(Exception):
    """The service cannot be asked: says where, why and what to do; never shows the key."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A service and its model; `url` as the service's documentation gives it ("…/v1").

    Raises:
        LanguageModelError: for an address or a key that cannot be sent.
    """

    url: str
    model: str
    key: str = ""
    timeout: float = DEFAULT_TIMEOUT

    def __post_init__(self) -> None:
        """Refuse what urllib would read as a file or would print with the key in it."""
        if not self.url.startswith(("http://", "https://")):
            raise LanguageModelError(f'"{self.url}" is no address; give http://… or https://…')
        if not (self.key.isascii() and self.key.isprintable()):
            raise LanguageModelError("the key holds characters that no key has; set it again")

    def complete(self, prompt: str) -> str:
        """The model's reply to a prompt.

        Raises:
            LanguageModelError: when the service is not there, slow, refuses or answers nonsense.
        """
        where = self.url.rstrip("/").removesuffix(COMPLETIONS) + COMPLETIONS
        content = {"model": self.model, "messages": [{"role": "user", "content": prompt}]}
        headers = {"Content-Type": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        try:
            # The constructor has refused all but http and https.
            body = json.dumps(content).encode()
            request = urllib.request.Request(where, body, headers)  # noqa: S310
            with _OPENER.open(request, timeout=self.timeout) as response:
                body = response.read(MAX_REPLY_BYTES + 1)
        except urllib.error.HTTPError as error:
            error.close()
            problem = f"{where} answered {error.code} {error.reason}"
            raise LanguageModelError(f"{problem}; {_remedy(error.code)}") from None
        except TimeoutError:
            problem = f"{where} did not answer within {self.timeout:g} s"
            raise LanguageModelError(f"{problem}; give --timeout more, or a faster model") from None
        # An address that is none, such as "http://[", is a ValueError.
        except (OSError, ValueError, http.client.HTTPException) as error:
            reason = getattr(error, "reason", None) or error
            problem = f"{where} cannot be reached ({reason})"
            raise LanguageModelError(f"{problem}; see that the service runs") from None
        return _message(body, where)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Follows nothing: a redirect would carry the key to another host."""

    def redirect_request(self, *_: Any) -> None:
        return None


_OPENER = urllib.request.build_opener(_NoRedirect)


def _remedy(code: int) -> str:
    if code in (401, 403):
        return "set ASSISTANT_LLM_KEY to a key that it accepts"
    if code == 404 or 300 <= code < 400:
        return "see that --llm is the final address, mostly ending in /v1, and --model is known"
    return "run the command again to go on from here"


def _message(body: bytes, where: str) -> str:
    problem = f"{where} does not speak the chat completions protocol; give another --llm"
    if len(body) > MAX_REPLY_BYTES:
        raise LanguageModelError(problem)
    try:
        text = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise LanguageModelError(problem) from None
    if not isinstance(text, str):
        raise LanguageModelError(problem)
    return text
