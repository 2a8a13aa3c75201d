"""Pictures of articles and covers: indexed, kept, added and taken away, the bad ones named."""

from dataclasses import replace

import pytest

from assistant.manage.articles import add_articles
from assistant.manage.build import FilesRefused, build_index, plan_index
from assistant.manage.doctor import examine
from assistant.manage.pictures import add_pictures, remove_picture
from assistant.pipeline import Assistant
from corpus.article import CorpusError, PictureWords
from corpus.pictures.picture import Place
from index import pictures as drawing
from index import store
from index.generation import IndexUnusable, index_folder
from index.selection import Selection
from tests.pictures_toy import ARTICLE, bomb, write_collection, write_cover, write_picture
from tests.toy import WordEncoder, shared_record

GREEN = Place("green-cover")


@pytest.fixture
def folder(tmp_path):
    return write_collection(tmp_path / "corpus")


@pytest.fixture
def home(tmp_path):
    home = tmp_path / "home"
    write_cover(home)
    return home


def built(home, folder, **options):
    return build_index(
        home, Selection((folder,)), load_encoder=lambda model: WordEncoder(), **options
    )


def shown(home):
    return [(one.place, one.words.alt) for one in store.load(home).pictures.pictures]


def test_pictures_of_articles_and_covers_are_files_of_the_generation(home, folder):
    report = built(home, folder)
    assert report.reading.refused == ()
    assert report.manifest.counts["pictures"] == 2
    index = store.load(home)
    front, back = index.pictures.pictures
    assert (front.place.section, back.place) == ("The green cover", GREEN)
    assert front.words == PictureWords(
        "The front of the green cover", "The green cover", "Anna Petrova"
    )
    for one in (front, back):
        for name in (one.file, one.small_file):
            assert index.pictures.content(name)[:4] == b"RIFF"
            assert f"pictures/{name}" in index.manifest.files
    assert index.pictures.content("../CURRENT") is None


def test_the_catalogue_is_of_the_generation_and_read_with_it(home, folder):
    built(home, folder)
    index = store.load(home)
    assert [cover.id for cover in index.catalogue.covers] == ["green-cover"]
    assert Assistant(index, WordEncoder(), shared_record()).catalogue is index.catalogue
    text = (home / "covers" / "green.toml").read_text(encoding="utf-8")
    (home / "covers" / "green.toml").write_text(
        text.replace('The green cover"\nkind', 'A cover"\nkind')
    )
    assert store.load(home).catalogue.covers[0].title == "The green cover"
    assert built(home, folder).fresh
    assert store.load(home).catalogue.covers[0].title == "A cover"


def test_a_changed_byte_of_a_picture_or_of_the_catalogue_is_refused(home, folder):
    built(home, folder)
    index = store.load(home)
    generation = index_folder(home) / f"gen-{index.generation}"
    name = index.pictures.pictures[0].file
    for path in (generation / "pictures" / name, generation / "catalogue.json"):
        data = path.read_bytes()
        path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
        with pytest.raises(IndexUnusable, match="has changed"):
            store.load(home)
        # A server that has it open hands out nothing that changed.
        if path.name == name:
            assert index.pictures.content(name) is None
        path.write_bytes(data)
    assert store.load(home).generation == index.generation


def test_building_again_draws_only_what_is_new(home, folder, monkeypatch):
    built(home, folder)
    before = {one.name for one in store.load(home).pictures.pictures}
    drawn = []
    monkeypatch.setattr(
        drawing, "_drawn", lambda source, *rest, real=drawing._drawn: drawn.append(source.path.name) or real(source, *rest)
    )  # fmt: skip
    assert not built(home, folder).fresh
    write_picture(folder / "img" / "side.png", kind="PNG", colour="blue")
    text = ARTICLE.replace("## The", "![The side](img/side.png)\n\n## The", 1)
    (folder / "green.md").write_text(text, encoding="utf-8")
    assert built(home, folder).fresh
    assert drawn == ["side.png"]
    assert before < {one.name for one in store.load(home).pictures.pictures}


