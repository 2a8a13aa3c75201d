"""No cache keeps somebody's words, and no other site asks in a reader's name."""

import pytest

from tests.web_toy import PILOT, serving


def test_no_cache_keeps_questions_and_answers(tmp_path):
    with serving(tmp_path) as client:
        asked = client.post("/api/ask", json={"question": PILOT})
        client.get("/", params={"q": PILOT})
        [entry] = client.app.state.cachet.conversations.entries(client.cookies["cachet"])
        answers = [
            asked,
            client.get(f"/api/cite/{asked.headers['content-location'][3:]}"),
            client.get("/api/search", params={"q": "cover"}),
            client.get(f"/conversations/{entry.id}/export"),
            client.get(f"/conversations/{entry.id}/export?form=json"),
            client.post("/api/stream", json={"question": PILOT}),
            client.post(
                "/v1/chat/completions", json={"messages": [{"role": "user", "content": PILOT}]}
            ),
        ]
    assert [one.status_code for one in answers] == [200] * 7
    assert {one.headers["cache-control"] for one in answers} == {"private, no-store"}


@pytest.mark.parametrize(
    ("site", "dest", "kept"),
    [
        ("cross-site", "image", 0),
        ("cross-site", "iframe", 0),
        ("cross-site", "empty", 0),
        ("cross-site", "document", 1),
        ("same-origin", "document", 1),
        ("none", "document", 1),
    ],
)
def test_a_picture_on_another_site_asks_nothing(tmp_path, site, dest, kept):
    headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Dest": dest}
    with serving(tmp_path) as client:
        response = client.get("/", params={"q": PILOT}, headers=headers, follow_redirects=False)
        with client.app.state.cachet.conversations.database.reading() as database:
            [turns] = database.execute("SELECT COUNT(*) FROM turns").fetchone()
    assert (response.status_code, turns) == ((303, 1) if kept else (403, 0))
