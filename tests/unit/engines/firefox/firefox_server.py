"""A server on this machine that serves records and files of models as Mozilla's Remote Settings does."""

import hashlib
import json
import re
import struct
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.unit.engines.firefox import firefox_model
from tests.unit.engines.local_http import LocalFault, LocalHandler, LocalServer

RECORDS = "/v1/buckets/main/collections/translations-models-v2/records"


def packed(data: bytes) -> bytes:
    """The data as a Zstandard frame of blocks that are not compressed (RFC 8878 §3.1.1)."""
    frame = struct.pack("<IBQ", 0xFD2FB528, 0xE0, len(data))  # one segment, eight bytes for its size
    blocks = [data[start : start + 100_000] for start in range(0, len(data), 100_000)] or [b""]
    for number, block in enumerate(blocks, 1):
        frame += ((number == len(blocks)) | len(block) << 3).to_bytes(3, "little") + block
    return frame


@dataclass
class FirefoxServer(LocalServer):
    """The server. `fault` spoils downloads of files, `record_fault` the list; `log` has what was asked.

    `files` are those of the model; `changed` replaces fields of the record of a kind of file, and `None` for
    its record leaves it out. `ranges`: whether it knows how to go on where a download was cut.
    """

    fault: LocalFault = field(default_factory=lambda: LocalFault("", ()))
    record_fault: LocalFault = field(default_factory=lambda: LocalFault("", ()))
    files: Mapping[str, bytes] = field(default_factory=firefox_model.files)
    changed: dict[str, dict[str, Any] | None] = field(default_factory=dict)
    more: list[dict[str, Any]] = field(default_factory=list)
    ranges: bool = True
    sent_on: str = ""
    log: list[tuple[str, str]] = field(default_factory=list)
    port: int = 0

    def __post_init__(self) -> None:
        self.handler = _Handler
        self.attachments = {f"/files/{name}.zst": packed(data) for name, data in self.files.items()}

    @property
    def address(self) -> str:
        """That of the records."""
        return self.url + RECORDS

    def records(self) -> dict[str, Any]:
        """The list as Remote Settings gives it, with records of other pairs and of other things."""
        found: list[dict[str, Any]] = [{"id": "x", "last_modified": 1}, *self.more]
        for name, data in self.files.items():
            kind = name.partition(".")[0]
            changes = self.changed.get(kind, {})
            if changes is not None:
                found.append(record(name, data) | changes)
        other = {"sourceLanguage": "en", "targetLanguage": "fr", "name": "model.enfr.intgemm.alphas.bin"}
        found.append(record("model.fren.intgemm.alphas.bin", b"other") | other)
        return {"data": found}

    @property
    def asked(self) -> list[str]:
        """The files that were asked for, by their kind, with where they were to begin."""
        return [
            re.sub(r"/files/(\w+)\..*", r"\1", path) + (f" {begin}" if begin else "")
            for path, begin in self.log
            if path.startswith("/files")
        ]


def record(name: str, data: bytes, version: str = "3.0", architecture: str = "base-memory") -> dict[str, Any]:
    """The record of a file."""
    frame = packed(data)
    return {
        "name": name,
        "fileType": name.partition(".")[0],
        "sourceLanguage": "fr",
        "targetLanguage": "en",
        "version": version,
        "architecture": architecture,
        "decompressedHash": hashlib.sha256(data).hexdigest(),
        "decompressedSize": len(data),
        "attachment": {
            "hash": hashlib.sha256(frame).hexdigest(),
            "size": len(frame),
            "filename": f"{name}.zst",
            "location": f"/files/{name}.zst",
            "mimetype": "application/zstd",
        },
        "filter_expression": "",
    }


class _Handler(LocalHandler):
    def do_GET(self) -> None:  # noqa: N802
        begin = re.sub(r"\D", "", self.headers.get("Range", ""))
        with self.owner.lock:
            self.owner.log.append((self.path, begin))
            files = sum(path.startswith("/files") for path, _ in self.owner.log)
            lists = len(self.owner.log) - files
        if self.path == RECORDS:
            fault, number = self.owner.record_fault, lists
        else:
            fault, number = self.owner.fault, files
        what: Any = fault.what if number in fault.at else ""
        if what == "delay":
            time.sleep(fault.seconds)
        if isinstance(what, int):
            self._answer(what, b"no", {"Location": self.owner.sent_on} if 300 <= what < 400 else {})
        elif self.path == RECORDS and what != "drop":
            body = json.dumps(self.owner.records()).encode()
            self._answer(200, b"<html>A portal</html>" if what == "not json" else body, {}, cut=what == "cut")
        elif what == "drop":
            self.close_connection = True
        elif (data := self.owner.attachments.get(self.path)) is None:
            self._answer(404, b"gone", {})
        else:
            if what == "damage":
                data = data[:-1] + bytes([data[-1] ^ 1])
            if begin and self.owner.ranges:
                end = f"bytes {begin}-{len(data) - 1}/{len(data)}"
                if int(begin) >= len(data):
                    self._answer(416, b"", {"Content-Range": f"bytes */{len(data)}"})
                else:
                    self._answer(206, data[int(begin) :], {"Content-Range": end}, cut=what == "cut")
            else:
                self._answer(200, data, {}, cut=what == "cut")

    def _answer(self, status: int, body: bytes, headers: Mapping[str, str], *, cut: bool = False) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if cut:
            body = body[: len(body) // 2]
            self.close_connection = True
        self.wfile.write(body)
