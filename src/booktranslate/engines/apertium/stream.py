"""Flattened texts written in Apertium's stream format, and read back.

A tag travels as *word-bound blanks*, `[[t:1]]word[[/]]`: Apertium moves them with their words, so bold
words are still bold after "entreprise innovante" has become "innovative company" (its HTML format keeps
tags at their ordinal place, which puts them round other words). What has no word (a footnote mark, an
ampersand) travels as a plain blank, `[a1]`. See https://wiki.apertium.org/wiki/Apertium_stream_format and
https://wiki.apertium.org/wiki/Wordbound_blanks.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from booktranslate.engines.apertium.rewriting import SUBJECTS
from booktranslate.engines.markup.flat import FIRST_MARK, Flat, Shield
from booktranslate.engines.markup.marks import MARK
from booktranslate.engines.markup.placing import LostError, Place, is_word, regions, widened, with_tags
from booktranslate.model import Close, Open

_WORDS = re.compile(r"\w(?:[\w '-]*\w)?")
# Signs that Apertium reads as its own (< > # + @ ^ …) travel as blanks; these need only a backslash.
_SPECIAL = re.compile(r"[\[\]$/]")
_PLAIN = re.compile(r"[\w\s.,;:!?'()\"%“”‘’–—…€$/\[\]-]")
_TOKEN = re.compile(
    r"\[\[t:(?P<ids>[^\]]*)\]\](?P<bound>(?:\\.|[^\\\[])*)\[\[/\]\]"
    r"|\[u(?P<unit>\d+)\]|\[a(?P<atom>\d+)\]|\[c(?P<code>\d+)\]|(?P<blank>\[\])|(?P<text>(?:\\.|[^\\\[])+)|(?P<odd>.)",
    re.DOTALL,
)
# A word that could not be inflected shows its grammar: "\\<prn\\>", "#make+it+us". The source's own signs
# never come here: they travel as [c35].
_GRAMMAR = re.compile(r"\\<[^\\]*\\>|#(?=\w)|(?<=\w)\+(?=\w)")


def write(units: Sequence[tuple[str, Flat]]) -> str:
    """All units as one document. The full stop between them keeps sentences from running together."""
    return "".join(f"[u{number}]{_unit(text, flat)}.[]\n" for number, (text, flat) in enumerate(units))


def _unit(text: str, flat: Flat) -> str:
    parts: list[str] = []
    opened: list[str] = []
    for part in re.split(f"({MARK})", text):
        entry = flat.marks.get(part)
        number = f"{ord(part) - FIRST_MARK}" if entry is not None else ""
        if entry is None:
            parts.append(_run(part, opened))
        elif isinstance(entry, Open):
            opened.append(number)
        elif isinstance(entry, Close):
            opened.pop()
        elif isinstance(entry, Shield):
            parts.append(_bound(entry.carrier, [*opened, number]))
        else:
            parts.append(f"[a{number}]")
    return "".join(parts)


def _run(text: str, opened: list[str]) -> str:
    if not opened:
        return _escape(text)
    parts, position = [], 0
    for words in _WORDS.finditer(text):
        parts += [_escape(text[position : words.start()]), _bound(_escape(words[0]), opened)]
        position = words.end()
    return "".join(parts) + _escape(text[position:])


def _bound(words: str, numbers: Sequence[str]) -> str:
    return f"[[{'; '.join(f't:{number}' for number in numbers)}]]{words}[[/]]"


def _escape(text: str) -> str:
    return "".join(
        (f"\\{c}" if _SPECIAL.match(c) else c) if _PLAIN.match(c) else f"[c{ord(c)}]" for c in text
    )


def read(answer: str, count: int) -> list[str] | None:
    """The answer cut into its units; None when it does not hold exactly those that were written, in order."""
    parts = re.split(r"\[u(\d+)\]", answer)
    if parts[1::2] != [str(number) for number in range(count)]:
        return None
    return parts[2::2]


# Pivot pronouns by route's first mode.
_PRONOUNS = {
    "fr-es": dict(
        zip(SUBJECTS.values(), ("yo", "nosotros", "vosotros", "uno", "ella", "ellos"), strict=True)
    ),
    "fra-cat": dict(
        zip(SUBJECTS.values(), ("jo", "nosaltres", "vosaltres", "un", "ella", "ells"), strict=True)
    ),
}
_SUBJECT = re.compile(
    rf"\[c({'|'.join(str(ord(sign)) for sign in SUBJECTS.values())})\]\s*(\[\[t:[^\]]*\]\])?(\w?)"
)


def pronounced(mode: str, text: str) -> str:
    """The output of the first pair with the subjects that it dropped, as pronouns of the pivot language."""

    def pronoun(found: re.Match[str]) -> str:
        word = _PRONOUNS[mode][chr(int(found[1]))]
        if found[3].isupper():
            word = word.capitalize()
        return f"{found[2] or ''}{word} {found[3].lower()}"

    return _SUBJECT.sub(pronoun, text)


def restore(answer: str, source: str, flat: Flat) -> str:
    """One unit of the answer as a flattened text: the marks of `source` back in, round the right words.

    Raises LostError when a mark is missing or doubled, or tags would cross.
    """
    text, spans = _carried_in(_cells(answer), flat)
    places: dict[str, Place] = {}
    tagged = regions(source, flat)
    for region in tagged:
        found = spans.get(ord(region.opening) - FIRST_MARK, []) + [places[child] for child in region.children]
        if not found:
            raise LostError
        start, end = min(start for start, _ in found), max(end for _, end in found)
        if not region.article and (drawn_in := _FUNCTION_WORDS.match(text, start, end)):
            start = drawn_in.end()
        places[region.opening] = widened(text, start, end, region, flat)
    restored = with_tags(text, tagged, places)
    if sorted(re.findall(MARK, restored)) != sorted(re.findall(MARK, source)):
        raise LostError
    return restored


@dataclass(frozen=True, slots=True)
class _Cell:
    """A piece of the answer, and the numbers of the marks that its words carry."""

    text: str
    numbers: frozenset[int] = frozenset()


def _cells(answer: str) -> list[_Cell]:
    cells: list[_Cell] = []
    for token in _TOKEN.finditer(answer.rstrip("\n")):
        if token["ids"] is not None:
            numbers = frozenset(int(number) for number in re.findall(r"\d+", token["ids"]))
            cells.append(_Cell(_unescape(token["bound"]), numbers))
        elif token["atom"] is not None:
            cells.append(_Cell(chr(FIRST_MARK + int(token["atom"]))))
        elif token["code"] is not None:
            cells.append(_Cell(chr(int(token["code"]))))
        elif token["text"] is not None:
            cells.append(_Cell(_unescape(token["text"])))
        elif token["odd"] is not None:
            raise LostError
    # The full stop that `write` put at the end; the Catalan pair may pull it into the last word.
    if cells and cells[-1].text.endswith("."):
        cells[-1] = _Cell(cells[-1].text[:-1], cells[-1].numbers)
    return cells


def _unescape(text: str) -> str:
    plain = _GRAMMAR.sub(lambda found: " " if found[0] == "+" else "", text)
    return re.sub(r"\\(.)", r"\1", plain, flags=re.DOTALL)


def _carried_in(cells: list[_Cell], flat: Flat) -> tuple[str, dict[int, list[Place]]]:
    """The text, carriers replaced by their marks, and the stretches in which each tag's words stand."""
    holders: dict[int, int] = {}  # shield -> the last cell with a word of its carrier: after "the", "of"
    for position, cell in enumerate(cells):
        for number in cell.numbers:
            if isinstance(flat.marks.get(chr(FIRST_MARK + number)), Shield) and re.search(r"\w", cell.text):
                holders[number] = position
    if len(set(holders.values())) != len(holders):
        raise LostError
    shield_at = {position: number for number, position in holders.items()}
    text = ""
    spans: dict[int, list[Place]] = {}
    for position, cell in enumerate(cells):
        words = cell.text
        if position in shield_at:
            words = _exchanged(words, chr(FIRST_MARK + shield_at[position]), flat)
        start = len(text) + len(words) - len(words.lstrip())
        text += words
        if any(is_word(character, flat) for character in words):
            for number in cell.numbers:
                spans.setdefault(number, []).append((start, len(text.rstrip())))
    return text, spans


def _exchanged(words: str, mark: str, flat: Flat) -> str:
    *_, carrier = re.finditer(r"\w[\w'’-]*", words)
    if carrier[0][0].isupper():
        flat.capitals.add(mark)
    return words[: carrier.start()] + mark + words[carrier.end() :]


# Apertium binds an article that it adds or moves to the tag of its noun; <b>entreprise</b> is only "company".
_FUNCTION_WORDS = re.compile(r"(?:(?:the|an?|of|at|to|in) )+(?=\S)", re.IGNORECASE)
