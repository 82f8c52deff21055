"""The law of rewriting, tested on a folder of Word files: texts replaced by themselves look the same.

    python benchmarks/rewriting.py FOLDER [--verbose] [--pdf] [--jobs 2]

Every text of each file is replaced by itself ("itself"), and by other letters that a second pass replaces by
the original ones ("letters"). Each result is compared with the file: the text; the letters with the format
that a reader sees, and the order of ranges; the XML, without language marks. Things without width may change
their order at one place, and in the second case move from the inside of a word to its edge. Intended
differences are counted by name. With `--pdf`, LibreOffice makes pages of both, which are compared pixel by
pixel (pdftoppm).
"""

import argparse
import atexit
import hashlib
import math
import multiprocessing
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import zip_longest
from pathlib import Path

from lxml import etree

from booktranslate.docx import Document, Passage
from booktranslate.docx.fields.spans import fields_over
from booktranslate.docx.formatting.style_sheet import read_theme
from booktranslate.docx.opc.package import Package
from booktranslate.docx.opc.xml import Element, attribute, name, parse, serialise
from booktranslate.docx.revisions import resolve, tracked

sys.path.insert(0, str(Path(__file__).parents[1]))  # when it is run as a script

from benchmarks.look import Item, Look

from booktranslate.docx.validity import problems
from booktranslate.errors import BooktranslateError
from booktranslate.model import TaggedText, Text

LEVELS = ("valid", "text", "look", "order", "xml", "pixels")


@dataclass
class Outcome:
    """The result for one file: `refused` is an error message; `differences` say what differs and where, by
    pass and level."""

    file: str
    refused: str = ""
    differences: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def add(self, pass_: str, level: str, what: str) -> None:
        self.differences.setdefault((pass_, level), []).append(what)


def itself(passage: Passage) -> TaggedText:
    """The text of a passage as a value that is not equal to it, so that it is written again."""
    return TaggedText((*passage.text.pieces, Text("")))


def other(letter: str) -> str:
    """Another letter of the same case; the function is its own inverse."""
    if "a" <= letter.lower() <= "z":
        start = ord("a" if letter.islower() else "A")
        return chr(start + (ord(letter) - start + 13) % 26)
    twin = chr(ord(letter) ^ 1)
    same = unicodedata.category(twin) == unicodedata.category(letter) and letter.isalpha()
    stays = any(unicodedata.normalize("NFC", sign) != sign for sign in (letter, twin))
    return twin if same and not stays else letter


def other_letters(passage: Passage) -> TaggedText:
    """The text of a passage with other letters and the same tags."""
    pieces = (
        Text("".join(map(other, piece.value))) if isinstance(piece, Text) else piece
        for piece in passage.text.pieces
    )
    return TaggedText((*pieces, Text("")))


def roots(package: Package) -> dict[str, Element]:
    """The parts with text, with tracked changes accepted, as in what the program writes."""
    found = {}
    with package.opened():
        for part in package.names:
            kind = package.content_type(part)
            if kind.endswith("+xml") and "wordprocessingml" in kind:
                try:
                    found[part] = parse(package.read(part), part)
                except BooktranslateError:
                    continue
                resolve(found[part], "accept")
    return found


def styles(package: Package, parts: dict[str, Element]) -> Look:
    """What is needed to tell how runs look in a document."""
    part = next(
        (item.target for item in package.relationships(package.main_part) if item.kind == "styles"), ""
    )
    fonts: dict[str, str] = {}
    with package.opened():
        for item in package.relationships(package.main_part):
            if item.kind == "theme" and item.target in package:
                with suppress(BooktranslateError):
                    theme = read_theme(parse(package.read(item.target), item.target))
                    fonts = {font: name_ for font, name_ in theme.fonts.items() if name_}
    return Look(parts.get(part), fonts)


