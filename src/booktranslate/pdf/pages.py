"""What the pages of a PDF say and show: letters with their places and fonts, pictures, an image of each."""

import ctypes
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw

from booktranslate.errors import InputError

_OF_PICTURE = 3  # FPDF_PAGEOBJ_IMAGE
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points, from the foot and the left of the page."""

    left: float
    bottom: float
    right: float
    top: float


class Page:
    """One page, open as long as its PDF."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._page = page
        self._letters = page.get_textpage()
        size: tuple[float, float] = page.get_size()
        self.width, self.height = size
        count = self._letters.count_chars()
        codes = (raw.FPDFText_GetUnicode(self._letters, place) for place in range(count))
        self.text = "".join(chr(code) if code < 0x110000 else " " for code in codes)

    def box(self, place: int) -> Box:
        """Where the letter at that place of the text stands."""
        return Box(*self._letters.get_charbox(place))

    def font(self, place: int) -> str:
        """The name of the font of a letter, without the mark of a part of a font; "" for no letter."""
        name = ctypes.create_string_buffer(_LONGEST_NAME)
        length = raw.FPDFText_GetFontInfo(self._letters, place, name, _LONGEST_NAME, ctypes.c_int())
        full = name.raw[: max(0, length - 1)].decode("utf-8", "replace")
        return full[7:] if full[6:7] == "+" else full

    def pictures(self) -> list[Box]:
        """The places of the pictures of a page, in the order in which they are painted."""
        found = self._page.get_objects(filter=[_OF_PICTURE], max_depth=5)
        return [Box(*each.get_bounds()) for each in found]

    def image(self, width: int, *, quality: int = 70) -> bytes:
        """The page as a JPEG so many pixels wide."""
        made = self._page.render(scale=width / self.width).to_pil().convert("RGB")
        stream = io.BytesIO()
        made.save(stream, "JPEG", quality=quality, optimize=True)
        return stream.getvalue()

    def close(self) -> None:
        """Give its memory back."""
        self._letters.close()
        self._page.close()


@contextmanager
def pages_of(path: Path) -> Iterator[list[Page]]:
    """The pages of a PDF, in order. Raises InputError when it cannot be read."""
    try:
        document = pypdfium2.PdfDocument(path)
    except (pypdfium2.PdfiumError, OSError) as error:
        raise InputError(f"cannot be read as a PDF ({error}).", where=str(path)) from error
    pages = []
    try:
        for number in range(len(document)):
            pages.append(Page(document[number]))
        yield pages
    finally:
        for page in pages:
            page.close()
        document.close()
