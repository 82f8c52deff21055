"""Every table of booktranslate.toml with its keys, their defaults and meanings; `config` reads them.

Those of engines, `[engine.NAME]`, are declared by the engines.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from booktranslate.model import Comments, Quotes, Revisions, Split
from booktranslate.settings import setting

Target = Literal["en-GB", "en-US"]
TARGETS: tuple[Target, ...] = get_args(Target)


@dataclass(frozen=True, slots=True)
class Languages:
    """From which language into which."""

    source: str = setting("fr", "The language of the book.")
    target: Target = setting(
        "en-GB",
        "The language of the finished text. It names the folders inside `translations/` and `build/`.",
    )


@dataclass(frozen=True, slots=True)
class Paths:
    """Where things are, relative to the folder of the configuration; never outside it."""

    source: str = setting("source", "The Word documents to translate: `.docx`, `.docm`, `.dotx`, `.dotm`.")
    translations: str = setting("translations", "The PO files, in a folder named after the target language.")
    glossary: str = setting(
        "glossary.csv", "The glossary, `.csv` or `.xlsx`. A project without one has no terms."
    )
    build: str = setting("build", "The finished book, in a folder named after the target language.")


@dataclass(frozen=True, slots=True)
class Translate:
    """What drafts."""

    engine: str = setting(
        "auto",
        'The engine that drafts, by its name. `"auto"` is DeepL if the environment variable '
        "`DEEPL_AUTH_KEY` is set, otherwise Firefox if its model is there, otherwise Apertium.",
    )


@dataclass(frozen=True, slots=True)
class Extract:
    """What of a document is text to translate."""

    split: Split = setting(
        "document", 'One PO file for each document, or with `"heading1"` one for each Heading 1.'
    )
    hidden: bool = setting(False, "Translate hidden text.")
    comments: Comments = setting(
        "keep",
        'What becomes of the comments of Word: `"keep"` leaves them in French, and `assemble` says how many '
        'there are; `"translate"` makes them texts; `"remove"` takes them out of the English book. They are '
        "kept by default, as they may be somebody's notes on work that is not done, and no PDF prints them. "
        '`true` and `false`, as they were once written, mean `"translate"` and `"keep"`.',
    )
    link_targets: bool = setting(False, "Translate the addresses behind links.")
    revisions: Revisions = setting(
        "accept",
        'Tracked changes: `"accept"` takes the text as changed, `"reject"` as it was before, `"refuse"` '
        "stops with an error. In the finished book, the translated parts have their changes resolved in "
        "that way.",
    )
    two_translations: tuple[str, ...] = setting(
        (),
        "Texts, exactly as they appear in the book, that need a different translation in each chapter. "
        "Poedit then shows where each one is from (`msgctxt`).",
    )


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that keep a hostile or broken file from filling memory or disk."""

    max_entries: int = setting(10_000, "How many entries a Word file (a zip archive) may have.", least=1)
    max_megabytes: int = setting(1_000, "How large it may be when unpacked.", unit="megabytes", least=1)
    max_ratio: int = setting(200, "How many times its size one entry may unpack to.", least=1)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a million characters cost at the service that translates, for estimates and budgets."""

    per_million_characters: float = setting(
        20.0, "What the service charges per million characters under your contract.", least=0
    )
    currency: str = setting("EUR", "The currency of that price, and of the prices of language models.")


@dataclass(frozen=True, slots=True)
class Checks:
    """Which checks are made, and how grave their findings are; names as `booktranslate check --list` says."""

    off: tuple[str, ...] = setting((), "Checks that are not run.")
    errors: tuple[str, ...] = setting((), "Checks whose findings are errors.")
    warnings: tuple[str, ...] = setting((), "Checks whose findings are warnings.")
    notes: tuple[str, ...] = setting((), "Checks whose findings are notes.")


@dataclass(frozen=True, slots=True)
class Typography:
    """How the English is set: the marks of an outer quotation, rules that are not applied, raised letters."""

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
    """Somebody who speaks in the interviews; `label` is how the book marks what they say: "A. E. –"."""

    name: str = setting("", "The name of somebody who speaks.")
    gender: Literal["f", "m", ""] = setting("", "Whether it is a woman or a man.")
    label: str = setting("", "How the book marks what they say.")
    asks: bool = setting(False, "Whether they ask the questions.")


@dataclass(frozen=True, slots=True)
class Interview:
    """Who asks and who answers: found out from the book (`detect`), and what the project knows of it."""

    detect: bool = setting(
        True, "Find out who asks and who answers. `false`: no text is called a question or an answer."
    )
    questions: tuple[str, ...] = setting(
        (), "The names of the paragraph styles that questions have, as Word shows them."
    )
    speakers: tuple[Speaker, ...] = setting(
        (),
        'Who speaks: tables with `name`, and, where known, `gender` (`"f"` or `"m"`), `label` (how the book '
        "marks what they say) and `asks` (`true` for who asks).",
    )


@dataclass(frozen=True, slots=True)
class Final:
    """What `assemble --final` requires of each text: that somebody has reviewed it, and has signed for it."""

    require: tuple[Literal["reviewed", "signed"], ...] = setting(
        ("reviewed",), 'What each text must be: `"reviewed"`, `"signed"`, both, or nothing (`[]`).'
    )


@dataclass(frozen=True, slots=True)
class Colophon:
    """The last page of the finished book, that says who made it: whether there is one, and who translated and
    edited; engines, reviewers and signatures it takes from the project."""

    add: bool = setting(
        False, "Add it in `booktranslate assemble` (`--colophon` and `--no-colophon` say otherwise for once)."
    )
    translator: str = setting("", 'Who translated: "Translated by …".')
    editor: str = setting("", 'Who edited: "Edited by …".')


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
}
"""The tables of the file, but for those of engines (`[engine.NAME]`), which the engines declare."""
