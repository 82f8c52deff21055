"""The languages of a hyphenated document, and for which of them LibreOffice has no dictionary.

Word has its own hyphenation dictionaries. Without one for a language, LibreOffice hyphenates no word in it,
and lines break in other places than in Word.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from booktranslate.publishing.placing import Placed

_NONE = {"", "zxx", "und", "x-none", "none"}  # text in no language, or in an unknown one
_FEW = 200  # letters, about three lines
# Some of Debian's packages have the country in their names; the others have only the language.
_BY_COUNTRY = {"en-gb", "en-us", "pt-br", "pt-pt"}
_PACKAGES = frozenset(
    "af be bg ca cs da de el es fr gl hr hu id is it lt lv mn nl no pl ro ru sk sl sr sv th uk zu".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Hyphenated:
    """A language of the text: the number of letters marked with it, their pages, and whether LibreOffice can
    hyphenate it."""

    language: str
    letters: int
    pages: tuple[int, ...]
    is_hyphenated: bool

    @property
    def tells(self) -> bool:
        """Whether there is no dictionary, and enough text for lines to break elsewhere than in Word."""
        return not self.is_hyphenated and self.letters >= _FEW

    @property
    def advice(self) -> str:
        """A sentence that says what to install."""
        code = self.language.lower()
        base = "no" if code.startswith(("nb", "nn")) else code.split("-")[0]
        name = code if code in _BY_COUNTRY else "en-gb" if base == "en" else base if base in _PACKAGES else ""
        debian = f"Debian: hyphen-{name}; elsewhere: " if name else ""
        return f"Install a hyphenation dictionary for {self.language} ({debian}extensions.libreoffice.org)."


def hyphenated(placed: Placed, there: frozenset[str]) -> tuple[Hyphenated, ...]:
    """The languages of a document, the most frequent first; `there` are those with a dictionary."""
    letters: Counter[str] = Counter()
    pages: dict[str, set[int]] = defaultdict(set)
    for paragraph, found in zip(placed.paragraphs, placed.found, strict=True):
        for language, count in paragraph.languages:
            if language.lower() not in _NONE:
                letters[language] += count
                pages[language] |= {span.page + 1 for span in found.spans}
    return tuple(
        Hyphenated(language, count, tuple(sorted(pages[language])), _has(language, there))
        for language, count in sorted(letters.items(), key=lambda item: (-item[1], item[0]))
    )


def _has(language: str, there: frozenset[str]) -> bool:
    known = {each.lower().rstrip("-") for each in there}
    if "-" in language:
        return language.lower() in known
    return language.lower() in {each.split("-")[0] for each in known}
