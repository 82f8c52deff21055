"""Files saved again by the real LibreOffice, and edited in it."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

needs_writer = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
_PYTHON = "/usr/bin/python3"  # that of the system, which has LibreOffice's UNO
_EDIT = """
import sys, time, uno
from com.sun.star.beans import PropertyValue

def options(**values):
    return tuple(PropertyValue(key, 0, value, 0) for key, value in values.items())

pipe, source, target, gone, came = sys.argv[1:]
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
for attempt in range(240):
    try:
        context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        break
    except Exception:
        time.sleep(0.5)
desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
document = desktop.loadComponentFromURL(source, "_blank", 0, options(Hidden=True))
document.RecordChanges = True
search = document.createReplaceDescriptor()
search.SearchString, search.ReplaceString = gone, came
assert document.replaceAll(search) == 1
document.storeToURL(target, options(FilterName="MS Word 2007 XML"))
document.close(True)
try:
    desktop.terminate()
except Exception:
    pass
"""


def _has_uno() -> bool:
    if not shutil.which("soffice") or not Path(_PYTHON).exists():
        return False
    return subprocess.run([_PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode == 0


needs_uno = pytest.mark.skipif(not _has_uno(), reason="LibreOffice cannot be driven here (python3-uno)")
needs_calc = pytest.mark.skipif(not shutil.which("localc"), reason="LibreOffice Calc is not installed")


def saved_again(path: Path, folder: Path) -> Path:
    """The file as LibreOffice opens and saves it, in another folder."""
    folder.mkdir(exist_ok=True)
    profile = (folder / "profile").resolve().as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to"]
    command += [path.suffix[1:], "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder / path.name


def edited_in_writer(path: Path, folder: Path, gone: str, came: str) -> Path:
    """The file after somebody replaced some words in Writer under tracked changes."""
    folder.mkdir(exist_ok=True)
    pipe = f"booktranslate{os.getpid()}"
    profile = (folder / "profile").resolve().as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--norestore"]
    command += [f"--accept=pipe,name={pipe};urp;"]
    target = folder / path.name
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as office:
        try:
            arguments = [pipe, path.resolve().as_uri(), target.resolve().as_uri(), gone, came]
            subprocess.run([_PYTHON, "-c", _EDIT, *arguments], check=True, timeout=300)
            office.wait(60)
        finally:
            office.terminate()
    return target
