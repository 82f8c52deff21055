"""Templates of self-contained HTML pages. All values are escaped, so no text of a book can become markup."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined


def rendered(template: str, **values: Any) -> str:
    """The page that a template in this folder makes of the values."""
    return environment(Path(__file__).parent).get_template(template).render(**values)


def environment(*folders: Path) -> Environment:
    """The templates in some folders. Every value is escaped, and a missing value is an error."""
    made = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {"number": _number, "count": _count}
    return made


def _number(number: float) -> str:
    return f"{number:,}"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