def compare(before: Path, after: Path, say: Callable[[str, str], None]) -> None:
    """Compare two files, and call `say` with the level and a description of each difference."""
    old_package, new_package = Package(before), Package(after)
    for found in _problems(new_package) - _problems(old_package):
        say("valid", found)
    old_parts, new_parts = roots(old_package), roots(new_package)
    old_look, new_look = styles(old_package, old_parts), styles(new_package, new_parts)
    for part, old_root in old_parts.items():
        new_root = new_parts[part]
        if not any(kind in old_package.content_type(part) for kind in ("styles", "settings")) and xml(
            old_root
        ) != xml(new_root):
            say("xml", part)
        pairs = zip_longest(old_look.paragraphs(old_root), new_look.paragraphs(new_root), fillvalue=[])
        repeating = lines_of_tables(old_root)
        for number, (old, new) in enumerate(pairs, 1):
            if old == new:
                continue
            if any(item[0] == "letter" and str(item[1]) in _LIGATURES for item in old):
                say("named", "ligatures that are read as their letters")
                old = list(unligated(old))
                if old == new:
                    continue
            if number in repeating:
                say("named", "a line of a table of contents or index that follows what it repeats")
                continue
            mine, theirs = (pointed(items) for items in (old, new))
            if len(mine) > len(theirs) and as_one_link(mine) == as_one_link(theirs):
                say("named", "neighbouring links to one target that are one")
                continue
            moved = within_words(mine)
            if named := exceptions(mine, theirs):
                say("named", named)
                continue
            for level, keep in (("text", _text), ("look", _look), ("order", partial(_order, moved=moved))):
                if keep(mine) != keep(theirs):
                    say(level, f"{part} ¶{number}: {difference(keep(mine), keep(theirs))}")
                    break


_LIGATURES = "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06"


def unligated(items: list[Item]) -> Iterator[Item]:
    """The items with ligatures replaced by their letters, each with the same look."""
    for item in items:
        if item[0] == "letter" and str(item[1]) in _LIGATURES:
            yield from (
                ("letter", letter, *item[2:]) for letter in unicodedata.normalize("NFKC", str(item[1]))
            )
        else:
            yield item


def as_one_link(items: list[Item]) -> list[Item]:
    """The items without the seams between neighbouring links."""
    found: list[Item] = []
    for item in items:
        if item[:2] == ("enter", "w:hyperlink") and found and found[-1] == ("leave", "w:hyperlink"):
            found.pop()
        else:
            found.append(item)
    return found


def lines_of_tables(root: Element) -> set[int]:
    """The numbers of the paragraphs of tables of contents and indexes, which Word builds from others."""
    tables = [table for kind in ("TOC", "INDEX") for table in fields_over(root, kind)]
    around = {paragraph for table in tables for paragraph in table.paragraphs}
    paragraphs = (item for item in root.iter("{*}p") if name(item.tag) == "w:p")
    return {
        number
        for number, item in enumerate(paragraphs, 1)
        if item in around
        or any(
            (attribute(style, "w:val") or "").lower().startswith("toc") for style in item.iter("{*}pStyle")
        )
    }


def exceptions(old: list[Item], new: list[Item]) -> str:
    """The names of the differences in a paragraph if all of them are intended; "" otherwise."""
    if len(old) != len(new):
        return ""
    found: set[str] = set()
    for mine, theirs in zip(old, new, strict=True):
        if mine == theirs:
            continue
        if mine[0] != "letter" or mine[:2] != theirs[:2]:
            return ""
        before, after = (dict(item[2]) for item in (mine, theirs))  # type: ignore[call-overload]
        for key in {key for key, _ in before.items() ^ after.items()}:
            names = [
                name_ for name_, holds in _EXCEPTIONS.items() if holds(key, before.get(key), after.get(key))
            ]
            if not names:
                return ""
            found.add(names[0])
    return ", ".join(sorted(found))


Test = Callable[[str, object, object], bool]


def _number(value: object, otherwise: float) -> float:
    try:
        return float(str(value[0]).rstrip("%")) if isinstance(value, tuple) else otherwise
    except ValueError:
        return float("nan")


def _is_black(value: object) -> bool:
    return value is None or ("text1" in str(value) or str(value) in {"('auto',)", "('000000',)"})


