"""Pages that need nothing else: no network, no script, no other file. Every text of a book is escaped."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined


def rendered(template: str, **values: Any) -> str:
    """A page of this folder with those values."""
    return environment(Path(__file__).parent).get_template(template).render(**values)


def environment(*folders: Path) -> Environment:
    """The templates in some folders; every value is escaped, and one that is not given is an error."""
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
