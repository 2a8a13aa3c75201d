"""Nothing that an article or a question says becomes markup, a script or a log line."""

import json
import logging
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.web_payloads import PAYLOADS, hostile_assistant
from tests.web_toy import PAGE, PILOT, Tags, events, serving
from web.guards.logs import JsonLines
from web.guards.middleware import SECURITY_HEADERS
from web.views.pages import ASSETS

WEB = Path(__file__).parents[1] / "web"


@pytest.fixture(scope="module")
def hostile():
    return hostile_assistant()


def _assert_harmless(page):
    """The page's own markup and nothing besides."""
    tags = Tags(page)
    scripts = [attrs for tag, attrs in tags.found if tag == "script"]
    names = ("app.js", "quotes.js", "names.js", "filter.js")
    ours = [{"type": "module", "src": ASSETS[name].url} for name in names]
    assert scripts == [one for one in ours if one in scripts]
    allowed = {
        "html",
        "head",
        "meta",
        "title",
        "link",
        "script",
        "body",
        "a",
        "header",
        "nav",
        "img",
        "main",
        "section",
        "h1",
        "h2",
        "h3",
        "p",
        "q",
        "strong",
        "mark",
        "span",
        "div",
        "figure",
        "figcaption",
        "blockquote",
        "cite",
        "ul",
        "ol",
        "li",
        "form",
        "input",
        "label",
        "textarea",
        "button",
        "select",
        "option",
        "datalist",
        "template",
        "dialog",
        "article",
        "aside",
        "details",
        "summary",
        "code",
        "kbd",
        "footer",
        "svg",
        "g",
        "path",
        "text",
        "rect",
        "circle",
        "ellipse",
        "polygon",
        "textpath",
        "desc",
        "b",
        "br",
        "defs",
        "symbol",
        "use",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "dl",
        "dt",
        "dd",
        "style",
    }
    assert {tag for tag, _ in tags.found} <= allowed
    # A page has the common style, its own, and one for covers where it tells of them.
    styles = [attrs for tag, attrs in tags.found if tag == "style"]
    assert styles in ([{}], [{}] * 2, [{}] * 3)
    assert "evil" not in "".join(re.findall("<style>.*?</style>", page, re.DOTALL))
    for tag, attrs in tags.found:
        assert not [name for name in attrs if name.startswith("on") or name == "style"]
        for name in ("href", "src", "action"):
            value = attrs.get(name)
            assert value is None or value.startswith(("/", "#")), (tag, value)
            assert value is None or not value.startswith("//")


def test_there_are_a_hundred_payloads():
    assert len(set(PAYLOADS)) >= 100


def test_no_payload_in_an_article_becomes_markup(tmp_path, hostile):
    with serving(tmp_path, hostile, burst=10_000) as client:
        for number, payload in enumerate(PAYLOADS):
            page = client.get(f"/articles/hostile-{number}").text
            _assert_harmless(page)
            assert " ".join(payload.split()) in " ".join(Tags(page).words.split())
        for path in ("/", "/articles", "/articles?q=cover", "/missions", "/missions/soyuz-1"):
            _assert_harmless(client.get(path).text)


def test_no_payload_in_a_question_becomes_markup(tmp_path, hostile):
    with serving(tmp_path, hostile, burst=10_000) as client:
        for number, payload in enumerate(PAYLOADS):
            question = f"When was cover {number} cancelled? {payload}"[:512]
            response = client.get("/", params={"q": question}, headers=PAGE)
            _assert_harmless(response.text)
            _assert_harmless(client.get("/articles", params={"q": question}, headers=PAGE).text)
            told = client.post("/api/stream", json={"question": question})
            assert told.headers["content-type"].startswith("text/event-stream")
            assert [json.loads(data) for _, data in events(told.text)]
        _assert_harmless(client.get("/conversations").text)


def test_no_payload_becomes_markup_at_a_permalink_or_in_a_citation(tmp_path, hostile):
    with serving(tmp_path, hostile, burst=10_000) as client:
        for number in range(0, len(PAYLOADS), 10):
            asked = {"question": f"When was the cover number {number} cancelled?"}
            address = client.post("/api/ask", json=asked).headers["content-location"]
            _assert_harmless(client.get(address).text)
            _assert_harmless(client.get(f"{address}/cite?as=html").text)
            cited = client.get(f"/api/cite/{address.removeprefix('/a/')}?as=html")
            assert cited.headers["content-type"] == "text/plain; charset=utf-8"


def test_no_payload_changes_the_shape_of_what_programs_are_told(tmp_path, hostile):
    with serving(tmp_path, hostile, burst=10_000) as client:
        for number, payload in enumerate(PAYLOADS):
            question = f"When was cover {number} cancelled? {payload}"[:512]
            told = client.post(
                "/v1/chat/completions",
                json={"messages": [{"role": "user", "content": question}], "stream": True},
            )
            assert told.headers["content-type"] == "text/event-stream; charset=utf-8"
            *chunks, done = told.text.strip().split("\n\n")
            assert done == "data: [DONE]"
            assert all(json.loads(one.removeprefix("data: "))["choices"] for one in chunks)
        assert not any(payload in client.get("/metrics").text for payload in PAYLOADS)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/healthz",
        "/nothing",
        "/static/app.js",
        "/api/ask",
        "/articles/soyuz-1",
        "/openapi.json",
        "/metrics",
        "/evals",
        "/v1/models",
        "/v1/chat/completions",
        "/v1/none",
    ],
)
def test_every_response_has_the_security_headers(tmp_path, path):
    with serving(tmp_path) as client:
        headers = client.get(path).headers
    assert {name: headers[name] for name in SECURITY_HEADERS} == dict(SECURITY_HEADERS)
    assert "access-control-allow-origin" not in headers


