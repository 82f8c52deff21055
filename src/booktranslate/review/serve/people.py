"""Who takes part in a review on the server: each person has a link with a secret token."""

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hmac import compare_digest
from pathlib import Path

from booktranslate.config import Project
from booktranslate.errors import InputError, UsageError
from booktranslate.files import write_atomic

_FILE = "review-links.json"
_BYTES = 24  # random bytes in a token, which has 32 characters
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who takes part, and the token that proves it."""

    name: str
    token: str


def people(project: Project, names: Iterable[str], *, renew: bool = False) -> list[Person]:
    """The people of these names, with the tokens that they had before, or new ones if `renew` is True.

    Without names, those who took part before. Raises UsageError for an invalid name and if there is nobody,
    InputError for a damaged file of links, and OutputError.
    """
    path = project.state / _FILE
    kept = dict(_kept(path))
    wanted = list(dict.fromkeys(_name(name) for name in names)) or list(kept)
    if not wanted:
        raise UsageError("--person is missing.", hint='Name everybody: --person "Zoé Exemple" --person Ali.')
    known = {} if renew else kept
    found = [Person(name, known.get(name) or secrets.token_urlsafe(_BYTES)) for name in wanted]
    now = kept | {person.name: person.token for person in found}
    if now != kept:
        write_atomic(path, json.dumps(now, ensure_ascii=False, indent=1).encode())
        path.chmod(0o600)
    return found


def known(everybody: Iterable[Person], token: str) -> Person | None:
    """The person whose token it is; None if it is nobody's. Tokens are compared in constant time."""
    given = token.encode("utf-8", "surrogateescape")
    found = [person for person in everybody if compare_digest(person.token.encode(), given)]
    return found[0] if found else None


def _name(given: str) -> str:
    name = " ".join(given.split())
    if not name or len(name) > _LONGEST or not name.isprintable():
        raise UsageError(
            "--person needs a name of at most 100 letters.", hint='Write --person "Zoé Exemple".'
        )
    return name


def _kept(path: Path) -> Mapping[str, str]:
    try:
        content = json.loads(path.read_bytes()) if path.is_file() else {}
    except (OSError, ValueError) as error:
        raise _damaged(path) from error
    if not isinstance(content, dict) or not all(isinstance(token, str) for token in content.values()):
        raise _damaged(path)
    return content


def _damaged(path: Path) -> InputError:
    hint = "Delete it, and send the new links that the command prints."
    return InputError("is not a valid list of links.", where=str(path), hint=hint)
