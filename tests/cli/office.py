"""Files saved again by the real LibreOffice, and edited in it."""

import shutil
import subprocess
from pathlib import Path

import pytest

needs_writer = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
needs_calc = pytest.mark.skipif(not shutil.which("localc"), reason="LibreOffice Calc is not installed")


def saved_again(path: Path, folder: Path) -> Path:
    """The file as LibreOffice opens and saves it, in another folder."""
    folder.mkdir(exist_ok=True)
    profile = (folder / "profile").resolve().as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to"]
    command += [path.suffix[1:], "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder / path.name
