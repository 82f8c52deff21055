"""Find the languages that runs are marked with (ECMA-376-1 §17.3.2.20), and whether words are hyphenated."""

from booktranslate.docx.audit.fonts import Fonts, linked
from booktranslate.docx.opc.package import Package
from booktranslate.docx.opc.xml import Element, attribute, child, is_on


class Languages(Fonts):
    """The languages of a document's runs, which are found as fonts are; "" for a run without one."""

    def _named(self, properties: Element) -> str:
        language = child(properties, "w:lang")
        return (attribute(language, "w:val") or "") if language is not None else ""


def hyphenates(package: Package) -> bool:
    """Whether words are hyphenated at the ends of lines (§17.15.1.10 autoHyphenation)."""
    settings = linked(package, "settings")
    return settings is not None and is_on(child(settings, "w:autoHyphenation"))
