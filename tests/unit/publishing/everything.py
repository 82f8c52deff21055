"""A finished book that has one of everything that can go wrong on the way to readers."""

import io
from pathlib import Path

from PIL import Image

from tests.unit.docx import building as w
from tests.unit.docx.building import Member

_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
FONT = "Nowhere Display"
SENTENCES = [
    f"In the year {1800 + number} the keeper of light {number} saw {number * 7} ships, {number + 2} storms."
    for number in range(90)
]


def style(identity: str, name: str, inside: str = "", properties: str = "") -> str:
    look = f"<w:rPr>{inside}</w:rPr>" if inside else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/>'
        f"{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{look}</w:style>"
    )


def heading_style(level: int) -> str:
    return style(f"H{level}", f"heading {level}", "<w:b/>", f'<w:outlineLvl w:val="{level - 1}"/>')


STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Carlito" w:hAnsi="Carlito"/>'
    '<w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    + heading_style(1)
    + heading_style(2)
    + style("Title", "Title")
    + style("Toc1", "toc 1", "", '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="6000"/></w:tabs>')
    + style("Question", "Question", "<w:b/>")
)
CORE = (
    "<dc:title>The keepers</dc:title><dc:creator>Ada Ferry</dc:creator><cp:keywords>light; sea</cp:keywords>"
    '<dcterms:modified xmlns:dcterms="http://purl.org/dc/terms/">2025-03-04T05:06:07Z</dcterms:modified>'
)
SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="header1"/>'
    '<w:footerReference w:type="default" r:id="footer1"/>'
    '<w:pgSz w:w="8000" w:h="11000"/><w:pgMar w:top="1500" w:right="1000" w:bottom="1500" w:left="1000" '
    'w:header="600" w:footer="600" w:gutter="0"/></w:sectPr>'
)


def heading(text: str, level: int = 1) -> str:
    return w.p(text, properties=w.styled(f"H{level}"))


def picture(identity: int, descr: str = "", name: str = "Picture", inside: str = "") -> str:
    """A picture of 3 × 2 cm."""
    alt = f' descr="{descr}"' if descr else ""
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        '<wp:extent cx="1080000" cy="720000"/>'
        f'<wp:docPr id="{identity}" name="{name} {identity}"{alt}>{inside}</wp:docPr>'
        f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{identity}" name="x.png"/><pic:cNvPicPr/></pic:nvPicPr>'
        '<pic:blipFill><a:blip r:embed="pic1"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1080000" cy="720000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def box(*blocks: str, grows: bool, identity: int = 50) -> str:
    """A text box of 6 × 1.5 cm, with the copy for old programs that Word writes."""
    content = f"<w:txbxContent>{''.join(blocks)}</w:txbxContent>"
    fit = "<a:spAutoFit/>" if grows else ""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="2160000" cy="540000"/>'
        f'<wp:docPr id="{identity}" name="Box {identity}"/><a:graphic><a:graphicData uri="{_WPS}">'
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="2160000" cy="540000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        '<a:solidFill><a:srgbClr val="EEEEEE"/></a:solidFill></wps:spPr>'
        f"<wps:txbx>{content}</wps:txbx><wps:bodyPr>{fit}</wps:bodyPr></wps:wsp></a:graphicData></a:graphic>"
        f"</wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{content}"
        "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def exact_table(text: str) -> str:
    row = f'<w:tr><w:trPr><w:trHeight w:val="320" w:hRule="exact"/></w:trPr>{w.cell(w.p(text))}</w:tr>'
    grid = (
        '<w:tblPr><w:tblW w:w="3000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="3000"/></w:tblGrid>'
    )
    return f"<w:tbl>{grid}{row}</w:tbl>"


def headed_table() -> str:
    head = "<w:tr><w:trPr><w:tblHeader/></w:trPr>" + w.cell(w.p("Port")) + w.cell(w.p("Lights")) + "</w:tr>"
    row = f"<w:tr>{w.cell(w.p('Northquay'))}{w.cell(w.p('12'))}</w:tr>"
    column = '<w:gridCol w:w="2000"/>'
    grid = f'<w:tblPr><w:tblW w:w="4000" w:type="dxa"/></w:tblPr><w:tblGrid>{column}{column}</w:tblGrid>'
    return f"<w:tbl>{grid}{head}{row}</w:tbl>"


FRAME = (
    '<w:framePr w:w="2400" w:h="300" w:hRule="exact" w:wrap="around" w:vAnchor="text" w:hAnchor="text" '
    'w:x="1" w:y="1"/>'
)
SOUND = "Keepers of the northern rocks, who have room enough here."
GONE = {
    "row": "oysters and limpets, quarrelling gulls, forgotten ropes",
    "box": "brass polish from Zanzibar, which nobody ever opened",
    "frame": "kittiwakes upon the quiet parapet, asleep",
}


def chapters(*, clipped: bool) -> str:
    """The body: three chapters on several pages, with what is cut off if it is `clipped`."""
    caught = (
        exact_table(f"In the exact row there were nets, baskets, cork and twine and then {GONE['row']}")
        + w.p("After the row.")
        + w.p(
            box(
                w.p("In the box of fixed size lay seven wicks, a lamp of tin"),
                w.p(f"and a tin of {GONE['box']}"),
                grows=False,
            )
        )
        + w.p(f"A frame around it all, in which there stand {GONE['frame']}", properties=FRAME)
        + w.p("Behind the frame.")
    )
    return (
        w.p("The keepers of the light", properties=w.styled("Title"))
        + heading("First light")
        + w.p(SENTENCES[0], w.footnote_mark(2), " ", *SENTENCES[1:12])
        + headed_table()
        + w.p("Between tables.", picture(1, "A lighthouse on a rock"))
        + "".join(w.p(" ".join(SENTENCES[number : number + 6])) for number in range(12, 48, 6))
        + heading("Second light")
        + heading("Of small things", 2)
        + w.p("Who kept the light?", properties=w.styled("Question"))
        + w.p("A box that grows: ", box(w.p(SOUND), w.p("And their dogs."), grows=True, identity=51))
        + w.p("Nobody describes this one.", picture(2))
        + (caught if clipped else "")
        + "".join(w.p(" ".join(SENTENCES[number : number + 6])) for number in range(48, 84, 6))
        + heading("Third light")
        + w.p(w.r("Set in a type that is nowhere.", f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}"/>'))
        + w.p("Hidden: ", w.r("nobody sees this", "<w:vanish/>"), " seen.")
        + SECTION
    )


def png() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (60, 40), (30, 90, 160)).save(stream, "PNG")
    return stream.getvalue()


def everything(
    folder: Path, *, clipped: bool = True, file: str = "keepers.docx", body: str = "", **parts: str
) -> Path:
    """Write the book, with further parts."""
    return w.word_file(
        folder,
        body or chapters(clipped=clipped),
        Member("word/media/image1.png", png(), link="image", id="pic1"),
        file=file,
        styles=STYLES,
        core_properties=CORE,
        footnotes=w.footnote(2, w.p(w.r("<w:footnoteRef/>"), " He was called Ambrose.")),
        header1=w.p("The keepers: a running head"),
        footer1=w.p("Page ", w.complex_field(" PAGE ", "9"), " of them all"),
        **parts,
    )
