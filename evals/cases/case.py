"""A known fact as a value: a question, who wrote it, and what the right reply must do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from evals.cases.hardness import hardness
from evals.cases.matching import stated

PROJECT = "project"

Kind = Literal[
    "who",
    "when",
    "where",
    "how-many",
    "how-much",
    "which",
    "what",
    "why",
    "yes-no",
    "list",
    "compare",
    "cover",
    "stamp",
    "postmark",
]
Style = Literal["plain", "reworded", "indirect", "telegraph", "typo"]
Topic = Literal["in-field", "out-of-scope"]
Form = Literal[
    "fact",
    "passage",
    "list",
    "overview",
    "comparison",
    "computed",
    "yes-no",
    "clarify",
    "decline",
]
FORMS: tuple[Form, ...] = get_args(Form)
# What a case is counted as: not every false premise or follow-up has a form of its own.
Judged = Literal["unanswerable", "premise", "clarify", "follow-up", "fact"]
# No single sentence can hold all of it.
SEVERAL_FACTS: tuple[Form, ...] = ("passage", "list", "overview", "comparison", "computed")
_FORMS_OF_KINDS: Mapping[str, Form] = {
    "list": "list",
    "compare": "comparison",
    "yes-no": "yes-no",
}
CHOICES: Mapping[str, tuple[str, ...]] = {
    "kind": get_args(Kind),
    "style": get_args(Style),
    "topic": get_args(Topic),
    "form": FORMS,
    "verdict": ("yes", "no"),
    "quotes": ("first", "all"),
    "premise": ("false",),
    "difficulty": ("easy", "medium", "hard"),
}


@dataclass(frozen=True, slots=True)
class Case:
    """A question and what the right reply must do.

    Attributes:
        writer: who asks. All but `PROJECT` are strangers, whose cases are judged by words alone.
        form: what the right reply is; without one it follows from the kind.
        says: groups of spellings; of every group one must occur in the reply.
        quotes: whether `says` may stand in the first quote alone or in all; without it all for
            the forms of several facts.
        verdict: the yes or no that the reply may not contradict; without `says` it must be said.
        full: `says` is the whole list, so that any other item is wrong.
        shows: groups that the quote must hold beside, where the answer is a name that stands in
            many sentences: "TM-31" answers nothing unless the sentence tells of the landing.
        cites: slugs of the articles that may be quoted first; `section` is of the first one.
        denies: phrases that must not be given as the short answer; "^…" only at its start.
        after: the earlier questions of the conversation, in order.
        standalone: the question as it reads without them; itself where it leans on none.
        note: for people; nothing is judged by it.
        place: where the case is written, for messages.
    """

    id: str
    ask: str
    kind: str = ""
    style: str = ""
    says: tuple[tuple[str, ...], ...] = ()
    cites: tuple[str, ...] = ()
    section: str = ""
    source: str = ""
    missions: tuple[str, ...] = ()
    must: bool = False
    abstains: bool = False
    topic: str = ""
    premise: str = ""
    denies: tuple[str, ...] = ()
    shows: tuple[tuple[str, ...], ...] = ()
    after: tuple[str, ...] = ()
    place: str = ""
    writer: str = PROJECT
    form: str = ""
    verdict: str = ""
    quotes: str = ""
    full: bool = False
    standalone: str = ""
    difficulty: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        """Fill in the form, which follows from the kind, and what follows from the form."""
        form = self.form or ("decline" if self.abstains else _FORMS_OF_KINDS.get(self.kind, "fact"))
        object.__setattr__(self, "form", form)
        object.__setattr__(self, "abstains", form == "decline")
        quotes = self.quotes or ("all" if form in SEVERAL_FACTS else "first")
        object.__setattr__(self, "quotes", quotes)

    @property
    def by_words(self) -> bool:
        """Whether the words alone decide: strangers know neither our articles nor sections."""
        return self.writer != PROJECT

    @property
    def leans(self) -> bool:
        """Whether the question means something else without the turns before it."""
        return bool(self.after) and self.standalone != self.ask

    @property
    def judged(self) -> Judged:
        """What the case is counted as: the first of these that applies."""
        if self.abstains:
            return "unanswerable"
        if self.premise:
            return "premise"
        if self.form == "clarify":
            return "clarify"
        return "follow-up" if self.leans else "fact"

    @property
    def answerable(self) -> bool:
        """Whether the articles answer it as it is asked."""
        return self.judged in ("fact", "follow-up")

    @property
    def proof(self) -> tuple[Sequence[str], ...]:
        """The groups that a sentence must hold to support the answer."""
        return (*stated(self.says), *self.shows)

    @property
    def gathered(self) -> bool:
        """Whether the answer is put together from several sentences."""
        return self.quotes == "all"

    @property
    def tags(self) -> frozenset[str]:
        """Everything that `--tag` can name."""
        hard = self.difficulty or hardness(
            self.style, self.judged, gathered=self.gathered, turns_before=len(self.after)
        )
        named = {self.kind, self.style, self.source, self.topic, self.form, self.writer}
        marks = {self.judged, hard, *self.missions, *named}
        # Of the form of a fact is many a follow-up, which is counted apart.
        marks -= {"fact"} - {self.judged}
        return frozenset(marks - {""} | ({"must"} if self.must else set()))


def heads(heading: str, section: str) -> bool:
    """Whether a case's `section` means a heading; what stands in brackets may be left out.

    >>> heads("Soyuz TMA-14 (EP-16, Expedition 19)", "Soyuz TMA-14")
    True
    """
    return heading == section or (section != "" and heading.startswith(f"{section} ("))


def select(
    cases: Iterable[Case],
    *,
    tags: Sequence[str] = (),
    ids: Sequence[str] = (),
    kinds: Sequence[str] = (),
) -> tuple[Case, ...]:
    """The cases that have every tag, one of the ids and one of the kinds, where any are given."""
    return tuple(
        case
        for case in cases
        if case.tags.issuperset(tags)
        and (not ids or case.id in ids)
        and (not kinds or case.kind in kinds)
    )
