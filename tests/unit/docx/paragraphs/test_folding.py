"""Fields: instructions stay out of sight, results are text where they are words, and no field breaks."""

from pathlib import Path

import pytest

from tests.unit.docx import building as w


@pytest.mark.parametrize(
    "instruction",
    [" PAGE ", " NUMPAGES ", r" SEQ Figure \* ARABIC ", " = 3+4 ", " MERGEFIELD nom ", " GREETINGLINE "],
)
def test_a_computed_result_is_protected(tmp_path: Path, instruction: str) -> None:
    number = w.complex_field(instruction, "sept")
    path = w.word_file(tmp_path, w.p("Voir ", number, " ici"))
    source = "Voir <f1/> ici"
    assert w.texts(path) == [source]
    assert w.body(w.translated(path, {source: "<f1/> here"})) == w.bare(w.p(number, " here"))


@pytest.mark.parametrize(
    "instruction", [r" REF _Ref1 \h ", " TITLE ", r' STYLEREF "Encart" ', " DOCPROPERTY x "]
)
def test_a_result_of_words_is_text(tmp_path: Path, instruction: str) -> None:
    path = w.word_file(tmp_path, w.p("Voir ", w.complex_field(instruction, "le tableau"), " ici"))
    source = "Voir <f1>le tableau</f1> ici"
    assert w.texts(path) == [source]
    output = w.translated(path, {source: "Here see <f1>the table</f1>"})
    assert w.body(output) == w.bare(w.p("Here see ", w.complex_field(instruction, "the table")))


def test_a_hyperlink_made_of_a_field_is_a_link(tmp_path: Path) -> None:
    link = w.complex_field(' HYPERLINK "http://x/" ', w.r("notre site", w.LINE))
    path = w.word_file(tmp_path, w.p("Voir ", link))
    assert w.texts(path) == ["Voir <a1>notre site</a1>"]
    output = w.translated(path, {"Voir <a1>notre site</a1>": "<a1>Our site</a1>"})
    expected = w.complex_field(' HYPERLINK "http://x/" ', w.r("Our site", w.LINE))
    assert w.body(output) == w.bare(w.p(expected))


def test_a_simple_field_with_words_and_one_with_a_number(tmp_path: Path) -> None:
    words = '<w:fldSimple w:instr=" TITLE "><w:r><w:t>Le livre</w:t></w:r></w:fldSimple>'
    number = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>7</w:t></w:r></w:fldSimple>'
    path = w.word_file(tmp_path, w.p("De ", words, ", page ", number, "."))
    source = "De <f1>Le livre</f1>, page <f2/>."
    assert w.texts(path) == [source]
    output = w.translated(path, {source: "Page <f2/> of <f1>The book</f1>."})
    assert w.body(output) == w.bare(w.p("Page ", number, " of ", words.replace("Le livre", "The book"), "."))


def test_nested_fields_show_only_the_outer_result(tmp_path: Path) -> None:
    inner = w.complex_field(" MERGEFIELD sexe ", "F")
    code = w.r('<w:fldChar w:fldCharType="begin"/>') + w.r("<w:instrText> IF </w:instrText>") + inner
    code += w.r('<w:instrText> = "F" "Madame" "Monsieur"</w:instrText>')
    code += w.r('<w:fldChar w:fldCharType="separate"/>')
    path = w.word_file(tmp_path, w.p("Chère ", code, "Madame", w.END, " Dupont"))
    source = "Chère <f1>Madame</f1> Dupont"
    assert w.texts(path) == [source, "Madame", "Monsieur"]
    output = w.translated(path, {source: "Dear <f1>Ms</f1> Dupont", "Madame": "Ms", "Monsieur": "Mr"})
    expected = code.replace("Madame", "Ms").replace("Monsieur", "Mr")
    assert w.body(output) == w.bare(w.p("Dear ", expected, "Ms", w.END, " Dupont"))


