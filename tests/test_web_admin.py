"""The operator's pages, in process: there with a password alone, and nothing served back raw."""

import json
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest
from evals_toy import run_toy, toy_cases

from assistant.manage.articles import listed_articles
from evals.commands import judge
from evals.runs.history import keep
from tests.operator_toy import BLUE, GREEN, PASSWORD, opened, operated
from tests.web_toy import Tags, serving
from web.operating import quarantine
from web.routes.admin import WEEKS
from web.store.conversations import ConversationStore
from web.store.database import DATABASE, NotRead
from web.store.last_run import last_run
from web.store.looking_back import unanswered
from web.views.admin import JUDGING

BESIDE = {"Sec-Fetch-Site": "same-origin", "Origin": "null"}


@pytest.fixture
def home(tmp_path, monkeypatch):
    return operated(tmp_path, monkeypatch)


@pytest.fixture
def client(home):
    with serving(home, opened(home), password=PASSWORD) as client:
        client.auth = ("operator", PASSWORD)
        yield client


def upload(client, *files):
    """Send files, each a name and its bytes; the address of the page that shows them."""
    response = client.post(
        "/admin/uploads", files=[("file", one) for one in files], follow_redirects=False
    )
    assert response.status_code == 303
    return response.headers["location"]


def page(client, path="/admin"):
    """The words of a page once nothing is being done."""
    client.app.state.desk.worker.wait(20)
    return " ".join(Tags(client.get(path).text).words.split())


def added(home):
    return [one.article.slug for one in listed_articles(home) if one.is_added]


@pytest.mark.parametrize("path", ["/admin", "/admin/work", "/admin/uploads/any"])
def test_without_a_password_there_is_no_such_page(home, path):
    with serving(home, opened(home)) as client:
        assert client.get(path).status_code == 404
        assert client.post("/admin/uploads", files={"file": ("a.txt", b"A.")}).status_code == 404
        assert client.post("/admin/rebuild").status_code == 404
    assert not (home / quarantine.QUARANTINE).exists()


def test_it_asks_for_the_password(home):
    with serving(home, opened(home), password=PASSWORD) as client:
        assert client.get("/admin").status_code == 401
        assert client.post("/admin/rebuild").status_code == 401


