"""Complete an EPUB: what pandoc leaves out, and what it writes differently each day or in each version.

The metadata are entirely ours (EPUB 3.3, EPUB Accessibility 1.1 §2). Boxes become asides. The title page is
removed, as the first page of the book says the same. Members have a fixed order and date.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from defusedxml.ElementTree import fromstring

from booktranslate.errors import EngineError

_DATE = (1980, 1, 1, 0, 0, 0)
_OPF, _DC = "http://www.idpf.org/2007/opf", "http://purl.org/dc/elements/1.1/"
_XHTML, _EPUB = "http://www.w3.org/1999/xhtml", "http://www.idpf.org/2007/ops"
_SVG = "http://www.w3.org/2000/svg"
_PREFIXES = {
    "": _XHTML,
    "epub": _EPUB,
    "svg": _SVG,
    "xlink": "http://www.w3.org/1999/xlink",
    "m": "http://www.w3.org/1998/Math/MathML",
}
_NCX = "http://www.daisy.org/z3986/2005/ncx/"
_XML = "http://www.w3.org/XML/1998/namespace"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_PAGE = "application/xhtml+xml"
_BLOCKS = re.compile(r"(?:p|div|li|h[1-6]|t[dhr]|table|section|aside|br|dt|dd|figcaption|caption|body)$")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What an EPUB says about itself.

    `moment` is its date; `contributors` are names, each with a role (a MARC relator code); `draft` is what
    the top of the first page says if the book is not final.
    """

    title: str
    language: str
    moment: datetime
    creator: str = ""
    description: str = ""
    subjects: tuple[str, ...] = ()
    contributors: tuple[tuple[str, str], ...] = ()
    draft: str = ""


def complete(source: Path, target: Path, about: Metadata) -> None:
    """Complete pandoc's EPUB `source` and write it to `target`.

    Raises EngineError if `source` is not a valid EPUB, OSError if a file cannot be read or written.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            members = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
        opf = _opf(members)
        package = fromstring(members[opf])
        _set_order(package, opf, members)
        pictures, undescribed = _finish_pages(package, opf, members, about.language)
        if about.draft:
            _mark_first_page(package, opf, members, about.draft)
        identifier = (
            f"urn:uuid:{uuid5(NAMESPACE_URL, '|'.join((about.title, about.creator, about.language)))}"
        )
        _describe(package, about, identifier, pictures=pictures, undescribed=undescribed)
        members[opf] = _serialised(package, {"": _OPF, "dc": _DC})
        for name, data in members.items():
            if name.endswith(".ncx"):
                members[name] = _ncx(data, identifier)
    except (zipfile.BadZipFile, KeyError, SyntaxError, StopIteration) as error:
        raise EngineError(f"pandoc made an invalid EPUB ({error}).", where=str(source)) from error
    target.write_bytes(_zipped(members))


def pages(path: Path) -> list[str]:
    """The words of each page of an EPUB, in reading order, without cover and table of contents.

    Raises EngineError for a damaged EPUB.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        opf = _opf(members)
        package = fromstring(members[opf])
        items = {str(item.get("id")): item for item in package.iter(f"{{{_OPF}}}item")}
        order = [items[str(each.get("idref"))] for each in package.iter(f"{{{_OPF}}}itemref")]
        names = [_member(opf, item) for item in order if not _is_apart(item)]
        return ["".join(_words(fromstring(members[name]).find(f"{{{_XHTML}}}body"))) for name in names]
    except (zipfile.BadZipFile, KeyError, SyntaxError, StopIteration) as error:
        raise EngineError(f"cannot be read as an EPUB ({error}).", where=str(path)) from error


def _words(element: Element | None) -> Iterator[str]:
    if element is None:
        return
    yield element.text or ""
    for item in element:
        yield from _words(item)
        if _BLOCKS.match(str(item.tag).rpartition("}")[2]):
            yield "\n"
        yield item.tail or ""


def _opf(members: dict[str, bytes]) -> str:
    container = fromstring(members["META-INF/container.xml"])
    return str(
        next(item for item in container.iter() if str(item.tag).endswith("}rootfile")).get("full-path")
    )


def _member(opf: str, item: Element) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(opf), str(item.get("href"))))


