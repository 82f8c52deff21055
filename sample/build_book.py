"""Make the sample book: sample/text/*.md → source/dirigeantes-de-clusters.docx.

python sample/build_book.py [OUT]       make the book; the same text gives the same bytes
python sample/build_book.py --pages     measure the page numbers for the table of contents again (LibreOffice)
"""

import sys
from pathlib import Path

import pagination
from book import Book
from markup import Chapter, MarkupError
from reader import read_chapter

HERE = Path(__file__).parent
TEXT = HERE / "text"
OUT = HERE.parent / "source" / "dirigeantes-de-clusters.docx"


def build(text: Path = TEXT) -> bytes:
    """The bytes of the book made from the files in the folder `text`. Raises MarkupError."""
    return Book(read(text), pagination.known_pages()).build()


def read(text: Path) -> list[Chapter]:
    """The chapters in the folder `text`, in the order of their file names. Raises MarkupError."""
    chapters = [read_chapter(path) for path in sorted(text.glob("*.md"))]
    if not chapters:
        raise MarkupError(text, 0, "this folder holds no *.md file")
    return chapters


def main(arguments: list[str]) -> int:
    if len(arguments) > 1 or any(a.startswith("-") and a != "--pages" for a in arguments):
        print(__doc__, file=sys.stderr)
        return 2
    out = OUT
    try:
        if arguments == ["--pages"]:
            pagination.remember(pagination.measure(build(), read(TEXT)))
        elif arguments:
            out = Path(arguments[0])
        data = build()
    except MarkupError as error:
        print(error, file=sys.stderr)
        return 1
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(data)
    print(f"{out}: {len(data):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
