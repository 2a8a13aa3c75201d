"""Records that are read when they are asked for."""

from dataclasses import dataclass

import pytest

from index.lines import KEPT_RECORDS, Lines, write_lines


@dataclass(frozen=True)
class Word:
    text: str


WORDS = tuple(map(Word, ["cover", "ЭП-2 😀\u2028", "", 'a "stamp"\n']))


def written(folder, records=WORDS):
    write_lines(folder, "words", records)
    return Lines.load(folder, "words", lambda record: Word(**record))


def test_each_record_is_read_by_its_number(tmp_path):
    lines = written(tmp_path)
    assert [lines[number] for number in range(4)] == list(WORDS)
    assert lines[-1] == WORDS[-1]
    assert lines[1:3] == WORDS[1:3]
    assert tuple(lines) == WORDS
    assert len(lines) == 4


def test_they_equal_the_same_records_in_any_sequence(tmp_path):
    lines = written(tmp_path)
    assert lines == WORDS
    assert lines == list(WORDS)
    assert lines != WORDS[:3]
    assert lines != WORDS[::-1]
    assert lines != 4


@pytest.mark.parametrize("number", [4, -5])
def test_beyond_the_last_there_is_none(tmp_path, number):
    with pytest.raises(IndexError, match=f"there is no number {number} among 4"):
        written(tmp_path)[number]


def test_of_no_records_there_is_an_empty_file(tmp_path):
    lines = written(tmp_path, ())
    assert (len(lines), tuple(lines), lines == ()) == (0, (), True)


def test_a_record_is_made_once_while_it_is_kept_and_reading_all_keeps_none(tmp_path):
    write_lines(tmp_path, "words", [Word(str(one)) for one in range(KEPT_RECORDS + 1)])
    made = []

    def make(record):
        made.append(record["text"])
        return Word(**record)

    lines = Lines.load(tmp_path, "words", make)
    assert lines[7] is lines[7]
    assert made == ["7"]
    assert len([*lines]) == len(lines) == KEPT_RECORDS + 1
    assert lines[7] is lines[7]
    assert len(made) == KEPT_RECORDS + 2
