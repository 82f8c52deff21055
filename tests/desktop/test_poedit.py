"""The real Poedit, in a real window on a virtual screen: a person edits an entry and the tool takes it up.

With BOOKTRANSLATE_PICTURE set, the screen is saved there: this is how docs/images/poedit.png is made.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
import polib
import pytest

ROOT = Path(__file__).parents[2]
WIDTH, HEIGHT = 1400, 900
SECONDS = 60


@dataclass(frozen=True)
class Desktop:
    """A virtual screen with a window manager; `do` sends keys and clicks to it."""

    environment: dict[str, str]

    def do(self, *arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
        return done.stdout.strip()

    def window(self, title: str) -> str:
        """The window with that word in its title, once it is there."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            if found := self.do("search", "--onlyvisible", "--name", title):
                return found.splitlines()[-1]
            time.sleep(0.2)
        raise AssertionError(f"no window named {title}")

    def picture(self, path: Path) -> None:
        subprocess.run(["import", "-window", "root", str(path)], env=self.environment, check=True, timeout=30)


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    for program in ("Xvfb", "openbox", "xdotool", "poedit", "dbus-run-session", "import"):
        assert shutil.which(program), f"{program} is not installed: see the Makefile"
    read, write = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as pipe:
        number = pipe.readline().strip()
    home = tmp_path / "home"
    home.mkdir()
    environment = os.environ | {"DISPLAY": f":{number}", "HOME": str(home), "LANG": "C.UTF-8"}
    try:
        yield Desktop(environment)
    finally:
        screen.terminate()
        screen.wait(10)


def run(folder: Path, *arguments: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "booktranslate", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        timeout=120,
    )


def test_an_edit_in_poedit_is_taken_up(desktop: Desktop, tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    for name in ("source", "translations"):
        shutil.copytree(ROOT / name, project / name)
    shutil.copy(ROOT / "glossary.csv", project)
    run(project, "extract")
    run(project, "translate", "--engine", "apertium")
    path = next((project / "translations" / "en-GB").glob("*.po"))
    before = {entry.msgid: entry.msgstr for entry in polib.pofile(str(path))}
    states = [entry.fuzzy for entry in polib.pofile(str(path))]
    # The first draft after a reviewed interview: the picture shows both states.
    place = states.index(True, states.index(False)) + 8

    program = subprocess.Popen(
        ["dbus-run-session", "--", "sh", "-c", 'openbox & exec poedit "$0"', str(path)],
        env=desktop.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        window = desktop.window("Poedit")
        desktop.do("windowactivate", "--sync", window)
        desktop.do("windowsize", "--sync", window, str(WIDTH - 20), str(HEIGHT - 40))
        desktop.do("windowmove", window, "5", "25")
        time.sleep(1)
        desktop.do("mousemove", "250", "172", "click", "1")
        desktop.do("key", "--repeat", str(place), "--delay", "15", "Down")
        time.sleep(0.5)
        desktop.do("mousemove", "400", "830", "click", "1")
        desktop.do("key", "ctrl+End")
        desktop.do("type", "--delay", "40", " Edited by hand.")
        time.sleep(0.5)
        if picture := os.environ.get("BOOKTRANSLATE_PICTURE"):
            desktop.picture(Path(picture))
        saved = path.stat().st_mtime_ns
        desktop.do("key", "ctrl+s")
        end = time.monotonic() + SECONDS
        while path.stat().st_mtime_ns == saved and time.monotonic() < end:
            time.sleep(0.2)
        time.sleep(1)
    finally:
        os.killpg(program.pid, signal.SIGKILL)
        program.wait(10)

    after = polib.pofile(str(path))
    assert "Poedit" in after.metadata["X-Generator"]
    edited = [entry for entry in after if entry.msgstr != before[entry.msgid]]
    assert [entry.msgstr for entry in edited] == [before[edited[0].msgid] + " Edited by hand."]
    assert not edited[0].fuzzy
    assert len(after) == len(before)

    run(project, "extract")
    run(project, "translate", "--engine", "apertium")
    kept = polib.pofile(str(path)).find(edited[0].msgid)
    assert (kept.msgstr, kept.fuzzy) == (edited[0].msgstr, False)
    run(project, "assemble")
    book = docx.Document(str(next((project / "build" / "en-GB").glob("*.docx"))))
    assert any("Edited by hand." in paragraph.text for paragraph in book.paragraphs)
