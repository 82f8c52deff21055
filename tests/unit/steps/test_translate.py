"""Drafting: from where, in which requests, at which cost, and what is on disk when it stops."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from booktranslate.errors import EngineError, OutputError, QuotaError
from booktranslate.glossary import Glossary, Term
from booktranslate.memory import Memory, Reviewed
from booktranslate.model import State
from booktranslate.steps.translate import Drafted, translate
from tests.unit.steps.small_book import INTERVIEW, Book, Paid, Upper, unit

ENGINE_TEXTS = 8  # of INTERVIEW: without the two that are numbers
OLD = Glossary((Term("mixité", "mix"), Term("métier", "trade")))
NEW = Glossary((Term("mixité", "gender mix"), Term("métier", "trade")))


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with closing(Memory(tmp_path / "memory.sqlite")) as made:
        yield made


def characters(sources: list[str]) -> int:
    return sum(each.source.characters for each in INTERVIEW if str(each.source) in sources)


# Where drafts come from


def test_everything_is_drafted_once(book: Book, memory: Memory) -> None:
    document, engine = book.document("a"), Paid()
    result = translate(book.project, [document], engine, memory)
    sent = [text for batch, _ in engine.asked for text in batch]
    assert result == Drafted(
        "paid", drafted=ENGINE_TEXTS, numbers=2, characters=characters(sent), billed=engine.billed
    )
    assert engine.billed == characters(sent) > 0
    assert {entry.state for entry in book.catalog(document).entries} == {State.DRAFT}
    assert book.targets(document)["Par <b>goût</b>, dit-elle<fn1/>."] == "PAR <b>GOÛT</b>, DIT-ELLE<fn1/>."
    before = book.po(document).read_bytes()
    again = translate(book.project, [document], engine, memory)
    assert again == Drafted("paid")
    assert book.po(document).read_bytes() == before


def test_numbers_are_written_by_rule_and_never_sent(book: Book, memory: Memory) -> None:
    document, engine = book.document("a"), Upper()
    translate(book.project, [document], engine, memory)
    assert book.targets(document)["2\u202f500"] == "2,500"
    entry = book.entry(document, "3,5\u202f%")
    assert (str(entry.translation.target), entry.translation.origin) == ("3.5%", "numbers")
    assert not any("500" in text for batch, _ in engine.asked for text in batch)


def test_codes_and_initials_stay_as_they_are_and_are_never_sent(book: Book, memory: Memory) -> None:
    document, engine = book.document("a", [unit("A. P."), unit("FR-2024-03"), unit("A. P. parle.")]), Upper()
    translate(book.project, [document], engine, memory)
    assert book.targets(document) == {
        "A. P.": "A. P.",
        "FR-2024-03": "FR-2024-03",
        "A. P. parle.": "A. P. parle.",  # what engines shout is lowered
    }
    assert [str(text) for batch, _ in engine.asked for text in batch] == ["A. P. parle."]


def test_a_lost_po_file_costs_nothing(book: Book, memory: Memory) -> None:
    document, engine = book.document("a"), Paid()
    translate(book.project, [document], engine, memory)
    book.po(document).unlink()
    book.document("a")
    result = translate(book.project, [document], engine, memory)
    assert (result.billed, result.from_memory, result.numbers) == (0, ENGINE_TEXTS, 2)


def test_another_identity_asks_anew(book: Book, memory: Memory) -> None:
    document = book.document("a")
    translate(book.project, [document], Paid(), memory)
    other = book.document("b")
    assert translate(book.project, [other], Paid(identity="paid/2"), memory).billed > 0


def test_a_second_document_pays_only_for_what_is_new(book: Book, memory: Memory) -> None:
    first = book.document("a", INTERVIEW[:4])
    second = book.document("b", INTERVIEW)
    engine = Paid()
    result = translate(book.project, [first, second], engine, memory)
    assert result.billed == characters([str(each.source) for each in INTERVIEW[:8]])
    assert result.from_memory == 4


def test_reviewed_texts_of_another_document_come_first(book: Book, memory: Memory) -> None:
    first, second = book.document("a", INTERVIEW[:4]), book.document("b")
    book.set(first, "La mixité avance.", "Gender balance advances.")
    engine = Upper()
    result = translate(book.project, [first, second], engine, memory)
    assert result.reviewed == 1
    entry = book.entry(second, "La mixité avance.")
    assert str(entry.translation.target) == "Gender balance advances."
    assert (entry.state, entry.translation.origin) == (State.DRAFT, "memory (reviewed)")
    assert not any("La mixité avance." in batch for batch, _ in engine.asked)


def test_the_latest_reviewed_text_counts(book: Book, memory: Memory) -> None:
    pair = "fr-en-GB"
    memory.remember(pair, [Reviewed("Oui.", "Old", document="x", changed="2020-01-01 00:00:00")])
    memory.remember(pair, [Reviewed("Oui.", "New", document="y", changed="2021-01-01 00:00:00")])
    document = book.document("a", [unit("Oui.")])
    translate(book.project, [document], Upper(), memory)
    assert book.targets(document) == {"Oui.": "New"}


def test_what_a_person_takes_back_is_not_used_again(book: Book, memory: Memory) -> None:
    first = book.document("a", [unit("Oui.")])
    book.set(first, "Oui.", "Wrong")
    translate(book.project, [first], Upper(), memory)
    book.set(first, "Oui.", "Wrong", State.DRAFT)
    second = book.document("b", [unit("Oui.")])
    translate(book.project, [first, second], Upper(), memory)
    assert book.targets(second) == {"Oui.": "OUI."}


def test_a_reviewed_text_outlives_its_po_file(book: Book, memory: Memory) -> None:
    document = book.document("a", [unit("Oui.")])
    book.set(document, "Oui.", "Yes.")
    translate(book.project, [document], Upper(), memory)
    for _ in range(2):  # also when the draft from the memory was never reviewed
        book.po(document).unlink()
        book.document("a", [unit("Oui.")])
        translate(book.project, [document], Upper(), memory)
        assert book.targets(document) == {"Oui.": "Yes."}


def test_what_a_person_wrote_is_never_touched(book: Book, memory: Memory) -> None:
    document = book.document("a")
    book.set(document, "La mixité avance.", "Mine.")
    book.set(document, "Et demain ?", "Mine, unsure.", State.DRAFT)
    translate(book.project, [document], Upper(), memory)
    assert book.targets(document)["La mixité avance."] == "Mine."
    assert book.targets(document)["Et demain ?"] == "Mine, unsure."


@pytest.mark.parametrize("engine", [Upper(blank=("Et demain ?",)), Paid(blank=("Et demain ?",))])
def test_an_empty_answer_is_no_draft(book: Book, memory: Memory, engine: Upper) -> None:
    document = book.document("a")
    result = translate(book.project, [document], engine, memory)
    assert (result.unanswered, result.drafted) == (1, ENGINE_TEXTS - 1)
    assert book.entry(document, "Et demain ?").state is State.EMPTY
    engine.blank = ()
    assert translate(book.project, [document], engine, memory).drafted == 1


# Requests


def test_a_question_and_its_answer_share_a_request_whose_context_they_are(book: Book, memory: Memory) -> None:
    engine = Paid()
    translate(book.project, [book.document("a")], engine, memory)
    assert [batch for batch, _ in engine.asked] == [
        ["Anne Martin"],
        ["Pourquoi ce métier ?", "Par <b>goût</b>, dit-elle<fn1/>.", "La mixité avance."],
        ["Et demain ?", "Demain, la mixité.", "Tableau 1"],
        ["Effectif"],
    ]
    contexts = [context for _, context in engine.asked]
    assert contexts[1] == "Anne Martin\nPourquoi ce métier ?\nPar goût, dit-elle.\nLa mixité avance."
    assert contexts[3] == "Anne Martin\nTableau 1\nEffectif\n2\u202f500\n3,5\u202f%"


def test_the_context_is_whole_when_a_single_text_is_due(book: Book, memory: Memory) -> None:
    document = book.document("a")
    for each in INTERVIEW:
        if str(each.source) != "La mixité avance.":
            book.set(document, str(each.source), "Done.")
    engine = Paid()
    translate(book.project, [document], engine, memory)
    context = "Anne Martin\nPourquoi ce métier ?\nPar goût, dit-elle.\nLa mixité avance."
    assert engine.asked == [(["La mixité avance."], context)]


def test_a_long_answer_goes_in_parts_that_know_the_question_and_what_was_said(
    book: Book, memory: Memory
) -> None:
    paragraphs = [f"Phrase {number} {'a' * 900}." for number in range(8)]
    notes = "Chapter: C", "Answer by B"
    units = [unit("Pourquoi ?", "Chapter: C", "Question"), *(unit(text, *notes) for text in paragraphs)]
    engine = Paid()
    translate(book.project, [book.document("a", units)], engine, memory)
    assert [text for batch, _ in engine.asked for text in batch] == ["Pourquoi ?", *paragraphs]
    assert len(engine.asked) == 3
    for batch, context in engine.asked[1:]:
        assert context.startswith("C\nPourquoi ?\n")
        assert paragraphs[paragraphs.index(batch[0]) - 1] in context


def test_requests_are_cut_to_what_the_engine_takes(book: Book, memory: Memory) -> None:
    engine = Paid(most=2)
    translate(book.project, [book.document("a")], engine, memory)
    assert max(len(batch) for batch, _ in engine.asked) == 2
    engine = Paid(identity="paid/2", most=0)  # none fits: the engine has to see to it
    translate(book.project, [book.document("b")], engine, memory)
    assert [len(batch) for batch, _ in engine.asked] == [1] * ENGINE_TEXTS


def test_an_engine_without_a_meter_gets_large_batches(book: Book, memory: Memory) -> None:
    engine = Upper(max_texts=5)
    translate(book.project, [book.document("a")], engine, memory)
    assert [len(batch) for batch, _ in engine.asked] == [5, 3]


# Money


@pytest.mark.parametrize("budget", [0, 11, 60, 61, 62, 1000])
def test_a_budget_is_never_exceeded(book: Book, memory: Memory, budget: int) -> None:
    document, engine = book.document("a"), Paid()
    whole = characters([str(each.source) for each in INTERVIEW[:8]])
    if budget >= whole:
        assert translate(book.project, [document], engine, memory, budget=budget).billed == whole
        return
    with pytest.raises(QuotaError, match="remaining texts need") as caught:
        translate(book.project, [document], engine, memory, budget=budget)
    assert engine.billed <= budget
    missing = int(str(caught.value).split("texts need ")[1].split()[0].replace(",", ""))
    assert missing == whole - budget
    drafted = [source for source, target in book.targets(document).items() if target and source.isalpha()]
    assert engine.billed == sum(line.billed for line in memory.spent())
    assert set(drafted) <= set(book.targets(document))
    rest = translate(book.project, [document], engine, memory, budget=whole - engine.billed)
    assert engine.billed == whole
    assert rest.billed == whole - sum(line.billed for line in memory.spent()[:-1])


@pytest.mark.parametrize(("budget", "allowance"), [(100, 22), (22, 22), (15, 15), (11, 11), (None, None)])
def test_the_engine_may_ask_again_for_what_the_budget_leaves(
    book: Book, memory: Memory, budget: int | None, allowance: int | None
) -> None:
    engine = Paid()
    translate(book.project, [book.document("a", [unit("Anne Martin")])], engine, memory, budget=budget)
    assert [meter.allowance for meter in engine.meters] == [allowance]


def test_the_ledger_names_run_document_and_engine(book: Book, memory: Memory) -> None:
    first, second = book.document("a", INTERVIEW[:2]), book.document("b", INTERVIEW[2:])
    engine = Paid()
    translate(book.project, [first], engine, memory)
    translate(book.project, [first, second], engine, memory)
    translate(book.project, [book.document("c")], Upper(), memory)
    lines = [(line.document, line.engine, line.texts, line.billed) for line in memory.spent()]
    assert [line[:3] for line in lines] == [
        ("a.docx", "paid", 2),
        ("b.docx", "paid", 6),
        ("c.docx", "upper", 8),
    ]
    assert sum(line[3] for line in lines) == engine.billed
    assert len({line.run for line in memory.spent()}) == 3


def test_a_failed_request_that_was_billed_is_in_the_ledger(book: Book, memory: Memory) -> None:
    engine = Paid(fails_at=2)
    with pytest.raises(EngineError):
        translate(book.project, [book.document("a")], engine, memory)
    assert sum(line.billed for line in memory.spent()) == engine.billed


# When it stops


@pytest.mark.parametrize("at", [1, 2, 3, 4])
def test_all_answers_before_an_error_are_on_disk(book: Book, memory: Memory, at: int) -> None:
    document, engine = book.document("a"), Paid(fails_at=at)
    with pytest.raises(EngineError):
        translate(book.project, [document], engine, memory)
    done = [text for batch, _ in engine.asked[:-1] for text in batch]
    targets = book.targets(document)
    assert [source for source in done if targets[source]] == done
    engine.asked.clear()
    engine.fails_at = 0
    translate(book.project, [document], engine, memory)
    assert not set(done) & {text for batch, _ in engine.asked for text in batch}


@pytest.mark.parametrize("concurrency", [1, 3])
def test_a_memory_that_is_full_stops_before_the_next_request(
    book: Book, memory: Memory, monkeypatch: pytest.MonkeyPatch, concurrency: int
) -> None:
    def full(*_: object) -> None:
        raise OutputError("the disk is full.")

    monkeypatch.setattr(memory, "store", full)
    document, engine = book.document("a"), Paid(concurrency=concurrency)
    with pytest.raises(OutputError, match="full"):
        translate(book.project, [document], engine, memory)
    assert len(engine.asked) <= concurrency
    # The PO file could be written: even these answers are not lost.
    targets = book.targets(document)
    assert targets["Anne Martin"] == "Anne Martin"  # engines shout, drafts do not
    assert all(targets[text] for batch, _ in engine.asked for text in batch)


def test_a_po_file_saved_meanwhile_keeps_what_was_saved(book: Book, memory: Memory) -> None:
    document = book.document("a")

    class Interrupted(Paid):
        def translate(self, batch, context="", meter=None):  # type: ignore[no-untyped-def]
            if not self.asked:
                book.set(document, "Demain, la mixité.", "Mine.")
            return super().translate(batch, context, meter)

    translate(book.project, [document], Interrupted(), memory)
    targets = book.targets(document)
    assert targets.pop("Demain, la mixité.") == "Mine."
    assert all(targets.values())


# Suggestions


def notes(book: Book, document: Path, source: str) -> list[str]:
    lines = book.entry(document, source).unit.notes
    return [line for line in lines if line.startswith("Memory")]


def test_similar_reviewed_texts_are_shown_to_the_reviewer(book: Book, memory: Memory) -> None:
    first = book.document("a", [unit("La mixité avance lentement dans la filière.")])
    book.set(first, "La mixité avance lentement dans la filière.", "Gender balance advances slowly.")
    asked = "La mixité avance vite dans la filière."
    second = book.document("b", [unit(asked, "Chapter: C", "Paragraph")])
    translate(book.project, [first, second], Upper(), memory)
    line = "Memory 85%: “La mixité avance lentement dans la filière.” → “Gender balance advances slowly.”"
    assert notes(book, second, asked) == [line]
    assert book.entry(second, asked).unit.notes[:2] == ("Chapter: C", "Paragraph")
    # Extraction makes the notes anew, and keeps these.
    book.document("b", [unit(asked, "Chapter: D", "Paragraph")])
    assert book.entry(second, asked).unit.notes == ("Chapter: D", "Paragraph", line)
    # They follow the memory, and go when the entry is reviewed.
    book.set(first, "La mixité avance lentement dans la filière.", "Slowly.")
    translate(book.project, [first, second], Upper(), memory)
    assert notes(book, second, asked) == [line.replace("Gender balance advances slowly.", "Slowly.")]
    book.set(second, asked, "Quickly.")
    translate(book.project, [first, second], Upper(), memory)
    assert notes(book, second, asked) == []


def test_a_reviewed_text_is_suggested_where_there_is_another_draft(book: Book, memory: Memory) -> None:
    second = book.document("b", [unit("Oui.")])
    translate(book.project, [second], Upper(), memory)
    first = book.document("a", [unit("Oui.")])
    book.set(first, "Oui.", "Yes.")
    translate(book.project, [first, second], Upper(), memory)
    assert notes(book, second, "Oui.") == ["Memory 100%: “Oui.” → “Yes.”"]
    assert book.targets(second) == {"Oui.": "OUI."}


# A changed glossary


def test_drafts_with_a_changed_term_are_made_again(book: Book, memory: Memory) -> None:
    document = book.document("a")
    translate(book.project, [document], Paid(), memory, glossary=OLD)
    engine = Paid()
    result = translate(book.project, [document], engine, memory, glossary=NEW)
    assert sorted(text for batch, _ in engine.asked for text in batch) == [
        "Demain, la mixité.",
        "La mixité avance.",
    ]
    assert (result.redone, result.drafted) == (2, 2)
    assert translate(book.project, [document], engine, memory, glossary=NEW) == Drafted("paid")


def test_drafts_that_a_person_changed_or_another_engine_made_stay(book: Book, memory: Memory) -> None:
    document = book.document("a")
    translate(book.project, [document], Paid(), memory, glossary=OLD)
    book.set(document, "La mixité avance.", "The mix advances.", State.DRAFT)
    book.set(document, "Demain, la mixité.", "The mix tomorrow.")
    engine = Paid()
    assert translate(book.project, [document], engine, memory, glossary=NEW).redone == 0
    assert book.targets(document)["La mixité avance."] == "The mix advances."
    other = book.document("b")
    translate(book.project, [other], Paid(), memory, glossary=OLD)
    assert translate(book.project, [other], Upper(), memory, glossary=NEW).redone == 0


def test_a_run_that_stops_makes_the_rest_again_next_time(book: Book, memory: Memory) -> None:
    document = book.document("a")
    translate(book.project, [document], Paid(), memory, glossary=OLD)
    with pytest.raises(EngineError):
        translate(book.project, [document], Paid(fails_at=2), memory, glossary=NEW)
    engine = Paid()
    assert translate(book.project, [document], engine, memory, glossary=NEW).redone == 1
    assert len(engine.asked) == 1


def test_a_draft_edited_while_it_is_made_again_stays_edited(book: Book, memory: Memory) -> None:
    document = book.document("a")
    translate(book.project, [document], Paid(), memory, glossary=OLD)

    class Interrupted(Paid):
        def translate(self, batch, context="", meter=None):  # type: ignore[no-untyped-def]
            book.set(document, "La mixité avance.", "Mine.", State.DRAFT)
            return super().translate(batch, context, meter)

    translate(book.project, [document], Interrupted(), memory, glossary=NEW)
    assert book.targets(document)["La mixité avance."] == "Mine."
