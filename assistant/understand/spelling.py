"""Mends a question's spelling by the words of the articles: slips, and words run together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from assistant.rules import Rule, as_given, rule
from corpus.lexicon import any_of, built_in
from index.words import STOP_WORDS, normalise, words

# Below six letters one slip turns a name into another word ("Titov" and "Tito").
MIN_FUZZY_LETTERS = 6
MAX_SLIPS = 2
# Shorter texts without a space are a name or a word: "Soyuz-TMA-1".
MIN_RUN_TOGETHER = 14
_SHORTHAND = built_in().shorthand
_IN_SHORTHAND = re.compile(rf"(?i)(?<![\w'.-]){any_of(_SHORTHAND)}(?![\w'-])")


class Speller:
    """Corrects words that are neither in an article nor English to the nearest one that is."""

    def __init__(self, counts: Mapping[str, int], real_words: frozenset[str]) -> None:
        """Take the words of all articles with how often each occurs, and words never mended."""
        self._counts = dict(counts)
        self._real_words = real_words

    @cached_property
    def _candidates(self) -> list[str]:
        return sorted(word for word in self._counts if len(word) >= 4 and word.isalpha())

    @rule(Rule.WORDS_RUN_TOGETHER, as_given(1))
    def spaced(self, text: str) -> str:
        """A text without any spaces as the words that it runs together; any other as it is."""
        if re.search(r"\s", text.strip()) or len(text) < MIN_RUN_TOGETHER:
            return text
        parts = re.findall(r"[^\W\d_]+|[\d\W_]+", text)
        return " ".join(word for part in parts for word in self._split(part))

    def _split(self, run: str) -> list[str]:
        """The fewest known words that a run of letters is made of; the run where there are none."""
        letters = normalise(run)
        if len(letters) != len(run) or not letters.isalpha():
            return [run]
        # best[end]: how many words make up the first `end` letters, and where the last begins.
        best: dict[int, tuple[int, int]] = {0: (0, 0)}
        for end in range(1, len(letters) + 1):
            ways = [
                (best[start][0] + 1, start)
                for start in range(max(end - 20, 0), end)
                if start in best and self._is_known(letters[start:end])
            ]
            if ways:
                best[end] = min(ways)
        if len(letters) not in best:
            return [run]
        parts: list[str] = []
        end = len(letters)
        while end:
            start = best[end][1]
            parts.insert(0, run[start:end])
            end = start
        return parts

    def _is_known(self, word: str) -> bool:
        return word in STOP_WORDS or (
            len(word) > 2 and (word in self._counts or word in self._real_words)
        )

    @rule(Rule.MISSPELT_WORDS, as_given(1))
    def correct(self, text: str) -> str:
        """The text with unknown words of four letters or more replaced where one word is near."""
        return re.sub(r"[^\W\d_]{4,}", lambda found: self._corrected(found[0]), text)

    def _corrected(self, word: str) -> str:
        plain = normalise(word)
        known = plain in self._counts or plain in self._real_words or plain in STOP_WORDS
        if known or self._is_inflected(plain):
            return word
        near = process.extract(
            plain,
            self._candidates,
            scorer=DamerauLevenshtein.distance,
            score_cutoff=1 if len(plain) < MIN_FUZZY_LETTERS else MAX_SLIPS,
            limit=20,
        )
        likely = [
            (distance, -self._counts[one], one)
            for one, distance, _ in near
            if one[0] == plain[0] or distance == 1
        ]
        return min(likely)[2] if likely else word

    def _is_inflected(self, word: str) -> bool:
        """Whether the word is another form of a known one, which stemming makes equal anyway."""
        forms = (word.removesuffix(ending) for ending in ("s", "es", "ed", "d", "ing", "er", "ly"))
        return any(form in self._counts or form in self._real_words for form in forms)


def vocabulary(texts: Iterable[str], split: Callable[[str], list[str]] = words) -> dict[str, int]:
    """How often each normalised word occurs in the texts."""
    counts: dict[str, int] = {}
    for text in texts:
        for word in split(text):
            counts[word] = counts.get(word, 0) + 1
    return counts


def written_out(text: str) -> str:
    """The text with what people type in haste as the words that it stands for.

    >>> written_out("tell me smth about Soyuz 1 pls")
    'tell me something about Soyuz 1 please'
    """
    return _IN_SHORTHAND.sub(lambda found: _SHORTHAND[found[0].lower()], text)
