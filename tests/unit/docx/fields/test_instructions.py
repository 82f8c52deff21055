"""Words in field instructions: what a reader sees of them is text, the rest stays."""

import time
from pathlib import Path

import pytest

from booktranslate.docx import Document
from booktranslate.docx.fields.instructions import arguments, kind_of
from tests.unit.docx import building as w


@pytest.mark.parametrize(
    ("instruction", "kind"),
    [
        (' HYPERLINK "http://x" ', "HYPERLINK"),
        ("toc \\o", "TOC"),
        (" =SUM(ABOVE) ", "="),
        ('XE"mot"', "XE"),
        ("PAGE\\* MERGEFORMAT", "PAGE"),
        ("  ", ""),
    ],
)
def test_the_kind_of_a_field(instruction: str, kind: str) -> None:
    assert kind_of(instruction) == kind


@pytest.mark.parametrize(
    ("instruction", "words"),
    [
        (r' XE "mixité" \t "voir parité" \r signet \f "a" \b ', ["mixité", "voir parité"]),
        (r' xe "mot" \T "voir" ', ["mot", "voir"]),
        (r' TC "Le titre" \f m \l "2" ', ["Le titre"]),
        (r' TA \l "Arrêt du 3 mai" \s "Arrêt" \c 1 ', ["Arrêt du 3 mai"]),
        (r' HYPERLINK "http://exemple.fr/une page" \l "ancre" \o "Une page" \t "_blank" ', ["Une page"]),
        (r' FILLIN "Votre nom ?" \d "Anne" \o ', ["Votre nom ?", "Anne"]),
        (r' ASK Nom "Votre nom ?" \d "Anne" ', ["Votre nom ?", "Anne"]),
        (' SET Nom "Anne" ', ["Anne"]),
        (' QUOTE "un mot" ', ["un mot"]),
        (' IF a = "F" "Madame" "Monsieur" ', ["Madame", "Monsieur"]),
        (' IF a<>b "oui" "" ', ["oui", ""]),
        (' IF a = “lundi" “repos” "travail"', ["repos", "travail"]),
        (r' IF a >= 1 "oui" "non" \* MERGEFORMAT ', ["oui", "non"]),
        (r' MERGEFIELD Nom \b "Chère " \f ", " \* Upper ', ["Chère ", ", "]),
        (r' GREETINGLINE \f "<<_BEFORE_ Dear>>" \l 1036 \e "Bonjour" ', ["Bonjour"]),
        (r' CITATION Mar12 \l 1036 \f "voir " \s " et suivantes" ', ["voir ", " et suivantes"]),
        (' TITLE "Le livre" ', ["Le livre"]),
        (" MACROBUTTON Aucune Cliquez ici ", ["Cliquez ici"]),
        (" GOTOBUTTON Signet Aller au plan", ["Aller au plan"]),
        (" MACROBUTTON Aucune ", []),
        (r' DATE \@ "d MMMM" ', []),
        (r' TOC \o "1-3" \t "Titre;1" ', []),
        (r' REF "un signet" \h ', []),
        (r' DOCPROPERTY "Nom du client" ', []),
        (' INCLUDEPICTURE "C:\\\\images\\\\une image.png" ', []),
        (' XE "sans fin', []),
    ],
)
def test_what_a_reader_sees_of_an_instruction(instruction: str, words: list[str]) -> None:
    shown = [item for item in arguments(instruction) if item.is_shown and item.is_literal]
    assert [item.words for item in shown] == words
    assert [instruction[item.start : item.end] for item in shown] == [item.raw for item in shown]


def replaced(instruction: str, words: str) -> str:
    first = next(item for item in arguments(instruction) if item.is_shown)
    return instruction[: first.start] + first.written(words) + instruction[first.end :]


def test_words_are_escaped_and_unescaped() -> None:
    code = r' XE "dit \"mixte\" \\ ici" \b '
    assert [item.words for item in arguments(code)] == ['dit "mixte" \\ ici']
    assert replaced(code, 'say "mixed" \\') == r' XE "say \"mixed\" \\" \b '
    assert replaced(code, "say “mixed”") == r' XE "say \"mixed\"" \b '
    assert replaced(" MACROBUTTON Aucune Cliquez ici ", 'Click "here"') == ' MACROBUTTON Aucune Click "here" '


def test_a_colon_that_makes_no_subentry_stays_so() -> None:
    code = r'XE "Actes\: le colloque:programme"'
    (argument,) = arguments(code)
    assert argument.words == r"Actes\: le colloque:programme"
    assert replaced(code, r"Acts\: the symposium:agenda") == r'XE "Acts\: the symposium:agenda"'


def kinds(path: Path) -> dict[str, str]:
    return {str(passage.text): passage.kind for passage in Document(path).passages}


def test_an_index_entry_that_refers_to_another(tmp_path: Path) -> None:
    entry = w.mark_field(r' XE "mixité" \t "voir parité" ')
    path = w.word_file(tmp_path, w.p("texte", entry))
    assert kinds(path) == {"texte": "paragraph", "mixité": "index entry", "voir parité": "index entry"}
    output = w.translated(path, {"voir parité": "see parity", "mixité": "gender balance"})
    expected = w.mark_field(r' XE "gender balance" \t "see parity" ')
    assert w.body(output) == w.bare(w.p("texte", expected))


