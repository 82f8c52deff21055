"""build/<language>/*.docx → *.pdf, through LibreOffice without a window.

LibreOffice runs with a profile of its own, so an open LibreOffice of the user is left alone. Tables of
contents and indexes stay as Word laid them out; only their page numbers are brought in step, in the Word file
too. So LibreOffice is asked twice: on which pages the headings and index entries are, then for the PDF.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from xml.sax.saxutils import escape

from booktranslate.docx.pages import Finished
from booktranslate.errors import EngineError, MissingToolError, OutputError
from booktranslate.files import writing

_SECONDS = 300
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)

# An error that is not caught opens a dialog, for which LibreOffice waits although nobody can see it.
_MACRO = """\
Function Opened(source As String) As Object
    Dim hidden(0) As New com.sun.star.beans.PropertyValue
    hidden(0).Name = "Hidden"
    hidden(0).Value = True
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
Sub Export(source As String, target As String, unfilled As String)
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
Failed:
    StarDesktop.terminate()
End Sub
"""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MODULE = (
    _HEAD + '<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">\n'
    '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" '
    'script:language="StarBasic">{macro}</script:module>\n'
)
_LIBRARY = (
    _HEAD
    + '<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">\n'
    '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" '
    'library:readonly="false" library:passwordprotected="false">'
    '<library:element library:name="Module1"/></library:library>\n'
)


def find_libreoffice() -> str:
    """The program to run. Raises MissingToolError with how to install it."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    found = found or next((place for place in _PLACES if Path(place).exists()), None)
    if found is None:
        raise MissingToolError(
            "LibreOffice is not installed; it makes the PDF.",
            hint="Install it (Debian: sudo apt install libreoffice-writer-nogui; elsewhere: "
            "libreoffice.org), or leave out --pdf and export the PDF from Word.",
        )
    return found


def export_pdf(document: Path, *, seconds: int = _SECONDS) -> Path:
    """Make the PDF beside a document.

    Raises MissingToolError without LibreOffice, EngineError when it fails or takes longer than `seconds`,
    OutputError when the PDF cannot be written.
    """
    program = find_libreoffice()
    target = document.with_suffix(".pdf")
    with tempfile.TemporaryDirectory(prefix="booktranslate-") as folder:
        work = Path(folder)
        profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
        base = [program, profile, "--headless", "--norestore", "--nolockcheck"]
        # The first start fills the profile, and would write its own module over ours.
        _run([*base, "--terminate_after_init"], work, seconds, document)
        _install_macro(work / "profile")

        def call(macro: str, *arguments: str) -> None:
            _run(
                [*base, f"macro:///Standard.Module1.{macro}({','.join(arguments)})"], work, seconds, document
            )

        # Names without commas or quotes: the macro's arguments stand in one text.
        source, made = work / f"book{document.suffix}", work / "book.pdf"
        finished = Finished(document)
        if finished.mark(source):
            call("Measure", source.as_uri(), (work / "pages.txt").as_uri())
            if finished.number(_pages(work / "pages.txt", document)):
                finished.save(document)
        finished.save_for_printing(source, document.name)
        count, unfilled = finished.unfilled()
        call("Export", source.as_uri(), made.as_uri(), "-".join(map(str, (count, *unfilled))))
        if not made.exists() or made.stat().st_size == 0:
            raise EngineError(
                "LibreOffice made no PDF of it.",
                where=str(document),
                hint="Open it in LibreOffice to see why.",
            )
        with writing(target) as temporary:
            shutil.copyfile(made, temporary)
    return target


def _pages(measured: Path, document: Path) -> dict[str, str]:
    """The page of each mark, as LibreOffice has written them down. Raises EngineError when it has not."""
    if not measured.exists():
        raise EngineError(
            "LibreOffice could not lay it out to count its pages.",
            where=str(document),
            hint="Open it in LibreOffice to see why.",
        )
    pairs = (line.partition(" ") for line in measured.read_text("utf-8", "replace").splitlines())
    return {label: page.strip() for label, _, page in pairs}


def _install_macro(profile: Path) -> None:
    folder = profile / "user" / "basic" / "Standard"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "Module1.xba").write_text(_MODULE.format(macro=escape(_MACRO)), "utf-8")
        (folder / "script.xlb").write_text(_LIBRARY, "utf-8")
    except OSError as error:
        raise OutputError(f"the profile for LibreOffice cannot be written ({error.strerror}).") from error


def _run(command: list[str], folder: Path, seconds: int, document: Path) -> None:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("DEEPL_")}
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=os.name == "posix",
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired as error:
        raise EngineError(
            f"LibreOffice had not made the PDF after {seconds} seconds and was stopped.",
            where=str(document),
            hint="Open it in LibreOffice to see why.",
        ) from error
    finally:
        if process.poll() is None:
            _stop(process)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    # soffice is a script that starts the real program: the whole group must go.
    if os.name == "posix":
        with suppress(ProcessLookupError):  # it may have ended just now
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
