"""Conversations: a cookie with a random id, and what it can list, rename, export and delete."""

import re
from datetime import timedelta

from assistant.answer import Abstention
from assistant.resolve.conversation import Turn
from tests.web_toy import PAGE, PILOT, serving
from web.store.conversations import ConversationStore
from web.store.database import DATABASE
from web.store.deletions import UNDO_HOURS, Deletions
from web.store.turns import now


def _held(client):
    return re.search(r'href="/\?c=([^"]+)"', client.get("/conversations").text)[1]


def test_the_cookie_holds_a_random_id_and_nothing_else(tmp_path):
    with serving(tmp_path) as client:
        response = client.get("/", params={"q": PILOT}, follow_redirects=False)
    pattern = r"cachet=[\w-]{32}; HttpOnly; SameSite=Lax; Path=/; Max-Age=\d+"
    assert re.fullmatch(pattern, response.headers["set-cookie"])


def test_behind_https_the_cookie_insists_on_it(tmp_path):
    with serving(tmp_path, public_url="https://covers.example") as client:
        response = client.get("/", params={"q": PILOT}, follow_redirects=False)
    assert response.headers["set-cookie"].endswith("; Secure")


def test_a_conversation_survives_a_restart(tmp_path):
    with serving(tmp_path) as client:
        client.get("/", params={"q": PILOT})
        held, cookies = _held(client), dict(client.cookies)
    with serving(tmp_path) as client:
        client.cookies.update(cookies)
        assert "Vladimir Komarov" in client.get("/", params={"c": held}).text


def test_a_conversation_can_be_renamed_without_script(tmp_path):
    with serving(tmp_path) as client:
        client.get("/", params={"q": PILOT})
        page = client.post(
            f"/conversations/{_held(client)}/rename", data={"title": "  Komarov's   covers "}
        ).text
    assert '<a class="entry" href="/?c=' in page
    assert ">Komarov&#39;s covers</a>" in page


def test_deleting_a_conversation_deletes_its_permalinks(tmp_path):
    with serving(tmp_path) as client:
        client.get("/", params={"q": PILOT})
        held = _held(client)
        answer = re.search(r'href="(/a/[^"/]+)"', client.get("/", params={"c": held}).text)[1]
        assert client.get(answer).status_code == 200
        assert "None yet." in client.post(f"/conversations/{held}/delete").text
        assert client.get(answer).status_code == 404


def test_a_conversation_is_exported_as_markdown(tmp_path):
    with serving(tmp_path) as client:
        client.get("/", params={"q": PILOT})
        response = client.get(f"/conversations/{_held(client)}/export")
    assert response.text.startswith(
        f"# {PILOT}\n\n## {PILOT}\n\nVladimir Komarov\n\n"
        "> The pilot of Soyuz 1 was Vladimir Komarov.\n"
    )
    assert response.headers["content-disposition"] == 'attachment; filename="conversation.md"'


def test_a_conversation_is_exported_as_json(tmp_path):
    with serving(tmp_path) as client:
        client.get("/", params={"q": PILOT})
        record = client.get(f"/conversations/{_held(client)}/export?form=json").json()
    assert record["title"] == PILOT
    assert [turn["reply"]["text"] for turn in record["turns"]] == ["Vladimir Komarov"]


def test_nobody_touches_somebody_elses_conversation(tmp_path):
    with serving(tmp_path) as client:
        client.get("/", params={"q": PILOT})
        held = _held(client)
        client.cookies.clear()
        refused = [
            client.get(f"/conversations/{held}/export"),
            client.post(f"/conversations/{held}/rename", data={"title": "Mine"}),
            client.post(f"/conversations/{held}/delete"),
        ]
        assert "None yet." in client.get("/conversations").text
    assert [response.status_code for response in refused] == [404, 404, 404]


def test_what_a_list_held_is_kept_for_the_next_question(tmp_path):
    store = ConversationStore(tmp_path / DATABASE)
    covers = ("Launch cover of Soyuz 9", "Maxicard of Soyuz 9")
    turn = Turn("Which covers?", ("Soyuz 9",), (), "Covers", "soyuz-9", "Covers", "cover", covers)
    kept = store.add_turn("v", None, "Which covers?", Abstention("No.", "too-weak", "", "i"), turn)
    assert store.context("v", kept.conversation).turns == (turn,)


