"""Everything in a Word file that may make a reader fetch something, each in a form of its own.

    path = untrusted_book(folder, lambda construct: f"http://127.0.0.1:8000/{construct}.png")

Each construct has a paragraph of its name, so that a test sees that the document was read to its end.
"""

# ruff: noqa: E501, S608 (XML in one line; no SQL is sent anywhere)

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import quoteattr

from PIL import Image

_OPEN = "http://schemas.openxmlformats.org"
_LINKS = f"{_OPEN}/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": f"{_OPEN}/wordprocessingml/2006/main",
        "r": _LINKS,
        "wp": f"{_OPEN}/drawingml/2006/wordprocessingDrawing",
        "a": f"{_OPEN}/drawingml/2006/main",
        "pic": f"{_OPEN}/drawingml/2006/picture",
        "c": f"{_OPEN}/drawingml/2006/chart",
        "dgm": f"{_OPEN}/drawingml/2006/diagram",
        "mc": f"{_OPEN}/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        "wpc": "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
        "wp15": "http://schemas.microsoft.com/office/word/2012/wordprocessingDrawing",
        "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
        "dsp": "http://schemas.microsoft.com/office/drawing/2008/diagram",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

Url = Callable[[str], str]


def picture(colour: tuple[int, int, int]) -> bytes:
    """A PNG of one colour."""
    stream = io.BytesIO()
    Image.new("RGB", (40, 40), colour).save(stream, "PNG")
    return stream.getvalue()


@dataclass
class _Book:
    """The document under way: relationships and members by the part that they belong to."""

    url: Url
    body: list[str] = field(default_factory=list)
    sections: dict[str, list[str]] = field(default_factory=dict)  # header, footer, footnotes …
    links: dict[str, list[str]] = field(default_factory=dict)
    members: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)

    def external(self, construct: str, kind: str, source: str = "word/document.xml") -> str:
        """The id of a link out of the file."""
        target = quoteattr(self.url(construct))
        return self._link(source, f"x-{construct}", kind, target, ' TargetMode="External"')

    def internal(self, identity: str, kind: str, target: str, source: str = "word/document.xml") -> str:
        return self._link(source, identity, kind, quoteattr(target), "")

    def _link(self, source: str, identity: str, kind: str, target: str, mode: str) -> str:
        kind = kind if "://" in kind else f"{_LINKS}/{kind}"
        links = self.links.setdefault(source, [])
        links.append(f'<Relationship Id="{identity}" Type="{kind}" Target={target}{mode}/>')
        return identity

    def part(self, name: str, data: str | bytes, kind: str = "", *, link: str = "", id: str = "") -> str:
        self.members[name] = data if isinstance(data, bytes) else (_HEAD + data).encode()
        if kind:
            self.types[name] = kind
        return self.internal(id or f"p{len(self.members)}", link, f"/{name}") if link else ""

    def say(self, construct: str, inner: str = "") -> None:
        self.body.append(f"<w:p><w:r><w:t>{construct}</w:t></w:r>{inner}</w:p>")


def _blip(attributes: str, extra: str = "") -> str:
    return (
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        '<pic:nvPicPr><pic:cNvPr id="1" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f"<a:blip {attributes}>{extra}</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>"
        '<a:xfrm><a:off x="0" y="0"/><a:ext cx="360000" cy="360000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    )


def _inline(graphic: str, properties: str = "") -> str:
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="360000" cy="360000"/>'
        f'<wp:docPr id="1" name="p">{properties}</wp:docPr>{graphic}</wp:inline></w:drawing></w:r>'
    )


def _shape(inner: str, properties: str = "") -> str:
    """A drawing shape that holds paragraphs, or only properties."""
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="720000" cy="720000"/><wp:docPr id="1" name="s"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        '<wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="720000" cy="720000"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{properties}</wps:spPr>{inner}<wps:bodyPr/></wps:wsp>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _group(uri: str, root: str, picture: str) -> str:
    inner = picture.partition('picture">')[2].partition("</a:graphicData>")[0]
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="720000" cy="720000"/><wp:docPr id="1" name="g"/><a:graphic>'
        f'<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/{uri}"><{root}>'
        + (
            '<wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="720000" cy="720000"/>'
            '<a:chOff x="0" y="0"/><a:chExt cx="720000" cy="720000"/></a:xfrm></wpg:grpSpPr>'
            if root == "wpg:wgp"
            else ""
        )
        + f"{inner}</{root}></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _vml(inner: str, style: str = "width:30pt;height:30pt", attributes: str = "") -> str:
    shape = f'<v:shape id="s" type="#_x0000_t75" style="{style}" {attributes}>{inner}</v:shape>'
    return f"<w:r><w:pict>{shape}</w:pict></w:r>"


