"""What the book and the memory say about the glossary, and what a change of it does."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from booktranslate.errors import InputError, UsageError
from booktranslate.glossary import Glossary, Match, Term, csv_file
from booktranslate.memory import Memory, Reviewed
from booktranslate.model import State
from booktranslate.steps.glossary_check import check_glossary
from booktranslate.steps.glossary_exchange import import_terms
from booktranslate.steps.glossary_impact import impact
from booktranslate.steps.translate import translate
from tests.unit.steps.small_book import Book, Paid, unit

UNITS = [unit("La mixité."), unit("Une mixité rare."), unit("La filière bois."), unit("Rien.")]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with closing(Memory(tmp_path / "memory.sqlite")) as made:
        yield made


def names(book: Book, memory: Memory, *terms: Term, documents: int = 1) -> list[tuple[str, str]]:
    paths = [book.root / "source" / f"{name}.docx" for name in "ab"[:documents]]
    found = check_glossary(book.project, paths, Glossary(terms), memory)
    return [(finding.name, finding.severity) for finding in found]


# Check


def test_a_good_glossary_has_no_finding(book: Book, memory: Memory) -> None:
    document = book.document("a", UNITS)
    book.set(document, "La mixité.", "Gender balance.")
    terms = Term("mixité", "gender balance", "mass noun", forbidden=("mixity",)), Term("filière", "sector")
    assert names(book, memory, *terms) == []


@pytest.mark.parametrize(
    ("other", "finding"),
    [
        (Term("filières", "sector", line=3), ("duplicate-term", "warning")),
        (Term("Filières", "chain", line=3), ("contradictory-term", "error")),
    ],
)
def test_one_term_in_two_forms(book: Book, memory: Memory, other: Term, finding: tuple[str, str]) -> None:
    book.document("a", UNITS)
    assert finding in names(book, memory, Term("filière", "sector", line=2), other)


@pytest.mark.parametrize(
    ("source", "other"),
    [
        ("éco-conception", "écoconception"),
        ("chef d’éco-conception", "chef d’écoconception"),
        ("sous-traitant", "sous-traitants"),
        ("appel à projet", "appels à projets"),
        ("PME", "P.M.E."),
        ("P.M.E.", "PME"),
        ("agro-alimentaire", "agroalimentaire"),
        ("travailleur", "travailleuse"),
    ],
)
def test_twins_are_found_by_both_ends(book: Book, memory: Memory, source: str, other: str) -> None:
    book.document("a", UNITS)
    found = names(book, memory, Term(source, "x", line=2), Term(other, "x", line=3))
    assert ("duplicate-term", "warning") in found


def test_many_terms_that_begin_alike_take_no_time(
    book: Book, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.document("a", UNITS)
    asked: list[str] = []

    def find(_self: Glossary, text: str) -> list[Match]:
        asked.append(text)
        return []

    monkeypatch.setattr(Glossary, "find", find)
    names(book, memory, *(Term(f"terme numéro {number}", str(number)) for number in range(500)))
    assert len(asked) == len(UNITS)  # no term was held against another


def test_terms_that_only_share_words_are_two(book: Book, memory: Memory) -> None:
    book.document("a", UNITS)
    assert names(book, memory, Term("filière", "sector"), Term("filière bois", "timber")) == [
        ("unused-term", "note")  # the longer one has its only place
    ]


def test_a_term_that_the_book_does_not_have(book: Book, memory: Memory) -> None:
    book.document("a", UNITS)
    memory.remember("fr-en-GB", [Reviewed("Un métier.", "A trade.", document="other.docx")])
    assert names(book, memory, Term("métier", "trade")) == [("unused-term", "note")]


@pytest.mark.parametrize(
    ("one", "two", "findings"),
    [
        ("Mix.", "A rare mix.", [("term-clash", "warning")]),
        ("Balance.", "A rare mix.", [("term-clash", "note")]),
        ("Balance.", "A rare balance.", []),
        ("Mixing.", "A rare equality.", [("term-clash", "note")]),
    ],
)
def test_reviewed_translations_that_say_something_else(
    book: Book, memory: Memory, one: str, two: str, findings: list[tuple[str, str]]
) -> None:
    document = book.document("a", UNITS)
    book.set(document, "La mixité.", one)
    book.set(document, "Une mixité rare.", two)
    assert names(book, memory, Term("mixité", "balance", note="Or “equality”.")) == findings


def test_the_memory_counts_and_drafts_do_not(book: Book, memory: Memory) -> None:
    document = book.document("a", UNITS)
    book.set(document, "La mixité.", "Mix.", State.DRAFT)
    term = Term("mixité", "balance", line=5)
    assert names(book, memory, term) == []
    memory.remember("fr-en-GB", [Reviewed("Mixité !", "Mix!", document="old.docx")])
    (finding,) = check_glossary(book.project, [document], Glossary((term,)), memory)
    assert finding.where == "glossary.csv:5"
    assert "1 of 1 reviewed translations use something else (memory (old.docx))" in finding.message


def test_forbidden_targets_in_drafts_as_well(book: Book, memory: Memory) -> None:
    document = book.document("a", UNITS)
    term = Term("mixité", "gender mix", forbidden=("mix", "diversity"))
    book.set(document, "La mixité.", "The gender mix.")
    assert names(book, memory, term) == []
    book.set(document, "Une mixité rare.", "A rare diversity.", State.DRAFT)
    book.set(document, "Rien.", "Diversity is fine here.")
    assert names(book, memory, term) == [("forbidden-target", "warning")]


# Impact

OLD = Glossary((Term("mixité", "mix"),))
NEW = Glossary((Term("mixité", "balance"), Term("filière", "sector")))


def test_impact_of_what_changed(book: Book, memory: Memory) -> None:
    document = book.document("a", [*UNITS, unit("Mixité, trois."), unit("Mixité, quatre.")])
    translate(book.project, [document], Paid(), memory, glossary=OLD)
    book.set(document, "Une mixité rare.", "A rare mix.")
    book.set(document, "Mixité, trois.", "Balance, three.")
    book.set(document, "Mixité, quatre.", "A mix, four.", State.DRAFT)
    found = impact(book.project, [document], NEW, memory, "paid")
    mix, sector = found.terms
    assert (mix.term, mix.change, mix.old, mix.new) == ("mixité", "changed", "mix", "balance")
    assert [text.source for text in mix.redone] == ["La mixité."]
    assert [text.source for text in mix.reviewed] == ["Une mixité rare."]
    assert [text.source for text in mix.edited] == ["Mixité, quatre."]
    assert mix.fine == 1
    assert (sector.change, [text.source for text in sector.redone]) == ("new", ["La filière bois."])
    assert (found.texts, found.characters) == (2, len("La mixité.") + len("La filière bois."))
    # What is announced is what is done.
    done = translate(book.project, [document], Paid(), memory, glossary=NEW)
    assert (done.redone, done.billed) == (found.texts, found.characters)
    assert impact(book.project, [document], NEW, memory, "paid").terms == ()


def test_a_draft_with_two_changed_terms_costs_once(book: Book, memory: Memory) -> None:
    document = book.document("a", [unit("La mixité de la filière.")])
    translate(book.project, [document], Paid(), memory, glossary=OLD)
    found = impact(book.project, [document], NEW, memory, "paid")
    assert len(found.terms) == 2
    assert (found.texts, found.characters) == (1, 24)


def test_impact_of_one_term(book: Book, memory: Memory) -> None:
    document = book.document("a", UNITS)
    translate(book.project, [document], Paid(), memory, glossary=NEW)
    (found,) = impact(book.project, [document], NEW, memory, "paid", "Filière").terms
    assert [text.source for text in found.redone] == ["La filière bois."]
    with pytest.raises(UsageError, match="no term “métier”"):
        impact(book.project, [document], NEW, memory, "paid", "métier")


def test_before_there_are_drafts_nothing_has_changed(book: Book, memory: Memory) -> None:
    assert impact(book.project, [book.document("a", UNITS)], NEW, memory, "paid").terms == ()


# Import


def test_import_adds_and_leaves_what_is_there(book: Book) -> None:
    glossary = Glossary((Term("mixité", "balance", note="Keep me.", line=2),))
    csv_file.write(book.project.glossary, glossary)
    (book.root / "a.tsv").write_text(
        "Mixité\tmix\nfilière\tsector\nmixité\tbalance\nFilière\tsector\n", "utf-8"
    )
    done = import_terms(book.project, book.root / "a.tsv", glossary)
    assert [term.source for term in done.added] == ["filière"]
    assert done.same == 2
    assert [(ours.target, theirs.target) for ours, theirs in done.different] == [("balance", "mix")]
    assert [term.source for term in csv_file.read(book.project.glossary).terms] == ["mixité", "filière"]
    assert csv_file.read(book.project.glossary).terms[0].note == "Keep me."


def test_import_of_what_a_glossary_cannot_hold_changes_nothing(book: Book) -> None:
    glossary = Glossary((Term("mixité", "balance"),))
    csv_file.write(book.project.glossary, glossary)
    before = book.project.glossary.read_bytes()
    (book.root / "a.tsv").write_text("filière\tsector\n…\tdots\n", "utf-8")
    with pytest.raises(InputError, match="has no words"):
        import_terms(book.project, book.root / "a.tsv", glossary)
    assert book.project.glossary.read_bytes() == before
