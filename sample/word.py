"""Pieces of WordprocessingML that python-docx does not make: fields, notes, text boxes, links, bookmarks.

Section numbers in comments are those of ECMA-376, part 1.
"""

from collections.abc import Iterable
from copy import deepcopy
from io import BytesIO
from typing import Any, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part, PartFactory, XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsmap, qn

Element = Any  # lxml's stubs do not know python-docx's element classes
EMU_PER_POINT = 12700

# The part comes with the template; as an XmlPart, it is saved with the notes added to it.
PartFactory.part_type_for[CONTENT_TYPE.WML_FOOTNOTES] = XmlPart

_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": nsmap["w"],
        "a": nsmap["a"],
        "wp": nsmap["wp"],
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "w10": "urn:schemas-microsoft-com:office:word",
    }.items()
)


def element(tag: str, attributes: dict[str, str] | None = None, *children: Element) -> Element:
    """An element with prefixed names: element("w:b", {"w:val": "0"})."""
    made = OxmlElement(tag, attrs={qn(name): value for name, value in (attributes or {}).items()})
    made.extend(children)
    return made


def run(text: str, *properties: Element) -> Element:
    """A run of text; `properties` in the order of the schema (17.3.2.28)."""
    made = element("w:r")
    if properties:
        made.append(element("w:rPr", None, *properties))
    made.text = text  # python-docx makes w:t, w:tab and xml:space
    return made


def style(identifier: str) -> Element:
    """The run property that names a character style."""
    return element("w:rStyle", {"w:val": identifier})


def field(instruction: str, result: Iterable[Element], *properties: Element) -> list[Element]:
    """The runs of a complex field (17.16.18) around the runs of its current result."""

    def part(*children: Element) -> Element:
        own = [element("w:rPr", None, *map(deepcopy, properties))] if properties else []
        return element("w:r", None, *own, *children)

    def mark(kind: str) -> Element:
        return part(element("w:fldChar", {"w:fldCharType": kind}))

    code = element("w:instrText", {"xml:space": "preserve"})
    code.text = f" {instruction} "
    return [mark("begin"), part(code), mark("separate"), *result, mark("end")]


def paragraph(style_id: str, children: Iterable[Element] = ()) -> Element:
    """A paragraph with a style."""
    properties = element("w:pPr", None, element("w:pStyle", {"w:val": style_id}))
    return element("w:p", None, properties, *children)


def bookmark(number: int, name: str, content: Iterable[Element]) -> list[Element]:
    """`content` inside a bookmark."""
    start = element("w:bookmarkStart", {"w:id": str(number), "w:name": name})
    return [start, *content, element("w:bookmarkEnd", {"w:id": str(number)})]


def link(part: Part, address: str, runs: Iterable[Element]) -> Element:
    """A hyperlink to an address, declared in the relationships of `part`."""
    relationship = part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    return element("w:hyperlink", {"r:id": relationship, "w:history": "1"}, *runs)


def inner_link(anchor: str, runs: Iterable[Element]) -> Element:
    """A hyperlink to a bookmark."""
    return element("w:hyperlink", {"w:anchor": anchor, "w:history": "1"}, *runs)


def footnotes_part(document: Document) -> XmlPart:
    """The part of the document to which notes are added; it comes with the template."""
    return cast(XmlPart, document.part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES))


def footnote_call(number: int) -> Element:
    reference = element("w:footnoteReference", {"w:id": str(number)})
    return element("w:r", None, element("w:rPr", None, style("Appelnotedebasdep")), reference)


def footnote(number: int, content: Iterable[Element]) -> Element:
    mark = element("w:r", None, element("w:rPr", None, style("Appelnotedebasdep")), element("w:footnoteRef"))
    body = paragraph("Notedebasdepage", [mark, run(" "), *content])
    return element("w:footnote", {"w:id": str(number)}, body)