def _field(instruction: str, result: str = "<w:r><w:t>résultat</w:t></w:r>") -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _simple(instruction: str) -> str:
    return f"<w:fldSimple w:instr={quoteattr(instruction)}><w:r><w:t>résultat</w:t></w:r></w:fldSimple>"


# --- what stands in paragraphs ---------------------------------------------------------------------------


def _pictures(book: _Book) -> None:
    def linked(construct: str, source: str = "word/document.xml") -> str:
        return f'r:link="{book.external(construct, "image", source)}"'

    book.say("inline", _inline(_blip(linked("inline"))))
    book.part("word/media/own.png", picture((0, 0, 255)))
    book.internal("own", "image", "media/own.png")
    book.say("embedded-and-linked", _inline(_blip(f'r:embed="own" {linked("embedded-and-linked")}')))
    book.say("embed-external", _inline(_blip(f'r:embed="{book.external("embed-external", "image")}"')))
    book.say(
        "anchored",
        '<w:r><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1"'
        ' behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        '<wp:extent cx="360000" cy="360000"/><wp:wrapNone/><wp:docPr id="1" name="p"/>'
        f"{_blip(linked('anchored'))}</wp:anchor></w:drawing></w:r>",
    )
    book.say(
        "text-box",
        _shape(
            "<wps:txbx><w:txbxContent><w:p>"
            f"{_inline(_blip(linked('text-box')))}</w:p></w:txbxContent></wps:txbx>"
        ),
    )
    book.body.append(
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='4000'/></w:tblGrid><w:tr><w:tc><w:p><w:r><w:t>table"
        f"</w:t></w:r>{_inline(_blip(linked('table')))}</w:p></w:tc></w:tr></w:tbl>"
    )
    book.body.append(
        "<w:p><w:r><w:t>content-control</w:t></w:r><w:sdt><w:sdtPr><w:picture/></w:sdtPr><w:sdtContent>"
        f"{_inline(_blip(linked('content-control')))}</w:sdtContent></w:sdt></w:p>"
    )
    book.say("group", _group("wordprocessingGroup", "wpg:wgp", _blip(linked("group"))))
    book.say("canvas", _group("wordprocessingCanvas", "wpc:wpc", _blip(linked("canvas"))))
    fill = f"<a:blipFill><a:blip {linked('shape-fill')}/><a:stretch><a:fillRect/></a:stretch></a:blipFill>"
    book.say("shape-fill", _shape("", fill))
    svg = f"<asvg:svgBlip {linked('svg-extension')}/>"
    extension = f'<a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">{svg}</a:ext></a:extLst>'
    book.say("svg-extension", _inline(_blip('r:embed="own"', extension)))
    outside = quoteattr(book.url("svg-image"))
    book.part(
        "word/media/own.svg",
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="40" '
        f'height="40"><image xlink:href={outside} width="40" height="40"/></svg>',
    )
    book.internal("own-svg", "image", "media/own.svg")
    book.say("svg-image", _inline(_blip('r:embed="own-svg"')))
    video = f"<a:videoFile r:link={quoteattr(book.external('video', 'video'))}/>"
    book.say(
        "video",
        _inline(
            _blip('r:embed="own"').replace("<pic:cNvPicPr/>", f"<pic:cNvPicPr/><pic:nvPr>{video}</pic:nvPr>")
        ),
    )
    online = f'<a:ext uri="{{C809E66F-F1BF-436E-b5F7-EEA9579F0CBA}}"><wp15:webVideoPr embeddedHtml="&lt;iframe src=&quot;{book.url("web-video")}&quot;/&gt;" h="10" w="10"/></a:ext>'
    book.say("web-video", _inline(_blip('r:embed="own"'), f"<a:extLst>{online}</a:extLst>"))
    audio = f"<a:audioFile r:link={quoteattr(book.external('audio', 'audio'))}/>"
    book.say(
        "audio",
        _inline(
            _blip('r:embed="own"').replace("<pic:cNvPicPr/>", f"<pic:cNvPicPr/><pic:nvPr>{audio}</pic:nvPr>")
        ),
    )
    click = book.external("click", "hyperlink")
    book.say("click", _inline(_blip('r:embed="own"'), f'<a:hlinkClick r:id="{click}"/>'))
    sound = (
        f'<a:hlinkClick r:id=""><a:snd r:embed="{book.external("sound", "audio")}" name="s"/></a:hlinkClick>'
    )
    book.say("sound", _inline(_blip('r:embed="own"'), sound))
    bullet = f"<a:buBlip><a:blip {linked('bullet-in-shape')}/></a:buBlip>"
    book.say("bullet-in-shape", _shape("", f"<a:extLst><a:ext uri='x'>{bullet}</a:ext></a:extLst>"))
    hyper = book.external("hyperlink", "hyperlink")
    book.say("hyperlink", f'<w:hyperlink r:id="{hyper}"><w:r><w:t>lien</w:t></w:r></w:hyperlink>')
    target = quoteattr(book.url("internal-address"))
    book._link("word/document.xml", "internal-address", "image", target, "")
    book.say("internal-address", _inline(_blip('r:embed="internal-address"')))


