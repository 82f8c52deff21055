"""Findings for people and for machines: lines, JSON, SARIF 2.1.0, JUnit XML."""

import json
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from booktranslate.checks import installed
from booktranslate.cli.console import shown
from booktranslate.config import Project
from booktranslate.model import STATE_CHECKS, counted
from booktranslate.steps.check import Located
from booktranslate.version import __version__

_LEVELS = {"error": "error", "warning": "warning", "note": "note"}
_PLACES = 5  # further places of the same finding that are shown; JSON has all
_START = 40  # characters of a text


def as_lines(found: Sequence[Located], project: Project, *, each_note: bool = True) -> str:
    """One line per finding: `file:line: severity: sentence [name] (entry, text)`, which editors can open.

    The same finding in several texts is one line, with its other places below. Texts that are not translated
    or not reviewed yet are only counted; so are notes, unless `each_note`.
    """
    lines = []
    told = [item for item in found if each_note or item.finding.severity != "note"]
    same: dict[tuple[str, str, str], list[Located]] = {}
    for item in told:
        finding = item.finding
        state = finding.name in STATE_CHECKS
        same.setdefault((finding.name, finding.severity, "" if state else finding.message), []).append(item)
    for (name, severity, message), items in same.items():
        first, *others = items
        where = f"{shown(first.file, project)}:{first.line}"
        if not message and others:
            lines.append(f"{where}: {severity}: {_not_done(name, len(items))} [{name}]")
            continue
        lines.append(f"{where}: {severity}: {first.finding.message} [{name}] ({_entry(first)})")
        lines += [f"    also {shown(i.file, project)}:{i.line} ({_entry(i)})" for i in others[:_PLACES]]
        if len(others) > _PLACES:
            lines.append(f"    and in {counted(len(others) - _PLACES, 'more text')}")
    if len(told) < len(found):
        lines += _counted(item for item in found if item.finding.severity == "note")
    return "\n".join(lines)


def _counted(notes: Iterable[Located]) -> Iterator[str]:
    """How many notes each check has, the most frequent first, and how to see them."""
    counts = Counter(item.finding.name for item in notes)
    summaries = {check.name: check.summary for check in installed()}
    yield "Notes (to see each note, use `booktranslate check --all`, or `--only NAME` for one check):"
    yield from (f"  {count:5,} {name:21} {summaries.get(name, '')}" for name, count in counts.most_common())


def _not_done(name: str, count: int) -> str:
    texts = counted(count, "text")
    return (
        f"{texts} not translated yet; this is the first."
        if name == "untranslated"
        else (f"{texts} that nobody has approved; this is the first.")
    )


def _entry(item: Located) -> str:
    """How a person finds the text in Poedit: by the number of its row and its first words."""
    text = " ".join(item.source.split())
    start = text if len(text) <= _START else text[:_START].rstrip() + "…"
    return f"entry {item.number}, “{start}”"


def summary(found: Sequence[Located]) -> str:
    """How many findings there are by severity and check; unfinished texts are counted separately."""
    done = [item.finding for item in found if item.finding.name not in STATE_CHECKS]
    grades = Counter(finding.severity for finding in done)
    names = Counter(finding.name for finding in done)
    states = Counter(item.finding.name for item in found if item.finding.name in STATE_CHECKS)
    told = ", ".join(counted(grades[grade], grade) for grade in ("error", "warning", "note"))
    if done:
        told += f": {', '.join(f'{number} {name}' for name, number in names.most_common())}"
    left = [f"{number:,} {name}" for name, number in states.items()]
    return f"{told}. Not done: {', '.join(left)}." if left else told if done else f"{told}."


def as_json(found: Sequence[Located], project: Project) -> str:
    """A JSON list of findings with their texts."""
    return json.dumps([_plain(item, project) for item in found], ensure_ascii=False, indent=2)


def as_sarif(found: Sequence[Located], project: Project) -> str:
    """The Static Analysis Results Interchange Format, version 2.1.0 (OASIS)."""
    rules = [
        {
            "id": check.name,
            "shortDescription": {"text": check.summary},
            "defaultConfiguration": {"level": _LEVELS[check.severity]},
        }
        for check in installed()
    ]
    driver = {"name": "booktranslate", "version": __version__, "rules": rules}
    results = [_result(item, project) for item in found]
    value = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
    return json.dumps(value, ensure_ascii=False, indent=2)


def _result(item: Located, project: Project) -> dict[str, Any]:
    file = {"uri": shown(item.file, project)}
    region = _columns(item) or {"startLine": max(item.line, 1)}
    result: dict[str, Any] = {
        "ruleId": item.finding.name,
        "level": _LEVELS[item.finding.severity],
        "message": {"text": item.finding.message},
        "locations": [{"physicalLocation": {"artifactLocation": file, "region": region}}],
    }
    if region.keys() >= {"startColumn"} and item.finding.suggestion is not None:
        replacement = {"deletedRegion": region, "insertedContent": {"text": item.finding.suggestion}}
        change = {"artifactLocation": file, "replacements": [replacement]}
        result["fixes"] = [{"artifactChanges": [change]}]
    return result


def _columns(item: Located) -> dict[str, int] | None:
    if (region := item.region) is None:
        return None
    return {
        "startLine": region.start_line,
        "startColumn": region.start_column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
    }


def as_junit(found: Sequence[Located], project: Project) -> str:
    """JUnit XML: a test case for each check, which fails if there are errors or warnings."""
    suite = ElementTree.Element("testsuite", name="booktranslate check")
    failures = 0
    checks = installed()
    for check in checks:
        case = ElementTree.SubElement(suite, "testcase", classname="booktranslate.check", name=check.name)
        mine = [item for item in found if item.finding.name == check.name]
        grave = [item for item in mine if item.finding.severity != "note"]
        if grave:
            failures += 1
            message = counted(len(grave), "finding")
            ElementTree.SubElement(case, "failure", message=message).text = as_lines(grave, project)
        if len(mine) > len(grave):
            notes = [item for item in mine if item.finding.severity == "note"]
            ElementTree.SubElement(case, "system-out").text = as_lines(notes, project)
    suite.set("tests", str(len(checks)))
    suite.set("failures", str(failures))
    return ElementTree.tostring(suite, encoding="unicode", xml_declaration=True)


FORMATS = {"text": as_lines, "json": as_json, "sarif": as_sarif, "junit": as_junit}


def _plain(item: Located, project: Project) -> dict[str, Any]:
    finding = item.finding
    return {
        "file": shown(item.file, project),
        "line": item.line,
        "entry": item.number,
        "chapter": item.chapter,
        "name": finding.name,
        "severity": finding.severity,
        "message": finding.message,
        "source": item.source,
        "target": item.target,
        "span": finding.span,
        "source_span": finding.source_span,
        "region": _columns(item),
        "term": finding.term,
        "suggestion": finding.suggestion,
    }
