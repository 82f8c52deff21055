"""Find pictures without an alternative text and tables without a header row: what screen readers miss."""

from collections.abc import Iterator
from dataclasses import dataclass

from booktranslate.docx.document import Document
from booktranslate.docx.opc.xml import Element, attribute, child, children, inner_text, is_on, name

_DRAWN = {"pic:pic", "c:chart", "cx:chart", "dgm:relIds"}
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_LONG = 60


@dataclass(frozen=True, slots=True)
class Silent:
    """A picture without an alternative text, or a table without a header row: its kind, its name in Word or
    its first words, the heading above it, and its part. As a string, it is a sentence for the user."""

    kind: str
    name: str
    heading: str
    part: str

    def __str__(self) -> str:
        under = f", under “{self.heading}”" if self.heading else f", in {self.part}"
        if self.kind == "table":
            return f"The table that begins “{self.name}”{under} has no header row."
        return f"The {self.kind} “{self.name}”{under} has no alternative text."


def silent(document: Document) -> tuple[Silent, ...]:
    """All such pictures and tables, in the order of each part. Pictures marked as decorative are left out."""
    found: list[Silent] = []
    for part in document.parts:
        found += _in_part(document, part, document.root(part))
    return tuple(found)


def _in_part(document: Document, part: str, root: Element) -> Iterator[Silent]:
    heading = ""
    for item in root.iter("{*}p", "{*}drawing", "{*}pict", "{*}object", "{*}tbl"):
        match name(item.tag):
            case "w:p":
                if document.styles.of(item).level:
                    heading = _shortened(inner_text([item], "w:t")) or heading
            case "w:tbl":
                if part == document.main_part and _lacks_header(item):
                    words = next((text for text in map(str, _words(item)) if text.strip()), "")
                    yield Silent("table", _shortened(words), heading, part)
            case _ if next(item.iterancestors("{*}Fallback"), None) is None:
                for kind, label in _undescribed(item):
                    yield Silent(kind, label, heading, part)


def _undescribed(graphic: Element) -> Iterator[tuple[str, str]]:
    """The pictures of a graphic without an alternative text: kind and name of each."""
    if name(graphic.tag) == "w:drawing":
        drawn = next((name(item.tag) for item in graphic.iter() if name(item.tag) in _DRAWN), "")
        properties = next((item for item in graphic.iter() if name(item.tag) == "wp:docPr"), None)
        if not drawn or properties is None or _described(properties, ("descr", "title")):
            return
        if any(attribute(item, "val") in {"1", "true"} for item in properties.iter(_DECORATIVE)):
            return
        kind = {"pic:pic": "picture", "dgm:relIds": "diagram"}.get(drawn, "chart")
        yield kind, attribute(properties, "name") or "without a name"
        return
    for shape in graphic.iter("{urn:schemas-microsoft-com:vml}*"):
        pictures = [item for item in shape if name(item.tag) == "v:imagedata"]
        if pictures and not _described(shape, ("alt", "title")):
            label = attribute(pictures[0], "o:title") or attribute(shape, "id") or "without a name"
            yield "picture", label


def _described(element: Element, names: tuple[str, ...]) -> bool:
    return any((attribute(element, key) or "").strip() for key in names)


def _lacks_header(table: Element) -> bool:
    """Whether a table of several rows and columns has no header row (ECMA-376-1 §17.4.78 tblHeader)."""
    rows = children(table, "w:tr")
    if len(rows) < 2 or all(len(children(row, "w:tc")) < 2 for row in rows):
        return False
    properties = child(rows[0], "w:trPr")
    return properties is None or not is_on(child(properties, "w:tblHeader"))


def _words(table: Element) -> Iterator[str]:
    for item in table.iter("{*}p"):
        yield inner_text([item], "w:t")


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONG else f"{line[:_LONG]}…"
