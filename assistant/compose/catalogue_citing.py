"""Cites the rows of the catalogue: each row's sentences as quotes, numbered once, and its names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from assistant.answer import MAX_FOLLOW_UPS, Quote
from assistant.compose.library import Library
from assistant.compose.suggestions import questions_on
from assistant.plan.aspects import Aspect
from assistant.plan.rows import Row
from corpus.catalogue.normalisation import number_words
from corpus.catalogue.schema import Cover, Telling
from corpus.lexicon import any_of, built_in, several_of
from corpus.record.missions import MissionRecord

_MOST_OF_A_ROW = 3
# An answer with more covers is a list, which nobody reads on from cover by cover.
_MOST_ASKED_ON = 2
_NUMBERS = {" ".join(number_words(number)): number for number in range(1, 21)}
_NOUNS = {Aspect(name): several_of(said) for name, said in built_in().aspect_nouns.items()}


class Quotes:
    """The quotes of one answer, each sentence once, and the numbers that items name them by."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._quotes: list[Quote] = []
        self._numbers: dict[tuple[str, int], int] = {}

    @property
    def all(self) -> tuple[Quote, ...]:
        """The quotes by their numbers."""
        return tuple(self._quotes)

    def of(self, row: Row, most: int = _MOST_OF_A_ROW) -> tuple[int, ...]:
        """The numbers of a row's quotes, the sentence that has its name first.

        Of a signature that is one which says so: a cachet names the same people.
        """
        tellings: Sequence[Telling] = row.tellings
        if row.is_autograph:
            signing = re.compile(_CONCERNS[Aspect.AUTOGRAPH])
            said = [one for one in tellings if signing.search(one.sentence.lower())]
            tellings = said or tellings
        if not row.rest:
            tellings = [one for one in tellings if stands_in(row.name, one)] or tellings
        return self.of_tellings(tellings, marks_of(row), most)

    def of_tellings(
        self,
        tellings: Iterable[Telling],
        marks: Sequence[str] = (),
        most: int = _MOST_OF_A_ROW,
    ) -> tuple[int, ...]:
        """The numbers of the quotes of sentences; those with the marked words come first."""
        found = []
        for telling in tellings:
            rank, mark = next(
                ((rank, mark) for rank, mark in enumerate(marks) if stands_in(mark, telling)),
                (len(marks), ""),
            )
            if quote := self._library.quote_telling(telling, mark):
                found.append((rank, quote))
        found.sort(key=lambda ranked: ranked[0])
        return tuple(dict.fromkeys(self._number(quote) for _, quote in found[:most]))

    def _number(self, quote: Quote) -> int:
        key = quote.passage.article, quote.start
        if key not in self._numbers:
            self._numbers[key] = len(self._quotes)
            self._quotes.append(quote)
        return self._numbers[key]


def marks_of(row: Row) -> tuple[str, ...]:
    """What may be marked of a row in its sentences, the best first."""
    bare = row.stamp.removeprefix("s. ")
    surname = row.signer.rpartition(" ")[2]
    number = row.name if row.name.isdigit() else ""
    grouped = f"{int(number):,}" if number else ""
    spelt = " ".join(number_words(int(number))) if number and int(number) < 100 else ""
    parts = [part.strip(' "') for part in row.name.split("; ")]
    quoted = re.findall(r'"([^"]+)"', row.rest)
    told = (
        row.name,
        row.stamp,
        bare,
        row.signer,
        surname,
        grouped,
        spelt,
        *parts,
        *quoted,
        row.told_apart,
    )
    return tuple(dict.fromkeys(filter(None, told)))


def stands_in(mark: str, telling: Telling) -> bool:
    """Whether words stand in a sentence as whole words."""
    return re.search(rf"(?<!\w){re.escape(mark)}(?!\w)", telling.sentence) is not None


def names_of(rows: Sequence[Row]) -> tuple[str, ...]:
    """What rows are called in a headline: a number with its subject, others told apart."""
    often = Counter(row.name for row in rows)
    names = [
        f"{row.name} ({row.told_apart})"
        if row.told_apart and (row.stamp or often[row.name] > 1) and row.told_apart != row.name
        else row.name
        for row in rows
    ]
    counted = Counter(names)
    facts = {row.name for row in rows if row.is_fact}
    return tuple(
        f"{times} × {name}" if times > 1 and name not in facts else name
        for name, times in counted.items()
    )


