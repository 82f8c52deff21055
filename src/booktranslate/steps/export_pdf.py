"""build/<language>/*.docx → *.pdf, through LibreOffice in headless mode.

LibreOffice works on a sealed copy of the document, which refers to nothing outside the file. Tables of
contents and indexes stay as Word laid them out; only their page numbers are updated, in the Word file too. So
LibreOffice runs twice: first to find the pages of headings and index entries, then to make the PDF.
"""

from collections.abc import Callable
from pathlib import Path

from booktranslate.credits import Credits
from booktranslate.docx import Bounds
from booktranslate.docx.generated.page_numbers import Finished
from booktranslate.docx.opc.external_links import Sealed, seal
from booktranslate.docx.properties import properties_of, stated_moment
from booktranslate.errors import EngineError
from booktranslate.files import writing
from booktranslate.libreoffice import find_libreoffice, libreoffice
from booktranslate.model import counted
from booktranslate.pdf.finishing import finish

__all__ = ["export_pdf", "find_libreoffice"]

# How long LibreOffice may take. We measured 10 s per megabyte of XML on a machine with seven busy processes
# per processor; what takes six times as long will never end.
_SECONDS = 90
_SECONDS_A_MEGABYTE = 60
_SECONDS_A_MEGABYTE_OF_PICTURES = 2


# An uncaught error would open a dialog that nobody can see, and LibreOffice would wait for an answer.
_MACRO = """\
Function Opened(source As String) As Object
    Dim hidden(2) As New com.sun.star.beans.PropertyValue
    hidden(0).Name = "Hidden"
    hidden(0).Value = True
    hidden(1).Name = "MacroExecutionMode"
    hidden(1).Value = com.sun.star.document.MacroExecMode.NEVER_EXECUTE
    hidden(2).Name = "UpdateDocMode"
    hidden(2).Value = com.sun.star.document.UpdateDocMode.NO_UPDATE
    Opened = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
End Function

Sub Measure(source As String, target As String)
    On Error GoTo Failed
    Dim book As Object
    book = Opened(source)
    names = book.getBookmarks().getElementNames()
    pages = book.getCurrentController().PageCount ' this lays the whole document out
    Dim found(UBound(names) + 1) As Object
    ' A reference shows the number as the section counts and writes it: xii, 3. It is put behind everything.
    For number = 0 To UBound(names)
        If Left(names(number), 13) = "booktranslate" Then
            reference = book.createInstance("com.sun.star.text.TextField.GetReference")
            reference.ReferenceFieldSource = com.sun.star.text.ReferenceFieldSource.BOOKMARK
            reference.SourceName = names(number)
            reference.ReferenceFieldPart = com.sun.star.text.ReferenceFieldPart.PAGE_DESC
            place = book.getText().createTextCursor()
            place.gotoEnd(False)
            book.getText().insertTextContent(place, reference, False)
            found(number) = reference
        End If
    Next number
    book.getTextFields().refresh()
    Dim out As Integer
    out = FreeFile
    Open target For Output As #out
    For number = 0 To UBound(names)
        If Not IsNull(found(number)) Then
            Print #out, names(number) & " " & found(number).getPresentation(False)
        End If
    Next number
    Close #out
    book.close(True)
Failed:
    StarDesktop.terminate()
End Sub

' The tables that no program has filled yet are made now: "3-0-2" are the first and third of three.
Sub Export(source As String, target As String, unfilled As String, archival As String)
    On Error GoTo Failed
    Dim book As Object
    book = Opened(source)
    tables = book.getDocumentIndexes()
    places = Split(unfilled, "-")
    If CInt(places(0)) = tables.getCount() Then
        ' Twice: the first time may change the length of the table, and so the pages after it.
        For pass = 1 To 2
            For number = 1 To UBound(places)
                tables.getByIndex(CInt(places(number))).update()
            Next number
        Next pass
    End If
    Dim data(4) As New com.sun.star.beans.PropertyValue
    data(0).Name = "ExportBookmarks"
    data(0).Value = True
    data(1).Name = "UseTaggedPDF"
    data(1).Value = True
    data(2).Name = "ExportNotes"
    data(2).Value = False
    data(3).Name = "PDFUACompliance"
    data(3).Value = True
    data(4).Name = "SelectPdfVersion"
    data(4).Value = CLng(archival) ' 0: none, 2: PDF/A-2b
    Dim options(1) As New com.sun.star.beans.PropertyValue
    options(0).Name = "FilterName"
    options(0).Value = "writer_pdf_Export"
    options(1).Name = "FilterData"
    options(1).Value = data()
    book.storeToURL(target, options())
    book.close(True)
Failed:
    StarDesktop.terminate()
End Sub
"""


