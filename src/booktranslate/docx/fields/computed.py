"""What Word computes, in the way of the target language: dates, figures, and the names that fields look up.

Word writes a date in the language of the field, and figures and the arguments of a formula in the way of the
machine. A French picture of a date or number (ECMA-376-1 §17.16.4) gives nonsense in an English Word, and so
does the French name of a built-in style. So instructions are put into a form that an English Word
understands, and stored results into what it would make of them.
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
_FIGURES = r"\b(d{1,2})([/.-])(M{1,2})(?=\2)"


def localise(root: Element, styles: Styles, source: str, target: str) -> bool:
    """Bring the fields and date controls of a part to the target language; whether anything changed."""
    american = target.endswith("-US")
    changed = False
    if target.split("-")[0] != "en":  # what is computed is set in the English way, or stays
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
    """A picture of a date in an English order: `jj/MM/aaaa` is `dd/MM/yyyy`, or `MM/dd/yyyy`."""
    parts = re.split(_LITERAL, picture)
    for place, part in enumerate(parts):
        if place % 2:
            parts[place] = _WORDS.get(part, part)
        else:  # French letters of days and years; am/pm is none
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
    """A picture of a number with English signs: `# ##0,00 €` is `€#,##0.00`."""
    if "." in picture:
        return picture
    return ";".join(_number_picture(part) for part in picture.split(";"))


def _number_picture(picture: str) -> str:
    picture = re.sub(r"(?<=[0#x]),(?=[0#x])", ".", picture)
    picture = re.sub(rf"(?<=[0#x]){S}(?=[0#x]{{3}})", ",", picture)
    picture = re.sub(rf"{S}+(?=[%‰])", "", picture)
    return re.sub(rf"([#0x][#0x,.]*){S}*([€$£])", r"\2\1", picture)


def _formula(formula: str) -> str:
    """French machines part arguments with `;` and write 2,5: `=SUM(A1;2,5)` is `=SUM(A1,2.5)`."""
    if ";" in formula or "(" not in formula:
        formula = re.sub(r"(?<=\d),(?=\d)", ".", formula)
    return formula.replace(";", ",")


# The names of built-in styles that people refer to by hand, as a French Word shows them; an English one finds
# them by the English name only. Headings have a number that each Word understands.
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
    """The styles of a table of contents with their levels; English machines part them with commas."""
    pieces = [piece.strip() for piece in re.split("[;,]" if ";" in raw else ",", raw)]
    names = [_style_name(piece, styles) if not piece.isdigit() else piece for piece in pieces]
    return ",".join(names) if pieces != names or ";" in raw else raw


def _style_name(named: str, styles: Styles) -> str:
    new = _style(named, styles)
    return f"Heading {new}" if new.isdigit() else new


# Results that are not figures to read: numbers of pages and of what is counted, codes, links, tables.
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
    """A control for a date (§17.5.2.7): its language (§17.5.2.19 lid) and its format."""
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
