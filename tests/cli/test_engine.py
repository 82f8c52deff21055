"""The commands of engines, and which one is used when nobody says."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.bench import Bench
from tests.unit.engines.firefox import firefox_model
from tests.unit.engines.firefox.firefox_server import FirefoxServer
from tests.unit.engines.local_http import LocalFault

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="XDG_CACHE_HOME is of Linux")


@pytest.fixture
def server() -> Iterator[FirefoxServer]:
    with FirefoxServer() as made:
        yield made


@pytest.fixture
def cache(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder for the program."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(bench.folder / "cache"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.delenv("FXTRANSLATE_RECORDS_URL", raising=False)
    return bench.folder / "cache" / "booktranslate" / "firefox"


def test_get_draft_and_remove(bench: Bench, cache: Path, server: FirefoxServer) -> None:
    env = {"FXTRANSLATE_RECORDS_URL": server.address}
    bench.run("extract")
    bench.run("translate", "--engine", "firefox", expect=5)
    got = bench.run("engine", "get", "firefox", env=env).out
    assert got.startswith("Firefox's model is ready: fr-en 3.0 base-memory")
    asked = len(server.log)
    again = bench.run("engine", "get", "firefox", "--json", env=env)
    assert again.json["model"].startswith("fr-en 3.0 base-memory")
    assert len(server.log) == asked  # it was there
    server.fault = server.record_fault = LocalFault(500, range(100))

    drafted = bench.run("translate")
    assert drafted.out.startswith("Drafting with firefox: its model is on this machine, and there is no key")
    entry = bench.po.find("Les adhérents ont signé la feuille de route.")
    assert entry.fuzzy
    assert entry.tcomment == "booktranslate: draft by firefox"
    assert entry.msgstr.startswith("The ")
    assert "roadmap" in entry.msgstr
    bold = bench.po.find("La <b>mixité</b> avance dans nos 2 500 entreprises.")
    assert "<b>" in bold.msgstr
    assert "companies" in bold.msgstr
    assert len(server.log) == asked  # offline from then on

    listed = bench.run("engine", "list").out
    assert "firefox         ready\n" in listed
    assert "Used: firefox, because its model is on this machine" in listed
    assert "from 127.0.0.1, in " in listed
    assert "Removed 0.8 MB." in bench.run("engine", "remove", "firefox").out
    assert bench.run("engine", "remove", "firefox", "--json").json["bytes"] == 0
    assert bench.run("engine", "list", "--json").json["used"] == "apertium"


def test_the_choice_when_nobody_says(bench: Bench, cache: Path) -> None:
    listed = bench.run("engine", "list").out
    assert "not ready: Firefox's model from fr to en is not on this machine." in listed
    assert "Used: apertium, because there is no key for DeepL and no Firefox model" in listed
    firefox_model.write_model(bench.folder / "models")
    bench.run("engine", "get", "firefox", "--from", "models")
    key = {"DEEPL_AUTH_KEY": "0:fx"}
    assert bench.run("engine", "list", "--json", env=key).json["used"] == "deepl"
    found = bench.run("engine", "list", "--json").json
    assert found["used"] == "firefox"
    assert {each["name"] for each in found["engines"] if each["ready"]} >= {"firefox", "pseudo"}
    (bench.folder / "booktranslate.toml").write_text("[translate]\nengine = 'pseudo'\n")
    assert "Used: pseudo, because the configuration names it." in bench.run("engine", "list").out
    assert "Drafting with" not in bench.run("extract").out + bench.run("translate").out


def test_a_folder_with_the_list_of_models_is_compared_with_it(bench: Bench, cache: Path) -> None:
    server = FirefoxServer()
    models = firefox_model.write_model(bench.folder / "models")
    (models / "records.json").write_text(json.dumps(server.records()))
    got = bench.run("engine", "get", "firefox", "--from", "models").out
    assert "fr-en 3.0 base-memory" in got
    lex = models / "lex.50.50.fren.s2t.bin"
    lex.write_bytes(lex.read_bytes() + b"\0")
    error = bench.run("engine", "get", "firefox", "--from", "models", expect=3).err
    assert "lex.50.50.fren.s2t.bin: does not match records.json" in error
    (models / "records.json").write_text("{}")
    assert (
        "is not a list of models" in bench.run("engine", "get", "firefox", "--from", "models", expect=3).err
    )


def test_files_that_are_no_model_take_nobodys_place(bench: Bench, cache: Path) -> None:
    models = firefox_model.write_model(bench.folder / "models")
    bench.run("engine", "get", "firefox", "--from", "models")
    before = bench.run("engine", "list", "--json").json["model"]
    (models / "vocab.fren.spm").write_bytes(b"no vocabulary" * 20)
    error = bench.run("engine", "get", "firefox", "--from", "models", expect=3).err
    assert "does not translate: its files do not belong together" in error
    assert bench.run("engine", "list", "--json").json["model"] == before
    (bench.folder / "empty").mkdir()
    assert "there is no model.fren" in bench.run("engine", "get", "firefox", "--from", "empty", expect=2).err


def test_a_damaged_model_is_downloaded_again(bench: Bench, cache: Path, server: FirefoxServer) -> None:
    env = {"FXTRANSLATE_RECORDS_URL": server.address}
    folder = Path(bench.run("engine", "get", "firefox", "--json", env=env).json["folder"])
    (folder / "vocab.fren.spm").write_bytes(b"")
    bench.run("extract")
    assert "its digest differs" in bench.run("translate", expect=3).err
    assert "is ready" in bench.run("engine", "get", "firefox", env=env).out
    bench.run("translate")
    (cache / "fr-en.json").write_text("{")
    assert "does not describe a model" in bench.run("translate", expect=3).err
    assert "is ready" in bench.run("engine", "get", "firefox", env=env).out


@pytest.mark.parametrize("configured", [True, False])
def test_the_address_is_that_of_the_configuration(
    bench: Bench, cache: Path, server: FirefoxServer, configured: bool
) -> None:
    other = {"FXTRANSLATE_RECORDS_URL": "https://name.invalid/records"}
    if configured:
        (bench.folder / "booktranslate.toml").write_text(f'[engine.firefox]\nrecords = "{server.address}"\n')
        bench.run("engine", "get", "firefox", env=other)
    else:
        error = bench.run("engine", "get", "firefox", expect=4, env=other).err
        assert "name.invalid cannot be reached; is there a network?" in error
        assert "DEEPL_AUTH_KEY" in error
        plain = {"FXTRANSLATE_RECORDS_URL": "http://models.example.org/records"}
        assert "https://" in bench.run("engine", "get", "firefox", expect=2, env=plain).err


def test_two_downloads_at_once(bench: Bench, cache: Path, server: FirefoxServer) -> None:
    from booktranslate.locks import locked

    env = {"FXTRANSLATE_RECORDS_URL": server.address}
    with locked(cache / "lock"):
        error = bench.run("engine", "get", "firefox", expect=6, env=env).err
    assert "another booktranslate is downloading or removing a model." in error
    assert server.log == []


def test_outside_a_project(bench: Bench, cache: Path, tmp_path: Path) -> None:
    elsewhere = Bench(tmp_path / "elsewhere")
    elsewhere.folder.mkdir()
    firefox_model.write_model(elsewhere.folder / "models")
    assert "is ready" in elsewhere.run("engine", "get", "firefox", "--from", "models").out
    assert "Used: firefox" in elsewhere.run("engine", "list").out


def has_answers(memory: Path) -> bool:
    with closing(sqlite3.connect(memory)) as base:
        try:
            return bool(base.execute("SELECT count(*) FROM answer").fetchone()[0])
        except sqlite3.OperationalError:  # its tables are not made yet
            return False


def test_a_draft_that_is_interrupted_goes_on_where_it_stopped(bench: Bench, cache: Path) -> None:
    firefox_model.write_model(bench.folder / "models")
    bench.run("engine", "get", "firefox", "--from", "models")
    bench.write_book([f"Le {number}e chapitre, et nous. " * 10 for number in range(1000)])
    bench.run("extract")
    run = subprocess.Popen(
        [sys.executable, "-m", "booktranslate", "translate", "--engine", "firefox"],
        cwd=bench.folder,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    memory = bench.folder / ".booktranslate" / "memory.sqlite"
    while not has_answers(memory):
        time.sleep(0.02)
    os.killpg(run.pid, signal.SIGINT)  # as a terminal does: to all processes
    _, errors = run.communicate(timeout=60)
    assert run.returncode in (130, 0), errors  # 0: it was faster than we
    assert "Traceback" not in errors
    with pytest.raises(ProcessLookupError):
        os.killpg(run.pid, 0)  # nobody is left at work
    bench.run("translate")
    assert all(entry.msgstr for entry in bench.po)


def test_it_works_where_processes_do_not_begin_as_copies(bench: Bench, cache: Path) -> None:
    """On Windows and macOS they begin empty."""
    firefox_model.write_model(bench.folder / "models")
    bench.run("engine", "get", "firefox", "--from", "models")
    bench.run("extract")
    script = bench.folder / "main.py"
    script.write_text(
        "import multiprocessing\nfrom booktranslate.cli import main\n"
        "if __name__ == '__main__':\n    multiprocessing.set_start_method('spawn')\n    main()\n"
    )
    command = [sys.executable, str(script), "translate", "--engine", "firefox"]
    subprocess.run(command, cwd=bench.folder, check=True)
    assert all(entry.msgstr for entry in bench.po)


def test_an_engine_without_a_model_has_none_to_download(bench: Bench, cache: Path) -> None:
    for command in ("get", "remove"):
        error = bench.run("engine", command, "pseudo", expect=2).err
        assert "the engine 'pseudo' has no model to download. Choose from: firefox." in error
    assert "unknown engine 'nobody'" in bench.run("engine", "get", "nobody", expect=2).err
