"""A pack as it would go to a reviewer."""

from collections.abc import Sequence

from booktranslate import notes
from booktranslate.model import Finding, State, TaggedText, parse
from booktranslate.review.identity import text_id
from booktranslate.review.values import Pack, Row

PROJECT, PACK = "0123456789ab", "ba9876543210"


def row(
    source: str | TaggedText,
    target: str | TaggedText = "",
    state: State = State.EMPTY,
    *,
    context: str = "",
    comment: str = "",
    findings: tuple[Finding, ...] = (),
) -> Row:
    french = parse(source) if isinstance(source, str) else source
    english = parse(target) if isinstance(target, str) else target
    key = (context, str(french))
    lines = ["Chapter: Anne Exemple", "Term: mixité → gender balance (not: diversity)"]
    return Row(text_id(key), 1, key, french, english, state, notes.read(lines), comment, findings)


def pack(rows: Sequence[Row], reviewer: str = "Anne Roy") -> Pack:
    return Pack(PROJECT, PACK, "Livre", "livre.docx", "Livre", "fr", "en-GB", tuple(rows), reviewer)


ROWS = (
    row(
        "La <b>mixité</b> avance.<fn1/> Elle a dix ans.", "Gender <b>balance</b> advances.<fn1/>", State.DRAFT
    ),
    row("Une R&D <a1>forte</a1> < 3.", comment="Anne: check the figure."),
    row("Bonjour <b><i>à</b> tous</i>.", "Hello <b><i>to</b> all</i>.", State.REVIEWED),
    row("Un<br/>deux<br/> <i>reste", "One<br/>two<br/> <i>rest", State.DRAFT, context="titre"),
    row("<b>Gras</b> au début", "<b>Bold</b> at the start", State.REVIEWED),
    row(
        "Au bout <fn1/>",
        "At the end <fn1/>",
        State.DRAFT,
        findings=(Finding("numbers", "error", "The number 3 is missing."),),
    ),
)
