"""Create a project folder."""

import json
from pathlib import Path

from booktranslate.files import make_folder, write_atomic
from booktranslate.glossary import Glossary, store
from booktranslate.shared_settings import FILE

_CONFIGURATION = """\
# booktranslate: the settings of this book. All are optional; these are the defaults.
# An unknown key is an error that says which one was probably meant.

[languages]
source = "fr"
{languages}

[paths]
source = "source"              # the Word documents to translate
translations = "translations"  # the PO files that people review, in a folder for the language
glossary = "glossary.csv"      # or "glossary.xlsx"
build = "build"                # the finished book

[translate]
engine = "auto"                # DeepL when DEEPL_AUTH_KEY is set, else Firefox or Apertium (offline)

[extract]
split = "document"             # or "heading1": one PO file for each chapter
hidden = false                 # translate hidden text
comments = "keep"              # the comments of Word: "keep" in French, "translate" or "remove"
link-targets = false           # translate the addresses behind links
revisions = "accept"           # tracked changes: "accept", "reject" or "refuse"
two-translations = []          # texts that need another translation in each chapter
"""
_GLOSSARY = "glossary.csv"
# Git must not change the line ends of PO files, nor merge Word files as text.
_ATTRIBUTES = b"*.po text eol=lf\n*.docx binary\n*.pdf binary\n"


def start(root: Path, *targets: str) -> list[Path]:
    """Create what a project for these targets needs in `root` and does not have yet.

    Returns the paths that were created. Raises OutputError.
    """
    made = []
    for name in ("source", *(f"translations/{target}" for target in targets)):
        folder = root / name
        if not folder.is_dir():
            make_folder(folder)
            made.append(folder)
    named = f'target = "{targets[0]}"        # or "en-US"'
    if len(targets) > 1:
        named = f"targets = {json.dumps(list(targets))}"
    files = [(FILE, _CONFIGURATION.format(languages=named).encode())]
    if not (root / "glossary.xlsx").exists():  # it is read if there is no glossary.csv
        files.append((_GLOSSARY, store.dump(Glossary(), Path(_GLOSSARY), "fr")))
    files.append((".gitattributes", _ATTRIBUTES))
    for name, content in files:
        path = root / name
        if not path.exists():
            write_atomic(path, content)
            made.append(path)
    return made
