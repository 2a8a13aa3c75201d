"""Turns a quote into the address that opens its article with the quoted words marked.

The passage's element id comes first and the text fragment behind it, so that a browser without
text fragments still lands on the passage.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote as percent_encoded

from assistant.answer import Quote

# A span up to this length is named whole; a longer one by its first and last words.
MAX_EXACT_CHARACTERS = 120
MIN_TERM_WORDS = 3
MAX_TERM_WORDS = 5
# A crew's article opens many a sentence alike, behind headings that end alike.
MAX_PREFIX_WORDS = 10
# What an address may hold bare. Brackets, quotes, parentheses, braces, bars and backslashes are
# not in it: they end a link in one dialect or another.
_ADDRESS_CHARACTERS = ":/?#@!$&*+,;=%~"


def page_link(quote: Quote, base_url: str) -> str:
    """The address of the quote's passage; an empty base gives the path alone.

    Raises:
        ValueError: for a base that is not a web address.
    """
    if base_url and not base_url.startswith(("http://", "https://")):
        raise ValueError(f'"{base_url}" is no base URL; give one with http:// or https://')
    return percent_encoded(base_url.rstrip("/") + quote.url, safe=_ADDRESS_CHARACTERS)


def deep_link(quote: Quote, base_url: str, article_text: str = "") -> str:
    """`page_link` with a text fragment that marks exactly the quoted words.

    With the article's text the fragment is made unique in the article; without it, or with the
    text of another edition, it is unique in the passage.
    """
    text, offset = article_text, 0
    if text[quote.start : quote.end] != quote.text:
        text, offset = quote.passage.text, quote.passage.start
    link = page_link(quote, base_url)
    directive = _directive(text, quote.start - offset, quote.end - offset)
    return f"{link}:~:{directive}" if directive else link


def _directive(text: str, start: int, end: int) -> str:
    """`text=[prefix-,]start[,end][,-suffix]` as in the Text Fragments draft (WICG)."""
    terms = _terms(text, start, end)
    if not terms:
        return ""
    first, last = terms[0], terms[-1]
    before = _only(first, text, _first_letter(text, start))
    after = before if len(terms) == 1 else _ends_at(last, text, start, end)
    prefix = "" if before else _prefix(first, text, start)
    # Words that open the article have nothing before them to tell them apart, only behind them.
    suffix = "" if after and (before or prefix) else _words_after(text, end)
    parts = [f"{_encoded(prefix)}-"] if prefix else []
    parts += [_encoded(term) for term in terms]
    parts += [f"-{_encoded(suffix)}"] if suffix else []
    return _closed("text=" + ",".join(parts))


def _terms(text: str, start: int, end: int) -> list[str]:
    """The whole quote, or as few of its first and last words as tell it apart.

    A term must lie within one block of the page, so a quote of several blocks is named by words
    of its first line and of its last.
    """
    lines = [line.split() for line in text[start:end].splitlines() if line.strip()]
    if not lines:
        return []
    whole = " ".join(lines[0])
    few_words = len(lines[0]) < 2 * MIN_TERM_WORDS
    if len(lines) == 1 and (len(whole) <= MAX_EXACT_CHARACTERS or few_words):
        return [whole]
    head, tail = "", ""
    most = MAX_TERM_WORDS if len(lines) > 1 else min(MAX_TERM_WORDS, len(lines[0]) // 2)
    for count in range(MIN_TERM_WORDS, most + 1):
        head = " ".join(lines[0][:count])
        if _only(head, text, _first_letter(text, start)):
            break
    for count in range(MIN_TERM_WORDS, most + 1):
        tail = " ".join(lines[-1][-count:])
        if _ends_at(tail, text, start + len(head), end):
            break
    return [head, tail]


def _only(term: str, text: str, position: int) -> bool:
    """Whether the term is found at this position and nowhere else."""
    return [found for found, _ in _places(term, text)] == [position]


def _ends_at(term: str, text: str, start: int, end: int) -> bool:
    """Whether the first finding of the term behind `start` is the one that closes the quote."""
    close = len(text[:end].rstrip())
    return next((last for first, last in _places(term, text) if first >= start), close) == close


def _places(term: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a browser would find a term: any case, any white space."""
    pattern = r"\s+".join(re.escape(word) for word in term.split())
    return (match.span() for match in re.finditer(pattern, text, re.IGNORECASE))


def _first_letter(text: str, start: int) -> int:
    return start + len(text[start:]) - len(text[start:].lstrip())


def _prefix(term: str, text: str, start: int) -> str:
    """The fewest words before the term, of one line, that are followed by it only here."""
    lines = text[:start].rstrip().splitlines() or [""]
    words = lines[-1].split()
    prefix = ""
    for count in range(MIN_TERM_WORDS, MAX_PREFIX_WORDS + 1):
        prefix = " ".join(words[-count:])
        if len(list(_places(f"{prefix} {term}", text))) == 1:
            break
    return prefix


def _words_after(text: str, end: int) -> str:
    lines = text[end:].lstrip().splitlines() or [""]
    return " ".join(lines[0].split()[:MIN_TERM_WORDS])


def _encoded(term: str) -> str:
    """Percent-encoded, with `-` that parts the directive, and `~` and `_` that Wikipedia reads."""
    encoded = percent_encoded(term, safe="")
    return encoded.replace("-", "%2D").replace("~", "%7E").replace("_", "%5F")


def _closed(directive: str) -> str:
    """Without a bare full stop at the end, which boards leave out of the links they make."""
    return directive[:-1] + "%2E" if directive.endswith(".") else directive
