"""How the English of a document was made: what a machine drafted, what people reviewed, who they are."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from booktranslate.config import Project
from booktranslate.credits import Credits
from booktranslate.drafting.plan import ADAPTED
from booktranslate.engines import makes_english, names, title
from booktranslate.model import State, counted
from booktranslate.po_files import layout
from booktranslate.review.signed import standings

_NOBODY = re.compile(r"FULL NAME|EMAIL@ADDRESS")  # gettext's placeholder until somebody works on a file
_LANGUAGES = {"en-GB": "British English", "en-US": "American English", "fr": "French"}


@dataclass(frozen=True, slots=True)
class Making:
    """Who and what made the English of a document, and how far the work is.

    `drafted` are the engines with the number of texts that each drafted, reviewed since or not;
    `adapted_from` is the variety of English from which texts were adapted by rule, "" if none were;
    `approved` are the people who signed, each with the day. `day` is that of the latest work, "" if unknown.
    """

    source: str
    language: str
    texts: int
    words: int
    reviewed: int
    reviewed_words: int
    untranslated: int
    drafted: tuple[tuple[str, int], ...]
    adapted_from: str
    reviewers: tuple[str, ...]
    approved: tuple[tuple[str, str], ...]
    translator: str
    editor: str
    day: str

    @property
    def engines(self) -> str:
        """The names of the engines as readers know them, separated by commas."""
        return ", ".join(title(name) for name, _ in self.drafted)

    @property
    def percent(self) -> int:
        """The share of the words that people have reviewed, rounded down: 100 only if it is all of them."""
        return 100 * self.reviewed_words // self.words if self.words else 100


def making_of(project: Project, document: Path) -> Making:
    """How the English of a document was made, from its PO files and the signatures. Raises InputError."""
    loaded = layout.load_extracted(project, document)
    signed: dict[str, str] = {}
    for who, when in (by for each in standings(project, [document]) for by in each.by):
        signed[who] = max(when, signed.get(who, ""))  # chapters may have been signed in any order
    saved = [catalog.revised[:10] for _, catalog in loaded.catalogs]
    known = set(filter(makes_english, names()))
    drafted = Counter(
        entry.translation.origin
        for entry in loaded.entries
        if entry.translation.origin in known and entry.state is not State.EMPTY
    )
    reviewers = dict.fromkeys(
        name
        for _, catalog in loaded.catalogs
        if (name := _name(dict(catalog.header).get("Last-Translator", "")))
    )
    is_adapted = any(entry.translation.origin.startswith(ADAPTED) for entry in loaded.entries)
    reviewed = [entry for entry in loaded.entries if entry.state is State.REVIEWED]
    return Making(
        project.source_lang,
        project.target_lang,
        len(loaded.entries),
        sum(entry.unit.source.words for entry in loaded.entries),
        len(reviewed),
        sum(entry.unit.source.words for entry in reviewed),
        sum(entry.state is State.EMPTY for entry in loaded.entries),
        tuple(sorted(drafted.items())),
        ("British" if project.target_lang == "en-US" else "American") if is_adapted else "",
        tuple(reviewers),
        tuple((who, _day(when[:10])) for who, when in signed.items()),
        project.colophon.translator,
        project.colophon.editor,
        _day(max([*saved, *(when[:10] for when in signed.values())], default="")),
    )


def told(making: Making) -> list[str]:
    """How the book was made, in sentences for its readers."""
    source, language = (_LANGUAGES.get(code, code) for code in (making.source, making.language))
    by = f" by {making.translator}" if making.translator else ""
    lines = [f"This book was translated from {source} into {language}{by}."]
    total = counted(making.texts, "text")
    if making.drafted:
        count = sum(number for _, number in making.drafted)
        first = "All of its" if count == making.texts else f"{count:,} of its"
        lines.append(
            f"{first} {total} (headings, paragraphs, captions, table cells) "
            f"{'was' if count == 1 else 'were'} first drafted by machine translation: {making.engines}."
        )
    if making.adapted_from:
        lines.append(f"It was adapted by rule from the {making.adapted_from} edition.")
    if making.reviewed == making.texts:
        lines.append("People have reviewed every text.")
    else:
        share = f"{making.reviewed:,} of {total}, {making.percent}% of the words"
        are = "is" if making.untranslated == 1 else "are"
        left = f"; {making.untranslated:,} {are} still in {source}" if making.untranslated else ""
        lines.append(f"People have reviewed {share}{left}.")
    lines += [f"Edited by {making.editor}."] if making.editor else []
    lines += [f"Reviewed by {_listed(making.reviewers)}."] if making.reviewers else []
    if making.approved:
        lines.append(f"Approved by {_listed([f'{who} ({day})' for who, day in making.approved])}.")
    if making.reviewed != making.texts:
        lines.append("This edition is a draft: the wording will change.")
    return lines


def credits_for_files(making: Making) -> Credits:
    """How the book was made and by whom, for the metadata of a PDF or an EPUB."""
    people = [
        (making.translator, "trl"),
        (making.editor, "edt"),
        *((name, "rev") for name in making.reviewers),
        *((name, "rev") for name, _ in making.approved),
    ]
    return Credits(" ".join(told(making)), tuple(dict.fromkeys(each for each in people if each[0])))


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _name(field: str) -> str:
    """The name in a header field without the mail address, which must not be printed in a book."""
    if _NOBODY.search(field):
        return ""
    return " ".join(re.sub(r"<[^<>]*>|\S+@\S+", "", field).split())


def _day(day: str) -> str:
    """`2026-11-26` as `26 November 2026`; empty for anything that is not a date."""
    try:
        parsed = date.fromisoformat(day)
    except ValueError:
        return ""
    return f"{parsed.day} {parsed:%B %Y}"