def test_a_failure_of_our_own_has_them_too_and_tells_nothing_of_itself(tmp_path, monkeypatch):
    with serving(tmp_path) as client:
        monkeypatch.delattr(client.app.state.cachet, "conversations")
        response = client.get("/conversations", headers=PAGE)
    assert response.status_code == 500
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "AttributeError" not in response.text
    assert "<h1>Our mistake</h1>" in response.text
    assert "The question was not your mistake" in response.text


def test_a_request_to_another_host_is_refused_and_says_what_its_operator_can_do(tmp_path):
    with serving(tmp_path) as client:
        page = client.get("/", headers={"Host": "192.168.1.20:8000"} | PAGE)
        told = client.get("/api/missions", headers={"Host": "evil.example"})
        assert client.get("/", headers={"Host": "localhost:8000"}).status_code == 200
    assert (page.status_code, told.status_code) == (400, 400)
    assert "add it, for example: ASSISTANT_HOSTS=192.168.1.20 assistant serve" in page.text
    assert told.json()["error"]["code"] == "unknown-host"
    assert told.json()["error"]["request"] == told.headers["x-request-id"]


def test_a_change_sent_by_another_site_is_refused(tmp_path):
    with serving(tmp_path) as client:
        response = client.post(
            "/api/ask", json={"question": PILOT}, headers={"Sec-Fetch-Site": "cross-site"}
        )
    assert response.status_code == 403


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://testserver", 200),
        ("https://covers.example", 200),
        ("https://elsewhere.example", 403),
        ("http://testserver.elsewhere.example", 403),
        ("null", 403),
        ("", 403),
    ],
)
def test_a_change_from_another_origin_is_refused(tmp_path, origin, status):
    with serving(tmp_path, public_url="https://covers.example") as client:
        sent = client.post("/api/ask", json={"question": PILOT}, headers={"Origin": origin})
        assert client.get("/", headers={"Origin": origin}).status_code == 200
    assert sent.status_code == status


@pytest.mark.parametrize(
    ("site", "status"), [("same-origin", 200), ("none", 200), ("same-site", 403)]
)
def test_a_form_of_our_own_pages_that_tell_no_origin_is_taken(tmp_path, site, status):
    headers = {"Origin": "null", "Sec-Fetch-Site": site}
    with serving(tmp_path) as client:
        sent = client.post("/api/ask", json={"question": PILOT}, headers=headers)
    assert sent.status_code == status


def test_wrong_passwords_are_braked_by_address(tmp_path):
    with serving(tmp_path, password="vostok") as client:
        assert {client.get("/").status_code for _ in range(20)} == {401}  # none given
        found = [client.get("/", auth=("a", str(number))) for number in range(12)]
        assert [one.status_code for one in found] == [401] * 10 + [429] * 2
        assert client.get("/", auth=("a", "vostok")).status_code == 429
        assert int(found[-1].headers["retry-after"]) <= 10
        assert client.get("/healthz").status_code == 200
        other = TestClient(client.app, client=("10.0.0.9", 1))
        assert other.get("/", auth=("a", "vostok")).status_code == 200


def test_a_password_closes_everything_but_the_health_checks(tmp_path):
    with serving(tmp_path, password="vostok") as client:
        assert client.get("/").status_code == 401
        assert client.get("/").headers["www-authenticate"].startswith("Basic ")
        assert client.get("/static/app.js").status_code == 401
        assert client.get("/", auth=("anybody", "wrong")).status_code == 401
        assert client.get("/", headers={b"authorization": b"Basic \xff"}).status_code == 401
        assert client.get("/", auth=("anybody", "vostok")).status_code == 200
        assert client.get("/healthz").json() == {"status": "up"}
        assert client.get("/readyz").json()["status"] == "ready"


def test_no_path_leads_to_a_file(tmp_path):
    with serving(tmp_path) as client:
        for name in ("..%2fapp.py", "app.py", "%2e%2e/settings.py", "app.js%00"):
            assert client.get(f"/static/{name}").status_code == 404


def test_questions_are_not_logged(tmp_path, caplog):
    with caplog.at_level(logging.INFO), serving(tmp_path) as client:
        client.get("/", params={"q": PILOT})
        client.post("/api/ask", json={"question": PILOT})
        client.post("/v1/chat/completions", json={"messages": [{"role": "user", "content": PILOT}]})
        client.get("/nothing/Komarov")
    lines = [JsonLines().format(one) for one in caplog.records if one.name == "cachet.web"]
    assert [json.loads(line)["route"] for line in lines] == [
        "/",
        "/",
        "/api/ask",
        "/v1/chat/completions",
        "none",
    ]
    assert all(len(json.loads(line)["request"]) == 16 for line in lines)
    assert "pilot" not in "".join(lines)
    assert "Komarov" not in "".join(lines)


def test_no_source_of_the_web_makes_markup_from_text():
    forbidden = (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "DOMParser",
        "document.write",
        "createContextualFragment",
        "eval(",
        "|safe",
        "| safe",
        "Markup(",
        "from_string",
        "autoescape false",
        "http://",
        "https://cdn",
    )
    # A name space, which nothing fetches; the operator's own machine; an example in a message.
    allowed = {(name, "http://") for name in ("icon.svg", "card.svg", "admin.py", "settings.py")}
    for path in sorted(WEB.rglob("*.*")):
        if path.suffix in (".py", ".html", ".js", ".css", ".svg"):
            text = path.read_text(encoding="utf-8")
            for one in forbidden:
                assert one not in text or (path.name, one) in allowed, (path.name, one)