def _set_order(package: Element, opf: str, members: dict[str, bytes]) -> None:
    """Remove the title page that pandoc adds, and put the table of contents before the book."""
    manifest = next(package.iter(f"{{{_OPF}}}manifest"))
    for item in list(manifest):
        if str(item.get("href")).endswith("title_page.xhtml"):
            manifest.remove(item)
            members.pop(_member(opf, item), None)
            for spine in package.iter(f"{{{_OPF}}}spine"):
                for each in [each for each in spine if each.get("idref") == item.get("id")]:
                    spine.remove(each)
    # Make the table of contents a page of the book, after the cover.
    nav = next(item for item in manifest if "nav" in (item.get("properties") or "").split())
    for spine in package.iter(f"{{{_OPF}}}spine"):
        if all(each.get("idref") != nav.get("id") for each in spine):
            place = 1 if "cover" in str(spine[0].get("idref")) else 0
            entry = Element(f"{{{_OPF}}}itemref", {"idref": str(nav.get("id"))})
            spine.insert(place, entry)
    for guide in [item for item in package if item.tag == f"{{{_OPF}}}guide"]:
        package.remove(guide)  # an element of EPUB 2


def _finish_pages(package: Element, opf: str, members: dict[str, bytes], language: str) -> tuple[int, int]:
    """Finish all pages; returns the number of pictures, and of those without a description."""
    items = {str(item.get("id")): item for item in package.iter(f"{{{_OPF}}}item")}
    spine = [items[str(each.get("idref"))] for each in package.iter(f"{{{_OPF}}}itemref")]
    first = next(_member(opf, item) for item in spine if not _is_apart(item))
    pictures = undescribed = 0
    for item in items.values():
        if item.get("media-type") != _PAGE:
            continue
        name = _member(opf, item)
        root = fromstring(members[name])
        root.set("lang", language)
        root.set(f"{{{_XML}}}lang", language)
        for element in list(root.iter()):
            _finish(element)
        for image in root.iter(f"{{{_XHTML}}}img"):
            pictures += 1
            undescribed += not (image.get("alt") or "").strip()
        if "nav" in (item.get("properties") or "").split():
            _finish_contents(root, posixpath.relpath(first, posixpath.dirname(name)))
        for drawing in root.iter(f"{{{_SVG}}}svg") if "cover" in str(item.get("id")) else ():
            drawing.set("role", "img")
            drawing.set("aria-label", "Cover")
        members[name] = _serialised(root, _PREFIXES, "<!DOCTYPE html>\n")
    return pictures, undescribed


def _mark_first_page(package: Element, opf: str, members: dict[str, bytes], words: str) -> None:
    """Say on the first page that the book is a draft, as an EPUB has no page headers that could say it."""
    items = {str(item.get("id")): item for item in package.iter(f"{{{_OPF}}}item")}
    spine = [items[str(each.get("idref"))] for each in package.iter(f"{{{_OPF}}}itemref")]
    name = next(_member(opf, item) for item in spine if not _is_apart(item))
    root = fromstring(members[name])
    body = next(root.iter(f"{{{_XHTML}}}body"))
    line = Element(f"{{{_XHTML}}}p")
    SubElement(line, f"{{{_XHTML}}}strong").text = words
    body.insert(0, line)
    members[name] = _serialised(root, _PREFIXES, "<!DOCTYPE html>\n")


def _is_apart(item: Element) -> bool:
    """Whether a page is the table of contents or the cover."""
    return "nav" in (item.get("properties") or "").split() or "cover" in str(item.get("id"))


def _finish(element: Element) -> None:
    if (language := element.get("lang")) is not None:
        element.set(f"{{{_XML}}}lang", language)
    kind = str(element.tag).rpartition("}")[2]
    classes = (element.get("class") or "").split()
    if kind == "div" and "box" in classes:
        element.tag = f"{{{_XHTML}}}aside"
    elif kind == "thead":
        for cell in element.iter(f"{{{_XHTML}}}th"):
            cell.set("scope", "col")
    elif kind == "img" and element.get("alt") is None:
        element.set("alt", "")
    elif kind == "section" and "footnotes" in classes:
        element.set("role", "doc-endnotes")
        element.set("aria-label", "Notes")
    for attribute in [key for key in element.attrib if str(key).startswith("data-")]:
        del element.attrib[attribute]


