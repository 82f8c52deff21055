"""Record a person's signature for the English of a chapter, or of the book."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from booktranslate.config import Project
from booktranslate.errors import UsageError
from booktranslate.model import State
from booktranslate.po_files.chapters import unknown_chapter
from booktranslate.review.gathering import Wanted, parts
from booktranslate.review.identity import text_id
from booktranslate.review.signatures import Approval, add, english, read
from booktranslate.review.signed import Place, located


@dataclass(frozen=True, slots=True)
class SignedOff:
    """The signatures that were written, those that existed already, and texts that nobody has reviewed: if
    there is one of these, nothing is signed."""

    made: tuple[Approval, ...]
    known: tuple[Approval, ...] = ()
    unreviewed: tuple[Place, ...] = ()


def sign_off(
    project: Project, documents: Sequence[Path], by: str, chapters: Sequence[str], note: str = ""
) -> SignedOff:
    """Sign for chapters (by number or a part of the title), or for whole documents.

    Raises UsageError for a chapter that is unknown, ambiguous or in several documents, InputError for a
    damaged file, and OutputError.
    """
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    made: list[Approval] = []
    unreviewed = []
    found: dict[str, str] = {}
    titles = []
    for document in documents:
        places = {entry.key: (place, entry) for place, entry in located(project, document)}
        entries = [entry for _, entry in places.values()]
        titles.append([place.chapter for place, _ in places.values()])
        for wanted in chapters or ("",):
            for title, held in parts(entries, Wanted(wanted)):
                if wanted and found.setdefault(wanted, document.name) != document.name:
                    raise UsageError(
                        f"{found[wanted]} and {document.name} both have a chapter “{wanted}”.",
                        hint="Name one document before the options.",
                    )
                unreviewed += [places[each.key][0] for each in held if each.state is not State.REVIEWED]
                texts = {text_id(each.key): english(each.translation.target) for each in held}
                made.append(Approval(by, now, document.name, title, project.target_lang, note, texts))
    if lacking := [each for each in chapters if each not in found]:
        raise unknown_chapter(lacking[0], titles)
    if unreviewed:
        return SignedOff((), (), tuple(unreviewed))
    before = read(project)
    known = [each for each in made if any(_says(each, other) for other in before)]
    new = [each for each in made if each not in known]
    for each in new:
        add(project, each)
    return SignedOff(tuple(new), tuple(known))


def _says(one: Approval, other: Approval) -> bool:
    """Whether two signatures differ at most in their time."""
    same = (one.by, one.document, one.chapter, one.language, one.note, dict(one.texts))
    return same == (other.by, other.document, other.chapter, other.language, other.note, dict(other.texts))
