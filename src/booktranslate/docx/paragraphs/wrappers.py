"""Write nodes as they were, the edges of wrappers, and a second copy of a wrapper."""

import copy

from booktranslate.docx.opc.xml import child
from booktranslate.docx.paragraphs.nodes import Anchor, Barrier, Blank, Fragment, Node, Run, Thing, Wrapper
from booktranslate.docx.paragraphs.run_writers import RunWriter


def as_it_was(sink: RunWriter, node: Node) -> None:
    """Write a node with the elements that it was read from; a run without any gets new ones."""
    match node:
        case Run() if not node.fragments:
            sink.text(node.text, node.format)
        case Wrapper():
            enter(sink, node)
            for inner in node.nodes:
                as_it_was(sink, inner)
            leave(sink, node)
        case Run() | Blank() | Thing() | Anchor() | Barrier():
            for fragment in node.fragments:
                sink.fragment(fragment)


def enter(sink: RunWriter, wrapper: Wrapper) -> None:
    """Write the beginning of a wrapper; what is written from now on stands in it."""
    for fragment in wrapper.before:
        sink.fragment(fragment)
    if wrapper.outer is not None and wrapper.holder is not None:
        sink.push(wrapper.outer, wrapper.holder)


def leave(sink: RunWriter, wrapper: Wrapper) -> None:
    """Write the end of the wrapper entered last."""
    if wrapper.outer is not None and wrapper.holder is not None:
        sink.pop()
    for fragment in wrapper.after:
        sink.fragment(fragment)


def holds(outer: Wrapper, wrapper: Wrapper) -> bool:
    """Whether a wrapper is inside another, at any depth."""
    return any(
        node is wrapper or (isinstance(node, Wrapper) and holds(node, wrapper)) for node in outer.nodes
    )


def second_copy(wrapper: Wrapper) -> Wrapper | None:
    """An empty copy of a wrapper, for a tag that occurs twice; None for a range, of which there may be only
    one."""
    if wrapper.prefix == "m":
        return None
    if wrapper.outer is None:  # a complex field
        fragments = [
            tuple(Fragment(copy.deepcopy(fragment.element), fragment.run) for fragment in fragments)
            for fragments in (wrapper.before, wrapper.after)
        ]
        return Wrapper(wrapper.prefix, [], wrapper.own_base, None, None, fragments[0], fragments[1])
    outer = copy.deepcopy(wrapper.outer)
    holder = outer if wrapper.holder is wrapper.outer else child(outer, "w:sdtContent")
    properties = child(outer, "w:sdtPr")
    identity = child(properties, "w:id") if properties is not None else None
    if identity is not None and properties is not None:
        properties.remove(identity)  # ids of content controls are unique (ECMA-376-1 §17.5.2.18)
    return Wrapper(wrapper.prefix, [], wrapper.own_base, outer, holder)
