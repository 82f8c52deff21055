"""Whatever becomes of the tag of a smart tag, a customXml element, a control or a field, all is valid."""

from pathlib import Path

import pytest

from booktranslate.docx import Document
from booktranslate.docx.opc.package import Package
from booktranslate.docx.validity import problems
from booktranslate.model import parse
from tests.unit.docx import building as w

WRAPPERS = {
    "smart tag": (
        '<w:smartTag w:uri="x" w:element="y"><w:smartTagPr><w:attr w:name="a" w:val="b"/></w:smartTagPr>',
        "</w:smartTag>",
    ),
    "custom XML": (
        '<w:customXml w:element="y"><w:customXmlPr><w:attr w:name="a" w:val="b"/></w:customXmlPr>',
        "</w:customXml>",
    ),
    "control": (
        '<w:sdt><w:sdtPr><w:id w:val="1"/></w:sdtPr><w:sdtEndPr/><w:sdtContent>',
        "</w:sdtContent></w:sdt>",
    ),
    "simple field": ('<w:fldSimple w:instr=" TITLE "><w:fldData>AAA=</w:fldData>', "</w:fldSimple>"),
    "smart tag in a link": (
        '<w:hyperlink w:anchor="x"><w:smartTag w:uri="x" w:element="y"><w:smartTagPr/>',
        "</w:smartTag></w:hyperlink>",
    ),
}


@pytest.mark.parametrize("wrapper", WRAPPERS.values(), ids=WRAPPERS)
@pytest.mark.parametrize("lost", ["", "<", "all"])
def test_the_properties_of_a_wrapper_are_no_content(
    tmp_path: Path, wrapper: tuple[str, str], lost: str
) -> None:
    path = w.word_file(tmp_path, w.p("Le maire de ", wrapper[0], w.r("la ville"), wrapper[1], " parle."))
    (passage,) = Document(path).passages
    assert passage.text.plain == "Le maire de la ville parle."
    assert not any(str(tag).startswith("<x2") for tag in passage.text.tags)
    english = str(passage.text).replace("Le maire de", "The mayor of").replace("parle", "speaks")
    target = parse(english) if lost == "" else parse(parse(english).plain)
    if lost == "<":
        target = parse(english.replace("</", "<").replace(" speaks", ""))
    made = w.edition(path, lambda _: target)
    output = tmp_path / "book.docx"
    made.save(output)
    assert problems(Package(output)) == ()
    if lost == "" and passage.text.tags and "smartTag" not in wrapper[0]:
        assert w.body(output) == w.bare(
            w.p("The mayor of ", wrapper[0], w.r("la ville"), wrapper[1], " speaks.")
        )


def test_a_wrapper_that_stands_twice_has_its_properties_first(tmp_path: Path) -> None:
    opening, closing = WRAPPERS["smart tag"]
    path = w.word_file(tmp_path, w.p("Le maire de ", opening, w.r("la ville"), closing, " parle."))
    (passage,) = Document(path).passages
    inner = str(passage.text).replace(" parle.", "")
    made = w.edition(path, lambda _: parse(f"{inner} and {inner}"))
    output = tmp_path / "book.docx"
    made.save(output)
    assert problems(Package(output)) == ()


def test_the_debug_switch_says_what_the_schema_does_not_allow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was wrong in the source is not said; that nothing else is wrong, the property tests say."""
    monkeypatch.setenv("BOOKTRANSLATE_DEBUG", "1")
    spoilt = w.p("<w:customXmlPr/>", "un")
    path = w.word_file(tmp_path, spoilt + w.p("deux"))
    assert w.edition(path, {"un": "one", "deux": "two"}).findings == ()
    document = Document(path)
    word = next(passage for passage in document.passages if passage.text.plain == "deux")
    paragraph = document._stories[word.part].root[0][0]  # as a fault of ours would leave it
    paragraph.append(paragraph.makeelement(paragraph.tag))
    (finding,) = document.replace(
        lambda passage: parse("two") if passage == word else None, "en", "fr"
    ).findings
    assert (finding.name, finding.severity) == ("schema", "error")
