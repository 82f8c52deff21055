"""Word documents from snippets of WordprocessingML, and their text back as readable strings.

    path = word_file(folder, p("Bonjour ", r("Marie", BOLD)), footnotes=note(2, p("Une note.")))
    texts(path) == ["Bonjour <b>Marie</b>", "Une note."]
    body(translated(path, {"Bonjour <b>Marie</b>": "Hello <b>Marie</b>"}))

A part is named by the last word of its relationship type, with a number where there may be several
(`header1`); that name is its relationship id in the main part.
"""

import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from booktranslate.docx import Document, Edition, Passage, Reading
from booktranslate.docx.opc.xml import name
from booktranslate.model import TaggedText, parse

_OPEN = "http://schemas.openxmlformats.org"
_STRICT = "http://purl.oclc.org/ooxml"
_MICROSOFT = "http://schemas.microsoft.com/office"
_NAMESPACES = {
    "w": f"{_OPEN}/wordprocessingml/2006/main",
    "r": f"{_OPEN}/officeDocument/2006/relationships",
    "m": f"{_OPEN}/officeDocument/2006/math",
    "wp": f"{_OPEN}/drawingml/2006/wordprocessingDrawing",
    "a": f"{_OPEN}/drawingml/2006/main",
    "pic": f"{_OPEN}/drawingml/2006/picture",
    "c": f"{_OPEN}/drawingml/2006/chart",
    "dgm": f"{_OPEN}/drawingml/2006/diagram",
    "dsp": f"{_MICROSOFT}/drawing/2008/diagram",
    "ds": f"{_OPEN}/officeDocument/2006/customXml",
    "mc": f"{_OPEN}/markup-compatibility/2006",
    "wps": f"{_MICROSOFT}/word/2010/wordprocessingShape",
    "w14": f"{_MICROSOFT}/word/2010/wordml",
    "w15": f"{_MICROSOFT}/word/2012/wordml",
    "vt": f"{_OPEN}/officeDocument/2006/docPropsVTypes",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "cp": f"{_OPEN}/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_TO_STRICT = {
    "wordprocessingml/2006/main": "wordprocessingml/main",
    "officeDocument/2006/": "officeDocument/",
    "drawingml/2006/": "drawingml/",
}
_DECLARATIONS = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items())

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DRAWING = "application/vnd.openxmlformats-officedocument.drawingml"
_LINKS = f"{_OPEN}/officeDocument/2006/relationships"
DOCX = f"{_WORD}.document.main+xml"
DOTX = f"{_WORD}.template.main+xml"
DOCM = "application/vnd.ms-word.document.macroEnabled.main+xml"
DOTM = "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"

# Kind of part → content type, root element, path. The path is below word/ unless it begins with "/".
_PARTS = {
    "footnotes": (f"{_WORD}.footnotes+xml", "w:footnotes", "footnotes.xml"),
    "endnotes": (f"{_WORD}.endnotes+xml", "w:endnotes", "endnotes.xml"),
    "comments": (f"{_WORD}.comments+xml", "w:comments", "comments.xml"),
    "header": (f"{_WORD}.header+xml", "w:hdr", "header.xml"),
    "footer": (f"{_WORD}.footer+xml", "w:ftr", "footer.xml"),
    "numbering": (f"{_WORD}.numbering+xml", "w:numbering", "numbering.xml"),
    "styles": (f"{_WORD}.styles+xml", "w:styles", "styles.xml"),
    "settings": (f"{_WORD}.settings+xml", "w:settings", "settings.xml"),
    "glossaryDocument": (f"{_WORD}.document.glossary+xml", "w:glossaryDocument", "glossary/document.xml"),
    "chart": (f"{_DRAWING}.chart+xml", "c:chartSpace", "charts/chart.xml"),
    "chartUserShapes": (f"{_DRAWING}.chartshapes+xml", "c:userShapes", "drawings/drawing.xml"),
    "diagramData": (f"{_DRAWING}.diagramData+xml", "dgm:dataModel", "diagrams/data.xml"),
    "diagramDrawing": (
        "application/vnd.ms-office.drawingml.diagramDrawing+xml",
        "dsp:drawing",
        "diagrams/drawing.xml",
    ),
    "customXml": ("application/xml", "", "/customXml/item.xml"),
    "core-properties": (
        "application/vnd.openxmlformats-package.core-properties+xml",
        "cp:coreProperties",
        "/docProps/core.xml",
    ),
}


@dataclass
class Member:
    """A member that `word_file` does not know by kind: its name, bytes, type, and what links to it."""

    name: str
    data: bytes
    type: str = ""
    link: str = ""
    source: str = ""  # the part that links to it; the main part when empty, "/" for the package
    id: str = ""


@dataclass
class _File:
    types: dict[str, str] = field(default_factory=dict)
    links: dict[str, list[str]] = field(default_factory=dict)
    members: dict[str, bytes] = field(default_factory=dict)

    def link(self, source: str, identity: str, kind: str, target: str, external: bool = False) -> None:
        mode = ' TargetMode="External"' if external else ""
        self.links.setdefault(source, []).append(
            f'<Relationship Id="{identity}" Type="{kind}" Target="{target}"{mode}/>'
        )


