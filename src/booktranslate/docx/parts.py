"""Find the parts of a package that have text, by their content types (ECMA-376-1 §11.3, §15.2)."""

from collections.abc import Iterator

from booktranslate.docx.opc.package import Package
from booktranslate.docx.opc.xml import Element, attribute, name
from booktranslate.model import Finding

_STORY = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_KINDS = {
    f"{_STORY}footnotes+xml": "footnote",
    f"{_STORY}endnotes+xml": "endnote",
    f"{_STORY}header+xml": "header",
    f"{_STORY}footer+xml": "footer",
    f"{_STORY}comments+xml": "comment",
    f"{_STORY}numbering+xml": "numbering",
    f"{_STORY}styles+xml": "styles",
    f"{_STORY}settings+xml": "settings",
    f"{_STORY}document.glossary+xml": "placeholder",
    "application/vnd.openxmlformats-officedocument.drawingml.chart+xml": "chart",
    "application/vnd.ms-office.chartex+xml": "chart",
    "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml": "diagram",
    "application/vnd.openxmlformats-officedocument.drawingml.chartshapes+xml": "diagram",
    "application/vnd.ms-office.drawingml.diagramDrawing+xml": "diagram drawing",
    "application/vnd.openxmlformats-package.core-properties+xml": "property",
    "application/vnd.openxmlformats-officedocument.custom-properties+xml": "custom property",
    "application/vnd.openxmlformats-officedocument.extended-properties+xml": "extended property",
}
RUNNING = {"footnote", "endnote", "header", "footer", "comment"}
"""The kinds of parts with running text, besides the main part."""
WHOLE = {"styles", "settings", "property"}
"""The kinds of parts that state the language of the document."""
MAY_BE_BROKEN = {"custom property", "extended property"}
"""The kinds of parts that Word ignores if it cannot read them."""


def parts_by_kind(package: Package) -> dict[str, str]:
    """The parts with text or with the language of the document, each with its kind; the main part is left
    out."""
    found = {
        part: kind
        for part in package.names
        if (kind := _KINDS.get(package.content_type(part))) and part != package.main_part
    }
    # Building blocks have headers, notes and lists of their own, which are not in the book.
    folders = tuple(part.rpartition("/")[0] + "/" for part, kind in found.items() if kind == "placeholder")
    for part, kind in list(found.items()):
        if folders and part.startswith(folders) and kind not in {*WHOLE, "placeholder"}:
            del found[part]
    for item in package.relationships():
        # Some producers do not declare the type of the core properties.
        if item.kind == "core-properties" and item.target in package:
            found[item.target] = "property"
    return found


def not_entered(package: Package, part: str, root: Element) -> Iterator[Finding]:
    """One finding for each file whose text a part only imports."""
    for item in root.iter("{*}altChunk", "{*}subDoc"):
        links = {link.id: link.target for link in package.relationships(part)}
        target = links.get(attribute(item, "r:id") or "", "a missing file")
        what = "an imported file" if name(item.tag) == "w:altChunk" else "a sub-document"
        message = f"The text of {target} is not translated: it is {what}. Translate it separately."
        yield Finding("not-entered", "warning", message, f"{package.path.name}: {part}")
