"""Takes a flight that a question tells of and does not name apart from what it asks of it.

"Who was aboard the flight that landed 475 km short?" asks which flight that was, and who was
aboard. The first is a question of its own, whose answer takes the clause's place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.resolve.cues import QUESTION_WORD
from assistant.rules import Rule, nothing, rule
from corpus.lexicon import any_of, built_in

_FLOWN = (*built_in().journeys, *built_in().spacecraft, *built_in().vessels)
_CLAUSE = re.compile(
    rf"(?i)\b(?:the|that) (?P<what>{any_of(_FLOWN)}|crew|soyuz) "
    r"(?P<how>that|which|whose|where) (?P<told>[^?!;:,()\u2013]+?)(?=\s*(?:[?!;:,()\u2013]|\s-|$))"
)
# In "when did the flight that … land?" the last verb is the question's.
_AUXILIARY = re.compile(r"(?i)\b(?:was|were|did|does|is|has|had)\s+$")
_VERB = re.compile(
    r"(?i)(?<!\s)\s+(?:(?:launch|land|dock|undock|end|return|start|last)(?:ed)?|fly|flown|begin|"
    r"begun|cost|go|come|take place)(?: (?:down|back|home|up|off))?$"
)
_PRONOUN = re.compile(r"(?i)\b(?:it|they|them|that|this)\b")


@dataclass(frozen=True, slots=True)
class Indirect:
    """A question that tells of a flight: what is before and behind, and which flight that is."""

    before: str
    which: str
    what: str
    behind: str

    def of(self, mission: str) -> str:
        """The question with the mission's name where it was told of."""
        name = f"the crew of {mission}" if self.what == "crew" else mission
        asked, count = _PRONOUN.subn(name, self.behind, count=1)
        if not self.before.strip() and count:  # "- who was in it?"
            return re.sub(r"^\W+", "", asked)
        return f"{self.before}{name}{self.behind}"


@rule(Rule.FLIGHT_TOLD_OF, nothing)
def indirect(question: str) -> Indirect | None:
    """The two questions in one; None where nothing is asked beside which flight it was."""
    found = _CLAUSE.search(question)
    if found is None:
        return None
    before, behind = question[: found.start()], question[found.end() :]
    told = found["told"]
    verb = _VERB.search(told) if _AUXILIARY.search(before) else None
    if verb:
        told, behind = told[: verb.start()], f"{verb[0]}{behind}"
    if not QUESTION_WORD.search(f"{before} {behind}"):
        return None
    what = found["what"].lower()
    opening = {"whose": f"Which {what}'s", "where": f"On which {what}"}
    which = f"{opening.get(found['how'].lower(), f'Which {what}')} {told}?"
    return Indirect(before, which, what, behind)
