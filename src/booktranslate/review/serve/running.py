"""The server itself: where it listens, under which names browsers reach it, and how it ends."""

import os
import socket
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack

import uvicorn

from booktranslate.errors import OutputError, UsageError
from booktranslate.review.serve.app import make_app
from booktranslate.review.serve.people import Person
from booktranslate.review.serve.room import Room

_LOCAL = ("127.0.0.1", "localhost")
_EVERYWHERE = "0.0.0.0"  # noqa: S104 - only if the user says so


class _Server(uvicorn.Server):
    """A server that calls a function as soon as it answers requests."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """As in uvicorn, then say that the server is ready."""
        await super().startup(sockets)
        self._ready()


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises UsageError if the host is not this machine or the port is in use."""
    if ":" in host:
        raise UsageError(f"--host is {host!r}, an IPv6 address.", hint="Name an IPv4 address, or a host.")
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # on Windows it would let two programs share a port
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(100)
    except OSError as error:
        made.close()
        raise UsageError(
            f"cannot listen at {host}:{port} ({error.strerror or error}).",
            hint="Choose another --port, or stop the program that uses it. --host must be an address of "
            "this machine.",
        ) from error
    return made


def names(host: str) -> list[str]:
    """The names under which browsers reach a server at this host; the first one is for the links."""
    if host == _EVERYWHERE:
        return list(dict.fromkeys([*_addresses(), *_LOCAL]))
    return list(dict.fromkeys([host, *(_LOCAL if host in _LOCAL else ())]))


def _addresses() -> list[str]:
    """The addresses of this machine in its networks, the one of the default route first, and its names."""
    name = socket.gethostname()
    try:
        found = [str(each[4][0]) for each in socket.getaddrinfo(name, None, socket.AF_INET)]
    except OSError:
        found = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(("192.0.2.1", 9))  # sends nothing; it reveals the outgoing address (RFC 5737)
            found.insert(0, asked.getsockname()[0])
        except OSError:
            pass
    return [*(address for address in found if not address.startswith("127.")), name, f"{name}.local"]


def serve(
    room: AbstractContextManager[Room],
    people: Sequence[Person],
    at: socket.socket,
    hosts: Sequence[str],
    ready: Callable[[], None],
) -> None:
    """Serve until somebody presses Ctrl+C; requests in progress are finished first.

    The room is opened, used and closed in one separate thread, as the SQLite connection of its memory belongs
    to one thread. Raises what opening the room raises, and OutputError if the server cannot start.
    """
    with at, ThreadPoolExecutor(1) as thread, ExitStack() as opened:
        stack = ExitStack()
        opened.callback(lambda: thread.submit(stack.close).result())
        made = thread.submit(stack.enter_context, room).result()
        config = uvicorn.Config(
            make_app(made, people, hosts, thread),
            log_config=None,
            access_log=False,
            lifespan="off",
            ws="none",
            server_header=False,
            limit_concurrency=200,
            timeout_graceful_shutdown=10,
        )
        server = _Server(config, ready)
        try:
            server.run(sockets=[at])
        except KeyboardInterrupt:  # uvicorn raises it again when it has shut down
            return
        if not server.started:
            raise OutputError("the server could not start.", hint="Try another --port.")
