"""The texts of all parts in the order in which a reader meets them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from booktranslate.docx.formatting.appearance import OUTSIDE, Grid
from booktranslate.docx.opc.package import Package
from booktranslate.docx.opc.xml import Element
from booktranslate.docx.paragraphs.nodes import DEEPEST
from booktranslate.docx.passages import Passage
from booktranslate.docx.stories import Place
from booktranslate.docx.text_places import TextPlace


@dataclass(eq=False)
class Story:
    """A parsed part and the places of text in it."""

    part: str
    kind: str
    root: Element
    places: list[Place] = field(default_factory=list)


def in_reading_order(
    package: Package, stories: Mapping[str, Story]
) -> list[tuple[Story, TextPlace, list[Passage]]]:
    """Each place of text with its story and passages, in reading order.

    A note comes after the paragraph that refers to it; a chart or header comes where it is first used.
    """
    notes: dict[str, list[tuple[Story, Place]]] = {}
    for story in stories.values():
        for place in story.places:
            if place.owner:
                notes.setdefault(place.owner, []).append((story, place))
    order: list[tuple[Story, TextPlace, list[Passage]]] = []
    numbers = dict.fromkeys(stories, 0)
    grids = {part: Grid() for part in stories}
    done: set[str] = set()
    seen: set[str] = set()

    def add(story: Story, place: Place, depth: int = 0) -> None:
        slot, part = place.slot, story.part
        if slot is not None and slot.texts:
            passages = []
            holders = slot.holders if place.kind == "table cell" else ()
            cell = grids[part].cell(holders[-1]) if holders else OUTSIDE
            for text, look in zip(slot.texts, slot.looks, strict=True):
                numbers[part] += 1
                words = str(text)
                copy = place.copy and words in seen
                seen.add(words)
                passages.append(
                    Passage(text, part, numbers[part], place.kind, place.style, place.level, copy, look, cell)
                )
            order.append((story, slot, passages))
        for reference in place.refers:
            follow(story, reference, depth)

    def follow(story: Story, reference: str, depth: int = 0) -> None:
        if depth > DEEPEST:  # a note in a note in a note …: read with its part
            return
        kind, _, identity = reference.partition(" ")
        if kind != "part":
            if reference not in done:
                done.add(reference)
                for other, place in notes.get(reference, ()):
                    add(other, place, depth + 1)
            return
        for item in package.relationships(story.part):
            if item.id == identity and item.target in stories and not item.external:
                add_part(item.target, depth + 1)

    def add_part(part: str, depth: int = 0) -> None:
        if part in done:
            return
        done.add(part)
        story = stories[part]
        for place in story.places:
            if place.owner and place.owner in done:
                continue
            if place.owner:
                follow(story, place.owner, depth)
            else:
                add(story, place, depth)

    add_part(package.main_part)
    for part in stories:
        add_part(part)
    return order
