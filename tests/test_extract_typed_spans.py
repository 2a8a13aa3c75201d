from dataclasses import replace

import pytest

from assistant.extract.selection import best_span
from assistant.extract.typed_spans import offers, spans_for
from assistant.understand.query import AnswerKind
from tests.toy import shared_record, toy_query


def found(question, text):
    """The words of every span that is offered."""
    return [text[start:end] for start, end in spans_for(toy_query(question), text, shared_record())]


@pytest.mark.parametrize(
    ("question", "text", "dates"),
    [
        ("When was Soyuz 1 launched?", "Soyuz 1 was launched on 23 April 1967.", ["23 April 1967"]),
        # every date, in order
        (
            "When was it cancelled?",
            "It was issued on 23 April 1967 and cancelled on 24 April 1967.",
            ["23 April 1967", "24 April 1967"],
        ),
        # other spellings and precisions
        (
            "When was it?",
            "Dated 1967-04-23, posted 23.04.67, answered in April 1967.",
            ["1967-04-23", "23.04.67", "April 1967"],
        ),
        # a stamp is no year
        ("When was it?", "Stamp s. 6005 was issued in 1998.", ["1998"]),
        # the date that the question gives is not the answer
        (
            "When was Soyuz 1, launched on 23 April 1967, lost?",
            "Soyuz 1 was launched on 23 April 1967 and lost on 24 April 1967.",
            ["24 April 1967"],
        ),
        # no date, no span
        ("When was it launched?", "Soyuz 1 was launched by night.", []),
    ],
)
def test_when_offers_dates(question, text, dates):
    assert found(question, text) == dates


@pytest.mark.parametrize(
    ("question", "text", "names"),
    [
        ("Who was the pilot?", "The pilot was Vladimir Komarov.", ["Vladimir Komarov"]),
        # a list is one answer, with a comma, with "and", with the comma before it
        (
            "Who flew?",
            "The crew was Talgat Musabayev, Yuri Baturin and Dennis Tito.",
            ["Talgat Musabayev, Yuri Baturin and Dennis Tito"],
        ),
        (
            "Who died?",
            "Georgi Dobrovolsky, Vladislav Volkov, and Viktor Patsayev died.",
            ["Georgi Dobrovolsky, Vladislav Volkov, and Viktor Patsayev"],
        ),
        # offices within a list
        (
            "Who flew?",
            "The crew was Talgat Musabayev, flight engineer Yuri Baturin and spaceflight "
            "participant Dennis Tito.",
            [
                "Talgat Musabayev, flight engineer Yuri Baturin and spaceflight participant Dennis "
                "Tito"
            ],
        ),
        # other spellings, nations and offices within a list
        (
            "Who flew?",
            "The crew was Viktor Afanasyev (also spelt Victor), Konstantin Kozeyev and "
            "Claudie Haigneré.",
            ["Viktor Afanasyev (also spelt Victor), Konstantin Kozeyev and Claudie Haigneré"],
        ),
        # ... also one that is a name by itself, or stands before "and"
        (
            "Who flew?",
            "The crew was Sergei Zalyotin (also spelt Zaletin), Frank De Winne and Yuri Lonchakov.",
            ["Sergei Zalyotin (also spelt Zaletin), Frank De Winne and Yuri Lonchakov"],
        ),
        (
            "Who was aboard?",
            "Vasili Tsibliyev (also spelt Vasiliy Tsibliev) and Aleksandr Lazutkin were aboard.",
            ["Vasili Tsibliyev (also spelt Vasiliy Tsibliev) and Aleksandr Lazutkin"],
        ),
        # but another person in brackets is one
        (
            "Who flew?",
            "Two men flew (Yuri Gagarin and Vladimir Komarov).",
            ["Yuri Gagarin and Vladimir Komarov"],
        ),
        (
            "Who flew?",
            "The crew was Roberto Vittori of Italy and the space tourist Mark Shuttleworth.",
            ["Roberto Vittori of Italy and the space tourist Mark Shuttleworth"],
        ),
        # a verb between two names makes two answers
        (
            "Who flew?",
            "Vladimir Komarov knew that Yuri Gagarin protested.",
            ["Vladimir Komarov", "Yuri Gagarin"],
        ),
        # the name that the question gives is not the answer
        (
            "Who flew with Dennis Tito?",
            "Dennis Tito flew with Talgat Musabayev and Yuri Baturin.",
            ["Talgat Musabayev and Yuri Baturin"],
        ),
        # ... in whatever case it was typed
        (
            "who trained vladimir komarov?",
            "Vladimir Komarov was trained with Yuri Gagarin.",
            ["Yuri Gagarin"],
        ),
        # a launch pad is nobody
        ("Who launched it?", "It was launched from Gagarin Start.", []),
        # nobody is named
        ("Who drew the stamp?", "The stamp was drawn by an artist.", []),
    ],
)
def test_who_offers_names_and_a_list_of_names_as_one(question, text, names):
    assert found(question, text) == names


