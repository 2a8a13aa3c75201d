"""Machines that look around: HEAD sends no body, and robots are led past the questions."""

import http.client
from urllib.parse import urlsplit

import pytest

from tests.web_browser import server
from tests.web_toy import Tags, serving


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/articles",
        "/articles/soyuz-1",
        "/missions",
        "/healthz",
        "/static/app.js",
        "/api/missions",
        "/articles/none",
    ],
)
def test_head_tells_what_get_would_send_without_sending_it(tmp_path, path):
    with serving(tmp_path) as client:
        head, get = client.head(path), client.get(path)
    own = ("x-request-id",)
    assert head.status_code == get.status_code
    assert head.content == b""
    assert [one for one in head.headers.items() if one[0] not in own] == [
        one for one in get.headers.items() if one[0] not in own
    ]


def test_head_is_answered_over_http_and_the_connection_goes_on(tmp_path):
    with server(tmp_path) as address:
        connection = http.client.HTTPConnection(urlsplit(address).netloc)
        connection.request("HEAD", "/articles/soyuz-1")
        head = connection.getresponse()
        assert (head.status, head.read()) == (200, b"")
        connection.request("GET", "/articles/soyuz-1")
        assert len(connection.getresponse().read()) == int(head.getheader("content-length"))
        connection.close()


def test_robots_are_told_what_to_leave_alone(tmp_path):
    with serving(tmp_path) as client:
        response = client.get("/robots.txt")
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert response.text == (
        "User-agent: *\nDisallow: /?\nDisallow: /a/\nDisallow: /ask\n"
        "Disallow: /shared/\nDisallow: /articles?\n"
        "Disallow: /covers?\nDisallow: /covers.\nDisallow: /identify?\n"
        "Disallow: /conversations\nDisallow: /api/\nDisallow: /v1/\n"
        "Disallow: /admin\n"
    )


@pytest.mark.parametrize("path", ["/", "/?q=hello", "/missions/soyuz-1"])
def test_no_link_that_asks_is_to_be_followed(tmp_path, path):
    with serving(tmp_path) as client:
        links = [attrs for tag, attrs in Tags(client.get(path).text).found if tag == "a"]
    asking = [one for one in links if one.get("href", "").startswith("/?q=")]
    assert asking
    assert [one["rel"] for one in asking] == ["nofollow"] * len(asking)
