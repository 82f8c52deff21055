"""Convert what Word computes to the target language: dates, figures, names of styles in fields.

Word writes a date in the language of the field, but figures and the arguments of formulas as set on the
computer. A French picture of a date or number (ECMA-376-1 §17.16.4) or the French name of a built-in style
does not work in an English Word. So instructions are converted to what an English Word understands, and the
stored results to what it would show.
"""

import re

from booktranslate.docx.fields.instructions import MARKS, arguments, code_of, instructions, kind_of, put_code
from booktranslate.docx.fields.results import Stored, put, stored
from booktranslate.docx.formatting.language import mark_runs
from booktranslate.docx.formatting.styles import Styles
from booktranslate.docx.opc.xml import Element, attribute, child, name, set_attribute
from booktranslate.language.spaces import S
from booktranslate.model import TaggedText, Text

_LITERAL = r"('[^']*')"
_WORDS = {"'à'": "'at'", "'h'": ":", "'le'": "", "'le '": "", "'du'": "'from'", "'au'": "'to'"}
# The day before the month, in words and in figures: dddd d MMMM yyyy, dd/MM/yyyy.
_DAY_FIRST = (
    r"(?:(?P<weekday>dddd),?(?P<gap>\s+))?\b(?P<day>d{1,2})(?P<space>\s+)"
    r"(?P<month>M{3,4})(?P<year>\s+y{2,4})?"
)
_DIGITS = rf"(?:[0#x]|[,.](?=[0#x]))[0#x]*(?:[,.][0#x]+|{S}[0#x]{{3}}(?![0#x]))*"
_GROUPING = rf"[,.]|{S}"
_FIGURES = r"\b(d{1,2})([/.-])(M{1,2})(?=\2)"


def localise(root: Element, styles: Styles, source: str, target: str) -> bool:
    """Convert the fields and date controls of a part to the target language; returns whether anything
    changed.

    If that is not English, only the language of the results is marked.
    """
    american = target.endswith("-US")
    changed = False
    if target.split("-")[0] != "en":  # the conversions below are for English only
        for result in stored(root):
            changed = mark_runs(result.runs, source, target) or changed
        return changed
    for pieces in instructions(root.iter(*MARKS)):
        if None in pieces:
            continue
        code = "".join(code_of(piece) for piece in pieces)
        new = instruction(code, styles, american=american)
        if new != code:
            put_code(pieces, new)
            changed = True
    for result in stored(root):
        changed = _figures(result) or changed
        changed = mark_runs(result.runs, source, target) or changed
    for date in root.iter("{*}date"):
        if name(date.tag) == "w:date":
            changed = _control(date, source, target, american=american) or changed
    return changed


def instruction(code: str, styles: Styles, *, american: bool) -> str:
    """The instruction of a field as an English Word understands it."""
    kind = kind_of(code)
    changes: list[tuple[int, int, str]] = []
    for item in arguments(code):
        new: str | None = None
        if item.place == "@":
            new = date_picture(item.raw, american=american)
        elif item.place == "#":
            new = number_picture(item.raw)
        elif kind == "STYLEREF" and item.place == "1":
            new = _style(item.words, styles)
            if new.isdigit() and item.is_quoted:  # STYLEREF 1 is a number, "1" a name
                changes.append((item.start - 1, item.end + 1, new))
                continue
            new = new if item.is_quoted or " " not in new else f'"{new}"'
        elif kind == "TOC" and item.place == "t":
            new = _styles_of_table(item.raw, styles)
        if new is not None and new != item.raw:
            changes.append((item.start, item.end, new))
    for start, end, new in reversed(changes):
        code = code[:start] + new + code[end:]
    if kind == "=":
        formula, sign, switches = code.partition("\\")
        code = _formula(formula) + sign + switches
    return code


def date_picture(picture: str, *, american: bool) -> str:
    """A picture of a date (§17.16.4.1) in English order: `jj/MM/aaaa` is `dd/MM/yyyy` or, if American,
    `MM/dd/yyyy`."""
    parts = re.split(_LITERAL, picture)
    for place, part in enumerate(parts):
        if place % 2:
            parts[place] = _WORDS.get(part, part)
        else:  # the French letters for day and year, but not the a of am/pm
            part = re.sub("a{2,4}", lambda found: "y" * len(found[0]), part.replace("j", "d"))
            parts[place] = part
    new = "".join(parts)
    if new != picture:
        new = new.lstrip()
    if american:
        new = re.sub(_FIGURES, r"\3\2\1", re.sub(_DAY_FIRST, _month_first, new))
    return new


