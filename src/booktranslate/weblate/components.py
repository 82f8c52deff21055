"""How a book is set up in Weblate: a project for the book, a component for each PO file, and the glossary.

Names are those of the REST API and of `import_json` (Weblate's documentation, "Component configuration" and
"Customizing behavior using flags").
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

from booktranslate.book.units import slug
from booktranslate.config import Project
from booktranslate.glossary import Glossary, tbx

GLOSSARY = "glossary"  # Weblate creates this component itself
# Weblate must not check our tags as XML, as a stray ampersand or another order of tags is no fault. It must
# only check that each tag is there.
FLAGS = 'ignore-xml-tags, ignore-xml-invalid, placeholders:r"</?[a-z]+[0-9]*/?>"'
_CHANGEABLE = (
    "new_lang",
    "manage_units",
    "check_flags",
    "enforced_checks",
    "allow_translation_propagation",
    "file_format_params",
)


@dataclass(frozen=True, slots=True)
class Component:
    """A component in Weblate: its PO file, as a path relative to the project, and its settings."""

    slug: str
    file: str
    settings: Mapping[str, Any]

    @property
    def changeable(self) -> dict[str, Any]:
        """The settings that can be changed in a component that exists."""
        return {name: value for name, value in self.settings.items() if name in _CHANGEABLE}


def as_json(component: Component, repo: str, book: str, first: str) -> dict[str, Any]:
    """A component for `import_json` and the API, with its file in the Git repository `repo`.

    Only the component with the slug `first` has a clone of the repository; the others of the book share it.
    """
    place = {"repo": repo, "push": repo} if component.slug == first else {"repo": f"weblate://{book}/{first}"}
    return {"slug": component.slug, **component.settings, "vcs": "git", **place}


def project_settings(name: str, web: str) -> dict[str, Any]:
    """The settings of the Weblate project of a book, for the API; `web` is the website of the book."""
    return {
        "name": name,
        "slug": slug(name),
        "web": web,
        "instructions": "Tags such as <b>, </b> and <fn1/> represent formatting, notes and links of the "
        "book: keep each of them. Save a text that is not finished as “Needs editing”.",
    }


def components(project: Project, files: Sequence[tuple[Path, Path]]) -> list[Component]:
    """A component for each PO file; `files` are pairs of a document and the path of one of its PO files."""
    found: dict[str, Component] = {}
    for document, path in files:
        own = slug(path.stem)
        stem = slug(document.stem)
        name = stem if own == stem else f"{stem}-{own}"
        if name == GLOSSARY:
            name = f"{name}-text"
        name = next(each for each in _numbered(name) if each not in found)
        found[name] = _component(project, name, path)
    return list(found.values())


def _numbered(name: str) -> Iterator[str]:
    """The name, then numbered ones, for files whose names differ only in accents or signs."""
    yield name
    yield from (f"{name}-{number}" for number in count(2))


def _component(project: Project, name: str, path: Path) -> Component:
    file = path.relative_to(project.root).as_posix()
    folder = project.translations.relative_to(project.root).as_posix()
    mask = f"{folder.rpartition('/')[0]}/*{file.removeprefix(folder)}".removeprefix("/")
    target = project.target_lang
    settings = {
        "name": name,
        "file_format": "po",
        "filemask": mask,
        "source_language": project.source_lang,
        "language_regex": f"^{target.replace('-', '[-_]')}$",
        "new_lang": "none",
        "manage_units": False,
        "check_flags": FLAGS,
        # A text that lacks a tag can be saved, but only as "Needs editing", which is fuzzy in the PO file.
        "enforced_checks": ["placeholders"],
        # A book may need two translations of the same French, so none is copied from one place to another.
        "allow_translation_propagation": False,
        "file_format_params": {"po_line_wrap": -1},
    }
    return Component(name, file, settings)


def as_form(settings: Mapping[str, Any]) -> dict[str, str]:
    """Settings for a request with a file, as form fields: values that are not strings become JSON."""
    return {name: value if isinstance(value, str) else json.dumps(value) for name, value in settings.items()}


def glossary_file(project: Project, glossary: Glossary, present: Sequence[str]) -> tuple[bytes, int]:
    """The terms that are not among the `present` ones in Weblate, as TBX, and their number.

    Weblate offers every English term of a concept to translators, so forbidden terms go into the note.
    """
    known = {source.casefold() for source in present}
    terms = [
        replace(term, forbidden=(), note=_note(term.note, term.forbidden))
        for term in glossary.terms
        if term.source.casefold() not in known
    ]
    data = tbx.dump(Glossary(tuple(terms)), project.source_lang, project.target_lang, first=len(present) + 1)
    return data, len(terms)


def _note(note: str, forbidden: Sequence[str]) -> str:
    return " ".join(filter(None, [note, f"Not: {', '.join(forbidden)}." if forbidden else ""]))
