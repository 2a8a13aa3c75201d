"""The list of added pictures is written as it is read, and read strictly."""

import pytest

from corpus.article import CorpusError, PictureWords
from corpus.pictures.listing import LIST, ListedPicture, list_text, listed_pictures
from corpus.pictures.picture import Place

PICTURES = (
    ListedPicture("a.jpg", Place("green-cover"), PictureWords("The front")),
    ListedPicture(
        "b.png",
        Place(article="green", section='Its "back"'),
        PictureWords("The back", "Its back\x7f — ä", "A. Petrova"),
    ),
)


def test_what_is_written_is_read(tmp_path):
    (tmp_path / LIST).write_text(list_text(PICTURES), encoding="utf-8")
    assert listed_pictures(tmp_path) == PICTURES
    assert listed_pictures(tmp_path / "none") == ()


@pytest.mark.parametrize(
    ("table", "line", "problem"),
    [
        ('file = "a.jpg"\nalt = "It"', 1, "give a picture either a cover or an article"),
        ('file = "a.jpg"\ncover = "a"\narticle = "b"\nalt = "It"', 3, "give a picture either"),
        ('file = "a.jpg"\ncover = "a"', 1, '"alt" is missing; say what the picture shows'),
        ('cover = "a"\nalt = "It"', 1, '"file" is missing'),
        ('file = "a.jpg"\ncover = "a"\nalt = "It"\nwidth = 3', 5, 'unknown key "width"'),
    ],
)
def test_a_mistake_is_refused_with_its_line(tmp_path, table, line, problem):
    (tmp_path / LIST).write_text(f"[[picture]]\n{table}\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=problem) as caught:
        listed_pictures(tmp_path)
    assert caught.value.line == line


def test_a_caption_is_what_a_picture_shows_where_nothing_else_says_so(tmp_path):
    text = '[[picture]]\nfile = "a.jpg"\ncover = "a"\ncaption = "The front"\n'
    (tmp_path / LIST).write_text(text, encoding="utf-8")
    assert listed_pictures(tmp_path)[0].words == PictureWords("The front", "The front")
