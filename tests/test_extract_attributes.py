import pytest

from assistant.extract.attributes import described, description, leaves_untold
from tests.toy import shared_record, toy_query


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
    ("question", "text", "words"),
    [
        (
            "who is tito",
            "The crew was Yuri Baturin and the space tourist Dennis Tito.",
            "space tourist",
        ),
        ("Who was Komarov?", "The pilot of Soyuz 1 was Vladimir Komarov.", "pilot of Soyuz 1"),
        (
            "Who is Dennis Tito?",
            "Dennis Tito, an American businessman, flew in 2001.",
            "an American businessman",
        ),
        ("Who was Komarov?", "Vladimir Komarov was the pilot of Soyuz 1.", "the pilot of Soyuz 1"),
        # somebody whom the record does not know
        (
            "who is korolev",
            "Yuri Gagarin shakes the hand of the rocket designer Sergei Korolev.",
            "rocket designer",
        ),
        # no description
        ("Who was Komarov?", "The crew of Soyuz 1 was Vladimir Komarov.", ""),
        ("Who was Komarov?", "The cover is signed by Vladimir Komarov.", ""),
        ("who is Aleksandrov", "The two men named Aleksandr Aleksandrov are different men.", ""),
    ],
)
def test_who_somebody_is_stands_beside_the_name(question, text, words):
    start, end = description(toy_query(question), text, shared_record()) or (0, 0)
    assert text[start:end] == words


@pytest.mark.parametrize(
    ("question", "text"),
    [
        # who flew is another question than who somebody is
        ("Who was on Soyuz 1?", "The pilot of Soyuz 1 was Vladimir Komarov."),
        ("Who was the pilot of Soyuz 1?", "The pilot of Soyuz 1 was Vladimir Komarov."),
        ("Who is Komarov's commander?", "The pilot of Soyuz 1 was Vladimir Komarov."),
        ("Who picked Komarov?", "The pilot of Soyuz 1 was Vladimir Komarov."),
        ("Who is first?", "The first was the pilot Vladimir Komarov."),
        # not in the sentence
        ("who is korolev", "The pilot of Soyuz 1 was Vladimir Komarov."),
    ],
)
def test_other_questions_and_sentences_describe_nobody(question, text):
    assert description(toy_query(question), text, shared_record()) is None


FIRST = "The first participants are Dennis Tito on Soyuz TM-32 and Mark Shuttleworth on TM-34."


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who was the first space tourist?", "Dennis Tito"),
        ("who is the first space tourist", "Dennis Tito"),
        # whom it names is not the answer, and somebody beside him neither
        ("Who was Dennis Tito?", None),
        ("Who was the commander of the first space tourist?", None),
        ("Who flew with the first space tourist?", None),
    ],
)
def test_whom_a_question_describes_is_the_one_whom_the_record_knows_so(question, words):
    span = described(toy_query(question), FIRST, shared_record())
    assert (span and FIRST[slice(*span)]) == words