def _old_pictures(book: _Book) -> None:
    for construct, attribute in (("vml-id", "r:id"), ("vml-href", "r:href"), ("vml-pict", "r:pict")):
        identity = book.external(construct, "image")
        book.say(construct, _vml(f'<v:imagedata {attribute}="{identity}" o:title=""/>'))
    book.say("vml-src", _vml(f"<v:imagedata src={quoteattr(book.url('vml-src'))}/>"))
    book.say("vml-o-href", _vml(f"<v:imagedata r:id='own' o:href={quoteattr(book.url('vml-o-href'))}/>"))
    fill = book.external("vml-fill", "image")
    book.say(
        "vml-fill",
        f'<w:r><w:pict><v:rect style="width:30pt;height:30pt"><v:fill r:id="{fill}" type="frame"/></v:rect></w:pict></w:r>',
    )
    fill = quoteattr(book.url("vml-fill-src"))
    book.say(
        "vml-fill-src",
        f'<w:r><w:pict><v:rect style="width:30pt;height:30pt"><v:fill src={fill} o:href={fill} type="frame"/></v:rect></w:pict></w:r>',
    )
    stroke = book.external("vml-stroke", "image")
    book.say(
        "vml-stroke",
        f'<w:r><w:pict><v:rect style="width:30pt;height:30pt"><v:stroke r:id="{stroke}" filltype="frame"/></v:rect></w:pict></w:r>',
    )
    book.say(
        "vml-shape-link",
        _vml('<v:imagedata r:id="own"/>', attributes=f"href={quoteattr(book.url('vml-shape-link'))}"),
    )
    linked = book.external("vml-text-box", "image")
    box = f'<v:textbox><w:txbxContent><w:p>{_vml(f"""<v:imagedata r:id="{linked}"/>""")}</w:p></w:txbxContent></v:textbox>'
    book.say(
        "vml-text-box", f'<w:r><w:pict><v:shape style="width:60pt;height:60pt">{box}</v:shape></w:pict></w:r>'
    )
    movie = book.external("movie", "video")
    book.say("movie", f'<w:r><w:pict><w:movie r:id="{movie}"/></w:pict></w:r>')


def _fields(book: _Book) -> None:
    def address(construct: str) -> str:
        return book.url(construct)

    book.say("includepicture-simple", _simple(f'INCLUDEPICTURE "{address("includepicture-simple")}"'))
    book.say("includepicture", _field(f'INCLUDEPICTURE "{address("includepicture")}" \\* MERGEFORMAT \\d'))
    linked = book.external("includepicture-vml", "image")
    result = _vml(f'<v:imagedata r:id="{linked}" r:href="{linked}"/>')
    book.say("includepicture-vml", _field(f'INCLUDEPICTURE \\d "{address("includepicture-vml")}"', result))
    for word in ("INCLUDETEXT", "INCLUDE", "IMPORT", "RD"):
        construct = word.lower()
        book.say(construct, _field(f'{word} "{address(construct)}"'))
        book.say(f"{construct}-simple", _simple(f'{word} "{address(f"{construct}-simple")}"'))
    book.say(
        "includetext-converter",
        _field(
            f'INCLUDETEXT "{address("includetext-converter")}" \\c XML \\t "{address("includetext-converter")}"'
        ),
    )
    book.say("link", _field(f'LINK Excel.Sheet.12 "{address("link")}" "Feuil1!L1C1" \\a \\p'))
    book.say("link-word", _field(f'LINK Word.Document.12 "{address("link-word")}" "OLE_LINK1" \\a \\r'))
    book.say("dde", _field(f'DDE Excel "{address("dde")}" L1C1'))
    book.say("ddeauto", _field(f'DDEAUTO soffice "{address("ddeauto")}" L1C1'))
    book.say("database", _field(f'DATABASE \\d "{address("database")}" \\c "DSN=x" \\s "SELECT * FROM t"'))
    book.say("embed-field", _field(f'EMBED Package "{address("embed-field")}"'))
    book.say("hyperlink-field", _field(f'HYPERLINK "{address("hyperlink-field")}"'))
    book.say("gotobutton", _field(f"MACROBUTTON AutoOpen {address('gotobutton')}"))


