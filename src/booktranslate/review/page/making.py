"""A pack as one HTML page. The texts of the book are data: none can become markup or script."""

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from booktranslate.files import write_atomic
from booktranslate.model import Finding, Span, TaggedText
from booktranslate.notes import Other
from booktranslate.publishing.html import environment
from booktranslate.review.identity import mark
from booktranslate.review.values import Pack, Row

FOLDER = Path(__file__).parent
MARK = b'<meta name="generator" content="booktranslate review page">'
SCRIPTS = ("words.js", "tagged.js", "draft.js", "rows.js", "page.js")
# Findings that only repeat the state of a text.
_SHOWN_ANYWAY = {"fuzzy", "untranslated"}
# Characters that could end the script element (HTML Standard, section "Restrictions for contents of script
# elements"), and two that old JavaScript engines take for line ends.
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def write(pack: Pack, path: Path) -> None:
    """Write the page of a pack. Raises OutputError."""
    write_atomic(path, rendered(pack).encode())


def rendered(pack: Pack) -> str:
    """The page of a pack, with script and style in it and a policy that allows these two and no network."""
    style = (FOLDER / "page.css").read_text("utf-8")
    script = "".join((FOLDER / name).read_text("utf-8") for name in (*SCRIPTS, "begin.js"))
    return (
        environment(FOLDER)
        .get_template("page.html")
        .render(
            pack=pack,
            mark=mark(pack.project, pack.id),
            data=_embedded(as_data(pack)),
            style=style,
            script=script,
            style_hash=_hash(style),
            script_hash=_hash(script),
        )
    )


@cache
def as_data(pack: Pack) -> dict[str, Any]:
    """The pack as the script of the page reads it."""
    return {
        "project": pack.project,
        "pack": pack.id,
        "title": pack.title,
        "document": pack.document,
        "chapter": pack.chapter,
        "source_lang": pack.source_lang,
        "target_lang": pack.target_lang,
        "reviewer": pack.reviewer,
        "rows": [row_data(row) for row in pack.rows],
    }


def row_data(row: Row) -> dict[str, Any]:
    """A row as the script of the page reads it."""
    notes = row.notes
    return {
        "id": row.id,
        "number": row.number,
        "source": str(row.source),
        "target": str(row.target),
        "state": str(row.state),
        "chapter": notes.chapter,
        "role": notes.role,
        "speaker": notes.speaker,
        "style": notes.style,
        "terms": [[term.source, term.rule] for term in notes.terms],
        "change": notes.change,
        "suggestions": [[each.score, each.source, each.target] for each in notes.suggestions],
        "notes": [note.text for note in notes.values if isinstance(note, Other)],
        "comment": row.comment,
        "findings": [
            _finding_data(finding, row) for finding in row.findings if finding.name not in _SHOWN_ANYWAY
        ],
        "risk": row.risk,
    }


def _finding_data(finding: Finding, row: Row) -> dict[str, Any]:
    return {
        "name": finding.name,
        "severity": finding.severity,
        "message": finding.message,
        "span": _in_utf16(finding.span, row.target),
        "source_span": _in_utf16(finding.source_span, row.source),
        "suggestion": finding.suggestion,
    }


def _in_utf16(span: Span | None, text: TaggedText) -> Span | None:
    """A span of the plain text, counted as JavaScript counts: in UTF-16 code units."""
    if span is None:
        return None
    start, end = (len(text.plain[:place].encode("utf-16-le")) // 2 for place in span)
    return start, end


def _embedded(data: Mapping[str, Any] | Sequence[Any]) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return "".join(_UNSAFE.get(character, character) for character in text)


def _hash(text: str) -> str:
    """The hash by which the policy of the page allows a script or style (CSP 3, section 2.3.1)."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
