"""The one way to normalise a text, split it into sentences and words, and stem them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

import Stemmer
from syntok import segmenter

from corpus.lexicon import any_of, built_in
from index.thesaurus import same_as_written, same_phrases, stem_heads

# Dots that end no sentence in this field: catalogue numbers ("s. 6426"), "No. 5", "St. Petersburg".
# The dot is swapped for a look-alike of the same length while splitting, so offsets stay true.
_BEFORE_A_DAY = any_of(built_in().small_abroad["the"], "am vom zum bis seit beim".split())
_NO_END = re.compile(
    r"\b(?:[sS]|[Nn]os?|[Ss]t|[Ff]ig|[Vv]ol|ca|cat|approx)\.(?=\s*\S)|"
    # ranks and titles before a name: "Lt. Col. Ault"
    r"\b(?:Lt|Col|Capt|Cdr|Cmdr|Cpl|Maj|Gen|Sgt|Adm|Brig|Dr|Prof|Mr|Mrs|Ms|Messrs|Rev|Gov|Sen)\."
    r"(?=\s*[^\W\d_])|"
    # a Cyrillic initial in two Latin letters or more: "A. Ya. Belov"
    r"\b(?:Yu|Ya|Ye|Yo|Zh|Kh|Ts|Ch|Sh|Shch|Ju|Ja|Je)\.(?=\s*[A-Z])|"
    # hours: "10 a. m."
    r"\b[ap]\.(?=\sm\.)|"
    # a German day: "am 4. Juni", "Samstag, 4. Juni 1972"; the number of a list's item
    rf"\b{_BEFORE_A_DAY}\s+\d{{1,3}}\.(?=\s)|"
    r",\s\d{1,2}\.(?=\s+[^\W\d_]+\.?\s+(?:1[89]|20)\d\d\b)|^\(?\d{1,3}\.(?=\s)"
)
_SENTENCE_END = re.compile(r"[.!?\u2026:;]\W*$")
# The longest of the built-in articles has 365; a quote of more than a page is none.
MAX_SENTENCE_CHARACTERS = 1_000
_DOT_STAND_IN = "\u2024"
# "6874c", "TM-32", "8.6", "O'Connor" stay one word; a hyphen otherwise parts words.
_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:['\u2019][^\W_]+)*")
_SERIES = any_of(word.lower() for word in (*built_in().series, *built_in().prefixes))
_JOINED_NAME = re.compile(rf"\b({_SERIES})[\s\-\u2010-\u2015]*(\d{{1,3}}m?)\b")
# Up to twelve, as people write numbers in words.
_NUMBER_WORDS = {word: str(number) for number, word in enumerate(built_in().units[:12], start=1)}
STOP_WORDS = frozenset(
    "a an and any are as at be been by did do does for from had has have how i in into is it its "
    "many me much my of on or our please s some tell that the their them there these they this "
    "those to us was we were what when where which who whom whose why will with would you "
    "your".split()
)


def normalise(text: str) -> str:
    """NFKC without accents, case or invisible characters: the form in which words compare."""
    if text.isascii() and text.isprintable():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text)
    kept = "".join(
        char
        for char in decomposed
        if not unicodedata.combining(char) and unicodedata.category(char) != "Cf"
    )
    return kept.casefold()


def sentences(text: str) -> list[tuple[int, int]]:
    """Offsets `(start, end)` of the sentences of one paragraph, in order, without outer blanks."""
    shielded = _NO_END.sub(lambda found: found[0].replace(".", _DOT_STAND_IN), text)
    spans = []
    for paragraph in segmenter.analyze(shielded):
        for tokens in paragraph:
            end = tokens[-1].offset + len(tokens[-1].value)
            spans.append((tokens[0].offset, end))
    return [*within(text, _mended(text, spans))]


def within(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The same spans, those too long to be quoted cut between words, or else where they must be."""
    for start, end in spans:
        while end - start > MAX_SENTENCE_CHARACTERS:
            most = start + MAX_SENTENCE_CHARACTERS
            cut = next((place for place in range(most, start, -1) if text[place].isspace()), most)
            yield start, len(text[:cut].rstrip())
            start = end - len(text[cut:end].lstrip())
        yield start, end


def words(text: str) -> list[str]:
    """Normalised words in order; a mission's letters and number are one word ("tma1")."""
    joined = _JOINED_NAME.sub(r"\1\2", normalise(text))
    return _WORD.findall(joined)


def stems(text: str) -> list[str]:
    """Stemmed words without stop words; number words are digits, the field's synonyms one word."""
    return [
        _meaning(word) for word in words(same_phrases(normalise(text))) if word not in STOP_WORDS
    ]


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of one normalised word, synonyms kept apart; number words are digits."""
    return _NUMBER_WORDS.get(word) or str(_stemmer().stemWord(word))


@lru_cache(maxsize=65536)
def _meaning(word: str) -> str:
    """What stands for the word and its synonyms, in whatever form they are written."""
    plain = stem(word)
    return same_as_written(word) or _stem_heads().get(plain, plain)


@lru_cache(maxsize=1)
def _stem_heads() -> Mapping[str, str]:
    return stem_heads(stem)


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


def _mended(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Undo splits before a lower-case word, behind no stop, and inside a quotation."""
    mended: list[tuple[int, int]] = []
    for start, end in spans:
        if mended and _goes_on(text, mended[-1], (start, end)):
            mended[-1] = (mended[-1][0], end)
        else:
            mended.append((start, end))
    return mended


def _goes_on(text: str, before: tuple[int, int], after: tuple[int, int]) -> bool:
    is_open = "\n" not in text[before[1] : after[0]] and not _SENTENCE_END.search(
        text[slice(*before)]
    )
    return text[after[0]].islower() or is_open or _closes_quotation(text, before, after)


def _closes_quotation(text: str, before: tuple[int, int], after: tuple[int, int]) -> bool:
    return text.count('"', *before) % 2 == 1 and text.count('"', *after) % 2 == 1