@pytest.mark.parametrize(
    "path", ["/admin/uploads", "/admin/remove", "/admin/rebuild", "/admin/uploads/any/add"]
)
@pytest.mark.parametrize(
    "headers", [{"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_another_sites_page_changes_nothing(client, path, headers):
    assert client.post(path, headers=headers).status_code == 403


def test_an_article_is_read_shown_added_asked_for_and_removed(client, home):
    found = upload(client, ("blue card.txt", BLUE.encode()))
    shown = page(client, found)
    assert BLUE in shown
    assert "blue card.txt · 11 words" in shown
    assert added(home) == []
    client.post(f"{found}/add", headers=BESIDE)
    assert "Added “blue card”. The index is built and serves now" in page(client)
    assert added(home) == ["blue-card"]
    answer = client.post("/api/ask", json={"question": "Where was the blue card printed?"}).json()
    assert answer["quotes"][0]["text"] == BLUE
    client.post("/admin/remove", data={"slug": "blue-card"}, headers=BESIDE)
    assert "Removed “blue card”. The index is built and serves now" in page(client)
    assert added(home) == []
    assert opened(home).index.articles.keys() == {"green-cover"}


def test_what_is_discarded_is_deleted_and_never_added(client, home):
    found = upload(client, ("blue.txt", BLUE.encode()))
    client.post(f"{found}/discard")
    assert client.get(found).status_code == 404
    assert client.post(f"{found}/add").status_code == 404
    assert list((home / quarantine.QUARANTINE).iterdir()) == []


def test_what_was_left_out_of_a_file_is_named(client):
    words = page(
        client, upload(client, ("p.html", b"<nav>Start</nav><h1>Orel</h1><p>It came.</p>"))
    )
    assert 'the page around the text: "Start"' in words


def test_a_file_that_replaces_another_says_so(client):
    client.post(f"{upload(client, ('blue.txt', BLUE.encode()))}/add")
    page(client)
    assert "replaces the file" in page(
        client, upload(client, ("blue.txt", b"The blue card is new."))
    )


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../../home/articles/evil.txt", "evil.txt"),
        ("C:\\temp\\evil.txt", "evil.txt"),
        (".evil.txt", "evil.txt"),
        ("e\u202evil\u0000.TXT", "evil.txt"),
        ("<script>.md", "script.md"),
        ("Союз-1.txt", "Союз-1.txt"),
    ],
)
def test_a_name_is_no_path(name, kept):
    assert quarantine.plain_name(name) == kept


@pytest.mark.parametrize("name", ["", ".md", "...txt", "site.toml", "x.exe", "articles/", ".."])
def test_what_is_no_name_or_no_kind_that_is_read_is_refused(name):
    with pytest.raises(quarantine.NameRefused):
        quarantine.plain_name(name)


def test_files_that_are_not_taken_are_named_beside_the_others(client):
    found = upload(
        client, ("run.exe", b"MZ"), ("a.txt", b"A card."), ("A.TXT", b"x"), ("a.txt", b"y")
    )
    words = page(client, found)
    assert "run.exe: this kind of file is not read" in words
    assert "a.txt: two of the files have this name" in words
    assert "A card." in words


def test_no_more_than_ten_files_are_taken(client, home):
    found = upload(client, *((f"{number}.txt", b"A card.") for number in range(12)))
    [folder] = (home / quarantine.QUARANTINE).iterdir()
    assert len(list(folder.iterdir())) == 10
    assert "Only the first 10 files were taken." in page(client, found)


def test_the_oldest_of_many_uploads_goes(client):
    first, *others = [upload(client, (f"{number}.txt", b"A card.")) for number in range(6)]
    page(client)
    assert client.get(first).status_code == 404
    assert {client.get(one).status_code for one in others} == {200}


def test_an_upload_that_waits_for_more_than_a_day_goes(home):
    late = quarantine.Quarantine(home, clock=lambda: datetime.now(UTC).timestamp() + 2 * 86_400)
    waiting = quarantine.Quarantine(home)
    name = waiting.begin()
    waiting.place(name, "a.txt").write_text("A.")
    assert waiting.waiting() == (name,)
    late.sweep()
    assert waiting.waiting() == ()


@pytest.mark.parametrize("name", ["..", "%2e%2e", ".", "articles", "..%2farticles"])
def test_an_upload_is_looked_up_and_no_path_is_made_of_its_name(client, home, name):
    (home / "articles").mkdir()
    (home / "articles" / "kept.txt").write_text("A card.")
    for response in (
        client.get(f"/admin/uploads/{name}"),
        client.post(f"/admin/uploads/{name}/discard"),
        client.post(f"/admin/uploads/{name}/add"),
    ):
        assert response.status_code in (200, 404, 405)
    assert (home / "articles" / "kept.txt").is_file()


def test_nothing_that_was_uploaded_is_markup_on_a_page(client):
    evil = b"<p>A <b onclick=x>card</b> &lt;script&gt;alert(1)&lt;/script&gt; came.</p>"
    found = upload(client, ("x.html", b"<title>&lt;img src=x onerror=y&gt;</title>" + evil))
    page(client)
    shown = client.get(found).text
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown
    client.post(f"{found}/add")
    page(client)
    assert "<img src=x" not in client.get("/admin").text


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"", "multipart/form-data; boundary=x", 400),
        (b"--y\r\n", "multipart/form-data; boundary=x", 400),
        (b"a=1", "application/x-www-form-urlencoded", 400),
        (b"a=1", "multipart/form-data", 400),
        (
            b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhalf',
            "multipart/form-data; boundary=x",
            400,
        ),
        (b"--x\r\n" + b"A" * 9_000, "multipart/form-data; boundary=x", 400),
    ],
)
def test_a_body_that_is_no_whole_form_leaves_nothing(client, home, body, kind, status):
    response = client.post("/admin/uploads", content=body, headers={"Content-Type": kind})
    assert response.status_code == status
    folder = home / quarantine.QUARANTINE
    assert not folder.is_dir() or list(folder.iterdir()) == []


