"""The forms in which a pack goes out and comes back, by name.

A form is a module with three functions:

    write(pack: Pack, path: Path) -> None
        Write the pack to a file, atomically. Raises OutputError.
    recognises(data: bytes) -> bool
        Whether the content of a file is this form. Names say nothing: mail programs change them. It must
        answer for any bytes, quickly, and not raise.
    read(name: str, data: bytes) -> Returned
        What came back. `name` is for messages. Raises InputError, with the name, for a file that is damaged.

Each writes `identity.mark(pack.project, pack.id)` into the file, where programs keep it, and the id of each
row beside its text. `read` gives every text that stands where the reviewer could write, changed or not, and
in `unplaced` the words that belong to no row. What becomes of them is decided in `answers`, for all forms
alike. To add a form, add a line to `_FORMS`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from booktranslate.review.values import Pack, Returned


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its name on the command line, how its files end, and where its functions are.

    `by_chapter`: a pack of it holds one chapter, even when all are asked for.
    """

    name: str
    ending: str
    what: str
    module: str
    by_chapter: bool = False

    def write(self, pack: Pack, path: Path) -> None:
        """See the module."""
        self._function("write")(pack, path)

    def recognises(self, data: bytes) -> bool:
        """See the module."""
        return bool(self._function("recognises")(data))

    def read(self, name: str, data: bytes) -> Returned:
        """See the module."""
        found: Returned = self._function("read")(name, data)
        return found

    def _function(self, name: str) -> Callable[..., Any]:
        # Imported when it is used: --help needs none of the libraries.
        function: Callable[..., Any] = getattr(import_module(self.module), name)
        return function


_FORMS: tuple[Form, ...] = (
    Form("docx", ".docx", "a table for Word", "booktranslate.review.word_table"),
    Form("xlsx", ".xlsx", "a sheet for Excel", "booktranslate.review.sheet"),
    Form("po", ".po", "a PO file for Poedit", "booktranslate.review.po_file"),
    Form("html", ".html", "an HTML page for each chapter, for a browser", "booktranslate.review.page", True),
    Form("xliff", ".xlf", "XLIFF 1.2, for translation tools", "booktranslate.review.xliff.xliff12"),
    Form("xliff2", ".xliff", "XLIFF 2.1", "booktranslate.review.xliff.xliff21"),
    Form("omegat", ".omegat.zip", "a project for OmegaT", "booktranslate.review.xliff.omegat"),
)

FORMS = {form.name: form for form in _FORMS}
"""All forms, in the order in which a file that comes in is tried."""
