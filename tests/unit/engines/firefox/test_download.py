"""Getting the model of the engine firefox, from a server of the tests that serves what Mozilla's does."""

import hashlib
import json
import resource
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from booktranslate.engines.firefox import download as firefox_download
from booktranslate.engines.firefox import records as firefox_records
from booktranslate.engines.firefox import store as firefox_store
from booktranslate.engines.firefox.download import download
from booktranslate.engines.firefox.records import records_address
from booktranslate.errors import EngineError, OutputError, UsageError
from tests.unit.engines.firefox import firefox_model
from tests.unit.engines.firefox.firefox_server import RECORDS, FirefoxServer, packed, record
from tests.unit.engines.local_http import LocalFault

FILES = firefox_model.files()
EVERY = range(100)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder, and no patience."""
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.delenv("FXTRANSLATE_RECORDS_URL", raising=False)
    monkeypatch.setattr(firefox_download, "PAUSE", 0.001)
    return firefox_store.folder()


@pytest.fixture
def server() -> Iterator[FirefoxServer]:
    with FirefoxServer() as made:
        yield made


def get(server: FirefoxServer, progress: Callable[[int, int], None] = lambda done, total: None) -> Any:
    return download("fr", "en", server.address, progress)


def test_the_model_is_downloaded_once_and_verified(server: FirefoxServer, cache: Path) -> None:
    seen: list[tuple[int, int]] = []
    model = get(server, lambda done, total: seen.append((done, total)))
    assert server.asked == ["model", "vocab", "lex"]
    assert model.read() == {firefox_store.kind(name): data for name, data in FILES.items()}
    assert (model.version, model.architecture, model.origin) == ("3.0", "base-memory", "127.0.0.1")
    total = sum(len(packed(data)) for data in FILES.values())
    assert seen == sorted(seen)
    assert seen[-1] == (total, total)
    assert len(seen) > 10
    assert not list(cache.glob("*.part"))
    assert firefox_store.find("fr", "en") is None  # until it has been tried
    firefox_store.establish(model)
    assert firefox_store.find("fr", "en") == model


# --- which model -----------------------------------------------------------------------------------------


def other(version: str, architecture: str) -> dict[str, Any]:
    return record("model.fren.intgemm.alphas.bin", b"another model", version, architecture)


@pytest.mark.parametrize(
    ("version", "architecture", "is_better"),
    [
        ("2.9", "base", False),  # this fxtranslate runs models of version 3
        ("4.0", "base", False),
        ("3.1a1", "base", False),  # not released
        ("3.0", "tiny", False),
        ("3.0", "base", True),
        ("3.1", "tiny", True),
        ("3.10", "base-memory", True),
    ],
)
def test_the_best_model_that_can_be_run_is_taken(
    server: FirefoxServer, version: str, architecture: str, is_better: bool
) -> None:
    server.more = [other(version, architecture)]
    server.attachments["/files/other.zst"] = packed(b"another model")
    server.more[0]["attachment"]["location"] = "/files/other.zst"
    model = get(server)
    assert (model.read()["model"] == b"another model") is is_better
    assert (model.version, model.architecture) == (
        (version, architecture) if is_better else ("3.0", "base-memory")
    )


def test_the_vocabulary_of_the_same_version_is_taken(server: FirefoxServer) -> None:
    newer = record("vocab.fren.spm", b"of another model", "3.2")
    newer["attachment"]["location"] = "/files/newer.zst"
    server.more = [newer]
    assert get(server).read()["vocab"] == FILES["vocab.fren.spm"]


def test_split_vocabularies_and_no_shortlist(server: FirefoxServer) -> None:
    model, vocabulary = FILES["model.fren.intgemm.alphas.bin"], FILES["vocab.fren.spm"]
    server.files = {
        "model.fren.intgemm.alphas.bin": model,
        "srcvocab.fren.spm": vocabulary,
        "trgvocab.fren.spm": vocabulary,
    }
    server.__post_init__()
    assert set(get(server).read()) == {"model", "srcvocab", "trgvocab"}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"model": None}, "has none from fr to en"),
        ({"vocab": None}, "has no vocab.….spm from fr to en"),
        ({"model": {"decompressedHash": None, "attachment": {"location": "/x"}}}, "has none from fr to en"),
        ({"model": {"name": "../model.bin"}}, "has none from fr to en"),
        ({"model": {"attachment": "x"}}, "has none from fr to en"),
        (
            {"model": {"attachment": {"location": "https://elsewhere.example/x", "hash": "0" * 64}}},
            "has none from fr to en",
        ),
    ],
)
def test_a_list_without_a_usable_model(server: FirefoxServer, changed: dict[str, Any], said: str) -> None:
    server.changed = changed
    with pytest.raises(EngineError, match=said) as caught:
        get(server)
    assert caught.value.where == server.address
    assert server.asked == []


@pytest.mark.parametrize("body", [b"[]", b"{}", b'{"data": 3}', b"\xff", b"[" * 100_000])
def test_an_answer_that_is_no_list(server: FirefoxServer, body: bytes) -> None:
    server.record_fault = LocalFault("not json", EVERY)
    with pytest.raises(EngineError, match="not a list of models"):
        get(server)
    with pytest.raises(EngineError, match="not a list of models"):
        firefox_records.chosen(body, "fr", "en", server.address)


# --- what goes wrong -------------------------------------------------------------------------------------


def refused(server: FirefoxServer, kind: type[Exception] = EngineError) -> str:
    """What is said; nothing is kept that could be taken for a model, and it says what to do."""
    with pytest.raises(kind) as caught:
        get(server)
    assert firefox_store.find("fr", "en") is None
    assert "DEEPL_AUTH_KEY" in str(caught.value)
    assert "--from FOLDER" in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("status", [404, 403, 400])
def test_a_refusal_is_final(server: FirefoxServer, status: int) -> None:
    server.fault = LocalFault(status, {2})
    assert f"the server refuses the download ({status} " in refused(server)
    assert server.asked == ["model", "vocab"]


def test_a_list_that_is_not_there(server: FirefoxServer) -> None:
    server.record_fault = LocalFault(404, EVERY)
    assert "(404 Not Found)" in refused(server)
    assert len(server.log) == 1


@pytest.mark.parametrize("what", [503, 429, "drop", "cut"])
def test_a_server_in_trouble_is_asked_again(server: FirefoxServer, what: int | str) -> None:
    server.fault = LocalFault(what, {1, 2, 4})
    server.record_fault = LocalFault(what, {1})
    assert get(server).read()["model"] == FILES["model.fren.intgemm.alphas.bin"]


def test_a_server_that_stays_in_trouble(server: FirefoxServer) -> None:
    server.fault = LocalFault(503, EVERY)
    said = refused(server)
    assert "broke several times (503" in said
    assert "The part downloaded so far is kept" in said
    assert len(server.asked) == firefox_download.TRIES


@pytest.mark.parametrize("where", ["fault", "record_fault"])
def test_a_slow_server(server: FirefoxServer, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    monkeypatch.setattr(firefox_download, "TIMEOUT", 0.2)
    setattr(server, where, LocalFault("delay", EVERY, seconds=1))
    assert "127.0.0.1 has sent nothing for 0.2 seconds" in refused(server)


def test_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(EngineError, match=r"name\.invalid cannot be reached; is there a network\?"):
        download("fr", "en", "https://name.invalid/records", lambda done, total: None)


def test_nobody_at_the_address() -> None:
    with FirefoxServer() as server:
        pass
    with pytest.raises(EngineError, match="cannot be reached"):
        get(server)


def test_a_certificate_that_is_not_valid(server: FirefoxServer) -> None:
    with pytest.raises(EngineError, match=r"certificate|cannot be reached"):
        download("fr", "en", server.address.replace("http:", "https:"), lambda done, total: None)


def test_a_wrong_digest_is_never_kept(server: FirefoxServer, cache: Path) -> None:
    server.fault = LocalFault("damage", EVERY)
    assert "is not the file that the list of models describes" in refused(server)
    assert server.asked == ["model"]  # a second time it would be the same
    assert not list(cache.glob("*"))


def test_a_wrong_digest_of_the_file_itself_is_never_kept(server: FirefoxServer) -> None:
    server.changed = {"vocab": {"decompressedHash": "0" * 64}}
    assert "vocab.fren.spm is not the file" in refused(server)


def test_a_file_that_is_longer_than_promised(server: FirefoxServer) -> None:
    server.attachments["/files/vocab.fren.spm.zst"] += b"x" * 1000
    assert "vocab.fren.spm is not the file" in refused(server)


def test_a_file_that_would_fill_the_memory(server: FirefoxServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(firefox_store, "_LIMIT", 1000)
    assert "was not kept: it unpacks to more than" in refused(server)


# --- going on --------------------------------------------------------------------------------------------


def test_a_cut_download_goes_on_where_it_was(server: FirefoxServer) -> None:
    server.fault = LocalFault("cut", {1, 2})
    seen: list[int] = []
    assert get(server, lambda done, total: seen.append(done)).read()["model"]
    size = len(packed(FILES["model.fren.intgemm.alphas.bin"]))
    first, second, third, *_ = server.asked
    assert first == "model"
    assert 0 < int(second.split()[1]) < int(third.split()[1]) < size
    assert seen == sorted(seen)


def test_the_next_run_goes_on_where_one_was_cut(server: FirefoxServer) -> None:
    server.fault = LocalFault("cut", EVERY)
    assert "broke several times" in refused(server)
    server.fault, server.log = LocalFault("", ()), []
    assert get(server).read()["model"]
    assert server.asked[0].startswith("model ")
    assert server.asked[1:] == ["vocab", "lex"]


def test_a_server_that_cannot_go_on_starts_again(server: FirefoxServer) -> None:
    server.fault, server.ranges = LocalFault("cut", {1}), False
    assert get(server).read()["model"] == FILES["model.fren.intgemm.alphas.bin"]


def part(kind: str) -> Path:
    name = next(name for name in FILES if firefox_store.kind(name) == kind)
    firefox_store.folder().mkdir(parents=True, exist_ok=True)
    return firefox_store.folder() / f"{hashlib.sha256(packed(FILES[name])).hexdigest()}.part"


@pytest.mark.parametrize("size", [10, 10_000_000])
def test_a_damaged_rest_of_a_download_is_downloaded_anew(server: FirefoxServer, size: int) -> None:
    part("vocab").write_bytes(b"x" * size)
    assert get(server).read()["vocab"] == FILES["vocab.fren.spm"]
    assert server.asked[-2] == "vocab"


def test_a_rest_that_is_whole_is_not_downloaded(server: FirefoxServer) -> None:
    part("model").write_bytes(packed(FILES["model.fren.intgemm.alphas.bin"]))
    assert get(server).read()["model"] == FILES["model.fren.intgemm.alphas.bin"]
    assert server.asked == ["vocab", "lex"]


def test_a_record_without_a_size_is_downloaded_to_its_end(server: FirefoxServer) -> None:
    records = server.records()["data"]
    (vocab,) = [each for each in records if each.get("fileType") == "vocab"]
    del vocab["attachment"]["size"]
    server.changed = {"vocab": {"attachment": vocab["attachment"]}}
    part("vocab").write_bytes(packed(FILES["vocab.fren.spm"]))  # whole: the server has no more of it (416)
    assert get(server).read()["vocab"] == FILES["vocab.fren.spm"]


@pytest.mark.skipif(sys.platform == "win32", reason="bounds of files are POSIX")
def test_a_disk_that_is_full(server: FirefoxServer) -> None:
    """A bound on the size of files gives the error of the system that a full disk gives."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, before[1]))
    try:
        said = refused(server, OutputError)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert "cannot be written" in said
    assert "Make room on the disk" in said


