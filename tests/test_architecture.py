"""Imports point down, and each foreign library has one home: the contracts of pyproject.toml."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
# One line for each contract, in a module that may not say it.
VIOLATIONS = {
    "files.py": "import fxtranslate",
    "errors.py": "import booktranslate.model",
    "steps/status.py": "import booktranslate.steps.extract",
    "checks/pairs.py": "import booktranslate.checks.state",
    "model.py": "import click, deepl, docx, lxml, openpyxl, polib, pikepdf, requests, sqlite3",
}


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder / "src"), "PYTHONUTF8": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_all_contracts_are_kept() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_each_contract_would_notice(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src", tmp_path / "src")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for name, line in VIOLATIONS.items():
        module = tmp_path / "src" / "booktranslate" / name
        module.write_text(module.read_text("utf-8") + f"\n{line}\n", "utf-8")

    done = lint_imports(tmp_path)

    configuration = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = {contract["name"] for contract in configuration["tool"]["importlinter"]["contracts"]}
    broken = set(re.findall(r"^(.+?) BROKEN", done.stdout, re.MULTILINE))
    assert broken == contracts, done.stdout + done.stderr


def test_what_the_notes_of_a_unit_say_has_one_owner() -> None:
    """No other module knows how a line of notes is written (see notes.py)."""
    labels = re.compile(r"""["'](?:Chapter|Term|Changed): |["']Answer by|["']Question["']|["']Memory """)
    modules = (ROOT / "src").rglob("*.py")
    assert [path.name for path in modules if labels.search(path.read_text("utf-8"))] == ["notes.py"]
