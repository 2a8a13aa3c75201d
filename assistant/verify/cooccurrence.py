"""Says how the sentences about a mission speak of somebody, beyond that they name both."""

from __future__ import annotations

from assistant.rules import Rule, as_given, rule
from assistant.understand.negation import Telling
from corpus.record.missions import MissionRecord
from index.store import Index


@rule(Rule.OWN_FLIGHTS, as_given())
def of_own_flights(
    telling: Telling | None, mission: str, name: str, index: Index, record: MissionRecord
) -> Telling | None:
    """What is "told", as "elsewhere" where each sentence names a flight of the person's own too.

    "Ansari on Soyuz TMA-9 was the first, and Yi on Soyuz TMA-12 another" has nobody fly with both.
    """
    own = {one.name for one in record.flown_by(name)}
    if telling != "told" or not own or mission in own:
        return telling
    beside = [
        own.isdisjoint(sentence.missions)
        for passage, sentence in index.sentences
        if mission in sentence.missions and _names(passage.words_of(sentence), name, record)
    ]
    return "elsewhere" if beside and not any(beside) else telling


def _names(text: str, name: str, record: MissionRecord) -> bool:
    return any(name in mention.names for mention in record.find_people(text))
