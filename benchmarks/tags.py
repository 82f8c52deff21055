"""How many tags a translator has to keep in each document of a folder, compared with OmegaT.

    python benchmarks/tags.py FOLDER [--json] [--without-omegat]

The script counts the distinct texts, and in these every opening, closing and single tag. OmegaT 3.6 comes
from Debian's package `omegat`; it segments by paragraphs here, as we do.
"""

import argparse
import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from booktranslate.docx import Document
from booktranslate.errors import InputError

_PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>FR-FR</source_lang><target_lang>EN-GB</target_lang><sentence_seg>false</sentence_seg>
</project></omegat>
"""
_SOURCE = re.compile(r'<tuv lang="FR-FR">\s*<seg>(.*?)</seg>', re.DOTALL)
_TAG = re.compile(r"&lt;/?[a-z]+\d+/?&gt;")


def ours(path: Path) -> dict[str, int]:
    """The numbers of texts and tags in a document, and the most tags in one text."""
    texts = {str(passage.text): passage.text for passage in Document(path).passages}
    counts = [len(text.tags) for text in texts.values()]
    return {"units": len(counts), "tags": sum(counts), "most": max(counts, default=0)}


def omegat(path: Path) -> dict[str, int]:
    """The same numbers for OmegaT; empty if it cannot read the document."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("source", "target", "tm", "glossary", "dictionary", "omegat"):
            (folder / part).mkdir()
        (folder / "omegat.project").write_text(_PROJECT, "utf-8")
        shutil.copy(path, folder / "source" / "book.docx")
        memory = folder / "memory.tmx"
        mode = "--mode=console-createpseudotranslatetmx"
        options = [f"--pseudotranslatetmx={memory}", "--pseudotranslatetype=equal"]
        subprocess.run(["omegat", mode, *options, str(folder)], capture_output=True, check=False)
        if not memory.exists():
            return {}
        counts = [len(_TAG.findall(text)) for text in set(_SOURCE.findall(memory.read_text("utf-8")))]
    return {"units": len(counts), "tags": sum(counts), "most": max(counts, default=0)}


def main() -> None:
    """Count, and print a table."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("folder", type=Path)
    options.add_argument("--json", action="store_true")
    options.add_argument("--without-omegat", action="store_true")
    chosen = options.parse_args()
    rows = {}
    for path in sorted(chosen.folder.glob("*.docx")):
        try:
            row = {"ours": ours(path)}
        except InputError as error:
            print(error)
            continue
        if not chosen.without_omegat and shutil.which("omegat"):
            row["omegat"] = omegat(path)
        rows[path.name] = row
    if chosen.json:
        print(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    print(f"{'tags a unit':50} {'units':>7} {'tags':>7} {'each':>6} {'most':>5}   OmegaT: the same")
    for name, row in rows.items():
        print(f"{name[:50]:50} " + "   ".join(map(_shown, row.values())))


def _shown(counts: dict[str, int]) -> str:
    if not counts:
        return "not read"
    each = counts["tags"] / max(counts["units"], 1)
    return f"{counts['units']:7,} {counts['tags']:7,} {each:6.2f} {counts['most']:5}"


if __name__ == "__main__":
    main()
