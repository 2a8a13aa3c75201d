import pytest

from assistant.answer import Found, Item
from assistant.compose.overview import overview
from assistant.plan.overview import Overview, overview_of
from assistant.plan.subjects import SectionsSubject
from tests.articles_toy import real_catalogue, real_library, real_topics
from tests.toy import shared_record, toy_query


def told(question):
    query = toy_query(question)
    plan = overview_of(query, real_topics(), shared_record())
    return overview(plan, query, real_library(), real_catalogue())


def test_a_mission_is_told_by_its_lead_its_facts_its_sections_and_its_covers():
    reply = told("soyuz 4 and 5")
    assert reply.form == "overview"
    assert reply.text == (
        "Soyuz 4 and Soyuz 5 made the first docking between two crewed spacecraft in January 1969."
    )
    assert reply.items[:6] == (
        Item("Soyuz 4: crew", "Vladimir Shatalov", (1,)),
        Item("Soyuz 4: launch", "14 January 1969", (1,)),
        Item("Soyuz 4: landing", "17 January 1969", (2,)),
        Item("Soyuz 5: crew", "Boris Volynov, Aleksei Yeliseyev and Yevgeny Khrunov", (3,)),
        Item("Soyuz 5: launch", "15 January 1969", (3,)),
        Item("Soyuz 5: landing", "18 January 1969", (4,)),
    )
    assert [item.label for item in reply.items[6:]] == [
        "The flight of Soyuz 4",
        "The flight of Soyuz 5",
        "The docking of Soyuz 4 and Soyuz 5",
        "The crew postcards of Soyuz 4 and Soyuz 5",
        "The launch cover of Soyuz 4",
        "The docking cover of Soyuz 4 and Soyuz 5",
        "Note",
        "Miniature sheet cover of Soyuz 4 and Soyuz 5",
    ]
    assert reply.found == Found(14, 14, complete=True)


def test_a_mission_without_an_article_is_told_by_the_record():
    reply = told("tell me about Vostok 1")
    assert reply.text == "Vostok 1 was launched on 12 April 1961 with Yuri Gagarin."
    assert [(one.label, one.value) for one in reply.items] == [
        ("Crew", "Yuri Gagarin"),
        ("Launch", "12 April 1961"),
        ("Landing", "12 April 1961"),
        ("Call sign", "Kedr"),
    ]


def test_somebody_is_told_by_sentences_and_by_each_flight_with_its_year():
    reply = told("who is Dennis Tito")
    assert reply.text.startswith("Dennis Tito flew on Soyuz TM-32 as a Space Flight Participant")
    assert [(one.label, one.value) for one in reply.items[-2:]] == [
        ("Soyuz TM-31, landing", "2001"),
        ("Soyuz TM-32", "2001"),
    ]
    assert all("Tito" in quote.text for quote in reply.quotes)


def test_an_article_is_told_by_its_lead_and_the_first_sentence_of_each_section():
    reply = told("Summarise the article on forgeries")
    assert reply.text.startswith("Forgeries and doubtful items in space philately include")
    assert [item.label for item in reply.items][2:5] == [
        "The doubtful flown covers of Soyuz T-15",
        "The pseudo NASA VIP cards",
        "The fantasy Houston postmark of STS-60",
    ]
    assert len(reply.items) == 9


def test_several_articles_are_told_by_a_sentence_each():
    reply = told("tell me about Mir")
    assert [(one.label, one.quotes) for one in reply.items] == [
        ("Soyuz crews to Mir", (0,)),
        ("How mail got to Mir and back", (1,)),
        ("The re-entry of Mir", (2,)),
        ("The collision of Progress M-34 with Mir", (3,)),
        ("The SPK spacesuit manoeuvring unit on Mir", (4,)),
    ]


def test_a_section_brings_its_note():
    reply = told("Tell me about the scandal of 1995")
    assert [item.label for item in reply.items] == [
        *["The scandal of 1995 over covers of Soyuz TM-20, TM-21, TM-22 and STS-71"] * 9,
        "Note",
    ]
    assert reply.quotes[reply.items[-1].quotes[0]].passage.kind == "note"


def test_a_term_is_told_by_the_sentences_that_have_it():
    reply = told("tell me about launch covers")
    assert reply.text.startswith("A launch cover is a cover postmarked for the day")
    assert {quote.passage.section for quote in reply.quotes} == {"Cover and launch cover"}
    assert len(reply.quotes) == 2


def test_a_stamp_is_told_with_the_covers_that_carry_it():
    reply = told("s. 6426")
    assert reply.text == (
        "The Russian stamp s. 6426 on the launch cover of Soyuz TM-32 shows the Ostankino "
        "Television Tower in Moscow."
    )
    assert [item.label for item in reply.items][1:] == [
        "Launch cover of Soyuz TM-32",
        "Launch cover of Soyuz TMA-3",
        "Launch cover of Soyuz TMA-4",
    ]


def test_a_cover_is_told_by_what_is_on_it():
    reply = told("tell me about the launch cover of Soyuz TM-32")
    assert [(one.label, one.value) for one in reply.items if one.label == "Stamp"] == [
        ("Stamp", "s. 6426"),
        ("Stamp", "s. 6584"),
    ]
    assert {"Postmark", "Handstamp", "Cachet", "Issue", "Note"} <= {
        one.label for one in reply.items
    }


@pytest.mark.parametrize(
    "question",
    ["soyuz 11", "tell me about Mir", "who is Sergei Krikalev?", "s. 6777", "info on Soyuz TMA-10"],
)
def test_every_value_is_words_of_its_quotes(question):
    reply = told(question)
    assert reply.text == reply.quotes[0].text
    assert 1 <= len(reply.items) <= 14
    for item in reply.items:
        assert any(item.value in reply.quotes[number].text for number in item.quotes)


def test_a_section_that_is_gone_is_not_told():
    plan = Overview(SectionsSubject((("soyuz-1", "No such heading"),)))
    assert overview(plan, toy_query("soyuz 1"), real_library(), real_catalogue()) is None
