"""What is sent to a reviewer and what comes back, in whatever form."""

from dataclasses import dataclass

from booktranslate.model import Finding, Key, State, TaggedText
from booktranslate.notes import Notes


@dataclass(frozen=True, slots=True)
class Row:
    """One text as a reviewer sees it.

    `number` counts from 1 within the pack. `notes` say chapter, role, speaker, style, terms and what has
    changed; `comment` is what people wrote about the entry; `risk` says how urgently a draft needs review,
    from 0 to 1.
    """

    id: str
    number: int
    key: Key
    source: TaggedText
    target: TaggedText
    state: State
    notes: Notes
    comment: str = ""
    findings: tuple[Finding, ...] = ()
    risk: float = 0.0


@dataclass(frozen=True, slots=True)
class Pack:
    """The texts that one person is sent.

    `project` is the identity of the project, `id` that of the pack, under which what was sent is kept.
    `chapter` is the title of the chapter, or the name of the document if the pack is all of it; `number` is
    that of the chapter in its document, 0 if it has none; `reviewer` may be empty.
    """

    project: str
    id: str
    title: str
    document: str
    chapter: str
    source_lang: str
    target_lang: str
    rows: tuple[Row, ...]
    reviewer: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody wrote about a text; `author` may be empty."""

    text: str
    author: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for one text.

    `target` is the English that came back, changed or not; None if the form had none. `approved` is True if
    the reviewer marked it as right, False if as not right, None if neither. A text that the reviewer changed
    counts as approved unless `approved` is False. `source` is the French beside it if the row has no
    id, `french` the French beside it otherwise, as it came; empty if the form had none.
    """

    id: str
    target: TaggedText | None
    approved: bool | None = None
    comments: tuple[Comment, ...] = ()
    source: str = ""
    french: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """All that came back in one file.

    `name` is that of the file; `project` and `pack` are its identities, empty if it has none. `unplaced` are
    words that belong to no text of the pack: a paragraph that was added, a row without its id. They are shown
    to the user, never dropped. `findings` say what the form could not decide.
    """

    name: str
    project: str
    pack: str
    answers: tuple[Answer, ...]
    unplaced: tuple[str, ...] = ()
    reviewer: str = ""
    findings: tuple[Finding, ...] = ()