def listed(names: Sequence[str]) -> str:
    """Names as one headline; semicolons where one of them has a comma."""
    if len(names) < 2:
        return "".join(names)
    if any("," in name for name in names):
        return "; ".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def label_of(covers: Sequence[Cover]) -> str:
    """The title of a cover, or of several: "Launch covers of Soyuz TMA-1 and Soyuz TMA-5"."""
    if len(covers) == 1:
        return covers[0].title
    if len({(cover.kind, cover.missions) for cover in covers}) == 1 and covers[0].missions:
        return f"{covers[0].kind.capitalize()}s of {listed(covers[0].missions)}"
    grouped: dict[str, list[str]] = {}
    for cover in covers:
        kind, of, rest = cover.title.partition(" of ")
        plain = bool(of) and rest in cover.missions
        grouped.setdefault(kind if plain else cover.title, []).extend([rest] if plain else [])
    parts = [
        f"{kind}s of {listed(missions)}" if len(missions) > 1 else " of ".join([kind, *missions])
        for kind, missions in grouped.items()
    ]
    return "; ".join(parts)


def in_order(covers: Iterable[Cover], record: MissionRecord) -> tuple[Cover, ...]:
    """Covers by their day, or by the launch of their first mission where they have none."""
    launches = {mission.name: mission.launch.isoformat() for mission in record.missions}

    def key(cover: Cover) -> str:
        if cover.date:
            return cover.date.isoformat()
        return min((launches.get(name, "9") for name in cover.missions), default="9")

    return tuple(sorted(covers, key=key))


def stated(cover: Cover, rows: Sequence[Row], aspect: Aspect) -> int:
    """The greatest number that a cover's sentences say of an aspect ("five postmarks"); or 0."""
    return max((number for number, _, _ in _statements(cover, rows, aspect)), default=0)


def stating(
    number: int, cover: Cover, rows: Sequence[Row], aspect: Aspect
) -> tuple[tuple[Telling, ...], tuple[str, ...]]:
    """The sentence that says a number of an aspect, and the words in it that do; or none."""
    for said, telling, words in _statements(cover, rows, aspect):
        if said == number:
            return (telling,), (words,)
    return (), ()


def _statements(
    cover: Cover, rows: Sequence[Row], aspect: Aspect
) -> Iterator[tuple[int, Telling, str]]:
    """Each number that a sentence says of an aspect, with the words: 5, "five postmarks"."""
    nouns = _NOUNS.get(aspect)
    if nouns is None:
        return
    said = re.compile(rf"(?i)\b({'|'.join(_NUMBERS)})((?: [\w-]+){{0,2}}) {nouns}\b")
    for telling in dict.fromkeys((*cover.tellings, *(one for row in rows for one in row.tellings))):
        for found in said.finditer(telling.sentence):
            between = set(found[2].lower().split())
            if "of" not in between and not between & set(_NUMBERS):
                yield _NUMBERS[found[1].lower()], telling, found[0]


def is_complete(cover: Cover, rows: Sequence[Row], aspect: Aspect) -> bool:
    """Whether the rows are all that its sentences say there are, each described."""
    copies = sum(row.copies or 0 for row in rows)
    return all(row.described for row in rows) and stated(cover, rows, aspect) <= copies


def note_on(covers: Sequence[Cover], aspect: Aspect) -> str | None:
    """The first doubt about one of the covers that concerns an aspect, in its sentences."""
    about = _CONCERNS.get(aspect)
    if about is None:
        return None
    for cover in covers:
        issue = cover.issue
        if issue and issue.genuine in ("forged", "doubtful"):
            return " ".join(telling.sentence for telling in issue.tellings[-1:])
        for note in cover.notes:
            told = " ".join(telling.sentence for telling in note.tellings)
            if re.search(about, told.lower()) and _DOUBT.search(told.lower()):
                return told
    return None


_DOUBT = re.compile(
    r"\b(?:source\b(?!')|but|may|might|could|possibly|probably|presumably|certainly|wrong\w*|error|"
    r"not known|not say|unknown|guess|opinion|swapped|either|doubt\w*)\b"
)
_CONCERNS = {
    Aspect(name): rf"\b{any_of(said)}\b" for name, said in built_in().aspect_doubts.items()
}


def follow_ups_on(
    covers: Sequence[Cover], aspect: Aspect | None, library: Library
) -> tuple[str, ...]:
    """Questions on other aspects of the same covers, which the catalogue answers."""
    if len(covers) > _MOST_ASKED_ON:
        return ()
    asked = [
        question
        for cover in covers
        for other, question in questions_on(cover, library.catalogue).items()
        if other is not aspect
    ]
    return tuple(dict.fromkeys(asked))[:MAX_FOLLOW_UPS]
