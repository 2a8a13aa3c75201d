import pytest

from assistant.extract.attributes import leaves_untold, who_is
from tests.toy import toy_query


@pytest.mark.parametrize(
    ("question", "text", "untold"),
    [
        ("When was Gagarin born?", "Vostok 1 flew on 12 April 1961 with Yuri Gagarin.", True),
        ("When was he born?", "The pilot of Soyuz 1 was Vladimir Komarov.", True),
        ("What is Tito's birthday?", "Dennis Tito landed on 6 May 2001.", True),
        ("When was Gagarin born?", "Yuri Gagarin was born on 9 March 1934.", False),
        ("Where was Simonyi born?", "Simonyi is a Hungarian-born citizen.", False),
        ("How old was Beregovoy?", "Georgi Beregovoy flew Soyuz 3 alone.", True),
        ("how old was he", "Soyuz 3 flew in 1968.", True),
        ("What is Tito's age?", "Dennis Tito is a space tourist.", True),
        ("How old was Beregovoy?", "At 47 years old Beregovoy flew alone.", False),
        ("How old was Beregovoy?", "Beregovoy, aged 47, flew alone.", False),
        ("What was Patsayev's profession?", "The crew was Volkov and Patsayev.", True),
        ("What does Tito do for a living?", "Dennis Tito is a flight engineer of the crew.", True),
        ("What was Tito's profession?", "Tito is a businessman.", False),
        ("What was Tito's profession?", "Tito worked as a banker.", False),
        ("Whom did Tito marry?", "Dennis Tito landed on 6 May 2001.", True),
        # who made a thing and how many, its value and its edge
        ("Who drew the Mir stamp?", "The cover bears the Mir stamp.", True),
        ("Who drew the Mir stamp?", "The Mir stamp was designed by Levinovsky.", False),
        ("What is the face value of the stamp?", "The cover bears the Mir stamp.", True),
        ("What is the face value of the stamp?", "The stamp is of 30 tenge.", False),
        ("Is the sheet perforated?", "A sheet commemorates Soyuz 3.", True),
        ("How many cards were printed?", "Two cards bear the stamp.", True),
        ("How many cards were printed?", "The edition was of 500 cards.", False),
        # a weight and a speed have units of their own
        ("How heavy was the rocket?", "Rockets were seven feet long, of sheet steel.", True),
        ("How heavy was the rocket?", "It weighed 12 kg without its fuel.", False),
        ("What was the top speed of the Adler?", "The Adler rose to 500 metres.", True),
        ("How fast did the fuse burn?", "Its rate is a centimetre a second.", False),
        # the age of a thing, and what is no personal matter
        ("How old is the stamp on the Soyuz 4 cover?", "The stamp is of 1968.", False),
        ("When was Soyuz 1 launched?", "Soyuz 1 was launched on 23 April 1967.", False),
        ("Which stamp is for Gagarin's birthday?", "Stamp s. 6817 shows Gagarin.", False),
    ],
)
def test_what_a_sentence_leaves_untold_of_a_person(question, text, untold):
    assert leaves_untold(toy_query(question), text) == untold


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("who is tito", True),
        ("Who was Komarov?", True),
        ("Who's Dennis Tito?", True),
        # who flew is another question than who somebody is
        ("Who was on Soyuz 1?", False),
        ("Who was the pilot of Soyuz 1?", False),
        ("Who is Komarov's commander?", False),
        ("Who picked Komarov?", False),
        ("Who is first?", False),
    ],
)
def test_who_somebody_is_and_nothing_more_is_asked(question, asked):
    assert who_is(question) is asked
