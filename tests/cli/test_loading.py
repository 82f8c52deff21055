"""What a run loads: half of the time of a short book would else be the loading of what it does not need."""

import os
import re

from tests.cli.bench import Bench


def loaded(bench: Bench, *arguments: str) -> set[str]:
    """The modules that a run of the command line imports."""
    done = bench.run(*arguments, env={"PYTHONPROFILEIMPORTTIME": "1"} | dict(os.environ))
    return set(re.findall(r"\| +(\S+)$", done.err, re.MULTILINE))


def ours(*names: str) -> set[str]:
    return {f"booktranslate.{name}" for name in names}


# What a book without glossary, index and translated pictures does not need.
FEW = ours(
    "glossary.csv_file", "language.french", "language.sentences", "docx.generated.indexes", "docx.media"
)


def test_extract_loads_no_other_step(bench: Bench) -> None:
    (bench.folder / "glossary.csv").unlink()
    modules = loaded(bench, "extract")
    assert "booktranslate.steps.extract" in modules
    assert (
        modules & ours("checks", "engines", "typography", "steps.check", "cli.translate", "cli.make") == set()
    )
    assert modules & ours("docx.paragraphs.writing", "docx.column_widths", "docx.fields.computed") == set()
    assert modules & FEW == set()
    assert modules & {"rapidfuzz", "PIL", "requests", "json", "tomllib"} == set()


def test_assemble_loads_no_other_step(bench: Bench) -> None:
    (bench.folder / "glossary.csv").unlink()
    bench.run("extract")
    bench.review({"Bonjour.": "Hello."})
    modules = loaded(bench, "assemble")
    assert "booktranslate.steps.assemble" in modules
    others = ("checks", "engines", "steps.extract", "cli.translate", "cli.make", "cli.sign_off")
    unused = ("docx.annexes", "review.colophon", "review.values", "review.po_file", "notes", "book.interview")
    assert modules & ours(*others, *unused) == set()
    assert modules & FEW == set()
    assert modules & {"rapidfuzz", "PIL", "requests", "importlib.metadata", "email.message"} == set()
    assert modules & {"tomllib"} == set()
    assert modules & {"polib", "booktranslate.catalog.merging"} == set()
    again = loaded(bench, "assemble")  # the PO files are as last seen
    assert again & {"sqlite3", "booktranslate.memory", "booktranslate.po_files.reconciling"} == set()
