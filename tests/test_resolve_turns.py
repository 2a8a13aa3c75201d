"""What a reply was about: whom, which missions and what thing the next question may lean on."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from assistant.answer import Answer, Item
from assistant.resolve.turns import turn_of
from tests.toy import shared_names, shared_record


def reply(read_as, text, section="The flight of Soyuz TM-24", subject=("Soyuz TM-24",), shown=None):
    """A reply that quotes one sentence, `shown` its marked words."""
    passage = SimpleNamespace(
        subject=subject, section=section, article="an-article", title="The crew switch"
    )
    quote = SimpleNamespace(passage=passage, text=text, highlighted=shown, highlight=shown)
    return Answer(text, (quote,), read_as, "high", "index")


def turn(*args, **kwargs):
    return turn_of(reply(*args, **kwargs), shared_names().find, shared_record())


@pytest.mark.parametrize(
    ("question", "text", "shown", "people"),
    [
        # of the question, else of the answer
        ("When was Tito launched?", "Dennis Tito flew on Soyuz TM-32.", None, ("Dennis Tito",)),
        ("Who flew?", "Dennis Tito flew on Soyuz TM-32.", "Dennis Tito", ("Dennis Tito",)),
        # somebody beside whom the question names, in whatever spelling
        (
            "Who was Krikalyov's stand-in?",
            "Vladimir Titov was the backup of Sergei Krikalev.",
            "Vladimir Titov",
            ("Vladimir Titov",),
        ),
        (
            "And Krikalyov's backup?",
            "Vladimir Titov was the backup of Sergei Krikalev.",
            None,
            ("Vladimir Titov",),
        ),
        # whoever is asked about, though the sentence names the crew
        (
            "Who is Helen Sharman?",
            "The crew of Soyuz TM-12 was Anatoli Artsebarsky, Sergei Krikalev and Helen Sharman.",
            None,
            ("Helen Sharman",),
        ),
        # somebody whom no record knows
        (
            "Who made the covers?",
            "Kurt Weishaupt made the agreement.",
            "Kurt Weishaupt",
            ("Kurt Weishaupt",),
        ),
        ("Ko San, what did he do wrong?", "He had taken books out.", None, ("Ko San",)),
        ("Why was Ko San sent home?", "He had taken books out.", None, ("Ko San",)),
        # no person
        ("Who issued it?", "The Space Agency issued it.", "Space Agency", ()),
        ("Why was Gagarin Start printed?", "For the cosmonauts.", None, ()),
        ("What is shown?", "A tower is shown.", "A tower", ()),
    ],
)
def test_the_people_are_those_who_may_be_meant_by_he_or_she(question, text, shown, people):
    assert turn(question, text, shown=shown).people == people


@pytest.mark.parametrize(
    ("question", "person"),
    [
        # whoever is asked about, though the sentence names another
        ("Who's Ko San?", "Ko San"),
        ("Who is Kurt Weishaupt?", "Kurt Weishaupt"),
        ("why didn't Ko San go?", "Ko San"),
    ],
)
def test_somebody_whom_no_record_knows_is_whom_the_question_names(question, person):
    text = "He gave his seat up."
    assert turn(question, text, shown="his seat").people == (person,)
    if question.startswith("Who"):
        text = "Yi So-yeon took the seat."
        assert turn(question, text, shown="Yi So-yeon").people == (person,)


@pytest.mark.parametrize(
    ("labels", "listed", "members"),
    [
        (("Soyuz 4", "Soyuz 5"), "mission", ("Soyuz 4", "Soyuz 5")),
        (("Dennis Tito", "Helen Sharman"), "person", ("Dennis Tito", "Helen Sharman")),
        (("s. 6426", "s. 6584"), "stamp", ("s. 6426", "s. 6584")),
        (
            ("Soyuz 9", "Launch cover of Soyuz 9", "Maxicards of Soyuz 9", "Note"),
            "cover",
            ("Launch cover of Soyuz 9", "Maxicards of Soyuz 9"),
        ),
        # one cover with what is on it, several sorts, and no list
        (("Launch cover of Soyuz 9", "Cachet"), None, ()),
        (("Soyuz 4", "Dennis Tito"), None, ()),
        ((), None, ()),
    ],
)
def test_the_members_of_a_list_are_kept_with_their_sort(labels, listed, members):
    shown = reply("Which are they?", "They are told.")
    items = tuple(Item(label, "", (0,)) for label in labels)
    found = turn_of(replace(shown, items=items), shared_names().find, shared_record())
    assert (found.listed, found.members) == (listed, members)


@pytest.mark.parametrize(
    ("subject", "section", "missions"),
    [
        (("Soyuz TM-24",), "The crew switch", ("Soyuz TM-24",)),
        # several that the heading names, and several that it does not
        (("Soyuz 4", "Soyuz 5"), "The flight of Soyuz 4 and Soyuz 5", ("Soyuz 4", "Soyuz 5")),
        (("STS-79", "STS-86"), "The NASA VIP cards", ()),
    ],
)
def test_the_missions_are_those_that_it_may_mean(subject, section, missions):
    assert turn("What are they?", "They are postcards.", section, subject).missions == missions


@pytest.mark.parametrize(
    ("question", "section", "topic"),
    [
        (
            "Which stamp is on the cover?",
            "The launch cover of Soyuz TM-24",
            "The launch cover of Soyuz TM-24",
        ),
        # a heading of no mission that is asked about
        (
            "Which odd postmark is on the Soyuz TMA-12 cover?",
            "Unexplained marks",
            "the postmark of Soyuz TMA-12",
        ),
        ("What is odd about Soyuz TMA-12?", "Unexplained marks", "Soyuz TMA-12"),
        ("What was Znamya?", "The Znamya card and its crew", "The Znamya card and its crew"),
        # an article's lead, which has no heading
        ("How did it begin?", "", "The crew switch"),
        ("How did Soyuz TMA-12 begin?", "", "Soyuz TMA-12"),
    ],
)
def test_the_topic_is_what_it_stands_for(question, section, topic):
    assert turn(question, "It is odd.", section, ("Soyuz TMA-12",)).topic == topic
