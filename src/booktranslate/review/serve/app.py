"""The room over HTTP. Nobody sees anything of the book without a token, and no request is trusted.

The token is in the fragment of the link, which browsers send to nobody (RFC 9110, section 4.2.5), and in a
header of each request. There are no cookies, so no other site can act in the name of a reviewer; requests
that write must also come from the page's own origin.
"""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import Executor
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from booktranslate.errors import BooktranslateError, InputError, OutputError
from booktranslate.model import State
from booktranslate.publishing.html import environment
from booktranslate.review.page.making import FOLDER, SCRIPTS, row_data
from booktranslate.review.page.returning import answer, text
from booktranslate.review.serve.people import Person, known
from booktranslate.review.serve.room import Room, Seen

T = TypeVar("T")

_HERE = Path(__file__).parent
_MOST_BYTES = 1_000_000  # of one request
_ID = re.compile(r"[0-9a-f]{12}")
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def make_app(room: Room, people: Sequence[Person], hosts: Sequence[str], thread: Executor) -> Starlette:
    """The application of the server. `hosts` are the names under which browsers reach it; the room is used
    only in `thread`."""
    scripts = {name: (FOLDER / name).read_bytes() for name in SCRIPTS}
    scripts["live.js"] = (_HERE / "live.js").read_bytes()
    shell = environment(FOLDER, _HERE).get_template("live.html").render(scripts=list(scripts))
    style = (FOLDER / "page.css").read_bytes()
    files = {
        "/": (shell.encode(), "text/html; charset=utf-8"),
        "/page.css": (style, "text/css; charset=utf-8"),
        **{f"/{name}": (data, "text/javascript; charset=utf-8") for name, data in scripts.items()},
    }

    async def in_room(function: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(thread, function)

    def file(content: bytes, kind: str) -> Callable[[Request], Awaitable[Response]]:
        async def given(request: Request) -> Response:
            return Response(content, headers={"Content-Type": kind})

        return given

    async def pack(request: Request) -> Response:
        person = _person(request, people)
        key = f"live-{sha256(person.token.encode()).hexdigest()[:12]}"
        return JSONResponse(await in_room(partial(room.data, person.name, key)))

    async def news(request: Request) -> Response:
        person = _person(request, people)
        since, at = request.query_params.get("since", "0"), request.query_params.get("at", "")
        if not re.fullmatch("[0-9]{1,12}", since) or not (at == "" or _ID.fullmatch(at)):
            _refuse(400, "The request does not come from the review page.")
        return JSONResponse(await in_room(partial(room.news, person.name, int(since), at)))

    async def take(request: Request) -> Response:
        person = _person(request, people)
        _require_own_page(request)
        given, seen = _answer(await _body(request))
        checked = answer(given, person.name, "answer")
        written = await in_room(partial(room.take, person.name, checked, seen))
        data = {"row": row_data(written.row), "overtaken": written.overtaken, "by": written.by}
        return JSONResponse(data | {"messages": list(written.messages)})

    return Starlette(
        routes=[
            *(Route(path, file(*content)) for path, content in files.items()),
            Route("/api/pack", pack),
            Route("/api/news", news),
            Route("/api/answer", take, methods=["POST"]),
        ],
        middleware=[
            Middleware(_Guarded),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
        ],
        exception_handlers={BooktranslateError: _said, HTTPException: _said_http},
    )


class _Guarded:
    """Add to each response the headers that restrict what a browser may do with it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        await self._app(scope, receive, guarded)


def _person(request: Request, people: Sequence[Person]) -> Person:
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    person = known(people, token) if kind.lower() == "bearer" else None
    if person is None:
        _refuse(401, "This link does not belong to this review.")
    return person


def _require_own_page(request: Request) -> None:
    """Refuse requests of other sites: browsers name the site as the origin of a request."""
    own = f"{request.url.scheme}://{request.headers.get('host', '')}"
    if request.headers.get("origin") != own:
        _refuse(403, "The request does not come from the page of this server.")
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        _refuse(415, "The request does not come from the review page.")


async def _body(request: Request) -> bytes:
    declared = request.headers.get("content-length", "0")
    if declared.isdecimal() and int(declared) > _MOST_BYTES:
        _refuse(413, "The request is too large.")
    data = b""
    async for part in request.stream():
        data += part
        if len(data) > _MOST_BYTES:
            _refuse(413, "The request is too large.")
    return data


def _answer(data: bytes) -> tuple[Any, Seen]:
    """An answer, not checked yet, and what its author saw."""
    try:
        given = json.loads(data.decode())
        base = given.pop("base")
        return given, Seen(text(base, "english", "answer"), State(base["state"]))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        _refuse(400, "The request does not come from the review page.")


def _refuse(status: int, message: str) -> NoReturn:
    raise HTTPException(status, message)


def _said(request: Request, error: Exception) -> Response:
    status = 503 if isinstance(error, OutputError) else 409 if isinstance(error, InputError) else 500
    return JSONResponse({"error": str(error)}, status)


def _said_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - starlette's own promise, for mypy
    headers: Mapping[str, str] = error.headers or {}
    return JSONResponse({"error": error.detail}, error.status_code, headers)
