"""Fonts of a document that are not installed: which font replaces them, and on what pages."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from booktranslate.pdf.pages import Page
from booktranslate.publishing.placing import Placed

# The Debian packages of these fonts; on other systems they come with LibreOffice.
_PACKAGES = {
    "carlito": "fonts-crosextra-carlito",
    "caladea": "fonts-crosextra-caladea",
    "liberationsans": "fonts-liberation",
    "liberationsansnarrow": "fonts-liberation-sans-narrow",
    "liberationserif": "fonts-liberation",
    "liberationmono": "fonts-liberation",
}
_STEP = 7  # every seventh letter tells the font of a paragraph well enough
# Fonts with the same widths as a font of Microsoft, so that lines break in the same places.
_TWINS = {
    "calibri": "carlito",
    "cambria": "caladea",
    "arial": "liberationsans",
    "helvetica": "liberationsans",
    "arialnarrow": "liberationsansnarrow",
    "timesnewroman": "liberationserif",
    "times": "liberationserif",
    "couriernew": "liberationmono",
}
# What a PostScript name has beside the family: marks of makers and formats, sizes, weights and slopes.
_MARK = r"\d|ps|mt|std|pro|lt|itc|ot|tt|regu?l?a?r?|roman|normal|book"
_WEIGHT = r"(?:extra|ultra|semi|demi|x)?(?:light|bold|bd|black)|thin|hairline|medium|medi?|demi|semi|heavy"
_MARKS = re.compile(f"(?:{_MARK})*")
_STYLES = re.compile(f"(?:{_MARK}|{_WEIGHT}|ital?i?c?|obli?q?u?e?|slanted|bi|it)*")


@dataclass(frozen=True, slots=True)
class Substituted:
    """A font of the document, the one that replaces it, whether both have the same widths, and the pages."""

    wanted: str
    used: str
    has_same_widths: bool
    pages: tuple[int, ...]

    @property
    def advice(self) -> str:
        """A sentence that says what to install."""
        package = _PACKAGES.get(_TWINS.get(plain(self.wanted), ""))
        instead = f", or one of the same widths (Debian: {package})" if package else ""
        return f"Install {self.wanted}{instead}."


def substituted(placed: Placed, pages: Sequence[Page]) -> tuple[Substituted, ...]:
    """The fonts that the pages do not have; the one that most paragraphs want comes first."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    there: set[str] = set()  # fonts on some page: they are installed, even if LibreOffice used another one
    where: dict[tuple[str, str], set[int]] = defaultdict(set)
    for paragraph, place in zip(placed.paragraphs, placed.found, strict=True):
        if len(paragraph.fonts) != 1 or not paragraph.fonts[0][0]:
            continue  # with several fonts, we cannot say which letters should have which
        wanted = paragraph.fonts[0][0]
        letters = Counter(
            pages[span.page].font(at) for span in place.spans for at in range(span.start, span.end, _STEP)
        )
        letters.pop("", None)
        if not letters:
            continue
        name = letters.most_common(1)[0][0]
        used = family(name)
        there |= letters.keys()
        if not is_same(wanted, name):
            found[wanted][used] += 1
            where[wanted, used] |= {span.page + 1 for span in place.spans}
    return tuple(
        Substituted(
            wanted, used, _TWINS.get(plain(wanted)) == plain(used), tuple(sorted(where[wanted, used]))
        )
        for wanted, uses in sorted(found.items(), key=lambda item: (-item[1].total(), item[0]))
        for used, _ in uses.most_common(1)
        if not any(is_same(wanted, each) for each in there)
    )


def family(name: str) -> str:
    """The family in the PostScript name of a font: `Carlito` for `Carlito-BoldItalic`."""
    return re.split(r"[-,]", name)[0]


def plain(name: str) -> str:
    """The name of a font in lower case, with letters and digits only, as its spelling varies."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def is_same(wanted: str, used: str) -> bool:
    """Whether a font belongs to a family, by its PostScript name: TimesNewRomanPS-BoldMT to Times New Roman.

    Arial Narrow is not Arial, and Cambria Math is not Cambria.
    """
    one, other = plain(wanted), plain(used)
    if one == other:
        return True
    longer, shorter = (other, one) if other.startswith(one) else (one, plain(family(used)))
    if not longer.startswith(shorter):
        return False
    rest = _STYLES if longer is other else _MARKS  # Calibri Light is a family, which Calibri is not
    return rest.fullmatch(longer, len(shorter)) is not None
