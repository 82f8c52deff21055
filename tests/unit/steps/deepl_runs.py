"""Runs of the step `translate` with the real DeepL engine, and what they leave."""

from contextlib import closing
from pathlib import Path

from booktranslate.engines import EngineSettings
from booktranslate.engines.deepl.engine import DeepLEngine
from booktranslate.glossary import Glossary, Term
from booktranslate.memory import Memory
from booktranslate.steps.estimate import Due, estimate, total
from booktranslate.steps.translate import Drafted, translate
from tests.unit.steps.small_book import Book

TERMS = Glossary((Term("mixité", "gender mix"),))


def run(
    book: Book, *documents: Path, budget: int | None = None, glossary: Glossary = TERMS, **options: object
) -> Drafted:
    """One run of the tool: engine and memory are made for it."""
    settings = EngineSettings("fr", "en-GB", glossary, "book", options)
    with closing(DeepLEngine(settings)) as engine, closing(Memory(book.root / "memory.sqlite")) as memory:
        return translate(book.project, documents, engine, memory, glossary=glossary, budget=budget)


def dry_run(book: Book, *documents: Path, glossary: Glossary = TERMS) -> Due:
    """What a run would do."""
    settings = EngineSettings("fr", "en-GB", glossary, "book", offline=True)
    with closing(DeepLEngine(settings)) as engine, closing(Memory(book.root / "memory.sqlite")) as memory:
        return total(estimate(book.project, documents, engine, memory, glossary))


def drafted(book: Book, document: Path) -> set[str]:
    """The source texts that have a translation."""
    return {source for source, target in book.targets(document).items() if target}


def billed_in_ledger(book: Book) -> int:
    """What the ledger says was billed."""
    with closing(Memory(book.root / "memory.sqlite")) as memory:
        return sum(line.billed for line in memory.spent())
