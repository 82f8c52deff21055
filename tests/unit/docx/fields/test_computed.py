"""What Word computes: instructions that an English Word understands, and results as it would write them."""

from pathlib import Path

import pytest

from booktranslate.docx import Document, Reading
from booktranslate.docx.fields.computed import date_picture, number_picture
from booktranslate.model import TaggedText, parse
from tests.unit.docx import building as w

FRENCH = '<w:lang w:val="fr-FR"/>'


def english(path: Path, targets: dict[str, str], language: str = "en-GB") -> str:
    """The body of the document in a language; every other text stays French."""

    def lookup(passage: object) -> TaggedText | None:
        target = targets.get(str(passage.text))  # type: ignore[attr-defined]
        return parse(target) if target else None

    Document(path).replace(lookup, language, "fr").save(path.with_name("book.docx"))
    return w.body(path.with_name("book.docx"))


@pytest.mark.parametrize(
    ("picture", "british", "american"),
    [
        ("d MMMM yyyy", "d MMMM yyyy", "MMMM d, yyyy"),
        ("dddd d MMMM yyyy", "dddd d MMMM yyyy", "dddd, MMMM d, yyyy"),
        ("jj/MM/aaaa", "dd/MM/yyyy", "MM/dd/yyyy"),
        ("'le' d MMMM", "d MMMM", "MMMM d"),
        ("HH'h'mm", "HH:mm", "HH:mm"),
        ("h:mm am/pm", "h:mm am/pm", "h:mm am/pm"),
        ("MMMM yyyy", "MMMM yyyy", "MMMM yyyy"),
    ],
)
def test_pictures_of_dates(picture: str, british: str, american: str) -> None:
    assert date_picture(picture, american=False) == british
    assert date_picture(picture, american=True) == american


@pytest.mark.parametrize(
    ("picture", "expected"),
    [
        ("# ##0,00 €", "€#,##0.00"),
        ("0,0 %", "0.0%"),
        ("#,##0.00", "#,##0.00"),
        ("# ##0", "#,##0"),
        ("# ##0,00 €;-# ##0,00 €", "€#,##0.00;-€#,##0.00"),
        ("00", "00"),
        ("#.##0,00", "#,##0.00"),  # as Belgian machines write it
        ("#.##0", "#,##0"),
        ("#.###.##0 €", "€#,###,##0"),
        ("# ### ##0", "#,###,##0"),
        ("# ##0.00", "#,##0.00"),
        ("#,##0", "#,##0"),
        ("#,###,##0", "#,###,##0"),
        ("#,###,##0.00", "#,###,##0.00"),
        ("0.00", "0.00"),
        ("0,000", "0.000"),
        ("0,0##", "0.0##"),
        (",00", ".00"),
        ("0,00 'env.'", "0.00 'env.'"),  # the words of the author
        ("'0,0' # ##0,0", "'0,0' #,##0.0"),
        ("x##", "x##"),
        ("0,00 x", "0.00 x"),
    ],
)
def test_pictures_of_numbers(picture: str, expected: str) -> None:
    assert number_picture(picture) == expected


@pytest.mark.parametrize(
    ("french", "result", "instruction", "shown"),
    [
        (r' = SUM(A1;A2) \# "# ##0,00 €" ', "1 200,75 €", r' = SUM(A1,A2) \# "€#,##0.00" ', "€1,200.75"),
        (" = 2,5*3 ", "7,5", " = 2.5*3 ", "7.5"),
        (" NUMWORDS ", "12 345", " NUMWORDS ", "12,345"),
        (r" REF total \h ", "3,5 %", r" REF total \h ", "3.5%"),
        (r' STYLEREF "Titre 1" ', "7", " STYLEREF 1 ", "7"),
        (r' STYLEREF "Titre" ', "7", r' STYLEREF "Title" ', "7"),
        (r' STYLEREF "Encart" ', "7", r' STYLEREF "Encart" ', "7"),
        (r' SAVEDATE \@ "jj/MM/aaaa" ', "12/05/2024", r' SAVEDATE \@ "dd/MM/yyyy" ', "12/05/2024"),
        (" PAGE ", "12", " PAGE ", "12"),
    ],
)
@pytest.mark.parametrize("simple", [False, True])
def test_fields(tmp_path: Path, french: str, result: str, instruction: str, shown: str, simple: bool) -> None:
    def field(code: str, text: str) -> str:
        quoted = code.replace('"', "&quot;")
        return (
            f'<w:fldSimple w:instr="{quoted}">{w.r(text)}</w:fldSimple>'
            if simple
            else w.complex_field(code, text)
        )

    path = w.word_file(tmp_path, w.p(field(french, result)) + w.p("Oui"))
    expected = w.bare(w.p(field(instruction, shown)) + w.p("Yes"))
    assert english(path, {"Oui": "Yes"}) == expected


def test_figures_in_a_text_box_or_in_several_paragraphs_of_a_result_stay(tmp_path: Path) -> None:
    inside = f"<v:textbox><w:txbxContent>{w.p('3,5')}</w:txbxContent></v:textbox>"
    box = w.r(f"<w:pict><v:shape>{inside}</v:shape></w:pict>")
    shown = w.p(w.complex_field(" REF x ", "7,5", box))
    several = w.p(w.begin(" REF y "), "1,5") + w.p("2,5", w.END)
    path = w.word_file(tmp_path, shown + several + w.p("Oui"))
    expected = w.bare(shown.replace("7,5", "7.5") + several + w.p("Yes"))
    assert english(path, {"Oui": "Yes"}) == expected


