"""Keys of accounts: in an environment variable or in the system's password store, never in a file of ours."""

import hashlib
import importlib
import os

from booktranslate.errors import UsageError


def from_keyring(account: str) -> str | None:
    """The key that `keyring set booktranslate <account>` stored; None without one, or without the library."""
    try:
        keyring = importlib.import_module("keyring")
        errors = importlib.import_module("keyring.errors")
    except ImportError:
        return None
    try:
        found: str | None = keyring.get_password("booktranslate", account)
    except errors.KeyringError:  # locked, or none on this machine
        return None
    return found


def require_sendable(key: str, service: str, variable: str) -> None:
    """Raises UsageError for a key that no header can hold: requests quotes such a one in its error."""
    if not all("!" <= character <= "~" for character in key):
        raise UsageError(
            f"the key for {service} contains a space, a line break or another invalid character.",
            hint=f"Copy it again, alone, into {variable}.",
        )


_VARIABLES = {"deepl": "DEEPL_AUTH_KEY", "llm": "LLM_API_KEY", "libretranslate": "LIBRETRANSLATE_API_KEY"}


def account(engine: str) -> str:
    """What tells an engine's account from others, and nothing of its key: a digest; empty without a key."""
    name = _VARIABLES.get(engine)
    found = ((name and os.environ.get(name)) or from_keyring(engine) or "").strip()
    return hashlib.blake2b(found.encode(), digest_size=8, person=b"account").hexdigest() if found else ""
