"""Templates are contracts: each is given exactly what its page's dataclass holds."""

import base64
import hashlib
import re
from dataclasses import fields
from pathlib import Path

import pytest
from jinja2 import meta

from tests.web_toy import PAGE, PILOT, serving
from web.guards.errors import ProblemPage
from web.routes.articles import ArticlePage
from web.routes.chat import ChatPage
from web.routes.conversations import ConversationsPage
from web.views.admin import AdminPage, UploadPage
from web.views.article_list import ArticlesPage
from web.views.citing import AnswerPage, CitePage
from web.views.covers.cover import CoverPage
from web.views.covers.grid import CoversPage
from web.views.covers.identify import IdentifyPage
from web.views.covers.postmarks import PostmarkPage, PostmarksPage
from web.views.covers.stamps import StampPage, StampsPage
from web.views.evals import EvalsPage
from web.views.missions import MissionPage, MissionsPage
from web.views.pages import ASSETS, ENVIRONMENT
from web.views.parts import (
    LISTS,
    FollowUpView,
    ItemView,
    LinkView,
    QuoteView,
    ReferenceView,
    TurnView,
    blank,
)
from web.views.shared import SharedPage

WEB = Path(__file__).parents[1] / "web"
PAGES = (
    AdminPage,
    AnswerPage,
    ArticlePage,
    ArticlesPage,
    ChatPage,
    CitePage,
    ConversationsPage,
    CoverPage,
    CoversPage,
    EvalsPage,
    IdentifyPage,
    MissionPage,
    MissionsPage,
    PostmarkPage,
    PostmarksPage,
    ProblemPage,
    SharedPage,
    StampPage,
    StampsPage,
    UploadPage,
)
MAX_SCRIPT_LINES = 300
MAX_PAGE_BYTES = 60_000
MAX_CHAT_BYTES = 25_000


def _wanted(template):
    source, *_ = ENVIRONMENT.loader.get_source(ENVIRONMENT, template)
    return meta.find_undeclared_variables(ENVIRONMENT.parse(source)) - {"asset"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_a_template_uses_exactly_the_fields_of_its_page(page):
    assert _wanted(page.template) | _wanted("base.html") == {one.name for one in fields(page)}


def test_every_template_has_its_page_or_is_made_of_macros():
    names = {path.name for path in (WEB / "templates").iterdir()}
    assert names == {page.template for page in PAGES} | {
        "base.html",
        "turn.html",
        "parts.html",
        "working.html",
        "gallery.html",
        "drawing.html",
        "style.css",
        "covers.css",
        "reading.css",
        "answers.css",
        "admin.css",
        "card.svg",
        "drawing.css",
    }


def test_a_blank_view_has_every_part_for_the_script_to_fill():
    for part in (QuoteView, FollowUpView, ReferenceView, LinkView):
        assert all(getattr(blank(part), one.name) for one in fields(part))
    lists = [
        one.name
        for part in (TurnView, ItemView)
        for one in fields(part)
        if not getattr(blank(part), one.name)
    ]
    assert lists == [*LISTS]


@pytest.mark.parametrize("path", sorted((WEB / "static").glob("*.js")), ids=lambda path: path.name)
def test_a_script_stays_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) < MAX_SCRIPT_LINES


@pytest.mark.parametrize(
    "path",
    [
        "/",
        f"/?q={PILOT}",
        "/articles",
        "/articles/soyuz-tm-32",
        "/missions",
        "/missions/soyuz-1",
        "/conversations",
        "/covers",
        "/identify",
    ],
)
def test_a_page_with_all_that_it_loads_stays_light(tmp_path, path):
    with serving(tmp_path) as client:
        sizes = [_bytes_of(client, path), *(_bytes_of(client, one.url) for one in ASSETS.values())]
    assert sum(sizes) <= MAX_PAGE_BYTES


@pytest.mark.parametrize("path", ["/", "/articles/soyuz-1", "/missions", "/nothing"])
def test_the_style_is_in_the_page_and_only_ours_are_allowed(tmp_path, path):
    with serving(tmp_path) as client:
        page = client.get(path, headers=PAGE)
        others = [
            _styles_of(client.get(other).text) for other in ("/covers", "/conversations", "/")
        ]
    styles = _styles_of(page.text)
    compact = ENVIRONMENT.filters["compact"]
    operators = compact(ENVIRONMENT.get_template("admin.css").render())
    known = [*others[0], others[1][-1], others[2][-1], operators]
    assert [one[:1] for one in others] == [styles[:1]] * 3
    assert set(styles) <= set(known)
    digests = " ".join(f"'sha256-{_digest(one)}'" for one in known)
    assert f"; style-src {digests}; " in page.headers["content-security-policy"]
    assert 'rel="stylesheet"' not in page.text


def _styles_of(page):
    return re.findall(r"<style>(.*?)</style>", page, flags=re.DOTALL)


def _digest(style):
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


def test_the_chat_page_with_all_that_it_loads_is_small(tmp_path):
    names = ("app.js", "quotes.js", "names.js", "icon.svg")
    with serving(tmp_path) as client:
        sizes = [_bytes_of(client, one) for one in ("/", *(ASSETS[name].url for name in names))]
    assert sum(sizes) <= MAX_CHAT_BYTES


def test_a_file_of_the_look_is_kept_for_ever_under_its_own_version(tmp_path):
    with serving(tmp_path) as client:
        response = client.get(ASSETS["app.js"].url)
    assert response.headers["content-type"] == "text/javascript; charset=utf-8"
    assert response.headers["cache-control"] == "public, max-age=31536000, immutable"


def _bytes_of(client, path):
    with client.stream("GET", path) as response:
        return sum(map(len, response.iter_raw()))


@pytest.mark.parametrize(
    ("path", "title", "described"),
    [
        ("/articles/soyuz-1", "Soyuz 1, article · Cachet", "The pilot of Soyuz 1 was"),
        ("/missions/soyuz-1", "Soyuz 1, mission · Cachet", "Launch: "),
        ("/", "Cachet", "covers made for it"),
        ("ANSWER", f"{PILOT} · Cachet", "Vladimir Komarov “The pilot of Soyuz 1 was"),
    ],
)
def test_a_page_says_in_its_tab_and_to_forums_what_it_is(tmp_path, path, title, described):
    with serving(tmp_path) as client:
        if path == "ANSWER":
            path = client.post("/api/ask", json={"question": PILOT}).headers["content-location"]
        page = client.get(path).text
    assert f"<title>{title}</title>" in page
    for name in ('name="description"', 'property="og:description"'):
        assert described in re.search(rf'<meta {name} content="([^"]*)"', page)[1]
    assert 'property="og:title"' in page