# --- where it may go -------------------------------------------------------------------------------------


def test_the_same_server_may_send_us_on(server: FirefoxServer) -> None:
    server.record_fault, server.sent_on = LocalFault(302, {1}), RECORDS
    assert get(server).read()["model"]


def test_it_may_not_send_us_on_for_ever(server: FirefoxServer) -> None:
    server.record_fault, server.sent_on = LocalFault(302, EVERY), RECORDS
    assert "in a loop" in refused(server)


@pytest.mark.parametrize(
    "to",
    [
        "https://elsewhere.example/x",
        "http://firefox.settings.services.mozilla.com/x",  # not encrypted
        "http://localhost:1/x",
        "https://firefox.settings.services.mozilla.com.evil.example/x",
        "file:///etc/passwd",
    ],
)
@pytest.mark.parametrize("where", ["fault", "record_fault"])
def test_nobody_else_is_asked(server: FirefoxServer, to: str, where: str) -> None:
    setattr(server, where, LocalFault(302, EVERY))
    server.sent_on = to
    assert "which is not a known server" in refused(server)


def test_it_may_not_send_us_to_an_address_that_is_none(server: FirefoxServer) -> None:
    server.record_fault, server.sent_on = LocalFault(302, EVERY), "http://[::1/"
    assert "an invalid address" in refused(server)


