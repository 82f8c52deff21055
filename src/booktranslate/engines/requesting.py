"""What to do after a failed request to a server: whether to send it again, and when."""

from requests.exceptions import (
    ChunkedEncodingError,
    ConnectionError,
    ProxyError,
    RequestException,
    SSLError,
    Timeout,
)
from urllib3.exceptions import InvalidHeader, NewConnectionError
from urllib3.util import Retry


def retry_after(header: str | None) -> float | None:
    """The seconds to wait by a header Retry-After (RFC 9110, section 10.2.3); None if it is not valid."""
    try:
        return float(Retry().parse_retry_after(header)) if header else None
    except InvalidHeader:
        return None


def passes(error: RequestException) -> bool:
    """Whether an error may be temporary: a lost connection.

    Not a timeout, a missing server, a wrong certificate, or a proxy that refuses.
    """
    return isinstance(error, ConnectionError | ChunkedEncodingError) and not (
        isinstance(error, Timeout | SSLError | ProxyError) or is_absent(error)
    )


def is_absent(error: RequestException) -> bool:
    """Whether there is no server at the address: the connection is refused, or the host unknown."""
    cause = error.args[0] if error.args else None
    return isinstance(getattr(cause, "reason", None), NewConnectionError)
