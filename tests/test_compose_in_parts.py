from dataclasses import replace

from assistant.answer import Abstention, Answer, Citation, Found, Item, Quote
from assistant.compose.in_parts import in_parts
from tests.toy import toy_index, toy_query

PARTS = ("Who flew on Soyuz 9?", "When did they land?")
QUERY = toy_query(" ".join(PARTS))


def answer(number, text, verdict=None):
    """An answer that quotes one sentence of the toy articles, by its number."""
    places = [(one, sentence) for one in toy_index().passages for sentence in one.sentences]
    passage, sentence = places[number]
    quote = Quote(passage, sentence.start, sentence.end, None, Citation("", passage.title, None))
    return Answer(text, (quote,), "", "high", "", verdict=verdict)


def abstention():
    return Abstention("Nothing is told.", "too-weak", "", "")


def test_answers_stand_one_after_the_other_each_with_its_quote():
    first, second = (
        answer(0, "Nikolayev and Sevastiyanov"),
        replace(answer(1, "19 June 1970."), confidence="low"),
    )
    found = in_parts(QUERY, PARTS, [first, second])
    assert found.text == "Nikolayev and Sevastiyanov; 19 June 1970"
    assert found.items == (
        Item(PARTS[0], "Nikolayev and Sevastiyanov", (0,)),
        Item(PARTS[1], "19 June 1970.", (1,)),
    )
    assert found.quotes == (*first.quotes, *second.quotes)
    assert (found.confidence, found.found) == ("low", Found(2, 2, complete=True))


def test_two_answers_of_one_sentence_quote_it_once():
    found = in_parts(QUERY, PARTS, [answer(0, "A"), answer(0, "B", verdict="yes")])
    assert len(found.quotes) == 1
    assert [one.quotes for one in found.items] == [(0,), (0,)]
    assert found.items[1].value == "Yes. B"


def test_what_is_not_answered_is_said():
    found = in_parts(QUERY, PARTS, [answer(0, "A"), abstention()])
    assert (found.text, found.items) == ("A", ())
    assert found.note == "The articles do not answer this: When did they land?"


def test_what_leans_on_an_open_question_is_no_answer():
    assert in_parts(QUERY, PARTS, [abstention(), answer(0, "A")]) is None
    assert in_parts(QUERY, PARTS, [abstention(), abstention()]) is None