_EXCEPTIONS: dict[str, Test] = {
    "raised letters that are spelling": lambda key, old, _: key == "w:vertAlign" and old == ("superscript",),
    "small capitals that are spelling": lambda key, old, _: key == "w:smallCaps" and old is not None,
    "black and the automatic colour": lambda key, *both: key == "w:color" and all(map(_is_black, both)),
    "less than 1/4 pt between letters": lambda key, *both: (
        key == "w:spacing" and all(abs(_number(value, 0)) < 5 for value in both)
    ),
    "letters less than 4 % wider": lambda key, *both: (
        key == "w:w" and all(abs(_number(value, 100) - 100) < 4 for value in both)
    ),
}


def _problems(package: Package) -> set[str]:
    return {f"{found.where.partition(': ')[2]}: {found.message}" for found in problems(package)}


_NO_WIDTH = {"anchor", "hidden", "entry"}


def pointed(items: list[Item]) -> list[Item]:
    """The items with each field that has no result (an index entry), and so no width, as one item."""
    found: list[Item] = []
    open_: list[int] = []  # the index at which each open field begins
    for item in items:
        found.append(item)
        if item == ("field", "begin"):
            open_.append(len(found) - 1)
        elif item == ("field", "end") and open_:
            start = open_.pop()
            inside = found[start + 1 : -1]
            if ("field", "separate") not in inside or all(each[0] in {"entry", "code"} for each in inside):
                found[start:] = [("entry", *inside)]
    return found


def within_words(items: list[Item]) -> Counter[Item]:
    """The items without width inside a word, which may move to the edge of that word."""
    found: Counter[Item] = Counter()
    group: list[Item] = []
    before: Item = ("end",)
    for item in items:
        if item[0] in _NO_WIDTH:
            group.append(item)
            continue
        if _is_in_word(before) and _is_in_word(item):
            found.update(group)
        group, before = [], item
    return found


def _is_in_word(item: Item) -> bool:
    return item[0] == "letter" and str(item[1]).isalnum()


def _text(items: list[Item]) -> list[Item]:
    return [item[:2] for item in items if item[0] == "letter"]


def _look(items: list[Item]) -> list[Item]:
    return [item for item in items if item[0] in {"letter", "thing"}]


def _order(items: list[Item], moved: Counter[Item]) -> list[Item]:
    """The items in a normal order: those without width at one place are sorted, those that may move are last.

    The edges of links and controls have no width either; only their order among themselves is kept.
    """
    found: list[Item] = []
    group: list[Item] = []
    for item in [*items, ("end",)]:
        if item[0] in {"enter", "leave"}:
            found.append(item)
        elif item[0] not in _NO_WIDTH:
            found += [*sorted(group, key=str), item]
            group = []
        elif item not in moved:
            group.append(item)
    return found + sorted((item for item in items if item in moved), key=str)


def difference(old: list[Item], new: list[Item]) -> str:
    """A description of the first difference, with the words before it."""
    place = next((n for n, (a, b) in enumerate(zip_longest(old, new)) if a != b), min(len(old), len(new)))
    before = "".join(str(item[1]) for item in old[max(0, place - 25) : place] if item[0] == "letter")
    mine, theirs = (items[place] if place < len(items) else ("end",) for items in (old, new))
    if mine[:2] == theirs[:2] and mine[0] == "letter":
        lost, got = set(mine[2]) - set(theirs[2]), set(theirs[2]) - set(mine[2])  # type: ignore[call-overload]
        return f"…{before}[{mine[1]!r}] was {sorted(map(str, lost))} is {sorted(map(str, got))}"
    return f"…{before}[{_short(mine)}] is [{_short(theirs)}]"


def _short(item: Item) -> str:
    return " ".join(str(part)[:70] for part in item if not isinstance(part, frozenset))


