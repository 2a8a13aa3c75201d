"""Which pictures are named, with which words and where; what leads elsewhere is refused."""

import pytest

from corpus.article import Figure, PictureWords, article_from_blocks
from corpus.catalogue.images import CoverImage
from corpus.catalogue.schema import Cover, Telling
from corpus.pictures.gathering import gathered
from corpus.pictures.listing import LIST
from corpus.pictures.picture import Place
from tests.pictures_toy import write_picture

WORDS = PictureWords("The front")


def article(*files, words=WORDS, within=False):
    return article_from_blocks(
        slug="green",
        title="Green",
        blocks=[("heading", "Green"), ("paragraph", "It is green.")],
        figures=[(2, Figure(0, file, words, within)) for file in files],
    )


def cover(*images):
    tellings = (Telling("green", "It is green."),)
    return Cover("green-cover", "Green cover", "cover", "green", "Green", tellings, images=images)


def gather(folder, told, covers=()):
    path = folder / "articles" / "green.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text("Green", encoding="utf-8")
    return gathered([(told, path)], [path.parent], {folder / "covers": covers}, folder / "pictures")


def test_a_figure_of_an_article_is_a_file_beside_it(tmp_path):
    path = write_picture(tmp_path / "articles" / "img" / "a.jpg")
    found = gather(tmp_path, article("img/a.jpg"))
    (source,) = found.sources
    assert (source.path, source.part, source.words) == (path, "", WORDS)
    assert source.place == Place("", "green", "Green", 19)
    assert len(source.digest) == 64


def test_the_same_file_has_the_same_digest_and_another_part_another(tmp_path):
    write_picture(tmp_path / "articles" / "a.jpg")
    one, two = gather(tmp_path, article("a.jpg", "./a.jpg")).sources
    assert one.digest == two.digest
    parts = gather(tmp_path, article("media/1.png", "media/2.png", within=True)).sources
    assert parts[0].part == "media/1.png"
    assert parts[0].digest != parts[1].digest


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        ("../secret.jpg", "it lies outside"),
        ("/etc/passwd.jpg", "it lies outside"),
        ("img/../../secret.jpg", "it lies outside"),
        ("link/a.jpg", "it lies outside"),
        ("http://example.org/a.jpg", "nothing is fetched; save the picture beside its text"),
        ("//example.org/a.jpg", "nothing is fetched"),
        ("a\0.jpg", "cannot be read: "),
    ],
)
def test_what_leads_out_of_the_folder_is_refused_by_name(tmp_path, file, problem):
    write_picture(tmp_path / "secret.jpg")
    write_picture(tmp_path / "elsewhere" / "a.jpg")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "link").symlink_to(tmp_path / "elsewhere")
    found = gather(tmp_path, article(file))
    assert found.sources == ()
    assert found.refused[0].problem.startswith(problem)


def test_a_picture_without_words_is_refused(tmp_path):
    write_picture(tmp_path / "articles" / "a.jpg")
    found = gather(tmp_path, article("a.jpg", words=PictureWords("")))
    assert found.sources == ()
    assert "no words say what it shows" in str(found.refused[0])


def test_images_of_a_cover_lie_beside_its_file_and_its_title_says_what_they_show(tmp_path):
    write_picture(tmp_path / "covers" / "a.jpg")
    images = (CoverImage("a.jpg"), CoverImage("a.jpg", "", "Its back", "A. Petrova"))
    one, two = gather(tmp_path, article(), [cover(*images)]).sources
    assert (one.place, one.words) == (Place("green-cover"), PictureWords("Green cover"))
    assert two.words == PictureWords("Its back", "Its back", "A. Petrova")


def test_listed_pictures_need_a_cover_or_section_that_is_there(tmp_path):
    write_picture(tmp_path / "pictures" / "a.jpg")
    tables = ('cover = "green-cover"', 'cover = "red-cover"', 'article = "green"\nsection = "Red"')
    (tmp_path / "pictures" / LIST).write_text(
        "\n".join(f'[[picture]]\nfile = "a.jpg"\nalt = "It"\n{one}\n' for one in tables)
    )
    found = gather(tmp_path, article(), [cover()])
    assert [one.place for one in found.sources] == [Place("green-cover")]
    assert [one.problem.partition(";")[0] for one in found.refused] == [
        'there is no cover "red-cover"',
        'the article "green" has no section "Red"',
    ]
