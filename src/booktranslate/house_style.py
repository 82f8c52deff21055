"""What the settings of a project mean for the checks and for typography; shared by the steps."""

from typing import TYPE_CHECKING, Any

from booktranslate.config import Project
from booktranslate.glossary import Glossary
from booktranslate.model import Severity, TaggedText
from booktranslate.typography import Change, changes, polish

if TYPE_CHECKING:
    from booktranslate.checks import CheckSettings


def check_settings(project: Project) -> "CheckSettings":
    """How the checks run. Raises InputError for a `false-friends.csv` or `dictionary.txt` with a mistake."""
    from booktranslate.checks import CheckSettings, false_friends, spelling  # assembly needs none of it

    severities: dict[str, Severity] = {
        **dict.fromkeys(project.checks.errors, "error"),
        **dict.fromkeys(project.checks.warnings, "warning"),
        **dict.fromkeys(project.checks.notes, "note"),
    }
    return CheckSettings(
        project.source_lang,
        project.target_lang,
        frozenset(project.checks.off),
        severities,
        words=spelling.read_words(project.root / spelling.FILE),
        false_friends=false_friends.read(project.root / false_friends.FILE),
    )


def polished(project: Project, glossary: Glossary, text: TaggedText) -> TaggedText:
    """A translation with the typography of the project."""
    return polish(text, **_rules(project, glossary))


def typographic_changes(project: Project, glossary: Glossary, text: TaggedText) -> list[Change]:
    """What `polished` would change, rule by rule."""
    return changes(text, **_rules(project, glossary))


def _rules(project: Project, glossary: Glossary) -> dict[str, Any]:
    settings = project.typography
    return {
        "target_lang": project.target_lang,
        "quotes": settings.quotes,
        "off": frozenset(settings.off),
        "protected": glossary,
    }
