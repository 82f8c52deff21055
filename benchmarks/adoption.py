"""How well an English version is aligned with its French book, on texts of which both are known.

python benchmarks/adoption.py [FILE.po …]      default: the reviewed interviews of the sample

Two Word documents are made from the reviewed entries. Each lacks a tenth of the texts; in the English one,
two chapters change places and some neighbours are joined into one paragraph. The two are then read and
aligned as by `adopt`.
"""

import random
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import docx

from booktranslate.alignment import Segment, align
from booktranslate.catalog import Entry, read
from booktranslate.docx import Document
from booktranslate.model import State

DROPPED, JOINED, SEEDS = 0.1, 0.03, 5
SAMPLE = Path(__file__).parents[1] / "translations" / "en-GB"
Text = tuple[frozenset[int], str, str]  # the numbers of its entries, its words, its style


def texts(entries: list[Entry], english: bool, chance: random.Random) -> list[Text]:
    chapters: list[list[Text]] = [[]]
    for number, entry in enumerate(entries):
        said = entry.translation.target if english else entry.unit.source
        is_title = any("Heading" in note and "heading 1" in note for note in entry.unit.notes)
        style = "Heading 1" if is_title else ""
        if is_title and chapters[-1]:
            chapters.append([])
        if chance.random() < DROPPED:
            continue
        last = chapters[-1][-1] if chapters[-1] else None
        if english and last and not last[2] and not style and chance.random() < JOINED:
            chapters[-1][-1] = last[0] | {number}, f"{last[1]} {said.plain}", ""
        else:
            chapters[-1].append((frozenset({number}), said.plain, style))
    if english and len(chapters) > 3:
        chapters[1], chapters[3] = chapters[3], chapters[1]
    return [text for chapter in chapters for text in chapter]


def written(found: list[Text], path: Path) -> list[Segment]:
    """Write the texts into a Word file, and return them as our reader finds them there."""
    book = docx.Document()
    book.core_properties.title = book.core_properties.comments = ""
    for _, words, style in found:
        book.add_paragraph(words, style or None)
    book.save(str(path))
    passages = [p for p in Document(path).passages if p.kind != "property"]
    return [Segment(p.text.plain, p.kind, p.level) for p in passages]


def main() -> None:
    paths = [Path(name) for name in sys.argv[1:]] or sorted(SAMPLE.glob("*.po"))
    entries = [e for path in paths for e in read(path).entries if e.state is State.REVIEWED]
    right: Counter[int] = Counter()
    proposed: Counter[int] = Counter()
    there = found = 0
    for seed in range(SEEDS):
        chance = random.Random(seed)
        ours, theirs = texts(entries, False, chance), texts(entries, True, chance)
        with TemporaryDirectory() as folder:
            sides = written(ours, Path(folder, "fr.docx")), written(theirs, Path(folder, "en.docx"))
        if [len(side) for side in sides] != [len(ours), len(theirs)]:
            raise SystemExit("the documents have other texts than were written into them")
        held = frozenset().union(*(text[0] for text in theirs))
        there += sum(text[0] <= held for text in ours)
        for bead in align(*sides):
            if bead.source and bead.target and bead.sure >= 50:
                one = frozenset().union(*(ours[index][0] for index in bead.source))
                other = frozenset().union(*(theirs[index][0] for index in bead.target))
                grade = bead.sure // 10 * 10
                proposed[grade] += 1
                right[grade] += one == other
                found += len(bead.source) * (one == other)
    print(f"{len(entries)} texts, {SEEDS} pairs of documents")
    for grade in sorted(proposed, reverse=True):
        print(f"  {grade:3} % sure: {right[grade]:4} of {proposed[grade]:4} right")
    share = sum(right.values()) / sum(proposed.values())
    print(
        f"of all that is imported {share:.1%} is right; of all that could be {found / there:.1%} is imported"
    )


if __name__ == "__main__":
    main()
