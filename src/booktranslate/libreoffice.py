"""LibreOffice in headless mode, for untrusted files.

Each run has its own profile, so that it does not disturb a LibreOffice that the user has open. The profile
forbids everything that a document could ask for: fetching addresses and files, updating links, macros. The
environment of the program contains no keys (`processes.child_environment`).
"""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from booktranslate.errors import EngineError, MissingToolError, OutputError
from booktranslate.processes import child_environment

_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)

# Nobody listens there: the "discard" port of this machine.
_DEAD_PROXY, _PORT = "127.0.0.1", 9

# Path in the registry, property, value. LibreOffice ignores settings that its version does not know.
_COMMON = "/org.openoffice.Office.Common"
_INET = "/org.openoffice.Inet/Settings"
_SETTINGS: tuple[tuple[str, str, str], ...] = (
    # Pictures and other links are fetched only for documents in trusted places, of which there are none.
    (f"{_COMMON}/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    (f"{_COMMON}/Security/Scripting", "SecureURL", ""),
    (f"{_COMMON}/Security/Scripting", "DisableActiveContent", "true"),  # since 24.2
    (f"{_COMMON}/Security/Scripting", "MacroSecurityLevel", "3"),  # signed, from trusted places: none
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),  # 0: never
    ("/org.openoffice.Office.WriterWeb/Content/Update", "Link", "0"),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "1"),  # 1: never
    ("/org.openoffice.Office.Java/VirtualMachine", "Enable", "false"),
    # A second line of defence: whatever still requests an address is sent to a proxy that does not exist.
    (_INET, "ooInetProxyType", "2"),
    (_INET, "ooInetNoProxy", ""),
    *((_INET, f"ooInet{scheme}ProxyName", _DEAD_PROXY) for scheme in ("HTTP", "HTTPS", "FTP")),
    *((_INET, f"ooInet{scheme}ProxyPort", str(_PORT)) for scheme in ("HTTP", "HTTPS", "FTP")),
    # Nothing that a headless run does not need.
    ("/org.openoffice.Setup/Office", "ooSetupInstCompleted", "true"),
    ("/org.openoffice.Office.Recovery/AutoSave", "Enabled", "false"),
    (f"{_COMMON}/Misc", "UseOpenCL", "false"),
    (f"{_COMMON}/Misc", "FirstRun", "false"),
    (f"{_COMMON}/Misc", "CollectUsageInformation", "false"),
    ("/org.openoffice.Office.Jobs/Jobs/UpdateCheck/Arguments", "AutoCheckEnabled", "false"),
)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_DOCTYPE = '<!DOCTYPE {0}:{1} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{1}.dtd">\n'
_REGISTRY = (
    _HEAD + '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
    'xmlns:xs="http://www.w3.org/2001/XMLSchema">{items}</oor:items>\n'
)
_ITEM = '<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>\n'
_MODULE = (
    _HEAD + _DOCTYPE.format("script", "module") + "<script:module "
    'xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">'
    "{macro}</script:module>\n"
)
_LIBRARY = (
    _HEAD + _DOCTYPE.format("library", "library") + "<library:library "
    'xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" '
    'library:passwordprotected="false"><library:element library:name="Module1"/></library:library>\n'
)
_LIBRARIES = (
    _HEAD + _DOCTYPE.format("library", "libraries") + "<library:libraries "
    'xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">'
    '<library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" '
    'xlink:type="simple" library:link="false"/></library:libraries>\n'
)


def find_libreoffice() -> str:
    """The path of the program. Raises MissingToolError, which says how to install it."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    found = found or next((place for place in _PLACES if Path(place).exists()), None)
    if found is None:
        raise MissingToolError(
            "LibreOffice is not installed. It is needed to make the PDF.",
            hint="Install it (Debian: sudo apt install libreoffice-writer-nogui; elsewhere: "
            "libreoffice.org), or leave out --pdf and export the PDF from Word.",
        )
    return found


_HYPHENATORS = """\
Sub Hyphenators(target As String)
    On Error GoTo Failed
    Dim manager As Object, out As Integer
    manager = createUnoService("com.sun.star.linguistic2.LinguServiceManager")
    locales = manager.getAvailableLocales("com.sun.star.linguistic2.Hyphenator")
    out = FreeFile
    Open target For Output As #out
    For number = LBound(locales) To UBound(locales)
        Print #out, locales(number).Language & "-" & locales(number).Country
    Next number
    Close #out