def _objects(book: _Book) -> None:
    preview = '<v:shape id="o1" style="width:30pt;height:30pt"><v:imagedata r:id="own"/></v:shape>'
    link = book.external("ole-link", "oleObject")
    book.say(
        "ole-link",
        f'<w:r><w:object>{preview}<o:OLEObject Type="Link" ProgID="Excel.Sheet.12" ShapeID="o1" '
        f'DrawAspect="Content" r:id="{link}" UpdateMode="Always"><o:LinkType>EnhancedMetaFile</o:LinkType>'
        "<o:LockedField>false</o:LockedField></o:OLEObject></w:object></w:r>",
    )
    link = book.external("ole-link-bare", "oleObject")
    book.say(
        "ole-link-bare",
        '<w:r><w:object><v:shape id="o2" style="width:30pt;height:30pt"/><o:OLEObject Type="Link" '
        f'ProgID="Word.Document.12" ShapeID="o2" DrawAspect="Content" r:id="{link}" UpdateMode="Always"/>'
        "</w:object></w:r>",
    )
    link = book.external("ole-embed-external", "oleObject")
    book.say(
        "ole-embed-external",
        f'<w:r><w:object>{preview.replace("o1", "o3")}<o:OLEObject Type="Embed" ProgID="Word.Document.12" '
        f'ShapeID="o3" DrawAspect="Content" r:id="{link}"/></w:object></w:r>',
    )
    preview_link = book.external("ole-preview", "image")
    book.internal("ole-bin", "package", "embeddings/inner.docx")
    book.part("word/embeddings/inner.docx", _inner_docx(book.url("ole-embedded-document")))
    book.say(
        "ole-preview",
        '<w:r><w:object><v:shape id="o4" style="width:30pt;height:30pt">'
        f'<v:imagedata r:id="{preview_link}"/></v:shape><o:OLEObject Type="Embed" ProgID="Word.Document.12" '
        'ShapeID="o4" DrawAspect="Content" r:id="ole-bin"/></w:object></w:r>',
    )
    book.say(
        "ole-embedded-document",
        '<w:r><w:object><v:shape id="o5" style="width:90pt;height:90pt"/><o:OLEObject Type="Embed" '
        'ProgID="Word.Document.12" ShapeID="o5" DrawAspect="Content" r:id="ole-bin"/></w:object></w:r>',
    )
    book.internal("odt-bin", "oleObject", "embeddings/inner.odt")
    book.part("word/embeddings/inner.odt", _inner_odt(book.url("ole-embedded-odt")))
    book.say(
        "ole-embedded-odt",
        '<w:r><w:object><v:shape id="o6" style="width:90pt;height:90pt"/><o:OLEObject Type="Embed" '
        'ProgID="LibreOffice.WriterDocument.1" ShapeID="o6" DrawAspect="Content" r:id="odt-bin"/></w:object></w:r>',
    )
    control = book.external("control", "control")
    book.say(
        "control", f'<w:r><w:object><w:control r:id="{control}" w:name="c" w:shapeid="o1"/></w:object></w:r>'
    )


