"""`images` of a cover: names of files, or tables with words."""

import pytest

from corpus.article import CorpusError
from corpus.catalogue.images import CoverImage, images_of
from corpus.toml_tables import read_toml


def read(tmp_path, value):
    path = tmp_path / "a.toml"
    path.write_text(f'title = "A"\nimages = {value}\n', encoding="utf-8")
    return images_of(read_toml(path))


def test_a_name_or_a_table_is_an_image(tmp_path):
    assert read(tmp_path, "[]") == ()
    assert read(tmp_path, '["a.jpg", { file = "b.png", caption = "Back", credit = "A. P." }]') == (
        CoverImage("a.jpg"),
        CoverImage("b.png", "", "Back", "A. P."),
    )


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ('"a.jpg"', "must be a list of texts"),
        ("[3]", "must be a list of texts"),
        ('[{ alt = "It" }]', '"file" is missing'),
        ('[{ file = "a.jpg", width = 3 }]', 'unknown key "width"'),
    ],
)
def test_anything_else_is_refused_with_its_line(tmp_path, value, problem):
    with pytest.raises(CorpusError, match=problem) as caught:
        read(tmp_path, value)
    assert caught.value.line == 2
