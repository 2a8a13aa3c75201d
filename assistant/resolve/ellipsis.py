"""Puts back what a short "that did" leaves to the question before: "… that did dock with Mir"."""

from __future__ import annotations

import re

from assistant.rules import Rule, nothing, rule
from assistant.understand.entities import Finder
from corpus.lexicon import any_of, built_in

_LEXICON = built_in()
_DID = re.compile(
    r"(?i)^(?P<head>.*\b(?:that|who|which|what|one|else|ship|shuttle|crew|cover|"
    rf"{any_of(_LEXICON.journeys, _LEXICON.fliers)})s?) "
    r"(?P<did>did|does|do|has|had|was|were)(?:,? (?:then|instead|so|it|that))?\W*$"
)
_ASKED = re.compile(
    r"(?i)^\W*(?:and |so |but |then )?"
    r"(?P<did>did|does|do|has|had|was|were) (?P<rest>[^?]+?)\W*$"
)
# What begins with more words than these is no name.
MAX_SUBJECT_WORDS = 4


@rule(Rule.VERB_LEFT_OUT, nothing)
def with_its_verb(question: str, before: str, find: Finder) -> str | None:
    """The question with what was asked of somebody else before; None where it leaves out nothing.

    "Did STS-60 dock with Mir?" – "Which shuttle did?" asks which shuttle did dock with Mir.
    """
    short, asked = _DID.match(question), _ASKED.match(before)
    if short is None or asked is None or short["did"].lower() != asked["did"].lower():
        return None
    parts = asked["rest"].split()
    for count in range(1, min(len(parts), MAX_SUBJECT_WORDS + 1)):
        named = find(" ".join(parts[:count]))
        # One more word makes a longer name: "Dennis" of "Dennis Tito", "Soyuz" of "Soyuz 9".
        ends = not (parts[count][0].isupper() or parts[count][0].isdigit())
        if (named.missions or named.people) and ends:
            return f"{short['head']} {short['did']} {' '.join(parts[count:])}?"
    return None
