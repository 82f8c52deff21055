"""Time and memory of extract and assemble, against OmegaT's whole console pass on the same document.

    python benchmarks/against_omegat.py [--runs 1] [--times 1] [--cpu] [--json]

OmegaT 3.6 comes from Debian's package `omegat`.

The documents are the sample book (16 interviews), 400 invented interviews (about 500 pages), and the same as
Word saves them (with formats, and runs cut by revisions and proofing). With `--times 10` the invented ones
have ten times that size (without OmegaT), to see how the cost grows. Extract starts from nothing, as OmegaT
does in an empty project. Assemble has a reviewed translation of every text, as OmegaT has in a project with a
memory of every segment: an English word for each French one, with English punctuation; it is the first one
after the review. Each number is the median of the runs. Memory is the most that all processes of a program
have at once (proportional set size, looked at 50 times a second). With `--cpu`, seconds are processor time,
for a machine that does other work too. The program runs from its byte code, as it does once it is installed.
"""

import argparse
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zlib
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from threading import Event, Thread

import docx
import polib
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

import booktranslate
from booktranslate.docx import Document

_ROOT = Path(__file__).parent.parent
_TEXT = _ROOT / "sample" / "text"
_PO = _ROOT / "translations" / "en-GB"
_SAMPLE = _ROOT / "source" / "dirigeantes-de-clusters.docx"
_TAG_OR_WORD = re.compile(r"(?:<|&lt;)[^<>&]+(?:>|&gt;)|[^\W\d_]+")
_FRENCH_SPACE = re.compile(r"(?<=«)[ \u00a0\u202f]|[ \u00a0\u202f](?=[»?!:;])")
_ENGLISH_MARKS = str.maketrans("«»", "“”")
_EMPTY = re.compile(r'^msgid "(.+)"\nmsgstr ""$', re.MULTILINE)  # an entry without a translation
_TARGET = re.compile(r'<tuv lang="EN-GB">.*?</tuv>', re.DOTALL)
_PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>FR-FR</source_lang><target_lang>EN-GB</target_lang><sentence_seg>true</sentence_seg>
</project></omegat>
"""
_PEERS = {"extract": "omegat", "assemble": "omegat with memory", "omegat": "", "omegat with memory": ""}


def words() -> list[str]:
    """The French words of the sample book, for long documents of varied text."""
    found = []
    for path in sorted(_TEXT.glob("*entretien*.md")):
        found += [word for word in path.read_text("utf-8").split() if word.isalpha()]
    return found


@cache
def english_words() -> list[str]:
    """The English words of the sample book."""
    entries = [entry for path in sorted(_PO.glob("*.po")) for entry in polib.pofile(str(path))]
    return sorted({word for entry in entries for word in entry.msgstr.split() if word.isalpha()})


def in_english(text: str) -> str:
    """The text with each word replaced by an English one, and with English punctuation; tags stay."""

    def word(match: re.Match[str]) -> str:
        known = english_words()
        return known[zlib.crc32(match[0].encode()) % len(known)] if match[0].isalpha() else match[0]

    return _FRENCH_SPACE.sub("", _TAG_OR_WORD.sub(word, text)).translate(_ENGLISH_MARKS)


def make(path: Path, interviews: int, answers: int, length: int, *, by_word: bool = False) -> int:
    """Write a document of interviews, with bold and italic in each answer and a table in each interview.

    `answers` is their number in an interview, `length` the words in one; `by_word`: as Word saves them.
    Returns the number of characters.
    """
    pick = random.Random(7)
    vocabulary = words()
    book = docx.Document()
    characters = 0

    def text(count: int) -> str:
        nonlocal characters
        made = " ".join(pick.choices(vocabulary, k=count))
        characters += len(made)
        return made

    write = as_word_does if by_word else plainly
    body, moved = book.element.body, []
    for number in range(interviews):
        book.add_heading(f"Entretien {number} : {text(3)}", 1)
        for _ in range(answers):
            write(book.add_paragraph(style="Heading 2"), text(12) + " ?", "", pick)
            answer = book.add_paragraph()
            write(answer, text(length // 2) + " ", "", pick)
            write(answer, text(4), "b", pick)
            write(answer, " " + text(length // 2) + " ", "", pick)
            write(answer, text(3), "i", pick)
            write(answer, ".", "", pick)
        table = book.add_table(2, 3)
        for cell in table._cells:
            cell.text = text(2)
        moved += body[:-1]  # all but its section: python-docx goes through the body for each paragraph
        del body[:-1]
    body[:0] = moved
    book.save(str(path))
    return characters


def plainly(paragraph: Paragraph, text: str, tag: str, pick: random.Random) -> None:
    """Add the text as one run."""
    run = paragraph.add_run(text)
    run.bold = tag == "b" or None
    run.italic = tag == "i" or None


def as_word_does(paragraph: Paragraph, text: str, tag: str, pick: random.Random) -> None:
    """Add the text in another font, as runs of some words, each with a revision number."""
    words_ = text.split(" ")
    while words_:
        count = pick.randint(4, 20)
        piece, words_ = " ".join(words_[:count]), words_[count:]
        run = paragraph.add_run(piece + " " if words_ else piece)
        run.font.name = "Garamond"
        run.font.size = docx.shared.Pt(11)
        run.bold = tag == "b" or None
        run.italic = tag == "i" or None
        run._r.set(qn("w:rsidR"), f"00{pick.randrange(16**6):06X}")
        if words_:
            mark = OxmlElement("w:proofErr")
            mark.set(qn("w:type"), "spellStart")
            paragraph._p.append(mark)


CPU = False  # whether seconds are processor time
# With this variable, each run would compile the program again, which an installed program does not.
_ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def measured(command: list[str], folder: Path) -> tuple[float, float]:
    """The seconds and megabytes that one run of a command takes."""
    start = time.perf_counter()
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, cwd=folder, env=_ENVIRONMENT, **silent)
    ended, sizes = Event(), [0]

    def watch() -> None:
        while not ended.wait(0.02):
            sizes.append(sum(map(kilobytes, with_children(process.pid))))

    watcher = Thread(target=watch)
    watcher.start()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = usage.ru_utime + usage.ru_stime if CPU else time.perf_counter() - start
    ended.set()
    watcher.join()
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    return seconds, max(sizes) / 1024


def with_children(process: int) -> list[int]:
    """A process and all that it has started, directly or not."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:  # it has ended
        return []
    return [process, *(each for child in children for each in with_children(int(child)))]


