"""What a PO file says: entries, catalog, and the conventions that we keep in its comments."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from booktranslate.files import Stamp
from booktranslate.model import Key, State, TaggedText, Translation, Unit

RANK = {State.EMPTY: 0, State.DRAFT: 1, State.REVIEWED: 2}  # what a translation is worth
UNTRANSLATED = Translation(TaggedText(), State.EMPTY)

# Translator comments survive every tool, so what must survive stands there, marked as ours.
_OURS = "booktranslate: "
_DRAFT = _OURS + "draft by "
_IGNORE = re.compile(rf"^{_OURS}ignore=(.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One unit with its translation and what people and tools noted about it.

    `person_comment` holds the translator comments (`#`), without the line that states the origin of a
    draft. `previous` is the source text that a draft was made for (`#| msgid`) when the book has changed
    since, `previous_context` its context. `flags` are those other than `fuzzy`, which is a state.
    `line` is where the entry's msgid stands in the file it was read from (0 when it was not).
    """

    unit: Unit
    translation: Translation = UNTRANSLATED
    person_comment: str = ""
    previous: str = ""
    previous_context: str = ""
    flags: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)

    @property
    def key(self) -> Key:
        """The unit's key: its context and its source text."""
        return self.unit.context, str(self.unit.source)  # as Unit.key, but for each entry of each file

    @property
    def state(self) -> State:
        """How far the translation is."""
        return self.translation.state

    @property
    def ignored(self) -> frozenset[str]:
        """The checks that a person silenced here: `# booktranslate: ignore=numbers, acronyms`."""
        names = ",".join(_IGNORE.findall(self.person_comment)).split(",")
        return frozenset(name.strip() for name in names if name.strip())


@dataclass(frozen=True, slots=True)
class Form:
    """How a file is encoded: its line ends, and whether it begins with a byte order mark."""

    newline: str = "\n"
    bom: bool = False


@dataclass(frozen=True, slots=True)
class Catalog:
    """A PO file: its entries in the order of the book, and those whose text left the book.

    Languages are written as in the configuration (`en-GB`). `header` holds the header fields that are not
    ours to decide (Last-Translator, X-Poedit-…, dates), `comment` the comment at the top of the file.
    `stamp` says which content of which file was read (see `files.stamp`); only a file that still has it is
    written. Without one the catalog is new, and so must be its file.
    """

    source_lang: str
    target_lang: str
    entries: tuple[Entry, ...] = ()
    obsolete: tuple[Entry, ...] = ()
    header: tuple[tuple[str, str], ...] = ()
    comment: str = ""
    stamp: Stamp = field(default="", compare=False)
    form: Form = field(default_factory=Form, compare=False)

    @property
    def all_entries(self) -> tuple[Entry, ...]:
        """The entries of the book, then the obsolete ones."""
        return self.entries + self.obsolete

    @property
    def revised(self) -> str:
        """When a person or a tool last saved the file, as its header says: `2026-11-24 11:40+0100`."""
        return dict(self.header).get("PO-Revision-Date", "")


def with_drafts(
    catalog: Catalog,
    drafts: Mapping[Key, tuple[TaggedText, str]],
    replacing: Mapping[Key, TaggedText] = MappingProxyType({}),
) -> Catalog:
    """The catalog with drafts (text and origin) set on entries that have no translation, and on no other.

    `replacing` holds drafts that new ones may replace; one that says something else by now is kept.
    """

    def drafted(entry: Entry) -> Entry:
        target, origin = drafts.get(entry.key, (TaggedText(), ""))
        outdated = entry.state is State.DRAFT and replacing.get(entry.key) == entry.translation.target
        if not target or not (entry.state is State.EMPTY or outdated):
            return entry
        made = Translation(target, State.DRAFT, origin)
        return replace(without_changes(entry), translation=made, previous="", previous_context="")

    return replace(catalog, entries=tuple(map(drafted, catalog.entries)))


def without_changes(entry: Entry) -> Entry:
    """The entry without the note that shows how its text differs from an earlier one."""
    from booktranslate import notes  # 2 ms, and a book that is only assembled needs none

    told = notes.read(entry.unit.notes)
    if not told.change:
        return entry
    return replace(entry, unit=replace(entry.unit, notes=told.without(notes.Change).lines))


def split_comment(comment: str) -> tuple[str, str]:
    """Translator comments as they stand in the file, split into a person's words and the draft's origin."""
    if _DRAFT not in comment:
        return comment.strip("\n"), ""
    lines = comment.split("\n")
    origins = [line.removeprefix(_DRAFT) for line in lines if line.startswith(_DRAFT)]
    others = [line for line in lines if not line.startswith(_DRAFT)]
    return "\n".join(others).strip("\n"), origins[0] if origins else ""


def join_comment(person_comment: str, origin: str) -> str:
    """The inverse of `split_comment`."""
    words = person_comment.strip("\n")
    if not origin:
        return words
    return f"{words}\n{_DRAFT}{origin}" if words else _DRAFT + origin


def add_comment(comment: str, lines: list[str]) -> str:
    """The comment with the lines that it does not have yet."""
    present = comment.split("\n") if comment else []
    added = [line for line in dict.fromkeys(lines) if line and line not in present]
    return "\n".join([*present, *added])


def moved_from(place: str) -> str:
    """The comment that says from which file of the project a translation came."""
    return f"{_OURS}moved from {place}"


def other_translation(target: TaggedText) -> str:
    """The comment that keeps a second translation of a text, so that nobody's words are lost."""
    return f"{_OURS}other translation: {' '.join(str(target).split())}"
