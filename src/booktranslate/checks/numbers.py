"""Numbers, percentages and money, which must be the same in both texts, and written the English way.

The name `numbers` is pofilter's and Okapi's. There is one check per kind of figure, so that each kind can be
silenced by itself. Rules for English figures: New Hart's Rules 11 (en-GB), Chicago Manual of Style 9 (en-US).
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from booktranslate.checks.number_counterparts import Figures, has_number, is_known
from booktranslate.checks.pairs import Check, Flaw, Pair, each
from booktranslate.language import number_words, text_before
from booktranslate.language.english_figures import english_form
from booktranslate.language.figures import is_telephone
from booktranslate.language.quantities import Quantity
from booktranslate.language.spaces import SPACE, S
from booktranslate.model import Span

_CURRENCY = re.compile(r"\b(?:euros?|dollars?|pounds?|cents?|francs?|EUR|USD|GBP)\b|[€$£]", re.IGNORECASE)
_TEENS = 13  # words for smaller numbers have too many other meanings (un, second, a dozen)
_PER_CENT = re.compile(r"%|per ?cent|percentage|\bpoints?\b|\bpc\b|\bpp\b", re.IGNORECASE)
_SEVERAL = re.compile(r"\b(?:millions|milliards)\b")
_IDENTIFIER = re.compile(r"\b(?:SIRE[NT]|RCS|ISBN|ISSN|IBAN|TVA|VAT|RNA|Siret|Siren)\b")


def numbers(pair: Pair) -> Iterator[Flaw]:
    """A number, amount, fraction or code of one text is not in the other."""
    figures = pair.once(Figures)
    codes = {one.text for one in figures.target if one.kind == "code"}
    for one in figures.source:
        if one.kind == "code" and one.text not in codes and not _has_code(one.text, pair.target):
            yield _lost(one, f"The number “{one.text}” of the French text is missing; it stays as it is.")
    lost = [one for one in figures.source if one.kind in _COUNTED and not has_number(one, figures)]
    added = [one for one in figures.target if one.kind in _COUNTED and not is_known(one, figures)]
    if _is_same_table(pair):
        return
    if all(map(_CONTENTS.fullmatch, (pair.source, pair.target))):  # the page numbers at the end may differ
        lost = [one for one in lost if pair.source[one.end :].strip()]
        added = [one for one in added if pair.target[one.end :].strip()]
    # A number that both texts write the same is not different, although `number-format` may object to it.
    same = {_bare_text(one) for one in lost} & {_bare_text(one) for one in added}
    lost, added = ([one for one in each if _bare_text(one) not in same] for each in (lost, added))
    lost = [one for one in lost if not _goes_with_name(one, pair.source, pair.target)]
    added = [
        one
        for one in added
        if not _goes_with_name(one, pair.target, pair.source) and not _is_note_mark(one, pair.target)
    ]
    if _OLD_MONEY.search(pair.source) and any(_is_converted(one) for one in added):
        added = [one for one in added if not _is_converted(one)]
        lost = [one for one in lost if not _OLD_SUM.match(pair.source[one.start :])]
    if len(lost) == len(added) == 1:
        expected = english_form(lost[0], pair.settings.target_lang)
        message = (
            f"The translation has “{added[0].text}”, the French text “{lost[0].text}”; “{expected}” is "
            f"expected."
        )
        yield Flaw(message, _span(added[0]), _span(lost[0]), suggestion=expected)
        return
    for one in lost:
        what = "number" if one.kind != "phone" else "telephone number"
        yield _lost(
            one, f"The {what} “{one.text}” of the French text is missing; “{english_form(one)}” is expected."
        )
    for one in added:
        message = f"The number “{one.text}” is not in the French text; correct or remove it."
        yield Flaw(message, _span(one))


# A line of a table of contents typed by hand: 2.1 Objectifs 17, Figure 3 : Vue d’ensemble 21.
_CONTENTS = re.compile(
    r"(?:(?:\d+\.)*\d+\.?|(?:[Ff]igure|[Tt]able(?:au)?|[Aa]nnexe?|[Aa]ppendix|[Cc]hap(?:itre|ter))\s\w+)"
    r"\W{1,3}[^\W\d][^\n]*[^\W\d][\s”»\")?]{0,6}[\s.…_-]*\s\d{1,3}\s*"
)


def _is_same_table(pair: Pair) -> bool:
    """Whether the texts are the same plain-text table, with rules; its columns look like groups of digits."""
    ruled = all(re.search("-{5}|_{5}|={5}", text) for text in (pair.source, pair.target))
    return ruled and re.sub(r"\D", "", pair.source) == re.sub(r"\D", "", pair.target)


# Translators of old books convert money: « cent mille francs », £4,000.
_OLD_MONEY = re.compile(r"\b(?:francs?|écus?|louis|pistoles?|sous|sols|deniers|ducats|sequins|roubles?)\b")

_OLD_SUM = re.compile(rf"[\d.,{SPACE}]+{_OLD_MONEY.pattern}")


def _is_converted(one: Quantity) -> bool:
    return one.kind == "money" and re.search("[$£]", one.text) is not None


def _goes_with_name(one: Quantity, text: str, other: str) -> bool:
    """Whether the number belongs to a name that the other text does not have: COVID-19."""
    name = re.search(r"([A-ZÀ-Ý][\w]*[A-ZÀ-Ý])-$", text_before(text, one.start))
    return name is not None and name[1].casefold() not in other.casefold()


def _is_note_mark(one: Quantity, text: str) -> bool:
    """Whether the number is the mark of a note after a sentence: “of our money.”2"""
    return (
        one.text.isdigit()
        and text[: one.start].endswith(("”", ".", "’", '"'))
        and not text[one.end :].strip()
    )


def _bare_text(one: Quantity) -> str:
    """The digits of a number with a comma, which the languages read differently; else its text."""
    digits = re.sub(r"[^\d.,]", "", one.text)
    return digits if "," in digits and one.scaled == 1 else one.text


def _span(one: Quantity) -> Span:
    return one.start, one.end


def _lost(one: Quantity, message: str) -> Flaw:
    return Flaw(message, source_span=_span(one))


def _has_code(code: str, target: str) -> bool:
    """Whether the translation has a code, or a score such as 2:2 with a hyphen or dash."""
    return (
        code in target
        or re.search(rf"(?<!\d){re.sub(':', '[-–:]', re.escape(code))}(?!\d)", target) is not None
    )


_COUNTED = ("number", "money", "phone", "fraction")


def money(pair: Pair) -> Iterator[Flaw]:
    """An amount of money has lost its currency, or has a different one."""
    for one, bare in _bare(pair, "money", _CURRENCY):
        yield _unsigned("currency", one, bare)
    figures = pair.once(Figures)
    for one in figures.source:
        same = [two for two in figures.target if two.kind == one.kind == "money" and two.values == one.values]
        others = [_currency(two.text) for two in same]
        if others and _currency(one.text) not in (*others, "") and "" not in others:
            message = f"The translation has “{same[0].text}”, the French text “{one.text}”."
            yield Flaw(message, _span(same[0]), _span(one))


_CURRENCIES = {"€": "€|euro", "$": r"\$|dollar", "£": "£|pound|livre"}


def _currency(amount: str) -> str:
    return next((sign for sign, names in _CURRENCIES.items() if re.search(names, amount)), "")


def percent(pair: Pair) -> Iterator[Flaw]:
    """A percentage has lost its sign."""
    for one, bare in _bare(pair, "%", _PER_CENT):
        yield _unsigned("per cent sign", one, bare)
    found = _PER_CENT_IN_WORDS.search(pair.source)
    if (
        found
        and not _PER_CENT.search(pair.target)
        and number_words.french(found[1]) & pair.once(Figures).target_values
    ):
        message = f"“{found[0]}” of the French text is not a percentage here; write “per cent”."
        yield Flaw(message, source_span=found.span())


_PER_CENT_IN_WORDS = re.compile(r"([^\W\d_]+(?:[-\s][^\W\d_]+){0,2})\s+pour\s+cent(?!\w)")


def _unsigned(what: str, one: Quantity, bare: Quantity) -> Flaw:
    right = english_form(one)
    message = f"The {what} of “{one.text}” is missing: write “{right}”."
    return Flaw(message, _span(bare), _span(one), suggestion=right)


def _bare(pair: Pair, kind: str, sign: re.Pattern[str]) -> Iterator[tuple[Quantity, Quantity]]:
    """French amounts or percentages whose number the translation has only without the sign; each with that
    number."""
    figures = pair.once(Figures)
    signs = len(sign.findall(pair.target))
    wanted = [one for one in figures.source if kind in (one.kind, one.marked)]
    for one in wanted:
        same = [two for two in figures.target if not set(one.values).isdisjoint(two.values)]
        if not same or any(kind in (two.kind, two.marked) for two in same):
            continue
        # In "from 10 to 20%" and "10, 15 and 20 euros" the last sign counts for all.
        if not any(_is_signed(two, sign, pair.target) for two in same) and (signs < len(wanted) or not signs):
            yield one, same[0]


def _is_signed(one: Quantity, sign: re.Pattern[str], text: str) -> bool:
    after = re.match(
        rf"[\s-]*(?:(?:,|to|and|or|[-–—])\s*(?:[€$£]?[\d.,]+\s*)?)*(?:[a-z]+\s){{0,2}}(?![€$£]\d)(?={sign.pattern})",
        text[one.end :],
        re.IGNORECASE,
    )
    before = re.search(
        r"[€$£][\d.,]+(?:[kmbn]{1,2})?\s*(?:,|to|and|or|[-–—])\s*$",
        text_before(text, one.start),
    )
    return after is not None or before is not None


def in_words(pair: Pair) -> Iterator[Flaw]:
    """A number in words has become another one: five thousand for « six mille »."""
    figures = pair.once(Figures)
    ours = {value for value in figures.source_words if value >= _TEENS and value == int(value)}
    theirs = {value for value in figures.target_words if value >= _TEENS and value == int(value)}
    figures_here = {value for one in figures.target for value in one.values}
    lost = ours - figures.target_values - figures_here
    if _SEVERAL.search(pair.source):
        lost -= {Decimal(10**6), Decimal(10**9)}  # « six autres millions », « des millions »
    added = theirs - figures.source_values
    if _MANY.search(pair.source):
        lost -= {Decimal(100), Decimal(1000)}
    # « trois billets de cent francs » are three hundred francs, « huit heures quarante » twenty to nine.
    spoken = figures.source_words
    added -= {one * other for one in spoken for other in spoken}
    if _HOURS.search(pair.source):
        added -= {60 - value for value in spoken}
    if _STERLING.search(pair.target) and _STERLING.search(pair.source) is None:
        return  # converted into another currency
    if lost and added:
        yield Flaw(f"The translation has “{min(added):,}” in words, the French text {min(lost):,}.")


# « merci mille fois », "a hundred times": many, not an exact number.
_MANY = re.compile(
    r"\b(?:centaines|milliers)\b|\b(?:cent|mille)\s+(?:fois|mercis?|pardons?|grâces?|baisers|excuses|diables|tonnerres|morceaux|pièces|éclats|façons|manières)\b",
    re.IGNORECASE,
)


_HOURS = re.compile(r"\bheures?\b")
_STERLING = re.compile(r"\b(?:sterling|pounds|livres|dollars|guineas|guinées)\b", re.IGNORECASE)


def number_format(pair: Pair) -> Iterator[Flaw]:
    """A figure is still written the French way."""
    if _IDENTIFIER.search(pair.source) or _is_same_table(pair):
        return
    figures = pair.once(Figures)
    for one in figures.target:
        point = pair.target[one.start - 1 : one.start] == "(" and pair.target[one.end : one.end + 1] == ")"
        if point and one.text in pair.source.replace(" ", ""):
            continue  # the point (0,0)
        same = re.sub(S, " ", one.text) in re.sub(S, " ", pair.source)
        if re.fullmatch(r"\d*[23]d|24\s?h", one.text) or re.match("-[a-z]", pair.target[one.end :]):
            continue  # August 2d, in older books; 24h, a 12h-limit
        if re.fullmatch(r"\d+\s?h", one.text) and not _AT.search(text_before(pair.target, one.start)):
            continue  # a duration: a time of day would have a word such as “at” before it
        if one.text[:1] in "$£€" and one.text in pair.source:
            continue  # the French text writes it the English way
        if same and (_is_name(one.text) or _goes_on(pair.target, one.start) or _is_standard(one, pair)):
            continue
        there = next(
            (two for two in figures.source if two.values and _bare_text(two) == _bare_text(one)), None
        )
        copied = there is not None and bool(one.values) and set(there.values).isdisjoint(one.values)
        if copied or (one.french and not figures.source_values.isdisjoint(one.values)):
            right = english_form(there if copied and there else one, pair.settings.target_lang)
            message = f"“{one.text}” is written the French way; in English it is “{right}”."
            yield Flaw(message, _span(one), suggestion=right)


_AT = re.compile(
    r"\b(?:at|from|until|till?|to|by|before|after|between|and|around|about|since)\s$|[-–—]\s?$", re.IGNORECASE
)
# Written the same in both texts, these are names: a telephone number (0800 555 111), a code (310154e).
_NAME = re.compile(rf"0\d*(?:{S}\d+)+|\d{{4,}}[a-z]+")


def _goes_on(text: str, at: int) -> bool:
    """Whether other figures, or words that introduce a telephone number, come before these figures."""
    return re.search(rf"\d{S}$", text_before(text, at)) is not None or is_telephone(text, at)


def _is_standard(one: Quantity, pair: Pair) -> bool:
    """Whether the figures are the number of a standard, which contains a space: EN 301 549."""
    body = re.search(rf"\b(?!EUR|USD|CHF|CAD|GBP)[A-Z]{{2,5}}{S}$", text_before(pair.target, one.start))
    return body is not None and body[0].strip() in pair.source


def _is_name(text: str) -> bool:
    return _NAME.fullmatch(text) is not None


CHECKS = (
    Check("numbers", "error", "A number is missing, added or different.", each(numbers)),
    Check("number-words", "warning", "A number in words is different.", each(in_words)),
    Check(
        "currency", "warning", "An amount of money lost its currency, or has a different one.", each(money)
    ),
    Check("percent", "warning", "A percentage lost its sign.", each(percent)),
    Check("number-format", "warning", "A figure is still written the French way.", each(number_format)),
)
