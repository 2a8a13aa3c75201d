import pytest

from index.words import normalise, sentences, stem, stems, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the field's abbreviations end no sentence
        (
            "It bears stamp s. 6426 and No. 5. It is rare.",
            ["It bears stamp s. 6426 and No. 5.", "It is rare."],
        ),
        # initials and saints
        (
            "J. McDowell lists it. St. Petersburg issued it.",
            ["J. McDowell lists it.", "St. Petersburg issued it."],
        ),
        # a full stop inside a quotation that goes on
        (
            'The cachet reads "Go. Now." in red. It is large.',
            ['The cachet reads "Go. Now." in red.', "It is large."],
        ),
        # decimal points
        (
            "It took 8.6 times gravity. They survived.",
            ["It took 8.6 times gravity.", "They survived."],
        ),
    ],
)
def test_splits_sentences_of_the_field(text, expected):
    assert [text[start:end] for start, end in sentences(text)] == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [("Soyuz TM-32", "soyuz tm32"), ("Soyuz TM 32", "SOYUZ TM\u201132"), ("TMA-1", "tma1")],
)
def test_a_mission_is_the_same_words_in_every_spelling(one, other):
    assert words(one) == words(other)


def test_accents_case_and_invisible_characters_do_not_count():
    assert normalise("Lo\u0301pez-Alegr\u00eda\u200b") == "lopez-alegria"


def test_stems_leave_out_stop_words_and_read_number_words():
    assert stems("What are the five postmarks?") == ["5", "postmark"]


def test_a_plain_stem_keeps_synonyms_apart_and_stems_join_them():
    assert stem("cancelled") == "cancel"
    assert stem("postmarked") == "postmark"
    assert stems("cancelled") == stems("postmarked") == ["postmark"]
