"""Time and memory of the commands on long books: n, 2n and 4n of one thing, with everything else the same.

    python benchmarks/growth.py [--kind paragraphs] [--scale 0.25]

4n is what a long book may have: 20,000 paragraphs, 5,000 footnotes, a paragraph of 250,000 letters, 3,000
tags in one text, a glossary of 5,000 terms, a memory of 100,000 entries. Each command is run as people run
it; seconds are processor time, memory is that of the largest process. The column before memory is the time
for 4n divided by that for 2n, each less the time for a book that is nearly empty: 2 is linear. It is empty if
the times are too short to tell. The engine is pseudo, but Apertium for the long paragraph.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path

import docx
from docx.document import Document

_TELLS = 0.15  # seconds: shorter times vary too much from run to run

WHO = (
    "La fédération",
    "Notre cluster",
    "La directrice",
    "Une adhérente",
    "L’équipe",
    "Le conseil",
    "Un atelier",
)
DOES = ("prépare", "finance", "présente", "compare", "défend", "ouvre", "raconte", "dessine", "organise")
WHAT = (
    "un projet",
    "la rencontre",
    "une visite",
    "le rapport",
    "un voyage",
    "la feuille de route",
    "une exposition",
)
WHERE = (
    "à Nantes",
    "dans la vallée",
    "au printemps",
    "avec ses voisins",
    "pour les jeunes",
    "sans bruit",
    "en mars",
)


def sentences() -> Iterator[str]:
    """Sentences without end, no two of them the same."""
    number = 0
    while True:
        number += 1
        for who, does, what, where in product(WHO, DOES, WHAT, WHERE):
            yield f"{who} {does} {what} {where}, et la semaine {number} commence bien."


@dataclass(frozen=True)
class Case:
    """One thing of which there may be many: how many that is, and the function that makes a project of it."""

    much: int
    make: Callable[[Path, int], None]
    engine: str = "pseudo"


def save(folder: Path, book: Document) -> None:
    (folder / "source").mkdir()
    book.core_properties.title = "Le livre"
    book.save(str(folder / "source" / "livre.docx"))


def paragraphs(folder: Path, count: int) -> None:
    book = docx.Document()
    for text in islice(sentences(), count):
        book.add_paragraph(text)
    save(folder, book)


def footnotes(folder: Path, count: int) -> None:
    """A book of so many paragraphs, each with a footnote, which python-docx cannot make."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    paragraphs(folder, count)
    path = folder / "source" / "livre.docx"
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    body = members["word/document.xml"].decode()
    pieces = body.split("</w:p>", count)
    body = "".join(
        piece + (reference.format(number) + "</w:p>" if number <= count else "")
        for number, piece in enumerate(pieces, 1)
    )
    members["word/document.xml"] = body.encode()
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:t>Note {number}. {text}</w:t></w:r></w:p></w:footnote>'
        for number, text in enumerate(islice(sentences(), count), 1)
    )
    members["word/footnotes.xml"] = f"<w:footnotes {space}>{notes}</w:footnotes>".encode()
    types = members["[Content_Types].xml"].decode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    override = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
    members["[Content_Types].xml"] = types.replace("</Types>", override).encode()
    links = members["word/_rels/document.xml.rels"].decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    link = f'<Relationship Id="rNotes" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    members["word/_rels/document.xml.rels"] = links.replace("</Relationships>", link).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def letters(folder: Path, count: int) -> None:
    book, text = docx.Document(), ""
    each = sentences()
    while len(text) < count:
        text += f"{next(each)} "
    book.add_paragraph(text)
    save(folder, book)


def tags(folder: Path, count: int) -> None:
    book = docx.Document()
    paragraph = book.add_paragraph()
    for text in islice(sentences(), count):
        paragraph.add_run("Le mot ")
        paragraph.add_run(text.split()[-4]).bold = True
        paragraph.add_run(" et la suite. ")
    save(folder, book)


def terms(folder: Path, count: int) -> None:
    paragraphs(folder, 500)
    lines = [f"terme{number} de la liste;term{number} of the list" for number in range(count)]
    (folder / "glossary.csv").write_text("\n".join(["source;target", *lines, ""]), "utf-8")


def memory(folder: Path, count: int) -> None:
    paragraphs(folder, 500)
    unit = '<tu><tuv xml:lang="fr"><seg>{}</seg></tuv><tuv xml:lang="en-GB"><seg>English {}.</seg></tuv></tu>'
    units = "".join(
        unit.format(f"Autrefois {text}", number) for number, text in enumerate(islice(sentences(), count))
    )
    header = '<header creationtool="x" creationtoolversion="1" segtype="block" o-tmf="x" adminlang="en"'
    more = 'srclang="fr" datatype="plaintext"/>'
    text = f'<tmx version="1.4">{header} {more}<body>{units}</body></tmx>'
    (folder / "memory.tmx").write_text(text, "utf-8")


CASES = {
    "paragraphs": Case(20_000, paragraphs),
    "footnotes": Case(5_000, footnotes),
    "letters": Case(250_000, letters, "apertium"),
    "tags": Case(3_000, tags),
    "terms": Case(5_000, terms),
    "memory": Case(100_000, memory),
}


def measured(folder: Path, *arguments: str) -> tuple[float, int]:
    """The processor seconds of a command and everything that it starts, and its MB."""
    command = [sys.executable, "-m", "booktranslate", *arguments]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        assert process.stderr
        said = process.stderr.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(arguments)} ended with {process.returncode}: {said.decode()}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def work(case: Case, count: int) -> dict[str, tuple[float, int]]:
    """The time and memory that each command takes."""
    folder = Path(tempfile.mkdtemp(prefix="long-"))
    try:
        case.make(folder, count)
        found = {}
        if (folder / "memory.tmx").exists():
            found["memory"] = measured(folder, "memory", "import", "memory.tmx")
        found["extract"] = measured(folder, "extract")
        found["translate"] = measured(folder, "translate", "--engine", case.engine)
        for command in ("check", "assemble", "report"):
            found[command] = measured(folder, command)
        return found
    finally:
        shutil.rmtree(folder)


def main() -> None:
    """Measure, and print a table line by line."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--kind", choices=CASES, action="append")
    options.add_argument("--scale", type=float, default=1.0)
    given = options.parse_args()
    print(f"{'':30} {'seconds':>23}   4n:2n   {'MB':>17}")
    for name in given.kind or CASES:
        case = CASES[name]
        n = round(case.much * given.scale / 4)
        nothing = work(case, 4)
        runs = [work(case, n * factor) for factor in (1, 2, 4)]
        for command in runs[0]:
            one, two, four = (run[command][0] for run in runs)
            base = nothing[command][0]
            grown = f"× {(four - base) / (two - base):.1f}" if two - base > _TELLS else ""
            sizes = " ".join(f"{run[command][1]:5}" for run in runs)
            print(
                f"{name:11} {n:7,} {command:10} {one:7.2f} {two:7.2f} {four:7.2f}   {grown:5}   {sizes}",
                flush=True,
            )


if __name__ == "__main__":
    main()
