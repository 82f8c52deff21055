"""The table of a glossary in any format: the names of its columns, and the conversion of rows to terms."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from booktranslate.errors import InputError
from booktranslate.glossary import speech
from booktranslate.glossary.collection import Glossary
from booktranslate.glossary.terms import OfLanguage, Term
from booktranslate.language import french
from booktranslate.language.spaces import SPACE, ordinary

COLUMNS = (
    "source",
    "target",
    "part of speech",
    "case-sensitive",
    "do-not-translate",
    "forbidden targets",
    "note",
)
MAX_BYTES = 1024  # DeepL's limit for one side of a glossary entry

_OTHER_NAMES = {
    "source": "français, francais, french, terme, terme source, terme français, source (fr)",
    "target": "cible, traduction, anglais, english, terme cible, terme anglais, target (en), cible (en)",
    "part of speech": "catégorie grammaticale, catégorie, nature, classe grammaticale, "
    "partie du discours, pos",
    "case-sensitive": "casse, sensible à la casse, respecter la casse, case",
    "do-not-translate": "ne pas traduire, à ne pas traduire, non traduit, dnt",
    "forbidden targets": "interdit, interdits, interdites, traductions interdites, termes interdits, "
    "cibles interdites, à éviter, forbidden",
    "note": "notes, remarque, remarques, commentaire, commentaires",
}
_YES = frozenset(("yes", "oui", "true", "vrai", "1", "x"))
_NO = frozenset(("no", "non", "false", "faux", "0", ""))
# Characters, besides spaces, that the web and spreadsheets leave at the ends of a text.
_INVISIBLE = f"{SPACE}\t\r\n\u200b\ufeff"


def _plain(name: str) -> str:
    return " ".join(french.bare(name).replace("-", " ").replace("_", " ").split())


_KNOWN = {_plain(name): name for name in COLUMNS} | {
    _plain(name): column for column, names in _OTHER_NAMES.items() for name in names.split(", ")
}


@dataclass(frozen=True, slots=True)
class Place:
    """The file, or the sheet in a file, of a table, for messages."""

    file: str
    sheet: str = ""

    @property
    def unit(self) -> str:
        """The word for a record: row in a sheet, else line."""
        return "row" if self.sheet else "line"

    def at(self, line: int) -> str:
        """The place of a record, for a message."""
        sheet = f", sheet “{self.sheet}”" if self.sheet else ""
        return f"{self.file}{sheet}, {self.unit} {line}"


def clean(text: str) -> str:
    """The text of a cell in NFC, without spaces and invisible characters at its ends."""
    return unicodedata.normalize("NFC", text.strip(_INVISIBLE).strip())


# target en-US, cible (de-DE), forbidden targets en-US. A language without another word needs a region
# (en-US).
_OF_LANGUAGE = re.compile(
    r"(?:(.*\S)[\s:]*[\s(\[])?([A-Za-z]{2,3}[-_][A-Za-z]{2}|(?<=[\s(\[])[a-z]{2,3})[)\]]?"
)
_IN_SEVERAL = ("target", "forbidden targets")


def column(name: str) -> str | None:
    """The standard name of a column that has a French or English name; None if the name is unknown.

    The name of a column for one language ends with its tag: `target en-US`.
    """
    if known := _KNOWN.get(_plain(name)):
        return known
    found = _OF_LANGUAGE.fullmatch(name.strip())
    kind = _KNOWN.get(_plain(found[1] or "target")) if found else None
    if not found or kind not in _IN_SEVERAL:
        return None
    language, _, region = found[2].replace("_", "-").partition("-")
    return f"{kind} {language.lower()}" + (f"-{region.upper()}" if region else "")


def columns(terms: Sequence[Term]) -> tuple[str, ...]:
    """The columns of a table with these terms; those for single languages come last."""
    languages = dict.fromkeys(one.language for term in terms for one in term.others)
    forbidden = {one.language for term in terms for one in term.others if one.forbidden}
    own = [
        f"{kind} {language}"
        for language in languages
        for kind in _IN_SEVERAL
        if kind == "target" or language in forbidden
    ]
    return (*COLUMNS, *own)


def header(cells: Sequence[str], where: str) -> list[str]:
    """The standard names of the columns in the first record.

    Raises InputError, at `where`, for an unknown or repeated column, and if there is no column `source`.
    """
    hint = f"The columns are: {', '.join(COLUMNS)}."
    columns: list[str] = []
    for cell in cells:
        known = column(cell)
        if known is None:
            raise InputError(f"“{cell}” is not a column of a glossary.", where=where, hint=hint)
        if known in columns:
            raise InputError(f"the column “{known}” is there twice.", where=where, hint=hint)
        columns.append(known)
    if "source" not in columns:
        raise InputError("the first line does not name the columns.", where=where, hint=hint)
    return columns


def glossary(
    rows: Iterable[tuple[int, Mapping[str, str]]], place: Place, *, lenient: bool = False
) -> Glossary:
    """The glossary in records: for each its line or row, and its cells by column. Empty records are skipped.

    Raises InputError, with the place of the record. `lenient` accepts unknown parts of speech.
    """
    terms: list[Term] = []
    seen: dict[tuple[bool, str], int] = {}
    for line, row in rows:
        if not any(row.values()):
            continue
        try:
            term = _term(row, line, lenient=lenient)
        except InputError as error:
            error.at(place.at(line))
            raise
        spaced = " ".join(term.source.split())
        key = (term.case_sensitive, spaced if term.case_sensitive else spaced.casefold())
        if key in seen:
            raise InputError(
                f"“{term.source}” is already on {place.unit} {seen[key]}.",
                where=place.at(line),
                hint=f"Keep one of the two {place.unit}s.",
            )
        seen[key] = line
        terms.append(term)
    return Glossary(tuple(terms))


def row(term: Term) -> dict[str, str]:
    """The cells of a term by column; "" in the columns for which it has no value."""
    case, keep = ("yes" if flag else "" for flag in (term.case_sensitive, term.keep))
    cells = (
        term.source,
        term.target,
        term.part_of_speech,
        case,
        keep,
        " | ".join(term.forbidden),
        term.note,
    )
    own = {f"target {one.language}": one.target for one in term.others}
    own |= {
        f"forbidden targets {one.language}": " | ".join(one.forbidden) for one in term.others if one.forbidden
    }
    return dict(zip(COLUMNS, cells, strict=True)) | own


def _term(row: Mapping[str, str], line: int, *, lenient: bool) -> Term:
    source, target = _text(row, "source"), _english(_text(row, "target"))
    keep = _flag(row, "do-not-translate")
    others = tuple(_others(row))
    if not source:
        raise InputError("the source is empty.", hint="Fill it in, or delete the line.")
    if not french.WORD.search(source):
        raise InputError(f"the source “{source}” has no words.", hint="Delete the line.")
    if keep and target not in ("", source, _english(source)):
        raise InputError(
            f"“{source}” is not to be translated, but has the target “{target}”.",
            hint="Empty one of the two columns.",
        )
    if not keep and not target and not any(one.target for one in others):
        raise InputError(
            f"“{source}” has no target.", hint="Fill it in, or write “yes” under do-not-translate."
        )
    target = source if keep else target
    forbidden = _forbidden(row, "forbidden targets", target)
    return Term(
        source=source,
        target=target,
        part_of_speech=_speech(_text(row, "part of speech"), lenient=lenient),
        case_sensitive=_flag(row, "case-sensitive"),
        keep=keep,
        forbidden=forbidden,
        note=_text({"note": " ".join(row.get("note", "").split("\n"))}, "note"),
        line=line,
        others=others,
    )


def _forbidden(row: Mapping[str, str], column: str, target: str) -> tuple[str, ...]:
    words = _english(_text(row, column)).split("|")
    found = tuple(dict.fromkeys(part for cell in words if (part := cell.strip())))
    for other in found:
        if other.casefold() == target.casefold():
            raise InputError(f"“{other}” is both the target and forbidden.", hint="Keep one of the two.")
    return found


def _others(row: Mapping[str, str]) -> Iterator[OfLanguage]:
    """The targets and forbidden targets in the columns for single languages."""
    named = (
        name.removeprefix(f"{kind} ") for name in row for kind in _IN_SEVERAL if name.startswith(f"{kind} ")
    )
    for language in dict.fromkeys(named):
        target = _english(_text(row, f"target {language}"))
        forbidden = _forbidden(row, f"forbidden targets {language}", target)
        if target or forbidden:
            yield OfLanguage(language, target, forbidden)


def _english(text: str) -> str:
    # English terms have no no-break spaces: these come from the web, or from a French keyboard.
    return ordinary(text)


def _speech(name: str, *, lenient: bool) -> str:
    known = speech.named(name)
    if known is None and not lenient:
        raise InputError(
            f"“{name}” is not a part of speech.",
            hint=f"Choose from: {', '.join(speech.ALL)}; or use French names (nom, sigle, verbe, locution "
            f"…) or abbreviations (n. m., v., adj.). Or leave it empty.",
        )
    return name if known is None else known


def _text(row: Mapping[str, str], column: str) -> str:
    value = row.get(column, "")
    for character in value:
        if unicodedata.category(character) in ("Cc", "Zl", "Zp", "Cs"):
            raise InputError(
                f"the column “{column}” holds the control character U+{ord(character):04X}.",
                hint="Type the text again, without line breaks or tabs.",
            )
    if column.startswith(("source", "target")) and len(value.encode()) > MAX_BYTES:
        raise InputError(
            f"the {column} “{value[:40]}…” is longer than {MAX_BYTES:,} bytes.",
            hint="Shorten it: a term is a few words.",
        )
    return value


def _flag(row: Mapping[str, str], column: str) -> bool:
    value = row.get(column, "").casefold()
    if value not in _YES | _NO:
        raise InputError(
            f"“{row[column]}” under {column} is neither yes nor no.",
            hint="Write yes or no (oui, non, true, false, 1, 0 and x are understood too).",
        )
    return value in _YES
