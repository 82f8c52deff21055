"""What a request to a server that failed means: whether to ask again, and when."""

from requests.exceptions import ChunkedEncodingError, ConnectionError, RequestException, Timeout
from urllib3.exceptions import InvalidHeader, NewConnectionError
from urllib3.util import Retry


def retry_after(header: str | None) -> float | None:
    """The seconds of a header Retry-After (RFC 9110, section 10.2.3); None when it says none."""
    try:
        return float(Retry().parse_retry_after(header)) if header else None
    except InvalidHeader:
        return None


def passes(error: RequestException) -> bool:
    """Whether an error may pass by itself: the connection was lost."""
    return isinstance(error, ConnectionError | ChunkedEncodingError) and not (
        isinstance(error, Timeout) or is_absent(error)
    )


def is_absent(error: RequestException) -> bool:
    """Whether nobody answers at the address (refused, unknown name)."""
    cause = error.args[0] if error.args else None
    return isinstance(getattr(cause, "reason", None), NewConnectionError)