def xml(root: Element) -> bytes:
    """The canonical XML of a part, without language marks and other things that do not matter."""
    alone = etree.fromstring(etree.tostring(root))
    for item in list(alone.iter("{*}lang", "{*}proofErr", "{*}lastRenderedPageBreak")):
        parent = item.getparent()
        if parent is not None:
            parent.remove(item)
    for item in list(alone.iter("{*}rPr")):
        if not len(item) and (parent := item.getparent()) is not None and name(item.tag) == "w:rPr":
            parent.remove(item)
    for item in alone.iter("{*}r", "{*}t"):
        for key in [key for key in item.attrib if "rsid" in key or key.endswith("space")]:
            del item.attrib[key]
    return etree.tostring(alone, method="c14n")


def rewritten(source: Path, target: Path, lookup: Callable[[Passage], TaggedText]) -> None:
    """Write the file with its texts replaced by those that `lookup` returns."""
    Document(source).replace(lookup, "fr", "fr").save(target, drop_signature=True)


def accepted(path: Path, folder: Path) -> Path:
    """The file with its tracked changes accepted, as the program writes it."""
    package = Package(path)
    with package.opened():
        changed = {
            part: serialise(root)
            for part, root in roots(package).items()
            if tracked(parse(package.read(part), part))
        }
    if not changed:
        return path
    package.write(folder / "accepted.docx", changed)
    return folder / "accepted.docx"


def one(path: Path, *, pdf: bool) -> Outcome:
    """Rewrite a file in both ways, and compare."""
    outcome = Outcome(path.name)
    with tempfile.TemporaryDirectory() as folder:
        again, away, back = (Path(folder) / f"{word}.docx" for word in ("again", "away", "back"))
        try:
            rewritten(path, again, itself)
            rewritten(path, away, other_letters)
            rewritten(away, back, other_letters)
        except BooktranslateError as error:
            outcome.refused = str(error)
            return outcome
        compare(path, again, partial(outcome.add, "itself"))
        compare(path, back, partial(outcome.add, "letters"))
        try:
            same = not pdf or same_pixels(accepted(path, Path(folder)), again, Path(folder))
        except subprocess.TimeoutExpired:
            outcome.add("itself", "named", _TOO_LONG)
            return outcome
        if not same:
            if moved := moved_words(Path(folder)):
                outcome.add("itself", "pixels", f"the pages are not the same: {moved}")
            else:
                outcome.add("itself", "named", "letters of joined runs stand up to 1.5 points closer")
    return outcome


def same_pixels(first: Path, second: Path, folder: Path) -> bool:
    """Whether LibreOffice makes the same pages from two files."""
    return pages(first, folder / "first") == pages(second, folder / "second")


_FRACTION = (
    1.5  # points: words may move so far, as LibreOffice rounds the width of each run, and we join runs
)
_TOO_LONG = "LibreOffice took too long and the pages were not compared"
_WORD = re.compile(
    r'<page width|<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="[\d.]+">(.*?)</word>'
)


def moved_words(folder: Path) -> str:
    """The first word on the pages of two files that has moved or differs; "" if there is none."""
    (letters, places), (others, there) = (_places(folder / half / "book.pdf") for half in ("first", "second"))
    if letters != others and not _read_in_another_order(folder):
        at = next((n for n, (a, b) in enumerate(zip_longest(letters, others)) if a != b), 0)
        return f"{letters[max(0, at - 20) : at + 20]!r} is {others[max(0, at - 20) : at + 20]!r}"
    for at in sorted(places.keys() & there.keys()) if letters == others else ():
        (x, y), (left, top) = places[at], there[at]
        if max(abs(x - left), abs(y - top)) > _FRACTION:
            return f"{letters[at : at + 20]!r} at {x:.1f}, {y:.1f} is at {left:.1f}, {top:.1f}"
    return ""


def _read_in_another_order(folder: Path) -> bool:
    """Whether the words of two files are at the same places, and pdftotext only reads them in another order,
    as it does if two columns have moved a tiny bit."""
    first, second = (_WORD.findall(_boxes(folder / half / "book.pdf")) for half in ("first", "second"))
    left: dict[str, list[tuple[float, float]]] = {}
    for x, y, word in second:
        left.setdefault(word, []).append((float(x or 0), float(y or 0)))
    for x, y, word in first:
        here = float(x or 0), float(y or 0)
        near = [place for place in left.get(word, ()) if math.dist(place, here) < 2 * _FRACTION]
        if not near:
            return False
        left[word].remove(near[0])
    return not any(left.values())


