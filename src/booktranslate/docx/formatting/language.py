"""Mark the language of text: in runs and styles (`w:lang`), settings (theme fonts), document properties."""

from collections.abc import Iterable

from lxml import etree

from booktranslate.docx.formatting.formats import schema_rank
from booktranslate.docx.opc.xml import Element, attribute, child, name, namespace, set_attribute

_DC = "http://purl.org/dc/elements/1.1/"


def mark(root: Element, kind: str, source: str, target: str) -> bool:
    """Set the language in a "styles", "settings" or "property" part; returns whether anything changed.

    In the first two, only the source language is replaced: a style that is marked as Spanish stays Spanish.
    """
    match kind:
        case "styles":
            return _styles(root, source, target)
        case "settings":
            return _set_all(root, "w:themeFontLang", source, target)
        case _:
            return _property(root, target)


def _styles(root: Element, source: str, target: str) -> bool:
    changed = _set_all(root, "w:lang", source, target)
    properties: Element = root
    # §17.7.5.1: the language of all text without a mark of its own.
    for step in ("w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang"):
        found = child(properties, step)
        if found is None:
            found = etree.Element(f"{{{namespace(root)}}}{step[2:]}")
            properties.insert(_place(properties) if step == "w:lang" else 0, found)
            changed = True
        properties = found
    if attribute(properties, "w:val") is None:
        set_attribute(properties, "w:val", target)
        changed = True
    return changed


def _set_all(root: Element, short: str, source: str, target: str) -> bool:
    named = root.iter(f"{{*}}{short.partition(':')[2]}")
    marks = [item for item in named if name(item.tag) == short]
    return [_set(item, source, target) for item in marks].count(True) > 0


def mark_runs(runs: Iterable[Element], source: str, target: str) -> bool:
    """Set the language of runs that are marked as the source language; returns whether anything changed."""
    changed = False
    for run in runs:
        properties = child(run, "w:rPr")
        language = child(properties, "w:lang") if properties is not None else None
        changed = (language is not None and _set(language, source, target)) or changed
    return changed


def is_marked(root: Element) -> bool:
    """Whether anything in a part is marked with a language."""
    return next(root.iter("{*}lang"), None) is not None


def mark_text(holder: Element, source: str, target: str) -> bool:
    """Set the language in a paragraph that is now in the target language; returns whether anything changed.

    Only the source language is replaced, and not in paragraphs inside this one.
    """
    marks = [item for item in holder.iter("{*}lang") if next(item.iterancestors("{*}p"), holder) is holder]
    return [name(item.tag) == "w:lang" and _set(item, source, target) for item in marks].count(True) > 0


def _place(properties: Element) -> int:
    """The position for `w:lang` among run properties."""
    return sum(1 for item in properties if schema_rank(name(item.tag)) < schema_rank("w:lang"))


def _set(item: Element, source: str, target: str) -> bool:
    value = attribute(item, "w:val")
    if value is None or not is_same(value, source) or is_same(value, target):
        return False
    set_attribute(item, "w:val", target)
    return True


def is_same(one: str, other: str) -> bool:
    """Whether two codes are of the same language, regardless of the country."""
    return one.split("-")[0].lower() == other.split("-")[0].lower()


def _property(root: Element, target: str) -> bool:
    language = child(root, "dc:language")
    if language is None:
        language = etree.SubElement(root, f"{{{_DC}}}language")
    if language.text == target:
        return False
    language.text = target
    return True
