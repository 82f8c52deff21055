"""Content controls, drop caps and other boxes as tags: the smallest set that keeps the structure."""

from pathlib import Path

from booktranslate.docx.formatting.format_cache import FormatCache
from booktranslate.docx.formatting.formats import PLAIN
from booktranslate.docx.paragraphs.nodes import Barrier, Run
from booktranslate.docx.paragraphs.tagging import Fixed, TextStretch, is_translatable, stretches
from tests.unit.docx import building as w


def test_texts_and_what_is_between_them_are_the_whole_paragraph() -> None:
    barrier = Barrier(())
    found = stretches(
        [Run("un", PLAIN), barrier, Run(" ", PLAIN), barrier, Run("deux", PLAIN)], FormatCache()
    )
    assert [str(item.text) if isinstance(item, TextStretch) else type(item) for item in found] == [
        *("un", Fixed, Fixed, Fixed, "deux")
    ]


def test_what_is_translatable() -> None:
    assert [
        text
        for text in ("a", "12", "3,5", "1 000", "5 %", "12.", "", " ", "€", "5€", f"http://a.fr/{'a' * 400}")
        if is_translatable(text)
    ] == [*("a", "3,5", "1 000", "5 %", "5€")]


def test_a_control_in_a_text_is_a_tag(tmp_path: Path) -> None:
    inside = w.control(w.r("Marie"), '<w:id w:val="7"/><w:text/>')
    path = w.word_file(tmp_path, w.p("Bonjour ", inside, " !"))
    source = "Bonjour <c1>Marie</c1> !"
    assert w.texts(path) == [source]
    output = w.translated(path, {source: "<c1>Mary</c1>, hello!"})
    assert w.body(output) == w.bare(w.p(inside.replace("Marie", "Mary"), ", hello!"))


def test_a_control_around_the_whole_text_is_no_tag(tmp_path: Path) -> None:
    inside = w.control(w.r("Bonjour"), '<w:id w:val="7"/>')
    path = w.word_file(tmp_path, w.p(inside))
    assert w.texts(path) == ["Bonjour"]
    assert w.body(w.translated(path, {"Bonjour": "Hello"})) == w.bare(w.p(inside.replace("Bonjour", "Hello")))


def test_controls_at_four_levels(tmp_path: Path) -> None:
    in_cell = w.table(w.control(w.cell(w.p("cellule"))) + w.cell(w.p("autre")))
    in_row = w.table(w.cell(w.p("en-tête"))).replace(
        "</w:tbl>", w.control(f"<w:tr>{w.cell(w.p('rangée'))}</w:tr>") + "</w:tbl>"
    )
    content = w.control(w.p("bloc")) + in_cell + in_row + w.p("dans ", w.control(w.r("le texte")))
    path = w.word_file(tmp_path, content)
    sources = ["bloc", "cellule", "autre", "en-tête", "rangée", "dans <c1>le texte</c1>"]
    assert w.texts(path) == sources
    output = w.translated(path, {source: source.replace("l", "L").replace("a", "A") for source in sources})
    changed = content
    for old, new in (("bloc", "bLoc"), ("cellule", "ceLLuLe"), ("autre", "Autre"), ("rangée", "rAngée")):
        changed = changed.replace(f">{old}<", f">{new}<")
    changed = changed.replace("dans ", "dAns ").replace("le texte", "Le texte")
    assert w.body(output) == w.bare(changed)


def test_placeholders_and_their_source_in_the_glossary_part(tmp_path: Path) -> None:
    shown = w.control(
        w.r("Cliquez ici", '<w:rStyle w:val="PlaceholderText"/>'),
        '<w:id w:val="7"/><w:placeholder><w:docPart w:val="ABC"/></w:placeholder><w:showingPlcHdr/>',
    )
    block = "<w:docPart><w:docPartPr><w:name w:val='{0}'/></w:docPartPr>"
    block += "<w:docPartBody>{1}</w:docPartBody></w:docPart>"
    used, other = block.format("ABC", w.p("Cliquez ici")), block.format("X", w.p("Page de garde"))
    path = w.word_file(tmp_path, w.p(shown), glossaryDocument=f"<w:docParts>{used}{other}</w:docParts>")
    assert w.texts(path) == ["Cliquez ici"]
    output = w.translated(path, {"Cliquez ici": "Click here"})
    assert w.body(output) == w.bare(w.p(shown.replace("Cliquez ici", "Click here")))
    glossary = w.body(output, "word/glossary/document.xml")
    assert "Click here" in glossary
    assert "Page de garde" in glossary