def test_a_field_inside_a_result(tmp_path: Path) -> None:
    number = w.complex_field(" PAGEREF x ", "4")
    path = w.word_file(tmp_path, w.p("Voir ", w.complex_field(" HYPERLINK x ", "page ", number, " du livre")))
    source = "Voir <a1>page <f1/> du livre</a1>"
    assert w.texts(path) == [source]
    expected = w.complex_field(" HYPERLINK x ", number, " of the book")
    output = w.translated(path, {source: "See <a1><f1/> of the book</a1>"})
    assert w.body(output) == w.bare(w.p("See ", expected))


def toc_entry(text: str, page: str) -> str:
    number = w.complex_field(" PAGEREF x ", page)
    return f'<w:hyperlink w:anchor="_Toc1">{w.r(text)}{w.r("<w:tab/>")}{number}</w:hyperlink>'


def test_a_table_of_contents_keeps_its_field(tmp_path: Path) -> None:
    toc = [
        w.p(w.begin(r' TOC \o "1-3" \h '), toc_entry("Préface", "3"), properties=w.styled("TOC1")),
        w.p(toc_entry("Les entretiens", "7"), properties=w.styled("TOC1")),
        w.p(w.END),
    ]
    path = w.word_file(tmp_path, "".join(toc) + w.p("Préface"))
    assert w.texts(path) == ["Préface", "Les entretiens", "Préface"]
    output = w.translated(path, {"Préface": "Preface", "Les entretiens": "The interviews"})
    expected = "".join(toc) + w.p("Préface")
    for old, new in (("Préface", "Preface"), ("Les entretiens", "The interviews")):
        expected = expected.replace(old, new)
    assert w.body(output) == w.bare(expected)


def test_a_field_over_paragraphs_is_a_barrier_that_text_cannot_cross(tmp_path: Path) -> None:
    first, last = w.p("Avant ", w.begin(" INDEX "), "Abeille"), w.p("Zèbre", w.END, " après")
    path = w.word_file(tmp_path, first + w.p("Lion") + last)
    assert w.texts(path) == ["Avant", "Abeille", "Lion", "Zèbre", "après"]
    targets = {"Avant": "Before", "Abeille": "Bee", "Zèbre": "Zebra", "après": "after", "Lion": "Lion cub"}
    expected = w.p("Before ", w.begin(" INDEX "), "Bee") + w.p("Lion cub") + w.p("Zebra", w.END, " after")
    assert w.body(w.translated(path, targets)) == w.bare(expected)


def test_half_a_field_in_a_container_is_a_barrier_there(tmp_path: Path) -> None:
    inside = w.control(w.r("un") + w.begin(" REF x ") + w.r("deux"), '<w:id w:val="5"/>')
    path = w.word_file(tmp_path, w.p("zéro ", inside, "trois", w.END, " quatre"))
    sources = ["zéro", "un", "deux", "trois", "quatre"]
    assert w.texts(path) == sources
    output = w.translated(path, {source: source.upper() for source in sources})
    expected = w.control(w.r("UN") + w.begin(" REF x ") + w.r("DEUX"), '<w:id w:val="5"/>')
    assert w.body(output) == w.bare(w.p("ZÉRO ", expected, "TROIS", w.END, " QUATRE"))


def test_an_instruction_over_paragraphs_is_never_text(tmp_path: Path) -> None:
    start = w.r('<w:fldChar w:fldCharType="begin"/>') + w.r("<w:instrText> IF 1 = 1 </w:instrText>")
    code = w.p("Texte ", start, "non") + w.p(
        "non plus", w.r('<w:fldChar w:fldCharType="separate"/>'), "oui", w.END
    )
    path = w.word_file(tmp_path, code)
    assert w.texts(path) == ["Texte", "oui"]
    output = w.translated(path, {"Texte": "Text", "oui": "yes"})
    assert w.body(output) == w.bare(code.replace("Texte", "Text").replace("oui", "yes"))


