"""The real Poedit, in a real window on a virtual screen."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WIDTH, HEIGHT = 1400, 900
SECONDS = 60
MENU = "^Poedit$"  # what the window of a menu is called
PROGRAMS = ("Xvfb", "openbox", "xdotool", "poedit", "dbus-run-session", "import")


@dataclass(frozen=True)
class Desktop:
    """A virtual screen with a window manager."""

    environment: dict[str, str]

    def edit(self, path: Path, place: int, words: str, picture: str | None = None) -> None:
        """Open a PO file in Poedit, go to an entry by its place, add words to its translation, save."""
        with self._opened(path) as window:
            self._do("windowsize", "--sync", window, str(WIDTH - 20), str(HEIGHT - 40))
            self._do("windowmove", window, "5", "25")
            time.sleep(1)
            self._do("mousemove", "250", "150", "click", "1")
            if place:
                self._do("key", "--repeat", str(place), "--delay", "15", "Down")
            time.sleep(0.5)
            self._do("mousemove", "400", "830", "click", "1")
            self._do("key", "ctrl+End")
            self._do("type", "--delay", "40", words)
            time.sleep(0.5)
            if picture:
                command = ["import", "-window", "root", picture]
                subprocess.run(command, env=self.environment, check=True, timeout=30)
            self._save(path)

    def accept(self, path: Path, drafts: int) -> None:
        """Open a PO file in Poedit, press Ctrl+Enter so often, beginning at the first entry; save."""
        with self._opened(path):
            time.sleep(1)
            self._do("key", "--repeat", str(drafts), "--delay", "300", "ctrl+Return")
            self._save(path)

    def asks_to_reload(self, path: Path, words: str, change: Callable[[], None]) -> bool:
        """Open a PO file in Poedit, type words that are not saved (or none), change the file, come back to
        the window: whether Poedit asks what to do."""
        with self._opened(path) as window:
            self._do("windowsize", "--sync", window, str(WIDTH - 20), str(HEIGHT - 40))
            self._do("windowmove", window, "5", "25")
            time.sleep(1)
            if words:
                self._do("mousemove", "400", "830", "click", "1")
                self._do("key", "ctrl+End")
                self._do("type", "--delay", "40", words)
                self._window("modified")
            change()
            self._do("windowminimize", "--sync", window)
            self._do("windowactivate", "--sync", window)
            end = time.monotonic() + 10
            while time.monotonic() < end:
                if self._windows("Reload file"):
                    return True
                time.sleep(0.5)
            return False

    def translate_from(self, memory: Path, path: Path) -> None:
        """Import a TMX file into Poedit's translation memory, and fill the PO file from it; save.

        By the keyboard: Edit > Preferences, second page, first button, second item; then Translation >
        Pre-translate.
        """
        with self._opened(path) as window:
            self._press_until(lambda: self._windows("Preferences"), "alt+e", "p")
            self._do("windowactivate", "--sync", self._window("Preferences"))
            self._do("key", "--delay", "200", "ctrl+Page_Down", "Tab")
            self._press_until(lambda: self._windows(MENU), "space")
            self._press_until(lambda: self._windows("Select TMX"), "Home", "Down", "Return")
            self._do("windowactivate", "--sync", self._window("Select TMX"))
            self._do("type", "--delay", "20", str(memory))
            self._press_until(lambda: not self._windows("Select TMX"), "Return")
            # The import goes on for a moment, so that there may be nothing to fill in yet.
            end = time.monotonic() + SECONDS
            while not self._windows("modified") and time.monotonic() < end:
                self._do("windowactivate", "--sync", window)
                self._press_until(lambda: self._windows("Pre-translate"), "alt+t", "t")
                while self._windows("Pre-translate"):  # the question, then the result
                    self._press_until(lambda: not self._windows("Pre-translate"), "Return")
                    time.sleep(1)
            self._do("windowactivate", "--sync", window)
            self._save(path)

    @contextmanager
    def _opened(self, path: Path) -> Iterator[str]:
        """Poedit with a PO file, and its window; killed at the end."""
        program = subprocess.Popen(
            ["dbus-run-session", "--", "sh", "-c", 'openbox & exec poedit "$0"', str(path)],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            window = self._window("Poedit")
            self._do("windowactivate", "--sync", window)
            yield window
        finally:
            os.killpg(program.pid, signal.SIGKILL)
            program.wait(10)

    def _save(self, path: Path) -> None:
        before = path.stat().st_mtime_ns
        self._do("key", "ctrl+s")
        end = time.monotonic() + SECONDS
        while path.stat().st_mtime_ns == before and time.monotonic() < end:
            time.sleep(0.2)
        time.sleep(1)

    def _press_until(self, done: Callable[[], object], *keys: str) -> None:
        """Press the keys, again when nothing comes of it: a window may not have been ready for them."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            self._do("key", "--delay", "200", *keys)
            for _ in range(10):
                if done():
                    return
                time.sleep(0.2)
        raise AssertionError(f"nothing came of the keys {' '.join(keys)}")

    def _do(self, *arguments: str) -> str:
        command = ["xdotool", *arguments]
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, timeout=30, check=False
        )
        return done.stdout.strip()

    def _windows(self, title: str) -> list[str]:
        """The windows with these words in their titles, lowest first."""
        return self._do("search", "--onlyvisible", "--name", title).split()

    def _window(self, title: str) -> str:
        """The window with these words in its title, once it is there."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            if found := self._windows(title):
                return found[-1]
            time.sleep(0.2)
        raise AssertionError(f"no window named {title}")


@contextmanager
def virtual_screen(home: Path) -> Iterator[Desktop]:
    """A screen of its own, with an empty home folder."""
    for program in PROGRAMS:
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
    home.mkdir()
    try:
        yield Desktop(os.environ | {"DISPLAY": f":{number}", "HOME": str(home), "LANG": "C.UTF-8"})
    finally:
        screen.terminate()
        screen.wait(10)