def test_mozilla_may_send_us_on_to_its_other_server(server: FirefoxServer) -> None:
    client = firefox_download._Client(None, firefox_records.RECORDS)  # type: ignore[arg-type]
    location = f"{firefox_records.ATTACHMENTS}main/x"
    assert client._redirected(firefox_records.RECORDS, location) == location


def test_the_files_of_mozilla_are_on_its_other_server() -> None:
    body = json.dumps({"data": [record(name, data) for name, data in FILES.items()]}).encode()
    chosen = firefox_records.chosen(body, "fr", "en", firefox_records.RECORDS)
    base = firefox_records.ATTACHMENTS
    assert [each.address for each in chosen] == [
        f"{base}files/{name}.zst"
        for name in ("model.fren.intgemm.alphas.bin", "vocab.fren.spm", "lex.50.50.fren.s2t.bin")
    ]


def test_the_address_of_the_records(monkeypatch: pytest.MonkeyPatch) -> None:
    from fxtranslate import discovery

    assert records_address("") == firefox_records.RECORDS == discovery.records_url()
    monkeypatch.setenv("FXTRANSLATE_RECORDS_URL", "https://models.example.org/records")
    assert records_address("") == "https://models.example.org/records"
    assert records_address("http://localhost:8000/r") == "http://localhost:8000/r"


@pytest.mark.parametrize(
    "address",
    [
        "http://models.example.org/records",
        "http://127.0.0.1.example.org/records",
        "file:///etc/passwd",
        "models.example.org",
        "https://",
        "https://name:word@models.example.org/records",
        "https://[::1/records",
        "https://models.example.org:0/",
    ],
)
def test_an_address_that_is_none_or_not_encrypted(address: str) -> None:
    with pytest.raises(UsageError, match="the address of the records is") as caught:
        records_address(address)
    assert "https://" in caught.value.hint
