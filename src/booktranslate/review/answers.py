"""A reviewer's answers as a copy of the PO files, by the same rules for all forms.

An unchanged draft that the reviewer approved is reviewed. A changed text is reviewed too, unless the reviewer
says otherwise or its tags are damaged: then it stays a draft, in the second case with a finding. A comment
goes into the entry with the name of its author. Words that have no place in the project are returned.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from rapidfuzz import fuzz, process

from booktranslate.catalog import Catalog, Entry
from booktranslate.catalog.entries import add_comment, other_translation
from booktranslate.model import Finding, Key, State, TaggedText, Translation, parse
from booktranslate.review.identity import text_id, unaltered
from booktranslate.review.values import Answer, Comment, Returned

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_IGNORE = re.compile(r"booktranslate: ignore=[a-z, -]+")
# Two texts can well have the same short answer; the likeness of unrelated sentences is below 50.
_LEAST_WORDS, _UNLIKE, _ALIKE = 5, 55, 90
_LEAST_MOVED = 3  # two short texts may well be exchanged on purpose


@dataclass(frozen=True, slots=True)
class Copy:
    """What came back as a PO file: a catalog, and the one that was sent (None if it is not kept).

    `touched` are the texts that the reviewer changed, approved or commented on; `unplaced` are words without
    a place in the project.
    """

    catalog: Catalog
    ancestor: Catalog | None
    touched: frozenset[Key]
    findings: tuple[Finding, ...]
    unplaced: tuple[str, ...]


class Base(Protocol):
    """What the reviewer saw: the pack that was sent (`sent.Sent`), or what a live page showed."""

    @property
    def catalog(self) -> Catalog:
        """The texts as the reviewer saw them."""

    @property
    def entries(self) -> Mapping[str, Entry]:
        """The entries of `catalog` by their ids."""

    @property
    def reviewer(self) -> str:
        """The name of the reviewer; may be empty."""


def as_copy(returned: Returned, sent: Base | None, current: Sequence[Catalog]) -> Copy:
    """Apply a reviewer's answers to what was sent or, if that is not kept, to what the project has now."""
    here = {entry.key: entry for catalog in current for entry in catalog.all_entries}
    frame = sent.catalog if sent else replace(current[0], entries=(), obsolete=())
    entries = dict(sent.entries) if sent else {}
    for entry in here.values():
        entries.setdefault(text_id(entry.key), entry)
    author = returned.reviewer or (sent.reviewer if sent else "")
    work = _Work(here, entries, sent.entries if sent else entries, sent is not None, author)
    sources = _by_source(here.values()) | _by_source(sent.entries.values() if sent else ())
    by_id = _by_id(returned.answers, sources)
    work.moved = _moved(by_id, entries)
    for id_, answers in by_id.items():
        work.take(id_, answers)
    known = {entry.key: entry for entry in frame.entries} | work.made
    return Copy(
        replace(frame, entries=tuple(known.values()), obsolete=(), stamp=""),
        sent.catalog if sent else None,
        frozenset(work.made),
        returned.findings + tuple(work.findings),
        tuple(map(_clean, returned.unplaced)) + tuple(work.unplaced),
    )


def _by_id(answers: Sequence[Answer], sources: Mapping[str, str]) -> dict[str, list[Answer]]:
    """The answers for each text: a person may copy a row. One that has lost its id is known by its French."""
    found: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        found[sources.get(unaltered(answer.source)) or answer.id].append(answer)
    return found


def _by_source(entries: Iterable[Entry]) -> dict[str, str]:
    """The ids of texts by their French; empty for French that occurs in several contexts."""
    found: dict[str, str] = {}
    for entry in entries:
        source = unaltered(str(entry.unit.source))
        found[source] = "" if source in found else text_id(entry.key)
    return found


def _moved(answers: Mapping[str, Sequence[Answer]], entries: Mapping[str, Entry]) -> frozenset[str]:
    """The texts whose rows have the English of other rows, because somebody sorted or shifted that column
    alone: many rows hold exactly what was sent for a row that no longer has it."""
    now: dict[str, str] = {}
    sent: dict[str, str] = {}
    for id_, (answer, *more) in answers.items():
        if id_ in entries and answer.target is not None and not more:
            now[id_] = unaltered(_clean(str(answer.target)))
            sent[id_] = unaltered(str(entries[id_].translation.target))
    changed = {id_ for id_ in now if now[id_] != sent[id_]}
    lost = {sent[id_] for id_ in changed}
    moved = frozenset(id_ for id_ in changed if now[id_] and now[id_] in lost)
    return moved if len(moved) >= _LEAST_MOVED and 2 * len(moved) >= len(changed) else frozenset()


