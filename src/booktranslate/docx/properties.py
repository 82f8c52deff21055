"""The core properties of a document (ECMA-376-2 §11.1): title, authors, when it was last saved."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from booktranslate.archive_limits import Bounds
from booktranslate.docx.opc.package import Package
from booktranslate.docx.opc.xml import name, parse
from booktranslate.errors import InputError, UsageError

_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)  # the first date that a zip file can store
UNBOUND = Bounds(10**9, 10**9, 10**9)  # for our own documents, whose sources were within the limits


@dataclass(frozen=True, slots=True)
class Properties:
    """The properties of a document, "" for those it does not have; `modified` is when it was saved, or else
    made."""

    title: str = ""
    subject: str = ""
    creator: str = ""
    keywords: str = ""
    description: str = ""
    modified: datetime | None = None


def read_properties(package: Package) -> Properties:
    """The properties of a document; none if their part is missing or cannot be parsed."""
    targets = [item.target for item in package.relationships() if item.kind == "core-properties"]
    part = next((target for target in targets if target in package), "")
    if not part:
        return Properties()
    try:
        root = parse(package.read(part), f"{package.path.name}: {part}")
    except InputError:
        return Properties()
    found: dict[str, str] = {}
    for item in root:
        local = name(item.tag).rpartition(":")[2].rpartition("}")[2]
        found.setdefault(local, " ".join("".join(map(str, item.itertext())).split()))
    return Properties(
        found.get("title", ""),
        found.get("subject", ""),
        found.get("creator", ""),
        found.get("keywords", ""),
        found.get("description", ""),
        _moment(found.get("modified", "")) or _moment(found.get("created", "")),
    )


def properties_of(path: Path) -> Properties:
    """The properties of a finished document. Raises InputError if it cannot be read."""
    return read_properties(Package(path, UNBOUND))


def stated_moment(properties: Properties) -> datetime:
    """The date for files made from a document, which does not depend on today's: SOURCE_DATE_EPOCH
    (reproducible-builds.org), or when the document was last saved. Raises UsageError for a bad value."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if given:
        try:
            return datetime.fromtimestamp(int(given), UTC)
        except (ValueError, OverflowError, OSError) as error:
            raise UsageError(
                f"SOURCE_DATE_EPOCH is {given!r}.", hint="Give the seconds since 1970, or unset it."
            ) from error
    moment = properties.modified
    return _EARLIEST if moment is None else max(moment, _EARLIEST)


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
