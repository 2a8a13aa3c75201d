"""The field's words that mean the same: what people say → what articles say.

Applied to texts and questions alike before words are counted, so that "the envelope of the blast
off" meets "the launch cover".
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

# Phrases of several words, in normalised text.
_PHRASES = (
    (
        r"(?:blast(?:ed|ing)?|lift(?:ed|ing)?|take|takes|took|taking|set|go|goes|went)[ -]off|"
        r"liftoff|(?:went|go|going|flew|fly|rode|ride|come|came|sent) up|"
        r"(?:left|leave) (?:the )?(?:earth|ground|pad)|"
        r"(?:start|started|begin|began) (?:the|their|his|her|its) (?:journey|trip|voyage)",
        "launch",
    ),
    (
        r"(?:came|come|comes|coming|touch(?:ed|es|ing)?|bring|brought|brings) (?:back )?down|"
        r"touchdown|(?:came|come|got|get|went|go|returned?) (?:back )?(?:home|to earth)|"
        r"back (?:on|to) earth",
        "land",
    ),
    (
        r"space ?flight participants?|space travell?ers? who paid|paying (?:guest|passenger)s?",
        "tourist",
    ),
    (r"first day of issue", "first day"),
    (r"maximum cards?", "maxicard"),
    (r"souvenir sheets?|mini sheets?|minisheets?", "miniature sheet"),
    (r"hand stamps?|rubber stamps?", "handstamp"),
    (r"air ?leak", "leak"),
    (r"space ?walk(?:s|ed|ing)?|extravehicular activit(?:y|ies)|open space", "eva"),
    (r"space ?craft|space ?ships?", "spacecraft"),
    (r"passed out|lost consciousness|loss of consciousness|fainted|faint|unconscious", "faint"),
)
_PHRASE = re.compile(
    "|".join(rf"(?P<p{number}>\b(?:{pattern})\b)" for number, (pattern, _) in enumerate(_PHRASES))
)

# Words that mean the same only as they stand: "crewed" and "manned" have the stems of "crew" and
# "man", which do not.
_SAME_AS_WRITTEN = ("manned crewed", "uncrewed unmanned robotic")

# Words that mean the same in every form: looked up by stem, so "cancels" counts as "cancelled".
# Words are listed for each stem, and what no rule derives ("began", "paid").
_GROUPS = (
    "cover envelope",
    "postmark cancel",
    "launch",
    "land",
    "die death dead kill fatality fatal",
    "sign signature autograph",
    "rouble ruble",
    "colour color",
    "spacecraft craft ship capsule vehicle",
    "show shown depict depiction picture portray portrayal image feature illustrate",
    "price cost worth pay paid sell sold value",
    "collector philatelist",
    "fake forge forgery bogus counterfeit",
    "cosmonaut astronaut spaceman spationaut",
    "begin began begun start",
    "reason cause because",
    "letter prefix",
    "postage frank",
    "organise organize organisation arrange",
)


def _written_table() -> Mapping[str, str]:
    heads = {word: group.split()[0] for group in _SAME_AS_WRITTEN for word in group.split()}
    return MappingProxyType(heads)


_WRITTEN = _written_table()


def _fingerprint(*tables: object) -> str:
    return hashlib.sha256(repr(tables).encode()).hexdigest()[:12]


# Names this thesaurus: an index whose words were counted with another one is stale.
FINGERPRINT = _fingerprint(_PHRASES, _SAME_AS_WRITTEN, _GROUPS)


def same_phrases(text: str) -> str:
    """A normalised text with phrases replaced by the field's word."""
    return _PHRASE.sub(lambda found: _PHRASES[int((found.lastgroup or "p0")[1:])][1], text)


def same_as_written(word: str) -> str | None:
    """The one word for a word that has synonyms in this very form only; None for all others."""
    return _WRITTEN.get(word)


def stem_heads(stem: Callable[[str], str]) -> Mapping[str, str]:
    """For every stem of a group the stem of the group's first word."""
    return MappingProxyType(
        {stem(word): stem(group.split()[0]) for group in _GROUPS for word in group.split()}
    )