def kilobytes(process: int) -> int:
    """The memory of a process; what it shares with others counts for each in part (proc(5), smaps)."""
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0
    found = re.search(r"^Pss:\s+(\d+) kB$", told, re.MULTILINE)
    return int(found[1]) if found else 0


def median(command: list[str], folder: Path, runs: int, prepare: "object" = None) -> tuple[float, float]:
    """The medians of some runs; `prepare` is called before each."""
    results = []
    for _ in range(runs):
        if callable(prepare):
            prepare()
        results.append(measured(command, folder))
    return statistics.median(seconds for seconds, _ in results), statistics.median(
        size for _, size in results
    )


def ours(document: Path, runs: int) -> dict[str, tuple[float, float]]:
    """Measure extract from nothing, and assemble with a reviewed translation of every text."""
    program = [sys.executable, "-m", "booktranslate"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "source").mkdir()
        shutil.copy(document, folder / "source" / "book.docx")
        po, state = folder / "translations", folder / ".booktranslate"

        def nothing() -> None:
            """The project as it is before its first extract."""
            for made in (po, state):
                shutil.rmtree(made, ignore_errors=True)

        extract = median([*program, "extract"], folder, runs, nothing)
        for path in po.rglob("*.po"):
            empty = path.read_text("utf-8")
            path.write_text(
                _EMPTY.sub(lambda found: found[0][:-1] + in_english(found[1]) + '"', empty), "utf-8"
            )
        as_extracted = folder / "as extracted"
        shutil.copytree(state, as_extracted)

        def reviewed() -> None:
            """The project as it is before its first assemble, which takes note of what people reviewed."""
            shutil.rmtree(state)
            shutil.copytree(as_extracted, state)

        return {"extract": extract, "assemble": median([*program, "assemble"], folder, runs, reviewed)}


def omegat(document: Path, runs: int) -> dict[str, tuple[float, float]]:
    """Measure OmegaT's whole pass (read the document, write its translation), without and with a memory."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("source", "target", "tm", "glossary", "dictionary", "omegat"):
            (folder / part).mkdir()
        (folder / "omegat.project").write_text(_PROJECT, "utf-8")
        shutil.copy(document, folder / "source" / "book.docx")
        pass_ = ["omegat", "--mode=console-translate", str(folder)]
        empty = median(pass_, folder, runs)
        memory = folder / "memory.tmx"
        options = [f"--pseudotranslatetmx={memory}", "--pseudotranslatetype=equal"]
        measured(["omegat", "--mode=console-createpseudotranslatetmx", *options, str(folder)], folder)
        texts = _TARGET.sub(lambda found: in_english(found[0]), memory.read_text("utf-8"))
        (folder / "omegat" / "project_save.tmx").write_text(texts, "utf-8")
        return {"omegat": empty, "omegat with memory": median(pass_, folder, runs)}


def main() -> None:
    """Make the documents, run both programs, and print each result as it comes."""
    global CPU
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--runs", type=int, default=1)
    options.add_argument("--cpu", action="store_true")
    options.add_argument("--times", type=int, default=1)
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args()
    CPU = chosen.cpu
    package = Path(booktranslate.__file__).parent
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(package)], env=_ENVIRONMENT, check=True)
    rows = []
    with tempfile.TemporaryDirectory() as name:
        shapes = {
            "16 interviews (the sample book)": (0, 0, 0, False),
            "400 interviews": (400, 8, 60, False),
            "400 interviews, as Word saves them": (400, 8, 60, True),
        }
        for title, (interviews, answers, length, by_word) in shapes.items():
            path = Path(name) / "book.docx"
            if not interviews:
                shutil.copy(_SAMPLE, path)
                characters = sum(len(passage.text.plain) for passage in Document(path).passages)
            else:
                # In another process: the memory of this one would count for the processes that it starts.
                with ProcessPoolExecutor(1) as pool:
                    size = interviews * chosen.times, answers, length
                    characters = pool.submit(make, path, *size, by_word=by_word).result()
            row: dict[str, object] = {"document": title, "characters": characters}
            if not chosen.json:
                print(f"{title} ({characters:,} characters, {path.stat().st_size // 1024:,} kB)", flush=True)
            theirs = omegat(path, chosen.runs) if chosen.times == 1 and shutil.which("omegat") else {}
            results = theirs | ours(path, chosen.runs)
            rows.append(row | results)
            for part, peer in _PEERS.items() if not chosen.json else ():
                if part in results:
                    seconds, megabytes = results[part]
                    factor = f"   OmegaT: {results[peer][0] / seconds:.1f} times" if peer in results else ""
                    print(f"  {part:18} {seconds:6.2f} s  {megabytes:7.0f} MB{factor}", flush=True)
    if chosen.json:
        print(json.dumps(rows, indent=2))


if __name__ == "__main__":
    main()
