"""Resolves the words of a question that mean covers.

"The launch and the docking cover of Soyuz 10" are two sides, of one cover each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.plan.aspects import ASPECTS, JOINS
from assistant.plan.tagging import Role, Token
from assistant.rules import Rule, never, rule
from corpus.catalogue.normalisation import missing_words, words
from corpus.catalogue.schema import Catalogue, Cover
from index.words import stem

# A cover of more missions than were ever joined in one flight is a series and none of theirs.
MOST_JOINED = 4
# Without a mission the words of a title must single covers out, by one that is long enough.
_MOST_BY_TITLE, _MIN_TITLE_LETTERS = 2, 5


@dataclass(frozen=True, slots=True)
class Reference:
    """The words that mean one or more covers.

    `says_cover` where it has a noun for them; `words` are those that a title is to have; `titled`
    are the ids of covers whose titles are said whole.
    """

    missions: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    says_cover: bool = False
    words: tuple[str, ...] = ()
    titled: tuple[str, ...] = ()

    @property
    def names_covers(self) -> bool:
        """Whether it means covers by more than what distinguishes them."""
        return bool(self.missions or self.kinds or self.says_cover or self.titled)


def references(tokens: Sequence[Token]) -> tuple[Reference, ...]:
    """The references of a question in order; each has the mission or kind that all share."""
    found: list[Reference] = []
    compares = any(token.role is Role.COMPARE for token in tokens)
    for joined, part in _parts(tokens):
        reference = _reference(part)
        if joined == "with" and not compares and found:
            found[-1] = _with(found[-1], part)
            continue
        if reference.names_covers or (reference.words and not found):
            found.append(reference)
        elif reference.words:
            last = found[-1]
            found[-1] = replace(last, words=(*last.words, *reference.words))
    return _shared(found)


def resolved(reference: Reference, catalogue: Catalogue) -> tuple[Cover, ...]:
    """The covers that a reference means, in the catalogue's order; none where it is not clear."""
    if reference.titled:
        return tuple(one for one in catalogue.covers if one.id in reference.titled)
    covers = of_missions(reference.missions, catalogue) if reference.missions else catalogue.covers
    covers = _of_kind(covers, reference)
    if reference.words:
        told = " ".join(reference.words)
        covers = tuple(one for one in covers if not missing_words(told, _title_words(one)))
    if reference.missions:
        return covers
    long = any(
        word.isalpha() and len(word) >= _MIN_TITLE_LETTERS and stem(word) not in ASPECTS
        for word in reference.words
    )
    return covers if long and len(covers) <= _MOST_BY_TITLE else ()


def _title_words(cover: Cover) -> tuple[str, ...]:
    """The words of a title; the first cover is not the first day cover."""
    return words(cover.title.replace("irst day", ""))


def of_missions(missions: Sequence[str], catalogue: Catalogue) -> tuple[Cover, ...]:
    """The covers of any of the missions; a series only where there is nothing else."""
    ids = {one.id for name in missions for one in catalogue.of_mission(name)}
    covers = tuple(one for one in catalogue.covers if one.id in ids)
    return tuple(one for one in covers if len(one.missions) <= MOST_JOINED) or covers


def of_kinds(covers: Sequence[Cover], kinds: Sequence[str]) -> tuple[Cover, ...]:
    """The covers of one of some kinds, by the kind or as the title says; all where none is said."""
    if not kinds:
        return tuple(covers)
    by_kind = tuple(one for one in covers if one.kind in kinds)
    by_title = (
        one for one in covers if any(not missing_words(kind, words(one.title)) for kind in kinds)
    )
    return by_kind or tuple(by_title)


@rule(Rule.KIND_OF_NO_COVER, never)
def is_dangling(tokens: Sequence[Token]) -> bool:
    """Whether a kind word stands before no cover: "the launch" is a flight."""
    for token, after in zip(tokens, (*tokens[1:], None), strict=True):
        follows = after is not None and after.role in (Role.COVER, Role.KIND, Role.JOIN)
        if token.role is Role.KIND and not follows:
            return True
    return False


def _of_kind(covers: Sequence[Cover], reference: Reference) -> tuple[Cover, ...]:
    """The covers of the kind that is said; "the cover" is no card where there is a cover."""
    if reference.kinds or not reference.says_cover:
        return of_kinds(covers, reference.kinds)
    return tuple(one for one in covers if "cover" in one.kind) or tuple(covers)


def _parts(tokens: Sequence[Token]) -> list[tuple[str, list[Token]]]:
    """The parts between the words that join, each with the word before it."""
    parts: list[tuple[str, list[Token]]] = [("", [])]
    for token in tokens:
        if token.role is Role.JOIN and token.text in JOINS:
            parts.append((token.text, []))
        else:
            parts[-1][1].append(token)
    return parts


def _with(reference: Reference, part: Sequence[Token]) -> Reference:
    """The reference with what its cover has: "the cover with the miniature sheet"."""
    said = tuple(token.text for token in part if token.role in (Role.WORD, Role.COVER))
    missions = _reference(part).missions
    return replace(
        reference,
        words=(*reference.words, *said),
        missions=(*reference.missions, *missions),
    )


def _reference(part: Sequence[Token]) -> Reference:
    kinds = [kind for one in part if one.role in (Role.KIND, Role.COVER) for kind in one.values]
    nouns = [one for one in part if one.role is Role.COVER]
    # "The miniature sheet cover" bears a sheet and is none: its title is to have all the words.
    if len(nouns) > 1 and not nouns[-1].values and not any("cover" in kind for kind in kinds):
        kinds = [f"{kind} {nouns[-1].text}" for kind in kinds]
    # "The launch cover" has a kind; the noun beside it says nothing more.
    return Reference(
        missions=tuple(name for one in part if one.role is Role.MISSION for name in one.values),
        kinds=tuple(dict.fromkeys(kinds)),
        says_cover=bool(nouns),
        words=tuple(one.text for one in part if one.role is Role.WORD),
        titled=tuple(name for one in part if one.role is Role.TITLE for name in one.values),
    )


def _shared(found: Sequence[Reference]) -> tuple[Reference, ...]:
    """The references with the mission or the kind that only one of their neighbours says."""
    with_missions = []
    for place, reference in enumerate(found):
        near = (*found[place + 1 :], *reversed(found[:place]))
        if not reference.missions:
            missions = next((one.missions for one in near if one.missions), ())
            reference = replace(reference, missions=missions)
        if not reference.says_cover and not reference.kinds:
            other = next((one for one in near if one.kinds or one.says_cover), Reference())
            reference = replace(reference, kinds=other.kinds, says_cover=other.says_cover)
        with_missions.append(reference)
    return tuple(with_missions)
