import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.plan.overview import (
    Overview,
    is_about,
    mission_overview,
    overview_at,
    overview_of,
    own_overview,
)
from assistant.plan.subjects import (
    ArticlesSubject,
    CoversSubject,
    MissionsSubject,
    NameSubject,
    PersonSubject,
    PostmarkSubject,
    SectionsSubject,
    StampSubject,
    TermSubject,
)
from corpus.record.article import RECORD_SLUG
from tests.articles_toy import real_topics
from tests.toy import shared_record, toy_query

FACTS = Path(__file__).parents[1] / "evals" / "facts"
FORGED = (("soyuz-tm-21", "The forged covers of the Soyuz TM-21 affair"),)


def subject_of(question):
    found = overview_of(toy_query(question), real_topics(), shared_record())
    return found.subject if found else None


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        # missions, with an opening, bare, and several
        ("Tell me about Soyuz 11", MissionsSubject(("Soyuz 11",))),
        ("hello, can you tell me about the flight of Soyuz 11?", MissionsSubject(("Soyuz 11",))),
        ("soyuz 4 and 5", MissionsSubject(("Soyuz 4", "Soyuz 5"))),
        ("Soyuz TM-21?", MissionsSubject(("Soyuz TM-21",))),
        ("TM-33 info, please", MissionsSubject(("Soyuz TM-33",))),
        ("info on TMA-9", MissionsSubject(("Soyuz TMA-9",))),
        # people of the record, and others by the sentences that name them
        ("Who is Anatoli Solovyov?", PersonSubject("Anatoly Solovyov")),
        ("anousheh ansari", PersonSubject("Anousheh Ansari")),
        ("what do you know about Dennis Tito", PersonSubject("Dennis Tito")),
        (
            "who was Kurt Weishaupt?",
            NameSubject(
                (
                    ("soyuz-tm-2", 980),
                    ("soyuz-tm-2", 2207),
                    ("mir-mail", 1749),
                    ("mir-mail", 1021),
                )
            ),
        ),
        (
            "tell me about Claudie Haigneré's flight",
            MissionsSubject(("Soyuz TM-24", "Soyuz TM-33")),
        ),
        # articles, by their titles or words of them
        ("Summarise the article on forgeries", ArticlesSubject(("forgeries",))),
        ("Tell me about Baikonur postmarks", ArticlesSubject(("baikonur-postmarks",))),
        ("How mail got to Mir and back", ArticlesSubject(("mir-mail",))),
        ("tell me about the ISS", ArticlesSubject(("iss-soyuz-covers",))),
        # sections; a year may stand in the text
        ("Tell me about the forged covers of 1995", SectionsSubject(FORGED)),
        (
            "What about Apollo 11 covers?",
            SectionsSubject((("sts-60", "The Apollo 11 25th anniversary cover of 1994"),)),
        ),
        (
            "Explain me what is prefix letters",
            SectionsSubject((("baikonur-postmarks", "The prefix letters below the date"),)),
        ),
        # terms, covers, marks and stamps
        ("maxicard", TermSubject("glossary", "Maxicard", "Maxicard")),
        ("what's an FDC?", TermSubject("glossary", "First day cover (FDC)", "FDC")),
        ("tell me about the launch cover of TM-32", CoversSubject(("soyuz-tm-32-launch",))),
        ("Tell me about the Komarov memorial cover", CoversSubject(("soyuz-1-memorial",))),
        ("What's an octagon?", PostmarkSubject("mir-octagon")),
        ("s. 6426", StampSubject("6426")),
        ("tell me about stamp 6426", StampSubject("6426")),
    ],
)
def test_a_request_to_be_told_of_a_subject_names_it(question, subject):
    assert subject_of(question) == subject


@pytest.mark.parametrize(
    "question",
    [
        # one thing of a subject
        "stamps of Soyuz 9",
        "TM-32 stamps",
        "Who was on Soyuz 11?",
        "Tell me about Soyuz 11's crew",
        "What is on the cover of Soyuz TM-32?",
        "who was the commander",
        "Who was the first space tourist?",
        "How many Soyuz 9 maxicards are there?",
        # nothing of the kind
        "hello",
        "tell me a joke",
        "What is it worth?",
        "tell me about it",
        "Is Soyuz TMA-13 in the articles?",
        # too much
        "tell me about Soyuz",
    ],
)
def test_other_questions_ask_for_no_overview(question):
    assert subject_of(question) is None


def test_no_question_for_a_reason_or_a_yes_asks_for_an_overview():
    cases = [
        case
        for path in sorted(FACTS.glob("*.toml"))
        for case in tomllib.loads(path.read_text(encoding="utf-8")).get("case", [])
        if case.get("kind") in ("why", "yes-no")
    ]
    assert len(cases) > 100
    assert [case["ask"] for case in cases if subject_of(case["ask"])] == []


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("what's the story of the Weishaupt covers", True),
        ("hi, give me a short summary of the SPK", True),
        ("what happened at the docking", False),
        ("who flew on Soyuz 9", False),
    ],
)
def test_a_wish_to_be_told_of_a_subject_is_known_by_its_opening(question, asks):
    assert is_about(question) is asks


def test_what_happened_is_told_by_the_section_of_the_best_sentence():
    place = ("soyuz-tm-24", "The crew switch of Soyuz TM-24")
    happened = toy_query("what happened to the crew of Soyuz TM-24?")
    assert overview_at(happened, *place) == Overview(SectionsSubject((place,)))
    assert overview_at(toy_query("who flew on Soyuz TM-24?"), *place) is None
    assert overview_at(happened, RECORD_SLUG, "Soyuz TM-24") is None


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("tell me about the Znamya card", ArticlesSubject(("znamya-card",))),
        # the words of a heading, a cover or a term are those of what was spoken of
        ("tell me about the landing", None),
        ("tell me about the launch cover", None),
    ],
)
def test_a_subject_of_its_own_leans_on_nothing(question, subject):
    found = own_overview(toy_query(question), real_topics(), shared_record())
    assert (found.subject if found else None) == subject


def test_the_missions_spoken_of_are_told_of_where_no_sentence_tells_what_is_asked():
    def overview(question):
        return mission_overview(replace(toy_query(question), leant_on=("Soyuz 9",)))

    assert overview("tell me about the landing (Soyuz 9)?") == Overview(
        MissionsSubject(("Soyuz 9",))
    )
    assert overview("when did it land (Soyuz 9)?") is None
    assert overview("tell me about the cachet (Soyuz 9)?") is None
    assert mission_overview(toy_query("tell me about the landing of Soyuz 9")) is None
