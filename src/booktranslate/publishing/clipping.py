"""Lines that are only partly on a page: the last line of a box or row may show only its upper half."""

from collections.abc import Sequence

from booktranslate.pdf.pages import Page
from booktranslate.publishing.placing import Placed

_TOLERANCE = 0.5  # points


def cut_in_part(placed: Placed, pages: Sequence[Page]) -> list[tuple[int, str]]:
    """The numbers of paragraphs whose letters reach beyond the box that confines them, with the words of
    their last line. Paragraphs of which letters are entirely lost are left out."""
    groups: dict[int, list[int]] = {}
    for number, paragraph in enumerate(placed.paragraphs):
        if paragraph.confined.room:
            groups.setdefault(paragraph.group, []).append(number)
    found = []
    for numbers in groups.values():
        spans = [span for number in numbers for span in placed.found[number].spans]
        whole = all(placed.found[number].is_whole for number in numbers)
        if not spans or not whole or len({span.page for span in spans}) > 1:
            continue
        page = pages[spans[0].page]
        boxes = [
            page.box(place)
            for span in spans
            for place in range(span.start, span.end)
            if page.text[place].isalnum()
        ]
        height = max(box.top for box in boxes) - min(box.bottom for box in boxes)
        if height > placed.paragraphs[numbers[0]].confined.room + _TOLERANCE:
            last = placed.found[numbers[-1]].spans[-1]
            rows = page.text[last.start : last.end].replace("\ufffe", "\n").split("\n")
            found.append((numbers[-1], rows[-1].strip()))
    return found
