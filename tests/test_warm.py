"""A command line that is forked does what one does that is started, and the next knows nothing of it."""

import os
from collections.abc import Mapping
from pathlib import Path

from tests.warm import ANOTHER_ORDER, booktranslate

RUNS = (
    ["--version"],
    ["status"],  # outside a project: an error
    ["init", "livre"],
    ["status", "-C", "livre", "--json"],
    ["extract", "-C", "livre", "--typo"],
    ["engine", "list", "-C", "livre"],
)


def results(folder: Path, environment: Mapping[str, str]) -> list[tuple[int, str, str]]:
    folder.mkdir()
    runs = [booktranslate(arguments, folder, os.environ | environment) for arguments in RUNS]
    return [
        (run.returncode, *(said.replace(str(folder), "") for said in (run.stdout, run.stderr)))
        for run in runs
    ]


def files(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*")}


def test_forked_or_started_it_is_the_same(tmp_path: Path) -> None:
    forked, started = tmp_path / "forked", tmp_path / "started"
    seen = results(forked, {})
    assert seen == results(started, ANOTHER_ORDER)
    assert {code for code, _, _ in seen} == {0, 2, 3}
    assert files(forked) == files(started) > {Path("livre")}
