"""What a follow-up leans on, and how the question is read with it."""

import pytest

from assistant.resolve.resolution import Resolution, Subject

ONE, TWO = Subject(("Soyuz 1",)), Subject(("Soyuz 4", "Soyuz 5"))
PLACE = ("soyuz-1", "The flight of Soyuz 1")


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        (Subject(), ""),
        (ONE, "Soyuz 1"),
        (TWO, "Soyuz 4, Soyuz 5"),
        # the missions are shorter than the heading
        (Subject(("Soyuz 1",), "The memorial cover of Soyuz 1"), "Soyuz 1"),
        (Subject(topic="The memorial cover"), "The memorial cover"),
    ],
)
def test_a_subject_goes_by_its_missions_or_else_by_its_heading(subject, name):
    assert subject.name == name


@pytest.mark.parametrize(
    ("resolution", "read_as", "completed"),
    [
        # nothing was taken from earlier turns
        (Resolution("Who flew Soyuz 1?", "Who flew Soyuz 1?"), "Who flew Soyuz 1?", False),
        # ... only where the answer may stand
        (Resolution("Why?", "Why?", place=PLACE), "Why?", False),
        # a pronoun was named
        (Resolution("When did it fly?", "When did Soyuz 1 fly?"), "When did Soyuz 1 fly?", True),
        # the subject stands behind in brackets, with one question mark
        (Resolution("Why?", "Why?", ONE), "Why (Soyuz 1)?", True),
        (Resolution("and the crew", "and the crew", TWO), "and the crew (Soyuz 4, Soyuz 5)?", True),
        (Resolution("The crew!", "The crew!", ONE), "The crew (Soyuz 1)?", True),
        (Resolution("Why ?!", "Why ?!", ONE), "Why (Soyuz 1)?", True),
        # both
        (Resolution("And who?", "And who landed?", ONE), "And who landed (Soyuz 1)?", True),
    ],
)
def test_a_question_is_read_with_what_it_leaves_unsaid(resolution, read_as, completed):
    assert (resolution.read_as, resolution.completed) == (read_as, completed)
