"""Bytes in any encoding → text; what is a guess is said, and what is no text is refused."""

import pytest

from corpus.reading.contents import FormatError
from corpus.reading.encodings import decoded

GUESS = "save the file as UTF-8 if letters are wrong"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Über dem Nordpol – fünf Briefe, 30 ¢ und 2 € für Café Løken", "cp1252"),
        ("Note by Haigneré", "cp1252"),
        ("Obálka byla orazítkována 4. června ve městě Žďár nad Sázavou", "cp1250"),
        ("Конверт погашен на полярной станции Мирный", "cp1251"),
        ("Конверт погашен на полярной станции Мирный", "koi8_r"),
        ("Ο φάκελος σφραγίστηκε στην Αθήνα", "cp1253"),
        ("この封筒は南極の昭和基地で消印が押された。", "cp932"),
    ],
)
def test_an_encoding_without_a_mark_is_told_by_its_letters(text, encoding):
    found, note = decoded(text.encode(encoding))
    assert found == text
    assert GUESS in note


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_utf_and_its_marks_are_sure(encoding):
    assert decoded("Café – Мирный".encode(encoding)) == ("Café – Мирный", "")


def test_what_a_page_declares_is_believed():
    assert decoded("Žďár".encode("cp1250"), "windows-1250") == ("Žďár", "")
    assert decoded("“Café”".encode("cp1252"), "iso-8859-1") == ("“Café”", "")


@pytest.mark.parametrize(
    ("data", "declared", "problem"),
    [
        ("Станция\n".encode() + b"caf\xe9", "", "line 2 is not UTF-8"),
        ("Станция\nМирный".encode("cp1251"), "utf-8", "line 1 is not UTF-8"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01", "", "binary file"),
        (bytes(range(256)) * 8, "", "binary file"),
    ],
)
def test_what_is_no_text_of_one_encoding_is_refused(data, declared, problem):
    with pytest.raises(FormatError, match=problem):
        decoded(data, declared)
