"""A cross-reference that shows more than in the source is said."""

from pathlib import Path

from booktranslate.model import parse
from tests.unit.docx import building as w

SOURCE = "<m1>Figure <f1/></m1> – Évolution du nombre de membres"


def _document(tmp_path: Path) -> Path:
    number = w.complex_field(r" SEQ Figure \* ARABIC ", "3")
    caption = w.p(w.bookmark(1, "_Ref1", "Figure ", number), " – Évolution du nombre de membres")
    text = w.p("Voir la ", w.complex_field(r" REF _Ref1 \h ", "Figure 3"), ".")
    return w.word_file(tmp_path, text + caption)


def test_a_reference_that_keeps_its_words_is_not_said(tmp_path: Path) -> None:
    assert w.edition(_document(tmp_path), {SOURCE: "<m1>Figure <f1/></m1> – Members"}).findings == ()


def test_a_reference_that_would_print_the_caption_is_said(tmp_path: Path) -> None:
    made = w.edition(_document(tmp_path), {SOURCE: "<m1>Figure <f1/> – Trend in the number of members</m1>"})
    (finding,) = made.findings
    assert finding.name == "grown-reference"
    assert finding.severity == "warning"
    assert "showed “Figure 3” and" not in finding.message
    assert finding.message == (
        "A cross-reference that showed “Figure 3” now shows “Figure 3 – Trend in the number of members” "
        "(bookmark _Ref1). Put its tag around only the words that it should show."
    )
    assert finding.where == "livre.docx: word/document.xml"


def test_a_bookmark_that_nothing_refers_to_may_grow(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p(w.bookmark(1, "ici", "Figure"), " et tout ce qui suit"))
    made = w.edition(path, lambda _: parse("<m1>Figure and everything that comes after</m1>"))
    assert "grown-reference" not in {finding.name for finding in made.findings}


def test_a_heading_that_is_shown_whole_has_not_grown(tmp_path: Path) -> None:
    text = w.p("Voir ", w.complex_field(r" REF _Ref1 \h ", "Bilan"), ".")
    path = w.word_file(tmp_path, text + w.p(w.bookmark(1, "_Ref1", "Bilan")))
    assert w.edition(path, {"Bilan": "What has been done in all these years"}).findings == ()
