"""What a person is sent: the files to review and a letter, as a folder, a zip archive or a draft mail.

Nothing is mailed from here: the draft opens in the user's mail program. Names and addresses are untrusted and
go into the header of a mail, so they must not contain anything that ends a line.
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from string import Template
from typing import Literal

from booktranslate.errors import InputError, UsageError
from booktranslate.files import require_regular, unreadable, write_atomic

Kind = Literal["zip", "folder", "eml"]
LETTER = "letter.txt"
"""The name of the letter in a parcel, and of the project's own template, if it has one."""

_DATE = (1980, 1, 1, 0, 0, 0)
_MAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[^\s@<>()\[\],;:\\\"]+\.[^\s@<>()\[\],;:\\\".]{2,}"
)
_PERSON = re.compile(r"(?P<name>[^<>]*)<(?P<mail>[^<>]*)>\s*")
_HTML = (".html", ".htm")
_HOW = {
    "html": (
        "ouvrez-le dans un navigateur, relisez, puis choisissez « Renvoyer… »",
        "open it in a browser, review, then choose “Send back…”",
    ),
    "docx": (
        "pour Word : corrigez la colonne « Anglais », puis écrivez OK si la traduction convient",
        "for Word: correct the English column, and write OK if a translation is right",
    ),
    "xlsx": (
        "pour Excel : corrigez la colonne « Anglais »",
        "for Excel: correct the English column",
    ),
    "omegat": (
        "un projet pour OmegaT : renvoyez le contenu du dossier target/",
        "a project for OmegaT: send back the contents of target/",
    ),
}


@dataclass(frozen=True, slots=True)
class Person:
    """The recipient of a pack. `mail` may be empty."""

    name: str
    mail: str = ""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file in a parcel, and the name of its form."""

    path: Path
    form: str


def person(text: str) -> Person:
    """The recipient that `--to` names: `Anne Roy <anne@example.org>`, a name alone, or an address alone.

    Raises UsageError for anything else.
    """
    found = _PERSON.fullmatch(text)
    name = (found["name"] if found else text).strip().strip('"').strip()
    mail = found["mail"].strip() if found else ""
    if not found and _MAIL.fullmatch(name):  # an address alone
        name, mail = name.partition("@")[0], name
    # A line end in a name would begin another line of the header (RFC 5322, section 2.2).
    if not name or not name.isprintable() or len(name) > 200 or re.search("[<>@]", name):
        raise UsageError(f"--to {text!r} has no name.", hint='Write: --to "Anne Roy <anne@example.org>".')
    if (found or mail) and not _MAIL.fullmatch(mail):
        raise UsageError(
            f"{mail!r} is not a mail address.", hint='Write: --to "Anne Roy <anne@example.org>".'
        )
    try:
        Address(display_name=name, addr_spec=_in_ascii(mail)) if mail else None
    except (ValueError, IndexError, UnicodeError) as error:
        raise UsageError(f"{mail!r} is not a mail address ({error}).") from error
    return Person(name, mail)


def _in_ascii(mail: str) -> str:
    """The address with its domain in ASCII, as mail programs send it."""
    local, _, domain = mail.partition("@")
    return f"{local}@{domain.encode('idna').decode('ascii')}" if mail else ""


def letter(root: Path, values: Mapping[str, str], enclosures: Sequence[Enclosure]) -> tuple[str, str]:
    """The subject and the text of the letter, from the project's own template if it has one.

    Raises InputError for a template that cannot be read or uses an unknown name.
    """
    own = root / LETTER
    path = own if own.is_file() else Path(__file__).with_name(LETTER)
    require_regular(path)
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise unreadable(path, error) from error
    except UnicodeDecodeError as error:
        raise InputError("is not valid UTF-8.", where=str(path), hint="Save it as UTF-8.") from error
    french, english = _listed(enclosures, 0), _listed(enclosures, 1)
    known = {**values, "fichiers": french, "files": english}
    for number, line in enumerate(text.split("\n"), 1):
        for found in Template.pattern.finditer(line):
            name = found["named"] or found["braced"]
            if found["escaped"] is None and name not in known:
                raise InputError(
                    f"names ${name or '…'}, which is unknown.",
                    where=f"{path}:{number}",
                    hint=f"The names are: ${', $'.join(sorted(known))}. For a dollar sign, write $$.",
                )
    filled = Template(text).substitute(known)
    first, _, rest = filled.partition("\n")
    if first.startswith("Subject:"):
        return " ".join(first.removeprefix("Subject:").split()), rest.strip("\n") + "\n"
    return known["title"], filled


def _listed(enclosures: Sequence[Enclosure], language: int) -> str:
    colon = "\u00a0: " if language == 0 else ": "
    lines = []
    for each in enclosures:
        how = _HOW.get(each.form, ("", ""))[language]
        lines.append(f"- {each.path.name}{colon + how if how else ''}")
    return "\n".join(lines)


def save(
    kind: Kind, path: Path, to: Person, subject: str, text: str, enclosures: Sequence[Enclosure]
) -> None:
    """Write the parcel: a folder, a zip archive or a mail.

    Raises InputError for an enclosure that cannot be read, and OutputError.
    """
    files = {each.path.name: _read(each.path) for each in enclosures}
    if kind == "folder":
        for name, data in ({LETTER: text.encode()} | files).items():
            write_atomic(path / name, data)
    elif kind == "zip":
        write_atomic(path, _zipped({LETTER: text.encode()} | files))
    else:
        write_atomic(path, _mail(to, subject, text, files))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error


def _zipped(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return packed.getvalue()


def _mail(to: Person, subject: str, text: str, files: Mapping[str, bytes]) -> bytes:
    """A draft that Outlook, Thunderbird and Apple Mail open for sending, because of X-Unsent."""
    mail = EmailMessage(policy=SMTP)
    mail["X-Unsent"] = "1"
    if to.mail:
        mail["To"] = Address(display_name=to.name, addr_spec=_in_ascii(to.mail))
    mail["Subject"] = subject
    mail.set_content(text)
    # Mail gateways reject HTML pages, but let archives of pages through.
    pages = {name: data for name, data in files.items() if name.lower().endswith(_HTML)}
    attached = {name: data for name, data in files.items() if name not in pages}
    for name, data in pages.items():
        attached[f"{name}.zip"] = _zipped({name: data})
    for name, data in attached.items():
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()
