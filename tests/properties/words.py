"""A project, the people who work on it, and what must never be lost: a machine that tries everything.

Each rule is something that a person does with files, or a command. What a person writes is a word that stands
nowhere else; after every command it must be somewhere in the PO files of the project.
"""

import contextlib
import io
import itertools
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import polib
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from booktranslate import files
from booktranslate.catalog import writing
from booktranslate.cli import main
from tests.properties.books import write_book

FRENCH = [
    "Le pôle réunit ses adhérents chaque mois.",
    "Nous avons signé la feuille de route.",
    "La mixité avance dans nos entreprises.",
    "Qui décide, chez vous ?",
    "Je suis arrivée par hasard, et je suis restée.",
    "Merci.",
    "Les 83 entreprises du réseau ont répondu.",
    "Une filière se construit avec ses territoires.",
]
NAMES = ["livre", "ouvrage", "tome"]


class Clock(datetime):
    """A minute goes by between one look at it and the next."""

    _minutes = itertools.count(1)

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Clock":
        return cls(2026, 11, 26, tzinfo=UTC) + timedelta(minutes=next(cls._minutes))


class Killed(BaseException):
    """The process ends here."""


class Words(RuleBasedStateMachine):
    """The law: what a person wrote, and did not replace or delete entry by entry, is in the project."""

    def __init__(self) -> None:
        super().__init__()
        memory = Path("/dev/shm")  # where there is one, nothing waits for a disk
        self.root = Path(tempfile.mkdtemp(dir=memory if memory.is_dir() else None))
        self.stash = self.root / "stash"
        self.stash.mkdir()
        self.numbers = itertools.count(1)
        writing.datetime = Clock  # type: ignore[attr-defined]
        self.alive: set[str] = set()  # words that must be in the project
        self.replaced: set[str] = set()  # words in whose place a person wrote others, in the project
        self.seen: set[str] = set()  # those that a command has seen there
        self.own: dict[Path, set[str]] = {}  # what a reviewer wrote into a copy
        self.gone: dict[Path, set[str]] = {}  # in whose place
        self.unknown: dict[Path, bool] = {}  # whether it is a copy of an edition that no command has seen
        self.books: dict[str, list[tuple[str, list[str]]]] = {}
        self.said = ""

    def teardown(self) -> None:
        writing.datetime = datetime  # type: ignore[attr-defined]
        shutil.rmtree(self.root, ignore_errors=True)

    # The book

    @initialize(data=st.data())
    def begin(self, data: st.DataObject) -> None:
        (self.root / "booktranslate.toml").write_text("", "utf-8")
        self.books["livre"] = [self._chapter(data), self._chapter(data)]
        self._write_books()
        self._run("extract")

    def _chapter(self, data: st.DataObject) -> tuple[str, list[str]]:
        texts = data.draw(st.lists(st.sampled_from(FRENCH), min_size=1, max_size=3, unique=True))
        return f"Chapitre {self._word()}", texts

    def _word(self) -> str:
        """A word without figures, as these have rules of their own."""
        return "W" + "".join(chr(ord("a") + int(digit)) for digit in str(next(self.numbers)))

    def _write_books(self) -> None:
        folder = self.root / "source"
        folder.mkdir(exist_ok=True)
        for path in folder.glob("*.docx"):
            path.unlink()
        for name, chapters in self.books.items():
            write_book(folder / f"{name}.docx", chapters)

    def _add_chapter(self, data: st.DataObject) -> None:
        chapters = self.books[data.draw(st.sampled_from(sorted(self.books)))]
        chapters.insert(data.draw(st.integers(0, len(chapters))), self._chapter(data))
        self._write_books()

    def _remove_chapter(self, data: st.DataObject) -> None:
        chapters = self.books[data.draw(st.sampled_from(sorted(self.books)))]
        if len(chapters) > 1:
            chapters.pop(data.draw(st.integers(0, len(chapters) - 1)))
        self._write_books()

    def _move_chapter(self, data: st.DataObject) -> None:
        """Within its document, or to another one."""
        name = data.draw(st.sampled_from(sorted(self.books)))
        other = data.draw(st.sampled_from(sorted(self.books)))
        chapters = self.books[name]
        if len(chapters) > 1 or name == other:
            chapter = chapters.pop(data.draw(st.integers(0, len(chapters) - 1)))
            self.books[other].insert(data.draw(st.integers(0, len(self.books[other]))), chapter)
        self._write_books()

    def _change_text(self, data: st.DataObject) -> None:
        chapters = self.books[data.draw(st.sampled_from(sorted(self.books)))]
        title, texts = chapters[data.draw(st.integers(0, len(chapters) - 1))]
        place = data.draw(st.integers(-1, len(texts) - 1))
        if place < 0:
            chapters[chapters.index((title, texts))] = f"{title} bis", texts
        else:
            change = data.draw(st.sampled_from(["number", "more", "other"]))
            old = texts[place]
            new = {
                "number": old.replace("83", "87"),
                "more": old + " Vraiment.",
                "other": f"Tout {old.lower()}",
            }
            texts[place] = new[change]
        self._write_books()

    def _rename_document(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.books)))
        if free := [other for other in NAMES if other not in self.books]:
            self.books[data.draw(st.sampled_from(free))] = self.books.pop(name)
        self._write_books()

    def _split_document(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.books)))
        free = [other for other in NAMES if other not in self.books]
        if len(self.books[name]) > 1 and free:
            self.books[free[0]] = self.books[name][1:]
            del self.books[name][1:]
        self._write_books()

    def _join_documents(self, data: st.DataObject) -> None:
        if len(self.books) < 2:
            return
        first, second = sorted(self.books)[:2]
        self.books[first] += self.books.pop(second)
        self._write_books()

    def _switch_split(self, data: st.DataObject) -> None:
        path = self.root / "booktranslate.toml"
        path.write_text("" if path.read_text("utf-8") else '[extract]\nsplit = "heading1"\n', "utf-8")

    @rule(data=st.data())
    def change_the_book(self, data: st.DataObject) -> None:
        """Chapters and documents come, go, move and are renamed; texts and the cut into files change."""
        changes = [
            self._add_chapter,
            self._remove_chapter,
            self._move_chapter,
            self._change_text,
            self._rename_document,
            self._split_document,
            self._join_documents,
            self._switch_split,
        ]
        data.draw(st.sampled_from(changes))(data)

    # What people do with PO files

    def _pos(self) -> list[Path]:
        return sorted((self.root / "translations").rglob("*.po"))

    @rule(data=st.data())
    def work_on_the_files(self, data: st.DataObject) -> None:
        works = [self._review, self._review, self._review, self._accept_drafts, self._delete_po]
        data.draw(st.sampled_from(works))(data)

    def _review(self, data: st.DataObject) -> None:
        if paths := self._pos():
            self._edit(data.draw(st.sampled_from(paths)), data)

    def _edit(self, path: Path, data: st.DataObject, text: str = "") -> None:
        po = polib.pofile(str(path), wrapwidth=0)
        if not (entries := [entry for entry in po if not entry.obsolete and text in ("", entry.msgid)]):
            return
        entry = data.draw(st.sampled_from(entries))
        word = self._word()
        # Other files may hold what is replaced here: then it is free to go there too.
        self.replaced.add(entry.msgstr)
        self.alive.discard(entry.msgstr)
        entry.msgstr = word
        entry.fuzzy = data.draw(st.booleans())
        self._save(po, path, data)
        self.alive.add(word)

    def _save(self, po: polib.POFile, path: Path, data: st.DataObject) -> None:
        """As editors save: dates, line ends and comments differ."""
        po.metadata["PO-Revision-Date"] = Clock.now().astimezone().strftime("%Y-%m-%d %H:%M%z")
        text = str(po)
        if data.draw(st.booleans()):
            text = text.replace("\n", "\r\n")
        path.write_bytes(text.encode("utf-8"))

    def _accept_drafts(self, data: st.DataObject) -> None:
        if paths := self._pos():
            path = data.draw(st.sampled_from(paths))
            po = polib.pofile(str(path), wrapwidth=0)
            for entry in po:
                entry.fuzzy = False
            po.save(str(path))

    def _delete_po(self, data: st.DataObject) -> None:
        if paths := self._pos():
            path = data.draw(st.sampled_from(paths))
            self._overwritten(path)
            path.unlink()

    def _overwritten(self, path: Path) -> None:
        """What no command has seen before its file goes cannot come back, unless it stands elsewhere."""
        text = path.read_text("utf-8")
        others = "".join(other.read_text("utf-8") for other in self._pos() if other != path)
        for word in [*self.alive]:
            if _has(text, word) and word not in self.seen and not _has(others, word):
                self.alive.discard(word)

    @rule(data=st.data())
    def send_copy(self, data: st.DataObject) -> None:
        if paths := self._pos():
            path = data.draw(st.sampled_from(paths))
            copy = self.stash / f"{self._word()}.po"
            shutil.copy(path, copy)
            (copy.with_suffix(".place")).write_text(path.relative_to(self.root).as_posix(), "utf-8")
            self.own[copy], self.gone[copy] = set(), set()
            text = path.read_text("utf-8")
            self.unknown[copy] = any(word not in self.seen and _has(text, word) for word in self.alive)

    @precondition(lambda self: self.own)
    @rule(data=st.data())
    def reviewer_works(self, data: st.DataObject) -> None:
        """On a text of a copy; perhaps somebody works on the same text in the project, before or after."""
        copy = data.draw(st.sampled_from(sorted(self.own)))
        po = polib.pofile(str(copy), wrapwidth=0)
        if not (entries := [entry for entry in po if not entry.obsolete]):
            return
        entry = data.draw(st.sampled_from(entries))
        self.own[copy].discard(entry.msgstr)
        self.gone[copy].add(entry.msgstr)
        entry.msgstr = self._word()
        entry.fuzzy = data.draw(st.booleans())
        self.own[copy].add(entry.msgstr)
        self._save(po, copy, data)
        if data.draw(st.integers(0, 3)) == 0:
            self._filter(copy, data)
        here = self.root / copy.with_suffix(".place").read_text("utf-8")
        if here.exists() and data.draw(st.booleans()):
            self._edit(here, data, entry.msgid)
            if data.draw(st.booleans()):
                with contextlib.suppress(AssertionError):  # a document may have no PO file yet
                    self._command("status")
            if data.draw(st.booleans()):
                self._command("extract", "--jobs", "1")

    def _filter(self, copy: Path, data: st.DataObject) -> None:
        """A filter, a cut download, another order."""
        po = polib.pofile(str(copy), wrapwidth=0)
        kept = [entry for entry in po if entry.msgstr in self.own[copy] or data.draw(st.booleans())]
        po[:] = sorted(kept, key=lambda entry: entry.msgid) if data.draw(st.booleans()) else kept
        po.save(str(copy))

    @precondition(lambda self: self.own)
    @rule(data=st.data())
    def lay_copy(self, data: st.DataObject) -> None:
        """A copy laid into the project by hand, in the place of its original or beside it."""
        copy = data.draw(st.sampled_from(sorted(self.own)))
        place = self.root / copy.with_suffix(".place").read_text("utf-8")
        name = data.draw(st.sampled_from(["{}", "{} - Copie", "{} (1)", "anna {}"]))
        path = place.with_name(name.format(place.stem) + ".po")
        if data.draw(st.booleans()):
            path = self.root / "translations/en-GB" / path.name
        if path.exists():
            self._overwritten(path)
            if self.unknown[copy]:  # nothing tells it from an edit of what stands there
                text = path.read_text("utf-8")
                self.alive = {word for word in self.alive if not _has(text, word)}
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(copy, path)
        self.alive -= self.gone[copy]  # a person who has seen these words wrote others there
        self.alive |= self.own[copy] - self.replaced

    # Commands

    def _run(self, *arguments: str) -> int:
        out = io.StringIO()
        code = 0
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            try:
                main([*arguments, "-C", str(self.root)])
            except SystemExit as ended:
                code = int(ended.code or 0)
        self.said = out.getvalue()
        assert code in (0, 1), self.said
        assert "bug in booktranslate" not in self.said, self.said
        return code

    def _command(self, *arguments: str) -> None:
        self._run(*arguments)
        present = self._present()
        self.seen |= {word for word in self.alive if word in present}

    @rule()
    def extract(self) -> None:
        self._command("extract", "--jobs", "1")

    @rule(data=st.data())
    def another_command(self, data: st.DataObject) -> None:
        self._run("extract", "--jobs", "1")
        command = data.draw(
            st.sampled_from(
                [
                    ["translate", "--engine", "pseudo"],
                    ["assemble", "--jobs", "1"],
                    ["check", "--fix", "--yes"],
                    ["status"],
                ]
            )
        )
        self._command(*command)

    @precondition(lambda self: self.own)
    @rule(data=st.data())
    def combine(self, data: st.DataObject) -> None:
        self._run("extract", "--jobs", "1")
        copy = data.draw(st.sampled_from(sorted(self.own)))
        base = data.draw(st.sampled_from([None, *sorted(self.own)]))
        arguments = [] if base is None or base == copy else ["--base", str(base)]
        self._run("combine", str(copy), *arguments)
        if "the file belongs to another book" not in self.said:
            self.alive |= self.own[copy] - self.replaced
            if arguments:  # then what the base said is what the reviewer replaced
                before = {entry.msgid: entry.msgstr for entry in polib.pofile(str(base))}
                for entry in polib.pofile(str(copy)):
                    if before.get(entry.msgid, "") != entry.msgstr:
                        self.alive.discard(before.get(entry.msgid, ""))
        present = self._present()
        self.seen |= {word for word in self.alive if word in present}

    @rule(data=st.data())
    def save_while_a_command_works(self, data: st.DataObject) -> None:
        """Somebody saves a file just before it is replaced."""
        command = data.draw(
            st.sampled_from([["extract", "--jobs", "1"], ["translate", "--engine", "pseudo"]])
        )
        self._run("extract", "--jobs", "1")
        check = files._check_unchanged
        saved = []

        def saving(path: Path, seen: str | None) -> None:
            if not saved and path.suffix == ".po" and path.exists() and path.parts[-3] == "translations":
                saved.append(path)
                self._edit(path, data)
            check(path, seen)

        files._check_unchanged = saving
        try:
            self._write_books()
            self._command(*command)
        finally:
            files._check_unchanged = check

    @rule(writes=st.integers(0, 8))
    def extract_is_killed(self, writes: int) -> None:
        with _killed_after(writes), contextlib.suppress(Killed):
            self._run("extract", "--jobs", "1")
        self._command("extract", "--jobs", "1")

    # The law

    def _present(self) -> set[str]:
        text = "".join(path.read_text("utf-8") for path in self._pos())
        return {word for word in self.alive if _has(text, word)}

    @invariant()
    def nobodys_words_are_lost(self) -> None:
        if self.said:  # the last thing was a command, or a person who has seen what it left
            missing = self.alive - self._present()
            waiting = {word for word in missing if word in self.seen}
            # What a person overwrote comes back with the next extraction.
            if waiting:
                self._run("extract", "--jobs", "1")
            lost = self.alive - self._present()
            assert not lost, f"{lost} {self.said}"


def _has(text: str, word: str) -> bool:
    position = text.find(word)
    while position >= 0:
        following = text[position + len(word) : position + len(word) + 1]
        if not following.islower():
            return True
        position = text.find(word, position + 1)
    return False


@contextlib.contextmanager
def _killed_after(writes: int) -> Iterator[None]:
    """The process ends after some files were replaced or deleted."""
    left = [writes]
    replace, unlink = Path.replace, Path.unlink

    def counted(method, path: Path, *arguments, **options):  # type: ignore[no-untyped-def]
        if path.name.endswith(".tmp") and method is unlink:
            return method(path, *arguments, **options)
        if not left[0]:
            raise Killed
        left[0] -= 1
        return method(path, *arguments, **options)

    Path.replace = lambda self, *a, **o: counted(replace, self, *a, **o)  # type: ignore[method-assign]
    Path.unlink = lambda self, *a, **o: counted(unlink, self, *a, **o)  # type: ignore[method-assign]
    try:
        yield
    finally:
        Path.replace, Path.unlink = replace, unlink  # type: ignore[method-assign]
