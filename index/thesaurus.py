"""The field's words that mean the same: what people say → what articles say.

Applied to texts and questions alike before words are counted, so that "the envelope of the blast
off" meets "the launch cover".
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from types import MappingProxyType

# Phrases of several words, in normalised text.
_PHRASES = (
    (r"(?:blast(?:ed|ing)?|lift(?:ed|ing)?|take|takes|took|taking|set|go|goes|went)[ -]off|"
     r"liftoff|(?:went|go|going|flew|fly|rode|ride|come|came|sent) up|"
     r"(?:left|leave) (?:the )?(?:earth|ground|pad)|"
     r"(?:start|started|begin|began) (?:the|their|his|her|its) (?:journey|trip|voyage)",
     "launch"),
    (r"(?:came|come|comes|coming|touch(?:ed|es|ing)?|bring|brought|brings) (?:back )?down|"
     r"touchdown|(?:came|come|got|get|went|go|returned?) (?:back )?(?:home|to earth)|"
     r"back (?:on|to) earth", "land"),
    (r"space ?flight participants?|space travell?ers? who paid|paying (?:guest|passenger)s?",
     "tourist"),
    (r"first day of issue", "first day"),
    (r"maximum cards?", "maxicard"),
    (r"souvenir sheets?|mini sheets?|minisheets?", "miniature sheet"),
    (r"hand stamps?|rubber stamps?", "handstamp"),
    (r"air ?leak", "leak"),
    (r"space ?walk(?:s|ed|ing)?|extravehicular activit(?:y|ies)|open space", "eva"),
    (r"space ?craft|space ?ships?", "spacecraft"),
    (r"passed out|lost consciousness|loss of consciousness|fainted|faint|unconscious", "faint"),
)
_PHRASE = re.compile("|".join(rf"(?P<p{number}>\b(?:{pattern})\b)"
                              for number, (pattern, _) in enumerate(_PHRASES)))

_GROUPS = (
    "cover envelope", "postmark cancel cancellation cancelled postmarked",
    "launch launched", "land landed landing", "die died death dead killed kill fatality fatal",
    "sign signed signature autograph autographed", "rouble ruble", "colour color",
    "manned crewed", "uncrewed unmanned robotic", "spacecraft craft ship capsule vehicle",
    "show shows depict picture pictured portray image feature illustrate",
    "price cost worth pay paid sell sold value", "collector philatelist",
    "fake forged forgery forge bogus counterfeit", "cosmonaut astronaut spaceman spationaut",
    "begin start began started", "reason cause because", "letter prefix",
    "postage franking franked frank", "organise organize arrange",
)


def _table() -> Mapping[str, str]:
    table = {}
    for group in _GROUPS:
        head, *others = group.split()
        table.update(dict.fromkeys(others, head))
    return MappingProxyType(table)


_SAME_WORD = _table()


# Names this thesaurus: an index whose words were counted with another one is stale.
FINGERPRINT = hashlib.sha256(repr((_PHRASES, _GROUPS)).encode()).hexdigest()[:12]


def same_phrases(text: str) -> str:
    """A normalised text with phrases replaced by the field's word."""
    return _PHRASE.sub(lambda found: _PHRASES[int((found.lastgroup or "p0")[1:])][1], text)


def same_word(word: str) -> str:
    """The head of the word's group; the word itself outside the groups."""
    return _SAME_WORD.get(word, word)
