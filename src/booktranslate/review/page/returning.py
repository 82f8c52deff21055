"""Read the file that the review page saves; it is untrusted, and anything unexpected is refused."""

import json
import re
from collections.abc import Mapping
from typing import Any, NoReturn

from booktranslate.errors import InputError
from booktranslate.model import Finding, parse
from booktranslate.review.identity import marked
from booktranslate.review.page.making import MARK
from booktranslate.review.values import Answer, Comment, Returned

VERSION = 1
_NAME = "booktranslate-review"
_MOST_BYTES = 20_000_000
_MOST_ANSWERS = 100_000
_LONGEST = 1_000_000  # characters of one text
_ID = re.compile(r"[0-9a-f]{12}")
_CHECK = re.compile(r"[a-z][a-z-]{0,60}")
# Characters that neither a PO file nor an XML document can hold (XML 1.0, section 2.2).
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_AGAIN = "Ask for the file that “Send back…” on the review page saves."
_KEYS = {_NAME, "project", "pack", "reviewer", "answers"}
_ANSWER_KEYS = {"id", "english", "approved", "comments", "ignore"}


def recognises(data: bytes) -> bool:
    """Whether the content of a file is what the review page saves, or the page itself."""
    start = data[:3_000].removeprefix(b"\xef\xbb\xbf").lstrip()
    return (start.startswith(b"{") and f'"{_NAME}"'.encode() in start[:1_000]) or MARK in start


def read(name: str, data: bytes) -> Returned:
    """What a reviewer sends back; for the page itself, a finding that says what to send instead.

    Raises InputError for a file that is damaged or was saved by another version of the page.
    """
    if MARK in data[:3_000]:
        return _page_itself(name, data)
    content = _object(_parsed(name, data), name)
    version = content.get(_NAME)
    if version != VERSION or isinstance(version, bool):
        raise InputError(
            f"was saved by another version of the review page ({str(version)[:20]}).",
            where=name,
            hint="Read it with the version of booktranslate that made the page, or a later one.",
        )
    if unknown := content.keys() - _KEYS:
        _refuse(name, f"has unknown keys ({', '.join(sorted(unknown))[:100]})")
    answers = content.get("answers")
    if not isinstance(answers, list) or len(answers) > _MOST_ANSWERS:
        _refuse(name, "has no list of answers, or too long a one")
    reviewer = text(content, "reviewer", name).strip()
    found = tuple(answer(each, reviewer, f"{name}: answer {n}") for n, each in enumerate(answers, 1))
    seen: set[str] = set()
    for each in found:
        if each.id in seen:
            _refuse(name, f"answers the text {each.id} twice")
        seen.add(each.id)
    project, pack = text(content, "project", name), text(content, "pack", name)
    return Returned(name, project, pack, found, reviewer=reviewer)


def _page_itself(name: str, data: bytes) -> Returned:
    project, pack = marked(data[:3_000].decode("utf-8", "replace")) or ("", "")
    message = (
        "This is the review page itself. The work of the reviewer is in their browser, not in this file. "
        "Ask for the file that “Send back…” on the page saves."
    )
    return Returned(name, project, pack, (), findings=(Finding("page-itself", "warning", message, name),))


def _parsed(name: str, data: bytes) -> Any:
    if len(data) > _MOST_BYTES:
        _refuse(name, "is larger than 20 MB")
    try:
        return json.loads(
            data.decode("utf-8-sig"), object_pairs_hook=_without_doubles, parse_constant=_no_number
        )
    except (ValueError, RecursionError) as error:
        _refuse(name, f"is damaged ({error})")


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key occurs twice")
    return found


def _no_number(token: str) -> NoReturn:
    raise ValueError(f"{token} is not a number")


def answer(value: Any, reviewer: str, where: str) -> Answer:
    """One answer, checked, from the JSON of the page. Raises InputError, with `where`."""
    given = _object(value, where)
    if unknown := given.keys() - _ANSWER_KEYS:
        _refuse(where, f"has unknown keys ({', '.join(sorted(unknown))[:100]})")
    identity = text(given, "id", where)
    if not _ID.fullmatch(identity):
        _refuse(where, "has an invalid id")
    approved = given.get("approved")
    if approved is not None and not isinstance(approved, bool):
        _refuse(where, "does not say whether it is approved")
    comments = [Comment(each, reviewer) for each in _texts(given, "comments", where) if each.strip()]
    silenced = _texts(given, "ignore", where)
    if not all(map(_CHECK.fullmatch, silenced)):
        _refuse(where, "silences a check with an invalid name")
    if silenced:  # as a person writes it in the entry: see catalog.Entry.ignored
        comments.append(Comment(f"booktranslate: ignore={', '.join(dict.fromkeys(silenced))}"))
    return Answer(identity, parse(text(given, "english", where)), approved, tuple(comments))


def _object(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        _refuse(where, "was not saved by the review page")
    return value


def _texts(given: Mapping[str, Any], key: str, where: str) -> list[str]:
    values = given.get(key, [])
    if not isinstance(values, list):
        _refuse(where, f"has no list of {key}")
    return [_checked(each, key, where) for each in values]


def text(given: Mapping[str, Any], key: str, where: str) -> str:
    """The string under a key. Raises InputError, with `where`, if there is none that a PO file can hold."""
    return _checked(given.get(key), key, where)


def _checked(value: Any, key: str, where: str) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST:
        _refuse(where, f"has no {key}, or too long a one")
    if _IMPOSSIBLE.search(value):
        _refuse(where, f"has invalid characters in {key}")
    return value


def _refuse(where: str, what: str) -> NoReturn:
    raise InputError(f"{what}.", where=where, hint=_AGAIN)
