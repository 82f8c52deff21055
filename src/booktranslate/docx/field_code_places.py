"""The words in the instructions of fields that a reader sees, as places of text."""

import re
from collections.abc import Sequence

from booktranslate.docx.fields.instructions import Argument, Pieces, arguments, code_of, set_code, use_of
from booktranslate.docx.opc.xml import Element, legal
from booktranslate.docx.paragraphs.tagging import is_translatable
from booktranslate.docx.text_places import Targets, Unmarked, is_file_name, keep_edges, no_tags, plain_text
from booktranslate.model import Finding, TaggedText


class CodePlace(Unmarked):
    """The words in a field's instruction that a reader sees: an index entry, a prompt, the text of a button.

    The instruction is the text of `w:instrText` elements or the attribute of one `w:fldSimple`.
    """

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        self._codes = [code_of(piece) for piece in pieces]
        code = "".join(self._codes)
        self.use = use_of(code)
        self._arguments = [argument for argument in arguments(code) if is_taken(argument)]

    @property
    def texts(self) -> tuple[TaggedText, ...]:
        return tuple(plain_text(argument.words) for argument in self._arguments)

    def write(self, targets: Targets, language: str) -> list[Finding]:
        findings = []
        # From the last to the first, so that places stay what they were.
        for argument, target in reversed(list(zip(self._arguments, targets, strict=True))):
            if target is not None:
                words = keep_edges(argument.words, target.plain)
                self._put_changed(argument.start, argument.end, legal(argument.written(words)))
            findings += no_tags(target)
        return findings

    def _put_changed(self, start: int, end: int, words: str) -> None:
        """The same, but for what both begin and end with: it stays in its elements, between which ends of
        bookmarks may stand."""
        old = "".join(self._codes)[start:end]
        same = min(_alike(old, words), len(old) - 1)  # there must be something to replace
        behind = min(_alike(old[same:][::-1], words[same:][::-1]), len(old) - same - 1)
        self._put(start + same, end - behind, words[same : len(words) - behind])

    def _put(self, start: int, end: int, words: str) -> None:
        """Replace a stretch of the instruction, which may begin in one element and end in another: each gets
        as many of the new words as it had of the old ones, in proportion."""
        touched: list[tuple[Element, int, int]] = []
        offset = 0
        for piece, code in zip(self._pieces, self._codes, strict=True):
            first, last = max(start - offset, 0), min(end - offset, len(code))
            offset += len(code)
            if piece is not None and first < last:
                touched.append((piece, first, last))
        codes = [code_of(piece) for piece, _, _ in touched]
        old = [code[first:last] for code, (_, first, last) in zip(codes, touched, strict=True)]
        for (piece, first, last), code, share in zip(touched, codes, _shares(old, words), strict=True):
            set_code(piece, code[:first] + share + code[last:])


def _shares(old: Sequence[str], new: str) -> list[str]:
    """A text cut at the like words as the old one is."""
    words = list(_WORD.finditer(new))
    total = sum(len(_WORD.findall(piece)) for piece in old)
    cuts, count = [0], 0
    for piece in old[:-1]:
        count += len(_WORD.findall(piece))
        place = round(count * len(words) / total) if total else 0
        if piece[-1:].isalnum():
            cut = words[place - 1].end() if place else 0
        else:
            cut = words[place].start() if place < len(words) else len(new)
        cuts.append(max(cut, cuts[-1]))
    return [new[first:last] for first, last in zip(cuts, [*cuts[1:], len(new)], strict=True)]


_WORD = re.compile(r"\w+")


def _alike(one: str, other: str) -> int:
    """How many letters two texts begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))


def is_taken(argument: Argument) -> bool:
    """Whether an argument of an instruction is a text to translate."""
    if argument.field == "HYPERLINK" and is_file_name(argument.words):
        return False
    return argument.is_shown and argument.is_literal and is_translatable(argument.words)
