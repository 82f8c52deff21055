"""Content controls that are bound to custom XML (ECMA-376-1 §17.5.2.6 dataBinding).

When Word opens a document, it fills such a control from the custom XML, so a translation must be in both.
"""

import re
from collections.abc import Callable

from lxml import etree

from booktranslate.docx.opc.package import Package
from booktranslate.docx.opc.xml import Element, attribute, child, inner_text
from booktranslate.errors import InputError

Value = tuple[str, str, str, str]
_NAMESPACE = re.compile(r"xmlns:([\w.-]+)\s*=\s*['\"]([^'\"]*)['\"]")
# The ids of the stores that stand for document properties, and the kinds of relationships to their parts.
_BUILT_IN = {
    "6C3C8BC8-F283-45AE-878A-BAB7291924A1": "core-properties",
    "6668398D-A668-4E3E-A5EB-62B293D839F1": "extended-properties",
}
_SIMPLE_PATH = re.compile(r"^[\w:./@\[\]\s=*'\"()-]{1,1000}$")


def values(root: Element) -> list[Value]:
    """For each bound control, in order: the id of its store, namespace declarations, XPath, and the text it
    shows.

    The path is "" if it shows an item of its list, as its store then has the item's value, which does not
    change.
    """
    found = []
    for control in root.iter("{*}sdt"):
        properties = child(control, "w:sdtPr")
        binding = child(properties, "w:dataBinding") if properties is not None else None
        if binding is not None and properties is not None:
            shown = inner_text([control], "w:t")
            found.append(
                (
                    attribute(binding, "w:storeItemID") or "",
                    attribute(binding, "w:prefixMappings") or "",
                    "" if _is_item(shown, properties) else attribute(binding, "w:xpath") or "",
                    shown,
                )
            )
    return found


def _is_item(shown: str, properties: Element) -> bool:
    """Whether a control shows an item of its list (§17.5.2.21 listItem)."""
    return any(
        shown.strip() in {attribute(item, "w:displayText"), attribute(item, "w:value")}
        for item in properties.iter("{*}listItem")
    )


def update(
    package: Package,
    before: list[Value],
    root: Element,
    changed: dict[str, Element],
    parse: Callable[[str], Element],
) -> None:
    """Update the custom XML from the controls of a part, whose `values` were `before`. Parts of custom XML
    that change are added to `changed`; `parse` gives the root of a part."""
    after = values(root)
    for old, new in zip(before, after, strict=False):
        if old[3] == new[3] or old[:3] != new[:3]:
            continue
        try:
            part = _store(package, old[0], parse)
            if part is None:
                continue
            store = changed[part] if part in changed else parse(part)
        except InputError:  # Word opens a document with a broken store
            continue
        node = _find(store, old[1], old[2])
        if node is not None and (node.text or "").strip() == old[3].strip():
            node.text = new[3]
            changed[part] = store


def _store(package: Package, identity: str, parse: Callable[[str], Element]) -> str | None:
    built_in = _BUILT_IN.get(identity.strip("{}").upper())
    if built_in:
        return next(
            (
                link.target
                for link in package.relationships()
                if link.kind == built_in and link.target in package
            ),
            None,
        )
    for part in package.names:
        for item in package.relationships(part) if part.startswith("customXml/") else ():
            if item.kind == "customXmlProps" and item.target in package:
                found = attribute(parse(item.target), "ds:itemID") or ""
                if found.lower() == identity.lower():
                    return part
    return None


def _find(store: Element, mappings: str, path: str) -> Element | None:
    prefixes = dict(_NAMESPACE.findall(mappings))
    if not _SIMPLE_PATH.match(path):
        return None
    try:
        found = store.xpath(path, namespaces=prefixes or None)
    except etree.XPathError:
        return None
    first = found[0] if isinstance(found, list) and found else None
    return first if isinstance(first, etree._Element) else None
