"""Files for a reviewer, with a letter → a parcel that a person mails."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from booktranslate.book.units import slug
from booktranslate.config import Project
from booktranslate.review import parcel
from booktranslate.review.parcel import Enclosure, Kind, Person

_ENDINGS = {"zip": ".zip", "eml": ".eml", "folder": ""}


@dataclass(frozen=True, slots=True)
class Sent:
    """A parcel: where it is, the subject of its letter, and the names of the other files in it."""

    path: Path
    subject: str
    files: tuple[str, ...]


def send(
    project: Project,
    to: Person,
    title: str,
    texts: int,
    enclosures: Sequence[Enclosure],
    kind: Kind,
    folder: Path,
    today: date,
) -> Sent:
    """Write a parcel for a person into a folder, beside earlier ones.

    `texts` is the number of texts in it. Raises InputError for the project's own letter, and OutputError.
    """
    values = {"name": to.name, "title": title, "texts": f"{texts:,}", "date": today.isoformat()}
    subject, text = parcel.letter(project.root, values, enclosures)
    path = _free(folder, f"{slug(to.name)}.{today.isoformat()}", _ENDINGS[kind])
    parcel.save(kind, path, to, subject, text, enclosures)
    return Sent(path, subject, tuple(each.path.name for each in enclosures))


def _free(folder: Path, name: str, ending: str) -> Path:
    """A path that does not exist yet, as there may be several parcels on one day."""
    path = folder / f"{name}{ending}"
    number = 2
    while path.exists():
        path = folder / f"{name}-{number}{ending}"
        number += 1
    return path
