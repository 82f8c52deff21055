"""pandoc, the program that writes the pages of an EPUB."""

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from booktranslate.errors import EngineError, MissingToolError
from booktranslate.processes import child_environment

_FILTER = Path(__file__).with_name("filter.lua")
_SECONDS = 300


def find_pandoc() -> str:
    """The path of pandoc. Raises MissingToolError, which says how to install it."""
    found = shutil.which("pandoc")
    if found is None:
        raise MissingToolError(
            "pandoc is not installed. It is needed to make the EPUB.",
            hint="Install it (Debian: sudo apt install pandoc; elsewhere: pandoc.org/installing.html), "
            "or leave out --epub.",
        )
    return found


def write_epub(
    source: Path,
    target: Path,
    *,
    title: str,
    language: str,
    css: Path,
    classes: Mapping[str, str],
    cover: Path | None,
    moment: int,
) -> None:
    """Convert the linear document `source` to an EPUB.

    `classes` are the CSS classes of styles by their names; `moment` is the date in seconds since 1970.
    Raises MissingToolError without pandoc, EngineError if it fails.
    """
    metadata = target.with_suffix(".metadata.json")
    metadata.write_text(json.dumps({"booktranslate-classes": dict(classes)}), "utf-8")
    command = [
        find_pandoc(),
        "--from=docx+styles",
        "--to=epub3",
        f"--lua-filter={_FILTER}",
        f"--metadata-file={metadata}",
        f"--metadata=title:{title}",
        f"--metadata=lang:{language}",
        f"--css={css}",
        "--toc-depth=2",
        "--wrap=preserve",
        f"--output={target}",
    ]
    if cover is not None:
        command.append(f"--epub-cover-image={cover.resolve()}")
    environment = {**child_environment(), "SOURCE_DATE_EPOCH": str(moment)}
    try:
        done = subprocess.run(
            [*command, str(source)],
            cwd=target.parent,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise EngineError(f"pandoc was stopped after {_SECONDS} seconds.", where=str(source)) from error
    except OSError as error:
        raise EngineError(f"pandoc cannot be started ({error.strerror}).", where=str(source)) from error
    if done.returncode or not target.exists():
        reason = " ".join(done.stderr.split())[:300] or f"exit code {done.returncode}"
        raise EngineError(
            f"pandoc could not make an EPUB of it: {reason}.",
            where=str(source),
            hint="Open the document in Word and save it again. If the error persists, try a newer pandoc.",
        )
