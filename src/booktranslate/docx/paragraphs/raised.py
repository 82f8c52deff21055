"""Read raised letters and small capitals that are spelling (2ᵉ, Mᵐᵉ, a century) as plain text.

The runs keep their elements, so a text that is not changed stays as it is.
"""

from collections.abc import Sequence
from dataclasses import replace

from booktranslate.docx.paragraphs.nodes import Anchor, Node, Run, Wrapper
from booktranslate.language.letters import is_century, is_spelling

_BEFORE = 24  # characters before raised letters that tell what these are


def spelled(nodes: list[Node]) -> list[Node]:
    """The nodes, with runs whose format is only spelling in the format of the run beside them."""
    if not any(isinstance(node, Wrapper) or (isinstance(node, Run) and _is_special(node)) for node in nodes):
        return nodes
    found: list[Node] = [
        replace(node, nodes=spelled(node.nodes)) if isinstance(node, Wrapper) else node for node in nodes
    ]
    for places in _stretches(found):
        _without_small_capitals(found, places)
        _without_raise(found, places)
    return found


def _is_special(run: Run) -> bool:
    return run.format.is_raised or run.format.is_capital


def _stretches(nodes: Sequence[Node]) -> list[list[int]]:
    """The indexes of non-empty runs that follow one another, with at most anchors between; groups of two or
    more."""
    found: list[list[int]] = [[]]
    for place, node in enumerate(nodes):
        if isinstance(node, Run):
            if node.text:
                found[-1].append(place)
        elif not isinstance(node, Anchor):
            found.append([])
    return [places for places in found if len(places) > 1]


def _without_small_capitals(nodes: list[Node], places: Sequence[int]) -> None:
    for first, last in _groups(nodes, places, capital=True):
        group = places[first : last + 1]
        after = _text(nodes, places[last + 1 :])
        if not is_century(_text(nodes, group), after):
            continue
        around = [
            nodes[place]
            for place in (*reversed(places[:first]), *places[last + 1 :])
            if isinstance(run := nodes[place], Run) and not _is_special(run)
        ]
        if not around or not isinstance(neighbour := around[0], Run):
            continue
        for place in group:
            run = nodes[place]
            if isinstance(run, Run):
                nodes[place] = Run(run.text.upper(), neighbour.format, run.fragments)


def _without_raise(nodes: list[Node], places: Sequence[int]) -> None:
    for first, last in _groups(nodes, places, capital=False):
        before = nodes[places[first - 1]] if first else None
        group = places[first : last + 1]
        if isinstance(before, Run) and is_spelling(
            _text(nodes, places[:first])[-_BEFORE:], _text(nodes, group)
        ):
            for place in group:
                run = nodes[place]
                if isinstance(run, Run):
                    nodes[place] = Run(run.text, before.format, run.fragments)


def _groups(nodes: Sequence[Node], places: Sequence[int], *, capital: bool) -> list[tuple[int, int]]:
    """The first and last index in `places` of each group of adjacent runs that are all capitals, or all
    raised."""
    found: list[tuple[int, int]] = []
    for index, place in enumerate(places):
        run = nodes[place]
        if isinstance(run, Run) and (run.format.is_capital if capital else run.format.is_raised):
            if found and found[-1][1] == index - 1:
                found[-1] = found[-1][0], index
            else:
                found.append((index, index))
    return found


def _text(nodes: Sequence[Node], places: Sequence[int]) -> str:
    return "".join(run.text for place in places if isinstance(run := nodes[place], Run))