class _Work:
    def __init__(
        self,
        here: Mapping[Key, Entry],
        entries: Mapping[str, Entry],
        seen: Mapping[str, Entry],
        is_kept: bool,
        author: str,
    ) -> None:
        self._here = here
        self._entries = entries
        self._seen = seen
        self._is_kept = is_kept
        self._author = author
        self.made: dict[Key, Entry] = {}
        self.findings: list[Finding] = []
        self.unplaced: list[str] = []
        self.moved: frozenset[str] = frozenset()

    def take(self, id_: str, answers: Sequence[Answer]) -> None:
        """Apply the answers for one text."""
        entry = self._entries.get(id_)
        if entry is None:
            self.unplaced += [words for answer in answers for words in _words(answer)]
            return
        targets = [_fitted(answer.target, entry) for answer in answers if answer.target is not None]
        changed = list(dict.fromkeys(each for each in targets if each != entry.translation.target and each))
        lines = []
        for each in changed[:]:
            if id_ in self.moved or self._is_of_another(entry, each):
                changed.remove(each)
                lines.append(other_translation(each))
                message = (
                    "The English belongs to another row. It is in the comment, and the translation stays."
                )
                self._find(entry, "wrong-row", message)
        verdicts = [answer.approved for answer in answers if answer.approved is not None]
        approved = None if not verdicts else all(verdicts)
        if not all(targets) and entry.translation.target:
            self._find(entry, "emptied-translation", "The English was deleted. The translation stays.")
        made = entry
        if changed:
            made = self._corrected(entry, changed[0], approved)
        elif approved is not None and entry.translation.target:
            state = State.REVIEWED if approved else State.DRAFT
            made = replace(entry, translation=replace(entry.translation, state=state))
        if changed[1:]:
            lines += [other_translation(each) for each in changed[1:]]
            message = "This text came back with several translations; the others are in the comment."
            self._find(entry, "conflicting-translation", message)
        lines += [self._line(comment) for answer in answers for comment in answer.comments]
        made = replace(made, person_comment=add_comment(made.person_comment, list(filter(None, lines))))
        if made != entry:
            self.made[entry.key] = made

    def _is_of_another(self, entry: Entry, target: TaggedText) -> bool:
        """Whether an answer is like what was sent for another text and quite unlike what was sent for this
        one: the reviewer typed or pasted it into the wrong row."""
        if target.words < _LEAST_WORDS or not entry.translation.target:
            return False
        words = target.plain
        if fuzz.ratio(words, entry.translation.target.plain) > _UNLIKE:
            return False
        others = self._others
        best = process.extractOne(words, others, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        return best is not None

    @cached_property
    def _others(self) -> dict[str, str]:
        """The English that was sent for the longer texts, by their ids."""
        return {
            id_: entry.translation.target.plain
            for id_, entry in self._seen.items()
            if entry.translation.target.words >= _LEAST_WORDS
        }

    def _corrected(self, entry: Entry, target: TaggedText, approved: bool | None) -> Entry:
        fault = _fault(entry, target)
        if fault:
            self._find(entry, "damaged-tags", f"{fault} The English was imported, and stays a draft.")
        # If what was sent is not kept, a different wording may be the reviewer's, or only an older draft.
        is_sure = self._is_kept or approved
        state = State.REVIEWED if is_sure and approved is not False and not fault else State.DRAFT
        return replace(entry, translation=Translation(target, state))

    def _line(self, comment: Comment) -> str:
        words = " / ".join(
            filter(None, (" ".join(line.split()) for line in _clean(comment.text).split("\n")))
        )
        if not words or _IGNORE.fullmatch(words):
            return words
        author = " ".join(_clean(comment.author or self._author).split()) or "Reviewer"
        return f"{author}: {words}"

    def _find(self, entry: Entry, name: str, message: str) -> None:
        now = self._here.get(entry.key, entry)
        where = ", ".join(now.unit.locations) or str(entry.unit.source)
        self.findings.append(Finding(name, "warning", message, where))


def _words(answer: Answer) -> list[str]:
    """What an answer says, if there is no text for it."""
    found = [answer.source, str(answer.target or "")]
    return [_clean(words) for words in found + [comment.text for comment in answer.comments] if words.strip()]


def _clean(text: str) -> str:
    """The text without characters that a PO file cannot hold; line ends become line feeds."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", text).encode("utf-8", "replace").decode("utf-8")


def _fitted(target: TaggedText, entry: Entry) -> TaggedText:
    """An answer as the PO file would have it: exactly as it was sent if only spaces differ.

    Forms lose the spaces around a text. A line feed becomes a space unless the French text has line feeds.
    """
    words = _clean(str(target))
    if "\n" not in str(entry.unit.source):
        words = re.sub(r"[ \t]*\n+[ \t]*", " ", words)
    before = str(entry.translation.target)
    if unaltered(words) == unaltered(before):
        return entry.translation.target
    if not words.strip():
        return TaggedText()
    model = before or str(entry.unit.source)
    start = model[: len(model) - len(model.lstrip())]
    end = model[len(model.rstrip()) :]
    return parse(start + words.strip() + end)


def _fault(entry: Entry, target: TaggedText) -> str:
    """What is wrong with the tags of an answer and was not wrong before; empty if nothing is."""
    from booktranslate.checks import tags
    from booktranslate.checks.pairs import Flaw, Pair

    def faults(text: TaggedText) -> Counter[str]:
        pair = Pair(entry.unit, Translation(text, State.DRAFT))
        return Counter(
            found.message if isinstance(found, Flaw) else found
            for check in (tags.missing, tags.extra, tags.nesting)
            for found in check(pair)
        )

    came = faults(target) - (faults(entry.translation.target) if entry.translation.target else Counter())
    return " ".join(came)
