"""Words in pictures, read by Tesseract if it is installed."""

import re
import shutil
import subprocess
from pathlib import Path

from booktranslate.errors import EngineError, InputError, MissingToolError
from booktranslate.processes import child_environment

_SECONDS = 60
_LANGUAGES = {"fr": "fra", "en": "eng", "de": "deu", "es": "spa", "it": "ita"}
_UNREADABLE = "Error during processing."  # what it says, at last, of a file that is no picture to it
# How a picture begins: PNG, JPEG, GIF, BMP, TIFF, JPEG 2000, PNM, WebP. Tesseract takes any other file for a
# list of pictures to read (tesseract(1), FILE), and a document from a stranger may contain one.
_PICTURE = re.compile(
    rb"\x89PNG\r\n|\xff\xd8\xff|GIF8|BM|II\*\0|MM\0\*|\0\0\0\x0cjP|\xff\x4f\xff\x51|P[1-6]\s|RIFF....WEBP",
    re.DOTALL,
)
_CERTAIN = 60  # per cent: with less certainty, Tesseract sees letters in leaves and faces


def find_tesseract() -> str:
    """The path of the program. Raises MissingToolError, which says how to install it."""
    found = shutil.which("tesseract")
    if found is None:
        raise MissingToolError(
            "Tesseract is not installed. It is needed to read words in pictures.",
            hint="Install it (Debian: sudo apt install tesseract-ocr tesseract-ocr-fra), or leave out --ocr.",
        )
    return found


def words_in(picture: Path, language: str) -> str:
    """The words that a picture shows, as far as Tesseract is sure of them; "" for a format that it cannot
    read.

    Raises MissingToolError without Tesseract, EngineError if it cannot be started, fails or does not end,
    InputError if the picture cannot be read.
    """
    program = find_tesseract()
    try:
        with picture.open("rb") as file:
            start = file.read(16)
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror}).", where=str(picture)) from error
    if not _PICTURE.match(start):
        return ""
    named = _LANGUAGES.get(language[:2], "")
    options = ["-l", named] if named in _installed(program) else []
    rows = _run([program, str(picture), "stdout", "--psm", "11", *options, "tsv"], picture).splitlines()
    cells = [row.split("\t") for row in rows[1:]]
    return " ".join(row[11] for row in cells if len(row) > 11 and row[11].strip() and _sure(row[10]))


def _sure(text: str) -> bool:
    try:
        return float(text) >= _CERTAIN
    except ValueError:
        return False


def _installed(program: str) -> set[str]:
    return set(_run([program, "--list-langs"], Path(program)).split())


def _run(command: list[str], picture: Path) -> str:
    try:
        done = subprocess.run(
            command,
            env=child_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise EngineError(f"Tesseract could not read it ({error}).", where=str(picture)) from error
    if done.returncode and _UNREADABLE not in done.stderr:
        lines = done.stderr.split("\n")
        said = next(
            (line.strip() for line in reversed(lines) if line.strip()), f"exit code {done.returncode}"
        )
        raise EngineError(
            f"Tesseract failed ({said}).",
            where=str(picture),
            hint="Check that `tesseract --list-langs` works, or leave out --ocr.",
        )
    return "" if done.returncode else done.stdout
