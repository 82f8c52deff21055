"""Exchange of the glossary with other tools (TBX, DeepL's TSV), and with other tables in its own format."""

from dataclasses import dataclass
from pathlib import Path

from booktranslate.config import Project
from booktranslate.errors import UsageError
from booktranslate.files import write_atomic
from booktranslate.glossary import Glossary, Term, csv_file, deepl_tsv, store, tbx
from booktranslate.interchange import content


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did.

    `added` are new terms; `same` is the number of those that the glossary had already; `different` are pairs
    of a term of the glossary, which stays, and the one in the file with another translation. `notes` say how
    the file was read, if that is not obvious.
    """

    added: tuple[Term, ...]
    same: int
    different: tuple[tuple[Term, Term], ...]
    notes: tuple[str, ...] = ()


def import_terms(project: Project, path: Path, glossary: Glossary) -> Imported:
    """Add the terms of a file to the glossary.

    Raises UsageError for a file of another kind, InputError for faults in it and for an Excel glossary that
    cannot be rewritten without a loss, and OutputError.
    """
    found, notes = _terms(project, path)
    known = {term.source.casefold(): term for term in glossary.terms}
    added, different, same = [], [], 0
    for term in found.terms:
        other = known.get(term.source.casefold())
        if other is None:
            added.append(term)
            known[term.source.casefold()] = term
        elif other.target == term.target:
            same += 1
        else:
            different.append((other, term))
    if added:
        stored = store.load(project.glossary)
        # Parsed before it is written, so that the rules for a glossary apply to imported terms too.
        data = csv_file.dump(Glossary((*stored.glossary.terms, *added)))
        checked = csv_file.parse(data, f"{path.name}, as {stored.path.name}")
        store.add(stored, checked.terms[len(stored.glossary.terms) :], project.source_lang)
    return Imported(tuple(added), same, tuple(different), notes)


def export_terms(project: Project, path: Path, glossary: Glossary) -> int:
    """Write the glossary to a file, and return the number of terms.

    Raises UsageError for a file of another kind, and OutputError.
    """
    kind = _kind(path)
    if kind == ".tsv":
        data = deepl_tsv.dump(glossary)
    elif kind in _TABLES:
        data = store.dump(glossary, path, project.source_lang)
    else:
        data = tbx.dump(glossary, project.source_lang, project.target_lang)
    write_atomic(path, data)
    return len(glossary.terms)


_TABLES = (".csv", ".xlsx")


def _terms(project: Project, path: Path) -> tuple[Glossary, tuple[str, ...]]:
    kind = _kind(path)
    if kind in _TABLES:
        stored = store.read(path)
        return stored.glossary, stored.notes
    if kind == ".tsv":
        return deepl_tsv.load(content(path), path.name), ()
    return tbx.load(content(path), path.name, project.source_lang, project.target_lang), ()


def _kind(path: Path) -> str:
    kind = path.suffix.lower()
    if kind not in (".tbx", ".tsv", ".xml", *_TABLES):
        raise UsageError(
            f"{path.name} is not a TBX, TSV, CSV or Excel file.",
            hint="Give a file that ends in .tbx, .csv or .xlsx, or .tsv for DeepL.",
        )
    return kind
