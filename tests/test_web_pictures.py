"""Pictures on pages: served by name alone, shown with the cover and in the article, escaped."""

import pytest

from assistant.manage.build import build_index
from assistant.pipeline import Assistant
from corpus.article import PictureWords
from corpus.pictures.picture import Picture, Place
from index import store
from index.selection import Selection
from tests.pictures_toy import write_collection, write_cover, write_picture
from tests.toy import WordEncoder, shared_record, toy_assistant
from tests.web_payloads import PAYLOADS
from tests.web_toy import Tags, plain, serving
from web.views.pages import ENVIRONMENT
from web.views.pictures import picture_view


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("pictures") / "home"
    folder = write_collection(home.parent / "corpus")
    write_cover(home)
    build_index(home, Selection((folder,)), load_encoder=lambda model: WordEncoder())
    return home


@pytest.fixture(scope="module")
def index(home):
    return store.load(home)


@pytest.fixture(scope="module")
def client(home, index):
    with serving(home, Assistant(index, WordEncoder(), shared_record()), burst=100_000) as client:
        yield client


def images(page):
    return [attrs for tag, attrs in Tags(page).found if tag == "img"]


def test_a_picture_is_served_for_a_year_as_what_it_is(client, index):
    for one in index.pictures.pictures:
        for name in (one.file, one.small_file):
            response = client.get(f"/pictures/{name}")
            assert response.status_code == 200
            assert response.headers["content-type"] == "image/webp"
            assert response.headers["x-content-type-options"] == "nosniff"
            assert response.headers["cache-control"] == "public, max-age=31536000, immutable"
            assert response.content == index.pictures.content(name)


@pytest.mark.parametrize(
    "name", ["none.webp", "..%2fCURRENT", "pictures.json", "%2e%2e%2fmanifest.json", "a%00.webp"]
)
def test_nothing_else_is_served(client, name):
    assert client.get(f"/pictures/{name}").status_code == 404


def test_behind_a_password_no_shared_cache_keeps_it(home, index):
    name = index.pictures.pictures[0].file
    assistant = Assistant(index, WordEncoder(), shared_record())
    with serving(home, assistant, password="open") as client:
        assert client.get(f"/pictures/{name}").status_code == 401
        response = client.get(f"/pictures/{name}", auth=("", "open"))
        assert response.headers["cache-control"] == "private, max-age=31536000, immutable"


def test_an_article_shows_its_picture_where_it_stands_with_its_caption(client, index):
    page = plain(client.get("/articles/green").text)
    front = picture_view(index.pictures.pictures[0])
    (image,) = [one for one in images(page) if one["src"] == front.href]
    assert (image["alt"], image["width"]) == ("The front of the green cover", "64")
    before, _, after = page.partition(f'src="{front.href}"')
    assert "on 3 March 1975." in before
    caption = after.partition("<figcaption>")[2].partition("</figcaption>")[0]
    assert "The green cover. Photo: Anna Petrova" in Tags(caption).words
    assert "It has a red mark." in after
    assert page.count("Photo: Anna Petrova") == 1


def test_a_cover_shows_its_picture_above_its_drawing_and_the_grid_a_small_one(client, index):
    back = picture_view(index.pictures.pictures[1])
    page = client.get("/covers/green-cover").text
    assert page.index(back.href) < page.index('<svg class="drawing"')
    grid = client.get("/covers").text
    assert [one["src"] for one in images(grid) if "/static/" not in one["src"]] == [back.small]
    assert "has a picture" in grid


@pytest.mark.parametrize(("choice", "found"), [("yes", 1), ("no", 0)])
def test_covers_are_chosen_by_whether_they_have_a_picture(client, choice, found):
    page = client.get(f"/covers?picture={choice}").text
    assert f"{found} of 1 cover" in page
    assert len(client.get(f"/api/covers?picture={choice}").json()) == found


def test_programs_are_told_of_the_pictures_of_a_cover(client, index):
    back = picture_view(index.pictures.pictures[1])
    (cover,) = client.get("/api/covers").json()
    assert cover["pictures"] == [
        {
            "url": back.href,
            "small": back.small,
            "width": 64,
            "height": 40,
            "alt": "The green cover",
            "caption": "",
            "credit": "",
        }
    ]


def test_a_server_that_takes_a_newer_generation_takes_its_covers_and_pictures(
    tmp_path, monkeypatch
):
    home = tmp_path / "home"
    folder = write_collection(tmp_path / "corpus")
    write_cover(home)

    def opened(*_):
        build_index(home, Selection((folder,)), load_encoder=lambda model: WordEncoder())
        return Assistant(store.load(home), WordEncoder(), shared_record())

    with serving(home, opened()) as client:
        (old,) = [one["src"] for one in images(client.get("/covers").text) if "/pict" in one["src"]]
        write_picture(home / "covers" / "back.png", kind="PNG", colour="blue")
        assert old in client.get("/covers").text
        newer = opened()
        monkeypatch.setattr(Assistant, "open", lambda home, model: newer)
        client.app.state.cachet.refresh()
        page = client.get("/covers").text
        assert old not in page
        assert client.get(old).status_code == 404
        (new,) = [one["src"] for one in images(page) if "/pictures/" in one["src"]]
        assert client.get(new).status_code == 200


def test_without_pictures_nothing_is_asked_about_them(tmp_path):
    with serving(tmp_path, toy_assistant()) as client:
        assert "has a picture" not in client.get("/covers").text


@pytest.mark.parametrize("payload", PAYLOADS[:12])
def test_words_of_a_picture_are_text(payload):
    gallery = ENVIRONMENT.get_template("gallery.html").module
    view = picture_view(_picture(PictureWords(payload, payload, payload)))
    tags = Tags(str(gallery.picture(view)))
    assert {tag for tag, _ in tags.found} <= {"figure", "a", "img", "figcaption", "span"}
    (image,) = [attrs for tag, attrs in tags.found if tag == "img"]
    assert set(image) == {"class", "src", "alt", "width", "height", "loading"}
    assert image["alt"] == payload


def _picture(words):
    return Picture("a" * 64, "b" * 64, 8, 8, "c" * 64, Place("green-cover"), words)
