"""What the small servers of these tests share: their life, and how an answer goes out, or goes wrong."""

import json
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any


@dataclass(frozen=True)
class LocalFault:
    """What goes wrong at some requests: `at` holds their numbers, counted from 1.

    `what` is a status, `delay`, `cut` (half the body, then the line is dead), `drop` (no answer), `not json`,
    or damage that a server knows.
    """

    what: int | str
    at: Container[int]
    seconds: float = field(default=0, kw_only=True)
    retry_after: str = field(default="", kw_only=True)
    location: str = field(default="", kw_only=True)

    @property
    def damage(self) -> str:
        """What has to be done to the body; empty for nothing."""
        sound = isinstance(self.what, int) or self.what in ("delay", "cut", "drop", "not json")
        return "" if sound else str(self.what)


class LocalServer:
    """A server on this machine, at work inside a `with`; its handler finds it as `owner`."""

    handler: "type[LocalHandler]"
    port = 0

    def __enter__(self) -> Any:
        self.lock = Lock()
        handler = type("BoundHandler", (self.handler,), {"owner": self})
        self.http = _QuietServer(("127.0.0.1", self.port), handler)
        self.thread = Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.http.shutdown()
        self.http.server_close()
        self.thread.join()

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.http.server_address[1]}"


class LocalHandler(BaseHTTPRequestHandler):
    """Answers with JSON."""

    owner: Any
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def send(
        self, status: int, body: Any, fault: LocalFault | None, headers: Mapping[str, str] | None = None
    ) -> None:
        """Send a body (None: an empty one), as the fault leaves it."""
        what = fault.what if fault else ""
        if what == "drop":
            self.close_connection = True
            return
        data = b"" if body is None else json.dumps(body).encode()
        if what == "not json":
            data = b"<html>An error of a proxy</html>"
        self.send_response(status)
        if fault and fault.retry_after:
            self.send_header("Retry-After", fault.retry_after)
        if fault and fault.location:
            self.send_header("Location", fault.location)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if what == "cut":
            data = data[: len(data) // 2]
            self.close_connection = True
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """The servers have a log of their own."""


class _QuietServer(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is part of the tests."""
