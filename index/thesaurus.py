"""The field's words that mean the same: what people say → what articles say.

Applied to texts and questions alike before words are counted, so that "the envelope of the blast
off" meets "the launch cover".
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from corpus.lexicon import built_in

# Phrases of several words, in normalised text.
_PHRASES = tuple(("|".join(said), word) for word, said in built_in().phrases.items())
_PHRASE = re.compile(
    "|".join(rf"(?P<p{number}>\b(?:{pattern})\b)" for number, (pattern, _) in enumerate(_PHRASES))
)

# Words that mean the same only as they stand: "crewed" and "manned" have the stems of "crew" and
# "man", which do not.
_SAME_AS_WRITTEN = built_in().same_as_written
# Words that mean the same in every form: looked up by stem, so "cancels" counts as "cancelled".
_GROUPS = built_in().same_meaning


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
