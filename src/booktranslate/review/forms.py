"""The forms in which a pack is sent and comes back, by name.

A form is a module with three functions:

    write(pack: Pack, path: Path) -> None
        Write the pack to a file, atomically. Raises OutputError.
    recognises(data: bytes) -> bool
        Whether the content of a file is this form. File names say nothing: mail programs change them. The
        function must be quick and must not raise, whatever the bytes.
    read(name: str, data: bytes) -> Returned
        What came back. `name` is for messages. Raises InputError, with the name, for a damaged file.

Each form writes `identity.mark(pack.project, pack.id)` into the file, where programs keep it, and the id of
each row beside its text. `read` returns every text that the reviewer could edit, changed or not, and in
`unplaced` the words that belong to no row. `answers` decides what becomes of them, for all forms alike. To
add a form, add a line to `_FORMS`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from booktranslate.review.values import Pack, Returned


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its name on the command line, the ending of its files, and the module with its functions.

    `what` is a description for the help; `by_chapter` makes a pack of each chapter, even if the user asks
    for whole documents.
    """

    name: str
    ending: str
    what: str
    module: str
    by_chapter: bool = False

    def write(self, pack: Pack, path: Path) -> None:
        """Write a pack to a file, atomically. Raises OutputError."""
        self._function("write")(pack, path)

    def recognises(self, data: bytes) -> bool:
        """Whether the content of a file is this form; never raises."""
        return bool(self._function("recognises")(data))

    def read(self, name: str, data: bytes) -> Returned:
        """What came back in a file of this form. Raises InputError, with the name, for a damaged file."""
        found: Returned = self._function("read")(name, data)
        return found

    def _function(self, name: str) -> Callable[..., Any]:
        # Imported only when used, as --help needs none of the libraries.
        function: Callable[..., Any] = getattr(import_module(self.module), name)
        return function


_FORMS: tuple[Form, ...] = (
    Form("docx", ".docx", "a table for Word", "booktranslate.review.word_table"),
    Form("xlsx", ".xlsx", "a sheet for Excel", "booktranslate.review.excel_sheet"),
    Form("po", ".po", "a PO file for Poedit", "booktranslate.review.po_file"),
    Form("html", ".html", "an HTML page for each chapter, for a browser", "booktranslate.review.page", True),
    Form("xliff", ".xlf", "XLIFF 1.2, for translation tools", "booktranslate.review.xliff.xliff12"),
    Form("xliff2", ".xliff", "XLIFF 2.1", "booktranslate.review.xliff.xliff21"),
    Form("omegat", ".omegat.zip", "a project for OmegaT", "booktranslate.review.xliff.omegat"),
)

FORMS = {form.name: form for form in _FORMS}
"""All forms by name, in the order in which they are tried on a file that comes back."""
