import pytest

from assistant.verify.premises import false_premise
from tests.toy import shared_names, shared_record, toy_query


def premise(question, together=lambda mission, name: None):
    return false_premise(toy_query(question), shared_record(), together)


@pytest.mark.parametrize(
    ("question", "correction"),
    [
        # a person on another's mission; the flight he was launched on is told first
        (
            "Which cachet shows Tito on TMA-1?",
            "Dennis Tito flew on Soyuz TM-32 and Soyuz TM-31, not on Soyuz TMA-1.",
        ),
        # a launch and a landing on another day, with words between
        (
            "Which cover was made for Soyuz 1, launched from Baikonur on 24 May 1967?",
            "Soyuz 1 was launched on 23 April 1967, not on 24 May 1967.",
        ),
        (
            "Where did Soyuz 9 land in August 1970?",
            "Soyuz 9 landed on 19 June 1970, not in August 1970.",
        ),
        # without a preposition, before the event, and as the year of the flight
        ("who was on soyuz 9, launched 1971", "Soyuz 9 was launched on 1 June 1970, not in 1971."),
        (
            "Who took part in the 1968 flight of Soyuz 1?",
            "Soyuz 1 was launched on 23 April 1967, not in 1968.",
        ),
        ("Who flew Soyuz 1 in 1968?", "Soyuz 1 was launched on 23 April 1967, not in 1968."),
        # the mission behind the event
        (
            "Which cover was made for the launch of Soyuz 1 from Baikonur on 24 May 1967?",
            "Soyuz 1 was launched on 23 April 1967, not on 24 May 1967.",
        ),
        # another station: of a mission, with another number, and of a person
        ("When did Soyuz 11 dock with Mir?", "Soyuz 11 flew to Salyut 1, not to Mir."),
        ("When did Soyuz 11 dock with Salyut 6?", "Soyuz 11 flew to Salyut 1, not to Salyut 6."),
        ("Which cover did Soyuz TMA-1 carry to Mir?", "Soyuz TMA-1 flew to the ISS, not to Mir."),
        ("When did Soyuz TMA-1 leave Mir?", "Soyuz TMA-1 flew to the ISS, not to Mir."),
        (
            "Who flew Soyuz T-15 to Salyut 6?",
            "Soyuz T-15 flew to Mir and Salyut 7, not to Salyut 6.",
        ),
        ("How many days did Tito live aboard Mir?", "Dennis Tito flew to the ISS, not to Mir."),
        ("Was Tito on Mir?", "Dennis Tito flew to the ISS, not to Mir."),
        ("Had Tito ever been aboard Mir?", "Dennis Tito flew to the ISS, not to Mir."),
        # launched on the ship that only brought him home, and landed in the one he went up on
        (
            "When was Flade launched on TM-13?",
            "Klaus-Dietrich Flade was launched on Soyuz TM-14, not on Soyuz TM-13.",
        ),
        (
            "When did Tito come back in TM-32?",
            "Dennis Tito landed on Soyuz TM-31, not on Soyuz TM-32.",
        ),
        (
            "Why did Thagard fly home on TM-21?",
            "Norman Thagard landed on STS-71, not on Soyuz TM-21.",
        ),
        # of several flights the nearest
        (
            "On what date did Claudie Haigner\u00e9 lift off aboard TM-34?",
            "Claudie Haigner\u00e9 flew on Soyuz TM-33, Soyuz TM-24, Soyuz TM-32 and Soyuz TM-23, "
            "not on Soyuz TM-34.",
        ),
        # a docking that never was, of one and of two
        ("When did Soyuz 15 dock with Salyut 3?", "Soyuz 15 did not dock."),
        (
            "Who changed ships when Soyuz 7 docked with Soyuz 8?",
            "Soyuz 7 and Soyuz 8 did not dock.",
        ),
        ("Who changed over from Soyuz 6 to Soyuz 7 in orbit?", "Soyuz 6 and Soyuz 7 did not dock."),
        # more than there were, and a crew of another size
        (
            "Who were the four cosmonauts of Soyuz 11?",
            "The crew of Soyuz 11 numbered three, not four.",
        ),
        (
            "What did the two-man crew of Soyuz 11 die of?",
            "The crew of Soyuz 11 numbered three, not two.",
        ),
        ("Who was in the crew of 3 on Soyuz 1?", "The crew of Soyuz 1 numbered one, not three."),
    ],
)
def test_what_the_record_contradicts_is_corrected(question, correction):
    assert premise(question).correction == correction


@pytest.mark.parametrize(
    "question",
    [
        # his flight, not a leg of it
        "When did Tito of TM-32 land?",
        "When was TM-13 launched, which brought Flade home?",
        "When did Flade land on TM-13?",
        # so it was
        "Which cachet shows Tito on TM-32?",
        "Which stamp is on the cover of Soyuz 1, launched on 23 April 1967?",
        "Which stamp is on the cover of Soyuz 1, launched in April 1967?",
        # the local day
        "What flew on STS-60, launched on 3 February 1994?",
        # another thing's date
        "Which cover of Soyuz 4 was launched and cancelled on 23 January 1969?",
        "Which cover of Soyuz 1 was cancelled on 24 May 1967?",
        # whether it was so is the question
        "Was Soyuz 1 launched on 24 May 1967?",
        # his crew, and not all of it
        "Which two cosmonauts of Soyuz 5 went over to Soyuz 4?",
        "Which two men of Soyuz 5 landed with Soyuz 4?",
        "Which three people on TM-32 are on the cachet?",
        # so they flew
        "When did Soyuz 11 dock with Salyut?",
        "When did Soyuz T-15 dock with Salyut 7?",
        "How many days did Gidzenko live aboard Mir?",
        "Was Gidzenko on Mir?",
        "Was Tito's cover postmarked on Mir?",
        "Who flew Soyuz TM-31 in 2001?",
        "Which cover tells of the 1967 flight of Soyuz 1?",
        # that it failed is known to who asks
        "Why could Soyuz 15 not dock with Salyut 3?",
        "Why did the docking of Soyuz 7 with Soyuz 8 fail?",
        "Who had been on Mir before Soyuz TMA-1 was launched?",
        # beside somebody, after him, and another of two
        "Which of the men of TMA-1 landed with Musabayev and Tito?",
        "How many days after Tito went up did TMA-1 land?",
        "Why can TMA-1 not be the flight of Tito?",
        "Why can't TMA-1 be the flight of Tito?",
        # another thing's launch
        "zarya launched 1988, how long before soyuz tm-31",
        "Which Soyuz TM-31 cover shows the module launched on 20 November 1998?",
        # a thing of another year
        "Which stamp is on the 1969 cover of Soyuz 1?",
        # several missions, or none that is known
        "Who flew Soyuz 4 and Soyuz 5, launched on 1 May 1970?",
        "Who flew Soyuz 999 on 1 May 1970?",
    ],
)
def test_what_may_be_so_is_left_alone(question):
    assert premise(question) is None


