"""Keys of accounts, from an environment variable or the system's password store, never from our files."""

import hashlib
import importlib
import os

from booktranslate.errors import UsageError


def from_keyring(account: str) -> str | None:
    """The key stored by `keyring set booktranslate <account>`; None without it, or without the library."""
    try:
        keyring = importlib.import_module("keyring")
        errors = importlib.import_module("keyring.errors")
    except ImportError:
        return None
    try:
        found: str | None = keyring.get_password("booktranslate", account)
    except errors.KeyringError:  # locked, or there is no password store
        return None
    return found


def require_sendable(key: str, service: str, variable: str) -> None:
    """Raise UsageError for a key that cannot be in an HTTP header; requests would quote it in its error."""
    if not all("!" <= character <= "~" for character in key):
        raise UsageError(
            f"the key for {service} contains a space, a line break or another invalid character.",
            hint=f"Copy it again, alone, into {variable}.",
        )


def account(engine: str, variable: str) -> str:
    """A digest of an engine's key, which identifies the account without revealing the key; "" if none.

    The key is in the environment variable `variable`, which may be "", or in the password store.
    """
    found = (os.environ.get(variable) or from_keyring(engine) or "").strip()
    return hashlib.blake2b(found.encode(), digest_size=8, person=b"account").hexdigest() if found else ""
