"""Says who is meant by "he" or "she" among the people who were spoken of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.rules import Rule, no_word, rule
from corpus.record.missions import MissionRecord

_OF_A_WOMAN = re.compile(r"(?i)\b(?:she|hers?|herself|woman)\b")
_OF_A_MAN = re.compile(r"(?i)\b(?:he|him|his|himself|man)\b")


@rule(Rule.HE_AND_SHE, no_word)
def whom(
    pronoun: str,
    spoken_of: Sequence[Sequence[str]],
    missions: Sequence[str],
    record: MissionRecord,
) -> str:
    """The one person that a pronoun can mean; "" where it may be several or none.

    `spoken_of` holds the people of each turn, the last turn's first; `missions` are those of the
    last one. Of several whom it was about, one who was alone in a turn before is meant; a woman may
    be the only one of the crew.
    """
    last, *before = [_fitting(pronoun, people, record) for people in spoken_of]
    if len(last) == 1 or (last and not missions):
        return last[0]
    alone = [people[0] for people in before if len(people) == 1]
    if last:
        return next((name for name in alone if name in last), "")
    women = {name for name in _crews(missions, record) if _is_woman(name, record)}
    if _OF_A_WOMAN.search(pronoun) and len(women) == 1:
        return women.pop()
    return next(iter(alone), "") if spoken_of[0] else ""


def _fitting(pronoun: str, people: Sequence[str], record: MissionRecord) -> list[str]:
    """The people whom the pronoun may mean: all of them where the record does not know them."""
    known = [name for name in people if record.person(name) is not None]
    others = {
        name
        for name in known
        if (_OF_A_MAN if _is_woman(name, record) else _OF_A_WOMAN).search(pronoun)
    }
    return [name for name in people if name not in others]


def _is_woman(name: str, record: MissionRecord) -> bool:
    person = record.person(name)
    return person is not None and person.woman


def _crews(missions: Sequence[str], record: MissionRecord) -> set[str]:
    known = [one for name in missions if (one := record.get(name)) is not None]
    return {name for one in known for name in one.crew_up}
