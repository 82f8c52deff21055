"""The processor seconds that one long paragraph takes, with n, 2n and 4n things of a kind in it.

    python benchmarks/growth_paragraph.py [--n 5000]

The paragraph is read (extract), inspected, and rewritten with its own text (assemble). If the time is linear,
twice as many things take twice the time; the last column is the time for 4n divided by that for 2n.
"""

import argparse
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from booktranslate.docx import Document, Passage
from booktranslate.docx.audit.inventory import inventory
from booktranslate.model import TaggedText, Text

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>'
)
_TO_MAIN = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_LINKS}/officeDocument" Target="word/document.xml"/></Relationships>'
)


def run(text: str, properties: str = "") -> str:
    """A run with some letters."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text} </w:t></w:r>'


def field(code: str, result: str) -> str:
    """A complex field."""
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{marks[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{marks[1]}{result}{marks[2]}"


KINDS: dict[str, Callable[[int], str]] = {
    "breaks": lambda n: run("mot") + "<w:r><w:br/></w:r>",
    "tabs": lambda n: run("mot", '<w:u w:val="single"/>') + "<w:r><w:tab/></w:r>",
    "fields": lambda n: run("mot") + field(" PAGE ", run("7")),
    "fields with words": lambda n: run("mot") + field(" REF x ", run("un titre")),
    "links": lambda n: run("mot") + f'<w:hyperlink w:anchor="a{n}">{run("lien")}</w:hyperlink>',
    "formats": lambda n: run("mot") + run("gras", f'<w:color w:val="{n % 4096:06X}"/>'),
    "bookmarks": lambda n: (
        f'<w:bookmarkStart w:id="{n}" w:name="m{n}"/>{run("mot")}<w:bookmarkEnd w:id="{n}"/>'
    ),
    "crossing": lambda n: (
        f'<w:bookmarkStart w:id="{n}" w:name="m{n}"/>{run("mot")}'
        + (f'<w:bookmarkEnd w:id="{n - 1}"/>{run("un")}' if n else run("un"))
    ),
    "index entries": lambda n: run("mot") + field(' XE "mot" ', ""),
    "notes": lambda n: run("mot") + f'<w:r><w:footnoteReference w:id="{n}"/></w:r>',
    "hidden text": lambda n: run("mot") + run("caché", "<w:vanish/>"),
    "pictures": lambda n: run("mot") + "<w:r><w:pict/></w:r>",
}  # fmt: skip


def made(folder: Path, kind: str, count: int) -> Path:
    """Write a document whose only paragraph has so many things of a kind; returns its path."""
    content = "".join(map(KINDS[kind], range(count)))
    path = folder / f"{kind} {count}.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _TO_MAIN)
        body = f'<w:document xmlns:w="{_WORD}"><w:body><w:p>{content}</w:p></w:body></w:document>'
        archive.writestr("word/document.xml", body)
    return path


def itself(passage: Passage) -> TaggedText:
    """The text of a passage as a value that is not equal to it, so that it is written again."""
    return TaggedText((*passage.text.pieces, Text("")))


def seconds(path: Path) -> dict[str, float]:
    """The processor seconds that each piece of work takes on a file."""
    found = {}
    for name, work in {
        "extract": lambda: [str(passage.text) for passage in Document(path).passages],
        "inspect": lambda: inventory(Document(path)),
        "assemble": lambda: Document(path).replace(itself, "en", "fr"),
    }.items():
        start = time.process_time()
        work()
        found[name] = time.process_time() - start
    return found


def main() -> None:
    """Measure and print a table."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--n", type=int, default=5_000)
    options.add_argument("--kind", choices=KINDS, action="append")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for kind in given.kind or KINDS:
            times = [seconds(made(Path(folder), kind, given.n * factor)) for factor in (1, 2, 4)]
            for work in times[0]:
                one, two, four = (measured[work] for measured in times)
                print(
                    f"{kind:18} {work:9} {one:6.2f} {two:6.2f} {four:6.2f} s   × {four / two:.1f}", flush=True
                )


if __name__ == "__main__":
    main()
