"""booktranslate from Python: open a project, and call its steps as functions.

    import booktranslate as bt

    project = bt.open_project("my-book")
    bt.extract(project)
    bt.translate(project, engine="apertium")
    for entry in bt.read_units(project):
        print(entry.state, entry.unit.source, entry.translation.target)
    bt.write_units(project, {entry.key: "The English of a person."})
    findings = bt.check(project)
    bt.assemble(project, pdf=True)

The names in `__all__` are stable; everything else in the package may change in any version. All functions
raise BooktranslateError or a subclass (`errors`), and print nothing. A function that writes holds the lock of
the project, so that only one writes at a time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from booktranslate.catalog import Catalog, Entry
from booktranslate.errors import (
    BooktranslateError,
    ChangedMeanwhileError,
    EngineError,
    ExitCode,
    InputError,
    MissingToolError,
    OutputError,
    QuotaError,
    SettingError,
    UsageError,
)
from booktranslate.glossary import Glossary, Term
from booktranslate.model import Finding, Key, State, TaggedText, Translation, Unit, parse
from booktranslate.po_files import layout
from booktranslate.steps.assemble import Assembled
from booktranslate.steps.check import Located
from booktranslate.steps.extract import Extracted
from booktranslate.steps.translate import Drafted
from booktranslate.version import __version__
from booktranslate.workspace import Workspace, as_drafted, open_workspace

__all__ = [
    "Assembled",
    "BooktranslateError",
    "ChangedMeanwhileError",
    "Drafted",
    "EngineError",
    "Entry",
    "ExitCode",
    "Extracted",
    "Finding",
    "Glossary",
    "InputError",
    "Key",
    "Located",
    "MissingToolError",
    "OutputError",
    "QuotaError",
    "SettingError",
    "State",
    "TaggedText",
    "Term",
    "Translation",
    "Unit",
    "UsageError",
    "Workspace",
    "__version__",
    "assemble",
    "check",
    "extract",
    "open_project",
    "parse",
    "read_units",
    "translate",
    "write_units",
]


def open_project(folder: Path | str = ".", target: str = "") -> Workspace:
    """Open the project in a folder, or in a folder above it, for its first target or for `target`.

    `targets` of the result lists all targets, and `at` switches to another one. Raises UsageError.
    """
    return open_workspace(Path(folder), target)


def extract(project: Workspace, documents: Sequence[str] = ()) -> list[Extracted]:
    """Update the PO files from all documents, or from those named, as `booktranslate extract` does."""
    from booktranslate.steps.extract import extract as step

    paths = project.documents(documents)
    with project.changing("extract") as reconciler:
        return step(project.project, paths, project.glossary, reconciler)


def translate(
    project: Workspace,
    documents: Sequence[str] = (),
    *,
    engine: str | None = None,
    budget: str | None = None,
) -> Drafted:
    """Draft the untranslated texts, with the named engine, the configured one, or the best one available.

    `budget` is as on the command line: "50000", "20EUR". A second English is adapted from the first, unless
    an engine is named.
    """
    paths = project.documents(documents)
    if project.project.adapted_from and engine is None:
        with project.changing("translate") as reconciler:
            return as_drafted(project.adapt(paths, reconciler))
    name = project.choice(engine).name
    bound = None if budget is None else project.budget(budget, name)
    return project.draft(paths, name, bound)


def check(project: Workspace, documents: Sequence[str] = ()) -> list[Located]:
    """Run all checks. Returns the findings, each with its file, line, source and target."""
    from booktranslate.steps.check import check as step

    return step(project.project, project.documents(documents), project.glossary)


def assemble(
    project: Workspace,
    documents: Sequence[str] = (),
    *,
    reviewed_only: bool = False,
    pdf: bool = False,
) -> list[Assembled]:
    """Write the English book to build/. With `pdf`, also make a PDF beside the Word file (needs
    LibreOffice)."""
    from booktranslate.book.units import bounds
    from booktranslate.steps.assemble import assemble as step
    from booktranslate.steps.export_pdf import export_pdf, find_libreoffice

    if pdf:
        find_libreoffice()
    paths = project.documents(documents)
    with project.lock():
        settings = project.project
        made = step(
            settings,
            paths,
            project.glossary,
            look=project.look,
            reviewed_only=reviewed_only,
            colophon=settings.colophon.add,
            annexes=settings.annexes.add,
        )
        for each in made if pdf else ():
            export_pdf(each.output, bounds=bounds(settings), credits=each.credits)
    return made


def read_units(project: Workspace, documents: Sequence[str] = ()) -> list[Entry]:
    """Return the units of the documents with their translations, in the order of the book."""
    paths = project.documents(documents)
    return [entry for path in paths for entry in layout.load_extracted(project.project, path).entries]


def write_units(
    project: Workspace, translations: Mapping[Key, TaggedText | str], *, reviewed: bool = True
) -> int:
    """Write a person's translations into the PO files. Returns how many changed. A text is tagged as for
    `parse`.

    The translations count as reviewed, or with `reviewed=False` as drafts that a person has yet to accept. As
    with every command, `booktranslate undo` restores the texts that they replace. Raises InputError for a key
    that the project does not have; nothing is written then.
    """
    state = State.REVIEWED if reviewed else State.DRAFT
    wanted = {
        key: Translation(parse(text) if isinstance(text, str) else text, state)
        for key, text in translations.items()
    }
    po_sets = [layout.load_extracted(project.project, path) for path in project.documents()]
    places = {entry.key: path for po_set in po_sets for path, entry in po_set.located}
    if unknown := [key for key in wanted if key not in places]:
        raise InputError(
            f"no document of the project contains the text “{unknown[0][1][:60]}”.",
            hint="Get the keys from `read_units`, after `extract`.",
        )
    changed: dict[Path, int] = {}

    def put(catalog: Catalog, path: Path) -> Catalog:
        entries = [
            replace(entry, translation=wanted[entry.key], previous="", previous_context="")
            if entry.key in wanted and entry.translation != wanted[entry.key]
            else entry
            for entry in catalog.entries
        ]
        # Not added up: this is done again if somebody saves the file in the meantime.
        changed[path] = sum(new is not old for new, old in zip(entries, catalog.entries, strict=True))
        return replace(catalog, entries=tuple(entries))

    with project.changing("write_units") as reconciler:
        reconciler.look(po_sets)
        for path in dict.fromkeys(places[key] for key in wanted):
            reconciler.change(path, partial(put, path=path))
    return sum(changed.values())
