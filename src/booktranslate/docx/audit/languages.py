"""The language that a run is marked as (ECMA-376-1 §17.3.2.20), and whether the document hyphenates words."""

from booktranslate.docx.audit.fonts import Fonts, linked
from booktranslate.docx.opc.package import Package
from booktranslate.docx.opc.xml import Element, attribute, child, is_on


class Languages(Fonts):
    """Languages by paragraph and run, found where fonts are; "" where a document names none."""

    def _named(self, properties: Element) -> str:
        language = child(properties, "w:lang")
        return (attribute(language, "w:val") or "") if language is not None else ""


def hyphenates(package: Package) -> bool:
    """Whether words are broken where they do not fit (§17.15.1.10 autoHyphenation)."""
    settings = linked(package, "settings")
    return settings is not None and is_on(child(settings, "w:autoHyphenation"))
