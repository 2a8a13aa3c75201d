"""What readers thought of answers → draft cases for `evals`, as TOML that an editor completes.

A draft never passes for a case: what only a person can say is left empty, and `evals` refuses an
empty value by file and line.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from typing import assert_never

from assistant.answer import Abstention, Answer, Clarification
from assistant.render.citable import clean
from assistant.understand.entities import EntityFinder
from assistant.understand.query import AnswerKind, cleaned, understand
from corpus.record.missions import MissionRecord
from web.store.conversations import ConversationStore, RatedTurn

_OPENING = """\
# Draft cases from readers' feedback. Fill in every empty value, see that `says` is right and not
# only what was answered, and move the case to a file in evals/facts/; then run `evals check`.
"""
_SOURCE = 'source = ""  # 000 (Soyuz 1 to 11), 001 (ISS), 002 (Mir) or record'
_STYLE = 'style = ""  # plain, reworded, indirect, telegraph or typo'
MAX_ID_WORDS = 8
DIGEST_CHARACTERS = 6


def export(store: ConversationStore) -> str:
    """Every rated turn as a draft case, the first rated first; the opening alone without any."""
    names = EntityFinder(MissionRecord.load())
    return "\n".join([_OPENING, *(_draft(rated, names) for rated in store.rated())])


def _draft(rated: RatedTurn, names: EntityFinder) -> str:
    lines = [
        *_heard(rated),
        "[[case]]",
        f"id = {_text(_id(rated))}",
        f"ask = {_text(rated.turn.question)}",
        *([f"after = {_list(rated.after)}"] if rated.after else []),
        *_expected(rated),
        f"kind = {_text(_kind(rated, names))}",
        _STYLE,
    ]
    return "\n".join(lines) + "\n"


def _heard(rated: RatedTurn) -> Iterator[str]:
    """The comment above a case: what the reader said, and of what."""
    turn = rated.turn
    verdict = "helpful" if turn.helpful else "not helpful"
    word = f": {clean(turn.word)}" if turn.word else ""
    yield f"# {rated.given[:10]}, {verdict}{word}"
    yield f"# replied: {clean(turn.reply.text)}"
    if isinstance(turn.reply, Answer):
        yield f"# from: {clean(turn.reply.quotes[0].text)}"


def _expected(rated: RatedTurn) -> Sequence[str]:
    """What the reply must do, as far as the reader's verdict tells."""
    turn = rated.turn
    match turn.reply:
        case Answer(quotes=(quote, *_)) if turn.helpful:
            return [
                f"says = [[{_text(quote.highlighted or turn.reply.text)}]]",
                f"cites = {_list([quote.passage.article])}",
                f"section = {_text(quote.passage.section)}",
                _SOURCE,
                f"missions = {_list(turn.context.missions)}",
            ]
        case Abstention(reason=reason) if turn.helpful:
            topic = "out-of-scope" if reason == "out-of-scope" else "in-field"
            return ["abstains = true", f"topic = {_text(topic)}"]
        case Answer() | Clarification() | Abstention():
            return [
                "says = []",
                "cites = []",
                'section = ""',
                _SOURCE,
                f"missions = {_list(turn.context.missions)}",
            ]
        case _:
            assert_never(turn.reply)


def _id(rated: RatedTurn) -> str:
    """Words of the question and a digest of the turn: the same each time it is exported."""
    words = re.findall(r"[a-z0-9]+", rated.turn.question.lower())[:MAX_ID_WORDS]
    digest = hashlib.sha256(rated.turn.id.encode()).hexdigest()[:DIGEST_CHARACTERS]
    return "-".join(["feedback", *words, digest])


def _kind(rated: RatedTurn, names: EntityFinder) -> str:
    read_as = cleaned(rated.turn.context.read_as)
    kind = understand(read_as, read_as, names.find(read_as)).kind
    return (
        "which"
        if kind is AnswerKind.WHICH_MISSION
        else {AnswerKind.YES_NO: "yes-no"}.get(kind, kind.replace(" ", "-"))
    )


def _text(text: str) -> str:
    """A basic string of TOML: JSON's escapes are all valid there, and DEL needs one too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _list(texts: Sequence[str]) -> str:
    return f"[{', '.join(map(_text, texts))}]"
