"""Apertium: free, offline, rule-based drafts through Spanish or Catalan.

Debian has no French–English pair, so a batch goes through two pairs, each in one process. Benchmarks
(`benchmarks/apertium_routes.py`) decide which route is the default.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from booktranslate.config_fields import setting
from booktranslate.engines import EngineSettings, names
from booktranslate.engines.answer_fixes import begun
from booktranslate.engines.apertium import stream
from booktranslate.engines.apertium.leading_labels import cut_off
from booktranslate.engines.apertium.protected_words import flatten
from booktranslate.engines.apertium.rewriting import clean_english, easier_french
from booktranslate.engines.markup.flat import Flat, framed, with_fitting_articles
from booktranslate.engines.markup.framing import with_initial, with_outer_spaces
from booktranslate.engines.markup.placing import LostError
from booktranslate.engines.markup.stand_ins import STAND_IN
from booktranslate.errors import EngineError, MissingToolError, UsageError
from booktranslate.model import TaggedText, tagged
from booktranslate.processes import child_environment

# Part of the identity: raise it when the drafts change, so that the memory does not return older ones.
_RULES = 6
_NAMED = ("apertium", "deepl", "firefox", "pseudo")
_PACKAGES = {
    "spanish": ("apertium-fr-es", "apertium-eng-spa"),
    "catalan": ("apertium-fra-cat", "apertium-eng-cat"),
}
_MODES = {"spanish": ("fr-es", "spa-eng"), "catalan": ("fra-cat", "cat-eng")}
# chrF against the 154 reviewed texts of the sample book, with its glossary: spanish 49.1, catalan 48.6.
# Spanish is also twice as fast, keeps tags closer to their words, and writes British dates and spelling.
DEFAULT_ROUTE: Literal["spanish", "catalan"] = "spanish"
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Options:
    """The table `[engine.apertium]`."""

    route: Literal["spanish", "catalan"] = setting(DEFAULT_ROUTE, "The language between French and English.")
    timeout: float = setting(600.0, "The time limit for one batch of texts.", unit="seconds", least=0.01)


class ApertiumEngine:
    """The engine `apertium`: French to English through a pivot language."""

    name = "apertium"
    title = "Apertium"
    max_texts = 200
    Options = Options

    def __init__(self, settings: EngineSettings) -> None:
        """Create the engine.

        Raises UsageError for a bad option or language, MissingToolError when Apertium or a language pair is
        not installed.
        """
        if settings.source != "fr" or settings.target not in ("en-GB", "en-US"):
            raise UsageError(
                f"the engine apertium cannot translate from {settings.source} to {settings.target}.",
                hint="It translates from fr to en-GB or en-US; choose another engine for other languages.",
            )
        self._settings = settings
        self._options = settings.read(Options, self.name)
        first, second = _MODES[self._options.route]
        self._modes = (first, second if settings.target == "en-GB" else f"{second}_US")
        if not settings.offline:
            _require(self._modes, self._options.route)

    @cached_property
    def identity(self) -> str:
        """Modes, package versions and version of our rules."""
        versions = " ".join(_versions(("apertium", *_PACKAGES[self._options.route])))
        return f"apertium {'|'.join(self._modes)} {versions} rules={_RULES}"

    def translate(self, batch: Sequence[TaggedText], context: str = "") -> list[TaggedText]:
        """Translate each text; see `Engine.translate`. Raises EngineError when Apertium fails."""
        leads = [cut_off(text, self._settings.glossary) for text in batch]
        drafts = self._sentences([rest for _, rest in leads])
        return [
            tagged((*lead, *begun(rest.plain, draft))) if lead else draft
            for (lead, rest), draft in zip(leads, drafts, strict=True)
        ]

    def _sentences(self, batch: Sequence[TaggedText]) -> list[TaggedText]:
        flats = [flatten(text, self._settings.glossary, self._settings.target) for text in batch]
        sources = [easier_french(flat.text) for flat in flats]
        drafts = self._drafts(sources, flats)
        return [
            flat.expand(with_fitting_articles(framed(text, flat, clean_english(draft)), flat))
            for text, flat, draft in zip(batch, flats, drafts, strict=True)
        ]

    def close(self) -> None:
        """Do nothing: the processes of a batch end with it."""

    def _drafts(self, sources: list[str], flats: list[Flat]) -> list[str]:
        wordy = [
            index for index, source in enumerate(sources) if _LETTER.search(re.sub(STAND_IN, "", source))
        ]
        answers = self._pivot([(sources[index], flats[index]) for index in wordy])
        drafts = list(sources)
        damaged: list[int] = []
        for index, answer in zip(wordy, answers, strict=True):
            try:
                drafts[index] = stream.restore(answer, sources[index], flats[index])
            except LostError:
                flats[index].capitals.clear()
                damaged.append(index)
        repaired = self._in_fragments([sources[index] for index in damaged])
        for index, draft in zip(damaged, repaired, strict=True):
            drafts[index] = draft
        return drafts

    def _in_fragments(self, sources: list[str]) -> list[str]:
        """Translate each stretch between two stand-ins by itself: rougher English, but nothing is lost."""
        chunks = [re.split(f"({STAND_IN})", source) for source in sources]
        wordy = [chunk for text in chunks for chunk in text if _LETTER.search(chunk)]
        answers = self._pivot([(chunk, Flat()) for chunk in wordy])
        drafts = iter(
            with_outer_spaces(chunk, with_initial(chunk, stream.restore(answer, chunk, Flat())))
            for chunk, answer in zip(wordy, answers, strict=True)
        )
        return [
            "".join(next(drafts) if _LETTER.search(chunk) else chunk for chunk in text) for text in chunks
        ]

    def _pivot(self, units: Sequence[tuple[str, Flat]]) -> list[str]:
        if not units:
            return []
        first, second = self._modes
        pivot = _run(first, stream.write(units), self._options.timeout)
        answer = _run(second, stream.pronounced(first, pivot), self._options.timeout)
        answers = stream.read(answer, len(units))
        if answers is None:
            raise EngineError(
                f"Apertium did not return the {len(units)} texts that it was given.",
                hint="Run the command again with --verbose. If the error persists, reinstall the Apertium "
                "packages.",
            )
        return answers


def _require(modes: tuple[str, ...], route: str) -> None:
    install = f"{_how_to_install(route)} {_other_engines()}"
    if shutil.which("apertium") is None:
        raise MissingToolError("Apertium is not installed.", hint=install)
    listed = subprocess.run(
        ["apertium", "-l"], capture_output=True, text=True, check=False, env=child_environment()
    ).stdout.split()
    for mode in modes:
        if mode not in listed:
            raise MissingToolError(f"Apertium lacks the language pair {mode}.", hint=install)


def _how_to_install(route: str) -> str:
    if sys.platform == "linux":
        packages = f"apertium {' '.join(_PACKAGES[route])}"
        return f"Install it (Debian, Ubuntu: `sudo apt-get install {packages}`), or use another engine:"
    return "It is made for Debian and Ubuntu; on this system use another engine:"


def _other_engines() -> str:
    """The other engines, for a message; the best ones come first."""
    others = [f"--engine {name}" for name in names() if name not in _NAMED]
    return (
        "Firefox's model (`booktranslate engine get firefox`), DeepL (put a key into DEEPL_AUTH_KEY), "
        f"{', '.join(others)}."
    )


def _versions(packages: tuple[str, ...]) -> list[str]:
    """The name and version of each package from dpkg; without dpkg, the output of `apertium -V`, if any."""
    if shutil.which("dpkg-query"):
        command = ["dpkg-query", "-W", "-f", "${Package}=${Version}\n", *packages]
    elif shutil.which("apertium"):
        command = ["apertium", "-V"]
    else:  # `offline`, where nothing need be installed
        return []
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=child_environment())
    return sorted(done.stdout.split())


def _run(mode: str, text: str, timeout: float) -> str:
    """Translate a text in Apertium's stream format with one pair; unknown words get no asterisk (-u).

    Raises EngineError.
    """
    process = subprocess.Popen(
        ["apertium", "-u", "-f", "none", mode],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=child_environment(),
        start_new_session=True,  # Apertium is a shell script, so its whole group must be stopped
    )
    with process:
        try:
            output, errors = process.communicate(text.encode(), timeout)
        except BaseException as error:
            with suppress(ProcessLookupError):  # it may have ended just now
                os.killpg(process.pid, signal.SIGKILL)
            if isinstance(error, subprocess.TimeoutExpired):
                raise EngineError(
                    f"Apertium ({mode}) gave no answer within {timeout:g} seconds.",
                    hint="Raise timeout under [engine.apertium] in booktranslate.toml.",
                ) from error
            raise
    if process.returncode != 0:
        said = errors.decode(errors="replace").strip().splitlines()[-1:] or ["no message"]
        raise EngineError(
            f"Apertium ({mode}) failed with exit code {process.returncode}: {said[0]}",
            hint="Check it with: echo Bonjour | apertium " + mode,
        )
    return output.decode(errors="replace")
