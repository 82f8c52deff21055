"""Who made the English of a document, as its colophon says it: by the PO files and by the signatures."""

import re
from datetime import date
from pathlib import Path

from booktranslate.config import Project
from booktranslate.engines import makes_english, names, title
from booktranslate.po_files import layout
from booktranslate.review.standing import standings

_NOBODY = re.compile(r"FULL NAME|EMAIL@ADDRESS")  # what gettext writes before anyone has worked on a file


def credits_of(project: Project, document: Path) -> list[str]:
    """The lines of the colophon under title and author. Raises InputError."""
    loaded = layout.load_extracted(project, document)
    signed = {who: when for each in standings(project, [document]) for who, when in each.by}
    saved = [catalog.revised[:10] for _, catalog in loaded.catalogs]
    day = _day(max([*saved, *(when[:10] for when in signed.values())], default=""))
    drafted = {entry.translation.origin for entry in loaded.entries} & set(names())
    reviewers = dict.fromkeys(
        name
        for _, catalog in loaded.catalogs
        if (name := _name(dict(catalog.header).get("Last-Translator", "")))
    )
    engines = ", ".join(title(each) for each in filter(makes_english, sorted(drafted)))
    asked = project.colophon
    lines = [
        f"English edition, {day}" if day else "English edition",
        f"Translated by {asked.translator}" if asked.translator else "",
        f"First drafted with {engines}" if engines else "",
        f"Edited by {asked.editor}" if asked.editor else "",
        f"Reviewed by {', '.join(reviewers)}" if reviewers else "",
        f"Approved by {', '.join(f'{who} ({_day(when[:10])})' for who, when in signed.items())}"
        if signed
        else "",
    ]
    return list(filter(None, lines))


def _name(field: str) -> str:
    """The name without the address: a book is for everybody."""
    if _NOBODY.search(field):
        return ""
    return " ".join(re.sub(r"<[^<>]*>|\S+@\S+", "", field).split())


def _day(day: str) -> str:
    """`2026-11-26` as a reader sees it; empty for what is no date."""
    try:
        parsed = date.fromisoformat(day)
    except ValueError:
        return ""
    return f"{parsed.day} {parsed:%B %Y}"
