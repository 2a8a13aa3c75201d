"""A catalogue with a script in every field is shown as text, drawn as text and exported as text."""

import json

import pytest

from corpus.catalogue.schema import Catalogue
from tests.covers_toy import catalogued, hostile_world
from tests.test_web_safety import _assert_harmless
from tests.web_payloads import PAYLOADS
from tests.web_toy import Tags, serving
from web.views.pages import ASSETS

# One of each shape; the bodies are the same text to a page.
SHAPES = PAYLOADS[::5]


def _without_styles_and_script(page):
    """What the other pages have: one style and no checklist."""
    second = page.rindex("<style>")
    end = page.index("</style>", second) + len("</style>")
    script = f'<script type="module" src="{ASSETS["checklist.js"].url}"></script>'
    return (page[:second] + page[end:]).replace(script, "") if page.count("<style>") > 1 else page


@pytest.mark.parametrize("payload", SHAPES)
def test_no_payload_in_the_catalogue_becomes_markup(tmp_path, payload):
    catalogue, assistant = hostile_world(payload)
    with catalogued(catalogue), serving(tmp_path, assistant) as client:
        for path in (
            "/covers",
            *(f"/covers/{cover.id}" for cover in catalogue.covers),
            "/stamps",
            "/stamps/s-1",
            "/postmarks",
            "/postmarks/hostile-mark",
            "/identify?kind=launch+cover",
            "/missions/soyuz-1",
            "/articles/hostile",
        ):
            response = client.get(path)
            assert response.status_code == 200, path
            _assert_harmless(_without_styles_and_script(response.text))
        words = Tags(client.get("/covers/hostile-0").text).words
        assert words.count(payload) >= 10
        for path in ("/api/covers", "/covers.json"):
            assert client.get(path).headers["content-type"].startswith("application/json")
            assert payload in json.dumps(json.loads(client.get(path).text), ensure_ascii=False) or (
                '"' in payload
            )


def test_no_payload_in_an_address_becomes_markup(tmp_path):
    fields = ("q", "kind", "mission", "year", "mark", "stamp", "colour", "sort", "genuine", "page")
    seen = ("words", "date", "motif", "kind", "signer")
    catalogue, assistant = hostile_world("plain")
    with catalogued(catalogue), serving(tmp_path, assistant) as client:
        for payload in SHAPES:
            for path, names in (("/covers", fields), ("/identify", seen)):
                page = client.get(path, params=dict.fromkeys(names, payload)).text
                _assert_harmless(_without_styles_and_script(page))


def test_a_payload_in_an_address_is_said_as_text(tmp_path):
    catalogue, assistant = hostile_world("plain")
    with catalogued(catalogue), serving(tmp_path, assistant) as client:
        for payload in SHAPES:
            page = client.get("/covers", params={"kind": payload, "q": payload}).text
            _assert_harmless(_without_styles_and_script(page))
            assert f"has the kind “{payload}”" in Tags(page).words


def test_an_empty_catalogue_is_no_payload(tmp_path):
    with catalogued(Catalogue()), serving(tmp_path) as client:
        _assert_harmless(_without_styles_and_script(client.get("/covers").text))
