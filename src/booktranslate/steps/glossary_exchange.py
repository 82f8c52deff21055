"""The glossary from and to files of other tools: TBX, DeepL's TSV."""

from dataclasses import dataclass
from pathlib import Path

from booktranslate.config import Project
from booktranslate.errors import UsageError
from booktranslate.exchange import content
from booktranslate.files import write_atomic
from booktranslate.glossary import Glossary, Term, csv_file, deepl_tsv, tbx


@dataclass(frozen=True, slots=True)
class Imported:
    """Terms that were added, how many the glossary had already, and those that say something else there.

    Of these each pair is the term of the glossary, which stays, and the one of the file.
    """

    added: tuple[Term, ...]
    same: int
    different: tuple[tuple[Term, Term], ...]


def import_terms(project: Project, path: Path, glossary: Glossary) -> Imported:
    """Add the terms of a file to the glossary. Raises UsageError for another kind of file, InputError."""
    kind = _kind(path)
    data = content(path)
    if kind == ".tsv":
        found = deepl_tsv.load(data, path.name)
    else:
        found = tbx.load(data, path.name, project.source_lang, project.target_lang)
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
        # Read back before it is written: the rules for a glossary hold for foreign terms, too.
        data = csv_file.dump(Glossary((*glossary.terms, *added)))
        csv_file.parse(data, f"{path.name}, as {project.glossary.name}")
        write_atomic(project.glossary, data)
    return Imported(tuple(added), same, tuple(different))


def export_terms(project: Project, path: Path, glossary: Glossary) -> int:
    """Write the glossary; how many terms. Raises UsageError for another kind of file, OutputError."""
    if _kind(path) == ".tsv":
        data = deepl_tsv.dump(glossary)
    else:
        data = tbx.dump(glossary, project.source_lang, project.target_lang)
    write_atomic(path, data)
    return len(glossary.terms)


def _kind(path: Path) -> str:
    kind = path.suffix.lower()
    if kind not in (".tbx", ".tsv", ".xml"):
        raise UsageError(
            f"{path.name} is neither TBX nor TSV.", hint="Give a file that ends in .tbx, or .tsv for DeepL."
        )
    return kind