def _shared(client):
    return client.post(f"/conversations/{_held(client)}/share", follow_redirects=False).headers[
        "location"
    ]


def test_a_deleted_conversation_can_be_put_back_with_its_permalinks(tmp_path):
    with serving(tmp_path) as client:
        client.get("/", params={"q": PILOT})
        held = _held(client)
        answer = re.search(r'href="(/a/[^"/]+)"', client.get("/", params={"c": held}).text)[1]
        page = client.post(f"/conversations/{held}/delete").text
        assert f'action="/conversations/{held}/restore"' in page
        assert client.get("/", params={"c": held}).status_code == 404
        assert f"?c={held}" in client.post(f"/conversations/{held}/restore").text
        assert client.get(answer).status_code == 200


def test_after_an_hour_a_deleted_conversation_is_gone_for_good(tmp_path):
    with serving(tmp_path) as client:
        client.get("/", params={"q": PILOT})
        held = _held(client)
        client.post(f"/conversations/{held}/delete")
        store = ConversationStore(tmp_path / DATABASE)
        later = Deletions(store.database, lambda: now() + timedelta(hours=UNDO_HOURS, minutes=1))
        assert later.purge() == 1
        assert later.purge() == 0
        assert client.post(f"/conversations/{held}/restore").status_code == 404
        assert "Put back" not in client.get("/conversations").text


def test_nobody_else_can_put_a_conversation_back(tmp_path):
    with serving(tmp_path) as client:
        client.get("/", params={"q": PILOT})
        held = _held(client)
        client.post(f"/conversations/{held}/delete")
        client.cookies.clear()
        assert client.post(f"/conversations/{held}/restore").status_code == 404


def test_a_shared_conversation_stays_as_it_was_and_anybody_can_read_it(tmp_path):
    with serving(tmp_path) as client:
        client.get("/", params={"q": PILOT})
        shared = _shared(client)
        assert _shared(client) == shared
        client.get("/", params={"q": "When was Soyuz 3 launched?", "c": _held(client)})
        assert _shared(client) != shared
        client.cookies.clear()
        page = client.get(shared)
        assert page.status_code == 200
        assert "Vladimir Komarov" in page.text
        assert "Soyuz 3" not in page.text
        assert client.post(shared.replace("/shared/", "/conversations/")).status_code != 200


def test_what_is_shared_goes_with_its_conversation(tmp_path):
    with serving(tmp_path) as client:
        client.get("/", params={"q": PILOT})
        shared = _shared(client)
        client.post(f"/conversations/{_held(client)}/delete")
        assert client.get(shared).status_code == 404


def test_a_conversation_of_another_browser_says_so(tmp_path):
    with serving(tmp_path) as client:
        client.get("/", params={"q": PILOT})
        held = _held(client)
        client.cookies.clear()
        page = client.get("/", params={"c": held}, headers=PAGE)
        assert page.status_code == 404
        assert "This conversation isn’t available here." in page.text
        assert client.post(f"/conversations/{held}/share").status_code == 404


def test_ask_leads_back_to_the_conversation_in_progress(tmp_path):
    with serving(tmp_path) as client:
        assert client.get("/ask", follow_redirects=False).headers["location"] == "/"
        client.get("/", params={"q": PILOT})
        held = _held(client)
        assert client.get("/ask", follow_redirects=False).headers["location"] == f"/?c={held}"
        assert f'Go on with <a href="/?c={held}">{PILOT}</a>' in client.get("/").text


def test_a_question_that_is_too_long_stays_in_the_box(tmp_path):
    long = "When was it cancelled? " * 40
    with serving(tmp_path) as client:
        page = client.get("/", params={"q": long}, headers=PAGE)
    assert page.status_code == 422
    assert f">{long}</textarea>" in page.text
    assert "The question has 920 characters; ask in at most 512." in page.text
