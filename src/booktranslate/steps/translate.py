"""Draft every entry that has no translation; what people wrote is never touched.

Each answer of the engine is in the memory, on disk, before the next request is sent. The PO files follow
every few seconds and at the end; after a crash the next run takes the answers from the memory.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from booktranslate import shelf
from booktranslate.catalog import Entry, read, with_drafts, write
from booktranslate.config import Project
from booktranslate.engines import Engine
from booktranslate.memory import Memory
from booktranslate.model import State, TaggedText, parse
from booktranslate.steps import Progress, silent

_SECONDS_BETWEEN_WRITES = 3.0
_CONTEXT_CHARACTERS = 1_000

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Drafted:
    """What translation did: entries drafted by the engine, from the memory, and characters sent."""

    engine: str
    drafted: int
    from_memory: int
    characters: int


@dataclass
class _File:
    path: Path
    pending: dict[Key, tuple[TaggedText, str]] = field(default_factory=dict)

    def flush(self, target: str) -> None:
        """Write what is pending. The file is read again first: somebody may have saved it meanwhile."""
        if self.pending:
            write(self.path, with_drafts(read(self.path, target), self.pending))
            self.pending = {}


def translate(
    project: Project,
    documents: Sequence[Path],
    engine: Engine,
    memory: Memory,
    *,
    progress: Progress = silent,
) -> Drafted:
    """Draft the untranslated entries of the documents.

    Raises EngineError or QuotaError when the engine stops, with all that it answered on disk; InputError
    and OutputError for files.
    """
    work = [
        (path, [entry for entry in catalog.entries if entry.state is State.EMPTY], catalog.entries)
        for document in documents
        for path, catalog in shelf.load_extracted(project, document).catalogs
    ]
    total = sum(len(entries) for _, entries, _ in work)
    done = drafted = remembered = characters = 0
    progress(0, total)
    for path, entries, everything in work:
        file = _File(path)
        known = memory.find(engine.identity, (entry.key for entry in entries))
        for key, target in known.items():
            file.pending[key] = (parse(target), engine.name)
        file.flush(project.target_lang)
        remembered += len(known)
        done += len(known)
        progress(done, total)
        written = time.monotonic()
        try:
            for batch, context in _batches(
                [entry for entry in entries if entry.key not in known], everything, engine
            ):
                answers = engine.translate([entry.unit.source for entry in batch], context)
                pairs = {entry.key: answer for entry, answer in zip(batch, answers, strict=True)}
                memory.store(engine.identity, {key: str(answer) for key, answer in pairs.items()})
                file.pending |= {key: (answer, engine.name) for key, answer in pairs.items()}
                characters += sum(len(entry.unit.source.plain) for entry in batch)
                drafted += len(batch)
                done += len(batch)
                progress(done, total)
                if time.monotonic() - written > _SECONDS_BETWEEN_WRITES:
                    file.flush(project.target_lang)
                    written = time.monotonic()
        finally:
            file.flush(project.target_lang)
    return Drafted(engine.name, drafted, remembered, characters)


def _batches(
    entries: Sequence[Entry], everything: Sequence[Entry], engine: Engine
) -> Iterator[tuple[list[Entry], str]]:
    """Batches in the order of the book, each with the text before it as context."""
    places = {entry.key: place for place, entry in enumerate(everything)}
    for start in range(0, len(entries), engine.max_texts):
        batch = list(entries[start : start + engine.max_texts])
        before = everything[max(0, places[batch[0].key] - 3) : places[batch[0].key]]
        yield batch, "\n".join(entry.unit.source.plain for entry in before)[-_CONTEXT_CHARACTERS:]