def _chunks(book: _Book) -> None:
    for construct, ending, data in (
        (
            "chunk-html",
            "html",
            f'<html><head><link rel="stylesheet" href="{book.url("chunk-html")}"></head><body><p>chunk</p>'
            f'<img src="{book.url("chunk-html")}"><iframe src="{book.url("chunk-html")}"></iframe>'
            f'<object data="{book.url("chunk-html")}"></object></body></html>'.encode(),
        ),
        (
            "chunk-rtf",
            "rtf",
            (
                r'{\rtf1\ansi chunk {\field{\*\fldinst INCLUDEPICTURE "' + book.url("chunk-rtf") + r'" \\d}'
                r'{\fldrslt x}}{\field{\*\fldinst INCLUDETEXT "' + book.url("chunk-rtf") + r'"}{\fldrslt x}}'
                r"{\*\template " + book.url("chunk-rtf") + "}}"
            ).encode(),
        ),
        ("chunk-docx", "docx", _inner_docx(book.url("chunk-docx"))),
        (
            "chunk-mht",
            "mht",
            (
                "MIME-Version: 1.0\nContent-Type: text/html\n\n"
                f'<html><body><img src="{book.url("chunk-mht")}"></body></html>'
            ).encode(),
        ),
        (
            "chunk-flat",
            "xml",
            (
                '<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package '
                'xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
                f'<pkg:part pkg:name="{book.url("chunk-flat")}"/></pkg:package>'
            ).encode(),
        ),
        ("chunk-odt", "odt", _inner_odt(book.url("chunk-odt"))),
    ):
        kinds = {"html": "text/html", "rtf": "application/rtf", "docx": f"{_WORD}.document.main+xml"}
        kinds |= {"mht": "message/rfc822", "odt": "application/vnd.oasis.opendocument.text"}
        name = f"word/{construct}.{ending}"
        book.part(name, data, kinds.get(ending, "application/xml"), link="aFChunk", id=construct)
        book.say(construct)
        book.body.append(f'<w:altChunk r:id="{construct}"/>')
    book.say("chunk-external")
    book.body.append(f'<w:altChunk r:id="{book.external("chunk-external", "aFChunk")}"/>')
    book.say("sub-document")
    book.body.append(f'<w:subDoc r:id="{book.external("sub-document", "subDocument")}"/>')


def _charts(book: _Book) -> None:
    def framed(uri: str, inner: str) -> str:
        data = f'<a:graphicData uri="{_OPEN}/drawingml/2006/{uri}">{inner}</a:graphicData>'
        return _inline(f"<a:graphic>{data}</a:graphic>")

    book.part(
        "word/charts/chart1.xml",
        f"<c:chartSpace {_NAMESPACES}><c:chart><c:plotArea><c:barChart><c:barDir val='col'/>"
        "<c:grouping val='clustered'/><c:ser><c:idx val='0'/><c:order val='0'/><c:spPr><a:blipFill>"
        '<a:blip r:link="x-chart-fill"/><a:stretch/></a:blipFill></c:spPr><c:val><c:numRef><c:f>A1</c:f>'
        "<c:numCache><c:ptCount val='1'/><c:pt idx='0'><c:v>3</c:v></c:pt></c:numCache></c:numRef></c:val>"
        "</c:ser><c:axId val='1'/><c:axId val='2'/></c:barChart><c:catAx><c:axId val='1'/><c:crossAx val='2'/>"
        "</c:catAx><c:valAx><c:axId val='2'/><c:crossAx val='1'/></c:valAx></c:plotArea></c:chart>"
        '<c:externalData r:id="x-chart-data"><c:autoUpdate val="1"/></c:externalData></c:chartSpace>',
        "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
        link="chart",
        id="chart1",
    )
    book.external("chart-fill", "image", "word/charts/chart1.xml")
    book.external("chart-data", "oleObject", "word/charts/chart1.xml")
    book.say("chart-data", framed("chart", '<c:chart r:id="chart1"/>'))
    book.say("chart-fill")
    book.say(
        "chart-external", framed("chart", f'<c:chart r:id="{book.external("chart-external", "chart")}"/>')
    )
    kind = "application/vnd.openxmlformats-officedocument.drawingml.diagram"
    microsoft = "http://schemas.microsoft.com/office/2007/relationships/diagramDrawing"
    book.part(
        "word/diagrams/data1.xml",
        f'<dgm:dataModel {_NAMESPACES}><dgm:ptLst><dgm:pt modelId="1" type="doc"/></dgm:ptLst><dgm:cxnLst/>'
        '<dgm:bg><a:blipFill><a:blip r:link="x-smart-art-background"/></a:blipFill></dgm:bg>'
        '<dgm:extLst><a:ext uri="http://schemas.microsoft.com/office/drawing/2008/diagram">'
        '<dsp:dataModelExt relId="smart5" minVer="x"/></a:ext></dgm:extLst></dgm:dataModel>',
        f"{kind}Data+xml",
        link="diagramData",
        id="smart1",
    )
    book.external("smart-art-background", "image", "word/diagrams/data1.xml")
    book.part(
        "word/diagrams/drawing1.xml",
        f"<dsp:drawing {_NAMESPACES}><dsp:spTree><dsp:nvGrpSpPr><dsp:cNvPr id='0' name=''/><dsp:cNvGrpSpPr/>"
        "</dsp:nvGrpSpPr><dsp:grpSpPr/><dsp:sp modelId='1'><dsp:nvSpPr><dsp:cNvPr id='0' name=''/><dsp:cNvSpPr/>"
        "</dsp:nvSpPr><dsp:spPr><a:xfrm><a:off x='0' y='0'/><a:ext cx='360000' cy='360000'/></a:xfrm>"
        "<a:prstGeom prst='rect'><a:avLst/></a:prstGeom><a:blipFill><a:blip r:link='x-smart-art'/><a:stretch>"
        "<a:fillRect/></a:stretch></a:blipFill></dsp:spPr></dsp:sp></dsp:spTree></dsp:drawing>",
        "application/vnd.ms-office.drawingml.diagramDrawing+xml",
        link=microsoft,
        id="smart5",
    )
    book.external("smart-art", "image", "word/diagrams/drawing1.xml")
    ids = " ".join(
        f'r:{role}="{book.external(f"smart-art-{name}", f"diagram{name.title()}")}"'
        for role, name in (("lo", "layout"), ("qs", "quickStyle"), ("cs", "colors"))
    )
    book.say("smart-art", framed("diagram", f'<dgm:relIds r:dm="smart1" {ids}/>'))
    for name in ("smart-art-background", "smart-art-layout", "smart-art-quickStyle", "smart-art-colors"):
        book.say(name)


