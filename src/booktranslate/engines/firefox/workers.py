"""Worker processes that translate with the model, one per core.

`fxtranslate` holds Python's global lock while it works, and a translator belongs to one thread, so two cores
need two processes. And with a damaged model, Rust panics and prints its stack to standard error, which should
happen in a separate process.
"""

import importlib.util
import os
import re
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import Any

from booktranslate import processes
from booktranslate.engines.firefox.store import AGAIN, Model
from booktranslate.errors import BooktranslateError, EngineError, InputError, MissingToolError

MAX_PROCESSES = 4  # each holds a copy of the model, about 100 MB
# Marian cuts sentences at 128 pieces (`max-length-break`), so a longer one may lose its end. Only the model
# knows how many pieces a text has; a quarter of a piece per Latin letter is rarely too few.
MAX_PIECES = 120.0
_CHUNK = 8  # sentences that a process gets at once
_CUT = re.compile(r"(?<=[;:,)»])\s+|(?<=\s)(?=[(«–—])")
_SPACE = re.compile(r"\s+")
_BYTES = re.compile(r"(?:<0x[0-9A-F]{2}>)+")

_loaded: dict[str, Any] = {}  # in a worker process: its translator, by the label of the model


def is_installed() -> bool:
    """Whether the package fxtranslate, which runs the models, is installed."""
    try:
        return importlib.util.find_spec("fxtranslate") is not None
    except ValueError:
        return False


def require_library() -> None:
    """Raise MissingToolError if the package fxtranslate is not installed."""
    if not is_installed():
        raise MissingToolError(
            "the engine firefox needs the library fxtranslate, which is not available for every computer.",
            hint="Install Rust and a C++ compiler, then build it with `pip install fxtranslate`; or use "
            "another engine (`booktranslate engine list`).",
        )


class Workers:
    """The worker processes for one model, which start when they are first needed."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._pool: ProcessPoolExecutor | None = None
        self._count = max(1, min(MAX_PROCESSES, os.cpu_count() or 1))

    def translate(self, sentences: Sequence[str]) -> list[str]:
        """The translations: same length, same order. Raises InputError for a damaged model, EngineError."""
        if not sentences:
            return []
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._count, initializer=_start)
        size = max(1, min(_CHUNK, len(sentences) // self._count))
        try:
            answers = list(self._pool.map(partial(_answer, self._model), sentences, chunksize=size))
        except BrokenProcessPool as error:
            self.close()
            raise EngineError(
                "a translation process was killed, perhaps because memory ran out.",
                hint="Close other programs, then run the command again. Translations so far are kept.",
            ) from error
        if len(answers) != len(sentences):
            raise EngineError(f"{len(sentences)} sentences went in, {len(answers)} came out.")
        return answers

    def close(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def try_out(model: Model) -> None:
    """Translate two sentences to try a model out. Raises InputError if it fails, EngineError."""
    workers = Workers(model)
    try:
        answers = workers.translate(["La maison est grande.", "Merci."])
    finally:
        workers.close()
    if not all(map(str.strip, answers)):
        raise InputError(
            "does not translate: its files do not belong together.", where=str(model.folder), hint=AGAIN
        )


def _start() -> None:
    processes.follow_the_parent()
    # Rust writes its panics to the file descriptor, not to Python's stream.
    sys.stderr.flush()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _answer(model: Model, sentence: str) -> str:
    """The translation of a sentence, in a worker process.

    If it is too long, or its translation seems incomplete, it is translated in halves, so that nothing is
    lost.
    """
    halves = _halves(sentence)
    if halves is None or _weight(sentence) <= MAX_PIECES:
        answer = _translated(model, sentence)
        if halves is None or not _doubtful(sentence, answer):
            return answer
    first, joint, second = halves
    return f"{_answer(model, first).strip()}{joint}{_answer(model, second).strip()}".strip()


def _translated(model: Model, text: str) -> str:
    try:
        answer = str(_translator(model).translate(text))
    except BooktranslateError:
        raise
    except BaseException as error:  # a panic of Rust is not an Exception
        raise InputError(
            f"cannot be run by this version of fxtranslate ({_message(error)}).",
            where=str(model.folder),
            hint=AGAIN,
        ) from None
    # A character that the model does not know comes back as the codes of its bytes.
    return _BYTES.sub(lambda found: _decoded(found[0]), answer)


def _translator(model: Model) -> Any:
    if model.label not in _loaded:
        from fxtranslate import Translator

        kept = model.read()
        source, target = kept.get("vocab") or kept["srcvocab"], kept.get("vocab") or kept["trgvocab"]
        _loaded.clear()
        _loaded[model.label] = Translator(kept["model"], source, target, kept.get("lex"))
    return _loaded[model.label]


def _decoded(codes: str) -> str:
    return bytes.fromhex("".join(re.findall(r"<0x(..)>", codes))).decode("utf-8", "replace")


def _message(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


def _weight(text: str) -> float:
    """An estimate of how many pieces a text has, rather too high."""
    return sum(
        0.25 if letter.isalpha() and letter < "\u0250" else len(letter.encode())
        for letter in text
        if not letter.isspace()
    )


def _doubtful(sentence: str, answer: str) -> bool:
    """Whether a translation may lack the end of a sentence, or repeat itself endlessly, by its length."""
    if len(sentence) < 80:
        return len(answer) > 10 * len(sentence) + 50
    return not 0.5 * len(sentence) < len(answer) < 2.5 * len(sentence)


def _halves(sentence: str) -> tuple[str, str, str] | None:
    """A sentence cut in two, with what joins the halves: the first half, the joint, the second half.

    It is cut at the punctuation mark or else the space nearest to its middle. If it has neither, it is only
    cut, in the middle, if it has too many pieces; else None.
    """
    middle = len(sentence) / 2
    for pattern, reach in ((_CUT, 0.3), (_SPACE, 0.5)):
        cuts = [
            (abs(found.start() - middle), found.start(), found.end())
            for found in pattern.finditer(sentence)
            if found.start() > 0 and found.end() < len(sentence)
        ]
        if cuts and min(cuts)[0] <= reach * len(sentence):
            _, start, end = min(cuts)
            return sentence[:start], " ", sentence[end:]
    if _weight(sentence) > MAX_PIECES and len(sentence) > 1:
        return sentence[: len(sentence) // 2], "", sentence[len(sentence) // 2 :]
    return None