def test_a_person_whom_an_article_names_beside_the_mission_is_left_alone():
    assert premise("Why was Tito on TMA-1?", lambda mission, name: "told") is None
    assert premise("When did Soyuz 11 dock with Mir?", lambda mission, name: "told") is None


@pytest.mark.parametrize(
    ("question", "corrected"),
    [
        ("What did Tito do on TMA-1?", True),
        ("when was tito launched on tma1", True),
        # a cover of the mission, its crew and what happened besides
        ("What did Tito write on TMA-1's cover?", False),
        ("Did Tito sign on the TMA-1 cover?", False),
        ("Who brought Zalyotin of TMA-1 home with Tito?", False),
        ("Whom did Tito bring home that went up on TMA-1 with Zalyotin?", False),
    ],
)
def test_who_is_named_only_beside_a_flight_of_his_own_did_not_fly_on_the_other(question, corrected):
    found = premise(question, lambda mission, name: "elsewhere")
    assert (found.correction if found else None) == (
        "Dennis Tito flew on Soyuz TM-32 and Soyuz TM-31, not on Soyuz TMA-1."
        if corrected
        else None
    )


@pytest.mark.parametrize(
    ("question", "corrected"),
    [
        ("Which cover did Tito sign as commander of TMA-1?", True),
        ("When were Tito and his crew launched on TMA-1?", True),
        # that he did not fly is known to who asks
        ("Why was Tito replaced as commander of TMA-1?", False),
        ("Who flew on TMA-1 instead of Tito?", False),
        # a backup did many things
        ("What did Tito say of TMA-1?", False),
    ],
)
def test_who_is_named_only_as_replaced_did_not_fly(question, corrected):
    found = premise(question, lambda mission, name: "denied")
    assert (found is not None) == corrected
    if found:
        assert found.correction == (
            "Dennis Tito flew on Soyuz TM-32 and Soyuz TM-31, not on Soyuz TMA-1."
        )
        assert proved(found, ("Soyuz TMA-1",), "Tito lost his seat on Soyuz TMA-1.")
        assert not proved(found, ("Soyuz TMA-1",), "The crew of Soyuz TMA-1 knew Tito.")


def proved(wrong, missions, sentence):
    return wrong.proved_by(missions, shared_names().find(sentence), sentence)


def test_a_sentence_proves_the_correction_by_its_mission_and_by_the_name_or_day():
    tito = premise("Which cachet shows Tito on TMA-1?")
    crew = "The crew of Soyuz TM-32 was Musabayev, Baturin and Tito."
    assert proved(tito, ("Soyuz TM-32",), crew)
    assert not proved(tito, ("Soyuz TMA-1",), crew)
    day = premise("Where did Soyuz 9 land in August 1970?")
    assert proved(day, ("Soyuz 9",), "It landed on 19 June 1970.")
    assert not proved(day, ("Soyuz 9",), "It landed in June 1970.")


@pytest.mark.parametrize(
    ("question", "sentence", "proves"),
    [
        ("When did Soyuz 11 dock with Mir?", "Soyuz 11 docked with Salyut 1.", True),
        ("When did Soyuz 11 dock with Mir?", "Soyuz 11 docked on 7 June 1971.", False),
        (
            "Which cover did TMA-1 carry to Mir?",
            "Soyuz TMA-1 flew to the International Space Station.",
            True,
        ),
        ("When did Soyuz 15 dock with Salyut 3?", "Soyuz 15 could not dock with Salyut 3.", True),
        ("When did Soyuz 15 dock with Salyut 3?", "The docking of Soyuz 15 failed.", True),
        ("When did Soyuz 15 dock with Salyut 3?", "Soyuz 15 was to dock with Salyut 3.", False),
        (
            "How many days did Tito live aboard Mir?",
            "Soyuz TM-32 was launched with Dennis Tito to the International Space Station.",
            True,
        ),
        (
            "How many days did Tito live aboard Mir?",
            "The first Soyuz to the International Space Station was Soyuz TM-32.",
            False,
        ),
        (
            "Who were the four cosmonauts of Soyuz 11?",
            "The crew was Georgi Dobrovolski, Vladislav Volkov and Viktor Patsayev.",
            True,
        ),
        (
            "Who were the four cosmonauts of Soyuz 11?",
            "The crew was Georgi Dobrovolski and Viktor Patsayev.",
            False,
        ),
    ],
)
def test_a_sentence_proves_a_station_a_failure_or_a_crew(question, sentence, proves):
    wrong = premise(question)
    assert proved(wrong, wrong.missions, sentence) == proves
