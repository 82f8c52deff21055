"""build/<language>/*.docx → *.pdf, through LibreOffice without a window.

LibreOffice works on a sealed copy of the document, in which nothing leads out of the file. A small macro
updates the tables of contents and the fields before the export: a converted document keeps the page numbers
of its source otherwise.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

from booktranslate.docx import Bounds
from booktranslate.docx.sealing import Sealed, seal
from booktranslate.errors import EngineError
from booktranslate.files import writing
from booktranslate.libreoffice import find_libreoffice, libreoffice
from booktranslate.model import counted

__all__ = ["export_pdf", "find_libreoffice"]

# What a document may take: measured 10 s for a megabyte of XML on a machine with seven times the work that it
# has processors for. What needs six times as long does not end.
_SECONDS = 90
_SECONDS_A_MEGABYTE = 60
_SECONDS_A_MEGABYTE_OF_PICTURES = 2


_MACRO = """\
Sub Export(source As String, target As String)
    Dim hidden(2) As New com.sun.star.beans.PropertyValue
    hidden(0).Name = "Hidden"
    hidden(0).Value = True
    hidden(1).Name = "MacroExecutionMode"
    hidden(1).Value = com.sun.star.document.MacroExecMode.NEVER_EXECUTE
    hidden(2).Name = "UpdateDocMode"
    hidden(2).Value = com.sun.star.document.UpdateDocMode.NO_UPDATE
    book = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
    book.refresh()
    indexes = book.getDocumentIndexes()
    ' Twice: the first update may change the length of the table, and so the pages after it.
    For pass = 1 To 2
        For number = 0 To indexes.getCount() - 1
            indexes.getByIndex(number).update()
        Next number
        book.getTextFields().refresh()
    Next pass
    Dim data(2) As New com.sun.star.beans.PropertyValue
    data(0).Name = "ExportBookmarks"
    data(0).Value = True
    data(1).Name = "UseTaggedPDF"
    data(1).Value = True
    data(2).Name = "ExportNotes"
    data(2).Value = False
    Dim options(1) As New com.sun.star.beans.PropertyValue
    options(0).Name = "FilterName"
    options(0).Value = "writer_pdf_Export"
    options(1).Name = "FilterData"
    options(1).Value = data()
    book.storeToURL(target, options())
    book.close(True)
    StarDesktop.terminate()
End Sub
"""


def export_pdf(
    document: Path,
    *,
    bounds: Bounds | None = None,
    seconds: float | None = None,
    warn: Callable[[str], None] = lambda text: None,
) -> Path:
    """Make the PDF beside a document; `warn` is told what the PDF lacks.

    Raises MissingToolError without LibreOffice; EngineError when it fails or takes longer than `seconds`, by
    default what is ample for a document of that size; InputError for a document that is not sound;
    OutputError when the PDF cannot be written.
    """
    target = document.with_suffix(".pdf")
    with libreoffice(_MACRO) as office:
        # A name without commas or quotes: the macro's arguments stand in one text.
        source, made = office.folder / f"book{document.suffix}", office.folder / "book.pdf"
        sealed = seal(document, source, bounds)
        if sealed.pictures:
            warn(
                f"{target.name}: {counted(sealed.pictures, 'picture')} left empty, linked (not in the file) "
                "or in PostScript. In Word: File > Info > Edit Links to Files > Break Link puts a picture in."
            )
        limit = seconds or _ample(sealed)
        call = f"macro:///Standard.Module1.Export({source.as_uri()},{made.as_uri()})"
        office.run(call, seconds=limit, document=document)
        if not made.exists() or made.stat().st_size == 0:
            raise EngineError(
                "LibreOffice made no PDF of it.",
                where=str(document),
                hint="Open it in LibreOffice to see why.",
            )
        with writing(target) as temporary:
            shutil.copyfile(made, temporary)
    return target


def _ample(sealed: Sealed) -> float:
    """The seconds that a document of that size may take."""
    pictures = _SECONDS_A_MEGABYTE_OF_PICTURES * sealed.other_bytes
    return _SECONDS + (_SECONDS_A_MEGABYTE * sealed.xml_bytes + pictures) / 2**20