def test_the_items_of_a_drop_down(tmp_path: Path) -> None:
    items = "".join(
        f'<w:listItem w:displayText="{text}" w:value="{text}"/>' for text in ("oui", "non", "peut-être")
    )
    listed = w.control(w.r("oui"), f'<w:id w:val="7"/><w:dropDownList>{items}</w:dropDownList>')
    path = w.word_file(tmp_path, w.p("Avis : ", listed))
    assert set(w.texts(path)) == {"Avis : <c1>oui</c1>", "oui", "non", "peut-être"}
    targets = {
        "Avis : <c1>oui</c1>": "Opinion: <c1>yes</c1>",
        "oui": "yes",
        "non": "no",
        "peut-être": "maybe",
    }
    markup = w.body(w.translated(path, targets))
    assert 'w:displayText="yes" w:value="oui"' in markup
    assert 'w:displayText="maybe" w:value="peut-être"' in markup


FRAME = '<w:framePr w:dropCap="drop" w:lines="3" w:wrap="around"/>'


def test_a_drop_cap_is_read_with_its_word(tmp_path: Path) -> None:
    body = w.p("’année ", w.r("2020", w.BOLD), " fut rude")
    path = w.word_file(tmp_path, w.p(w.r("L", '<w:sz w:val="80"/>'), properties=FRAME) + body)
    source = "L’année <b>2020</b> fut rude"
    assert w.texts(path) == [source]
    output = w.translated(path, {source: "The year <b>2020</b> was hard"})
    cap = w.p(w.r("T", '<w:sz w:val="80"/>'), properties=FRAME)
    assert w.body(output) == w.bare(cap + w.p("he year ", w.r("2020", w.BOLD), " was hard"))


def test_a_drop_cap_takes_an_opening_quotation_mark_along(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p("«\u00a0L", properties=FRAME) + w.p("a mixité\u00a0»"))
    (source,) = w.texts(path)
    output = w.translated(path, {source: "“Diversity”"})
    assert w.body(output) == w.bare(w.p("“D", properties=FRAME) + w.p("iversity”"))


def test_a_drop_cap_in_a_tag(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p("L", properties=FRAME) + w.p("a ", w.r("mixité", w.BOLD), " avance"))
    source = "La <b>mixité</b> avance"
    output = w.translated(path, {source: "<b>Diversity</b> advances"})
    expected = w.p("D", properties=FRAME) + w.p(w.r("iversity", w.BOLD), " advances")
    assert w.body(output) == w.bare(expected)


def test_a_drop_cap_that_no_text_follows_stands_for_itself(tmp_path: Path) -> None:
    cap = w.p("L", properties=FRAME)
    assert w.texts(w.word_file(tmp_path, cap)) == ["L"]
    assert w.texts(w.word_file(tmp_path, cap + w.table(w.cell(w.p("cellule"))))) == ["L", "cellule"]
    assert w.texts(w.word_file(tmp_path, cap + w.p() + w.p("texte"))) == ["L", "texte"]
    assert w.texts(w.word_file(tmp_path, cap + cap + w.p("a suite"))) == ["LL", "a suite"]


def test_a_note_in_a_drop_cap_paragraph_follows_it(tmp_path: Path) -> None:
    content = w.p("L", properties=FRAME) + w.p("a mixité", w.footnote_mark(2)) + w.p("fin")
    path = w.word_file(tmp_path, content, footnotes=w.footnote(2, w.p("une note")))
    assert w.texts(path) == ["La mixité<fn1/>", "une note", "fin"]
