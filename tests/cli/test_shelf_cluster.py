"""Books drafted on a Dask cluster whose parts are killed: the same bytes, and nothing is paid for twice."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli import shelf_bench as shelf
from tests.cli.bench import wait_for
from tests.unit.engines.deepl.deepl_server import KEY, DeepLServer, Fault

ALWAYS = range(1, 100_000)


@pytest.fixture
def server() -> Iterator[DeepLServer]:
    with DeepLServer(faults=[Fault("delay", ALWAYS, seconds=0.05)]) as server:
        yield server


@pytest.fixture(autouse=True)
def small_dictionary(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DICPATH", str(shelf.write_dictionary(tmp_path / "words")))


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shelf.make_shelf(tmp_path_factory.mktemp("shelf") / "books")


@pytest.fixture(scope="module")
def expected(template: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What comes out when nobody disturbs; no process and no cluster has a part in it."""
    folder = shelf.copied(template, tmp_path_factory.mktemp("undisturbed") / "books")
    with DeepLServer() as server:
        shelf.run(folder, "translate", "--engine", "deepl", "--jobs", "1", server=server)
        assert server.billed == shelf.characters(folder)
    shelf.at_one_moment(folder)
    shelf.run(folder, "assemble", "--jobs", "1")
    made = shelf.made(folder)
    assert len(made) == 8
    return made


def start(folder: Path, server: DeepLServer, *options: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        shelf.command("translate", "--engine", "deepl", *options),
        cwd=folder,
        env=shelf.environment(server),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process: "subprocess.Popen[str]") -> None:
    out, err = process.communicate(timeout=240)
    assert process.returncode == 0, (out, err)


def paid(server: DeepLServer, folder: Path, kills: int) -> None:
    """Each text is paid for once, but for what was under way when something was killed."""
    largest = max(entry.billed for entry in server.requests())
    whole = shelf.characters(folder)
    assert whole <= server.billed <= whole + kills * largest
    billed = server.billed
    shelf.run(folder, "translate", "--engine", "deepl", server=server)
    assert server.billed == billed


def at_once(server: DeepLServer) -> int:
    return max(entry.at_once for entry in server.requests())


def test_a_cluster_survives_its_workers_and_its_scheduler(
    template: Path, expected: dict[str, bytes], server: DeepLServer, tmp_path: Path
) -> None:
    folder = shelf.copied(template, tmp_path / "books")
    with shelf.cluster(tmp_path / "dask", server) as dask:
        drafting = start(folder, server, "--scheduler", dask.address)
        wait_for(lambda: len(server.requests()) > 4)
        dask.kill(dask.workers[0])
        dask.start_worker()
        wait_for(lambda: len(server.requests()) > 12)
        assert dask.scheduler
        dask.kill(dask.scheduler)
        dask.start_scheduler()
        dask.start_worker()  # those that were at work end by themselves when their scheduler is lost
        ended(drafting)
        shelf.at_one_moment(folder)
        shelf.run(folder, "assemble", "--scheduler", dask.address)
        found = shelf.run(folder, "check", "--json", "--scheduler", dask.address).stdout
        heard = bytes(dask.heard)
    assert shelf.made(folder) == expected
    paid(server, folder, kills=3)
    assert found == shelf.run(folder, "check", "--json").stdout
    # What the scheduler was told and said: paths and steps, no text, no key.
    assert b"series/rose" in heard
    assert b"livre1.docx" in heard
    assert shelf.SECRET.encode() not in heard
    assert KEY.encode() not in heard


def test_workers_of_a_cluster_ask_in_turn(template: Path, server: DeepLServer, tmp_path: Path) -> None:
    folder = shelf.copied(template, tmp_path / "books")
    with shelf.cluster(tmp_path / "dask", server, workers=0) as dask:
        drafting = start(folder, server, "--scheduler", dask.address)
        assert drafting.stderr
        assert "has no workers yet. Waiting until you start one." in drafting.stderr.readline()
        dask.start_worker()
        dask.start_worker()
        ended(drafting)
    assert at_once(server) == 1
    assert list(folder.rglob(".booktranslate/shelf/*.json")) == []  # all was taken
    paid(server, folder, kills=0)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "tls://127.0.0.1:9", "desk"])
def test_without_a_scheduler(template: Path, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT", "1s")
    done = shelf.run(template, "status", "--scheduler", address, expect=5)
    assert f"no Dask scheduler answers at {address} (" in done.stderr