def text_box(number: int, width: float, height: float, content: list[Element]) -> Element:
    """A run with an inline text box, `width` × `height` points, also as VML for older versions of Word.

    Both have the same text. Word and LibreOffice make the box as high as its text.
    """
    shape_type = (
        '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
        '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
        if number == 1
        else ""
    )
    size = f'cx="{round(width * EMU_PER_POINT)}" cy="{round(height * EMU_PER_POINT)}"'
    made = parse_xml(f"""
      <w:r {_NAMESPACES}><mc:AlternateContent>
        <mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">
          <wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/>
          <wp:docPr id="0" name="Encadré {number}"/><wp:cNvGraphicFramePr/>
          <a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
            <wps:wsp><wps:cNvSpPr txBox="1"/>
              <wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>
                <a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
                <a:solidFill><a:srgbClr val="F6F0E8"/></a:solidFill>
                <a:ln w="9525"><a:solidFill><a:srgbClr val="D8CFC4"/></a:solidFill></a:ln></wps:spPr>
              <wps:txbx><w:txbxContent/></wps:txbx>
              <wps:bodyPr wrap="square" lIns="152400" tIns="114300" rIns="152400" bIns="76200" anchor="t">
                <a:spAutoFit/></wps:bodyPr></wps:wsp>
          </a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>
        <mc:Fallback><w:pict>{shape_type}
          <v:shape id="Encadre_{number}" o:spid="_x0000_s{1026 + number}" type="#_x0000_t202"
            style="width:{width:g}pt;height:{height:g}pt;mso-wrap-style:square;v-text-anchor:top"
            fillcolor="#f6f0e8" strokecolor="#d8cfc4" strokeweight=".75pt">
            <v:textbox style="mso-fit-shape-to-text:t" inset="12pt,9pt,12pt,6pt"><w:txbxContent/></v:textbox>
            <w10:anchorlock/></v:shape></w:pict></mc:Fallback>
      </mc:AlternateContent></w:r>""")
    for holder in made.iter(qn("w:txbxContent")):
        holder.extend(deepcopy(content))
    return made


def band(width: float, height: float, colour: str) -> Element:
    """A run with a coloured band across the top of the page, behind the text, as decoration."""
    page = "mso-position-horizontal-relative:page;mso-position-vertical-relative:page"
    size = f'cx="{round(width * EMU_PER_POINT)}" cy="{round(height * EMU_PER_POINT)}"'
    return parse_xml(f"""
      <w:r {_NAMESPACES}><mc:AlternateContent>
        <mc:Choice Requires="wps"><w:drawing>
          <wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="1"
            locked="0" layoutInCell="1" allowOverlap="1">
            <wp:simplePos x="0" y="0"/>
            <wp:positionH relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionH>
            <wp:positionV relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionV>
            <wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>
            <wp:docPr id="0" name="Bandeau"/><wp:cNvGraphicFramePr/>
            <a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
              <wps:wsp><wps:cNvSpPr/>
                <wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>
                  <a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
                  <a:solidFill><a:srgbClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></wps:spPr>
                <wps:bodyPr/></wps:wsp>
            </a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>
        <mc:Fallback><w:pict>
          <v:rect id="Bandeau" o:spid="_x0000_s1026" fillcolor="#{colour.lower()}" stroked="f"
            style="position:absolute;margin-left:0;margin-top:0;width:{width:g}pt;height:{height:g}pt;z-index:-1;{page}"/>
        </w:pict></mc:Fallback>
      </mc:AlternateContent></w:r>""")


def contents_control(paragraphs: Iterable[Element]) -> Element:
    """The content control in which Word keeps a table of contents (17.5.2.12)."""
    gallery = element("w:docPartGallery", {"w:val": "Table of Contents"})
    properties = element("w:sdtPr", None, element("w:docPartObj", None, gallery, element("w:docPartUnique")))
    return element("w:sdt", None, properties, element("w:sdtContent", None, *paragraphs))


def number_drawings(document: Document) -> None:
    """Give every drawing in the body its own id (20.4.2.5: unique in the document)."""
    for number, properties in enumerate(document.element.iter(qn("wp:docPr")), 1):
        properties.set("id", str(number))


def package(document: Document) -> bytes:
    """The document as a zip archive that depends only on its content, with fixed dates and a fixed system."""
    saved, result = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            member = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type, member.create_system, member.external_attr = ZIP_DEFLATED, 3, 0o600 << 16
            target.writestr(member, source.read(name))
    return result.getvalue()
