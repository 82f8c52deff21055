"""Every table of booktranslate.toml with its keys, their defaults and meanings; `config` reads them.

The tables of engines, `[engine.NAME]`, are declared by the engines.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from booktranslate.config_fields import setting
from booktranslate.model import Comments, Quotes, Revisions, Split


@dataclass(frozen=True, slots=True)
class Languages:
    """The source language and the target language or languages, as tags: `fr`, `en-GB`, `de-DE`."""

    source: str = setting("fr", "The language of the book.")
    target: str = setting(
        "en-GB",
        "The target language: `en-GB`, `en-US`, or another one. The folders inside `translations/` and "
        "`build/` have its name.",
    )
    targets: tuple[str, ...] = setting(
        (),
        "Instead of `target`, to translate the book into several languages. Texts in the first English "
        "are adapted by rule to the second one.",
    )


@dataclass(frozen=True, slots=True)
class Paths:
    """Where things are, relative to the project folder and inside it."""

    source: str = setting("source", "The Word documents to translate: `.docx`, `.docm`, `.dotx`, `.dotm`.")
    translations: str = setting("translations", "The PO files, in a folder named after the target language.")
    glossary: str = setting(
        "glossary.csv", "The glossary, `.csv` or `.xlsx`. A project without a glossary has no terms."
    )
    build: str = setting("build", "The finished book, in a folder named after the target language.")


@dataclass(frozen=True, slots=True)
class Translate:
    """What drafts the translations."""

    engine: str = setting(
        "auto",
        'The engine that drafts, by its name. `"auto"` is DeepL if the environment variable '
        "`DEEPL_AUTH_KEY` is set, otherwise Firefox if its model is on this machine, otherwise Apertium.",
    )


@dataclass(frozen=True, slots=True)
class Extract:
    """Which text of a document is translated, and how it is divided into PO files."""

    split: Split = setting(
        "document", 'One PO file for each document, or with `"heading1"` one for each Heading 1.'
    )
    hidden: bool = setting(False, "Translate hidden text.")
    comments: Comments = setting(
        "keep",
        'The comments in the Word file: `"keep"` leaves them in French, and `assemble` counts them; '
        '`"translate"` translates them; `"remove"` removes them from the English book. They are never '
        'printed in the PDF. The former values `true` and `false` mean `"translate"` and `"keep"`.',
    )
    link_targets: bool = setting(False, "Translate the addresses behind links.")
    revisions: Revisions = setting(
        "accept",
        'Tracked changes: `"accept"` uses the changed text, `"reject"` the text before the change, '
        '`"refuse"` stops with an error. The translated parts of the finished book have no tracked changes.',
    )
    two_translations: tuple[str, ...] = setting(
        (),
        "Texts, exactly as in the book, that need a different translation in each chapter. Poedit then "
        "shows the chapter of each one (`msgctxt`).",
    )


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits that stop a broken or hostile file from filling memory or disk."""

    max_entries: int = setting(
        10_000, "The largest number of entries in a Word file (a zip archive).", least=1
    )
    max_megabytes: int = setting(1_000, "The largest size when unpacked.", unit="megabytes", least=1)
    max_ratio: int = setting(200, "The largest compression ratio of an entry.", least=1)


@dataclass(frozen=True, slots=True)
class Cost:
    """The price of a million characters at the translation service, for estimates and budgets."""

    per_million_characters: float = setting(
        20.0, "The price of a million characters under your contract.", least=0
    )
    currency: str = setting("EUR", "The currency of that price, and of the prices of language models.")


@dataclass(frozen=True, slots=True)
class Checks:
    """Which checks run, and how severe their findings are; `booktranslate check --list` shows the names."""

    off: tuple[str, ...] = setting((), "Checks that are not run.")
    errors: tuple[str, ...] = setting((), "Checks whose findings are errors.")
    warnings: tuple[str, ...] = setting((), "Checks whose findings are warnings.")
    notes: tuple[str, ...] = setting((), "Checks whose findings are notes.")


@dataclass(frozen=True, slots=True)
class Typography:
    """How the English is set: outer quotation marks, rules that are not applied, raised letters."""

    quotes: Quotes = setting(
        "double",
        'The outer quotation marks: `"double"` (“ ”, with ‘ ’ inside) or `"single"` (‘ ’, with “ ” inside).',
    )
    off: tuple[str, ...] = setting((), "Rules that are not applied, by name.")
    raised_ordinals: bool = setting(
        False, "Whether the finished book raises the letters of ordinals: 20ᵗʰ for 20th."
    )


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks in the interviews; `label` is how the book marks their words: "A. E. –"."""

    name: str = setting("", "The name of a speaker.")
    gender: Literal["f", "m", ""] = setting("", "The gender: woman or man.")
    label: str = setting("", "The label of their words in the book.")
    asks: bool = setting(False, "Whether they ask the questions.")


@dataclass(frozen=True, slots=True)
class Interview:
    """Who asks and who answers: detected in the book, and what the user knows about it."""

    detect: bool = setting(
        True, "Detect who asks and who answers. With `false`, no text is marked as a question or an answer."
    )
    questions: tuple[str, ...] = setting(
        (), "The names of the paragraph styles of questions, as Word shows them."
    )
    speakers: tuple[Speaker, ...] = setting(
        (),
        'The speakers: tables with `name` and, if known, `gender` (`"f"` or `"m"`), `label` (the label of '
        "their words in the book) and `asks` (`true` for the interviewer).",
    )


@dataclass(frozen=True, slots=True)
class Final:
    """What `assemble --final` requires of each text: that somebody has reviewed it, or signed for it."""

    require: tuple[Literal["reviewed", "signed"], ...] = setting(
        ("reviewed",), 'The requirements for each text: `"reviewed"`, `"signed"`, both, or none (`[]`).'
    )


@dataclass(frozen=True, slots=True)
class Colophon:
    """The last page of the finished book, which says who made it: whether there is one, and who translated
    and edited the book. Engines, reviewers and signatures are known from the project."""

    add: bool = setting(
        False,
        "Add the page in `booktranslate assemble` (`--colophon` and `--no-colophon` override this once).",
    )
    translator: str = setting("", 'The name of the translator: "Translated by …".')
    editor: str = setting("", 'The name of the editor: "Edited by …".')


AnnexName = Literal["glossary", "acronyms", "making"]
ANNEXES = get_args(AnnexName)


@dataclass(frozen=True, slots=True)
class Annexes:
    """Pages at the end of the finished book."""

    add: tuple[AnnexName, ...] = setting(
        (),
        'The annexes, in this order: `"glossary"` (the terms that the book uses), `"acronyms"`, `"making"` '
        "(how the book was made). `--annex` and `--no-annexes` override this once.",
    )


SECTIONS: Mapping[str, type] = {
    "languages": Languages,
    "paths": Paths,
    "translate": Translate,
    "extract": Extract,
    "limits": Limits,
    "cost": Cost,
    "check": Checks,
    "typography": Typography,
    "interview": Interview,
    "final": Final,
    "colophon": Colophon,
    "annexes": Annexes,
}
"""The tables of the file by name, except those of engines (`[engine.NAME]`), which the engines declare."""
