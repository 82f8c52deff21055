"""The copy of a document for LibreOffice: nothing leads out of it, and what is in the file stays."""

import base64
import gzip
import io
import zipfile
from pathlib import Path

import pytest

from booktranslate.docx.opc.external_links import seal
from booktranslate.docx.opc.package import Package
from booktranslate.docx.opc.svg import sealed
from tests.unit.docx import building as w

OUT = "https://x.example/secret"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
RELS = "word/_rels/document.xml.rels"
PNG = b"\x89PNG\r\n\x1a\n picture"


def link(identity: str, kind: str, target: str = OUT, mode: str = ' TargetMode="External"') -> str:
    return f'<Relationship Id="{identity}" Type="{LINKS}/{kind}" Target="{target}"{mode}/>'


def linked(*links: str) -> bytes:
    return f"{HEAD}{''.join(links)}</Relationships>".encode()


def with_members(path: Path, **members: bytes) -> Path:
    """The file with those members replaced or added; `/` is written `__`, and `.` as `_dot_`."""
    with zipfile.ZipFile(path) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    kept |= {name.replace("__", "/").replace("_dot_", "."): data for name, data in members.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in kept.items():
            archive.writestr(name, data)
    return path


def put(path: Path, part: str, data: bytes) -> Path:
    return with_members(path, **{part.replace("/", "__").replace(".", "_dot_"): data})


def book(tmp_path: Path, content: str = "") -> Path:
    return w.word_file(tmp_path, w.p(w.r("Bonjour")) + content)


def copy_of(path: Path) -> Package:
    target = path.with_name("sealed.docx")
    seal(path, target)
    return Package(target)


def test_a_document_that_leads_nowhere_is_the_very_file(tmp_path: Path) -> None:
    path = put(book(tmp_path), "word/media/a.png", PNG)
    assert copy_of(path).path.read_bytes() == path.read_bytes()


def test_links_of_text_stay_and_all_else_goes(tmp_path: Path) -> None:
    kept = link("a", "hyperlink"), link("b", "image", "media/a.png", "")
    gone = link("c", "oleObject"), link("d", "frame"), link("e", "footnotes"), link("f", "chart", OUT, "")
    package = copy_of(put(book(tmp_path), RELS, linked(*kept, *gone)))
    assert [item.id for item in package.relationships("word/document.xml")] == ["a", "b"]


@pytest.mark.parametrize(
    "target", [OUT, "file:///etc/passwd", "//x.example/a", "\\\\x.example\\a", "C:\\a.png"]
)
def test_a_linked_picture_is_an_empty_one_of_the_file(tmp_path: Path, target: str) -> None:
    content = (
        '<w:p><w:r><w:drawing><a:blip r:link="a"/><a:blip r:embed="b" r:link="a"/></w:drawing></w:r></w:p>'
    )
    path = put(
        book(tmp_path, content), RELS, linked(link("a", "image", target), link("b", "image", "m.png", ""))
    )
    assert seal(path, tmp_path / "sealed.docx").pictures == 1
    package = Package(tmp_path / "sealed.docx")
    empty, own = package.relationships("word/document.xml")
    assert not empty.external
    assert package.read(empty.target).startswith(b"\x89PNG")
    assert own.target == "word/m.png"
    part = package.read("word/document.xml")
    assert b'<a:blip r:embed="a"/><a:blip r:embed="b"/>' in part


def test_documents_in_the_document_are_sealed_to_any_depth(tmp_path: Path) -> None:
    inner = put(book(tmp_path), RELS, linked(link("a", "attachedTemplate"))).read_bytes()
    for _ in range(6):
        inner = put(book(tmp_path), "word/inner.docx", inner).read_bytes()
    (tmp_path / "outer.docx").write_bytes(inner)
    package = copy_of(tmp_path / "outer.docx")
    depth = 0
    while "word/inner.docx" in package:
        depth += 1
        (tmp_path / "next.docx").write_bytes(package.read("word/inner.docx"))
        package = Package(tmp_path / "next.docx")
    assert depth == 3
    assert OUT.encode() not in b"".join(package.read(part) for part in package.names)


def test_damaged_relationships_and_inner_zips_are_left_out(tmp_path: Path) -> None:
    path = put(book(tmp_path), "word/_rels/header9.xml.rels", b"<Relationships")
    path = put(path, "word/inner.docx", b"PK\3\4 cut off")
    package = copy_of(path)
    assert {"word/_rels/header9.xml.rels", "word/inner.docx"}.isdisjoint(package.names)


def test_a_picture_in_postscript_is_empty(tmp_path: Path) -> None:
    path = put(book(tmp_path), "word/media/a.eps", b"%!PS-Adobe-3.0 EPSF-3.0\n(/etc/passwd) run")
    assert seal(path, tmp_path / "sealed.docx").pictures == 1
    assert Package(tmp_path / "sealed.docx").read("word/media/a.eps").startswith(b"\x89PNG")


def test_a_picture_with_the_name_of_a_part_goes(tmp_path: Path) -> None:
    path = put(book(tmp_path), RELS, linked(link("a", "image", "media/a.xml", "")))
    assert copy_of(path).relationships("word/document.xml") == ()


PACKED = base64.b64encode(gzip.compress(b"<svg/>", mtime=0)).decode()  # a fixed time: a test has one name
NESTED = base64.b64encode(
    f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{OUT}"/></svg>'.encode()
).decode()
DOT = base64.b64encode(PNG).decode()


@pytest.mark.parametrize(
    "inner",
    [
        f'<image xlink:href="{OUT}"/>',
        f'<image href="{OUT}"/>',
        '<image href="../../secret"/>',
        f'<use href="{OUT}#a"/>',
        f'<rect fill="url({OUT})"/>',
        f"<rect style=\"fill: URL( '{OUT}' )\"/>",
        f"<style>@import '{OUT}';</style>",
        f"<style>rect {{ fill: url({OUT}) }}</style>",
        f'<script href="{OUT}"/>',
        f"<foreignObject><iframe src='{OUT}'/></foreignObject>",
        f'<g xml:base="{OUT}"><use href="#a"/></g>',
        f'<image href="data:image/svg+xml;base64,{NESTED}"/>',
        f'<image href="data:image/png;base64,{NESTED}"/>',
        f'<image href="data:image/png;base64,{PACKED}"/>',
    ],
)
def test_a_picture_in_svg_leads_nowhere(inner: str) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{inner}<b/></svg>'
    made = sealed(svg.encode()) or b""
    assert b"secret" not in made
    assert b"data:" not in made
    assert b"<b/>" in made


@pytest.mark.parametrize(
    "inner",
    [
        '<use href="#a"/>',
        '<rect fill="url(#a)"/>',
        f'<image href="data:image/png;base64,{DOT}"/>',
        "<style>a {}</style>",
    ],
)
def test_a_picture_in_svg_keeps_what_is_its_own(inner: str) -> None:
    assert inner.encode() in (
        sealed(f'<svg xmlns="http://www.w3.org/2000/svg">{inner}</svg>'.encode()) or b""
    )


@pytest.mark.parametrize("data", [base64.b64decode(PACKED), b"<svg", b"<"])
def test_what_is_no_sound_svg_becomes_an_empty_picture(tmp_path: Path, data: bytes) -> None:
    package = copy_of(put(book(tmp_path), "word/media/a.svg", data))
    assert package.read("word/media/a.svg").startswith(b"\x89PNG")


def test_the_size_is_told(tmp_path: Path) -> None:
    path = put(book(tmp_path), "word/media/a.png", PNG * 100)
    told = seal(path, tmp_path / "sealed.docx")
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        sizes = {info.filename: info.file_size for info in archive.infolist()}
    assert told.xml_bytes == sum(size for name, size in sizes.items() if name.endswith(".xml"))
    assert told.xml_bytes + told.other_bytes == sum(sizes.values())
