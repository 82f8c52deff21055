"""Set a book up in Weblate, and exchange translations with it.

The files last sent and those received are kept in the state folder of the project: the former are the common
ancestor of the latter and of the project's own.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from booktranslate.book.units import slug
from booktranslate.catalog import Catalog, parse_po
from booktranslate.config import Project
from booktranslate.errors import InputError, UsageError
from booktranslate.files import unreadable, write_atomic
from booktranslate.glossary import Glossary
from booktranslate.po_files import layout
from booktranslate.weblate import (
    GLOSSARY,
    Component,
    Server,
    as_json,
    components,
    glossary_file,
    project_settings,
)


@dataclass(frozen=True, slots=True)
class Arranged:
    """What a setup did: components created and changed, components in Weblate (`strangers`) that belong to no
    PO file of the book, the number of terms added, and terms with a different translation in Weblate."""

    made: tuple[str, ...]
    changed: tuple[str, ...]
    strangers: tuple[str, ...]
    terms: int
    different: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """An exchange in progress: the folder of files that came from Weblate, that of the files last sent, all
    components, and those that somebody has locked."""

    came: Path
    sent: Path
    components: tuple[str, ...]
    locked: tuple[str, ...]

    @property
    def ancestors(self) -> list[Path]:
        """The folder of the common ancestors, for `combine`; none before anything was sent."""
        return [self.sent] if any(self.sent.glob("*.po")) else []


def described(project: Project, documents: Sequence[Path], name: str, repo: str) -> list[dict[str, object]]:
    """The components of a book for Weblate's `import_json`, with the files in the Git repository `repo`.

    Raises InputError for a document that is not extracted.
    """
    wanted = _components(project, documents)
    return [as_json(each, repo, slug(name), wanted[0].slug) for each in wanted]


def set_up(
    project: Project,
    documents: Sequence[Path],
    glossary: Glossary,
    server: Server,
    name: str,
    web: str | None,
    repo: str,
) -> Arranged:
    """Create what Weblate lacks of a book, and correct the settings of what it has; nobody's words change.

    With `repo`, Weblate gets the files from that Git repository; otherwise they are sent. Raises InputError,
    EngineError and OutputError.
    """
    wanted = _components(project, documents)
    book = slug(name)
    if server.project(book) is None:
        server.make_project(project_settings(name, web or f"{server.address}/projects/{book}/"))
    present = server.components(book)
    made, changed = [], []
    for each in wanted:
        held = present.get(each.slug)
        if held is not None:
            news = {key: value for key, value in each.changeable.items() if held.get(key) != value}
            if news:
                server.change_component(book, each.slug, news)
                changed.append(each.slug)
            continue
        if repo:
            server.make_linked_component(book, as_json(each, repo, book, wanted[0].slug))
        else:
            data = _content(project.root / each.file)
            server.make_component(book, {"slug": each.slug, **each.settings}, each.file, data)
            write_atomic(_sent(project, book) / f"{each.slug}.po", data)
        made.append(each.slug)
    strangers = present.keys() - {each.slug for each in wanted} - {GLOSSARY}
    terms, different = _send_terms(project, glossary, server, book)
    return Arranged(tuple(made), tuple(changed), tuple(sorted(strangers)), terms, tuple(different))


def _send_terms(project: Project, glossary: Glossary, server: Server, book: str) -> tuple[int, list[str]]:
    if not glossary.terms:
        return 0, []
    language = _language(project)
    server.await_translation(book, GLOSSARY, language)
    present = dict(server.texts(book, GLOSSARY, language))
    data, number = glossary_file(project, glossary, list(present))
    if number:
        server.upload(book, GLOSSARY, language, "glossary.tbx", data, "add")
    different = [t.source for t in glossary.terms if present.get(t.source, t.target) not in (t.target, "")]
    return number, different


@contextmanager
def exchange(project: Project, server: Server, name: str) -> Iterator[Exchange]:
    """Download all translations of a book from Weblate; nobody can translate there inside the `with` block.

    Raises UsageError if the book is not there or comes from a Git repository, EngineError and OutputError.
    """
    book, language = slug(name), _language(project)
    if server.project(book) is None:
        hint = "Run `booktranslate weblate setup` first, or name it with --name."
        raise UsageError(f"there is no project {book!r}.", where=server.address, hint=hint)
    present = {key: one for key, one in server.components(book).items() if not one.get("is_glossary")}
    linked = sorted(key for key, one in present.items() if one.get("vcs") != "local")
    if linked:
        hint = "Use `git pull` to merge the changes that Weblate has pushed."
        raise UsageError(
            f"Weblate has {', '.join(linked)} from a Git repository.", where=server.address, hint=hint
        )
    came = _state(project, book) / "came"
    for old in came.glob("*.po"):
        old.unlink()
    locked = tuple(sorted(key for key, one in present.items() if one.get("locked")))
    with ExitStack() as stack:
        for each in sorted(present):
            if each not in locked:
                server.lock(book, each, locked=True)
                stack.callback(server.lock, book, each, locked=False)
            write_atomic(came / f"{each}.po", server.download(book, each, language))
        yield Exchange(came, _sent(project, book), tuple(sorted(present)), locked)


@dataclass(frozen=True, slots=True)
class Sent:
    """The components whose file was sent, PO files without a component, and `busy` components, whose file was
    not sent as somebody had saved a text there in the meantime."""

    components: tuple[str, ...]
    without: tuple[str, ...]
    busy: tuple[str, ...]


def send(project: Project, documents: Sequence[Path], server: Server, name: str, exchanged: Exchange) -> Sent:
    """Send the PO files that differ from what came. Raises InputError, EngineError and OutputError."""
    book, language = slug(name), _language(project)
    sent, without, busy = [], [], []
    for each in _components(project, documents):
        if each.slug not in exchanged.components:
            without.append(each.file)
            continue
        data = _content(project.root / each.file)
        there = (exchanged.came / f"{each.slug}.po").read_bytes()
        if _says(data, Path(each.file)) != _says(there, Path(f"{each.slug}.po")):
            if server.download(book, each.slug, language) != there:  # nothing can be sent to a locked one
                busy.append(each.slug)
                continue
            server.upload(book, each.slug, language, Path(each.file).name, data, "replace")
            sent.append(each.slug)
            there = data
        write_atomic(_sent(project, book) / f"{each.slug}.po", there)
    return Sent(tuple(sent), tuple(without), tuple(busy))


def _says(data: bytes, path: Path) -> object:
    """The content of a file that matters: its entries, without its header or the order of obsolete ones."""
    try:
        catalog: Catalog = parse_po(data, path)
    except InputError:
        return data
    return catalog.entries, {entry.key: entry for entry in catalog.obsolete}


def _components(project: Project, documents: Sequence[Path]) -> list[Component]:
    sets = [layout.load_extracted(project, document) for document in documents]
    return components(project, [(each.document, path) for each in sets for path, _ in each.catalogs])


def _language(project: Project) -> str:
    return project.target_lang.replace("-", "_")


def _state(project: Project, book: str) -> Path:
    return project.state / "weblate" / book


def _sent(project: Project, book: str) -> Path:
    return _state(project, book) / "sent"


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error
