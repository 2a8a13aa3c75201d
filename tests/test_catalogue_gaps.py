"""What the articles tell of covers and the catalogue lacks, over two tiny articles."""

from __future__ import annotations

import pytest
from catalogue_toy import COVERS, DOVE, MARKS, toy_catalogue

from corpus.catalogue.gaps import ArticleSentence, gaps, stamp_numbers
from corpus.record.missions import MissionRecord

RECORD = MissionRecord.load()
LAUNCH, LANDING = "The launch cover of Dove 1", "The landing cover of Dove 1"


def found(tmp_path, section: str, sentence: str, covers: str = COVERS, article: str = DOVE):
    told = ArticleSentence(article, section, sentence)
    return [(gap.kind, gap.value) for gap in gaps(toy_catalogue(tmp_path, covers), [told], RECORD)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("the stamps s. 6432 and 6874c", ("6432", "6874c")),
        ("s. 6425, s. 6426 or 6431", ("6425", "6426", "6431")),
        ("definitives from s. 6425 to s. 6432", ("6425", "6432")),
        ("a bare 8674d in running text", ("8674d",)),
        ("1038 covers of 1987 and a stamp from the 1980s", ()),
    ],
)
def test_stamp_numbers_in_running_text(text, numbers):
    assert stamp_numbers(text) == numbers


def test_a_number_must_be_on_a_cover_of_its_section(tmp_path):
    told = "The launch cover of Dove 1 bears s. 6777 and 6778b."
    assert found(tmp_path, LAUNCH, told) == [("stamp", "6778b")]


def test_a_day_of_a_postmark_must_be_one_of_its_covers(tmp_path):
    told = "The landing cover of Dove 1 was cancelled on 9 May 2003 and on 10 May 2003."
    assert found(tmp_path, LANDING, told) == [("date", "10 May 2003")]
    assert found(tmp_path, LANDING, "Dove 1 landed on 10 May 2003.") == []


def test_a_day_as_it_is_printed_is_known_too(tmp_path):
    printed = COVERS.replace("date = 2003-05-03", 'date = 2003-05-03\ndate_as_printed = "3.5.02"')
    told = "The postmark of the launch cover of Dove 1 reads 3 May 2002."
    assert found(tmp_path, LAUNCH, told) == [("date", "3 May 2002")]
    assert found(tmp_path, LAUNCH, told, printed) == []


def test_the_words_of_a_mark_must_be_somewhere_on_it(tmp_path):
    told = 'The Dove Start postmark reads "Dove Field Post" and has the number 30717.'
    assert found(tmp_path, LAUNCH, told) == [("words", "30717")]
    assert found(tmp_path, LAUNCH, 'The handstamp reads "RAVEN".') == [("words", "RAVEN")]


def test_whoever_signed_is_a_signer(tmp_path):
    told = "Sergei Krikalev signed the launch cover of Dove 1."
    assert found(tmp_path, LAUNCH, told) == [("signer", "Sergei Krikalev")]
    signed = COVERS.replace('person = "Anna Petrova"', 'person = "Sergei Krikalev"')
    assert found(tmp_path, LAUNCH, told, signed) == []
    assert found(tmp_path, LAUNCH, "The call sign of Sergei Krikalev was Uran.") == []


def test_a_section_of_no_cover_is_met_by_the_whole_catalogue(tmp_path):
    assert found(tmp_path, "Prices", "A cancel of 9 May 2003 is on s. 6777.", article=MARKS) == []
