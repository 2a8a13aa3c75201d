"""The evaluation report is shown as it was left, under a policy of its own."""

import json

from tests.web_toy import PAGE, Tags, serving
from web.guards.middleware import SECURITY_HEADERS
from web.routes.evals import REPORT, REPORT_POLICY
from web.views.evals import PUBLISHED, evals_page

POLICY = SECURITY_HEADERS["Content-Security-Policy"]
REPORTED = "<!doctype html><title>90 of 100</title><style>p { color: red }</style><p>“known”</p>"


def test_the_report_is_sent_as_it_stands(tmp_path):
    (tmp_path / REPORT).write_text(REPORTED, encoding="utf-8")
    with serving(tmp_path) as client:
        response = client.get("/evals")
    assert response.text == REPORTED
    assert response.headers["content-type"] == "text/html; charset=utf-8"


def test_only_the_report_may_style_itself_and_it_may_do_no_more(tmp_path):
    (tmp_path / REPORT).write_text(REPORTED, encoding="utf-8")
    with serving(tmp_path) as client:
        report, other = client.get("/evals"), client.get("/")
    assert report.headers.get_list("content-security-policy") == [REPORT_POLICY]
    assert "script-src" not in REPORT_POLICY
    assert REPORT_POLICY.startswith("default-src 'none'; style-src 'unsafe-inline';")
    assert report.headers["x-content-type-options"] == "nosniff"
    assert other.headers["content-security-policy"] == POLICY


def test_without_a_report_the_published_figures_are_shown_and_how_they_were_made(tmp_path):
    with serving(tmp_path) as client:
        response = client.get("/evals", headers=PAGE)
    words = Tags(response.text).words
    assert response.status_code == 200
    for batch in json.loads(PUBLISHED.read_text(encoding="utf-8")):
        assert f"{batch['right']['value']:.0%}".replace("%", " %") in words
    assert "They are asked once" in words
    assert "`" not in words
    assert response.headers["content-security-policy"] == POLICY


def test_without_the_published_figures_the_page_says_where_they_are(tmp_path):
    assert evals_page(tmp_path / "none.json").batches == ()


def test_the_first_visit_leads_to_the_figures(tmp_path):
    with serving(tmp_path) as client:
        assert "/evals" in Tags(client.get("/").text).links()


def test_the_report_lies_behind_the_password(tmp_path):
    (tmp_path / REPORT).write_text(REPORTED, encoding="utf-8")
    with serving(tmp_path, password="vostok") as client:
        assert client.get("/evals").status_code == 401
