"""A small Weblate on this machine that keeps to what its REST API is documented to do.

    with WeblateServer() as server:      # server.url, server.book, server.log

Compared with Weblate 2026.10.1 (`make weblate`): a component is made from an archive whose file its mask and
its pattern for languages must find, or from a repository; the glossary comes with the first component, a
moment later; lists come in pages; nobody uploads to a locked component; what people save is written by
translate-toolkit's classes, with its line breaks and header.
"""

import fnmatch
import json
import re
import subprocess
import xml.etree.ElementTree as ElementTree
import zipfile
from dataclasses import dataclass, field
from email import message_from_bytes
from io import BytesIO
from typing import Any

import polib

from tests.unit.engines.local_http import LocalFault, LocalHandler, LocalServer

TOKEN = "wlu_0123456789"
_FIELDS = {
    *(
        "name",
        "slug",
        "file_format",
        "filemask",
        "source_language",
        "language_regex",
        "new_lang",
        "manage_units",
    ),
    *("check_flags", "enforced_checks", "allow_translation_propagation", "file_format_params", "zipfile"),
    *("repo", "push", "vcs"),
}
_PAGE = 2
# What Weblate does when a person saves: formats/ttkit.py over translate.storage.pypo.
_SAVE = """
import json, sys
from translate.storage import pypo
data, edits, width = json.load(sys.stdin)
store = pypo.pofile.parsestring(data.encode())
store.wrapper.width = width
for source, target, fuzzy in edits:
    unit = next(each for each in store.units if each.source == source and not each.isobsolete())
    unit.target = target
    unit.markfuzzy(fuzzy)
    if not fuzzy:
        unit.prev_msgid = []
store.updateheader(add=True, Last_Translator="Zoe <zoe@example.org>", X_Generator="Weblate 2026.10.1",
                   Language_Team="English (United Kingdom) <https://weblate.example.org/en_GB/>",
                   Plural_Forms="nplurals=2; plural=n != 1;", PO_Revision_Date="2099-01-01 10:00+0000")
sys.stdout.buffer.write(bytes(store))
"""


