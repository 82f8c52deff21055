"""The server, asked by browsers and by others: only who has a link gets texts, and only the page writes."""

import json
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from booktranslate.config import Project
from booktranslate.errors import UsageError
from booktranslate.review.serve import running
from booktranslate.review.serve.app import make_app
from booktranslate.review.serve.people import Person
from tests.unit.review.serve_room import PLAIN, entries, make_project, room_of

HOME = "http://127.0.0.1:8765"
EVERYWHERE = "0.0.0.0"  # noqa: S104
PEOPLE = [Person("Zoé Exemple", "token-of-zoe"), Person("Ali", "token-of-ali")]
ZOE = {"Authorization": "Bearer token-of-zoe", "Origin": HOME}
ANSWER: dict[str, Any] = {
    "id": PLAIN,
    "english": "We have learnt to talk.",
    "approved": None,
    "comments": [],
    "ignore": [],
    "base": {"english": "We have learned to speak us.", "state": "drafted"},
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return make_project(tmp_path_factory.mktemp("made") / "book")


@pytest.fixture
def project(made: Project, tmp_path: Path) -> Project:
    shutil.copytree(made.root, tmp_path / "book")
    return Project(tmp_path / "book")


@pytest.fixture
def client(project: Project) -> Iterator[TestClient]:
    with ThreadPoolExecutor(1) as thread, ExitStack() as opened:
        room = thread.submit(opened.enter_context, room_of(project)).result()
        app = make_app(room, PEOPLE, ["127.0.0.1", "localhost"], thread)
        yield TestClient(app, base_url=HOME, raise_server_exceptions=False)
        thread.submit(opened.close).result()


def test_the_page_asks_for_the_texts_and_sends_an_answer(client: TestClient, project: Project) -> None:
    texts = client.get("/api/pack", headers=ZOE).json()
    assert [row["number"] for row in texts["rows"]] == [1, 2, 3, 4]
    assert texts["reviewer"] == "Zoé Exemple"
    assert "token" not in json.dumps(texts)
    done = client.post("/api/answer", json=ANSWER, headers=ZOE)
    assert (done.status_code, done.json()["row"]["state"]) == (200, "reviewed")
    assert str(entries(project)[PLAIN].translation.target) == "We have learnt to talk."
    ali = {"Authorization": "Bearer token-of-ali"}
    news = client.get(f"/api/news?since={texts['version']}&at={PLAIN}", headers=ali).json()
    assert [row["by"] for row in news["rows"]] == ["Zoé Exemple"]
    assert client.get("/api/pack", headers=ali).json()["pack"] != texts["pack"], "drafts are apart"


def test_the_shell_has_nothing_of_the_book_and_no_script_in_it(client: TestClient) -> None:
    page = client.get("/")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "mixité" not in page.text
    assert "livre" not in page.text
    assert "<script>" not in page.text
    assert " style=" not in page.text
    for name in ("/page.css", "/words.js", "/live.js"):
        assert name in page.text
        assert client.get(name).status_code == 200


@pytest.mark.parametrize("path", ["/", "/live.js", "/api/pack", "/nothing"])
def test_every_answer_says_what_a_browser_may_do_with_it(client: TestClient, path: str) -> None:
    for host in ("127.0.0.1:8765", "evil.example"):
        headers = client.get(path, headers={"Host": host}).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        assert "access-control-allow-origin" not in headers
        assert "set-cookie" not in headers


@pytest.mark.parametrize(
    "token", [None, "", "Bearer", "Bearer ", "Bearer wrong", "Basic token-of-zoe", "token-of-zoe", "Bearer é"]
)
def test_without_a_token_there_is_nothing(client: TestClient, token: str | None) -> None:
    headers = {"Origin": HOME} | ({} if token is None else {"Authorization": token.encode("latin-1")})  # type: ignore[dict-item]
    for answer in (
        client.get("/api/pack", headers=headers),
        client.get("/api/news", headers=headers),
        client.get("/api/pack?token=token-of-zoe", headers=headers),
        client.post("/api/answer", json=ANSWER, headers=headers),
    ):
        assert answer.status_code == 401
        assert "mixité" not in answer.text


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", "", "["])
def test_another_host_is_refused(client: TestClient, host: str) -> None:
    answer = client.get("/api/pack", headers=ZOE | {"Host": host})
    assert answer.status_code == 400
    assert "mixité" not in answer.text


@pytest.mark.parametrize(
    "origin", [None, "null", "http://evil.example", "http://127.0.0.1:8766", "https://127.0.0.1:8765", ""]
)
def test_another_site_cannot_write(client: TestClient, project: Project, origin: str | None) -> None:
    headers = {"Authorization": ZOE["Authorization"]} | ({} if origin is None else {"Origin": origin})
    assert client.post("/api/answer", json=ANSWER, headers=headers).status_code == 403
    assert entries(project)[PLAIN].state == "drafted"


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_a_form_cannot_write(client: TestClient, kind: str) -> None:
    headers = ZOE | {"Content-Type": kind}
    assert client.post("/api/answer", content=json.dumps(ANSWER), headers=headers).status_code == 415


@pytest.mark.parametrize(
    "path",
    [
        "/../../../etc/passwd",
        "/..%2f..%2fetc%2fpasswd",
        "/%2e%2e/booktranslate.toml",
        "/.booktranslate/review-links.json",
        "/making.py",
        "//etc/passwd",
        "/page.css/../making.py",
        "/api/pack/../../source/livre.docx",
        "/body.html",
    ],
)
def test_no_other_file_is_served(client: TestClient, path: str) -> None:
    answer = client.get(path, headers=ZOE)
    assert answer.status_code == 404
    assert answer.json() == {"error": "Not Found"}


def test_a_large_request_is_refused_whether_it_says_so_or_not(client: TestClient) -> None:
    headers = ZOE | {"Content-Type": "application/json"}
    assert client.post("/api/answer", content=b"x" * 1_000_001, headers=headers).status_code == 413

    def parts() -> Iterator[bytes]:
        for _ in range(20):
            yield b"x" * 100_000

    assert client.post("/api/answer", content=parts(), headers=headers).status_code == 413


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"base": None}, 400),
        ({"base": {"english": "x", "state": "signed"}}, 400),
        ({"base": {"english": 5, "state": "drafted"}}, 409),
        ({"base": {"english": "a\x00", "state": "drafted"}}, 409),
        ({"id": "../../etc"}, 409),
        ({"id": "0" * 12}, 409),
        ({"english": "a\x00b"}, 409),
        ({"english": None}, 409),
        ({"path": "/etc/passwd"}, 409),
        ({"ignore": ["x\nmsgid"]}, 409),
    ],
)
def test_what_the_page_does_not_send_is_refused(
    client: TestClient, project: Project, change: dict[str, Any], status: int
) -> None:
    before = entries(project)
    answer = client.post("/api/answer", json=ANSWER | change, headers=ZOE)
    assert answer.status_code == status
    assert answer.json()["error"]
    assert entries(project) == before


