"""Finds a sentence of the catalogue in its article: text → offsets, or what is wrong with it."""

from __future__ import annotations

import textwrap

from corpus.article import Article
from corpus.catalogue.schema import Telling

_ENDS = ".!?:;…\"'”’»)]"


def span_of(telling: Telling, article: Article) -> tuple[int, int] | None:
    """Where the sentence stands in `article.text`, as (start, end); None where it does not.

    Of a note it is one sentence, while the index quotes the note as a whole.
    """
    sentence = telling.sentence
    start = article.text.find(sentence)
    while start >= 0:
        end = start + len(sentence)
        if _begins(article.text[:start]) and _ends(sentence, article.text[end:]):
            return start, end
        start = article.text.find(sentence, start + 1)
    return None


def misquoted(telling: Telling, article: Article) -> str:
    """What is wrong with a sentence that is to be the article's, and what to do; else empty."""
    if span_of(telling, article):
        return ""
    shown = textwrap.shorten(telling.sentence, 90, placeholder=" …")
    if telling.sentence in article.text:
        return f'"{shown}" is part of a sentence of "{article.slug}"; give the whole sentence'
    return f'the article "{article.slug}" has no sentence "{shown}"; copy it word for word'


def _begins(before: str) -> bool:
    return not before or (before[-1].isspace() and before.rstrip(" ")[-1] in "\n" + _ENDS)


def _ends(sentence: str, after: str) -> bool:
    return not after or after[0] == "\n" or (after[0].isspace() and sentence[-1] in _ENDS)
