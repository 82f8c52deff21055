"""Argos Translate's neural models, on this machine, without a network.

They are run directly with CTranslate2 and SentencePiece, not with the library argostranslate. That would
bring PyTorch and gigabytes of CUDA, only to find the ends of sentences, which `markup/plain_sentences.py`
does.
"""

import importlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from booktranslate.config_fields import setting
from booktranslate.engines import EngineSettings
from booktranslate.engines.argos import package as argos_package
from booktranslate.engines.markup import plain_sentences
from booktranslate.errors import EngineError, InputError, MissingToolError, UsageError
from booktranslate.model import TaggedText

# A sentence with more pieces is cut: the models have not learnt such long ones, and would leave out the end.
MAX_PIECES = 150
_LONGER = 3  # translations are cut off at this many times the pieces of their source, as some never end
_BATCH = 1024  # pieces translated at once
_THREADS = min(4, os.cpu_count() or 1)


@dataclass(frozen=True, slots=True)
class Options:
    """The table `[engine.argos]`."""

    package: str = setting(
        "",
        "An Argos Translate package: the path of its folder or `.argosmodel` file (a full path, one that "
        "begins with `~`, or one relative to the project folder), or the name of an installed package. "
        "Empty: the latest one installed for the two languages.",
    )


class ArgosEngine:
    """The engine `argos`."""

    name = "argos"
    title = "Argos Translate"
    max_texts = 100
    Options = Options

    def __init__(self, settings: EngineSettings) -> None:
        """Create the engine; its model is loaded when it is first needed.

        Raises UsageError for a bad option or a package for other languages, MissingToolError without the
        libraries or a package, InputError when the package is damaged.
        """
        self._settings = settings
        self._ctranslate2, self._sentencepiece = _library("ctranslate2"), _library("sentencepiece")
        source, target = settings.source.partition("-")[0], settings.target.partition("-")[0]
        self._package = argos_package.find(
            settings.read(Options, self.name).package, settings.folder, source, target
        )
        if (self._package.source, self._package.target) != (source, target):
            raise UsageError(
                f"the package {self._package.label} translates from {self._package.source} to "
                f"{self._package.target}, not from {source} to {target}.",
                hint="Name another package under [engine.argos], or leave package out.",
            )

    @property
    def identity(self) -> str:
        """Package and version of our rules."""
        return f"argos {self._package.label} rules={plain_sentences.RULES}"

    def translate(self, batch: Sequence[TaggedText], context: str = "") -> list[TaggedText]:
        """Translate each text; see `Engine.translate`. Raises EngineError, or InputError for a bad model."""
        return plain_sentences.translate(batch, self._settings.glossary, self._ask)

    def close(self) -> None:
        """Release the model."""
        self.__dict__.pop("_translator", None)

    def _ask(self, texts: list[str]) -> list[str]:
        pieces = [
            [chunk for sentence in plain_sentences.sentences(text) for chunk in self._pieces(sentence)]
            for text in texts
        ]
        return plain_sentences.in_chunks(pieces, self._translated)

    def _pieces(self, sentence: str) -> list[list[str]]:
        """The pieces of a sentence, in several chunks, cut between words, if there are too many."""
        chunks: list[list[str]] = [[]]
        for word in _words(self._tokenizer.encode(sentence, out_type=str)):
            if chunks[-1] and len(chunks[-1]) + len(word) > MAX_PIECES:
                chunks.append([])
            chunks[-1] += word
        return [chunk for chunk in chunks if chunk]

    def _translated(self, chunks: list[list[str]]) -> list[str]:
        if not chunks:
            return []
        prefix = self._package.prefix
        try:
            results = self._translator.translate_batch(
                chunks,
                target_prefix=[[prefix]] * len(chunks) if prefix else None,
                max_batch_size=_BATCH,
                batch_type="tokens",
                beam_size=4,
                length_penalty=0.2,  # the value of Argos Translate
                replace_unknowns=True,
                max_input_length=0,
                max_decoding_length=_limit(max(chunks, key=len)),  # one for all
            )
        except (RuntimeError, ValueError) as error:
            raise EngineError(
                f"the model of {self._package.label} did not translate ({error}).",
                where=str(self._package.path),
                hint="Download the package again. If the model needs a newer CTranslate2, update that.",
            ) from error
        # A draft must not depend on what else was in the batch.
        return [
            self._text(result.hypotheses[0][: _limit(chunk)])
            for chunk, result in zip(chunks, results, strict=True)
        ]

    def _text(self, pieces: list[str]) -> str:
        # Pieces that the tokeniser does not know, copied from the source, keep its character for a space.
        text = str(self._tokenizer.decode(pieces)).replace("▁", " ")
        return text.removeprefix(self._package.prefix).strip()

    @cached_property
    def _tokenizer(self) -> Any:
        try:
            processor = self._sentencepiece.SentencePieceProcessor(model_proto=self._package.tokenizer())
            processor.encode("")  # fails for an empty model, which loads without an error
            return processor
        except (RuntimeError, ValueError) as error:
            raise self._damaged("sentencepiece.model", error) from error

    @cached_property
    def _translator(self) -> Any:
        try:
            # One thread per batch: on a busy machine, several for one batch wait for each other.
            return self._ctranslate2.Translator(
                self._package.label,
                device="cpu",
                inter_threads=_THREADS,
                intra_threads=1,
                files=self._package.model(),
            )
        except (RuntimeError, ValueError) as error:
            raise self._damaged("model", error) from error

    def _damaged(self, file: str, error: Exception) -> InputError:
        return InputError(
            f"its {file} cannot be loaded ({error}).",
            where=str(self._package.path),
            hint="Download the package again.",
        )


def _limit(chunk: Sequence[str]) -> int:
    """The largest number of pieces of the translation of a chunk."""
    return _LONGER * len(chunk) + 10


def _words(pieces: Sequence[str]) -> list[list[str]]:
    words: list[list[str]] = []
    for piece in pieces:
        if words and not piece.startswith("▁") and len(words[-1]) < MAX_PIECES:
            words[-1].append(piece)
        else:
            words.append([piece])
    return words


def _library(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise MissingToolError(
            f"the engine argos needs the library {name}.",
            hint="Install booktranslate with it: uv tool install 'booktranslate[argos]'",
        ) from error
