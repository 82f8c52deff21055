"""The completeness certificate: every visible letter is translated, protected, or left for a reason."""

from pathlib import Path

import pytest

from booktranslate.docx import Document, Reading
from booktranslate.docx.audit.inventory import Inventory, inventory
from tests.unit.docx import building as w

_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def account(folder: Path, *content: str, reading: Reading | None = None, **parts: str) -> Inventory:
    return inventory(Document(w.word_file(folder, "".join(content), **parts), reading))


def reasons(found: Inventory) -> dict[str, int]:
    return {item.reason.partition(" (")[0]: item.characters for item in found.excluded}


def test_plain_text_is_counted(tmp_path: Path) -> None:
    found = account(tmp_path, w.p("Bonjour ", w.r("Marie", w.BOLD)), w.table(w.cell(w.p("Oui"))))
    assert (found.passages, found.translatable) == (2, len("Bonjour Marie") + len("Oui"))
    assert found.excluded == found.unreached == found.changes == ()
    assert found.features["tables"] == 1
    assert found.is_complete


def test_what_stays_has_its_reason(tmp_path: Path) -> None:
    hidden = w.r("caché", "<w:vanish/>")
    formula = "<m:oMath><m:r><m:t>sin</m:t></m:r></m:oMath>"
    computed = '<w:fldSimple w:instr=" FILENAME ">' + w.r("livre.docx") + "</w:fldSimple>"
    found = account(tmp_path, w.p("Oui ", hidden, formula, computed))
    assert reasons(found) == {"hidden text": 5, "equations": 3, "results that Word computes": 9}
    assert found.is_complete


def test_the_result_of_a_link_is_not_computed(tmp_path: Path) -> None:
    link = w.complex_field(' HYPERLINK "https://un.example" ', "https://un.example")
    assert reasons(account(tmp_path, w.p("Oui"), w.p(link))) == {
        "texts without letters, enumerators and addresses, which stay as they are": 14,
        "names, addresses, conditions and patterns in field instructions": 14,
    }


def test_comments_count_as_the_project_says(tmp_path: Path) -> None:
    comment = '<w:comment w:id="1">' + w.p("à revoir") + "</w:comment>"
    content = w.p("Oui", '<w:r><w:commentReference w:id="1"/></w:r>')
    assert reasons(account(tmp_path, content, comments=comment)) == {"comments": 7}
    found = account(tmp_path, content, reading=Reading(comments="translate"), comments=comment)
    assert (found.excluded, found.translatable) == ((), len("Oui") + len("à revoir"))


@pytest.mark.parametrize(("policy", "word"), [("accept", "accepted"), ("reject", "rejected")])
def test_what_will_change_is_named(tmp_path: Path, policy: str, word: str) -> None:
    tracked = '<w:ins w:id="1" w:author="a">' + w.r("ajouté") + "</w:ins>"
    found = account(tmp_path, w.p("Oui ", tracked), reading=Reading(revisions=policy))  # type: ignore[arg-type]
    assert [change for change in found.changes if word in change]


def test_faults_of_the_file_are_named(tmp_path: Path) -> None:
    found = account(tmp_path, w.p("Oui", '<w:bookmarkStart w:id="1" w:name="a"/>'))
    assert any("bookmark" in problem for problem in found.problems)


def test_form_controls_are_named_since_their_text_cannot_be_read(tmp_path: Path) -> None:
    control = '<w:object><w:control r:id="x1" w:name="Nom"/></w:object>'
    account = inventory(Document(w.word_file(tmp_path, w.p("Nom : ", w.r(control)))))
    assert account.features["form controls (ActiveX)"] == 1
    assert any("ActiveX" in change for change in account.changes)


def test_a_field_of_a_drawing_is_computed(tmp_path: Path) -> None:
    computed = '<a:fld id="{1}" type="CATEGORYNAME"><a:t>[NOM]</a:t></a:fld>'
    label = f"<a:p><a:r><a:t>Part de </a:t></a:r>{computed}</a:p>"
    account = inventory(Document(w.word_file(tmp_path, w.p(w.drawing(label)))))
    assert account.is_complete
    assert [item.example for item in account.excluded] == ["[NOM]"]


