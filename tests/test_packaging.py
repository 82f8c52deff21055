"""The wheel and the source archive: they build, hold what they should, and what is installed runs."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import booktranslate

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "booktranslate"


def run(*command: str | Path, **environment: str) -> str:
    done = subprocess.run(
        [str(word) for word in command],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder)
    return folder


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel in a folder of its own; its dependencies are those of the tests."""
    folder = tmp_path_factory.mktemp("installed")
    wheel = next(built.glob("*.whl"))
    run(sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", folder, wheel)
    return folder


def test_the_wheel_holds_the_package_and_nothing_else(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
    files = {
        path.relative_to(PACKAGE.parent).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    information = f"booktranslate-{booktranslate.__version__}.dist-info/"
    assert {name for name in names if not name.startswith(information)} == files
    assert {f"{information}licenses/LICENSE", f"{information}entry_points.txt"} <= names


def test_the_source_archive_can_be_tested_and_documented(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    here = {Path(__file__).relative_to(ROOT).as_posix(), "tests/test_docs.py", "docs/generate.py"}
    others = {"README.md", "CHANGELOG.md", "LICENSE", "pyproject.toml", "Makefile", "requirements.lock"}
    assert here | others | {"glossary.csv", "sample/build_book.py", "tools/make-venv.sh"} <= names
    # What tests read, and the README links to.
    assert {"benchmarks/kill_loop.py", "CONTRIBUTING.md", "dictionary.txt"} <= names
    assert {folder.split("/")[0] for folder in names} >= {"source", "translations"}
    assert not {name for name in names if name.startswith((".venv", "build/", ".booktranslate"))}


def test_what_is_installed_runs(installed: Path) -> None:
    version = run(sys.executable, "-m", "booktranslate", "--version", PYTHONPATH=str(installed))
    assert version == f"booktranslate, version {booktranslate.__version__}\n"
    place = run(
        sys.executable, "-c", "import booktranslate; print(booktranslate.__file__)", PYTHONPATH=str(installed)
    )
    assert Path(place.strip()).is_relative_to(installed)


def test_the_command_is_installed(installed: Path) -> None:
    folder = "Scripts" if os.name == "nt" else "bin"
    version = run(installed / folder / "booktranslate", "--version", PYTHONPATH=str(installed))
    assert version == f"booktranslate, version {booktranslate.__version__}\n"


def test_the_lock_file_names_no_server_and_hashes_everything() -> None:
    lines = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    pins = [number for number, line in enumerate(lines) if "==" in line and not line.startswith("#")]
    assert len(pins) > 20
    assert all(lines[number + 1].strip().startswith("--hash=sha256:") for number in pins)
    assert not [line for line in lines if "://" in line or line.startswith("-")]