def _places(path: Path) -> tuple[str, dict[int, tuple[float, float]]]:
    """The letters of the pages of a PDF, with a form feed for each page, and the places of the first letters
    of words, by their index.

    pdftotext cuts a word of several runs into as many parts; the first of these is still in its place.
    """
    letters, places = "", {}
    for x, y, word in _WORD.findall(_boxes(path)):
        if word:
            places[len(letters)] = float(x), float(y)
        letters += unicodedata.normalize("NFKC", word) or "\f"  # NFKC: ligatures become letters
    return letters, places


def _boxes(path: Path) -> str:
    made = subprocess.run(["pdftotext", "-bbox", str(path), "-"], check=False, capture_output=True)
    return made.stdout.decode("utf-8", "replace")


@cache
def _profile() -> Path:
    """The folder for LibreOffice's settings: one for all files of a process, as making a new one takes as
    long as converting a document."""
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def pages(path: Path, folder: Path) -> list[str]:
    """The digests of the pictures of a file's pages."""
    folder.mkdir()
    copy = shutil.copy(path, folder / "book.docx")
    office = ["soffice", f"-env:UserInstallation={_profile().as_uri()}", "--headless"]
    subprocess.run(
        [*office, "--convert-to", "pdf", "--outdir", str(folder), str(copy)],
        check=False, capture_output=True, timeout=400,
    )  # fmt: skip
    subprocess.run(
        ["pdftoppm", "-r", "60", str(folder / "book.pdf"), str(folder / "page")],
        check=False, capture_output=True,
    )  # fmt: skip
    return [hashlib.sha256(item.read_bytes()).hexdigest() for item in sorted(folder.glob("page*.ppm"))]


def files(folder: Path) -> Iterator[Path]:
    """The Word files under a folder, without duplicates and lock files."""
    seen = set()
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in {".docx", ".docm", ".dotx", ".dotm"} and not path.name.startswith("~$"):
            digest = hashlib.sha256(path.read_bytes()).digest()
            if digest not in seen:
                seen.add(digest)
                yield path


def main() -> None:
    """Rewrite every file, and print the differences."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("folder", type=Path)
    options.add_argument("--verbose", action="store_true", help="each difference")
    options.add_argument("--pdf", action="store_true", help="compare pages, too")
    options.add_argument("--jobs", type=int, default=2)
    given = options.parse_args()
    failed: Counter[tuple[str, str]] = Counter()
    named: Counter[str] = Counter()
    count = refused = 0
    with multiprocessing.Pool(given.jobs) as pool:
        for outcome in pool.imap(partial(one, pdf=given.pdf), files(given.folder), chunksize=4):
            if outcome.refused:
                refused += 1
                print(f"{outcome.file}: refused: {outcome.refused.splitlines()[0]}")
                continue
            count += 1
            if count % 25 == 0:
                print(f"… {count} files", file=sys.stderr, flush=True)
            failed.update(outcome.differences.keys())
            both = {
                what
                for (_, level), found in outcome.differences.items()
                if level == "named"
                for what in found
            }
            named.update({each for what in both for each in what.split(", ")})
            for (pass_, level), found in outcome.differences.items():
                if given.verbose or level not in {"xml", "named"}:
                    for what in found if given.verbose else found[:1]:
                        print(f"{outcome.file}: {pass_}, {level}: {what}", flush=True)
    print(f"\n{count} files, {refused} refused")
    for pass_ in ("itself", "letters"):
        same = ", ".join(f"{count - failed[pass_, level]} by {level}" for level in LEVELS[:-1])
        print(f"{pass_}: {same}")
    for what, number in named.most_common():
        print(f"meant: {what}: {number} files")
    if given.pdf:
        compared = count - named[_TOO_LONG]
        same = compared - failed["itself", "pixels"]
        print(f"itself: of {compared} whose pages were compared, in {same} no word stands elsewhere")


if __name__ == "__main__":
    main()
