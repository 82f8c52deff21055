"""What was sent to reviewers, kept until it comes back: the common ancestor of their words and the project's.

    .booktranslate/sent/09bc61f2a7d4/texts.po     the texts as they were sent
    .booktranslate/sent/09bc61f2a7d4/sent.json    to whom, when, in which forms; written last

What came of editions of the book that `assemble` wrote is kept there too (see `editions`).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from booktranslate.catalog import Catalog, Entry, read, write
from booktranslate.config import Project
from booktranslate.errors import InputError
from booktranslate.files import write_atomic
from booktranslate.po_files.layout import united
from booktranslate.review.identity import is_id, text_id

if TYPE_CHECKING:  # packs are more than the editions of a book need
    from booktranslate.review.values import Pack

_TEXTS, _ABOUT = "texts.po", "sent.json"


@dataclass(frozen=True, eq=False)
class Sent:
    """A pack as it was sent; `sent` is the moment (UTC, ISO 8601), `forms` the names of its forms.

    `texts` are the ids of its texts in the order in which they were shown; in an edition of the book, where a
    text can stand several times, of each of its places.
    """

    project: str
    pack: str
    title: str
    document: str
    chapter: str
    reviewer: str
    forms: tuple[str, ...]
    sent: str
    texts: tuple[str, ...]
    folder: Path
    target: str = ""  # the language; packs that an earlier booktranslate sent do not say it

    @property
    def language(self) -> str:
        """The language that it is translated into. Raises InputError as `catalog`."""
        return self.target or self.catalog.target_lang

    @cached_property
    def catalog(self) -> Catalog:
        """The texts as they were sent. Raises InputError when somebody damaged what is kept."""
        found = [read(path) for path in sorted(self.folder.glob("*.po"))]
        return united(found, found[0])[0]

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """The same by their ids."""
        return {text_id(entry.key): entry for entry in self.catalog.entries}


class Store:
    """What a project has sent. Methods that write raise OutputError."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._folder = project.state / "sent"

    def keep(self, pack: "Pack", forms: Sequence[str]) -> Sent:
        """Keep a pack as it goes out."""
        from booktranslate.review.po_file import catalog_of

        write(self.folder(pack.id) / _TEXTS, catalog_of(pack))
        return self.note(
            project=pack.project,
            pack=pack.id,
            title=pack.title,
            document=pack.document,
            chapter=pack.chapter,
            reviewer=pack.reviewer,
            forms=tuple(forms),
            texts=tuple(row.id for row in pack.rows),
        )

    def note(self, **about: Any) -> Sent:
        """Say what is kept in the folder of a pack, by the fields of `Sent`; with this it counts as sent."""
        folder = self.folder(about["pack"])
        about = {"target": self.project.target_lang} | about
        made = Sent(**about, sent=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"), folder=folder)
        data = vars(made) | {"folder": None}
        write_atomic(folder / _ABOUT, json.dumps(data, ensure_ascii=False).encode())
        return made

    def folder(self, pack: str) -> Path:
        """Where a pack is kept."""
        return self._folder / pack

    def find(self, pack: str) -> Sent | None:
        """What was sent under an id; None when nothing is kept under it."""
        return _read(self._folder / pack) if is_id(pack) else None

    @property
    def size(self) -> int:
        """How many folders there are, whatever is in them."""
        return sum(1 for _ in self._folder.iterdir()) if self._folder.is_dir() else 0

    def all(self) -> list[Sent]:
        """All that was sent, the latest last."""
        folders = sorted(self._folder.iterdir()) if self._folder.is_dir() else []
        found = [sent for folder in folders if (sent := _read(folder)) is not None]
        return sorted(found, key=lambda sent: (sent.sent, sent.pack))


def _read(folder: Path) -> Sent | None:
    path = folder / _ABOUT
    if not path.is_file():  # the command that wrote it was killed
        return None
    try:
        data = json.loads(path.read_bytes())
        data["forms"], data["texts"] = tuple(data["forms"]), tuple(data["texts"])
        return Sent(**data | {"folder": folder})
    except FileNotFoundError:  # it made room for later ones
        return None
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise InputError(
            f"is damaged ({error}).",
            where=str(path),
            hint="Delete its folder. Files that come back are then compared with the current project.",
        ) from error
