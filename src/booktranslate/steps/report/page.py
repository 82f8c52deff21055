"""The report as one HTML page that needs nothing else: no network, no script, no other file."""

from datetime import date, datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from booktranslate.steps.report.plots import STATES, over_time
from booktranslate.steps.report.values import Report

_LANGUAGES = {"fr": "French", "en-GB": "British English", "en-US": "American English"}


def rendered(report: Report) -> str:
    """The page. Every text of the book is escaped: none can become markup."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"number": _number, "day": _day, "moment": _moment, "language": _language}
    return environment.get_template("page.html").render(
        report=report,
        states=STATES,
        plot=over_time(report.history),
        longest=max((chapter.words.total for chapter in report.chapters), default=0) or 1,
        most_findings=max((chapter.findings.total for chapter in report.chapters), default=0) or 1,
    )


def _number(number: float) -> str:
    return f"{number:,}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _moment(moment: datetime) -> str:
    return f"{_day(moment)}, {moment:%H:%M}"


def _language(code: str) -> str:
    return _LANGUAGES.get(code, code)
