"""The project that the tests of the command line work on."""

from pathlib import Path

import pytest

from tests.cli.bench import BOOK, Bench


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    made = Bench(tmp_path)
    made.write_book(BOOK)
    (tmp_path / "glossary.csv").write_text("source;target\nfeuille de route;roadmap\n", "utf-8")
    return made
