"""Git's driver for merging PO files entry by entry (gitattributes, "Defining a custom merge driver")."""

import shlex
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from booktranslate.catalog import Catalog, Entry, content, parse_po
from booktranslate.catalog.branch_merging import common_ground, merge_branches
from booktranslate.errors import InputError, MissingToolError, UsageError
from booktranslate.files import unreadable, write_atomic
from booktranslate.processes import child_environment

_DRIVER = "booktranslate-po"
_GROUND = f"{_DRIVER}-ancestor"  # merges the common ancestors, if a merge has several
_PATTERN = "*.po"
_RUN = "merge-driver run"


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of a file: entries that two people translated differently, or why it was merged as text.

    `is_conflict`: somebody has to look at the file, and Git must be told.
    """

    is_conflict: bool
    conflicts: tuple[Entry, ...] = ()
    fault: str = ""


def install(root: Path) -> tuple[Path | None, list[str]]:
    """Make booktranslate the merge driver for the PO files below `root`.

    Returns the attributes file if it had to be changed, and the settings that were made in the configuration
    of the repository. Raises UsageError if there is no repository, MissingToolError without Git, and
    OutputError.
    """
    if _git(root, "rev-parse", "--is-inside-work-tree") != "true":
        hint = "Run `git init` in the folder of the book first."
        raise UsageError("is not in a Git repository.", where=str(root.resolve()), hint=hint)
    # Without -P, Python would import modules from the top of the work tree, where Git starts us.
    program = shlex.join([Path(sys.executable).as_posix(), "-P", "-m", "booktranslate", *_RUN.split()])
    settings = [
        (f"merge.{_DRIVER}.name", "PO files, entry by entry (booktranslate)"),
        (f"merge.{_DRIVER}.driver", f"{program} %O %A %B %L %P"),
        (f"merge.{_DRIVER}.recursive", _GROUND),
        (f"merge.{_GROUND}.name", "common ancestors of PO files (booktranslate)"),
        (f"merge.{_GROUND}.driver", f"{program} --ancestor %O %A %B %L %P"),
    ]
    made = []
    for name, value in settings:
        if _git(root, "config", "--local", "--get", name) != value:
            _git(root, "config", "--local", name, value)
            made.append(name)
    if _git(root, "check-attr", "merge", "--", "a.po").endswith(f": {_DRIVER}"):
        return None, made
    attributes = root / ".gitattributes"
    try:
        text = attributes.read_bytes() if attributes.exists() else b""
    except OSError as error:
        raise unreadable(attributes, error) from error
    if text and not text.endswith(b"\n"):
        text += b"\n"
    write_atomic(attributes, text + f"{_PATTERN} merge={_DRIVER}\n".encode())
    return attributes, made


def run(ancestor: Path, ours: Path, theirs: Path, marker: int, name: str, *, for_ancestor: bool) -> Merged:
    """Merge three versions of a file, as Git passes them, into `ours`; `name` is its path in the repository.

    A file that cannot be read as PO is merged as text, with conflict markers. Raises OutputError.
    """
    try:
        old, own, other = (_catalog(path, name) for path in (ancestor, ours, theirs))
        if own is None or other is None:  # an empty file is not a PO file
            raise InputError("is empty on one side.", where=name)
        conflicts: Sequence[Entry] = ()
        if for_ancestor:
            merged = common_ground(old, own, other)
        else:
            merged, conflicts = merge_branches(old, own, other)
        data = content(merged, Path(name).stem)
        parse_po(data, Path(name))
    except InputError as error:
        return Merged(_as_text(ancestor, ours, theirs, marker), fault=str(error))
    except BaseException:
        # Otherwise Git would take our side alone as the result, with nothing of theirs in the file.
        _as_text(ancestor, ours, theirs, marker)
        raise
    write_atomic(ours, data)
    return Merged(bool(conflicts), tuple(conflicts))


def _catalog(path: Path, name: str) -> Catalog | None:
    """The catalog in one of Git's temporary files; None if it is empty, which means that there is no file."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error
    return parse_po(data, Path(name)) if data else None


def _as_text(ancestor: Path, ours: Path, theirs: Path, marker: int) -> bool:
    """Let Git merge the lines into `ours`; returns whether it left conflict markers."""
    files = [str(path) for path in (ours, ancestor, theirs)]
    labels = [word for label in ("ours", "base", "theirs") for word in ("-L", label)]
    done = subprocess.run(
        ["git", "merge-file", "-q", f"--marker-size={marker}", *labels, *files],
        env=child_environment(),
        check=False,
    )
    return done.returncode != 0


def _git(folder: Path, *arguments: str) -> str:
    """What Git prints; empty if it fails."""
    try:
        done = subprocess.run(
            ["git", *arguments],
            cwd=folder,
            env=child_environment(),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
    except FileNotFoundError as error:
        raise MissingToolError("Git is not installed.", hint="Install it from git-scm.com.") from error
    return done.stdout.strip()
