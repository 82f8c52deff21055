"""How many of the words that reviewers change are in the drafts that `review.risk` puts first.

    python benchmarks/risk.py [--project .] [--engine apertium]

The reviewed texts of a project are drafted again, chapter by chapter, as if only the other chapters had been
reviewed. A word counts as changed if the reviewed text does not have it in the same place (Levenshtein
distance of words). The script prints the share of these words in the first fifth by risk, of the texts and of
the words, and compares it with the order of the book and with the longest texts first.
"""

import argparse
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from booktranslate import notes
from booktranslate.book.documents import source_documents
from booktranslate.catalog import Entry
from booktranslate.checks import run
from booktranslate.config import load
from booktranslate.engines import EngineSettings, create
from booktranslate.glossary import store
from booktranslate.model import State, Translation
from booktranslate.po_files import layout
from booktranslate.review.risk import Risk
from booktranslate.style import check_settings

_FIFTH = 0.2


@dataclass(frozen=True)
class Draft:
    """A text that was drafted again: its French words, its risk, and how many words its reviewer changed."""

    words: int
    risk: float
    changed: int


def drafts(folder: Path, engine_name: str) -> list[Draft]:
    """The reviewed texts of a project, drafted again."""
    project = load(folder)
    glossary = store.load(project.glossary).glossary
    entries = [
        entry
        for document in source_documents(project).documents
        for entry in layout.load_extracted(project, document).entries
        if entry.state is State.REVIEWED
    ]
    chapters: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        chapters[notes.read(entry.unit.notes).chapter].append(entry)
    settings = EngineSettings(project.source_lang, project.target_lang, glossary)
    found = []
    with closing(create(engine_name, settings)) as engine:
        for title, held in chapters.items():
            risk = Risk(entry for other, kept in chapters.items() if other != title for entry in kept)
            targets = engine.translate([entry.unit.source for entry in held])
            made = [
                replace(entry, translation=Translation(target, State.DRAFT, engine_name))
                for entry, target in zip(held, targets, strict=True)
            ]
            told = defaultdict(list)
            pairs = [(entry.unit, entry.translation) for entry in made]
            for index, finding in run(pairs, glossary, check_settings(project)):
                told[index].append(finding)
            for index, (draft, reviewed) in enumerate(zip(made, held, strict=True)):
                changed = Levenshtein.distance(
                    draft.translation.target.plain.split(), reviewed.translation.target.plain.split()
                )
                found.append(Draft(draft.unit.source.words, risk.of(draft, told[index]), changed))
    return found


def shares(found: Sequence[Draft], key: Callable[[Draft], float]) -> tuple[float, float]:
    """The share of the changed words in the first fifth of the texts, and in the first fifth of the words."""
    ordered = sorted(found, key=key)
    total = sum(draft.changed for draft in ordered) or 1
    texts = sum(draft.changed for draft in ordered[: round(len(ordered) * _FIFTH)])
    room = sum(draft.words for draft in ordered) * _FIFTH
    words = 0.0
    for draft in ordered:
        part = min(1.0, room / draft.words) if draft.words else 1.0
        words += draft.changed * part
        room -= draft.words
        if room <= 0:
            break
    return texts / total, words / total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--project", type=Path, default=Path())
    parser.add_argument("--engine", default="apertium")
    given = parser.parse_args()
    found = drafts(given.project, given.engine)
    changed, words = sum(draft.changed for draft in found), sum(draft.words for draft in found)
    print(f"{len(found)} texts, {words:,} words of French, {changed:,} words changed ({given.engine})")
    print(f"{'in the first fifth of':24} the texts  the words")
    orders: dict[str, Callable[[Draft], float]] = {
        "by risk": lambda draft: -draft.risk,
        "the longest first": lambda draft: -draft.words,
        "in the order of the book": lambda draft: 0,
    }
    for name, key in orders.items():
        texts, of_words = shares(found, key)
        print(f"{name:24} {texts:9.1%}  {of_words:9.1%}")


if __name__ == "__main__":
    main()
