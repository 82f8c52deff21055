"""What the pages of a PDF show: letters with their places and fonts, pictures; and images of the pages."""

import ctypes
import io
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw

from booktranslate.errors import InputError

_OF_PICTURE = 3  # FPDF_PAGEOBJ_IMAGE
_LONGEST_NAME = 200
_SAME_FOOT = 0.5  # points: the largest difference of height on one line
_OVERLAP = 2.0  # points: letters may overlap by kerning, and accents stand on letters
_FROM_RIGHT = {"R", "AL"}  # classes of Unicode's bidirectional algorithm


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points, measured from the bottom left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float


class Page:
    """One page, open as long as its PDF: its `width` and `height` in points, and its `text`.

    Letters are named by their index in `text`.
    """

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._page = page
        self._letters = page.get_textpage()
        size: tuple[float, float] = page.get_size()
        self.width, self.height = size
        count = self._letters.count_chars()
        codes = [raw.FPDFText_GetUnicode(self._letters, place) for place in range(count)]
        found = "".join(chr(code) if code < 0x110000 else " " for code in codes)
        self._order = self._as_read(found)
        self.text = "".join(found[place] for place in self._order)

    def _as_read(self, text: str) -> list[int]:
        """The indexes of the letters in reading order: from left to right within each line.

        PDFium returns them in the order of painting. If the font of a line lacks some letters, LibreOffice
        paints those separately, with another font.
        """
        order: list[int] = []
        line: list[int] = []
        for place, letter in enumerate(text):
            line.append(place)
            if letter == "\n" or place == len(text) - 1:
                order += self._line_as_read(text, line)
                line = []
        return order

    def _line_as_read(self, text: str, line: list[int]) -> list[int]:
        letters = [place for place in line if not text[place].isspace()]
        if any(unicodedata.bidirectional(text[place]) in _FROM_RIGHT for place in letters):
            return line
        at = {place: self._origin(place) for place in letters}
        if not any(_goes_back(at[one], at[other]) for one, other in pairwise(letters)):
            return line
        keys: dict[int, tuple[int, float]] = {}
        feet: list[float] = []  # baselines: what PDFium takes for one line may be several
        last = (0, 0.0)
        for place in line:
            if place in at:
                left, foot = at[place]
                if all(abs(foot - each) > _SAME_FOOT for each in feet):
                    feet.append(foot)
                number = min(range(len(feet)), key=lambda each: abs(feet[each] - foot))
                last = number, left
            elif text[place] in "\r\n":
                last = len(line), 0.0
            keys[place] = last  # a space stays after its letter
        return sorted(line, key=keys.__getitem__)

    def _origin(self, place: int) -> tuple[float, float]:
        left, foot = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(self._letters, place, left, foot)
        return left.value, foot.value

    def box(self, place: int) -> Box:
        """Where the letter with this index is on the page."""
        return Box(*self._letters.get_charbox(self._order[place]))

    def font(self, place: int) -> str:
        """The PostScript name of the font of a letter, without the tag of a subset; "" if it has no font."""
        name = ctypes.create_string_buffer(_LONGEST_NAME)
        length = raw.FPDFText_GetFontInfo(
            self._letters, self._order[place], name, _LONGEST_NAME, ctypes.c_int()
        )
        full = name.raw[: max(0, length - 1)].decode("utf-8", "replace")
        return full[7:] if full[6:7] == "+" else full

    def pictures(self) -> list[Box]:
        """The places of the pictures on the page, in the order of painting."""
        found = self._page.get_objects(filter=[_OF_PICTURE], max_depth=5)
        return [Box(*each.get_bounds()) for each in found]

    def image(self, width: int, *, quality: int = 70) -> bytes:
        """The page as a JPEG, `width` pixels wide."""
        made = self._page.render(scale=width / self.width).to_pil().convert("RGB")
        stream = io.BytesIO()
        made.save(stream, "JPEG", quality=quality, optimize=True)
        return stream.getvalue()

    def close(self) -> None:
        """Free its memory."""
        self._letters.close()
        self._page.close()


def _goes_back(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether a letter is on the same line as the one before it, and left of it."""
    return abs(one[1] - other[1]) <= _SAME_FOOT and other[0] < one[0] - _OVERLAP


@contextmanager
def pages_of(path: Path) -> Iterator[list[Page]]:
    """Open the pages of a PDF, in order. Raises InputError if it cannot be read."""
    try:
        document = pypdfium2.PdfDocument(path)
    except (pypdfium2.PdfiumError, OSError) as error:
        raise InputError(f"cannot be read as a PDF ({error}).", where=str(path)) from error
    pages: list[Page] = []
    try:
        for number in range(len(document)):
            try:
                pages.append(Page(document[number]))
            except pypdfium2.PdfiumError as error:
                raise InputError(
                    f"page {number + 1} cannot be read ({error}).",
                    where=str(path),
                    hint="The PDF is damaged: make it again.",
                ) from error
        yield pages
    finally:
        for page in pages:
            page.close()
        document.close()