@pytest.mark.parametrize(
    ("question", "text", "quantities"),
    [
        # in words and in figures
        ("How many postmarks?", "The cover has five postmarks and 2 handstamps.", ["five", "2"]),
        # a date, a stamp and a mission are no counts
        (
            "How many postmarks?",
            "On 28 April 2001 the Soyuz TM-32 cover with s. 6426 got five.",
            ["five"],
        ),
        ("How many experiments?", "She did eighteen experiments.", ["eighteen"]),
        ("How many?", "STS-71, Expedition 6, EO-5 and Salyut 7 had three covers.", ["three"]),
        # with its unit, and with what says that it is not exact
        ("How far off?", "It landed about 475 km short.", ["about 475 km"]),
        ("How long did it last?", "Soyuz 9 lasted 18 days.", ["18 days"]),
        ("How many of them?", "Some 40 % were forged.", ["Some 40 %"]),
        # a thousands separator and a compound
        ("How many covers?", "About 1,000 covers were flown.", ["About 1,000"]),
        ("How many covers?", "Twenty-five covers were flown.", ["Twenty-five"]),
        # a range
        ("How many covers?", "There were 20 to 30 covers.", ["20 to 30"]),
        # a time in several units is one time
        (
            "How long did it last?",
            "It lasted 17 days 16 hours and 59 minutes.",
            ["17 days 16 hours and 59 minutes"],
        ),
        # the number that the question gives is not the answer
        ("How many of the 25 covers were signed?", "Of 25 covers seven were signed.", ["seven"]),
        # no number
        ("How many covers?", "Many covers were flown.", []),
    ],
)
def test_how_many_offers_numbers_with_their_units(question, text, quantities):
    assert found(question, text) == quantities


@pytest.mark.parametrize(
    ("question", "text", "sums"),
    [
        (
            "How much did Tito pay?",
            "He paid about 20 million dollars.",
            ["about 20 million dollars"],
        ),
        ("How much did he pay?", "He paid $20 million.", ["$20 million"]),
        # a range, and the year behind it is none of it
        ("How much was it?", "The price was 5 to 10 dollars in 1998.", ["5 to 10 dollars"]),
        # roubles in both spellings, kopecks and tenge
        ("How much postage?", "The postage is nine rubles.", ["nine rubles"]),
        ("How much postage?", "It bears 3.50 roubles.", ["3.50 roubles"]),
        ("How much postage?", "It bears 20 kopecks.", ["20 kopecks"]),
        ("How much postage?", "It bears 100 tenge.", ["100 tenge"]),
        # money goes before any other number
        ("How much did the set cost?", "The 3 covers cost 50 euros.", ["50 euros"]),
        # without money the other quantities are offered
        ("How much fuel was left?", "Fuel for 5 minutes was left.", ["5 minutes"]),
    ],
)
def test_how_much_offers_sums_of_money(question, text, sums):
    assert found(question, text) == sums


@pytest.mark.parametrize(
    ("question", "text", "places"),
    [
        ("Where did it land?", "It landed near Orenburg on 24 April 1967.", ["Orenburg"]),
        ("Where was it cancelled?", "The cover was cancelled in Leninsk.", ["Leninsk"]),
        # a place of several words
        ("Where did it land?", "It came down in the Aral Sea.", ["the Aral Sea"]),
        # the distance belongs to the place
        ("Where did it land?", "It landed 65 km east of Orenburg.", ["65 km east of Orenburg"]),
        ("Where did it land?", "It landed about 50 km from Arkalyk.", ["about 50 km from Arkalyk"]),
        # a list goes on to a mission
        ("Where was it?", "It was in Moscow and on Soyuz 3.", ["Moscow"]),
        # a month is no place
        ("Where was it cancelled?", "It was cancelled in April 1967 in Moscow.", ["Moscow"]),
        ("Where was it cancelled?", "It was cancelled in May in Moscow.", ["Moscow"]),
        # a mission is no place
        ("Where did it land?", "It landed eight days after the launch of Soyuz TMA-2.", []),
        # a person is no place
        ("Where was it?", "A portrait of Vladimir Komarov stood in Leninsk.", ["Leninsk"]),
        # the place that the question gives is not the answer
        (
            "Where in Moscow was it cancelled?",
            "It was cancelled in Moscow at the Main Post Office.",
            ["the Main Post Office"],
        ),
        # no place is named
        ("Where was it cancelled?", "It was cancelled on the island.", []),
    ],
)
def test_where_offers_places(question, text, places):
    assert found(question, text) == places


