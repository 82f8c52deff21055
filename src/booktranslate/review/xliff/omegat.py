"""A zipped project for OmegaT: the French in XLIFF, the translations in its memories, the terms.

OmegaT translates what is in <target> (version 3.6 has no option to translate <source>), so the French is
there. A reviewed text is in the project's own memory, so that it is translated when the project is opened. A
draft is offered as a match of 100%: whoever accepts it has read it. What nobody accepts comes back in French,
which does not count as an answer.

    livre/omegat.project
    livre/source/livre.xlf          target/livre.xlf is what comes back
    livre/omegat/project_save.tmx   reviewed
    livre/tm/drafts.tmx             drafts
    livre/glossary/terms.utf8

OmegaT 3.6 identifies a text by its words alone, so a text that has two translations in the book, one for each
context, is left out.
"""

import io
import zipfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import SubElement

from booktranslate.files import write_atomic
from booktranslate.interchange import Element, serialised
from booktranslate.model import Close, State, TaggedText, Text
from booktranslate.review.values import Pack, Row
from booktranslate.review.xliff import xliff12
from booktranslate.review.xliff.inline import Code, codes

read = xliff12.read
_DATE = (1980, 1, 1, 0, 0, 0)
# By default OmegaT drops a note reference at the end of a text, and the spaces around it.
_FILTERS = b"""<?xml version="1.0" encoding="UTF-8"?>
<filters removeTags="false" removeSpacesNonseg="false" preserveSpaces="true" ignoreFileContext="false"/>
"""
_FOLDERS = ("source", "target", "omegat", "tm", "glossary", "dictionary")


def recognises(data: bytes) -> bool:
    """Never: a zip archive is unpacked before its files are recognised, and what comes back is XLIFF."""
    return False


def write(pack: Pack, path: Path) -> None:
    """Write a pack as a zipped project. Raises OutputError."""
    name = Path(pack.document).stem
    times = Counter(row.source for row in pack.rows)
    pack = replace(pack, rows=tuple(row for row in pack.rows if times[row.source] == 1))
    members = {
        "omegat.project": _project(pack),
        "omegat/filters.xml": _FILTERS,
        f"source/{name}.xlf": xliff12.document(pack, xliff12.offered),
        "omegat/project_save.tmx": _memory(pack, [r for r in pack.rows if r.state is State.REVIEWED]),
        "tm/drafts.tmx": _memory(pack, [r for r in pack.rows if r.state is State.DRAFT]),
    }
    if terms := _terms(pack):
        members["glossary/terms.utf8"] = terms
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for folder in _FOLDERS:
            archive.writestr(zipfile.ZipInfo(f"{name}/{folder}/", _DATE), b"")
        for member, data in members.items():
            info = zipfile.ZipInfo(f"{name}/{member}", _DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    write_atomic(path, packed.getvalue())


def _project(pack: Pack) -> bytes:
    root = Element("omegat")
    project = SubElement(root, "project", version="1.0")
    for folder in ("source", "target", "tm", "glossary", "dictionary"):
        SubElement(project, f"{folder}_dir").text = "__DEFAULT__"
    SubElement(project, "source_lang").text = pack.source_lang.upper()
    SubElement(project, "target_lang").text = pack.target_lang.upper()
    SubElement(project, "sentence_seg").text = "false"  # a text of ours is one paragraph
    return serialised(root, "")


def _memory(pack: Pack, rows: Iterable[Row]) -> bytes:
    """A memory as OmegaT writes its own, with OmegaT's short codes for tags as plain text."""
    root = Element("tmx", version="1.1")
    header = {
        "creationtool": "OmegaT",
        "o-tmf": "OmegaT TMX",
        "creationtoolversion": "3.6.0",
        "adminlang": "EN-US",
        "datatype": "plaintext",
        "segtype": "paragraph",
        "srclang": pack.source_lang.upper(),
    }
    SubElement(root, "header", header)
    body = SubElement(root, "body")
    for row in rows:
        numbers = _numbers(row.source)
        unit = SubElement(body, "tu")
        for lang, text in ((pack.source_lang, row.source), (pack.target_lang, row.target)):
            variant = SubElement(unit, "tuv", lang=lang.upper())
            SubElement(variant, "seg").text = _shown(text, numbers)
        unit.tail = "\n"
    return serialised(root, '<!DOCTYPE tmx SYSTEM "tmx11.dtd">')


_Sign = tuple[str, str]  # the name of an element and its id


def _sign(code: Code) -> _Sign:
    return xliff12.element_of(code)[0], code.id


def _numbers(source: TaggedText) -> dict[_Sign, int]:
    """The numbers that OmegaT gives to the elements of a text: it counts from 0."""
    found: dict[_Sign, int] = {}
    for code in codes(source):
        if isinstance(code, Code):
            found.setdefault(_sign(code), len(found))
    return found


def _shown(text: TaggedText, numbers: dict[_Sign, int]) -> str:
    """A text with the codes that OmegaT shows for the elements of the source; other tags are left out."""
    words = []
    for code in codes(text):
        if isinstance(code, Text):
            words.append(code.value)
        elif (number := numbers.get(_sign(code))) is not None:
            sign = f"{_sign(code)[0][0]}{number}"
            is_end = code.shape == "nested" and isinstance(code.piece, Close)
            is_start = code.shape == "nested" and not is_end
            words.append(f"</{sign}>" if is_end else f"<{sign}>" if is_start else f"<{sign}/>")
    return "".join(words)


def _terms(pack: Pack) -> bytes:
    lines = {f"{term.source}\t{term.rule}" for row in pack.rows for term in row.notes.terms}
    return "".join(f"{line}\n" for line in sorted(lines)).encode()