# --- what stands in other parts --------------------------------------------------------------------------


def _stories(book: _Book) -> None:
    for kind, root in (("header", "hdr"), ("footer", "ftr")):
        source = f"word/{kind}1.xml"
        picture_id = book.external(kind, "image", source)
        mark = book.external(f"watermark-{kind}", "image", source)
        watermark = _vml(
            f'<v:imagedata r:id="{mark}" gain="19661f"/>',
            "position:absolute;width:200pt;height:200pt;z-index:-251",
            'o:spid="_x0000_s2049" id="WordPictureWatermark1"',
        ).replace('id="s" ', "")
        book.part(
            source,
            f"<w:{root} {_NAMESPACES}><w:p><w:r><w:t>{kind}</w:t></w:r>"
            f'{_inline(_blip(f"""r:link="{picture_id}" """))}{watermark}</w:p></w:{root}>',
            f"{_WORD}.{kind}+xml",
            link=kind,
            id=kind,
        )
        book.say(f"watermark-{kind}")
        book.external(f"{kind}-external", kind)
        book.say(f"{kind}-external")
    for kind in ("footnote", "endnote"):
        source = f"word/{kind}s.xml"
        picture_id = book.external(kind, "image", source)
        drawn = _inline(_blip(f'r:link="{picture_id}"'))
        book.part(
            source,
            f"<w:{kind}s {_NAMESPACES}><w:{kind} w:id='2'><w:p><w:r><w:t>Note</w:t></w:r>{drawn}</w:p>"
            f"</w:{kind}></w:{kind}s>",
            f"{_WORD}.{kind}s+xml",
            link=f"{kind}s",
        )
        book.say(kind, f"<w:r><w:{kind}Reference w:id='2'/></w:r>")
    drawn = _inline(_blip(f'r:link="{book.external("comment", "image", "word/comments.xml")}"'))
    book.part(
        "word/comments.xml",
        f"<w:comments {_NAMESPACES}><w:comment w:id='1' w:author='A'><w:p>{drawn}</w:p></w:comment></w:comments>",
        f"{_WORD}.comments+xml",
        link="comments",
    )
    book.say("comment", "<w:r><w:commentReference w:id='1'/></w:r>")
    source = "word/numbering.xml"
    vml, drawing = (book.external(name, "image", source) for name in ("bullet-vml", "bullet-drawing"))
    levels = "".join(
        f"<w:abstractNum w:abstractNumId='{n}'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='bullet'/>"
        f"<w:lvlText w:val='•'/><w:lvlPicBulletId w:val='{n}'/></w:lvl></w:abstractNum>"
        for n in (0, 1)
    )
    book.part(
        source,
        f"<w:numbering {_NAMESPACES}><w:numPicBullet w:numPicBulletId='0'>"
        f"{_vml(f'<v:imagedata r:id={quoteattr(vml)}/>')[5:-6]}</w:numPicBullet>"
        f"<w:numPicBullet w:numPicBulletId='1'>{_inline(_blip(f'r:link={quoteattr(drawing)}'))[5:-6]}"
        f"</w:numPicBullet>{levels}<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
        "<w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num></w:numbering>",
        f"{_WORD}.numbering+xml",
        link="numbering",
    )
    for number, construct in ((1, "bullet-vml"), (2, "bullet-drawing")):
        book.body.append(
            f"<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='{number}'/></w:numPr></w:pPr>"
            f"<w:r><w:t>{construct}</w:t></w:r></w:p>"
        )


