"""Every error that a user can meet, and the exit code that goes with it.

    BooktranslateError           70
    ├── UsageError                2   the command or the configuration is wrong
    │   └── SettingError          2   a key of booktranslate.toml is wrong
    ├── InputError                3   a file is not what it should be
    ├── EngineError               4   a translation engine, or Weblate, refused, failed or ran out of quota
    │   └── QuotaError            4
    ├── MissingToolError          5   a program (LibreOffice, Apertium …) is not installed
    └── OutputError               6   a result cannot be written
        └── ChangedMeanwhileError 6   somebody saved the file while the command ran

A message says what happened, where, and what to do next. The command line turns an error into its message and
its exit code; nothing else prints or exits.
"""

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of the command line. They are stable: scripts rely on them."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    INPUT = 3
    ENGINE = 4
    MISSING_TOOL = 5
    OUTPUT = 6
    FAULT = 70  # EX_SOFTWARE of sysexits.h
    INTERRUPTED = 130


class BooktranslateError(Exception):
    """Base of all errors.

    `what` is a sentence; `where` names the file, part, paragraph or line; `hint` says what to do next. The
    last two may be empty.
    """

    exit_code = ExitCode.FAULT

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" {self.hint}" if self.hint else ""
        return f"{place}{self.what}{advice}"

    def at(self, where: str) -> "BooktranslateError":
        """Put an outer place before the error's own (such as the file of a part); returns the error."""
        self.where = f"{where}: {self.where}" if self.where else where
        return self


class UsageError(BooktranslateError):
    """The command, an option or a setting is wrong."""

    exit_code = ExitCode.USAGE


class SettingError(UsageError):
    """A key of `booktranslate.toml` (`key`, as "engine.deepl.timeout") is unknown or has a wrong value."""

    def __init__(self, key: str, wrong: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(f"{key}: {wrong}", where=where, hint=hint)
        self.key = key


class InputError(BooktranslateError):
    """A file is not what it should be; no file was written from it."""

    exit_code = ExitCode.INPUT


class EngineError(BooktranslateError):
    """A translation engine refused or failed. Translations made before that are on disk."""

    exit_code = ExitCode.ENGINE


class QuotaError(EngineError):
    """The quota of the account, or the user's budget, is used up."""


class MissingToolError(BooktranslateError):
    """A program that the step needs is not installed."""

    exit_code = ExitCode.MISSING_TOOL


class OutputError(BooktranslateError):
    """A result cannot be written; the existing file is unchanged."""

    exit_code = ExitCode.OUTPUT


class ChangedMeanwhileError(OutputError):
    """Another program saved the file after it was read; it is as that program left it."""
