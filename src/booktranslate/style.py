"""What the settings of a project mean for the checks and for typography; used by several steps."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from booktranslate.config import Project
from booktranslate.config_tables import Checks
from booktranslate.errors import SettingError
from booktranslate.glossary import Glossary
from booktranslate.language import FRENCH
from booktranslate.model import Severity, TaggedText
from booktranslate.shared_settings import file_of
from booktranslate.targets import is_english
from booktranslate.typography import NAMES, Change, changes, lowered, polish, raised

if TYPE_CHECKING:
    from booktranslate.checks import CheckSettings


def verify(project: Project) -> None:
    """Raises SettingError if the settings name a check or a typography rule that does not exist."""
    if project.checks != Checks():
        from booktranslate.checks import installed

        checks = [check.name for check in installed()]
        for entry in fields(Checks):
            _verify(project, f"check.{entry.name}", getattr(project.checks, entry.name), "check", checks)
    _verify(project, "typography.off", project.typography.off, "rule of typography", NAMES)


def _verify(project: Project, key: str, named: Iterable[str], what: str, known: Sequence[str]) -> None:
    for name in named:
        if name not in known:
            near = get_close_matches(name, known, 1)
            raise SettingError(
                key,
                f"lists “{name}”, which is not a {what}.",
                where=str(file_of(project.root, key)),
                hint=f"Did you mean {near[0]}?" if near else f"Choose from: {', '.join(sorted(known))}.",
            )


def check_settings(project: Project) -> "CheckSettings":
    """How the checks run in a project. Raises InputError for a mistake in one of the project's own lists."""
    # Imported only here, as `assemble` needs none of these.
    from booktranslate.checks import CheckSettings, checklist, false_friends, spelling

    severities: dict[str, Severity] = {
        **dict.fromkeys(project.checks.errors, "error"),
        **dict.fromkeys(project.checks.warnings, "warning"),
        **dict.fromkeys(project.checks.notes, "note"),
    }
    return CheckSettings(
        project.source_lang,
        project.target_lang,
        frozenset(project.checks.off) | (unfit(project) - severities.keys()),
        severities,
        words=spelling.read_words(project.root / spelling.FILE),
        false_friends=false_friends.read(project.root / false_friends.FILE),
        checklist=checklist.read(project.root / checklist.FILE),
        genders={one.name: one.gender for one in project.interview.speakers if one.gender},
    )


def doubts(project: Project) -> list[str]:
    """What to tell the user about the encodings of the project's lists for checks. Raises InputError."""
    from booktranslate.checks import checklist, false_friends, spelling, tables

    lists = (spelling.FILE, false_friends.FILE, checklist.FILE)
    return [doubt for name in lists if (doubt := tables.doubt(project.root / name))]


def unfit(project: Project) -> frozenset[str]:
    """The checks that do not work for the languages of the project: most know only French and English."""
    if is_english(project.target_lang) and project.source_lang.split("-")[0] == FRENCH:
        return frozenset()
    from booktranslate.checks import fitting, installed

    fit = fitting(project.source_lang, project.target_lang)
    return frozenset(check.name for check in installed() if check.name not in fit)


def shortfall(project: Project, *, named: bool = False) -> str:
    """A sentence that says what is off for the languages of the project, and why; empty if nothing is.

    With `named`, it names the checks.
    """
    off = unfit(project)
    if not off and is_english(project.target_lang):
        return ""
    from booktranslate.checks import installed

    pair = f"{project.source_lang} → {project.target_lang}"
    rules = "" if is_english(project.target_lang) else "typography, annexes, the colophon and "
    names = [check.name for check in installed() if check.name in off]
    listed = f": {', '.join(names)}" if named else "; `booktranslate check` names them"
    checks = f"{len(names)} of {len(installed())} checks are off, because they know only French and English"
    return f"{pair}: {rules}{checks}{listed}."


def polisher(project: Project, glossary: Glossary) -> Callable[[TaggedText], TaggedText]:
    """What gives a translation the project's typography; unchanged unless the target is English."""
    if not is_english(project.target_lang):
        return lambda text: text
    rules = _rules(project, glossary)
    if project.typography.raised_ordinals:
        return lambda text: raised(polish(lowered(text), **rules))
    return lambda text: polish(lowered(text), **rules)


def polished(project: Project, glossary: Glossary, text: TaggedText) -> TaggedText:
    """One translation with the project's typography (see `polisher`)."""
    return polisher(project, glossary)(text)


def typographic_changes(project: Project, glossary: Glossary, text: TaggedText) -> list[Change]:
    """What the typography rules would change in a translation, rule by rule."""
    if not is_english(project.target_lang):
        return []
    return changes(text, **_rules(project, glossary))


def _rules(project: Project, glossary: Glossary) -> dict[str, Any]:
    settings = project.typography
    return {
        "target_lang": project.target_lang,
        "quotes": settings.quotes,
        "off": frozenset(settings.off),
        "protected": glossary,
    }