def export_pdf(
    document: Path,
    *,
    bounds: Bounds | None = None,
    seconds: float | None = None,
    archival: bool = False,
    credits: Credits | None = None,
    warn: Callable[[str], None] = lambda text: None,
) -> Path:
    """Make the PDF beside a document, and return its path: PDF/UA, and PDF/A-2b if `archival`.

    `credits` go into its metadata; `warn` is called with messages about pictures that it lacks. Raises
    MissingToolError without LibreOffice; EngineError if it fails or takes longer than `seconds`, by default
    ample time for a document of that size; InputError for a damaged document; OutputError if the PDF cannot
    be written.
    """
    target = document.with_suffix(".pdf")
    with libreoffice(_MACRO) as office:
        # The names have no commas or quotes, as the arguments of a macro are passed in one string.
        open_copy, source = office.folder / f"open{document.suffix}", office.folder / f"book{document.suffix}"
        measured, made = office.folder / "pages.txt", office.folder / "book.pdf"

        def call(macro: str, *arguments: str) -> Sealed:
            sealed = seal(open_copy, source, bounds)
            run = f"macro:///Standard.Module1.{macro}({','.join((source.as_uri(), *arguments))})"
            office.run(run, seconds=seconds or _time_limit(sealed), document=document)
            return sealed

        finished = Finished(document)
        if finished.mark(open_copy):
            call("Measure", measured.as_uri())
            if finished.number(_pages(measured, document)):
                finished.save(document)
        finished.save_for_printing(open_copy, document.name)
        count, unfilled = finished.unfilled()
        sealed = call(
            "Export", made.as_uri(), "-".join(map(str, (count, *unfilled))), "2" if archival else "0"
        )
        if sealed.pictures:
            warn(
                f"{target.name}: {counted(sealed.pictures, 'picture')} left empty: linked (not in the "
                f"file) or in PostScript. To embed a linked picture in Word: File > Info > Edit Links to "
                f"Files > Break Link."
            )
        if not made.exists() or made.stat().st_size == 0:
            raise EngineError(
                "LibreOffice could not make a PDF of it.",
                where=str(document),
                hint="Open it in LibreOffice to see why.",
            )
        with writing(target) as temporary:
            checked = finish(
                made,
                temporary,
                title=document.stem,
                moment=stated_moment(properties_of(document)),
                credits=credits or Credits(),
            )
        if checked.undescribed:
            numbers = sorted({figure.page for figure in checked.undescribed})
            pages = f"{'page' if len(numbers) == 1 else 'pages'} {', '.join(map(str, numbers))}"
            figures = counted(len(checked.undescribed), "figure")
            warn(
                f"{target.name}: {figures} without an alternative text, on {pages}. "
                "In Word: right-click the picture, then View Alt Text."
            )
    return target


def _time_limit(sealed: Sealed) -> float:
    """The seconds that a document of that size may take."""
    pictures = _SECONDS_A_MEGABYTE_OF_PICTURES * sealed.other_bytes
    return _SECONDS + (_SECONDS_A_MEGABYTE * sealed.xml_bytes + pictures) / 2**20


def _pages(measured: Path, document: Path) -> dict[str, str]:
    """The page number of each bookmark, as LibreOffice wrote them. Raises EngineError if it did not."""
    if not measured.exists():
        raise EngineError(
            "LibreOffice could not lay it out to count its pages.",
            where=str(document),
            hint="Open it in LibreOffice to see why.",
        )
    pairs = (line.partition(" ") for line in measured.read_text("utf-8", "replace").splitlines())
    return {label: page.strip() for label, _, page in pairs}
