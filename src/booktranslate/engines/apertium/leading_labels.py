"""Numbers, letters and labels such as "Figure 2" at the start of headings and captions.

Apertium takes "Figure 2" and "a." for verbs, and loses the capital that follows. So they are cut off, and
translated by rule.
"""

import re

from booktranslate.glossary import Glossary
from booktranslate.language.letters import UPPER
from booktranslate.language.roman_numerals import SMALL_ROMAN
from booktranslate.language.spaces import S
from booktranslate.model import TaggedText, Text, cut, tagged

_LABELS = {
    "annexe": "Appendix",
    "carte": "Map",
    "chapitre": "Chapter",
    "diagramme": "Diagram",
    "encadré": "Box",
    "équation": "Equation",
    "fig": "Fig",
    "fig.": "Fig.",
    "figure": "Figure",
    "graphique": "Chart",
    "partie": "Part",
    "photo": "Photo",
    "schéma": "Diagram",
    "tableau": "Table",
}
_WORDS = rf"(?=\W*[{UPPER}])"  # a capital follows, as after the number of a heading
# \ufffc stands for a field
_NUMBER = rf"(?:\d{{1,3}}(?:[.-]\d{{1,3}})*[a-z]?|{SMALL_ROMAN}|[A-Z](?:[.-]?\d{{1,3}})*|\ufffc)"
_LABELLED = re.compile(
    rf"((?i:{'|'.join(sorted(map(re.escape, _LABELS), reverse=True))})){S}*{_NUMBER}"
    rf"(?:{S}*[:.)–—-]+{S}*|{S}+{_WORDS}|{S}+(?=\(?[a-o]\))|{S}*$)"
)
_SMALL = rf"(?:[a-o]|{SMALL_ROMAN.lower()}|\d{{1,3}})"
_COUNTED = re.compile(
    rf"(?:\({_SMALL}\)|{_SMALL}{S}?[.)]|{SMALL_ROMAN}{S}?[.)-]|\d{{1,2}}(?:[.-]\d{{1,2}})+\.?){S}*{_WORDS}"
)
_SPACED = re.compile(rf"{S}+(?=[:.)])")


def cut_off(text: TaggedText, glossary: Glossary) -> tuple[TaggedText, TaggedText]:
    """The number, letter or label at the start of a text, in English, and the rest of the text.

    The first is empty if there is none, or if the label is a term of the glossary.
    """
    found = _LABELLED.match(text.line)
    if found and (found[1].isupper() or not found[1][0].isupper() or any(glossary.find(found[1]))):
        found = None
    found = found or _COUNTED.match(text.line)
    chunks = cut(text, [found.end()]) if found else []
    if not found or (len(chunks) < 2 and found.end() < len(text.line)):
        return tagged(()), text
    lead = [*chunks[0].pieces]
    if found.re is _LABELLED:
        label = found[1]
        place = next(index for index, piece in enumerate(lead) if isinstance(piece, Text))
        words = lead[place]
        if not isinstance(words, Text) or not words.value.startswith(label):
            return tagged(()), text
        gap = "" if words.value[len(label) : len(label) + 1].strip() == "" else " "  # Tableau1
        lead[place] = Text(_LABELS[label.lower()] + gap + words.value[len(label) :])
    lead = [Text(_SPACED.sub("", piece.value)) if isinstance(piece, Text) else piece for piece in lead]
    return tagged(lead), chunks[1] if len(chunks) > 1 else tagged(())
