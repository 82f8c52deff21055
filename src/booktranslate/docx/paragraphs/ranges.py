"""Join ranges (bookmarks, comments, permissions) around the same words, and make other ranges nest.

Word writes the ends of two bookmarks around one number as start 1, start 2, end 1, end 2, and one end before
a hyperlink but the other inside it. As there is nothing visible between such ends, they are put into an order
in which one range is inside the other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from booktranslate.docx.opc.xml import Element, attribute, name
from booktranslate.docx.paragraphs.nodes import (
    Anchor,
    Fragment,
    Node,
    Run,
    Thing,
    Wrapper,
    are_runs,
    fragments_of,
)


def untangled(nodes: Sequence[Node], where: str = "") -> list[Node]:
    """The nodes with the ends of ranges in such an order; all that is visible keeps its place.

    `where` distinguishes the ranges inside one wrapper from those inside another.
    """
    if are_runs(nodes):
        return list(nodes)
    flat: list[Node] = []
    for place, node in enumerate(nodes):
        flat += _out_of_wrapper(node, f"{where}{place} ") if isinstance(node, Wrapper) else [node]
    if not any(isinstance(node, Anchor) for node in flat):
        return flat
    groups = _groups(flat)
    pairs = _pairs(groups)
    found: list[Node] = []
    for place, group in enumerate(groups):
        if isinstance(group, list):
            ends, others, starts = _settled(group, place, pairs, where)
            if ends:  # the ends of ranges that begin elsewhere go with those that end here
                empty = {anchor.key for anchor in others if anchor.role == "start"}
                alone = [anchor for anchor in others if anchor.role == "end" and anchor.key not in empty]
                ends[-1] = replace(ends[-1], fragments=ends[-1].fragments + _fragments(alone))
                others = [anchor for anchor in others if anchor not in alone]
            following = groups[place + 1] if place + 1 < len(groups) else None
            if others and not ends and found and isinstance(found[-1], Thing):
                found[-1] = replace(found[-1], fragments=(*found[-1].fragments, *_fragments(others)))
                others = []
            elif others and not starts and isinstance(following, Thing):
                groups[place + 1] = replace(following, fragments=(*_fragments(others), *following.fragments))
                others = []
            for end in ends:
                found.append(end)
                _glue(found)
            found += [*others, *starts]
        else:
            found.append(group)
    return found


def _glue(nodes: list[Node]) -> None:
    """Make one thing of a range that ends here and the only thing in it, such as a bookmarked footnote
    reference."""
    inside = [place for place in range(len(nodes) - 1, -1, -1) if not _is_empty(nodes[place])][:3]
    if len(inside) < 3:
        return
    end, thing, start = (nodes[place] for place in inside)
    if (
        isinstance(start, Anchor)
        and isinstance(end, Anchor)
        and (start.role, end.role, start.key) == ("start", "end", end.key)
        and isinstance(thing, Thing)
    ):
        whole = nodes[inside[-1] :]
        nodes[inside[-1] :] = [Thing(thing.prefix, fragments_of(whole), thing.loose)]


def _is_empty(node: Node) -> bool:
    return isinstance(node, Run) and not node.text


def _out_of_wrapper(wrapper: Wrapper, where: str) -> list[Node]:
    """A wrapper, with those ends of ranges at its inner edges moved out whose other end is not inside it."""
    inner = untangled(wrapper.nodes, where)
    whole = _whole(inner)
    first, last = 0, len(inner)
    while first < last and _leaves(inner[first], whole):
        first += 1
    while last > first and _leaves(inner[last - 1], whole):
        last -= 1
    if inner != wrapper.nodes:
        wrapper = replace(wrapper, nodes=inner[first:last])
    return [*inner[:first], wrapper, *inner[last:]]


def _leaves(node: Node, whole: set[str]) -> bool:
    return isinstance(node, Anchor) and node.role != "point" and node.key not in whole


def _whole(nodes: Iterable[Node]) -> set[str]:
    """The keys of the ranges that begin and end among the nodes."""
    begun, whole = set(), set()
    for node in nodes:
        if isinstance(node, Anchor) and node.role == "start":
            begun.add(node.key)
        elif isinstance(node, Anchor) and node.role == "end" and node.key in begun:
            whole.add(node.key)
    return whole


def _groups(nodes: Iterable[Node]) -> list[list[Anchor] | Node]:
    """The nodes, with adjacent anchors as one group."""
    groups: list[list[Anchor] | Node] = []
    empty: list[Node] = []  # empty runs, which do not separate a group
    for node in nodes:
        if _is_empty(node):
            empty.append(node)
        elif isinstance(node, Anchor) and groups and isinstance(groups[-1], list):
            groups[-1:-1] = empty
            empty = []
            groups[-1].append(node)
        else:
            groups += [*empty, [node] if isinstance(node, Anchor) else node]
            empty = []
    groups += empty
    return groups


def _pairs(groups: Sequence[list[Anchor] | Node]) -> dict[str, tuple[int, int]]:
    """For each range that begins and ends among the nodes and is not empty: the groups in which it does."""
    begun: dict[str, int] = {}
    pairs: dict[str, tuple[int, int]] = {}
    twice: set[str] = set()
    for place, group in enumerate(groups):
        for anchor in group if isinstance(group, list) else ():
            if anchor.role == "start":
                if anchor.key in begun:
                    twice.add(anchor.key)
                begun[anchor.key] = place
            elif anchor.role == "end" and anchor.key in begun and begun[anchor.key] < place:
                pairs.setdefault(anchor.key, (begun[anchor.key], place))
    return {key: places for key, places in pairs.items() if key not in twice}


def _settled(
    group: list[Anchor], place: int, pairs: dict[str, tuple[int, int]], where: str
) -> tuple[list[Anchor], list[Anchor], list[Anchor]]:
    """A group sorted into ends of ranges, other anchors, and starts; inner ranges end first and begin
    last."""
    ends: dict[tuple[int, int], list[Anchor]] = {}
    starts: dict[tuple[int, int], list[Anchor]] = {}
    others: list[Anchor] = []
    closed = {
        anchor.key
        for anchor in group
        if anchor.role == "end" and anchor.key in pairs and pairs[anchor.key][1] == place
    }
    for anchor in group:
        pair = pairs.get(anchor.key, (place, place))
        if anchor.key in closed and anchor.role != "start":  # a comment's reference goes with its range
            ends.setdefault(pair, []).append(anchor)
        elif anchor.role == "start" and pair[1] > place:
            starts.setdefault(pair, []).append(anchor)
        else:
            others.append(anchor)
    return (
        [_as_one(where, pair, ends[pair]) for pair in sorted(ends, reverse=True)],
        others,
        [_as_one(where, pair, starts[pair]) for pair in sorted(starts, reverse=True)],
    )


def _as_one(where: str, pair: tuple[int, int], anchors: list[Anchor]) -> Anchor:
    key, fragments = f"range {where}{pair[0]} {pair[1]}", _fragments(anchors)
    if any(anchor.role == "start" for anchor in anchors):
        return Anchor("start", key, fragments)
    return Anchor("end", key, fragments, "after")


def _fragments(anchors: Iterable[Anchor]) -> tuple[Fragment, ...]:
    return tuple(fragment for anchor in anchors for fragment in anchor.fragments)


_ENDS = tuple(
    f"{{*}}{kind}{end}" for kind in ("bookmark", "commentRange", "perm") for end in ("Start", "End")
)


def put_in_order(holder: Element) -> None:
    """Move each end of a range that is before its start to right after the start: a translation may have
    swapped the words or things at which they are."""
    begun: set[tuple[str, str | None]] = set()
    ended: dict[tuple[str, str | None], Element] = {}
    for item in list(holder.iter(*_ENDS)):
        kind = name(item.tag)
        key = kind.removesuffix("Start").removesuffix("End"), attribute(item, "w:id")
        if kind.endswith("Start") and key in ended:
            item.addnext(ended.pop(key))
        elif kind.endswith("Start"):
            begun.add(key)
        elif key in begun:
            begun.remove(key)
        else:
            ended[key] = item
