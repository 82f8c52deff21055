"""The texts of all parts in the order in which a reader meets them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from booktranslate.docx.formatting.appearance import OUTSIDE, Cell, Grid
from booktranslate.docx.opc.package import Package
from booktranslate.docx.opc.xml import Element
from booktranslate.docx.paragraphs.nodes import DEEPEST
from booktranslate.docx.passages import Passage
from booktranslate.docx.stories import Place
from booktranslate.docx.text_places import DropCapPlace, ParagraphPlace, TextPlace


@dataclass
class Story:
    """A parsed part and the places of text in it."""

    part: str
    kind: str
    root: Element
    places: list[Place] = field(default_factory=list)


def in_reading_order(
    package: Package, stories: Mapping[str, Story]
) -> list[tuple[Story, TextPlace, list[Passage]]]:
    """Each slot with its passages: notes after their paragraph, a chart or header where it is used."""
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
        if place.slot is not None and (texts := place.slot.texts):
            passages = []
            looks, cell = _appearance(place, grids[story.part], len(texts))
            part, number = story.part, numbers[story.part]
            for text, look in zip(texts, looks, strict=True):
                number += 1
                words = str(text)
                copy = place.copy and words in seen
                seen.add(words)
                passages.append(
                    Passage(text, part, number, place.kind, place.style, place.level, copy, look, cell)
                )
            numbers[part] = number
            order.append((story, place.slot, passages))
        for reference in place.refers:
            follow(story, reference, depth)

    def follow(story: Story, reference: str, depth: int = 0) -> None:
        if depth > DEEPEST:  # a note in a note in a note … has its turn when its part has
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


_PARAGRAPHS = (ParagraphPlace, DropCapPlace)


def _appearance(place: Place, grid: Grid, count: int) -> tuple[Sequence[str], Cell]:
    """How the texts of a place look, and the cell that it stands in."""
    if not isinstance(place.slot, _PARAGRAPHS):
        return [""] * count, OUTSIDE
    return place.slot.looks, grid.cell(place.slot.holder) if place.kind == "table cell" else OUTSIDE