def entry(words: str) -> str:
    return w.r('<w:fldChar w:fldCharType="begin"/>') + w.r(f"<w:instrText> XE {words} </w:instrText>") + w.END


def test_an_index_entry_is_a_text_of_its_own_and_no_tag(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p("La mixité", entry('"mixité:définition"'), " avance"))
    assert w.texts(path) == ["La mixité avance", "mixité:définition"]
    output = w.translated(
        path, {"mixité:définition": "diversity:definition", "La mixité avance": "It advances"}
    )
    expected = w.p("It", entry('"diversity:definition"'), " advances")
    assert w.body(output) == w.bare(expected)


def test_an_index_entry_in_a_text_box_is_read_once(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p(w.drawing(w.text_box(w.p("mot", entry('"entrée"'))))))
    assert w.texts(path) == ["mot", "entrée"]


def test_an_index_entry_in_a_simple_field(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p("mot", "<w:fldSimple w:instr=' XE \"entrée\" '/>", " suite"))
    assert w.texts(path) == ["mot suite", "entrée"]
    output = w.translated(path, {"entrée": 'an "entry"'})
    assert 'w:instr=" XE &quot;an \\&quot;entry\\&quot;&quot; "' in w.body(output)


def test_a_caption_keeps_its_number_and_its_bookmark(tmp_path: Path) -> None:
    number = w.complex_field(r" SEQ Figure \* ARABIC ", "3")
    label = w.bookmark(4, "_Ref9", "Figure ", number)
    caption = w.p(label, " : les métiers", properties=w.styled("Caption"))
    path = w.word_file(tmp_path, caption, header1=w.refer("_Ref9"))
    source = "<m1>Figure <f1/></m1> : les métiers"
    assert w.texts(path) == [source]
    output = w.translated(path, {source: "<m1>Figure <f1/></m1>: occupations"})
    assert w.body(output) == w.bare(w.p(label, ": occupations", properties=w.styled("Caption")))


def test_form_fields(tmp_path: Path) -> None:
    data = '<w:ffData><w:name w:val="x"/><w:textInput><w:default w:val="votre nom"/></w:textInput></w:ffData>'
    start = f'<w:fldChar w:fldCharType="begin">{data}</w:fldChar>'
    field = w.complex_field(" FORMTEXT ", "votre nom").replace('<w:fldChar w:fldCharType="begin"/>', start)
    path = w.word_file(tmp_path, w.p("Nom : ", field, "."))
    assert w.texts(path) == ["Nom : <f1>votre nom</f1>.", "votre nom"]
    output = w.translated(
        path, {"Nom : <f1>votre nom</f1>.": "Name: <f1>your name</f1>.", "votre nom": "your name"}
    )
    assert w.body(output) == w.bare(w.p("Name: ", field.replace("votre nom", "your name"), "."))


def test_an_unclosed_field_at_the_end_of_a_document_loses_nothing(tmp_path: Path) -> None:
    content = w.p("un ", w.begin(" REF x "), "deux") + w.p("trois")
    path = w.word_file(tmp_path, content)
    assert w.texts(path) == ["un", "deux", "trois"]
    output = w.translated(path, {"deux": "two", "trois": "three", "un": "one"})
    assert w.body(output) == w.bare(w.p("one ", w.begin(" REF x "), "two") + w.p("three"))


def test_stray_field_marks_are_kept(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p("un", w.END, "deux"))
    assert w.body(w.translated(path, {"un": "one", "deux": "two"})) == w.bare(w.p("one", w.END, "two"))


def test_an_index_entry_of_libreoffice_holds_the_words_that_it_marks(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p("une ", w.complex_field(' XE "plage" ', "plage"), " ici"))
    assert w.texts(path) == ["une <f1>plage</f1> ici", "plage"]
    output = w.translated(path, {"une <f1>plage</f1> ici": "a <f1>beach</f1> here", "plage": "beach"})
    assert w.texts(output) == ["a <f1>beach</f1> here", "beach"]
