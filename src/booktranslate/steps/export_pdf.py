"""build/<language>/*.docx → *.pdf, through LibreOffice without a window.

LibreOffice runs with a profile of its own, so an open LibreOffice of the user is left alone. A small macro
in that profile updates the tables of contents and the fields before the export: a converted document keeps
the page numbers of its source otherwise.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from xml.sax.saxutils import escape

from booktranslate.errors import EngineError, MissingToolError, OutputError
from booktranslate.files import writing

_SECONDS = 300
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)

_MACRO = """\
Sub Export(source As String, target As String)
    Dim hidden(0) As New com.sun.star.beans.PropertyValue
    hidden(0).Name = "Hidden"
    hidden(0).Value = True
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
        # A name without commas or quotes: the macro's arguments stand in one text.
        source = work / f"book{document.suffix}"
        shutil.copyfile(document, source)
        made = work / "book.pdf"
        call = f"macro:///Standard.Module1.Export({source.as_uri()},{made.as_uri()})"
        _run([*base, call], work, seconds, document)
        if not made.exists() or made.stat().st_size == 0:
            raise EngineError(
                "LibreOffice made no PDF of it.",
                where=str(document),
                hint="Open it in LibreOffice to see why.",
            )
        with writing(target) as temporary:
            shutil.copyfile(made, temporary)
    return target


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