class RefusalError(Exception):
    """An answer with errors, a field each."""

    def __init__(self, status: int, detail: str, attr: str | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.body = {
            "type": "validation_error",
            "errors": [{"code": "invalid", "detail": detail, "attr": attr}],
        }


@dataclass
class Component:
    """A component, with the file of its one translation."""

    settings: dict[str, Any]
    data: bytes = b""
    locked: bool = False

    @property
    def shown(self) -> dict[str, Any]:
        known = {name: value for name, value in self.settings.items() if name != "zipfile"}
        return known | {"locked": self.locked, "is_glossary": self.settings["slug"] == "glossary"}

    @property
    def units(self) -> list[dict[str, Any]]:
        if self.settings["slug"] != "glossary":
            return [
                {"source": [e.msgid], "target": [e.msgstr], "state": 10 if e.fuzzy else 20 if e.msgstr else 0}
                for e in polib.pofile(self.data.decode())
                if not e.obsolete
            ]
        terms = []
        for entry in ElementTree.fromstring(self.data).iter("termEntry") if self.data else ():
            texts = [[term.text for term in part.iter("term")] for part in entry.iter("langSet")]
            terms.append({"source": texts[0], "target": texts[1], "id": entry.get("id")})
        return terms


@dataclass
class WeblateServer(LocalServer):
    """The server; `book` holds the components of its one project, `patience` how often the glossary is not
    there yet; `once_unlocked` is what somebody is waiting to save."""

    token: str = TOKEN
    patience: int = 1
    line_width: int = 77
    project: dict[str, Any] = field(default_factory=dict)
    book: dict[str, Component] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    faults: list[LocalFault] = field(default_factory=list)
    once_unlocked: dict[str, tuple[str, str, bool]] = field(default_factory=dict)

    def save(self, component: str, *edits: tuple[str, str, bool]) -> None:
        """What people translate: source, target, and whether it needs editing."""
        held = self.book[component]
        given = json.dumps([held.data.decode(), edits, self.line_width])
        command = ["/usr/bin/python3", "-c", _SAVE]
        held.data = subprocess.run(command, input=given.encode(), capture_output=True, check=True).stdout

    def answer(self, method: str, path: str, given: dict[str, Any]) -> Any:
        match method, *path.strip("/").split("/")[1:]:
            case "GET", "projects", slug if self.project.get("slug") == slug:
                return self.project
            case "POST", "projects":
                if not given.get("web", "").startswith("http"):
                    raise RefusalError(400, "This field is required.", "web")
                self.project = given
                return given
            case "GET", "projects", _, "components":
                return [each.shown for each in self.book.values()]
            case "POST", "projects", _, "components":
                return self.make(given)
            case "PATCH", "components", _, slug:
                self.book[slug].settings.update(given)
                return self.book[slug].shown
            case "POST", "components", _, slug, "lock":
                self.book[slug].locked = given["lock"]
                if slug in self.once_unlocked and not given["lock"]:
                    self.save(slug, self.once_unlocked.pop(slug))
                return {"locked": given["lock"]}
            case "GET", "translations", _, slug, "en_GB" if slug in self.book:
                if slug == "glossary" and self.patience:
                    self.patience -= 1
                    raise RefusalError(404, "Not found.")
                return {"language_code": "en_GB"}
            case "GET", "translations", _, slug, "en_GB", "units":
                return self.book[slug].units
            case "GET", "translations", _, slug, "en_GB", "file":
                return self.book[slug].data
            case "POST", "translations", _, slug, "en_GB", "file":
                return self.upload(self.book[slug], given)
        raise RefusalError(404, "Not found.")

    def make(self, given: dict[str, Any]) -> dict[str, Any]:
        if unknown := given.keys() - _FIELDS:
            raise RefusalError(400, f"Unknown: {unknown}")
        if given["slug"] in self.book:
            raise RefusalError(400, "Component with this URL slug already exists.", "slug")
        for flag in re.findall(r'placeholders:r"(.*)"', given["check_flags"]):
            re.compile(flag)
        if packed := given.pop("zipfile", None):
            archive = zipfile.ZipFile(BytesIO(packed))
            found = fnmatch.filter(archive.namelist(), given["filemask"])
            if not found:
                raise RefusalError(400, "The file mask did not match any files.", "filemask")
            before, after = map(len, given["filemask"].split("*"))
            if not re.search(given["language_regex"], found[0][before : len(found[0]) - after]):
                raise RefusalError(400, "No language.", "language_regex")
            made = Component(given | {"repo": "local:", "vcs": "local"}, archive.read(found[0]))
        elif given.get("repo"):
            made = Component(given)
        else:
            raise RefusalError(400, "This field is required.", "repo")
        self.book[given["slug"]] = made
        self.book.setdefault("glossary", Component({"slug": "glossary", "vcs": "local"}))
        return made.shown

    def upload(self, component: Component, given: dict[str, Any]) -> dict[str, Any]:
        if component.locked:
            raise RefusalError(
                400, "This method is not available here. This component is currently locked.", "method"
            )
        if given["method"] == "replace" or (given["method"] == "add" and not component.data):
            component.data = given["file"]
        elif given["method"] == "add":
            body = b"</body>"
            new = given["file"].split(b"<body>")[1].split(body)[0]
            component.data = component.data.replace(body, new + body)
        return {"result": True, "accepted": 1}


class Handler(LocalHandler):
    def do_GET(self) -> None:  # noqa: N802 (http.server calls it so)
        self.act("GET", {})

    def do_POST(self) -> None:  # noqa: N802
        self.act("POST", self.given())

    def do_PATCH(self) -> None:  # noqa: N802
        self.act("PATCH", self.given())

    def given(self) -> dict[str, Any]:
        data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        kind = self.headers["Content-Type"]
        if kind == "application/json":
            found: dict[str, Any] = json.loads(data)
            return found
        form = {}
        for part in message_from_bytes(f"Content-Type: {kind}\n\n".encode() + data).walk():
            if name := part.get_param("name", header="content-disposition"):
                content = part.get_payload(decode=True)
                form[str(name)] = content if part.get_filename() else _value(content.decode())  # type: ignore[union-attr]
        return form

    def act(self, method: str, given: dict[str, Any]) -> None:
        weblate: WeblateServer = self.owner
        path, _, query = self.path.partition("?")
        with weblate.lock:
            weblate.log.append(f"{method} {path}")
            number = len(weblate.log)
        fault = next((fault for fault in weblate.faults if number in fault.at), None)
        if fault and isinstance(fault.what, int):
            return self.send(fault.what, {"detail": "Fault."}, fault)
        if self.headers.get("Authorization") != f"Token {weblate.token}":
            said = {
                "type": "client_error",
                "errors": [{"code": "x", "detail": "Invalid token.", "attr": None}],
            }
            return self.send(401, said, None)
        try:
            answer = weblate.answer(method, path.removeprefix("/"), given)
        except RefusalError as refused:
            return self.send(refused.status, refused.body, None)
        if isinstance(answer, bytes):
            return self.send_file(answer)
        if isinstance(answer, list):
            page = int(re.search(r"page=(\d+)", query)[1])  # type: ignore[index]
            some = answer[(page - 1) * _PAGE : page * _PAGE]
            answer = {"results": some, "next": "…" if len(answer) > page * _PAGE else None}
        self.send(201 if method == "POST" else 200, answer, fault)

    def send_file(self, data: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/x-po")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def _value(text: str) -> Any:
    """A field of a form, as Weblate's serialisers take it."""
    try:
        return json.loads(text)
    except ValueError:
        return text


WeblateServer.handler = Handler
