"""Which failed requests are sent again."""

import pytest
from requests import exceptions
from urllib3.connection import HTTPConnection
from urllib3.connectionpool import HTTPConnectionPool
from urllib3.exceptions import MaxRetryError, NewConnectionError, ProtocolError

from booktranslate.engines import requesting

ABSENT = MaxRetryError(HTTPConnectionPool("h"), "/", NewConnectionError(HTTPConnection("h"), "refused"))


@pytest.mark.parametrize(
    ("error", "again"),
    [
        (exceptions.ConnectionError(ProtocolError("Connection aborted.")), True),
        (exceptions.ChunkedEncodingError("cut off"), True),
        (exceptions.ConnectionError(ABSENT), False),
        (exceptions.ReadTimeout("slow"), False),
        (exceptions.ConnectTimeout("slow"), False),
        (exceptions.SSLError("a wrong certificate"), False),
        (exceptions.ProxyError("refused"), False),
        (exceptions.InvalidURL("no host"), False),
    ],
)
def test_a_request_is_sent_again_only_after_a_lost_connection(
    error: exceptions.RequestException, again: bool
) -> None:
    assert requesting.passes(error) is again
