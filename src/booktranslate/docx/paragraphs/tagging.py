"""Turn the nodes of a paragraph into stretches: tagged text, and what each of its tags stands for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Never

from booktranslate.docx.formatting.format_cache import FormatCache
from booktranslate.docx.formatting.formats import Format, FormatMark
from booktranslate.docx.paragraphs.edges import Point, fold_ranges, take_points, trim
from booktranslate.docx.paragraphs.format_tags import Encoder, joined_runs, text_formats
from booktranslate.docx.paragraphs.nodes import (
    Barrier,
    Blank,
    Node,
    Run,
    Thing,
    Wrapper,
    are_runs,
    has_barrier,
    letters_in,
)
from booktranslate.docx.paragraphs.raised import spelled
from booktranslate.docx.paragraphs.ranges import untangled
from booktranslate.language.invariant import is_sign
from booktranslate.language.letters import plain
from booktranslate.language.spaces import SPACE
from booktranslate.model import TaggedText, tagged, untagged

_Shell = tuple[list[Node], Wrapper, list[Node]]
_NONE: Mapping[str, Never] = {}


@dataclass(slots=True, eq=False)  # not frozen: see nodes.py
class TextStretch:
    """A translatable stretch of a paragraph.

    `base` is the format of the words outside tags; by the names of the tags, `marks`, `wrappers` and `things`
    say what they stand for, and `bases` the base formats inside wrappers. `shells` are wrappers around the
    whole text, outermost first, each with the nodes before and after it; `lead` and `trail` are the nodes
    before and after the text inside the shells (spaces, pictures, anchors); `points` are anchors within the
    text, in order; `core` are the nodes of the text if there may be tags in it; `nodes` are all nodes as they
    were read, if they may have to be written back.
    """

    text: TaggedText
    base: Format
    nodes: Sequence[Node]
    lead: Sequence[Node]
    trail: Sequence[Node]
    marks: Mapping[str, FormatMark]
    wrappers: Mapping[str, Wrapper]
    bases: Mapping[str, Format]
    things: Mapping[str, Thing]
    shells: Sequence[_Shell] = ()
    points: Sequence[Point] = ()
    core: Sequence[Node] = ()


@dataclass(frozen=True, eq=False)
class Fixed:
    """A stretch of a paragraph with nothing to translate, which is written back as it is."""

    nodes: list[Node]


@dataclass(frozen=True, eq=False)
class Edge:
    """Where a wrapper with a barrier in it begins or ends; this separates units as the barrier does."""

    wrapper: Wrapper
    opens: bool


Stretch = TextStretch | Fixed | Edge


def stretches(nodes: list[Node], cache: FormatCache) -> list[Stretch]:
    """Cut a paragraph at its barriers into stretches, which together are the whole paragraph."""
    found = [_stretch(nodes, cache)] if are_runs(nodes) else _cut(nodes, cache)
    found = [item for item in found if not isinstance(item, Fixed) or item.nodes]
    if len(found) == 1 and isinstance(found[0], TextStretch):
        found[0].nodes = ()  # the paragraph is written only if this is translated
    return found


def _cut(nodes: Sequence[Node], cache: FormatCache) -> list[Stretch]:
    found: list[Stretch] = []
    held: list[Node] = []
    for node in nodes:
        if isinstance(node, Barrier):
            found += [_stretch(held, cache), Fixed([node])]
            held = []
        elif isinstance(node, Wrapper) and has_barrier(node.nodes):
            found += [_stretch(held, cache), Edge(node, opens=True)]
            found += [*_cut(node.nodes, cache), Edge(node, opens=False)]
            held = []
        else:
            held.append(node)
    found.append(_stretch(held, cache))
    return found


def _stretch(nodes: list[Node], cache: FormatCache) -> TextStretch | Fixed:
    letters = plain(letters_in(nodes))
    if not is_translatable(letters):
        return Fixed(nodes)
    format_ = _only_format(nodes)
    if format_ is not None:
        return _uniform(letters, nodes, format_)
    shells, lead, core, trail = _peeled(nodes)
    opened = spelled(core)
    before, folded, after = fold_ranges(opened)
    points = take_points(opened, before, after)
    core = joined_runs(folded)
    encoder = Encoder(cache)
    formats = text_formats(core)
    base = cache.base(formats) if formats else _blank_format(core, cache)
    pieces = encoder.encode(core, base)
    return TextStretch(
        tagged(pieces),
        base,
        nodes,
        lead + before,
        after + trail,
        {label: mark for mark, label in encoder.marks.items()},
        encoder.wrappers,
        encoder.bases,
        encoder.things,
        shells,
        points,
        core,
    )


def _peeled(nodes: list[Node]) -> tuple[list[_Shell], list[Node], list[Node], list[Node]]:
    """The shells, lead, core and trail of a text (see `TextStretch`). Unseen wrappers in the core give way to
    their content."""
    shells: list[_Shell] = []
    lead, core, trail = trim(nodes)
    if are_runs(core):
        return shells, lead, core, trail
    while True:
        if len(core) == 1 and isinstance(core[0], Wrapper):
            shells.append((lead, core[0], trail))
            lead, core, trail = trim(core[0].nodes)
        elif any(isinstance(node, Wrapper) and node.unseen for node in core):
            before, core, after = trim(untangled(list(_opened(core))))
            lead, trail = lead + before, after + trail
        else:
            break
    opened = _all_opened(core)
    if opened != core:  # ranges inside and outside unseen wrappers may enclose the same words
        opened = untangled(opened)
    return shells, lead, opened, trail


def _opened(nodes: Sequence[Node]) -> Iterator[Node]:
    """The nodes, with the content of each unseen wrapper in its place."""
    for node in nodes:
        if isinstance(node, Wrapper) and node.unseen:
            yield from _opened(node.nodes)
        else:
            yield node


def _all_opened(nodes: Sequence[Node]) -> list[Node]:
    """The same, also inside the other wrappers."""
    found: list[Node] = []
    for node in _opened(nodes):
        if isinstance(node, Wrapper) and (inner := _all_opened(node.nodes)) != node.nodes:
            node = replace(node, nodes=inner)
        found.append(node)
    return found


def _only_format(nodes: Sequence[Node]) -> Format | None:
    """The format of a stretch that is only runs of one format, as most are; None for any other stretch."""
    first: Format | None = None
    for node in nodes:
        if not isinstance(node, Run):
            return None
        if first is None:
            first = node.format
        elif node.format != first:
            return None
    return first


def _uniform(letters: str, nodes: Sequence[Node], format_: Format) -> TextStretch:
    """The stretch of runs of one format; `letters` are their text."""
    words = letters.strip()
    lead: Sequence[Node] = ()
    trail: Sequence[Node] = ()
    if len(words) < len(letters):
        start = letters.index(words)
        before, after = letters[:start], letters[start + len(words) :]
        lead = (Run(before, format_),) if before else ()
        trail = (Run(after, format_),) if after else ()
    return TextStretch(untagged(words), format_, nodes, lead, trail, _NONE, _NONE, _NONE, _NONE)


def is_translatable(text: str) -> bool:
    """Whether English may write a text differently: it has words, or a number such as 3,5 or 2 500 €."""
    if any(map(str.isalpha, text)):
        return not is_sign(text)
    return _NUMBER.search(text) is not None


_NUMBER = re.compile(
    f"[0-9][,{SPACE}][0-9]|[0-9].*[%€‰]|[$£€].*[0-9]|[0-9]{{1,2}}([/.-])[0-9]{{1,2}}\\1(?:[0-9]{{2}}){{1,2}}"
)


def _blank_format(nodes: Sequence[Node], cache: FormatCache) -> Format:
    return next((node.format for node in nodes if isinstance(node, Run | Blank)), cache.plain)
