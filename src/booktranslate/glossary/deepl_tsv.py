"""A glossary in the format of DeepL's website and API: a line per term, with a tab between source and target.

The format has no other fields. So a term that is the same on both sides is read as one that is not
translated.
"""

import unicodedata

from booktranslate.errors import InputError
from booktranslate.glossary.collection import Glossary
from booktranslate.glossary.terms import Term


def dump(glossary: Glossary) -> bytes:
    """The content of the file. Sources that differ only in case stay separate, as in DeepL."""
    lines = {term.source: f"{term.source}\t{term.target}\n" for term in glossary.terms}
    return "".join(lines.values()).encode()


def load(data: bytes, name: str) -> Glossary:
    """The glossary in `data`, the content of a file called `name`. Raises InputError, with the line."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError("is not UTF-8 text.", where=f"{name}:{line}", hint="Save it as UTF-8.") from error
    terms: dict[str, Term] = {}
    for number, row in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if not row.strip():
            continue
        cells = [unicodedata.normalize("NFC", cell.strip()) for cell in row.split("\t")]
        where = f"{name}:{number}"
        if len(cells) != 2 or not all(cells):
            raise InputError("is not a term, a tab and its translation.", where=where, hint="Fix that line.")
        source, target = cells
        if source in terms and terms[source].target != target:
            raise InputError(
                f"“{source}” has another translation in line {terms[source].line}.",
                where=where,
                hint="Keep one of the two lines.",
            )
        terms[source] = Term(source, target, keep=source == target, line=number)
    return Glossary(tuple(terms.values()))
