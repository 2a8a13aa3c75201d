"""What stands above the quotes of a reply: the short answer, a correction, why there is none.

Nothing is said twice: where a sentence answers as a whole, or the items say it all, it is they that
are shown, and no headline repeats them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import assert_never

from assistant.answer import Abstention, Answer, Clarification, Reply

_CONFIDENCE = {
    "high": "The articles say so.",
    "medium": "Very likely this; the quote decides.",
    "low": "Not certain: read the quote before you rely on it.",
}
# A headline of so much of its sentence is the sentence, whose words are marked.
MOST = 0.6
_FIRST_WORD = re.compile(r"(?:[a-z]{2,}|a)(?=[\s,;:.-]|$)")
_JOINING = frozenset({"and", "or", "the", "with", "of"})


def lead_of(reply: Reply, told: Sequence[str] = ()) -> str:
    """The headline, or why there is none; empty where quotes or items would repeat it.

    `told` are the missions on which the articles do have something to show instead.
    """
    match reply:
        case Answer():
            return capitalised(_short_answer(reply))
        case Clarification():
            return reply.text
        case Abstention():
            return _declined(reply, told)
        case _:
            assert_never(reply)


def verdict_of(reply: Reply) -> str:
    """The verdict of an answer that has one: "Yes." or "No."."""
    said = reply.verdict if isinstance(reply, Answer) else None
    return f"{said.capitalize()}." if said else ""


def note_of(reply: Reply) -> str:
    """The correction or doubt of an answer."""
    return reply.note or "" if isinstance(reply, Answer) else ""


def found_of(reply: Reply) -> str:
    """How many members of a list are shown, where not all are."""
    found = reply.found if isinstance(reply, Answer) else None
    return f"{found.shown} of {found.of} found." if found and found.shown < found.of else ""


def certainty_of(reply: Reply) -> str:
    """How sure an answer is, or what to do where nothing was found."""
    match reply:
        case Answer():
            return _CONFIDENCE[reply.confidence]
        case Abstention(reason="nothing-found"):
            return "Try other words, or the name of a mission."
        case Clarification() | Abstention():
            return ""
        case _:
            assert_never(reply)


def capitalised(text: str) -> str:
    """With a capital, where it begins with a word: "three stamps", but not "s. 6426"."""
    return text[:1].upper() + text[1:] if _FIRST_WORD.match(text) else text


def _short_answer(answer: Answer) -> str:
    said = verdict_of(answer)
    repeated = _in_items(answer) if answer.items else _in_sentence(answer)
    return said if repeated else f"{said} {answer.text}".strip()


def _in_items(answer: Answer) -> bool:
    """Whether the items have every word of the headline."""
    listed = _words(" ".join(f"{item.label} {item.value}" for item in answer.items))
    return _words(answer.text) <= listed | _JOINING


def _words(text: str) -> frozenset[str]:
    """Its words, one of a cover and of covers."""
    return frozenset(word.removesuffix("s") for word in re.findall(r"\w+", text.casefold()))


def _in_sentence(answer: Answer) -> bool:
    """Whether the first quote says no more than the headline, or hardly more."""
    sentences = [quote for quote in answer.quotes if quote.text != answer.note] or answer.quotes
    first, text = sentences[0], answer.text.rstrip(".")
    if first.highlight:
        return text in first.text and len(text) >= MOST * len(first.text)
    return first.text.startswith(text) or text.startswith(first.text.rstrip("."))


def _declined(reply: Abstention, told: Sequence[str]) -> str:
    if reply.reason == "out-of-scope":
        return reply.text
    if told:
        return f"The articles don’t answer this. On {_listed(told)} they cover:"
    if reply.nearest:
        return "The articles don’t answer this. These passages come nearest:"
    return "The articles don’t answer this."


def _listed(names: Sequence[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
