"""Places of text in the instructions of fields: the words there that a reader sees."""

import re
from collections.abc import Sequence

from booktranslate.docx.fields.instructions import Argument, Pieces, arguments, code_of, set_code, use_of
from booktranslate.docx.opc.xml import Element, legal
from booktranslate.docx.paragraphs.tagging import is_translatable
from booktranslate.docx.text_places import Targets, Unmarked, is_file_name, keep_edges, no_tags, plain_text
from booktranslate.model import Finding, TaggedText


class CodePlace(Unmarked):
    """The words in a field's instruction that a reader sees, such as an index entry or the text of a button.

    The instruction is the text of `w:instrText` elements, or an attribute of a `w:fldSimple`. `use` says what
    the words are (see `use_of`).
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
        # The last one first, so that the positions of the others do not change.
        for argument, target in reversed(list(zip(self._arguments, targets, strict=True))):
            if target is not None:
                words = keep_edges(argument.words, target.plain)
                self._put_changed(argument.start, argument.end, legal(argument.written(words)))
            findings += no_tags(target)
        return findings

    def _put_changed(self, start: int, end: int, words: str) -> None:
        """Replace a stretch of the instruction except for the beginning and end that old and new words share.
        These stay in their elements, between which there may be ends of bookmarks."""
        old = "".join(self._codes)[start:end]
        same = min(_alike(old, words), len(old) - 1)  # there must be something to replace
        behind = min(_alike(old[same:][::-1], words[same:][::-1]), len(old) - same - 1)
        self._put(start + same, end - behind, words[same : len(words) - behind])

    def _put(self, start: int, end: int, words: str) -> None:
        """Replace a stretch of the instruction. If it extends over several elements, each gets a share of the
        new words in proportion to its share of the old ones."""
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
    """The new text cut into as many pieces as the old one, at corresponding words."""
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
    """The length of the beginning that two texts share."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))


def is_taken(argument: Argument) -> bool:
    """Whether an argument of an instruction is a text to translate."""
    if argument.field == "HYPERLINK" and is_file_name(argument.words):
        return False
    return argument.is_shown and argument.is_literal and is_translatable(argument.words)
