"""The report as one self-contained HTML page: no network, no script, no other file."""

from datetime import date, datetime
from pathlib import Path

from booktranslate.publishing.html import environment
from booktranslate.steps.report.plots import STATES, over_time
from booktranslate.steps.report.values import Report

_LANGUAGES = {"fr": "French", "en-GB": "British English", "en-US": "American English"}


def rendered(report: Report) -> str:
    """The page as HTML. All texts of the book are escaped, so that none can become markup."""
    pages = environment(Path(__file__).parent)
    pages.filters |= {"day": _day, "moment": _moment, "language": _language}
    return pages.get_template("page.html").render(
        report=report,
        states=STATES,
        plot=over_time(report.history),
        longest=max((chapter.words.total for chapter in report.chapters), default=0) or 1,
        most_findings=max((chapter.findings.total for chapter in report.chapters), default=0) or 1,
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _moment(moment: datetime) -> str:
    return f"{_day(moment)}, {moment:%H:%M}"


def _language(code: str) -> str:
    return _LANGUAGES.get(code, code)
