"""Turn a French book in Word into an English book in Word and PDF, with people in charge of the words.

`import booktranslate` provides what `booktranslate.api` documents: open a project, run its steps, read and
write its units, catch its errors. Names that are not in `__all__` are private.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from booktranslate.version import __version__ as __version__

if TYPE_CHECKING:
    from booktranslate.api import *

__all__ = [
    "Assembled",
    "BooktranslateError",
    "ChangedMeanwhileError",
    "Drafted",
    "EngineError",
    "Entry",
    "ExitCode",
    "Extracted",
    "Finding",
    "Glossary",
    "InputError",
    "Key",
    "Located",
    "MissingToolError",
    "OutputError",
    "QuotaError",
    "SettingError",
    "State",
    "TaggedText",
    "Term",
    "Translation",
    "Unit",
    "UsageError",
    "Workspace",
    "__version__",
    "assemble",
    "check",
    "extract",
    "open_project",
    "parse",
    "read_units",
    "translate",
    "write_units",
]


def __getattr__(name: str) -> Any:
    """The names of the API, imported only when the first is used, as the command line needs none."""
    if name in __all__:
        return getattr(import_module("booktranslate.api"), name)
    raise AttributeError(f"module 'booktranslate' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
