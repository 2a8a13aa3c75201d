"""What a follow-up leans on, as data: the subject that was spoken of, and where it was told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """What an earlier turn was about: its missions, or else the heading of its topic.

    >>> Subject(("Soyuz 4", "Soyuz 5"), "The docking cover").name
    'Soyuz 4, Soyuz 5'
    """

    missions: tuple[str, ...] = ()
    topic: str = ""

    @property
    def name(self) -> str:
        """The subject in words; empty when there is none."""
        return ", ".join(self.missions) or self.topic


@dataclass(frozen=True, slots=True)
class Resolution:
    """A question with what it leaves to earlier turns.

    Attributes:
        asked: the question as it was put.
        text: the same with its pronouns named, or with another subject in the place of the old.
        subject: what it leans on without saying so; it constrains the search.
        about: whether the text asks to be told of an earlier subject, whatever there is.
        certain: whether no other reading makes sense: of "are you sure?", or "the other one".
        place: the article and section where the last answer on this subject stood.
    """

    asked: str
    text: str
    subject: Subject = Subject()
    place: tuple[str, str] | None = None
    about: bool = False
    certain: bool = False

    @property
    def completed(self) -> bool:
        """Whether anything was taken from earlier turns."""
        return self.read_as != self.asked

    @property
    def read_as(self) -> str:
        """The question as people read it: the subject stands behind it in brackets.

        >>> Resolution("Why?", "Why?", Subject(("Soyuz 1",))).read_as
        'Why (Soyuz 1)?'
        """
        if not self.subject.name:
            return self.text
        return f"{self.text.rstrip(' ?.!')} ({self.subject.name})?"
