"""Imports point down, and each foreign library has one home: the contracts of pyproject.toml."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
LONGEST = 350  # lines of a module: a longer one has two subjects
# One line for each contract, in a module that may not say it.
VIOLATIONS = {
    "files.py": "import fxtranslate",
    "errors.py": "import booktranslate.model",
    "steps/status.py": "import booktranslate.steps.extract",
    "checks/pairs.py": "import booktranslate.checks.state",
    "model.py": "import click, deepl, docx, lxml, openpyxl, pikepdf, polib, requests, sqlite3, uvicorn",
    "notes.py": "import distributed, xlsxwriter",
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


def test_the_map_of_the_code_leads_to_files_that_are_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    table = text[text.index("|---|---|") : text.index("## What we ask")]
    named = re.findall(r"`([\w/]+(?:/|\.py))`", table)
    assert len(named) > 15
    assert [name for name in named if not (ROOT / "src" / "booktranslate" / name).exists()] == []


def test_no_module_is_too_long_to_read() -> None:
    long = {
        path.relative_to(ROOT).as_posix(): count
        for path in (ROOT / "src").rglob("*.py")
        if (count := path.read_text("utf-8").count("\n")) > LONGEST
    }
    assert long == {}


def test_no_engine_is_known_by_name_outside_engines() -> None:
    """What an engine can do, its class says; a text of help may name it as an example."""
    source = ROOT / "src" / "booktranslate"
    names = set(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]
                ["booktranslate.engines"])  # fmt: skip
    assert "pseudo" in names
    for path in sorted(set(source.rglob("*.py")) - set((source / "engines").rglob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant):
                assert node.value not in names, f"{path}:{node.lineno}"
            elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
                "booktranslate.engines."
            ):
                assert str(node.module).split(".")[2] not in names, f"{path}:{node.lineno}"


def test_no_message_names_a_page_of_the_documentation() -> None:
    """A program that is installed has no folder docs/."""
    for path in sorted((ROOT / "src").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        explained = {id(node.body[0].value) for node in ast.walk(tree)
                     if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
                     and isinstance(node.body[0], ast.Expr)}  # fmt: skip
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explained:
                assert "docs/" not in node.value, f"{path}:{node.lineno}"