@pytest.mark.parametrize("data", [b"", b"[", b"[]", b"5", b"\xff", b"[" * 100_000, b'{"base": 1e999}'])
def test_no_json_is_refused(client: TestClient, data: bytes) -> None:
    headers = ZOE | {"Content-Type": "application/json"}
    assert client.post("/api/answer", content=data, headers=headers).status_code == 400


@pytest.mark.parametrize(
    "query", ["since=-1", "since=x", "since=9999999999999", "at=../..", "at=" + "a" * 5_000]
)
def test_strange_questions_are_refused(client: TestClient, query: str) -> None:
    assert client.get(f"/api/news?{query}", headers=ZOE).status_code == 400


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "GET"])
def test_other_methods_are_refused(client: TestClient, method: str) -> None:
    assert client.request(method, "/api/answer", headers=ZOE).status_code == 405


def test_markup_in_a_text_stays_a_text(client: TestClient, project: Project) -> None:
    words = "</script><img src=x onerror=alert(1)> <b>"
    client.post("/api/answer", json=ANSWER | {"english": words, "approved": False}, headers=ZOE)
    answer = client.get("/api/pack", headers=ZOE)
    assert answer.headers["content-type"] == "application/json"
    assert [row["target"] for row in answer.json()["rows"] if row["id"] == PLAIN] == [words]
    assert str(entries(project)[PLAIN].translation.target) == words


# --- where it listens -----------------------------------------------------------------------------------


def test_by_default_only_this_machine_reaches_it() -> None:
    assert running.names("127.0.0.1") == ["127.0.0.1", "localhost"]
    assert running.names("192.0.2.7") == ["192.0.2.7"]
    assert {"127.0.0.1", "localhost"} < set(running.names(EVERYWHERE))
    assert "*" not in running.names(EVERYWHERE)


def test_a_port_in_use_and_an_address_of_another_machine_are_refused() -> None:
    with running.listening("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"cannot listen at 127.0.0.1:{port}"):
            running.listening("127.0.0.1", port)
    for host in ("192.0.2.7", "no.such.host.invalid", "::1"):
        with pytest.raises(UsageError, match="--host"):
            running.listening(host, 0)