def test_files_left_outside_are_named(tmp_path: Path) -> None:
    chunk = w.Member("word/partie.html", b"<p>Oui</p>", "text/html", f"{_LINKS}/aFChunk", id="partie")
    content = w.p("Oui") + '<w:altChunk r:id="partie"/>'
    found = inventory(Document(w.word_file(tmp_path, content, chunk)))
    assert [change for change in found.changes if "partie.html" in change]


def test_words_in_instructions_that_stay_are_named(tmp_path: Path) -> None:
    inner = w.complex_field(" PAGE ", "1")
    start = w.r('<w:fldChar w:fldCharType="begin"/>')
    over = w.p("a", start, w.r('<w:instrText> QUOTE "un</w:instrText>'))
    over += w.p(w.r('<w:instrText> mot" </w:instrText>'), w.END)
    found = account(
        tmp_path,
        w.p("Oui ", w.mark_field(f' IF {inner} = "x" "gardé {inner}" "pris" '), w.mark_field(" QUOTE nu ")),
        w.p("Non ", w.complex_field(r' DATE \@ "d MMMM" ', "3 mai"), w.mark_field(r" EQ \x(boîte) ")),
        over,
    )
    assert found.is_complete
    assert {item.reason: item.example for item in found.excluded} == {
        "names, addresses, conditions and patterns in field instructions": "x",
        "words in field instructions with another field among them (field IF)": "gardé",
        "words in field instructions without quotation marks (field QUOTE)": "nu",
        "formats of dates and numbers in field instructions": "d MMMM",
        "equations (field EQ)": r"EQ \x(boîte)",
        "words in field instructions over several paragraphs (field QUOTE)": "un mot",
    }


def test_instructions_that_never_end_are_named(tmp_path: Path) -> None:
    start = w.r('<w:fldChar w:fldCharType="begin"/>')
    found = account(tmp_path, w.p("Oui ", start, w.r('<w:instrText> XE "mot" </w:instrText>')))
    assert [item.example for item in found.excluded] == ['XE "mot"']
    assert found.is_complete


def test_titles_and_descriptions_that_stay_are_named(tmp_path: Path) -> None:
    link = w.complex_field(r' HYPERLINK "" \o "page.html" ', "ici")
    found = account(
        tmp_path,
        w.p("Oui ", w.drawing("", descr="photo.jpg"), link),
        w.control(w.p("Non"), '<w:alias w:val="NomDuClient"/>'),
        w.control(w.p("Non"), '<w:alias w:val="Nom du client"/>'),
    )
    assert found.is_complete
    assert {item.reason: item.characters for item in found.excluded} == {
        "descriptions that are only the name or address of a file": len("photojpg") + len("pagehtml"),
        "titles of content controls that are names for programs, or not shown": len("NomDuClient"),
    }


def test_number_formats_and_sources_of_a_chart_are_named(tmp_path: Path) -> None:
    chart = "<c:pivotSource><c:name>Feuil</c:name></c:pivotSource><c:chart><c:numCache>"
    chart += '<c:formatCode>0 "pages"</c:formatCode></c:numCache></c:chart>'
    found = account(tmp_path, w.p("Oui"), chart1=chart)
    assert sorted(item.example for item in found.excluded) == ["Feuil", "pages"]
    assert found.is_complete


def test_what_word_fills_anew_is_named(tmp_path: Path) -> None:
    rich = w.control(w.p("Oui"), '<w15:dataBinding w15:xpath="/x"/>')
    rows = w.control(w.p("Oui"), '<w15:dataBinding w15:xpath="/x"/><w15:repeatingSection/>')
    found = account(tmp_path, rich, rows, w.p(w.r("<w:object/>")))
    assert [change.partition(":")[0] for change in found.changes] == [
        "Embedded objects (1)",
        "Content controls bound to formatted text (1)",
    ]
