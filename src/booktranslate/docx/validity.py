"""Check that Word will open a package without complaint, as far as a translation could have damaged it.

This covers the references between parts and between elements, and the schema of paragraphs. Many documents
have such problems from the beginning, so compare those of the translation with those of the source.
"""

from collections import Counter
from collections.abc import Iterator

from booktranslate.docx import schema
from booktranslate.docx.fields.nesting import follow
from booktranslate.docx.opc.package import Package
from booktranslate.docx.opc.xml import Element, attribute, name, parse
from booktranslate.errors import InputError
from booktranslate.model import Finding

_FIRST = {"w:tblPr": "w:tbl", "w:sdtPr": "w:sdt"}
_RANGES = {
    f"w:{kind}{end}": (kind, end) for kind in ("bookmark", "commentRange", "perm") for end in ("Start", "End")
}
_IDENTIFIED = {"wp:docPr": "id", "w:bookmarkStart": "w:id"}


def problems(package: Package) -> tuple[Finding, ...]:
    """What is wrong with a package: relationships, content types, ids, order, fields, ranges, schema."""
    found: list[Finding] = []
    for part in ("", *package.names):
        if part.endswith(".rels") or part == "[Content_Types].xml":
            continue
        where = f"{package.path.name}: {part or 'the package'}"

        def say(label: str, message: str, where: str = where) -> None:
            found.append(Finding(label, "warning", message, where))

        if part and not package.content_type(part):
            say("no-content-type", "The type of this part is not declared.")
        links = package.relationships(part)
        for link in links:
            if not link.external and link.target and link.target not in package:
                say("dangling-relationship", f"{link.id} leads to {link.target}, which is not in the file.")
        if part and _is_word(package.content_type(part)):
            try:
                root = parse(package.read(part), where)
            except InputError as error:
                say("unreadable", error.what)
                continue
            for label, message in _story(root, {link.id for link in links}):
                say(label, message)
    return tuple(found)


def new_faults(part: str, before: Element, after: Element) -> tuple[Finding, ...]:
    """What the schema does not allow in a part that has been written and what its source did not have."""
    found = Counter(schema.faults(after)) - Counter(schema.faults(before))
    return tuple(Finding("schema", "error", message, part) for message in found)


def _is_word(kind: str) -> bool:
    return kind.endswith("+xml") and ("wordprocessingml" in kind or "ms-word" in kind)


def _story(root: Element, links: set[str]) -> Iterator[tuple[str, str]]:
    """What is wrong in one part: for each fault, a name and a sentence."""
    yield from (("schema", message) for message in schema.faults(root))
    ids: Counter[tuple[str, str]] = Counter()
    ranges: Counter[tuple[str, str]] = Counter()
    fields: list[bool] = []  # for each open field, whether it is in its instruction
    for item in root.iter():
        kind = name(item.tag)
        parent = item.getparent()
        if kind in _FIRST and parent is not None and name(parent.tag) == _FIRST[kind] and parent.index(item):
            yield "order", f"A {kind} is not the first in its {_FIRST[kind]}."
        for key, value in item.attrib.items():
            if name(key).startswith("r:") and value and str(value) not in links:
                yield "no-relationship", f"A {kind} names the relationship {value!s}, which is not there."
        if kind in _IDENTIFIED:
            ids[kind, attribute(item, _IDENTIFIED[kind]) or ""] += 1
        elif kind == "w:id" and parent is not None and name(parent.tag) == "w:sdtPr":
            ids["w:sdt", attribute(item, "w:val") or ""] += 1
        if kind in _RANGES:
            label, end = _RANGES[kind]
            key_of_range = label, attribute(item, "w:id") or ""
            ranges[key_of_range] += 1 if end == "Start" else -1
            if ranges[key_of_range] < 0:
                yield "range", f"The {label} {key_of_range[1]} ends before it begins."
        elif kind == "w:fldChar":
            mark = attribute(item, "w:fldCharType")
            if not follow(fields, mark):
                yield "field", f"A field mark ({mark}) stands where no field is open."
    yield from (("field", "A field does not end.") for _ in fields)
    for (label, identity), open_ in ranges.items():
        if open_ > 0:
            yield "range", f"The {label} {identity} does not end."
    for (kind, identity), count in ids.items():
        if count > 1:
            yield "double-id", f"{count} elements {kind} have the id {identity}."
