import pytest

from corpus.slugs import slug_of


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Green cover", "green-cover"),
        ("Soyuz_TM-32 (launch)", "soyuz-tm-32-launch"),
        ("Über Köln", "uber-koln"),
        ("Союз ТМ-32", "soyuz-tm-32"),
        ("Конверты Байконура", "konverty-baykonura"),
        ("объём", "obyom"),
        ("Łódź", "lodz"),
        ("!!!", "section"),
    ],
)
def test_a_file_name_becomes_a_slug(name, slug):
    assert slug_of(name) == slug


def test_a_decomposed_name_has_the_slug_of_the_composed_one():
    assert slug_of("\u0438\u0306") == slug_of("\u0439") == "y"


def test_names_in_a_script_without_letters_here_stay_apart():
    slugs = {slug_of(name) for name in ("联盟 1", "封 1", "東京", "京都")}
    assert len(slugs) == 4
    assert all(slug.isascii() and "section" not in slug for slug in slugs)


def test_bytes_that_are_no_text_give_a_slug_too():
    assert slug_of("a\udcff") == "a"
