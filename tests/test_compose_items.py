"""The items of an answer, and the sentences that hold them."""

from functools import cache

from assistant.answer import MAX_QUOTES, Computed, Found, Item
from assistant.compose.items import Items, quoted, record_sentences, sentences_of, told_by
from assistant.compose.library import Library
from corpus.catalogue.schema import Telling
from corpus.record.article import RECORD_SLUG, record_article
from tests.toy import ARTICLES, shared_record, toy_index, toy_query

PILOT = "The pilot of Soyuz 1 was Vladimir Komarov."
LAUNCHED_1 = "Soyuz 1 was launched on 23 April 1967."
PARACHUTE = "The parachute of Soyuz 1 failed."
NOTE_3 = (
    "The source says that the flight of Soyuz 3 began on 28 October 1968, but the record "
    "says 26 October 1968."
)
FLIGHT = "The flight of Soyuz 1"


@cache
def library():
    articles = (*ARTICLES, record_article(shared_record()))
    return Library.of_index(toy_index(articles), shared_record())


def quotes():
    return [quoted(library(), place) for place in sentences_of(library(), "soyuz-1", FLIGHT)]


def test_the_sentences_of_a_section_come_in_order():
    assert [one.text for one in quotes()] == [PILOT, LAUNCHED_1, PARACHUTE]
    every = [passage.words_of(one) for passage, one in sentences_of(library(), "soyuz-1")]
    assert every[:3] == [PILOT, LAUNCHED_1, PARACHUTE]
    assert len(every) == 5
    assert list(sentences_of(library(), "nowhere")) == []
    notes = sentences_of(library(), "soyuz-3", kind="note")
    assert [passage.words_of(one) for passage, one in notes] == [NOTE_3]


def test_words_of_a_sentence_are_marked_where_it_has_them():
    (place, *_) = sentences_of(library(), "soyuz-1", FLIGHT)
    assert quoted(library(), place, "pilot").highlighted == "pilot"
    assert quoted(library(), place, "engineer").highlight is None
    assert quoted(library(), place).highlight is None


def test_every_sentence_is_quoted_once_however_many_items_it_holds():
    pilot, launched, failed = quotes()
    items = Items(library())
    items.add("Pilot", "Komarov", pilot)
    items.add("Launch", "23 April 1967", launched)
    items.add("Flight", "Soyuz 1", pilot, launched)
    items.add_sentence("Again", pilot)
    items.add_sentence("End", failed)
    assert items.quotes == [pilot, launched, failed]
    assert items.items == [
        Item("Pilot", "Komarov", (0,)),
        Item("Launch", "23 April 1967", (1,)),
        Item("Flight", "Soyuz 1", (0, 1)),
        Item("End", PARACHUTE, (2,)),
    ]
    assert items.quoted(pilot)
    assert not Items(library()).quoted(pilot)


def test_marked_words_are_an_item_of_their_own():
    (place, *_) = sentences_of(library(), "soyuz-1", FLIGHT)
    items = Items(library())
    items.add_span("Pilot", quoted(library(), place, "Vladimir Komarov"))
    assert items.items == [Item("Pilot", "Vladimir Komarov", (0,))]


def test_an_item_whose_quote_has_no_room_is_left_out():
    pilot, launched, _ = quotes()
    items = Items(library(), quotes=[launched] * MAX_QUOTES)
    items.add("Pilot", "Komarov", pilot)
    items.add("Launch", "23 April 1967", launched)
    assert items.items == [Item("Launch", "23 April 1967", (0,))]


def test_the_answer_has_the_headline_over_the_items():
    query = toy_query("How long was it?")
    items = Items(library())
    items.add("Launch", "23 April 1967", quotes()[1])
    found, worked = Found(1, 2, complete=False), Computed("1 day", "24 \u2212 23", (0,))
    reply = items.answer("computed", query, "1 day", found, worked, "A note.")
    assert (reply.form, reply.text, reply.note, reply.confidence) == (
        "computed",
        "1 day",
        "A note.",
        "high",
    )
    assert (reply.items, reply.found, reply.computed) == (tuple(items.items), found, worked)
    assert (reply.quotes, reply.read_as, reply.index) == (
        (quotes()[1],),
        "How long was it?",
        library().index,
    )


def test_what_catalogue_rows_tell_is_quoted_by_the_sentences_that_are_there():
    told = [Telling("soyuz-1", PARACHUTE), Telling("nowhere", PILOT), Telling("soyuz-1", PILOT)]
    assert [one.text for one in told_by(library(), told)] == [PARACHUTE, PILOT]
    assert told_by(library(), [Telling("soyuz-1", NOTE_3)]) == []


def test_the_record_tells_of_a_mission_its_launch_and_then_its_landing():
    texts = [
        passage.words_of(sentence)
        for passage, sentence in record_sentences(shared_record().get("Soyuz 1"), library())
    ]
    assert any("launch" in text.lower() for text in texts)
    assert all("Soyuz 1" in text and "Soyuz 10" not in text for text in texts)
    bare = Library.of_index(toy_index(), shared_record())
    assert RECORD_SLUG not in bare.passages
    assert record_sentences(shared_record().get("Soyuz 1"), bare) == []