def _finish_contents(root: Element, first: str) -> None:
    for nav in root.iter(f"{{{_XHTML}}}nav"):
        kind = nav.get(f"{{{_EPUB}}}type")
        if kind == "toc":
            nav.set("role", "doc-toc")
            for heading in nav.iter(f"{{{_XHTML}}}h1"):
                heading.text = "Contents"
        elif kind == "landmarks":
            for item in list(nav):
                nav.remove(item)
            entries = SubElement(nav, f"{{{_XHTML}}}ol")
            for label, href, use in (("Contents", "#toc", "toc"), ("Start of the book", first, "bodymatter")):
                link = SubElement(SubElement(entries, f"{{{_XHTML}}}li"), f"{{{_XHTML}}}a")
                link.set("href", href)
                link.set(f"{{{_EPUB}}}type", use)
                link.text = label


def _describe(package: Element, about: Metadata, identifier: str, *, pictures: int, undescribed: int) -> None:
    old = next(package.iter(f"{{{_OPF}}}metadata"))
    cover = [item for item in old if item.get("name") == "cover"]
    place = list(package).index(old)
    package.remove(old)
    made = Element(f"{{{_OPF}}}metadata")
    package.insert(place, made)
    package.set("unique-identifier", "book-id")
    package.attrib.pop("prefix", None)
    package.set(f"{{{_XML}}}lang", about.language)
    written = f"{about.moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"

    def say(name: str, words: str, **more: str) -> None:
        if words:
            SubElement(made, f"{{{_DC}}}{name}", more).text = words

    def state(name: str, words: str) -> None:
        SubElement(made, f"{{{_OPF}}}meta", {"property": name}).text = words

    say("identifier", identifier, id="book-id")
    say("title", about.title)
    say("language", about.language)
    say("creator", about.creator)
    for number, (name, role) in enumerate(about.contributors, 1):
        say("contributor", name, id=f"contributor-{number}")
        refined = {"refines": f"#contributor-{number}", "property": "role", "scheme": "marc:relators"}
        SubElement(made, f"{{{_OPF}}}meta", refined).text = role
    say("description", about.description)
    for subject in about.subjects:
        say("subject", subject)
    say("date", written)
    state("dcterms:modified", written)
    for words in ("textual", "visual") if pictures else ("textual",):
        state("schema:accessMode", words)
    features = ["structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability"]
    if not undescribed:
        state("schema:accessModeSufficient", "textual")
        if pictures:
            features.append("alternativeText")
    elif pictures:
        state("schema:accessModeSufficient", "textual,visual")
    for words in features:
        state("schema:accessibilityFeature", words)
    state("schema:accessibilityHazard", "none")
    state("schema:accessibilitySummary", _summary(pictures, undescribed))
    made.extend(cover)


def _summary(pictures: int, undescribed: int) -> str:
    text = "All words are text, in reading order, with headings, a table of contents and linked notes."
    if undescribed:
        return f"{text} Of {pictures} pictures, {undescribed} have no description."
    return f"{text} Every picture has a description." if pictures else text


def _ncx(data: bytes, identifier: str) -> bytes:
    root = fromstring(data)
    for item in root.iter(f"{{{_NCX}}}meta"):
        if item.get("name") == "dtb:uid":
            item.set("content", identifier)
    for point in list(root.iter(f"{{{_NCX}}}navMap")):
        for item in [each for each in point if _leads_to_title_page(each)]:
            point.remove(item)
    return _serialised(root, {"": _NCX})


def _leads_to_title_page(point: Element) -> bool:
    content = point.find(f"{{{_NCX}}}content")
    return content is not None and "title_page.xhtml" in str(content.get("src"))


def _serialised(root: Element, namespaces: dict[str, str], doctype: str = "") -> bytes:
    for prefix, uri in namespaces.items():
        register_namespace(prefix, uri)
    return (_HEAD + doctype + tostring(root, encoding="unicode") + "\n").encode()


def _zipped(members: dict[str, bytes]) -> bytes:
    """The archive (OCF 3.3 §4.2): first the type, not compressed, then the rest by name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in ["mimetype", *sorted(members.keys() - {"mimetype"})]:
            info = zipfile.ZipInfo(name, _DATE)
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, members[name])
    return stream.getvalue()
