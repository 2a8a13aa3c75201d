"""Names what earlier turns spoke of: the topic of a turn, and what a pronoun stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence


def loosely(name: str) -> str:
    """A pattern for a mission's name with or without its programme, spaces and hyphens."""
    programme, _, number = name.partition(" ")
    loose = re.escape(number).replace(r"\-", r"[\s\-]?")
    return rf"\b(?:{re.escape(programme)}[\s\-]*)?{loose}\b" if number else re.escape(name)


def topic_of(read_as: str, missions: Sequence[str], heading: str) -> str:
    """What a turn was about; after an abstention the thing that was asked about."""
    if heading or not missions:
        return heading
    asked = re.search(rf"\bthe (?:[\w-]+ ){{0,2}}(?:covers?|envelopes?|cards?|stamps?|postmarks?) "
                      rf"(?:of|from|for) {loosely(missions[0])}", read_as, re.IGNORECASE)
    return asked[0] if asked else ", ".join(missions)


def in_place_of(pronoun: str, topic: str, missions: Sequence[str]) -> str:
    """What a pronoun stands for: "that flight" is the mission, "it" the thing last quoted."""
    plain = pronoun.lower()
    whole = re.search(r"flight|mission|craft|ship|capsule|crew", plain)
    kind = re.search(r"cover|envelope|card|stamp|postmark", plain)
    flown = ", ".join(missions)
    if whole and flown:
        return f"the {'crew' if whole[0] == 'crew' else 'flight'} of {flown}"
    if kind and flown and kind[0] not in topic.lower():
        return f"the {kind[0]} of {flown}"
    name = topic[:1].lower() + topic[1:] if topic.startswith(("The ", "A ")) else topic
    if plain != "its":
        return name
    # "The launch cover of Soyuz TMA-13 with Baikonur stamps" would own them itself.
    owner = re.split(r" (?:with|and|for) ", name)[0]
    return f"{owner}'" if owner.endswith("s") else f"{owner}'s"