def test_a_form_without_a_file_leads_back(client):
    response = client.post("/admin/uploads", files={"file": ("", b"")}, follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (303, "/admin")


def test_an_upload_that_is_too_large_is_refused_in_megabytes(client):
    headers = {"Content-Length": str(65 * 1024 * 1024), "Accept": "text/html"}
    response = client.post("/admin/uploads", content=iter([b"x"]), headers=headers)
    assert response.status_code == 413
    assert "send at most 64 MiB" in response.text


def test_other_addresses_of_the_operator_take_no_more_than_any(client):
    assert client.post("/admin/remove", content=b"x" * 20_000).status_code == 413


def test_an_article_of_the_collection_is_not_removed(client):
    client.post("/admin/remove", data={"slug": "green-cover"})
    assert "was not added but comes from" in page(client)
    assert GREEN in client.app.state.cachet.assistant.index.articles["green-cover"].text


def test_the_index_is_brought_up_to_date_with_the_folders(client, home):
    (home / "articles").mkdir()
    (home / "articles" / "blue.txt").write_text(BLUE)
    client.post("/admin/rebuild")
    words = page(client)
    assert "The index is built and serves now: 2 articles" in words
    assert "1 added here." in words
    client.post("/admin/rebuild")
    assert "The index was up to date" in page(client)


def test_a_file_that_is_no_article_is_named_without_its_folder(client, home):
    (home / "articles").mkdir()
    (home / "articles" / "blue.pdf").write_text("no pdf")
    client.post("/admin/rebuild")
    words = page(client)
    assert "blue.pdf: " in words
    assert str(home) not in words


def test_work_under_way_is_told_to_the_script(client, monkeypatch):
    assert client.get("/admin/work").json() == {"work": None}
    worker = client.app.state.desk.worker

    def slow(progress):
        progress("sentences", 3, 10)
        told.append(client.get("/admin/work").json()["work"])

    told = []
    worker.submit("Building the index", slow)
    assert worker.wait(10)
    assert told == [
        {
            "what": "Building the index",
            "stage": "sentences",
            "done": 3,
            "total": 10,
            "said": "Building the index. Reading the sentences: 3 of 10 …",
        }
    ]


def test_work_that_fails_says_so_and_the_next_goes_on(client):
    worker = client.app.state.desk.worker

    def fails(_progress):
        raise RuntimeError("a secret")

    worker.submit("Failing", fails)
    words = page(client)
    assert "Something went wrong here" in words
    assert "a secret" not in words
    client.post("/admin/rebuild")
    assert "The index was up to date" in page(client)


def test_questions_that_were_not_answered_are_counted_with_what_came_nearest(client):
    for question in (
        "Who cooked borscht on the green stove?",
        "who cooked  borscht on the green stove",
        "hello",
    ):
        client.post("/api/ask", json={"question": question})
    words = page(client)
    assert "who cooked borscht on the green stove asked 2 times, last" in words
    assert "hello" not in words
    assert "Green cover: " in words


def test_what_was_asked_long_ago_is_not_shown(tmp_path, client):
    client.post("/api/ask", json={"question": "Who cooked borscht on the green stove?"})
    database = client.app.state.cachet.conversations.database
    since = datetime.now(UTC)
    assert len(unanswered(database, since - timedelta(weeks=WEEKS))) == 1
    assert unanswered(database, since + timedelta(minutes=1)) == ()


def test_thumbs_are_shown_with_what_the_reader_said(client):
    asked = client.post("/api/ask", json={"question": "When was the green cover cancelled?"})
    turn = asked.headers["content-location"].removeprefix("/a/")
    client.app.state.cachet.conversations.rate(turn, helpful=False, word="<b>too short</b>")
    words = page(client)
    assert "When was the green cover cancelled? Not helpful" in words
    assert "“<b>too short</b>”" in words


def test_a_damaged_file_of_conversations_takes_nothing_else_away(client, home, monkeypatch):
    def broken(store):
        raise NotRead("damaged")

    monkeypatch.setattr(ConversationStore, "rated", broken)
    words = page(client)
    assert "cannot be read at the moment" in words
    assert "1 from the collection’s own folders" in words
    assert (home / DATABASE).is_file()


def test_the_last_whole_run_of_the_evals_is_told(client, home):
    assert "has not been measured" in page(client)
    keep_run(home, "2026-11-01T10:00:00+00:00", "{}", 0.9)
    keep_run(home, "2026-11-02T10:00:00+00:00", '{"form": "list"}', 0.1)
    words = page(client)
    assert "On 1 November 2026 90.0 % of 10 known questions were answered as wanted" in words
    assert "The index has changed since." in words


def test_a_run_is_read_as_the_evals_keep_it(tmp_path):
    run = run_toy(toy_cases(tmp_path))
    keep(tmp_path, run)
    found, wanted = last_run(tmp_path), run.figures["wanted"]
    assert (found.date, found.generation) == (run.of.date, run.of.generation)
    assert (found.share, found.low, found.high) == (wanted.value, wanted.low, wanted.high)
    assert found.cases == wanted.count


def test_the_link_to_the_page_for_judging_is_where_that_is_served():
    assert f"http://{judge.HOST}:{judge.DEFAULT_PORT}/" == JUDGING


def test_a_history_that_cannot_be_read_is_no_run(home):
    (home / "evals.db").write_bytes(b"no database")
    assert last_run(home) is None


def keep_run(home, date, selection, share):
    """A run with the columns that a history of runs has."""
    with sqlite3.connect(home / "evals.db") as database:
        database.execute(
            "create table if not exists runs (id integer primary key, date, generation, "
            "selection, figures)"
        )
        figures = {"wanted": {"value": share, "low": 0.8, "high": 0.95, "count": 10}}
        database.execute(
            "insert into runs (date, generation, selection, figures) values (?, 'old', ?, ?)",
            (date, selection, json.dumps(figures)),
        )


def test_no_cache_keeps_the_operators_pages_and_no_crawler_comes(client):
    assert client.get("/admin").headers["cache-control"] == "private, no-store"
    assert client.get("/admin/work").headers["cache-control"] == "private, no-store"
    assert "Disallow: /admin" in client.get("/robots.txt").text
