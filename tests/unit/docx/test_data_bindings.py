"""Bound content controls: what Word fills them from on opening says the same as they do."""

import zipfile
from pathlib import Path

import pytest

from tests.unit.docx import building as w

STORE = "{11111111-2222-3333-4444-555555555555}"
PROPERTIES = w.Member(
    "customXml/itemProps1.xml",
    f'<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
    f'ds:itemID="{STORE.lower()}"/>'.encode(),
    type="application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    link="customXmlProps",
    source="customXml/item1.xml",
)
MAPPINGS = "xmlns:b='urn:book'"


def bound(path: str, store: str = STORE, mappings: str = MAPPINGS, text: str = "Le titre") -> str:
    binding = f'<w:dataBinding w:prefixMappings="{mappings}" w:xpath="{path}" w:storeItemID="{store}"/>'
    return w.control(w.r(text), f'<w:id w:val="7"/>{binding}<w:text/>')


def store_after(tmp_path: Path, control: str, xml: str) -> str:
    """The custom XML part after « Le titre » has become “The title”."""
    path = w.word_file(tmp_path, w.p(control), PROPERTIES, customXml1=xml)
    output = w.translated(path, {"Le titre": "The title"})
    assert w.texts(output)[0] == "The title"
    return w.read(output, "customXml/item1.xml").decode()


XML = '<book xmlns="urn:book"><title>Le titre</title><author>Anne</author></book>'


@pytest.mark.parametrize("path", ["/b:book[1]/b:title[1]", "/b:book/b:title", "//b:title"])
def test_the_custom_xml_follows(tmp_path: Path, path: str) -> None:
    assert "<title>The title</title><author>Anne</author>" in store_after(tmp_path, bound(path), XML)


def test_a_store_in_utf_16_follows(tmp_path: Path) -> None:
    """Other programs than Word write stores."""
    path = w.word_file(tmp_path, w.p(bound("//b:title")), PROPERTIES, customXml1=XML)
    members = {part: w.read(path, part) for part in w.names(path)}
    members["customXml/item1.xml"] = f'<?xml version="1.0" encoding="UTF-16"?>{XML}'.encode("utf-16")
    with zipfile.ZipFile(path, "w") as archive:
        for part, data in members.items():
            archive.writestr(part, data)
    output = w.translated(path, {"Le titre": "The title"})
    assert b"<title>The title</title>" in w.read(output, "customXml/item1.xml")


@pytest.mark.parametrize(
    ("path", "store", "mappings"),
    [
        ("/b:book/b:none", STORE, MAPPINGS),
        ("/c:book/c:title", STORE, MAPPINGS),
        ("/b:book/b:author", STORE, MAPPINGS),
        ("not a path[", STORE, MAPPINGS),
        ("document('file:///etc/passwd')", STORE, MAPPINGS),
        ("count(//*)", STORE, MAPPINGS),
        ("/b:book/b:title", "{99999999-2222-3333-4444-555555555555}", MAPPINGS),
    ],
)
def test_what_does_not_fit_is_left_alone(tmp_path: Path, path: str, store: str, mappings: str) -> None:
    assert store_after(tmp_path, bound(path, store, mappings), XML) == XML


def test_a_store_that_says_something_else_is_left_alone(tmp_path: Path) -> None:
    other = XML.replace("Le titre", "Autre chose")
    assert store_after(tmp_path, bound("//b:title"), other) == other


def test_an_unbound_control_changes_no_store(tmp_path: Path) -> None:
    assert store_after(tmp_path, w.control(w.r("Le titre")), XML) == XML


def test_two_controls_on_one_value(tmp_path: Path) -> None:
    path = w.word_file(
        tmp_path,
        w.p(bound("//b:title")) + w.p(bound("//b:title").replace('"7"', '"8"')),
        PROPERTIES,
        customXml1=XML,
    )
    output = w.translated(path, {"Le titre": "The title"})
    assert w.read(output, "customXml/item1.xml").count(b"The title") == 1


def test_a_control_bound_to_the_title_of_the_document(tmp_path: Path) -> None:
    control = bound("/c:coreProperties/d:title", "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}", "x")
    core = "<dc:title>Le titre</dc:title>"
    path = w.word_file(tmp_path, w.p(control), core_properties=core)
    output = w.translated(path, {"Le titre": "The title"})
    assert "<dc:title>The title</dc:title>" in w.body(output, "docProps/core.xml")


def test_a_control_bound_to_the_company(tmp_path: Path) -> None:
    uri = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    company = w.Member(
        "docProps/app.xml",
        f'<Properties xmlns="{uri}"><Company>Le titre</Company></Properties>'.encode(),
        type="application/vnd.openxmlformats-officedocument.extended-properties+xml",
        link="extended-properties",
        source="/",
    )
    control = bound("/e:Properties/e:Company", "{6668398D-A668-4E3E-A5EB-62B293D839F1}", f"xmlns:e='{uri}'")
    path = w.word_file(tmp_path, w.p(control), company)
    output = w.translated(path, {"Le titre": "The title"})
    assert b"<Company>The title</Company>" in w.read(output, "docProps/app.xml")


def test_a_broken_store_stops_nothing(tmp_path: Path) -> None:
    assert store_after(tmp_path, bound("//b:title"), "<book") == "<book"


def test_the_value_of_a_chosen_item_stays(tmp_path: Path) -> None:
    items = '<w:listItem w:value="Le titre"/><w:listItem w:displayText="Autre" w:value="2"/>'
    control = bound("//b:title").replace("<w:text/>", f"<w:dropDownList>{items}</w:dropDownList>")
    path = w.word_file(tmp_path, w.p(control), PROPERTIES, customXml1=XML)
    output = w.translated(path, {"Le titre": "The title", "Autre": "Other"})
    assert w.read(output, "customXml/item1.xml").decode() == XML
    assert 'w:value="Le titre" w:displayText="The title"' in w.body(output)


def test_a_text_that_is_in_no_list_follows(tmp_path: Path) -> None:
    items = '<w:listItem w:displayText="Autre" w:value="2"/>'
    control = bound("//b:title").replace("<w:text/>", f"<w:comboBox>{items}</w:comboBox>")
    assert "<title>The title</title>" in store_after(tmp_path, control, XML)
