"""TBX-Basic (ISO 30042): exchange a glossary with terminology tools (MultiTerm, memoQ, OmegaT, Weblate).

We write the version of 2008 (`martif`, with data categories as attributes), which all of them read. We read
it and the version of 2019 (`tbx`, in DCA and DCT style). Fields for which the format has no category ("do not
translate", "case-sensitive") go into `projectSubset`, which is free text.
"""

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import replace

from booktranslate.errors import InputError
from booktranslate.glossary import speech
from booktranslate.glossary.collection import Glossary
from booktranslate.glossary.terms import Term
from booktranslate.interchange import XML_LANG, Element, language, local, parse_xml, same_language, serialised

_DOCTYPE = '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">'
_RULES = "http://www.lisa.org/fileadmin/standards/tbx_basic/TBXBasicXCSV02.xcs"
# Our parts of speech in TBX-Basic: the value of partOfSpeech, and other categories that distinguish them.
_TO_TBX = {
    "noun": ("noun", {}),
    "mass noun": ("noun", {"grammaticalNumber": "mass"}),
    "acronym": ("noun", {"termType": "acronym"}),
    "name": ("properNoun", {}),
    "verb": ("verb", {}),
    "adjective": ("adjective", {}),
    "adverb": ("adverb", {}),
}
_KEEP, _CASE, _SPEECH = "do-not-translate", "case-sensitive", "part of speech: "
_TOOL = "booktranslate"
_DEPRECATED = ("deprecated", "superseded", "notrecommended", "forbidden")


def dump(glossary: Glossary, source: str, target: str, first: int = 1) -> bytes:
    """The glossary as the content of a TBX file; forbidden targets become deprecated terms of their concept.

    `source` and `target` are language tags, `first` is the number of the first concept.
    """
    root = Element("martif", {"type": "TBX-Basic", XML_LANG: "en"})
    header = ElementTree.SubElement(root, "martifHeader")
    description = ElementTree.SubElement(ElementTree.SubElement(header, "fileDesc"), "sourceDesc")
    ElementTree.SubElement(description, "p").text = _TOOL
    encoding = ElementTree.SubElement(header, "encodingDesc")
    ElementTree.SubElement(encoding, "p", type="XCSURI").text = _RULES
    body = ElementTree.SubElement(ElementTree.SubElement(root, "text"), "body")
    for number, term in enumerate(glossary.terms, first):
        entry = ElementTree.SubElement(body, "termEntry", id=f"c{number}")
        if term.note:
            ElementTree.SubElement(entry, "note").text = term.note
        _add(ElementTree.SubElement(entry, "langSet", {XML_LANG: source}), term, term.source, "preferred")
        targets = ElementTree.SubElement(entry, "langSet", {XML_LANG: target})
        _add(targets, term, term.target, "preferred")
        for wrong in term.forbidden:
            _add(targets, None, wrong, "deprecated")
    ElementTree.indent(root, " ")
    return serialised(root, _DOCTYPE)


def _add(languages: Element, term: Term | None, text: str, status: str) -> None:
    group = ElementTree.SubElement(languages, "tig")
    ElementTree.SubElement(group, "term").text = text
    if term and term.part_of_speech:
        name, others = _TO_TBX.get(term.part_of_speech.casefold(), ("other", {}))
        for kind, value in {"partOfSpeech": name, **others}.items():
            ElementTree.SubElement(group, "termNote", type=kind).text = value
    ElementTree.SubElement(group, "termNote", type="administrativeStatus").text = f"{status}Term-admn-sts"
    if term:
        other = term.part_of_speech and term.part_of_speech.casefold() not in _TO_TBX
        fields = {_KEEP: term.keep, _CASE: term.case_sensitive, _SPEECH + term.part_of_speech: other}
        for field in (field for field, wanted in fields.items() if wanted):
            ElementTree.SubElement(group, "descrip", type="projectSubset").text = field


def load(data: bytes, name: str, source: str, target: str) -> Glossary:
    """The terms in a file called `name` that have both languages (`en` counts as `en-GB`).

    If a concept has several English terms, the preferred or else the first one is taken. French synonyms
    become separate terms. Raises InputError for a file that is not TBX, or has no terms in these languages.
    """
    root = parse_xml(data, name)
    if local(root) not in ("martif", "tbx"):
        raise InputError(f"is not a TBX file (its root is <{local(root)}>).", where=name)
    ours = any(local(element) == "p" and element.text == _TOOL for element in root.iter())
    terms: dict[str, Term] = {}
    for entry in root.iter():
        if local(entry) in ("termEntry", "conceptEntry"):
            for term in _terms(entry, source, target, ours):
                terms.setdefault(term.source, replace(term, line=len(terms) + 1))
    if not terms:
        raise InputError(
            f"has no terms in both {source} and {target}.",
            where=name,
            hint="Export it from the other tool with these languages.",
        )
    return Glossary(tuple(terms.values()))


def _terms(entry: Element, source: str, target: str, ours: bool) -> Iterator[Term]:
    notes = [_text(child) for child in entry if local(child) == "note"]
    targets = _groups(entry, target)
    good = sorted((group for group in targets if not group.deprecated), key=lambda group: not group.preferred)
    for group in _groups(entry, source):
        if group.deprecated or not good:
            continue
        fields = group.values("projectsubset")
        # Other tools have no such field: there a term that is its own translation is not translated.
        keep = _KEEP in fields or (not ours and group.term == good[0].term)
        own = next((field.removeprefix(_SPEECH) for field in fields if field.startswith(_SPEECH)), "")
        stated = own or group.part_of_speech or good[0].part_of_speech
        known = speech.named(stated)
        unknown = f"Part of speech: {stated}." if known is None else ""
        yield Term(
            group.term,
            good[0].term,
            known or "",
            _CASE in fields,
            keep,
            tuple(dict.fromkeys(each.term for each in targets if each.deprecated)),
            " ".join(filter(None, (*notes, unknown))),
        )


class _Group:
    """A term with its data categories, in either style: `<termNote type="x">` or `<basic:x>`."""

    def __init__(self, element: Element) -> None:
        self.term = ""
        self._values: list[tuple[str, str]] = []
        for child in element.iter():
            if local(child) == "term" and not self.term:
                self.term = " ".join("".join(child.itertext()).split())
            elif child is not element:
                self._values.append(((child.get("type") or local(child)).lower(), _text(child)))

    def values(self, category: str) -> list[str]:
        return [value for name, value in self._values if name == category]

    @property
    def deprecated(self) -> bool:
        return any(value.lower().startswith(_DEPRECATED) for value in self.values("administrativestatus"))

    @property
    def preferred(self) -> bool:
        return any(value.lower().startswith("preferred") for value in self.values("administrativestatus"))

    @property
    def part_of_speech(self) -> str:
        if "acronym" in self.values("termtype"):
            return "acronym"
        stated = next(iter(self.values("partofspeech")), "")
        if stated.lower() == "noun" and "mass" in self.values("grammaticalnumber"):
            return "mass noun"
        return "" if stated.lower() == "other" else stated


def _groups(entry: Element, wanted: str) -> list[_Group]:
    """The terms of a concept in a language."""
    found = [
        _Group(child)
        for section in entry
        if local(section) in ("langSet", "langSec") and same_language(language(section), wanted)
        for child in section
        if local(child) in ("tig", "ntig", "termSec")
    ]
    return [group for group in found if group.term]


def _text(element: Element) -> str:
    return " ".join((element.text or "").split())