@pytest.mark.parametrize(
    ("question", "text", "missions"),
    [
        ("Which mission did Tito fly on?", "Dennis Tito flew on Soyuz TM-32.", ["Soyuz TM-32"]),
        ("Which flight was it?", "The card flew on STS-71.", ["STS-71"]),
        # several behind one name
        ("Which flight was it?", "Soyuz 6, 7 and 8 flew together.", ["Soyuz 6, 7 and 8"]),
        # the mission that the question gives is not the answer
        (
            "Which mission followed Soyuz TM-32?",
            "Soyuz TM-32 was followed by Soyuz TM-33.",
            ["Soyuz TM-33"],
        ),
        # none
        ("Which mission was it?", "The card was never flown.", []),
        # whose mission somebody is of only says who he is
        (
            "Which mission took Tito home?",
            "Soyuz TM-31 brought Dennis Tito of Soyuz TM-32 home.",
            ["Soyuz TM-31"],
        ),
        ("Which mission was it?", "It was that of Dennis Tito of Soyuz TM-32.", ["Soyuz TM-32"]),
        # so does a crew's, who may come home in another ship
        (
            "Which ship brought them home?",
            "The crew of Soyuz TM-34 landed in Soyuz TM-33.",
            ["Soyuz TM-33"],
        ),
        ("Which mission was it?", "The crew of Soyuz TM-34 signed it.", ["Soyuz TM-34"]),
    ],
)
def test_which_mission_offers_missions(question, text, missions):
    assert found(question, text) == missions


@pytest.mark.parametrize(
    ("question", "text", "reasons"),
    [
        (
            "Why was it lost?",
            "Soyuz 1 was lost because the parachute failed.",
            ["because the parachute failed"],
        ),
        (
            "Why was it ended?",
            "It was ended due to trouble with the panels.",
            ["due to trouble with the panels"],
        ),
        # a purpose
        ("Why did he go?", "He went in order to see Mir.", ["in order to see Mir"]),
        # a direction is no purpose
        (
            "Why did he go?",
            "He went to Moscow because the post office was closed.",
            ["because the post office was closed"],
        ),
        # a time before the reason is none of it
        (
            "Why did it end?",
            "After the launch, the flight was ended early because of a leak.",
            ["because of a leak"],
        ),
        # in front it ends at the comma
        ("Why did it end?", "Because of a leak, the flight was ended.", ["Because of a leak"]),
        # a purpose is told from a direction
        ("Why did he go?", "He went to the pad to sign a cover.", ["to sign a cover"]),
        # no reason is given
        ("Why was it cancelled?", "It was cancelled on 24 April 1967.", []),
    ],
)
def test_why_offers_the_clause_without_its_full_stop(question, text, reasons):
    assert found(question, text) == reasons


@pytest.mark.parametrize(
    "question", ["What is it?", "What does the cachet show?", "Is it rare?", "Which stamp is it?"]
)
def test_a_question_of_an_open_kind_has_no_typed_span(question):
    text = "It was cancelled on 24 April 1967 in Moscow by Vladimir Komarov for 5 rubles."
    assert found(question, text) == []


@pytest.mark.parametrize("kind", list(AnswerKind))
@pytest.mark.parametrize("text", ["", ".", "\U0001f680", "in", "$", "  "])
def test_a_sentence_that_says_nothing_offers_nothing(kind, text):
    asked = replace(toy_query("?"), kind=kind)
    assert spans_for(asked, text, shared_record()) == ()