def word_file(
    folder: Path,
    content: str,
    *members: Member,
    strict: bool = False,
    main: str = "word/document.xml",
    main_type: str = DOCX,
    file: str = "livre.docx",
    links: Mapping[str, str] | None = None,
    **parts: str,
) -> Path:
    """Write a document with that body, those parts, and external links (relationship id → URL)."""
    made = _File()
    made.link("", "rId1", f"{_LINKS}/officeDocument", main)
    made.types[main] = main_type
    made.members[main] = _part("w:document", f"<w:body>{content}</w:body>", strict)
    for identity, inner in parts.items():
        kind = re.sub(r"\d+$", "", identity).replace("_", "-")
        content_type, root, where = _PARTS[kind]
        stem, _, ending = where.rpartition(".")
        where = f"{stem}{identity[len(kind) :]}.{ending}"
        part = where[1:] if where.startswith("/") else f"word/{where}"
        made.types[part] = content_type
        made.members[part] = _part(root, inner, strict) if root else inner.encode()
        if kind == "core-properties":
            made.link("", "rId2", f"{_OPEN}/package/2006/relationships/metadata/{kind}", part)
        else:
            made.link(main, identity, f"{_LINKS}/{kind}", f"/{part}")
    for identity, url in (links or {}).items():
        made.link(main, identity, f"{_LINKS}/hyperlink", url, external=True)
    for member in members:
        made.members[member.name] = member.data
        if member.type:
            made.types[member.name] = member.type
        if member.link:
            source = {"": main, "/": ""}.get(member.source, member.source)
            identity = member.id or f"m{len(made.members)}"
            kind = member.link if "://" in member.link else f"{_LINKS}/{member.link}"
            made.link(source, identity, kind, f"/{member.name}")
    path = folder / file
    path.write_bytes(b"")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _content_types(made.types))
        for source, items in made.links.items():
            where, _, last = source.rpartition("/")
            member_name = f"{where}/_rels/{last}.rels" if where else f"_rels/{last}.rels"
            archive.writestr(member_name, _strictly(_relationships(items), strict))
        for member_name, data in made.members.items():
            archive.writestr(member_name, data)
    return path


def _part(root: str, inner: str, strict: bool) -> bytes:
    return _strictly(f"<{root} {_DECLARATIONS} mc:Ignorable='w14 w15'>{inner}</{root}>", strict).encode()


def _strictly(xml: str, strict: bool) -> str:
    if strict:
        for old, new in _TO_STRICT.items():
            xml = xml.replace(f"{_OPEN}/{old}", f"{_STRICT}/{new}")
    return xml


def _content_types(types: Mapping[str, str]) -> str:
    overrides = "".join(
        f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in types.items()
    )
    defaults = "".join(
        f'<Default Extension="{extension}" ContentType="{kind}"/>'
        for extension, kind in (
            ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            ("xml", "application/xml"),
            ("png", "image/png"),
            ("bin", "application/vnd.ms-office.vbaProject"),
            ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            ("html", "text/html"),
            ("sigs", "application/vnd.openxmlformats-package.digital-signature-origin"),
        )
    )
    return f'<Types xmlns="{_OPEN}/package/2006/content-types">{defaults}{overrides}</Types>'


def _relationships(items: list[str]) -> str:
    return f'<Relationships xmlns="{_OPEN}/package/2006/relationships">{"".join(items)}</Relationships>'


# Snippets.

BOLD, ITALIC, LINE = "<w:b/>", "<w:i/>", '<w:u w:val="single"/>'


def r(text: str, properties: str = "") -> str:
    """A run; `text` may also be run content such as `<w:tab/>`."""
    inner = text if text.startswith("<") else f'<w:t xml:space="preserve">{text}</w:t>'
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inner}</w:r>"


