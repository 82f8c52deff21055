"""Write flattened texts in Apertium's stream format, and read them back.

A tag is sent as *word-bound blanks*, `[[t:1]]word[[/]]`. Apertium moves them with their words, so bold words
stay bold when "entreprise innovante" becomes "innovative company". (Its HTML format keeps the tags in their
order, which puts them round other words.) A footnote mark or a special character, which has no word, is sent
as a plain blank, `[a1]`. See https://wiki.apertium.org/wiki/Apertium_stream_format and
https://wiki.apertium.org/wiki/Wordbound_blanks.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from booktranslate.engines.apertium.rewriting import SUBJECTS
from booktranslate.engines.markup.flat import Flat, Shield
from booktranslate.engines.markup.placing import LostError, Place, is_word, regions, widened, with_tags
from booktranslate.engines.markup.stand_ins import FIRST_STAND_IN, STAND_IN
from booktranslate.model import Close, Open

_WORDS = re.compile(r"\w(?:[\w '-]*\w)?")
# Characters with a meaning in Apertium (< > # + @ ^ …) are sent as blanks; these need only a backslash.
_SPECIAL = re.compile(r"[\[\]$/]")
_PLAIN = re.compile(r"[\w\s.,;:!?'()\"%“”‘’–—…€$/\[\]-]")
_TOKEN = re.compile(
    r"\[\[t:(?P<ids>[^\]]*)\]\](?P<bound>(?:\\.|[^\\\[])*)\[\[/\]\]"
    r"|\[u(?P<unit>\d+)\]|\[a(?P<atom>\d+)\]|\[c(?P<code>\d+)\]|(?P<blank>\[\])|(?P<text>(?:\\.|[^\\\[])+)|(?P<odd>.)",
    re.DOTALL,
)
# A word that Apertium could not inflect shows its grammar: "\\<prn\\>", "#make+it+us". These characters never
# come from the source, where they are sent as [c35].
_GRAMMAR = re.compile(r"\\<[^\\]*\\>|#(?=\w)|(?<=\w)\+(?=\w)")


def write(units: Sequence[tuple[str, Flat]]) -> str:
    """All texts as one input. The full stop after each keeps it separate from the next."""
    return "".join(f"[u{number}]{_unit(text, flat)}.[]\n" for number, (text, flat) in enumerate(units))


def _unit(text: str, flat: Flat) -> str:
    output: list[str] = []
    opened: list[str] = []
    for chunk in re.split(f"({STAND_IN})", text):
        original = flat.originals.get(chunk)
        number = f"{ord(chunk) - FIRST_STAND_IN}" if original is not None else ""
        if original is None:
            output.append(_stretch(chunk, opened))
        elif isinstance(original, Open):
            opened.append(number)
        elif isinstance(original, Close):
            opened.pop()
        elif isinstance(original, Shield):
            output.append(_bound(original.carrier, [*opened, number]))
        else:
            output.append(f"[a{number}]")
    return "".join(output)


def _stretch(text: str, opened: list[str]) -> str:
    if not opened:
        return _escape(text)
    output, position = [], 0
    for words in _WORDS.finditer(text):
        output += [_escape(text[position : words.start()]), _bound(_escape(words[0]), opened)]
        position = words.end()
    return "".join(output) + _escape(text[position:])


def _bound(words: str, numbers: Sequence[str]) -> str:
    return f"[[{'; '.join(f't:{number}' for number in numbers)}]]{words}[[/]]"


def _escape(text: str) -> str:
    return "".join(
        (f"\\{c}" if _SPECIAL.match(c) else c) if _PLAIN.match(c) else f"[c{ord(c)}]" for c in text
    )


def read(answer: str, count: int) -> list[str] | None:
    """The answer cut into its `count` texts; None if it does not have exactly those, in order."""
    chunks = re.split(r"\[u(\d+)\]", answer)
    if chunks[1::2] != [str(number) for number in range(count)]:
        return None
    return chunks[2::2]


# The pronouns of the pivot languages, by the mode of the first pair.
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
    """The output of the first pair, with pronouns of the pivot language for the characters of SUBJECTS."""

    def pronoun(found: re.Match[str]) -> str:
        word = _PRONOUNS[mode][chr(int(found[1]))]
        if found[3].isupper():
            word = word.capitalize()
        return f"{found[2] or ''}{word} {found[3].lower()}"

    return _SUBJECT.sub(pronoun, text)


def restore(answer: str, source: str, flat: Flat) -> str:
    """One text of the answer as a flattened text, with the stand-ins of `source` at the right words.

    Raises LostError if a stand-in is missing or doubled, or tags would cross.
    """
    text, spans = _carried_in(_cells(answer), flat)
    places: dict[str, Place] = {}
    tagged = regions(source, flat)
    for region in tagged:
        found = spans.get(ord(region.opening) - FIRST_STAND_IN, []) + [
            places[child] for child in region.children
        ]
        if not found:
            raise LostError
        start, end = min(start for start, _ in found), max(end for _, end in found)
        if not region.article and (added := _FUNCTION_WORDS.match(text, start, end)):
            start = added.end()
        places[region.opening] = widened(text, start, end, region, flat)
    restored = with_tags(text, tagged, places)
    if sorted(re.findall(STAND_IN, restored)) != sorted(re.findall(STAND_IN, source)):
        raise LostError
    return restored


@dataclass(frozen=True, slots=True)
class _Cell:
    """A stretch of the answer, and the numbers of the stand-ins that are bound to its words."""

    text: str
    numbers: frozenset[int] = frozenset()


def _cells(answer: str) -> list[_Cell]:
    cells: list[_Cell] = []
    for token in _TOKEN.finditer(answer.rstrip("\n")):
        if token["ids"] is not None:
            numbers = frozenset(int(number) for number in re.findall(r"\d+", token["ids"]))
            cells.append(_Cell(_unescape(token["bound"]), numbers))
        elif token["atom"] is not None:
            cells.append(_Cell(chr(FIRST_STAND_IN + int(token["atom"]))))
        elif token["code"] is not None:
            cells.append(_Cell(chr(int(token["code"]))))
        elif token["text"] is not None:
            cells.append(_Cell(_unescape(token["text"])))
        elif token["odd"] is not None:
            raise LostError
    # Remove the full stop that `write` added; the Catalan pair may bind it to the last word.
    if cells and cells[-1].text.endswith("."):
        cells[-1] = _Cell(cells[-1].text[:-1], cells[-1].numbers)
    return cells


def _unescape(text: str) -> str:
    plain = _GRAMMAR.sub(lambda found: " " if found[0] == "+" else "", text)
    return re.sub(r"\\(.)", r"\1", plain, flags=re.DOTALL)


def _carried_in(cells: list[_Cell], flat: Flat) -> tuple[str, dict[int, list[Place]]]:
    """The text with stand-ins for its carriers, and the places of the words bound to each tag, by number."""
    holders: dict[int, int] = {}  # shield -> the last cell with a word bound to it, after "the" or "of"
    for position, cell in enumerate(cells):
        for number in cell.numbers:
            if isinstance(flat.originals.get(chr(FIRST_STAND_IN + number)), Shield) and re.search(
                r"\w", cell.text
            ):
                holders[number] = position
    if len(set(holders.values())) != len(holders):
        raise LostError
    shield_at = {position: number for number, position in holders.items()}
    text = ""
    spans: dict[int, list[Place]] = {}
    for position, cell in enumerate(cells):
        words = cell.text
        if position in shield_at:
            words = _exchanged(words, chr(FIRST_STAND_IN + shield_at[position]), flat)
        start = len(text) + len(words) - len(words.lstrip())
        text += words
        if any(is_word(character, flat) for character in words):
            for number in cell.numbers:
                spans.setdefault(number, []).append((start, len(text.rstrip())))
    return text, spans


def _exchanged(words: str, stand_in: str, flat: Flat) -> str:
    *_, carrier = re.finditer(r"\w[\w'’-]*", words)
    if carrier[0][0].isupper():
        flat.capitals.add(stand_in)
    return words[: carrier.start()] + stand_in + words[carrier.end() :]


# Apertium binds articles that it adds or moves to the tag of the noun; but <b>entreprise</b> is only
# "company".
_FUNCTION_WORDS = re.compile(r"(?:(?:the|an?|of|at|to|in) )+(?=\S)", re.IGNORECASE)