def test_one_of_several_texts_alone(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p("texte", w.mark_field(r' XE "mixité" \t "voir parité" ')))
    output = w.translated(path, {"voir parité": "see parity"})
    assert w.body(output) == w.bare(w.p("texte", w.mark_field(r' XE "mixité" \t "see parity" ')))


def test_words_that_go_over_runs_are_shared_among_them(tmp_path: Path) -> None:
    """The level of an index entry that is bold stays so."""

    def entry(first: str, second: str, third: str) -> str:
        return (
            w.r('<w:fldChar w:fldCharType="begin"/>')
            + w.r(f"<w:instrText>{first}</w:instrText>")
            + w.r(f"<w:instrText>{second}</w:instrText>", w.BOLD)
            + w.r(f"<w:instrText>{third}</w:instrText>")
            + w.END
        )

    path = w.word_file(tmp_path, w.p("texte", entry(' XE "', "mixité", ':droit" \\t "voir x" ')))
    assert w.texts(path) == ["texte", "mixité:droit", "voir x"]
    output = w.translated(path, {"mixité:droit": "gender balance:law", "voir x": "see x"})
    assert w.body(output) == w.bare(w.p("texte", entry(' XE "', "gender balance", ':law" \\t "see x" ')))


def test_the_tip_of_a_link(tmp_path: Path) -> None:
    code = r' HYPERLINK "http://x/" \o "Une page" '
    path = w.word_file(tmp_path, w.p("Voir ", w.complex_field(code, "ici")))
    assert kinds(path) == {"Voir <a1>ici</a1>": "paragraph", "Une page": "tooltip"}
    output = w.translated(path, {"Voir <a1>ici</a1>": "See <a1>here</a1>", "Une page": "A page"})
    expected = w.complex_field(code.replace("Une page", "A page"), "here")
    assert w.body(output) == w.bare(w.p("See ", expected))


def test_the_tip_of_a_link_that_goes_over_paragraphs(tmp_path: Path) -> None:
    first = w.p(w.begin(r' HYPERLINK "http://x/" \o "Une page" '), "ici")
    path = w.word_file(tmp_path, first + w.p("et là", w.END))
    assert w.texts(path) == ["ici", "Une page", "et là"]


@pytest.mark.parametrize("tip", ["http://exemple.fr/page", "image.png", "2004", ""])
def test_a_tip_without_words(tmp_path: Path, tip: str) -> None:
    link = w.complex_field(rf' HYPERLINK "http://x/" \o "{tip}" ', "ici")
    assert w.texts(w.word_file(tmp_path, w.p(link))) == ["ici"]


def test_prompts(tmp_path: Path) -> None:
    simple = r"""<w:fldSimple w:instr=' FILLIN "Votre nom ?" \d "Anne" '>""" + w.r("Anne") + "</w:fldSimple>"
    path = w.word_file(tmp_path, w.p("Nom : ", simple))
    assert kinds(path) == {"Nom : <f1>Anne</f1>": "paragraph", "Votre nom ?": "prompt", "Anne": "prompt"}
    output = w.translated(path, {"Votre nom ?": "Your name?", "Anne": "Ann"})
    expected = simple.replace("Votre nom ?", "Your name?").replace('"Anne"', '"Ann"')
    assert w.body(output) == w.bare(w.p("Nom : ", expected))


def test_the_texts_of_a_condition_among_other_fields(tmp_path: Path) -> None:
    inner = w.complex_field(" MERGEFIELD sexe ", "F")
    code = f' IF {inner} = "F" "Chère {inner}" "Monsieur " '
    path = w.word_file(tmp_path, w.p("Texte ", w.mark_field(code)))
    assert kinds(path) == {"Texte <f1/>": "paragraph", "Monsieur": "field text"}
    output = w.translated(path, {"Monsieur": "Sir"})
    assert w.body(output) == w.bare(w.p("Texte ", w.mark_field(code.replace("Monsieur ", "Sir "))))


def test_what_a_field_inside_an_instruction_shows_is_none_of_its_words(tmp_path: Path) -> None:
    shown = w.r("<w:instrText>MACROBUTTON x mercredi</w:instrText>")
    inner = w.begin(" DOCVARIABLE jour ") + shown + w.END
    assert w.texts(w.word_file(tmp_path, w.p(w.mark_field(f" = {inner} + 1 ")))) == []


def test_a_reference_to_a_note_in_an_instruction_is_followed(tmp_path: Path) -> None:
    code = w.mark_field(' XE "mot" ').removesuffix(w.END) + w.footnote_mark(2) + w.END
    path = w.word_file(tmp_path, w.p("un", code) + w.p("deux"), footnotes=w.footnote(2, w.p("note")))
    assert w.texts(path) == ["un", "note", "mot", "deux"]


@pytest.mark.parametrize(
    "instruction",
    [
        "MACROBUTTON" + " " * 50_000,
        "MACROBUTTON x" + " " * 50_000,
        'XE "' + '\\"' * 50_000,
        'XE "' + "“" * 50_001,
        "IF " + "<" * 50_000,
        "QUOTE " + "\\" * 50_001,
    ],
)
def test_no_instruction_takes_long(instruction: str) -> None:
    start = time.process_time()
    assert all(item.start <= item.end for item in arguments(instruction))
    assert time.process_time() - start < 2
