"""What a paragraph is made of, between its XML and its tagged text.

A reader (`reading.py`) turns the XML of a paragraph into these nodes; `tagging.py` turns nodes into
tagged text; `writing.py` turns a translation back into XML, moving the very elements that the nodes hold.

Apart from `FieldState`, which follows a reader through a part, nothing here is changed once it is made. The
classes that are made for every run are not frozen, as that would double the time it takes to make them.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from booktranslate.docx.formatting.formats import Format
from booktranslate.docx.opc.xml import Element


@dataclass(slots=True, eq=False)
class Fragment:
    """An element of the source to write again; if it is a child of `run`, in a run with the properties of
    that."""

    element: Element
    run: Element | None = None


@dataclass(slots=True, eq=False)
class Run:
    """Characters of one format. `fragments` are the elements they were read from; without any, new ones are
    made."""

    text: str
    format: Format
    fragments: tuple[Fragment, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Blank:
    """A line break or a tab: white space that is a tag in the text (`<br/>`, `<tab/>`)."""

    kind: Literal["br", "tab"]
    format: Format
    fragments: tuple[Fragment, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Thing:
    """Something visible that is not text: a footnote reference, a picture, a page number, a formula.

    The name of its tag begins with `prefix`. A `loose` one stays outside the unit if it is at the unit's
    edge.
    """

    prefix: str
    fragments: tuple[Fragment, ...]
    loose: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Anchor:
    """Something without width: a bookmark, the range of a comment, an index entry.

    A `start` and an `end` with the same `key` enclose a range; a `point` stands alone. One that neither
    encloses words nor has a place among them is put before the unit or after it, as `side` says.
    """

    role: Literal["start", "end", "point"]
    key: str
    fragments: tuple[Fragment, ...]
    side: Literal["before", "after"] = "before"


@dataclass(frozen=True, slots=True, eq=False)
class Wrapper:
    """Something around text: a hyperlink, a field with its result, a content control, a bookmarked range.

    `outer` is its element, `holder` the element whose children the text is: the same or one inside. A complex
    field (§17.16.18) and a range have neither; `before` and `after` are written around their text instead.
    `own_base`: its text has a base format of its own. `unseen`: readers do not see it, so it is not a tag.
    """

    prefix: str
    nodes: "list[Node]"
    own_base: bool
    outer: Element | None = None
    holder: Element | None = None
    before: tuple[Fragment, ...] = ()
    after: tuple[Fragment, ...] = ()
    unseen: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Barrier:
    """What separates two units, such as a page break, or the begin or end mark of a field that spans
    paragraphs."""

    fragments: tuple[Fragment, ...]


Node = Run | Blank | Thing | Anchor | Wrapper | Barrier


@dataclass(slots=True, eq=False)
class FieldMark:
    """A `w:fldChar` or a piece of a field's instruction (§17.16.18, §17.16.23), before fields are folded."""

    kind: Literal["begin", "separate", "end", "code"]
    fragments: tuple[Fragment, ...]
    code: str = ""


@dataclass(slots=True, eq=False)
class FieldState:
    """The fields that are open between two paragraphs, outermost first: for each, whether it is in its
    instruction."""

    in_code: list[bool] = field(default_factory=list)


_ONLY_RUNS = frozenset({Run})


def are_runs(nodes: Iterable[object]) -> bool:
    """Whether all nodes are runs, as in most paragraphs."""
    return _ONLY_RUNS.issuperset(map(type, nodes))


DEEPEST = 250
"""How deeply wrappers may be nested. The parser limits the depth of elements, but fields and ranges are not
elements."""


def letters_in(nodes: "list[Node]", depth: int = 0) -> str:
    """The text of the nodes and inside their wrappers, with a space for each line break or tab.

    Raises RecursionError if wrappers are nested more than `DEEPEST` deep. The reader calls this for every
    wrapper, so later code need not check the depth.
    """
    if depth > DEEPEST:
        raise RecursionError
    found = []
    for node in nodes:
        if isinstance(node, Run):
            found.append(node.text)
        elif isinstance(node, Wrapper):
            found.append(letters_in(node.nodes, depth + 1))
        elif isinstance(node, Blank):
            found.append(" ")
    return "".join(found)


def is_text(letters: str) -> bool:
    """Whether there is a letter, a digit, a punctuation mark or one of €$£+=<>: a box to tick is not text."""
    return any(
        sign.isalnum() or unicodedata.category(sign)[0] == "P" or sign in "€$£+=<>" for sign in letters
    )


def has_barrier(nodes: "list[Node]") -> bool:
    """Whether there is a barrier among the nodes or inside their wrappers."""
    return any(
        isinstance(node, Barrier) or (isinstance(node, Wrapper) and has_barrier(node.nodes)) for node in nodes
    )


def fragments_of(nodes: "list[Node]") -> tuple[Fragment, ...]:
    """All that must be written to restore the nodes as they were."""
    found: list[Fragment] = []
    for node in nodes:
        if isinstance(node, Wrapper):
            if node.outer is not None:
                found.append(Fragment(node.outer))
            else:
                found += [*node.before, *fragments_of(node.nodes), *node.after]
        else:
            found += node.fragments
    return tuple(found)
