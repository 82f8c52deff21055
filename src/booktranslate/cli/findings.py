"""Findings for people and for machines: lines, JSON, SARIF 2.1.0, JUnit XML."""

import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from typing import Any

from booktranslate.checks import CHECKS
from booktranslate.cli.console import shown
from booktranslate.config import Project
from booktranslate.model import counted
from booktranslate.steps.check import Located
from booktranslate.version import __version__

_LEVELS = {"error": "error", "warning": "warning", "note": "note"}


def as_lines(found: Sequence[Located], project: Project) -> str:
    """One finding a line, `file:line: severity: sentence [name]`, which editors open at the place."""
    return "\n".join(
        f"{shown(item.file, project)}:{item.line}: {item.finding.severity}: "
        f"{item.finding.message} [{item.finding.name}]"
        for item in found
    )


def as_json(found: Sequence[Located], project: Project) -> str:
    """A list of findings with their texts."""
    return json.dumps([_plain(item, project) for item in found], ensure_ascii=False, indent=2)


def as_sarif(found: Sequence[Located], project: Project) -> str:
    """The Static Analysis Results Interchange Format, version 2.1.0 (OASIS)."""
    rules = [
        {
            "id": check.name,
            "shortDescription": {"text": check.summary},
            "defaultConfiguration": {"level": _LEVELS[check.severity]},
        }
        for check in CHECKS
    ]
    results = [
        {
            "ruleId": item.finding.name,
            "level": _LEVELS[item.finding.severity],
            "message": {"text": item.finding.message},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": shown(item.file, project)},
                        "region": {"startLine": max(item.line, 1)},
                    }
                }
            ],
        }
        for item in found
    ]
    driver = {"name": "booktranslate", "version": __version__, "rules": rules}
    value = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }
    return json.dumps(value, ensure_ascii=False, indent=2)


def as_junit(found: Sequence[Located], project: Project) -> str:
    """JUnit XML: a test case for each check, failed when it has errors or warnings."""
    suite = ElementTree.Element("testsuite", name="booktranslate check")
    failures = 0
    for check in CHECKS:
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
    suite.set("tests", str(len(CHECKS)))
    suite.set("failures", str(failures))
    return ElementTree.tostring(suite, encoding="unicode", xml_declaration=True)


FORMATS = {"text": as_lines, "json": as_json, "sarif": as_sarif, "junit": as_junit}


def _plain(item: Located, project: Project) -> dict[str, Any]:
    return {
        "file": shown(item.file, project),
        "line": item.line,
        "name": item.finding.name,
        "severity": item.finding.severity,
        "message": item.finding.message,
        "source": item.source,
        "target": item.target,
    }
