"""Which texts of the book are signed as they are now, and which have changed since."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from booktranslate import notes
from booktranslate.catalog import Entry
from booktranslate.config import Project
from booktranslate.model import Key, State
from booktranslate.po_files import layout
from booktranslate.review.identity import text_id
from booktranslate.review.signatures import Approval, english, read


@dataclass(frozen=True, slots=True)
class Place:
    """A text (its beginning) and where it is: `translations/en-GB/livre.po:12`."""

    where: str
    source: str
    chapter: str


@dataclass(frozen=True, slots=True)
class Void:
    """A text whose English is no longer what was signed: its place, and by whom and when it was signed."""

    place: Place
    by: str
    when: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a chapter is signed.

    `texts` is the number of its texts, `signed` of those that somebody signed as they are now; `void` texts
    have changed since they were signed. `by` are the people who signed what is there now, each with the time
    of their latest signature.
    """

    document: str
    chapter: str
    texts: int
    signed: int
    by: tuple[tuple[str, str], ...]
    void: tuple[Void, ...]
    unsigned: tuple[Place, ...]

    @property
    def is_signed(self) -> bool:
        """Whether every text is signed as it is now."""
        return self.signed == self.texts


def standings(project: Project, documents: Sequence[Path]) -> list[Standing]:
    """How far each chapter is signed, in the order of the book. Raises InputError."""
    given: dict[str, list[Approval]] = defaultdict(list)
    for approval in read(project):
        if approval.language == project.target_lang:
            for id_ in approval.texts:
                given[id_].append(approval)
    found = []
    for document in documents:
        chapters: dict[str, list[tuple[Place, Entry]]] = defaultdict(list)
        for place, entry in located(project, document):
            chapters[place.chapter].append((place, entry))
        found += [_standing(document.name, title, texts, given) for title, texts in chapters.items()]
    return found


def _standing(
    document: str,
    chapter: str,
    texts: Sequence[tuple[Place, Entry]],
    given: dict[str, list[Approval]],
) -> Standing:
    by: dict[str, str] = {}
    void, unsigned = [], []
    for place, entry in texts:
        id_ = text_id(entry.key)
        digest = english(entry.translation.target)
        valid = [approval for approval in given[id_] if approval.texts[id_] == digest]
        for approval in valid:
            by[approval.by] = max(by.get(approval.by, ""), approval.when)
        if not valid and given[id_]:
            void.append(Void(place, given[id_][-1].by, given[id_][-1].when))
        elif not valid:
            unsigned.append(place)
    signed = len(texts) - len(void) - len(unsigned)
    return Standing(document, chapter, len(texts), signed, tuple(by.items()), tuple(void), tuple(unsigned))


def missing(project: Project, documents: Sequence[Path]) -> dict[str, list[Place]]:
    """The texts that a final book may not have as they are, by the requirement that they fail.

    Requirements (the setting `final.require`) that all texts meet are left out. Raises InputError.
    """
    lacking: dict[str, list[Place]] = {}
    if "reviewed" in project.final.require:
        lacking["reviewed"] = [
            place
            for document in documents
            for place, entry in located(project, document)
            if entry.state is not State.REVIEWED
        ]
    if "signed" in project.final.require:
        lacking["signed"] = [
            place
            for each in standings(project, documents)
            for place in (*(void.place for void in each.void), *each.unsigned)
        ]
    return {name: places for name, places in lacking.items() if places}


def located(project: Project, document: Path) -> list[tuple[Place, Entry]]:
    """The entries of a document as the book has them, each with its place. Raises InputError."""
    loaded = layout.load_extracted(project, document)
    places: dict[Key, Place] = {}
    for path, entry in loaded.located:
        file = path.relative_to(project.root).as_posix()
        words = " ".join(entry.unit.source.plain.split())
        source = words if len(words) <= 60 else f"{words[:59].rstrip()}…"
        places[entry.key] = Place(f"{file}:{entry.line}", source, notes.read(entry.unit.notes).chapter)
    return [(places[entry.key], entry) for entry in layout.as_one(project, loaded).entries]
