"""Cites a quote or a whole answer in the form that a board, page or reference manager wants.

`assistant ask --as NAME` and the web's copy buttons choose from the one table here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from assistant.answer import Answer, Quote
from assistant.render import boards, markup, references
from assistant.render.citable import NO_SOURCES, NO_TEXTS, Citable, Cited, citable, clean
from assistant.render.wording import headline, item_lines

__all__ = ["FORMS", "Cited", "Form", "UnknownForm", "cite", "cite_answer", "cite_quotes"]


class UnknownForm(ValueError):
    """A form of citation that is not in the table; says which are."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f'no citation form is called "{name}"; choose from {", ".join(FORMS)}')


@dataclass(frozen=True, slots=True)
class Form:
    """A way to cite: its name for people, how it is written, and the type of what comes out.

    `write` takes the quotes and the paragraphs that stand before them, outside of any quote.
    """

    label: str
    write: Callable[[Sequence[Citable], Sequence[str]], Cited]
    media_type: str


FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "phpbb": Form("phpBB", boards.writer(boards.PHPBB), "text/plain"),
        "vbulletin": Form("vBulletin", boards.writer(boards.VBULLETIN), "text/plain"),
        "smf": Form("SMF", boards.writer(boards.SMF), "text/plain"),
        "xenforo": Form("XenForo", boards.writer(boards.XENFORO), "text/plain"),
        "mybb": Form("MyBB", boards.writer(boards.MYBB), "text/plain"),
        "ubb": Form("collectSPACE (UBB Classic)", boards.writer(boards.UBB), "text/plain"),
        "discourse": Form("Discourse", markup.discourse, "text/markdown"),
        "markdown": Form("Markdown", markup.markdown, "text/markdown"),
        "html": Form("HTML", markup.hypertext, "text/html"),
        "plain": Form("Plain text", markup.plain, "text/plain"),
        "wikipedia": Form("Wikipedia", references.wikipedia, "text/x-wiki"),
        "csl-json": Form(
            "CSL-JSON", references.csl_json, "application/vnd.citationstyles.csl+json"
        ),
        "bibtex": Form("BibTeX", references.bibtex, "application/x-bibtex"),
        "ris": Form("RIS", references.ris, "application/x-research-info-systems"),
    }
)


def cite(
    quote: Quote,
    form: str,
    base_url: str,
    accessed: date | None = None,
    texts: Mapping[str, str] = NO_TEXTS,
    sources: Mapping[str, Sequence[str]] = NO_SOURCES,
) -> Cited:
    """One quote in one form.

    Args:
        quote: the words and their source.
        form: a name in `FORMS`.
        base_url: the public address under which articles are served; without it nothing links.
        accessed: the day for Wikipedia and reference managers; left out when not given.
        texts: articles' texts by slug; with them links are unique in the article.
        sources: what articles were written from, by slug.

    Raises:
        UnknownForm: for a name that is not in `FORMS`.
        ValueError: for a base that is not a web address.
    """
    return cite_quotes([quote], form, base_url, accessed, texts, sources)


def cite_answer(
    answer: Answer,
    form: str,
    base_url: str,
    accessed: date | None = None,
    texts: Mapping[str, str] = NO_TEXTS,
    sources: Mapping[str, Sequence[str]] = NO_SOURCES,
) -> Cited:
    """A whole answer: headline, items and note, then every quote; as `cite` otherwise.

    The short answer is Cachet's, not the article's, and stays outside of the quotes. Forms for
    reference managers hold the quotes alone.
    """
    paragraphs = [headline(answer), *item_lines(answer), answer.note or ""]
    return cite_quotes(answer.quotes, form, base_url, accessed, texts, sources, paragraphs)


def cite_quotes(
    quotes: Sequence[Quote],
    form: str,
    base_url: str,
    accessed: date | None = None,
    texts: Mapping[str, str] = NO_TEXTS,
    sources: Mapping[str, Sequence[str]] = NO_SOURCES,
    paragraphs: Sequence[str] = (),
) -> Cited:
    """Several quotes behind paragraphs of one's own; as `cite` otherwise."""
    if form not in FORMS:
        raise UnknownForm(form)
    citables = [citable(quote, base_url, accessed, texts, sources) for quote in quotes]
    before = [text for text in map(clean, paragraphs) if text]
    return FORMS[form].write(citables, before)