def p(*content: str, properties: str = "") -> str:
    """A paragraph; content that is not markup becomes a run."""
    runs = "".join(item if item.startswith("<") else r(item) for item in content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def styled(style: str) -> str:
    """Paragraph properties with a style."""
    return f'<w:pStyle w:val="{style}"/>'


def complex_field(instruction: str, *result: str) -> str:
    """A complex field with its result."""
    shown = "".join(item if item.startswith("<") else r(item) for item in result)
    return f"{begin(instruction)}{shown}{END}"


def mark_field(instruction: str) -> str:
    """A complex field without a result, such as an index entry; the instruction may hold fields."""
    code = "".join(
        piece if piece.startswith("<") else r(f'<w:instrText xml:space="preserve">{piece}</w:instrText>')
        for piece in re.split(r"(<w:r>.*?</w:r>)", instruction)
        if piece
    )
    return r('<w:fldChar w:fldCharType="begin"/>') + code + END


def begin(instruction: str) -> str:
    """The beginning of a complex field, up to its result."""
    return (
        r('<w:fldChar w:fldCharType="begin"/>')
        + r(f'<w:instrText xml:space="preserve">{instruction}</w:instrText>')
        + r('<w:fldChar w:fldCharType="separate"/>')
    )


END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def cell(*blocks: str) -> str:
    """A table cell."""
    return f"<w:tc><w:tcPr><w:tcW w:w='0' w:type='auto'/></w:tcPr>{''.join(blocks)}</w:tc>"


def table(*rows: str) -> str:
    """A table of rows, each a string of cells."""
    grid = "<w:tblPr><w:tblW w:w='0' w:type='auto'/></w:tblPr><w:tblGrid><w:gridCol w:w='100'/></w:tblGrid>"
    return f"<w:tbl>{grid}{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def footnote(identity: int, *blocks: str) -> str:
    """A footnote of the footnotes part."""
    return f'<w:footnote w:id="{identity}">{"".join(blocks)}</w:footnote>'


def footnote_mark(identity: int) -> str:
    """The reference to a footnote."""
    return r(f'<w:footnoteReference w:id="{identity}"/>', '<w:vertAlign w:val="superscript"/>')


def bookmark(identity: int, label: str, *content: str) -> str:
    """Content between the ends of a bookmark."""
    inner = "".join(item if item.startswith("<") else r(item) for item in content)
    start = f'<w:bookmarkStart w:id="{identity}" w:name="{label}"/>'
    return f'{start}{inner}<w:bookmarkEnd w:id="{identity}"/>'


def refer(label: str) -> str:
    """A paragraph whose only content is a field that refers to a bookmark; it is no unit."""
    return p(complex_field(f" PAGEREF {label} ", "7"))


def control(content: str, properties: str = "") -> str:
    """A content control."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def drawing(inner: str, *, identity: int = 1, descr: str = "") -> str:
    """A run with a DrawingML picture or shape."""
    alt = f' descr="{descr}"' if descr else ""
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/>'
        f'<wp:docPr id="{identity}" name="Image 1"{alt}/>'
        f'<a:graphic><a:graphicData uri="x">{inner}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def text_box(*blocks: str) -> str:
    """A DrawingML shape with text, to stand in `drawing`."""
    return f"<wps:wsp><wps:txbx><w:txbxContent>{''.join(blocks)}</w:txbxContent></wps:txbx></wps:wsp>"


def vml_box(*blocks: str) -> str:
    """A VML picture with a text box, to stand in a run."""
    inside = f"<v:textbox><w:txbxContent>{''.join(blocks)}</w:txbxContent></v:textbox>"
    return f'<w:pict><v:shape id="Zone 1">{inside}</v:shape></w:pict>'


# From the file to text and back.

Targets = Mapping[str, str] | Callable[[Passage], TaggedText | None]


def texts(path: Path, reading: Reading | None = None) -> list[str]:
    """The tagged texts of a document, without copies."""
    return [str(passage.text) for passage in Document(path, reading).passages if not passage.copy]


def edition(path: Path, targets: Targets, reading: Reading | None = None) -> Edition:
    """The document with texts replaced; every source of a mapping must be in the document."""
    document = Document(path, reading)
    if not isinstance(targets, Mapping):
        return document.replace(targets, "en-GB", "fr")
    assert set(targets) <= {str(passage.text) for passage in document.passages}

    def lookup(passage: Passage) -> TaggedText | None:
        target = targets.get(str(passage.text))
        return None if target is None else parse(target)

    return document.replace(lookup, "en-GB", "fr")


def translated(path: Path, targets: Targets, reading: Reading | None = None) -> Path:
    """The path of the translated document; it must come out without a finding."""
    made = edition(path, targets, reading)
    assert made.findings == ()
    output = path.with_name("book.docx")
    made.save(output)
    return output


def read(path: Path, part: str) -> bytes:
    """The bytes of a member."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(part)


def names(path: Path) -> list[str]:
    """The members of a file, in order."""
    with zipfile.ZipFile(path) as archive:
        return archive.namelist()


def root(path: Path, part: str = "word/document.xml") -> etree._Element:
    """The parsed part."""
    return etree.fromstring(read(path, part))


def body(path: Path, part: str = "word/document.xml") -> str:
    """The inside of a part as markup without namespace declarations, and without `w:body`."""
    element = root(path, part)
    inner = next((item for item in element if name(item.tag) == "w:body"), element)
    markup = "".join(etree.tostring(item, encoding="unicode", with_tail=False) for item in inner)
    return re.sub(r' (?:xmlns(?::\w+)?="[^"]*"|xml:space="preserve")', "", markup)


def bare(markup: str) -> str:
    """Markup from the helpers above, as `body` shows it."""
    wrapped = etree.fromstring(f"<x {_DECLARATIONS}>{markup}</x>")
    inner = "".join(etree.tostring(item, encoding="unicode") for item in wrapped)
    return re.sub(r' (?:xmlns(?::\w+)?="[^"]*"|xml:space="preserve")', "", inner)