def test_a_sentence_offers_its_answers_by_kind_whatever_is_asked():
    offered = offers(
        "Dennis Tito paid 20 dollars in Moscow for Soyuz TM-32 on 28 April 2001.", shared_record()
    )
    assert offered[AnswerKind.WHO] == ("dennis tito",)
    assert offered[AnswerKind.WHEN] == ("28 april 2001",)
    assert offered[AnswerKind.HOW_MUCH] == ("20 dollars",)
    assert offered[AnswerKind.WHERE] == ("moscow",)
    assert offered[AnswerKind.WHICH_MISSION] == ("soyuz tm-32",)
    assert AnswerKind.WHAT not in offered
    assert AnswerKind.YES_NO not in offered


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        # of two dates the one that belongs to the verb that is asked for
        (
            "When was the cover cancelled?",
            "The cover was issued on 23 April 1967 and cancelled on 24 April 1967.",
            "24 April 1967",
        ),
        (
            "When was the cover issued?",
            "The cover was issued on 23 April 1967 and cancelled on 24 April 1967.",
            "23 April 1967",
        ),
        # of two numbers the one before the thing that is asked for
        ("How many handstamps has it?", "It has five postmarks and two handstamps.", "two"),
        ("How many postmarks has it?", "It has five postmarks and two handstamps.", "five"),
        # of two people the one that the verb is about
        ("Who protested?", "Vladimir Komarov knew that Yuri Gagarin protested.", "Yuri Gagarin"),
        # of two places
        (
            "Where did it land?",
            "It was launched from Baikonur and landed near Orenburg.",
            "Orenburg",
        ),
    ],
)
def test_of_two_spans_the_one_beside_the_words_of_the_question_is_read(question, text, answer):
    start, end = best_span(toy_query(question), text, shared_record())
    assert text[start:end] == answer


def test_a_sentence_without_a_fitting_span_is_answered_whole():
    assert best_span(toy_query("When was it?"), "It was by night.", shared_record()) is None


@pytest.mark.parametrize(
    ("question", "learned", "answer"),
    [
        # the typed span that the reader's words touch, whole
        ("Who flew?", "Gagarin", "Yuri Gagarin"),
        ("When was it?", "1968", "26 October 1968"),
        # words that are of another kind than what is asked for do not answer
        ("When was it?", "Moscow", "23 April 1967"),
        # a kind without typed spans
        ("What is it?", "green", "green"),
    ],
)
def test_the_learned_reader_chooses_among_the_typed_spans_and_stands_in_for_them(
    question, learned, answer
):
    text = (
        "On 23 April 1967 Vladimir Komarov signed a green cover, and on 26 October 1968 in "
        "Moscow did Yuri Gagarin."
    )
    marked = text.index(learned), text.index(learned) + len(learned)
    start, end = best_span(toy_query(question), text, shared_record(), marked)
    assert text[start:end] == answer


@pytest.mark.parametrize(
    ("question", "text", "learned", "answer"),
    [
        # the reader's words with the typed span that they share words with
        (
            "From when to when?",
            "They were in space from 13 to 16 October 1969.",
            "13 to 16 October",
            "13 to 16 October 1969",
        ),
        ("How many are left?", "It says that 38 covers are left.", "38 covers", "38 covers"),
        # the typed span alone where the reader's words go on far beyond it
        (
            "How much was it?",
            "They paid 25 million dollars to that of Russia for putting a man up.",
            "25 million dollars to that of Russia for putting a man up",
            "25 million dollars",
        ),
        # but a place is as long as it is
        (
            "Where was it done?",
            "It was done in the Russian module of the station.",
            "the Russian module of the station",
            "the Russian module of the station",
        ),
        # somebody else, or something that is no person
        (
            "Who picked them?",
            "Pontes did what the Space Agency had picked.",
            "Space Agency",
            "Space Agency",
        ),
        # a list is whole
        (
            "Which covers have it?",
            "It is on the covers of Soyuz TMA-1, TMA-5 and TMA-6 only.",
            "TMA-5 and TMA-6",
            "Soyuz TMA-1, TMA-5 and TMA-6",
        ),
        # a ship with a number that the record does not know, but nothing else for a ship
        (
            "Which ship took the covers of Soyuz TM-2 up?",
            "Progress-33 took those of Soyuz TM-32 up.",
            "Progress-33",
            "Progress-33",
        ),
        (
            "Which mission did Tito fly on?",
            "Tito flew on Soyuz TM-32 to the Space Station.",
            "Space Station",
            "Soyuz TM-32",
        ),
        (
            "Which mission was it?",
            "Dennis Tito went home on Soyuz TM-31.",
            "Dennis Tito",
            "Soyuz TM-31",
        ),
    ],
)
def test_the_reader_s_words_and_the_typed_span_make_the_answer(question, text, learned, answer):
    marked = text.index(learned), text.index(learned) + len(learned)
    start, end = best_span(toy_query(question), text, shared_record(), marked)
    assert text[start:end] == answer
