"""Change dates, times, ordinals and abbreviations that are still in their French form."""

import re
from collections.abc import Iterator, Sequence

from booktranslate.language import text_before, titles
from booktranslate.language.calendar import DAY, DAYS, FR_MONTH, MONTHS, YEAR
from booktranslate.language.letters import UPPER
from booktranslate.language.ordinals import FRENCH_ORDINAL, is_ordinal, ordinal_ending
from booktranslate.language.roman_numerals import ROMAN_ENDING, SMALL_ROMAN, roman_value
from booktranslate.typography.flat import KEPT, Edit
from booktranslate.typography.rule import S, Style, replaced

# Most texts have no such forms. These patterns find that out much faster than the others.
_ENDS = "ier|ars|ril|mai|uin|let|oût|out|bre"  # of the months
_PERHAPS_DATE = re.compile(rf"\d(?:(?:er)?{S}{FR_MONTH}|(?<=(?:{_ENDS}){S}.)\d\d\d)")
_PERHAPS_HOUR = re.compile(rf"\d{S}?h(?![^\W\d])")  # not: 3 houses
_PERHAPS_CLOCK = re.compile(r"\d\.[0-5]\d")
_PERHAPS_NUMBER = re.compile(rf"\d(?:(?<=[Nn]o{S}.)|(?<=[Nn]os{S}.))")

# Patterns that are strings are compiled by `re` for the first text that needs them, as few books need all.

_DATE = (
    rf"(?<![\w.,/-])(?:({'|'.join(DAYS)})({S}))?({DAY})((?:er)?)"
    rf"((?:(?:–|-|{S}(?:and|or|to|&){S}){DAY})?)({S})({FR_MONTH})(?!\w)(?:({S})({YEAR})(?!\w))?"
)
_MONTH_AND_YEAR = rf"(?<!\w)({FR_MONTH})(?={S}{YEAR}(?!\w))"

# "8 h" may be eight hours; it is a time of day if a word before it says so.
_HOUR = rf"((?<!\d)(?:1?\d|2[0-3]))({S}?h(?:{S}?([0-5]\d))?)(?!{S}?\d|\w)"
_TIME = (
    rf"\b(?:[Aa]t|[Ff]rom|[Uu]ntil|[Tt]ill|[Bb]efore|[Bb]etween|[Ss]ince|à|À){S}{_HOUR}"
    rf"(?:(?:{S}?[–-]{S}?|{S}(?:to|and|or|until){S}){_HOUR})?+(?!{S}(?:of|per|a|each)\b)"
)
_ONLY_TIME = rf"\A(?:1?\d|2[0-3])({S}?h{S}?)[0-5]\d\Z"

# 11.40 pm is a British form, but a book has only one form, which is 8:30.
_CLOCK = rf"(?<![\d.:])(?:0?[1-9]|1[0-2])(\.)[0-5]\d(?={S}?[ap](?:\.m\.|m\b))"

_ORDINAL = re.compile(rf"(\d(?<![\w.,-]\d)\d{{0,2}}+)({FRENCH_ORDINAL})(?![\w-])")
_ROMAN = rf"(?<![\w.,-])({SMALL_ROMAN})({ROMAN_ENDING})(?![\w-])"
_NUMERAL = re.compile(f"[IVX]{ROMAN_ENDING}")
_SINGLE = rf"{S}(?:and|or|century|centuries|si[eè]cle|arrondissement|edition|Republic)"

_PARTICLES = rf"(?:(?:d[eu]s?|l[ea]|v[ao]n(?:{S}der?)?){S})*(?:d[’'])?"  # M. de La Tour, M. d’Aubrac
_MISTER = (
    rf"(?<![\w.’'-])(?<![{UPPER}]\.{S})(MM?\.)(?={S}(?!(?:The|A|An|In|It|We|He|She|They|But|And|This|I)\b)"
    rf"(?:{_PARTICLES}(?:[{UPPER}][\w’'-]|{KEPT})|(?:and|et|&){S}(?:Mme|Mlle|Ms)\b))"
)
_MADAM = rf"(?<!\w)(Mme|Mlle)\.?(?={S}{_PARTICLES}[{UPPER}{KEPT}])"
_MADAMS = rf"(?<!\w)(Mmes|Mlles)(?={S}{_PARTICLES}[{UPPER}{KEPT}])"
_AND = rf"(?<![\w.’'-])M\.{S}(et){S}Mme(?={S}{_PARTICLES}[{UPPER}{KEPT}])"
_FORENAME = rf"[{UPPER}]\w+{S}$"
_PROFESSOR = rf"(?<!\w)(Pr\.?)(?={S}[{UPPER}][\w’'-])"
# "No" is also an English word: only if it must be an abbreviation.
_NUMBER = (
    rf"(?:(?:^|[(\[]|\b(?i:article|law|act|decree|order|page|chapter|figure|table|section|room|lot|issue|number|"
    rf"volume|building|line|journal|review|bulletin|notebook|file|loi|décret|arrêté|numéro){S})|(?<=, ))"
    rf"([Nn]os?)(?={S}\d)"
)
_NUMERO = rf"(?<!\w)([Nn][°º])(?={S}?\d)({S}?)"
_LATIN = rf"(?<!\w)(?:(p\.{S}?ex\.)|(c\.-à-d\.))(?!\w)"