def _month_first(found: re.Match[str]) -> str:
    weekday = f"{found['weekday']},{found['gap']}" if found["weekday"] else ""
    year = f",{found['year']}" if found["year"] else ""
    return f"{weekday}{found['month']}{found['space']}{found['day']}{year}"


def number_picture(picture: str) -> str:
    """A picture of a number (§17.16.4.2) with English signs: `# ##0,00 €` is `€#,##0.00`.

    Word takes the signs of decimals and of groups from the machine, not from the document. So only the
    picture can tell which is which (see `_digits`).
    """
    parts = re.split(_LITERAL, picture)
    parts[::2] = [_number_picture(part) for part in parts[::2]]
    return "".join(parts)


def _number_picture(picture: str) -> str:
    picture = re.sub(_DIGITS, lambda found: _digits(found[0]), picture)
    picture = re.sub(rf"{S}+(?=[%‰])", "", picture)
    return re.sub(rf"([#0x][#0x,.]*){S}*([€$£])", r"\2\1", picture)


def _digits(picture: str) -> str:
    """The places of the digits, with `,` between groups and `.` before decimals.

    The last sign before decimals parts them from the whole. It parts groups instead if it is a space, if it
    stands there twice, or if `##0` follows: no decimal place may be left out before one that may not.
    """
    *groups, last = re.split(_GROUPING, picture)
    signs = re.findall(_GROUPING, picture)
    if not signs:
        return picture
    is_group = signs[-1].isspace() or signs[-1] in signs[:-1] or last == "##0"
    return ",".join(groups) + ("," if is_group else ".") + last


def _formula(formula: str) -> str:
    """A formula in English: French computers separate arguments with `;` and write 2,5, so `=SUM(A1;2,5)` is
    `=SUM(A1,2.5)`."""
    if ";" in formula or "(" not in formula:
        formula = re.sub(r"(?<=\d),(?=\d)", ".", formula)
    return formula.replace(";", ",")


# Built-in styles that people refer to by hand, by the names that a French Word shows. An English Word finds
# them only by their English names. For headings, a number works in every Word.
_BUILT_IN = {
    "titre": "Title",
    "sous-titre": "Subtitle",
    "légende": "Caption",
    "citation": "Quote",
    "citation intense": "Intense Quote",
    "corps de texte": "Body Text",
    "en-tête": "Header",
    "pied de page": "Footer",
    "note de bas de page": "Footnote Text",
}
_HEADING = re.compile(r"titre\s*([1-9])$", re.IGNORECASE)


def _style(named: str, styles: Styles) -> str:
    if named in styles.names.values():  # a style of the author
        return named
    heading = _HEADING.match(named.strip())
    return heading[1] if heading else _BUILT_IN.get(named.strip().lower(), named)


def _styles_of_table(raw: str, styles: Styles) -> str:
    """The styles of a table of contents with their levels, which English computers separate with commas."""
    pieces = [piece.strip() for piece in re.split("[;,]" if ";" in raw else ",", raw)]
    names = [_style_name(piece, styles) if not piece.isdigit() else piece for piece in pieces]
    return ",".join(names) if pieces != names or ";" in raw else raw


def _style_name(named: str, styles: Styles) -> str:
    new = _style(named, styles)
    return f"Heading {new}" if new.isdigit() else new


# Fields whose results are not figures to convert: numbers of pages and notes, codes, links, tables.
_NOT_FIGURES = frozenset(
    ["HYPERLINK", "TOC", "TOA", "INDEX", "PAGEREF", "NOTEREF", "STYLEREF", "BARCODE", "DISPLAYBARCODE"]
)


def _figures(result: Stored) -> bool:
    text = "".join(item.text or "" for item in result.texts)
    if result.kind in _NOT_FIGURES or not text or any(letter.isalpha() for letter in text):
        return False
    from booktranslate.typography import figures_in_english  # reading a book needs no typography

    new = figures_in_english(TaggedText((Text(text),))).plain
    return new != text and put(result, new)


def _control(date: Element, source: str, target: str, *, american: bool) -> bool:
    """Convert the language (§17.5.2.19 lid) and the format of a date control (§17.5.2.7); returns whether it
    was in the source language."""
    language = child(date, "w:lid")
    value = (attribute(language, "w:val") or "") if language is not None else ""
    if language is None or value.split("-")[0].lower() != source.split("-")[0].lower():
        return False
    set_attribute(language, "w:val", target)
    form = child(date, "w:dateFormat")
    if form is not None:
        picture = attribute(form, "w:val") or ""
        set_attribute(form, "w:val", date_picture(picture, american=american))
    return True
