"""Where the texts of a book may be sent: to https addresses, this machine, and servers allowed by name.

Redirects are not followed, because nobody named that address.
"""

import ipaddress
from urllib.parse import urlsplit

from booktranslate.errors import EngineError, SettingError, UsageError


def is_address(url: str) -> bool:
    """Whether `url` is the address of a web server."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def require_address(url: str, allowed: tuple[str, ...], engine: str) -> None:
    """Raise SettingError if the setting `url` of an engine is not the address of a server, or not allowed.

    The message does not repeat an invalid address, which may contain a password.
    """
    parts = urlsplit(url) if is_address(url) else None
    if not parts or parts.username or parts.password or parts.query or parts.fragment:
        raise SettingError(
            f"engine.{engine}.url",
            "is not the address of a server.",
            hint="Give one such as https://translate.example.org, without a name or a password.",
        )
    if wrong := _unsafe(url, allowed, engine):
        raise SettingError(f"engine.{engine}.url", wrong[0], hint=wrong[1])


def require_safe(url: str, allowed: tuple[str, ...], engine: str, variable: str) -> None:
    """Raise UsageError if `url`, the address in an environment variable, is not safe.

    It is not safe if it is plain http to a server that is neither this machine nor in `allowed`.
    """
    if wrong := _unsafe(url, allowed, engine):
        raise UsageError(f"{variable} {wrong[0]}", hint=wrong[1])


def _unsafe(url: str, allowed: tuple[str, ...], engine: str) -> tuple[str, str] | None:
    """What is wrong with an address, and what to do; None if it is safe."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    if parts.scheme == "https" or host in map(str.lower, allowed) or is_this_machine(host):
        return None
    return (
        f"is plain http: anybody on the way to {host} could read the book and the key.",
        f'Use https; or, in a network that you trust, set allow-http = ["{host}"] under '
        f"[engine.{engine}] in booktranslate.toml.",
    )


def redirected(service: str, url: str, status: int, location: str, hint: str) -> EngineError:
    """The error for a server at `url` that redirects to `location`, of which it names only the host."""
    try:
        itself = "itself, under another address" if location else "an address that it does not name"
        host = urlsplit(location).hostname or itself
    except ValueError:
        host = "an invalid address"
    return EngineError(
        f"{service} redirected the request to {host[:200]} ({status}); no text of the book was sent there.",
        where=url,
        hint=hint,
    )


def is_this_machine(host: str) -> bool:
    """Whether a host is this machine, so that nothing is sent over a network."""
    if host == "localhost" or host.endswith(".localhost"):  # RFC 6761 §6.3
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