def test_fields_of_a_header_without_words_are_brought_along(tmp_path: Path) -> None:
    head = w.p(w.complex_field(r' STYLEREF "titre 2" ', "7"))
    path = w.word_file(tmp_path, w.p("Oui"), header1=head)
    english(path, {"Oui": "Yes"})
    body = w.body(path.with_name("book.docx"), "word/header1.xml")
    assert body == w.bare(w.p(w.complex_field(" STYLEREF 2 ", "7")))


def test_a_style_of_the_author_with_a_french_name_stays(tmp_path: Path) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Titre 1"/></w:style>'
    field = w.p(w.complex_field(r' STYLEREF "Titre 1" ', "7"))
    path = w.word_file(tmp_path, field + w.p("Oui"), styles=styles)
    assert english(path, {"Oui": "Yes"}) == w.bare(field + w.p("Yes"))


def test_the_styles_of_a_table_of_contents(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p(w.begin(r' TOC \t "Titre 1;1;Encart;2" ')) + w.p(w.END) + w.p("Oui"))
    assert r'TOC \t "Heading 1,1,Encart,2"' in english(path, {"Oui": "Yes"})


@pytest.mark.parametrize("switch", [r"\* CardText", r"\* OrdText", r"\* DollarText \* MERGEFORMAT"])
def test_a_number_in_words_is_text(tmp_path: Path, switch: str) -> None:
    path = w.word_file(tmp_path, w.p("Il y en a ", w.complex_field(f" SEQ n {switch} ", "cinq"), "."))
    assert w.texts(path) == ["Il y en a <f1>cinq</f1>."]


def test_fields_say_the_language_in_which_word_fills_them(tmp_path: Path) -> None:
    parts = [
        w.r(f'<w:fldChar w:fldCharType="{kind}"/>', FRENCH)
        if kind != "code"
        else w.r(r'<w:instrText xml:space="preserve"> DATE \@ "d MMMM yyyy" </w:instrText>', FRENCH)
        for kind in ("begin", "code", "separate")
    ]
    date = "".join(parts) + w.r("5 mai 2024", FRENCH) + w.r('<w:fldChar w:fldCharType="end"/>', FRENCH)
    path = w.word_file(tmp_path, w.p("Le ", date))
    body = english(path, {"Le <f1>5 mai 2024</f1>": "On <f1>5 May 2024</f1>"})
    assert "fr-FR" not in body
    assert "5 May 2024" in body


def test_a_control_for_a_date(tmp_path: Path) -> None:
    def control(form: str, language: str) -> str:
        date = f'<w:date><w:dateFormat w:val="{form}"/><w:lid w:val="{language}"/></w:date>'
        return f"<w:sdt><w:sdtPr>{date}</w:sdtPr><w:sdtContent>{w.r('7')}</w:sdtContent></w:sdt>"

    path = w.word_file(
        tmp_path, w.p(control("d MMMM yyyy", "fr-FR"), control("d.M.yyyy", "de-DE")) + w.p("Oui")
    )
    expected = w.p(control("MMMM d, yyyy", "en-US"), control("d.M.yyyy", "de-DE")) + w.p("Yes")
    assert english(path, {"Oui": "Yes"}, "en-US") == w.bare(expected)


def test_a_reviewed_text_that_is_the_same_in_both_languages_is_marked_as_english(tmp_path: Path) -> None:
    same, left = w.p(w.r("Conclusion", FRENCH)), w.p(w.r("Bonjour", FRENCH))
    path = w.word_file(tmp_path, same + left)
    body = english(path, {"Conclusion": "Conclusion"})
    assert body == w.bare(w.p(w.r("Conclusion", FRENCH.replace("fr-FR", "en-GB"))) + left)


def test_a_date_in_figures_is_a_text_where_the_month_comes_first(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.table(w.cell(w.p("03/04/2021")) + w.cell(w.p("1.2.3"))))
    assert w.texts(path) == []
    assert w.texts(path, Reading(dates=True)) == ["03/04/2021"]


COMMENT = '<w:comment w:id="0">' + w.p("À vérifier") + "</w:comment>"
COMMENTED = w.p(
    "Le ",
    '<w:commentRangeStart w:id="0"/>',
    "budget",
    '<w:commentRangeEnd w:id="0"/>',
    w.r('<w:commentReference w:id="0"/>'),
)


def test_comments_that_stay_french_are_counted(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, COMMENTED, comments=COMMENT)
    assert w.edition(path, {}).comments == 1
    assert w.edition(path, {}).changed == {}
    assert w.edition(path, {}, Reading(comments="translate")).comments == 0


def test_comments_are_taken_out_whole(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, COMMENTED, comments=COMMENT)
    made = w.edition(path, {}, Reading(comments="remove"))
    made.save(tmp_path / "book.docx")
    assert made.comments == 0
    assert w.body(tmp_path / "book.docx") == w.bare(w.p("Le ", "budget"))
    assert w.body(tmp_path / "book.docx", "word/comments.xml") == ""
