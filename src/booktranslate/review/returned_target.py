"""To which of several targets a file that came back belongs: the file says so, or what was sent does."""

import re
from collections.abc import Sequence
from pathlib import Path

from booktranslate.config import Project
from booktranslate.errors import InputError
from booktranslate.po_files.incoming import Incoming
from booktranslate.review.identity import PACK_FIELD
from booktranslate.review.recognising import likely, read
from booktranslate.review.sent import Sent, Store

_HEADER = 20_000  # the header is within so many bytes of a file
_LANGUAGE = re.compile(rb'^"Language:\s*([\w@.-]+)', re.MULTILINE)
_PACK = re.compile(rf'^"{PACK_FIELD}:\s*([0-9a-f]{{12}})\b'.encode(), re.MULTILINE)


def by_target(project: Project, files: Sequence[Incoming]) -> dict[str, list[Incoming]]:
    """The files that came back, by target; a file of no form of ours goes to the first target.

    Raises InputError for a file with texts whose target cannot be determined.
    """
    store = Store(project)
    found: dict[str, list[Incoming]] = {target: [] for target in project.targets}
    for file in files:
        found[_target(project, file, store)].append(file)
    return {target: held for target, held in found.items() if held}


def _target(project: Project, file: Incoming, store: Store) -> str:
    if file.is_po:
        named = _PACK.search(file.data[:_HEADER])
        sent = store.find(named[1].decode()) if named else None
        target = _known(project, sent) or _said(project, file.data[:_HEADER])
    else:
        returned = read(file.name, file.data, store)
        if returned is None:
            return project.targets[0]
        sent = store.find(returned.pack)
        targets = {_known(project, each) for each in ([sent] if sent else likely(returned, store))}
        target = targets.pop() if len(targets) == 1 else ""
    if not target:
        hint = "Name it: " + " or ".join(f"--target {one}" for one in project.targets) + "."
        raise InputError("does not name its target.", where=Path(file.name).as_posix(), hint=hint)
    return target


def _known(project: Project, sent: Sent | None) -> str:
    return sent.language if sent and sent.language in project.targets else ""


def _said(project: Project, header: bytes) -> str:
    """The target that the header of a PO file names, even by its bare language (`de`), as some tools do."""
    found = _LANGUAGE.search(header)
    language = found[1].decode("ascii", "replace").replace("_", "-").lower() if found else ""
    for target in project.targets:
        if target.lower() == language:
            return target
    alike = [target for target in project.targets if target.lower().split("-")[0] == language]
    return alike[0] if len(alike) == 1 else ""