def _settings(book: _Book) -> None:
    source = "word/settings.xml"
    template = book.external("template", "attachedTemplate", source)
    data, head = (
        book.external(name, kind, source)
        for name, kind in (("mail-merge", "mailMergeSource"), ("mail-merge-head", "mailMergeHeaderSource"))
    )
    odso = book.external("mail-merge-odso", "mailMergeSource", source)
    transform = book.external("transform", "transform", source)
    book.part(
        source,
        f'<w:settings {_NAMESPACES}><w:displayBackgroundShape/><w:attachedTemplate r:id="{template}"/>'
        f'<w:linkStyles/><w:mailMerge><w:mainDocumentType w:val="formLetters"/><w:linkToQuery/>'
        f'<w:dataType w:val="textFile"/><w:connectString w:val={quoteattr(book.url("mail-merge"))}/>'
        f'<w:query w:val="SELECT * FROM t"/><w:dataSource r:id="{data}"/><w:headerSource r:id="{head}"/>'
        f'<w:viewMergedData/><w:odso><w:src r:id="{odso}"/></w:odso></w:mailMerge>'
        f'<w:saveThroughXslt r:id="{transform}"/><w:updateFields w:val="true"/></w:settings>',
        f"{_WORD}.settings+xml",
        link="settings",
    )
    for name in ("template", "mail-merge", "mail-merge-head", "mail-merge-odso", "transform"):
        book.say(name)
    source = "word/webSettings.xml"
    frame = book.external("frame", "frame", source)
    book.part(
        source,
        f'<w:webSettings {_NAMESPACES}><w:frameset><w:frame><w:sourceFileName r:id="{frame}"/></w:frame>'
        "</w:frameset></w:webSettings>",
        f"{_WORD}.webSettings+xml",
        link="webSettings",
    )
    book.say("frame")
    source = "word/fontTable.xml"
    font = book.external("font", "font", source)
    book.part(
        source,
        f'<w:fonts {_NAMESPACES}><w:font w:name="Inventée"><w:embedRegular r:id="{font}" '
        'w:fontKey="{00000000-0000-0000-0000-000000000001}"/></w:font></w:fonts>',
        f"{_WORD}.fontTable+xml",
        link="fontTable",
    )
    book.body.append(
        '<w:p><w:r><w:rPr><w:rFonts w:ascii="Inventée" w:hAnsi="Inventée"/></w:rPr><w:t>font</w:t></w:r></w:p>'
    )
    source = "word/theme/theme1.xml"
    image = book.external("theme", "image", source)
    fill = f'<a:blipFill><a:blip r:link="{image}"/><a:stretch/></a:blipFill>'
    book.part(
        source,
        f'<a:theme {_NAMESPACES} name="t"><a:themeElements><a:fmtScheme name="f"><a:fillStyleLst>{fill * 3}'
        f"</a:fillStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>",
        "application/vnd.openxmlformats-officedocument.theme+xml",
        link="theme",
    )
    book.say(
        "theme",
        _shape(
            '<wps:style><a:lnRef idx="0"/><a:fillRef idx="1"><a:srgbClr val="FFFFFF"/></a:fillRef><a:effectRef idx="0"/><a:fontRef idx="minor"/></wps:style>'
        ),
    )
    for name, kind in (
        ("styles-external", "styles"),
        ("custom-xml-external", "customXml"),
        ("people-external", "http://schemas.microsoft.com/office/2011/relationships/people"),
        ("glossary-external", "glossaryDocument"),
        ("printer-external", "printerSettings"),
        ("key-map-external", "http://schemas.microsoft.com/office/2006/relationships/keyMapCustomizations"),
        ("toolbar-external", "http://schemas.microsoft.com/office/2006/relationships/attachedToolbars"),
        ("macros-external", "http://schemas.microsoft.com/office/2006/relationships/vbaProject"),
    ):
        book.external(name, kind)
        book.say(name)
    book._link(
        "",
        "thumbnail",
        f"{_OPEN}/package/2006/relationships/metadata/thumbnail",
        quoteattr(book.url("thumbnail")),
        ' TargetMode="External"',
    )
    book.say("thumbnail")


