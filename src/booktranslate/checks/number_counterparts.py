"""The figures of both texts, and everything in one text that may correspond to a figure of the other."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from booktranslate.checks.pairs import Pair
from booktranslate.language import number_words, quantities, text_before
from booktranslate.language.abbreviations import LABELS
from booktranslate.language.conversions import same_amounts
from booktranslate.language.quantities import Quantity
from booktranslate.language.roman_numerals import roman
from booktranslate.language.spaces import S

# Words by which good English may translate a figure.
WORDS_FOR = {
    "0": "no|none|zero|nil|nobody|nothing|freezing|frozen",
    "1": "a|an|one|single|once|only|first|sole|each|per",
    "2": "both|pair|pairs|couple|couples|twice|double|doubled|two-?fold|second|half|biennial",
    "3": "triple|tripled|treble|three-?fold|trio|third|quarter",
    "4": "quadruple|quartet|fourth|quarter|quarters",
    "7": "a week|one week|weekly",
    "8": "a week|one week|week’s",
    "10": "decade|decades|ten-?fold|tenth|orders? of magnitude",
    "12": "dozen|a year|one year|noon|midday",
    "14": "fortnight|two weeks",
    "15": "fortnight|two weeks|quarter|two-week",
    "24": "a day|one day|around the clock|midnight|day and night",
    "25": "quarter",
    "30": "half|a month|one month",
    "33": "third",
    "48": "two days|two-day",
    "50": "half|fifty-fifty",
    "72": "three days|three-day",
    "75": "three quarters|three-quarters",
    "100": "fully|full|entirely|entire|completely|wholly|totally|all|whole|purely|pure|exclusively|only|every"
    "|century",
    "500": "half a thousand",
}
# French words that good English may translate by a figure.
_FIGURES_FOR = (
    (r"aucune?s?|zéro|nuls?|nulles?|rien", "0"),
    (r"moitié|demie?s?|mi-", "50 0.5 30 6 2"),
    (r"tiers|tierces?", "33 33.3 3"),
    (r"bi-?dimension", "2"),
    (r"tri-?dimension", "3"),
    (r"quarts?|trimestres?", "25 15 45 4 3"),
    (r"décennies?", "10"),
    (r"siècles?", "100"),
    (r"midi", "12"),
    (r"minuit", "12 0 24"),
    (r"quinzaine|quinze jours", "14 2"),
    (r"semaines?", "7"),
    (r"paires?|couples?", "2"),
    (r"biennal\w*|bisannuel\w*", "2"),
    (r"triennal\w*|triennaux", "3"),
    (r"quadriennal\w*", "4"),
    (r"quinquennal\w*|quinquennat", "5"),
    (r"septennal\w*|septennat", "7"),
    (r"décennal\w*|décennaux", "10"),
    (r"cinquantenaires?", "50"),
    (r"centenaires?", "100"),
    (r"bicentenaires?", "200"),
    (r"(?:chances?|fois) sur deux", "50 0.5"),
    (r"doubl\w+", "2 100 50"),
    (r"tripl\w+", "3"),
    (r"ans?|années?|mois|âgée?s?", "12 24"),
    # School years have numbers in English: Year 11, 10th grade.
    (r"sixième|cinquième|quatrième|troisième|seconde|première|terminale", "6 7 8 9 10 11 12 13"),
)
# School classes (2de, 1re technologique) and levels of study (bac +5) have quite different English names.
_SCHOOL = re.compile(
    r"(?:\b(?:en|de|classes? de)\s(?:1re|2n?de|[3-6](?:e|ème))(?!\w)"
    r"|\b(?:1re|2n?de)\s(?:technologique|générale|professionnelle|pro\b|STI|STMG|STL|ST2S|S\b|ES\b|L\b)"
    r"|\bbac\s?\+\s?\d|\bTle|\bC[EM][12]\b)",
    re.IGNORECASE,
)
_FRACTIONS = {
    2: "hal(?:f|ves)",
    3: "thirds?",
    4: "quarters?",
    5: "fifths?",
    6: "sixths?",
    8: "eighths?",
    10: "tenths?",
}


@dataclass(frozen=True)
class Figures:
    """The figures of a pair, and the values that either text has in figures or in words."""

    pair: Pair

    @cached_property
    def source(self) -> list[Quantity]:
        return _distinct(quantities.french(self.pair.source))

    @cached_property
    def target(self) -> list[Quantity]:
        return _distinct(quantities.english(self.pair.target))

    @cached_property
    def source_words(self) -> frozenset[Decimal]:
        return number_words.french(self.pair.source)

    @cached_property
    def target_words(self) -> frozenset[Decimal]:
        return number_words.english(self.pair.target)

    @cached_property
    def source_values(self) -> frozenset[Decimal]:
        values = {value for one in self.source for value in one.values} | self.source_words
        for metres, centimetres in re.findall(r"(\w+) mètres? ([\w-]+)", self.pair.source):
            values |= {  # un mètre quatre-vingts: 1.80
                metre + centimetre / 100
                for metre in number_words.french(metres)
                for centimetre in number_words.french(centimetres)
            }
        for pattern, figures in _FIGURES_FOR:
            if re.search(rf"\b(?:{pattern})", self.pair.source, re.IGNORECASE):
                values |= set(map(Decimal, figures.split()))
        return frozenset(values)

    @cached_property
    def target_values(self) -> frozenset[Decimal]:
        values = {value for one in self.target if one.kind != "time" for value in one.values}
        return frozenset(values | self.target_words)

    @cached_property
    def same_amount(self) -> Callable[[Decimal, Decimal], bool]:
        return same_amounts(self.pair.source, self.pair.target)


def _distinct(found: list[Quantity]) -> list[Quantity]:
    """Each figure once, at its first place."""
    return list({(one.text, one.values): one for one in reversed(found)}.values())[::-1]


def has_number(one: Quantity, figures: Figures) -> bool:
    """Whether the translation has a counterpart of a figure of the French text."""
    target = figures.pair.target
    if one.kind == "fraction":
        return _has_fraction(one, figures)
    if not figures.target_values.isdisjoint(one.values):
        return True
    if one.text.isdigit() and re.search(rf"(?<!\d){one.text}(?!\d)", target):
        return True  # inside a name or a code
    if "." in one.text and re.search(rf"\bv{re.escape(one.text)}(?!\d)", target):
        return True  # a version: v1.1
    if one.kind == "phone":
        return False
    if _in_name(one, target) or _is_list(one, figures.target_values):
        return True
    if any(_is_number_of_time(one, two) for two in figures.target if two.kind == "time"):
        return True
    words = "|".join(WORDS_FOR[str(value)] for value in one.values if str(value) in WORDS_FOR)
    if words and re.search(rf"\b(?:{words})\b", target, re.IGNORECASE):
        return True
    if one.text.isdigit() and int(one.text) < 40 and _has_roman(int(one.text), target):
        return True  # niveau 1, level I
    if one.marked == "th" and re.search(rf"\b{roman(int(one.values[0]))}\b", target):
        return True  # François Ier → Francis I
    if _is_times(one, target):
        return True
    if any(figures.same_amount(value, other) for value in one.values for other in figures.target_values):
        return True
    if _is_frequency(one, figures.pair):
        return True
    return _is_in_term(one, figures.pair) or _is_school(one, figures.pair.source)


# Frequencies: « 2 fois par an », "semi-annual"; « tous les 3 ans », "triennial".
_TIMES = re.compile(
    rf"{S}fois{S}(?:par|l[’']an)|{S}(?:jours?|semaines?|mois|trimestres?|ans?|années?|heures?)\b"
)
_EVERY = re.compile(rf"\b(?:tous|toutes){S}les{S}$", re.IGNORECASE)
_OFTEN = re.compile(
    r"\b(?:(?:bi|tri|semi|half|quadri|quinqu|dec)[ -]?)?"
    r"(?:hourly|daily|weekly|monthly|quarterly|yearly|annual(?:ly)?|ennial(?:ly)?)\b"
    r"|\b(?:twice|thrice|every (?:other|second)|fortnightly)\b",
    re.IGNORECASE,
)


def _is_frequency(one: Quantity, pair: Pair) -> bool:
    after = _TIMES.match(pair.source, one.end)
    often = after and ("fois" in after[0] or _EVERY.search(text_before(pair.source, one.start)))
    return bool(often) and _OFTEN.search(pair.target) is not None


def _has_roman(number: int, target: str) -> bool:
    named = rf"\b(?:{LABELS}|levels?|types?|phases?|class(?:es)?|annex(?:es)?|titles?|books?|schedules?)"
    return re.search(rf"{named}{S}{roman(number)}\b", target, re.IGNORECASE) is not None


def _is_times(one: Quantity, other: str) -> bool:
    """Whether the other text has the multiplication sign on the other side: 2x, x2."""
    times = re.fullmatch(r"(\d+)x", one.text)
    return times is not None and re.search(rf"(?<!\w)[x×]{times[1]}(?!\d)", other) is not None


def _in_name(one: Quantity, target: str) -> bool:
    """Whether the figure, with a point for its comma, ends a name: PM2.5, for « PM 2,5 »."""
    decimal = re.escape(one.text.replace(",", "."))
    return "," in one.text and re.search(rf"(?<=[A-Za-z-]){decimal}(?!\d)", target) is not None


def _is_list(one: Quantity, others: frozenset[Decimal]) -> bool:
    """Whether the figure is a list without spaces, (1,2,3) or (2021,2022), whose members `others` has."""
    listed = re.fullmatch(r"\d{1,2}(?:,\d{1,2}){2,}|[12]\d{3}(?:,[12]\d{3})+", one.text) is not None
    return listed and {Decimal(part) for part in one.text.split(",")} <= others


_CLASS = re.compile(r"\b(?:[Gg]rades?|[Yy]ears?)\s(?:\d+\s?(?:to|and|or|[–-])\s?)?$")


def _is_number_of_time(one: Quantity, time: Quantity) -> bool:
    # For « entre 18 et 20 h », "between 6 and 8 pm", where 18 is not read as a time.
    return one.values[0] in (time.values[0], time.values[0] % 12)


def _has_fraction(one: Quantity, figures: Figures) -> bool:
    over, under = one.values
    if any(two.kind in ("fraction", "date") and two.values[:2] == one.values for two in figures.target):
        return True
    name = _FRACTIONS.get(int(under))
    named = name and re.search(rf"\b{name}\b", figures.pair.target, re.IGNORECASE)
    return bool(named) or {over, under} <= figures.target_values  # two out of three


def _is_in_term(one: Quantity, pair: Pair) -> bool:
    """Whether the figure belongs to a term whose English has no figure: association loi 1901."""
    return any(
        term.start <= one.start < term.end and not re.search(r"\d", term.term.target) for term in pair.terms
    )


def _is_school(one: Quantity, source: str) -> bool:
    return any(found.start() <= one.start < found.end() for found in _SCHOOL.finditer(source))


_ACRONYM_BEFORE = re.compile(rf"\b[A-Z]{{2,}}{S}$")
_DECADE = re.compile(r"1[89]\d0['’]?s")
_NAME_BEFORE = re.compile(r"\b([A-Z]{2,}\w*)-$")


def is_known(one: Quantity, figures: Figures) -> bool:
    """Whether the French text has a counterpart of a figure of the translation."""
    if not figures.source_values.isdisjoint(one.values):
        return True
    if _DECADE.fullmatch(one.text) and one.values[0] % 100 in figures.source_values:
        return True  # les années soixante
    if any(figures.same_amount(value, other) for value in figures.source_values for other in one.values):
        return True
    if one.text.isalnum() and re.search(rf"(?<!\d){one.text}(?!\d)", figures.pair.source, re.IGNORECASE):
        return True  # inside a name: G29, 217A
    if "." in one.text and re.search(rf"[A-Z]{re.escape(one.text)}(?!\d)", figures.pair.source):
        return True  # GC2.0
    numeral = roman(int(one.text)) if one.text.isdigit() else ""
    if numeral and re.search(rf"(?<![\w’']){numeral}(?![\w’'])", figures.pair.source):
        return True  # Chapitre II, 2.; op. I, Op. 1
    if _is_times(one, figures.pair.source):
        return True
    # EAD 2 RDF: 2 for "to", 4 for "for".
    if one.text in ("2", "4") and _ACRONYM_BEFORE.search(text_before(figures.pair.target, one.start)):
        return re.match(rf"{S}[A-Z]", figures.pair.target[one.end :]) is not None
    name = _NAME_BEFORE.search(text_before(figures.pair.target, one.start))
    if name and name[1] in figures.pair.source:
        return True  # SHA-1, which the French text calls SHA
    if _is_list(one, figures.source_values):
        return True
    if _CLASS.search(text_before(figures.pair.target, one.start)) and _SCHOOL.search(figures.pair.source):
        return True
    if one.kind == "fraction":
        over, under = one.values
        return {over, under} <= figures.source_values or bool(
            re.search(r"demi|tiers|quart", figures.pair.source)
        )
    for two in figures.source:
        if two.kind == "time":
            hour, minute = two.values
            spelt = f"{hour % 12 or 12}.{minute:02}"
            if one.text in (str(hour * 60 + minute), spelt, f"{hour}.{minute:02}"):
                return True
            if any(value in (hour + minute / 60, hour % 12) for value in one.values):
                return True
        if two.kind == "fraction" and two.values[1] and one.marked == "%":
            over, under = two.values
            if abs(over / under * 100 - one.values[0]) < 1:
                return True
    return any(
        re.search(r"\d", term.term.target) and one.text in term.term.target for term in figures.pair.terms
    )
