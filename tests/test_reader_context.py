"""What the reader is shown of a question and of a sentence."""

import pytest

from assistant.reader.context import MAX_FLIGHTS, shown_question, shown_sentence


@pytest.mark.parametrize(
    ("text", "flights", "people", "shown"),
    [
        ("When was Soyuz 1 launched?", (), (), "When was Soyuz 1 launched?"),
        # the flights of whom it names, where they are few
        ("When did Komarov fly?", ("Soyuz 1",), (), "When did Komarov fly? (Soyuz 1)"),
        ("Who?", ("A",) * MAX_FLIGHTS, (), f"Who? ({', '.join('A' * MAX_FLIGHTS)})"),
        ("Who?", ("A",) * (MAX_FLIGHTS + 1), (), "Who?"),
        # who "the Belgian" is; a name that is said already is not said again
        (
            "When did the Belgian fly?",
            (),
            (("Frank De Winne",),),
            "When did the Belgian fly? (Frank De Winne)",
        ),
        ("When did De WINNE fly?", (), (("Frank De Winne",),), "When did De WINNE fly?"),
        # what tells two of a name apart is no surname
        (
            "Did Aleksandrov fly?",
            (),
            (("Aleksandr Aleksandrov (Bulgaria)",),),
            "Did Aleksandrov fly?",
        ),
        # one of several is not certain
        (
            "When did Volkov fly?",
            (),
            (("Sergei Volkov", "Aleksandr Volkov"),),
            "When did Volkov fly?",
        ),
        # both, people first
        ("And he?", ("Soyuz 1",), (("Vladimir Komarov",),), "And he? (Vladimir Komarov, Soyuz 1)"),
    ],
)
def test_what_a_question_leaves_unsaid_stands_behind_it(text, flights, people, shown):
    assert shown_question(text, flights, people) == shown


@pytest.mark.parametrize(
    ("embedded", "before", "behind", "context"),
    [
        ("It landed.", "", "", "It landed."),
        ("Soyuz 1: It landed.", "", "", "Soyuz 1: It landed."),
        ("It landed.", "It flew.", "", "It flew. It landed."),
        ("It landed.", "", "All rejoiced.", "It landed. All rejoiced."),
        ("Soyuz 1: It landed.", "It flew.", "It ended.", "Soyuz 1: It flew. It landed. It ended."),
    ],
)
def test_the_judged_sentence_is_marked_among_its_neighbours(embedded, before, behind, context):
    shown, (start, end) = shown_sentence(embedded, "It landed.", before, behind)
    assert shown == context
    assert shown[start:end] == "It landed."