def _inner_docx(url: str) -> bytes:
    """A document of one linked picture."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            _content_types({"word/document.xml": f"{_WORD}.document.main+xml"}),
        )
        archive.writestr(
            "_rels/.rels",
            _relationships(
                [f'<Relationship Id="r1" Type="{_LINKS}/officeDocument" Target="word/document.xml"/>']
            ),
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            _relationships(
                [
                    f'<Relationship Id="r1" Type="{_LINKS}/image" Target={quoteattr(url)} TargetMode="External"/>'
                ]
            ),
        )
        archive.writestr(
            "word/document.xml",
            f'<w:document {_NAMESPACES}><w:body><w:p>{_inline(_blip("""r:link="r1" """))}</w:p></w:body></w:document>',
        )
    return stream.getvalue()


def _inner_odt(url: str) -> bytes:
    stream = io.BytesIO()
    kind = "application/vnd.oasis.opendocument.text"
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind, zipfile.ZIP_STORED)
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{urn}:office:1.0" xmlns:text="{urn}:text:1.0" '
            f'xmlns:draw="{urn}:drawing:1.0" xmlns:svg="{urn}:svg-compatible:1.0" '
            'xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"><office:body><office:text>'
            f'<text:section text:name="s"><text:section-source xlink:href={quoteattr(url)}/></text:section>'
            '<text:p>odt<draw:frame text:anchor-type="as-char" svg:width="1cm" svg:height="1cm">'
            f"<draw:image xlink:href={quoteattr(url)}/></draw:frame></text:p></office:text></office:body>"
            "</office:document-content>",
        )
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{urn}:manifest:1.0" manifest:version="1.2">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
            "</manifest:manifest>",
        )
    return stream.getvalue()


def _content_types(types: dict[str, str]) -> str:
    defaults = "".join(
        f'<Default Extension="{ending}" ContentType="{kind}"/>'
        for ending, kind in (
            ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            ("xml", "application/xml"),
            ("png", "image/png"),
            ("svg", "image/svg+xml"),
            ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            ("odt", "application/vnd.oasis.opendocument.text"),
        )
    )
    overrides = "".join(
        f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in types.items()
    )
    return f'{_HEAD}<Types xmlns="{_OPEN}/package/2006/content-types">{defaults}{overrides}</Types>'


def _relationships(links: list[str]) -> str:
    inner = "".join(links)
    return f'{_HEAD}<Relationships xmlns="{_OPEN}/package/2006/relationships">{inner}</Relationships>'


GROUPS = {
    "pictures": _pictures,
    "old-pictures": _old_pictures,
    "fields": _fields,
    "objects": _objects,
    "chunks": _chunks,
    "charts": _charts,
    "stories": _stories,
    "settings": _settings,
}


def untrusted_book(path: Path, url: Url, *groups: str) -> list[str]:
    """Write the document with the constructs of those groups, each with its own address; their names."""
    asked: list[str] = []

    def noted(construct: str) -> str:
        asked.append(construct)
        return url(construct)

    book = _Book(noted)
    book.internal("rDocument", "officeDocument", "word/document.xml", "")
    book.types["word/document.xml"] = f"{_WORD}.document.main+xml"
    for group in groups or GROUPS:
        if group != "pictures" and "own" not in str(book.links):
            book.part("word/media/own.png", picture((0, 0, 255)))
            book.internal("own", "image", "media/own.png")
        GROUPS[group](book)
    background = ""
    if not groups or "old-pictures" in groups:
        identity = book.external("background", "image")
        background = (
            '<w:background w:color="FFFFFF"><v:background id="_x0000_s1025" o:bwmode="white" '
            f'fillcolor="white"><v:fill r:id="{identity}" type="frame"/></v:background></w:background>'
        )
        book.say("background")
    ends = "".join(
        f'<w:{kind}Reference w:type="default" r:id="{kind}"/>'
        for kind in ("header", "footer")
        if f"word/{kind}1.xml" in book.members
    )
    section = f'<w:sectPr>{ends}<w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    book.members["word/document.xml"] = (
        f"{_HEAD}<w:document {_NAMESPACES}>{background}<w:body>{''.join(book.body)}{section}</w:body></w:document>"
    ).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _content_types(book.types))
        for source, links in book.links.items():
            folder, _, last = source.rpartition("/")
            archive.writestr(
                f"{folder}/_rels/{last}.rels" if folder else "_rels/.rels", _relationships(links)
            )
        for name, data in book.members.items():
            archive.writestr(name, data)
    return list(dict.fromkeys(asked))
