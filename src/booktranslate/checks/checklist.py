"""A project's own checks: the patterns in its `checks.csv`.

Xbench and OmegaT call this a checklist, or custom checks. The columns:

    french       a regular expression that the French text must match; if empty, any text does
    english      one that the translation must match; the finding is about what it matches
    flags        `i` ignores case; `w` matches whole words only; `n` reports that `english` does not match
    message      the message of the finding
    replacement  what to write instead, with \\1 … for groups of `english`; may be empty or left out

The expressions follow Python's `re`. Some, such as `(a+)+b`, practically never end, and Python cannot stop
one that is running. So they run in a separate process, which is stopped after a few seconds.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from booktranslate.checks.pairs import Check, Flaw, OwnRule, Pair
from booktranslate.checks.tables import rows, text_of
from booktranslate.errors import InputError
from booktranslate.processes import child_environment

FILE = "checks.csv"
COLUMNS = ("french", "english", "flags", "message", "replacement")
_FLAGS = frozenset("iwn")
_SECONDS = 20  # for all patterns and the whole book; a good pattern takes milliseconds


def read(path: Path) -> tuple[OwnRule, ...]:
    """The rows of a project's `checks.csv`; none if the file does not exist.

    Raises InputError, with the line if possible, when the file cannot be read or understood.
    """
    text = text_of(path)
    return () if text is None else parse(text, str(path))


def parse(text: str, name: str = FILE) -> tuple[OwnRule, ...]:
    """The rows of `text`, the content of a file called `name`. Raises InputError as `read` does."""
    return tuple(
        _rule(row, f"{name}:{line}") for line, row in rows(text, name, COLUMNS, ("english", "message"))
    )


def _rule(row: Mapping[str, str], where: str) -> OwnRule:
    french, english, flags, message, replacement = (row.get(column, "") for column in COLUMNS)
    if not message:
        raise InputError("the column “message” is empty.", where=where, hint="Write the text of the finding.")
    if unknown := set(flags) - _FLAGS - set(" ,|"):
        hint = "The flags are i (ignore case), w (whole words), n (report if missing)."
        raise InputError(f"unknown flag “{min(unknown)}”.", where=where, hint=hint)
    if not english and not french:
        raise InputError("has neither a French nor an English pattern.", where=where)
    if "n" in flags and not english:
        raise InputError("has the flag n and no English pattern.", where=where)
    for pattern in (french, english):
        try:
            re.compile(pattern)
        except (re.error, OverflowError, RecursionError) as error:
            hint = (
                "Patterns follow Python’s syntax. Write \\ before a sign such as ( or . to match it itself."
            )
            raise InputError(
                f"“{pattern}” is not a regular expression: {error}.", where=where, hint=hint
            ) from error
    return OwnRule(french, english, frozenset(flags), message, replacement, where)


def own(pairs: Sequence[Pair]) -> Iterator[tuple[int, Flaw]]:
    """A pattern of the project's own list matches.

    Raises InputError for a pattern that takes too long, or a replacement that does not fit its pattern.
    """
    rules = pairs[0].settings.checklist if pairs else ()
    if not rules:
        return
    texts = [(index, pair) for index, pair in enumerate(pairs) if pair.translated]
    for number, at, span, source_span, replacement in _matches(rules, [pair for _, pair in texts]):
        flaw = Flaw(rules[number].message, span, source_span, suggestion=replacement)
        yield texts[at][0], flaw


# The number of the rule and of the pair, the spans in translation and French text, the replacement.
Hit = tuple[int, int, tuple[int, int] | None, tuple[int, int] | None, str | None]

# The process prints one line of JSON per rule, so that the number of lines tells which rule did not end.
_CHILD = r"""
import json, re, sys
rules, texts = json.load(sys.stdin)
for french, english, flags, replacement in rules:
    option = re.IGNORECASE if "i" in flags else 0
    ours, theirs = (
        re.compile(rf"(?<!\w)(?:{one})(?!\w)" if "w" in flags else one, option) if one else None
        for one in (french, english)
    )
    hits = []
    try:
        for at, (source, target) in enumerate(texts):
            there = ours.search(source) if ours else None
            if ours and not there:
                continue
            where = there and list(there.span())
            if "n" in flags:
                hits += [] if theirs.search(target) else [[at, None, where, None]]
            elif not theirs:
                hits.append([at, None, where, None])
            else:
                for found in theirs.finditer(target):
                    new = found.expand(replacement) if replacement else None
                    hits.append([at, list(found.span()), where, new])
        print(json.dumps(hits), flush=True)
    except (re.error, IndexError, RecursionError) as error:
        print(json.dumps(str(error)), flush=True)
"""


def _matches(rules: Sequence[OwnRule], pairs: Sequence[Pair]) -> Iterator[Hit]:
    work = json.dumps(
        [
            [[rule.french, rule.english, "".join(rule.flags), rule.replacement] for rule in rules],
            [[pair.source, pair.target] for pair in pairs],
        ]
    )
    command = [sys.executable, "-I", "-c", _CHILD]
    environment = {**child_environment(), "PYTHONIOENCODING": "utf-8"}
    try:
        ran = subprocess.run(
            command, input=work.encode(), capture_output=True, timeout=_SECONDS, env=environment, check=False
        )
        lines, ended = ran.stdout.splitlines(), True
    except subprocess.TimeoutExpired as late:
        lines, ended = (late.stdout or b"").splitlines(), False
    if len(lines) < len(rules):
        rule = rules[len(lines)]
        what = "takes too long" if not ended else "cannot be run"
        raise InputError(
            f"the pattern “{rule.english or rule.french}” {what}.",
            where=rule.where,
            hint="The usual reason is a + or * after a group that contains one, as in (a+)+.",
        )
    for number, line in enumerate(lines):
        hits = json.loads(line)
        if isinstance(hits, str):
            rule = rules[number]
            raise InputError(
                f"“{rule.replacement}” cannot be used as a replacement: {hits}.", where=rule.where
            )
        for at, span, source_span, replacement in hits:
            yield (
                number,
                at,
                tuple(span) if span else None,
                tuple(source_span) if source_span else None,
                replacement,
            )


CHECKS = (Check("checklist", "warning", f"The text matches a pattern in the project’s {FILE}.", own),)
