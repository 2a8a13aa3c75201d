"""Which pictures a data folder shows, before any of them is opened."""

from assistant.manage.picture_sources import ADDED_ARTICLES, article_folders, picture_sources
from corpus.catalogue.images import CoverImage
from corpus.catalogue.schema import Catalogue, Cover, Telling
from corpus.pictures.picture import Place
from corpus.reading.folder import BUILT_IN_ARTICLES, read_folders
from index.selection import Selection
from tests.pictures_toy import write_collection, write_cover


def test_added_articles_come_last(tmp_path):
    added = tmp_path / ADDED_ARTICLES
    assert article_folders(tmp_path, Selection()) == (BUILT_IN_ARTICLES, added)
    assert article_folders(tmp_path, Selection((tmp_path / "a",))) == (tmp_path / "a", added)


def test_pictures_of_articles_and_of_ones_own_covers_are_found_where_they_lie(tmp_path):
    folder = write_collection(tmp_path / "corpus")
    write_cover(tmp_path)
    told = (Telling("green", "The green cover was cancelled in Lindow on 3 March 1975."),)
    cover = Cover("mine", "Mine", "cover", "green", "", told, images=(CoverImage("back.png"),))
    found = picture_sources(
        tmp_path, Selection((folder,)), read_folders([folder]), Catalogue(), Catalogue((cover,))
    )
    assert found.refused == ()
    assert [(one.path, one.place.cover) for one in found.sources] == [
        (folder / "img" / "front.jpg", ""),
        (tmp_path / "covers" / "back.png", "mine"),
    ]
    assert found.sources[1].place == Place("mine")
