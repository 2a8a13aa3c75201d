"""Quotes to render: five hard ones, and the least code that makes one of any text."""

from __future__ import annotations

from assistant.answer import Citation, Quote
from index.passages import Passage

SOYUZ_1 = Citation("Cachet", "Soyuz 1", "2026-01-02")
COVER = (
    "This third cover was in memorial to Vladimir Komarov, who was one of the three "
    "cosmonauts in Voskhod 1, and features his rare Voskhod 1 stamp and 24-April-1967 end of "
    "mission cancellation mark."
)
MARKUP = (
    "He wrote [/quote] and [/QUOTE ] and [ /quote], @admin, ](http://evil.example) and }} | "
    "<script>alert('1')</script> & `tick` *bold* \\ \"done\" (see mail@example.org)."
)
ROSTER = (
    "Yuri Gidzenko\u202e\n\n\n- Sergei Kri\u200bkalev\r\n1. Bill Shepherd\u2028# Anatoly\t "
    "Solovyov\x1b[31m\n=== ~~~~ ''EO-1'' __TOC__"
)
RAW_TAGS = "A [nobbc]tag[/NoBBC] and [/plain] and [ /noparse] and [code] and @name [i]"
FIGURES = (
    "The envelope says “Mail of Russia”, s. 6426 [12], 50% of #3 at $500-$700_each^ "
    'and "Baikonur" {sic}.'
)


def quote_of(
    text: str,
    highlight: str = "",
    citation: Citation = SOYUZ_1,
    before: str = "",
    after: str = "",
) -> Quote:
    """A quote of all of `text`, in a passage that has words before and behind it."""
    whole = f"{before}{text}{after}"
    start = 100 + len(before)
    place = start + text.index(highlight)
    passage = Passage(
        id="soyuz-1#0f1e2d3c",
        article="soyuz-1",
        title=citation.title,
        section="Memorial cover",
        kind="text",
        start=100,
        end=100 + len(whole),
        text=whole,
        subject=("Soyuz 1",),
        sentences=(),
    )
    return Quote(
        passage,
        start,
        start + len(text),
        (place, place + len(highlight)) if highlight else None,
        citation,
    )


HARD_QUOTES = {
    "a long one": quote_of(COVER, "24-April-1967"),
    "markup of every dialect": quote_of(
        MARKUP,
        citation=Citation(
            'O\'Brien; ["Jr"] @boss',
            'The "Soyuz" \\ covers [/url]: post: 5, member: 3 | }} <b>',
            "1998-11",
        ),
    ),
    "lines and what cannot be seen": quote_of(
        ROSTER, citation=Citation("John Macco", "Crews\u200b of\nMir", "2008")
    ),
    "tags that end no-parse, without an author": quote_of(
        RAW_TAGS, citation=Citation("", "Covers", "2026-01-02")
    ),
    "figures and quotation marks, without author and year": quote_of(
        FIGURES, citation=Citation("", "Covers of Mir & Salyut", "")
    ),
}