def test_a_bad_picture_loses_no_other_and_is_named_each_time(home, folder):
    (folder / "img" / "front.jpg").write_bytes(bomb())
    for _ in range(2):
        (refused,) = built(home, folder).reading.refused
        assert refused.path == str(folder / "img" / "front.jpg")
        assert refused.problem.startswith("it has 50,000 × 50,000 points")
    assert shown(home) == [(GREEN, "The green cover")]
    named = [one for one in examine(home) if one.subject == "pictures" and not one.well]
    assert "50,000 × 50,000" in named[0].message
    (folder / "img" / "front.jpg").unlink()
    (refused,) = built(home, folder).reading.refused
    assert refused.problem.startswith("there is no such picture")


def test_strictly_a_bad_picture_leaves_the_index_as_it_was(home, folder):
    before = built(home, folder).manifest.generation
    (folder / "img" / "front.jpg").write_bytes(b"<svg/>")
    with pytest.raises((CorpusError, FilesRefused), match="this is an SVG"):
        built(home, folder, strict=True)
    assert store.load(home).generation == before


def test_a_picture_is_added_to_a_cover_or_a_section_and_taken_away(home, folder, tmp_path):
    built(home, folder)
    scan = write_picture(tmp_path / "My scan.JPG", colour="blue")
    words = PictureWords("", "Its back", "A. Petrova")
    added = add_pictures(home, [scan], GREEN, words)
    assert (added.refused, added.pictures[0].file) == ((), "my-scan.jpg")
    other = write_picture(tmp_path / "other.webp", kind="WEBP")
    add_pictures(home, [other], Place("", "green", "The green cover"), PictureWords(""))
    built(home, folder)
    assert shown(home)[2:] == [
        (GREEN, "Its back"),
        (Place("", "green", "The green cover"), "The green cover"),
    ]
    assert remove_picture(home, "my-scan.jpg").words == replace(words, alt="Its back")
    assert remove_picture(home, "my-scan.jpg") is None
    built(home, folder)
    assert len(shown(home)) == 3
    assert [path.name for path in (home / "pictures").iterdir()] == ["pictures.toml", "other.webp"]


def test_what_cannot_be_added_says_why_and_leaves_nothing(home, folder, tmp_path):
    built(home, folder)
    for place, problem in (
        (Place("red-cover"), 'there is no cover "red-cover"'),
        (Place("", "red"), 'there is no article "red"'),
        (Place("", "green", "Red"), 'the article "green" has no section "Red"'),
    ):
        with pytest.raises(CorpusError, match=problem):
            add_pictures(home, [write_picture(tmp_path / "a.jpg")], place, PictureWords(""))
    (tmp_path / "b.jpg").write_text("words")
    added = add_pictures(home, [tmp_path / "b.jpg"], GREEN, PictureWords(""))
    assert [str(one) for one in added.refused] == [
        f"{tmp_path / 'b.jpg'}: this is no JPEG, PNG or WebP; save it as one"
    ]
    add_pictures(home, [tmp_path / "a.jpg"], GREEN, PictureWords(""), dry_run=True)
    assert not (home / "pictures").exists()


def test_an_article_is_added_with_its_pictures(tmp_path, folder):
    home = tmp_path / "other"
    reading = add_articles(home, [folder / "green.md"])
    assert reading.refused == ()
    assert (home / "articles" / "img" / "front.jpg").is_file()
    _, planned = plan_index(home, Selection(), "all-MiniLM-L6-v2")
    assert [one.path.name for one in planned.pictures] == ["front.jpg"]


def test_a_picture_that_lies_above_its_article_is_not_copied(tmp_path, folder):
    (folder / "below").mkdir()
    text = ARTICLE.replace("img/front.jpg", "../img/front.jpg")
    (folder / "below" / "green.md").write_text(text, encoding="utf-8")
    reading = add_articles(tmp_path / "other", [folder / "below" / "green.md"])
    assert str(reading.refused[0]).startswith("../img/front.jpg: it lies outside the folder of")