def dates(text: str, style: Style) -> Iterator[Edit]:
    """Write dates as 12 March 2024 in British English, and as March 12, 2024 in American English."""
    if not _PERHAPS_DATE.search(text):
        return

    def english(found: re.Match[str]) -> Sequence[str | None]:
        weekday, _, day, _, further, _, month, _, year = found.groups()
        weekday = DAYS.get(weekday)
        if not style.american:
            return weekday, None, day, "", None, None, MONTHS[month]
        weekday = weekday and f"{weekday},"
        return weekday, None, MONTHS[month], "", "", None, f"{day}{further}{',' if year else ''}"

    def month_alone(found: re.Match[str]) -> Sequence[str | None]:
        return () if found.start() in of_dates else (MONTHS[found[1]],)

    of_dates = {found.start(7) for found in re.finditer(_DATE, text)}
    yield from replaced(re.compile(_DATE), text, english)
    yield from replaced(re.compile(_MONTH_AND_YEAR), text, month_alone)


def times(text: str, style: Style) -> Iterator[Edit]:
    """Write times of day with a colon: 8 h 30 as 8:30, 11.40 pm as 11:40 pm."""

    def english(found: re.Match[str]) -> Sequence[str | None]:
        return None, _minutes(found[3]), None, None, _minutes(found[6]), None

    if _PERHAPS_HOUR.search(text):
        yield from replaced(re.compile(_TIME), text, english)
        yield from replaced(re.compile(_ONLY_TIME), text, lambda found: (":",))
    if _PERHAPS_CLOCK.search(text):
        yield from replaced(re.compile(_CLOCK), text, lambda found: (":",))


def _minutes(minutes: str | None) -> str:
    return f":{minutes or '00'}"


def ordinals(text: str, style: Style) -> Iterator[Edit]:
    """Write 1er, 2e, XXIe as 1st, 2nd, 21st."""

    def figures(found: re.Match[str]) -> Sequence[str | None]:
        number = int(found[1])
        return (None, ordinal_ending(number)) if is_ordinal(number, found[2]) else ()

    def roman(found: re.Match[str]) -> Sequence[str | None]:
        number = roman_value(found[1])
        # A capital and an e may be a word: Me, Xe.
        alone = len(found[1]) == 1 and not re.compile(_SINGLE).match(text, found.end())
        return () if number < 2 or alone else (str(number), ordinal_ending(number))

    yield from replaced(_ORDINAL, text, figures)
    if _NUMERAL.search(text):
        yield from replaced(re.compile(_ROMAN), text, roman)


def abbreviations(text: str, style: Style) -> Iterator[Edit]:
    """Write English abbreviations: Mr, Ms, Prof., no., e.g., i.e.; in American English, Mr. and Ms."""
    stop = "." if style.american else ""

    def title(found: re.Match[str]) -> Sequence[str | None]:
        # "Jean M. Dupont" has an initial.
        is_initial = re.search(_FORENAME, text_before(text, found.start()))
        return () if is_initial else (titles.ENGLISH[found[1]] + stop,)

    if "M." in text:
        yield from replaced(re.compile(_AND), text, lambda found: ("and",))
        yield from replaced(re.compile(_MISTER), text, title)
    if "Mme" in text or "Mlle" in text:
        yield from replaced(re.compile(_MADAM), text, lambda found: (titles.ENGLISH[found[1]] + stop,))
    if "Mmes" in text or "Mlles" in text:
        yield from replaced(re.compile(_MADAMS), text, lambda found: (f"Ms{stop}",))
    if "Pr" in text:
        yield from replaced(re.compile(_PROFESSOR), text, lambda found: ("Prof.",))
    if _PERHAPS_NUMBER.search(text):
        yield from replaced(re.compile(_NUMBER), text, lambda found: (f"{found[1]}.",))
    if "ex." in text or "-à-d." in text:
        yield from replaced(re.compile(_LATIN), text, lambda found: ("e.g.", "i.e."))
    if "°" in text or "º" in text:
        for found in re.finditer(_NUMERO, text):
            new = "No." if found[1][0] == "N" else "no."
            yield found.start(1), found.end(1), new if found[2] else f"{new}\u00a0"
