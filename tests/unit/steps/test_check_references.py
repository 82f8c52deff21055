"""`check` says where a cross-reference would show more than in the French book."""

from pathlib import Path

from booktranslate.config import Project
from booktranslate.config_tables import Checks
from booktranslate.glossary import Glossary
from booktranslate.steps.check import Located, check
from tests.unit.docx import building as w
from tests.unit.steps.small_book import Book, unit

TEXT, CAPTION = "Voir la <f1>Figure 3</f1>.", "<m1>Figure <f1/></m1> – Nombre de membres des pôles"
GROWN = "<m1>Figure <f1/> – Number of members of the clusters</m1>"


def findings(root: Path, target: str, ignore: str = "", project: Project | None = None) -> list[Located]:
    number = w.complex_field(r" SEQ Figure \* ARABIC ", "3")
    caption = w.p(w.bookmark(1, "_Ref1", "Figure ", number), " – Nombre de membres des pôles")
    text = w.p("Voir la ", w.complex_field(r" REF _Ref1 \h ", "Figure 3"), ".")
    (root / "source").mkdir()
    path = w.word_file(root / "source", text + caption)
    book = Book(root)
    book.document(path.stem, (unit(TEXT), unit(CAPTION)))
    book.set(path, CAPTION, target)
    if ignore:
        lines = book.po(path).read_text("utf-8")
        silenced = lines.replace("\n#: book", f"\n# booktranslate: ignore={ignore}\n#: book")
        book.po(path).write_text(silenced, "utf-8")
    found = check(project or book.project, [path], Glossary())
    return [item for item in found if item.finding.name == "grown-reference"]


def test_the_entry_of_the_bookmark_is_named_with_what_would_be_shown(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, GROWN)
    assert found.source == CAPTION
    assert found.finding.severity == "warning"
    assert found.finding.where == f"{found.file}:{found.line}"
    assert "“Figure 3” now shows “Figure 3 – Number of members of the clusters”" in found.finding.message


def test_a_reference_that_keeps_its_words_is_not_said(tmp_path: Path) -> None:
    assert findings(tmp_path, "<m1>Figure <f1/></m1> – Number of members of the clusters") == []


def test_it_can_be_silenced_for_an_entry(tmp_path: Path) -> None:
    assert findings(tmp_path, GROWN, ignore="grown-reference") == []


def test_it_can_be_switched_off(tmp_path: Path) -> None:
    off = Project(tmp_path, checks=Checks(off=("grown-reference",)))
    assert findings(tmp_path, GROWN, project=off) == []


def test_it_has_the_severity_of_the_settings(tmp_path: Path) -> None:
    project = Project(tmp_path, checks=Checks(errors=("grown-reference",)))
    (found,) = findings(tmp_path, GROWN, project=project)
    assert found.finding.severity == "error"
