"""Where the texts of a book may be sent: to https, to this machine, or to servers allowed by name.

A server that answers with another address (a redirect) is not followed: nobody named that one.
"""

import ipaddress
from typing import Any
from urllib.parse import urlsplit

from booktranslate.errors import EngineError, UsageError


def allowed_hosts(value: Any, engine: str) -> tuple[str, ...]:
    """The setting `allow-http` of an engine. Raises UsageError when it is no list of names."""
    if not isinstance(value, list) or not all(isinstance(host, str) and host for host in value):
        raise UsageError(
            f"engine.{engine}.allow-http must be a list of names of servers.",
            hint='Write each as in the address, without the port: ["translate.example.org"].',
        )
    return tuple(host.lower() for host in value)


def require_safe(url: str, allowed: tuple[str, ...], engine: str, setting: str) -> None:
    """Raises UsageError for plain http to a server that is neither this machine nor allowed by name."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    if parts.scheme == "https" or host in allowed or is_this_machine(host):
        return
    raise UsageError(
        f"{setting} is plain http: whoever is on the way to {host} could read the book and the key.",
        hint=f'Use https; or, in a network that you trust, set allow-http = ["{host}"] under '
        f"[engine.{engine}] in booktranslate.toml.",
    )


def redirected(service: str, url: str, status: int, location: str, hint: str) -> EngineError:
    """The error for a server at `url` that sends us to another address; it names that host only."""
    try:
        host = urlsplit(location).hostname or "itself, under another address"
    except ValueError:
        host = "an address that is none"
    return EngineError(
        f"{service} sent the request on to {host[:200]} ({status}); no text of the book went there.",
        where=url,
        hint=hint,
    )


def is_this_machine(host: str) -> bool:
    """Whether the name of a server is this machine's own, which no network carries."""
    if host == "localhost" or host.endswith(".localhost"):  # RFC 6761 §6.3
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
