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
        # a Cyrillic initial of two letters, also at the start
        (
            "Yu. P. Semenov and V. Ya. Kostin signed it. Zh. Orlov did not.",
            ["Yu. P. Semenov and V. Ya. Kostin signed it.", "Zh. Orlov did not."],
        ),
        # ranks before a name, one after the other
        (
            "It was sent by Maj. Gen. Roe to Lt. Cdr. Ames. Capt. Poe kept it.",
            ["It was sent by Maj. Gen. Roe to Lt. Cdr. Ames.", "Capt. Poe kept it."],
        ),
        # hours with a blank
        (
            "It was struck at 9 a. m. Moscow time. It was posted at 4 p. m. that day.",
            ["It was struck at 9 a. m. Moscow time.", "It was posted at 4 p. m. that day."],
        ),
        # a German day, with and without its year
        (
            "Der Brief wurde am 12. Mai 1961 gestempelt. Er kam vom 3. Flug.",
            ["Der Brief wurde am 12. Mai 1961 gestempelt.", "Er kam vom 3. Flug."],
        ),
        (
            "Stempel vom Freitag, 5. Oktober 1962 in Baikonur. Selten.",
            ["Stempel vom Freitag, 5. Oktober 1962 in Baikonur.", "Selten."],
        ),
        # but a flight's number ends a sentence
        (
            "He flew on Soyuz 4. July 1969 was the end.",
            ["He flew on Soyuz 4.", "July 1969 was the end."],
        ),
        # the number of an item is no sentence
        ("3. Blue cachet", ["3. Blue cachet"]),
        # a bracket is no end
        ("Ring [part 2] (3) 40% off", ["Ring [part 2] (3) 40% off"]),
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
