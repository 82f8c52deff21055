"""The finished book that came back: what somebody corrected in it, as answers.

It is read like any Word file, with tracked changes accepted, and compared with the book that was written,
which is read in the same way: what our typography rules did to a text is in both, and is not a correction. A
text that is in several places counts as corrected only if all of them say the same.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher

from booktranslate.book.units import bounds
from booktranslate.catalog.retagging import renumbered
from booktranslate.docx import Document, Passage
from booktranslate.docx.remarks import remarks
from booktranslate.errors import InputError
from booktranslate.model import Finding, Open, Piece, Placeholder, TaggedText, Text, tagged
from booktranslate.review.book_alignment import align, likeness
from booktranslate.review.edition import FORM, Edition, Place, group_of, likely, reading_of
from booktranslate.review.identity import marked, project_of
from booktranslate.review.sent import Store
from booktranslate.review.values import Answer, Comment, Returned
from booktranslate.review.word_file import around, is_word, opened

_SHOWN = 80


def read(name: str, data: bytes, store: Store) -> Returned | None:
    """What came back in a finished book; None for a file that is not an edition of this project.

    Raises InputError for a damaged file, and for an edition of this project that is not kept on this machine.
    """
    if not is_word(data):
        return None
    reading = reading_of(store.project)
    with opened(name, data, reading, bounds(store.project)) as document:
        project, pack = marked(around(data)) or ("", "")
        sent = store.find(pack)
        words = Counter(" ".join(passage.text.plain.split()) for passage in document.passages)
        is_kept = sent is not None and FORM in sent.forms
        edition = Edition(sent, store.project) if sent and is_kept else likely(store, words)
        if edition is None:
            own = project_of(store.project)
            if pack and (not own or project == own):  # a pack of another project is refused later
                raise InputError(
                    "is a finished book, but the record of its edition is not on this machine.",
                    where=name,
                    hint="Run the command where the book was assembled, or copy .booktranslate/ from there.",
                )
            return Returned(name, project, pack, ()) if pack else None
        work = _Work(name, edition, document)
        work.compare()
        work.comment()
        answers = work.answer()
    return Returned(
        name,
        project or edition.sent.project,
        edition.sent.pack,
        answers,
        tuple(work.unplaced),
        findings=tuple(work.findings),
    )


class _Work:
    def __init__(self, name: str, edition: Edition, document: Document) -> None:
        self._name = name
        self._edition = edition
        self._document = document
        self._entries = edition.sent.entries
        self._now: dict[str, list[tuple[Place, TaggedText]]] = defaultdict(list)
        self._comments: dict[str, list[Comment]] = defaultdict(list)
        self._id_of: dict[Passage, str] = {}  # of the passages that came back
        self._reshaped: dict[str, str] = {}  # words of the texts whose formatting changed
        self.unplaced: list[str] = []
        self.findings: list[Finding] = []

    def compare(self) -> None:
        """Match the texts of both books, group by group."""
        passages = self._document.passages
        for group in ("body", "edge", "drawn"):
            before = [place for place in self._edition.places if place.group == group]
            after = [each for each in passages if group_of(self._document, each) == group]
            found = align([each.text.plain for each in before], [each.text.plain for each in after])
            for one, other in found.pairs:
                place, passage = before[one], after[other]
                self._id_of[passage] = place.id
                if place.id:
                    self._now[place.id].append((place, passage.text))
                    if place.look != passage.look or _formats(place.text) != _formats(passage.text):
                        self._reshaped.setdefault(place.id, passage.text.plain)
                elif place.text.plain.split() != passage.text.plain.split():
                    self.unplaced.append(passage.text.plain.strip())
            known = {" ".join(each.text.plain.split()) for each in before}
            for other in found.added:
                words = after[other].text.plain.strip()
                # Programs repeat headers for first and even pages.
                if words and not (group != "body" and " ".join(words.split()) in known):
                    self.unplaced.append(words)
            if group == "body":
                self._report_gone(before, found.gone, found.recut)

    def _report_gone(self, before: Sequence[Place], gone: Sequence[int], recut: frozenset[int]) -> None:
        for one in gone:
            if before[one].id:
                what = "was divided or joined" if one in recut else "was removed"
                words = _short(before[one].text.plain)
                message = f"The paragraph “{words}” {what}; its translation stays as it is."
                self.findings.append(Finding("removed-text", "warning", message, self._name))

    def comment(self) -> None:
        """Assign the comments to the texts that they are about, except those that were in the book before."""
        passages_of = self._document.passages_by_paragraph
        old = self._old_comments()
        for remark in remarks(self._document):
            if (remark.author, remark.text) in old:
                continue
            passages = passages_of.get(remark.paragraph, []) if remark.paragraph is not None else []
            ids = [found for passage in passages if (found := self._id_of.get(passage))]
            if ids:
                self._comments[ids[0]].append(Comment(remark.text, remark.author))
            else:
                author = f"{remark.author}: " if remark.author else ""
                self.unplaced.append(f"{author}{remark.text}")

    def _old_comments(self) -> set[tuple[str, str]]:
        return {(remark.author, remark.text) for remark in remarks(self._edition.document)}

    def answer(self) -> tuple[Answer, ...]:
        """An answer for each text that was corrected or commented on; adds to the findings."""
        answers: list[Answer] = []
        reshaped = dict(self._reshaped)
        for id_ in dict.fromkeys([*self._now, *self._comments]):
            comments = list(self._comments[id_])
            places = self._now.get(id_, [])
            changed = [(place, now) for place, now in places if not _same_words(place.text, now)]
            wordings = list(dict.fromkeys(_folded(now) for _, now in changed))
            target = None
            if changed and self._is_french(id_, *changed[0]):
                comments += [Comment(f"Français / French: {words}") for words in wordings]
                message = (
                    f"“{_short(wordings[0])}” is French that somebody corrected. Correct it in the French "
                    f"book."
                )
                self.findings.append(Finding("altered-source", "warning", message, self._name))
            elif changed and len(wordings) == 1 and len(changed) == len(places):
                target = self._in_tags_of_the_entry(id_, *changed[0])
            elif changed:
                comments += [Comment(f"In {_some(changed, places, words)}: {words}") for words in wordings]
                self._conflict(changed, places, wordings)
            if changed:
                reshaped.pop(id_, None)
            if target is not None or comments:
                answers.append(Answer(id_, target, None, tuple(comments)))
        if reshaped:
            shown = ", ".join(f"“{_short(words)}”" for words in list(reshaped.values())[:3])
            more = f" and {len(reshaped) - 3} more" if len(reshaped) > 3 else ""
            message = f"Only the formatting differs, and was not imported, in {shown}{more}."
            self.findings.append(Finding("changed-format", "note", message, self._name))
        return tuple(answers)

    def _is_french(self, id_: str, place: Place, now: TaggedText) -> bool:
        """Whether a text that was in French there was only corrected, not translated."""
        entry = self._entries.get(id_)
        if entry is None or entry.unit.source.plain.split() != place.text.plain.split():
            return False
        is_same_in_both = entry.translation.target.plain.split() == place.text.plain.split()
        return not is_same_in_both and likeness(place.text.plain, now.plain) > 0

    def _conflict(
        self,
        changed: Sequence[tuple[Place, TaggedText]],
        places: Sequence[tuple[Place, TaggedText]],
        wordings: Sequence[str],
    ) -> None:
        for words in wordings:
            which = _some(changed, places, words)
            message = f"“{_short(places[0][0].text.plain)}” was changed to “{_short(words)}” in {which} only."
            message += " The translation stays, and the comment has the other text."
            self.findings.append(Finding("changed-in-one-place", "warning", message, self._name))

    def _in_tags_of_the_entry(self, id_: str, place: Place, now: TaggedText) -> TaggedText:
        """The text that came back, with the tags that the entry has."""
        entry = self._entries.get(id_)
        if entry is None:
            return now
        model = entry.translation.target or entry.unit.source
        for text in (now, renumbered(place.text, model, now)):
            if _formats(text) == _formats(model):
                return text
        if _objects(place.text) != _objects(now):  # a note or a picture was removed
            return renumbered(place.text, model, now)
        return carried(model, now)


def carried(model: TaggedText, now: TaggedText) -> TaggedText:
    """New words with the tags of the text that they replace: at the same words, or around new ones."""
    old, new = model.plain, now.plain
    opcodes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()

    def moved(at: int, *, to_end: bool) -> int:
        for tag, a, b, c, d in opcodes:
            if tag == "equal" and a <= at <= b:
                return c + at - a
            if a <= at <= b and tag != "equal":
                return d if to_end else c
        return len(new)

    places: list[tuple[int, Piece]] = []
    at = last = 0
    for piece in model:
        if isinstance(piece, Text):
            at += len(piece.value)
            continue
        last = max(last, moved(at, to_end=not isinstance(piece, Open)))
        places.append((last, piece))
        at += isinstance(piece, Placeholder) and piece.name in ("br", "tab")
    pieces: list[Piece] = []
    start = 0
    for place, piece in places:
        pieces += [Text(new[start:place]), piece]
        start = place
        if piece in (Placeholder("br"), Placeholder("tab")) and new[start : start + 1] == " ":
            start += 1
    return tagged([*pieces, Text(new[start:])])


def _same_words(one: TaggedText, other: TaggedText) -> bool:
    return _folded(one) == _folded(other) and _objects(one) == _objects(other)


def _folded(text: TaggedText) -> str:
    return " ".join(text.plain.split())


def _formats(text: TaggedText) -> Counter[str]:
    return Counter(str(TaggedText((tag,))) for tag in text.tags)


def _objects(text: TaggedText) -> int:
    """How many notes, pictures and other objects are in a text."""
    return sum(isinstance(tag, Placeholder) and tag.name not in ("br", "tab") for tag in text.tags)


def _some(
    changed: Sequence[tuple[Place, TaggedText]], places: Sequence[tuple[Place, TaggedText]], words: str
) -> str:
    """In which places of a text the given words are: `1 of 3 places (number 2)`."""
    which = [str(number) for number, (_, now) in enumerate(places, 1) if _folded(now) == words]
    return f"{len(which)} of {len(places)} places (number {', '.join(which)})"


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…"