Failed:
    StarDesktop.terminate()
End Sub
"""
_SECONDS = 120


@dataclass(frozen=True, slots=True)
class LibreOffice:
    """The program, and a folder for its profile and the files that it works on; it opens no other files."""

    program: str
    folder: Path

    @property
    def profile(self) -> Path:
        """The folder of the profile."""
        return self.folder / "profile"

    def run(self, *arguments: str, seconds: float, document: Path) -> None:
        """Run the program with these arguments and wait until it ends; errors name `document`.

        Raises EngineError if it cannot be started, or has to be stopped after `seconds`.
        """
        profile = f"-env:UserInstallation={self.profile.as_uri()}"
        command = [self.program, profile, "--headless", "--norestore", "--nolockcheck", *arguments]
        try:
            process = subprocess.Popen(
                command,
                cwd=self.folder,
                env=child_environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=os.name == "posix",
            )
        except OSError as error:
            raise EngineError(
                f"LibreOffice ({self.program}) cannot be started ({error.strerror}).", where=str(document)
            ) from error
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired as error:
            raise EngineError(
                f"LibreOffice was stopped after {seconds:.0f} seconds, ample for a file of this size.",
                where=str(document),
                hint="Close other programs and run the command again. If the error persists, open the "
                "file in LibreOffice to see the reason, or make the PDF with Word.",
            ) from error
        finally:
            if process.poll() is None:
                _stop(process)


@contextmanager
def libreoffice(macro: str = "") -> Iterator[LibreOffice]:
    """LibreOffice, with a profile and a folder that are deleted afterwards.

    A Sub in `macro` (Basic code) is run by an argument such as `macro:///Standard.Module1.Export(…)`. Raises
    MissingToolError without LibreOffice, OutputError if the profile cannot be written.
    """
    program = find_libreoffice()
    with tempfile.TemporaryDirectory(prefix="booktranslate-", ignore_cleanup_errors=True) as folder:
        made = LibreOffice(program, Path(folder).resolve())
        try:
            _write_profile(made.profile / "user", macro)
        except OSError as error:
            raise OutputError(
                f"the profile for LibreOffice cannot be written ({error.strerror}).", where=folder
            ) from error
        yield made


def hyphenators(document: Path) -> frozenset[str] | None:
    """The languages ("en-GB") that this LibreOffice can hyphenate; None if it does not say.

    Errors name `document`. Raises what `libreoffice` and `LibreOffice.run` raise.
    """
    with libreoffice(_HYPHENATORS) as office:
        answer = office.folder / "hyphenators.txt"
        call = f"macro:///Standard.Module1.Hyphenators({answer.as_uri()})"
        office.run(call, seconds=_SECONDS, document=document)
        if not answer.exists():
            return None
        return frozenset(line.strip().rstrip("-") for line in answer.read_text("utf-8").splitlines() if line)


def _write_profile(user: Path, macro: str) -> None:
    basic = user / "basic" / "Standard"
    basic.mkdir(parents=True)
    items = "".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    (user / "registrymodifications.xcu").write_text(_REGISTRY.format(items=items), "utf-8")
    if macro:
        (basic.parent / "script.xlc").write_text(_LIBRARIES, "utf-8")
        (basic / "script.xlb").write_text(_LIBRARY, "utf-8")
        (basic / "Module1.xba").write_text(_MODULE.format(macro=escape(macro)), "utf-8")


def _stop(process: "subprocess.Popen[bytes]") -> None:
    # soffice is a script that starts the real program, so the whole process group must be killed.
    if os.name == "posix":
        with suppress(ProcessLookupError):  # it may have ended in the meantime
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
