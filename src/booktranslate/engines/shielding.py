"""What a rule-based engine must not translate, taken out of the text before and put back after.

A text is *flattened* to one string in which every tag, and every stretch that the engine must not touch,
is a single private-use character, its *mark*. What a mark stands for is kept beside the string, so the
wording rules (`wording.py`) are plain regular expressions and can never damage a tag, a term or an address.

A shielded stretch has a *carrier*: an everyday French word of the same kind, gender and number, which the
engine does translate, so that articles, agreement and word order come out right around it. The carrier's
translation is then replaced by the text that has to stand there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from booktranslate.engines.everyday import EVERYDAY
from booktranslate.engines.wording import (
    LOWER,
    MARK,
    UPPER,
    ordinal_suffix,
    title,
    with_initial,
    with_outer_spaces,
)
from booktranslate.glossary import Glossary, Match
from booktranslate.model import Close, Open, Piece, Placeholder, TaggedText, Text, tagged

# Marks are of Supplementary Private Use Area B, signs for pronouns of A: a book that has such characters
# (none should) gets them back untouched.
_FIRST_MARK = 0x100000
_PRIVATE = "[\U000f0000-\U0010fffd]"

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>«»“”]*[^\s<>«»“”.,;:!?…)\]]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_CAPITALISED = rf"[{UPPER}][{LOWER}]+(?:[-’'][{UPPER}]?[{LOWER}]+)*"
_SPACE = "[ \u00a0\u202f]"
_NAME = re.compile(rf"(?<![\w’'-])(?:{_CAPITALISED}{_SPACE})+{_CAPITALISED}(?![\w-])")
_HYPHENATED = re.compile(  # Val-Perdu, Saint-Laurent-du-Maroni; a few countries are better translated
    rf"(?<![\w’'-])(?!États-Unis|Royaume-Uni|Pays-Bas|Grande-Bretagne|Nouvelle-Zélande)"
    rf"[{UPPER}][{LOWER}]+(?:-[{LOWER}]{{1,3}})*(?:-[{UPPER}][{LOWER}]+)+(?![\w-])"
)
_TITLED = re.compile(
    rf"\b(M\.|MM\.|Mme|Mmes|Mlle|Dr){_SPACE}((?:{_CAPITALISED}{_SPACE})*{_CAPITALISED})(?![\w-])"
)
_NUMERAL = "(?:[0-9]+|[IVX]+)"
_GLUED = re.compile(rf"[\w·]+(?:{MARK}+[\w·]+)+")
_ORDINAL = re.compile(rf"\b({_NUMERAL})({MARK}*)(er|re|ère|nd|nde|e|ème)({MARK}*)(?!\w)")
_MONEY = re.compile(
    rf"(\d[\d \u00a0\u202f]*(?:,\d+)?){_SPACE}?(?:(M|Mds?)€|(millions?|milliards?) d[’']euros)(?!\w)"
)
# Words that begin a sentence with a capital without being part of the name that follows.
_OPENERS = re.compile(
    "(?:À|Après|Au|Aussi|Aux|Avant|Avec|Bonjour|Ce|Ces|Cet|Cette|Cher|Chère|Chez|Comme|Contre|Dans|De|Depuis|Des|"
    "Dès|Donc|Du|En|Entre|Et|Grâce|Il|Je|La|Le|Les|Leurs?|Lorsque|Ma|Mais|Merci|Mes|Mon|Nos|Notre|Ou|Par|Pour|"
    "Pourquoi|Quand|Que|Quel|Quelle|Qui|Sa|Sans|Selon|Ses|Si|Son|Sous|Sur|Un|Une|Vers|Voici|Vos|Votre)"
)
_FEMININE = re.compile(r"\b(?:la|une|cette|[mts]a|quelle|toute|nouvelle|première|grande)\s+$", re.IGNORECASE)
_ELIDED = re.compile(r"[’']$")

# (feminine, elided) -> singular, plural: words that both routes translate by one noun.
_NOUNS = {
    (False, False): ("projet", "projets"),
    (False, True): ("objectif", "objectifs"),
    (True, False): ("solution", "solutions"),
    (True, True): ("idée", "idées"),
}
_PROPER = "Microsoft"  # a name to both routes; a person would turn "chez" into "home"
_ADJECTIVE = ("industriel", "industriels")
_NUMBER = "1000"
_UNKNOWN = "Xqz"


@dataclass(frozen=True, slots=True)
class Shield:
    """Pieces that have to stand in the translation, and the French word that holds their place."""

    carrier: str
    pieces: tuple[Piece, ...]
    term: bool = False


@dataclass(frozen=True, slots=True)
class Atom:
    """Pieces with no word in them (a footnote mark, an empty tag): they keep their place."""

    pieces: tuple[Piece, ...]


Marked = Open | Close | Shield | Atom


@dataclass(slots=True)
class Flat:
    """A text as one string; each mark in it stands for an entry of `marks`."""

    text: str = ""
    marks: dict[str, Marked] = field(default_factory=dict)
    capitals: set[str] = field(default_factory=set)  # marks of terms that begin a sentence of the translation

    def mark(self, entry: Marked) -> str:
        """A new mark for `entry`."""
        character = chr(_FIRST_MARK + len(self.marks))
        self.marks[character] = entry
        return character

    def expand(self, text: str) -> TaggedText:
        """`text`, each mark replaced by what it stands for."""
        return tagged(piece for character in text for piece in self._pieces(character))

    def _pieces(self, character: str) -> tuple[Piece, ...]:
        entry = self.marks.get(character)
        if entry is None:
            return (Text(character),)
        if isinstance(entry, Shield) and entry.term and character in self.capitals:
            return _capitalised(entry.pieces)
        return entry.pieces if isinstance(entry, Shield | Atom) else (entry,)


def _capitalised(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    return tuple(Text(p.value[:1].upper() + p.value[1:]) if isinstance(p, Text) else p for p in pieces)


def flatten(source: TaggedText, glossary: Glossary, target: str) -> Flat:
    """The text as one string, its tags marked, its addresses, terms and names shielded."""
    flat = Flat()
    plain_at: list[int] = []  # for each character of source.plain, its place in flat.text
    for piece in _atoms(source):
        if isinstance(piece, Text):
            plain_at += range(len(flat.text), len(flat.text) + len(piece.value))
            flat.text += piece.value
        else:
            length = len(TaggedText(piece.pieces).plain) if isinstance(piece, Atom) else 0
            plain_at += [len(flat.text)] * length
            flat.text += flat.mark(piece)
    matches = [*glossary.find(source.plain), *EVERYDAY.find(source.plain)]
    _shield(flat, _spans(flat, matches, plain_at, target))
    return flat


def _atoms(source: TaggedText) -> Iterator[Text | Marked]:
    """The pieces; tags that hold no word, or have no partner, are atoms; odd characters too."""
    pieces = source.pieces
    partner = _partners(pieces)
    position = 0
    while position < len(pieces):
        piece = pieces[position]
        end = partner.get(position)
        inside = pieces[position : end + 1] if end is not None else ()
        if inside and not any(isinstance(part, Text) and re.search(r"\w", part.value) for part in inside):
            yield Atom(inside)
            position += len(inside)
            continue
        if isinstance(piece, Text):
            for part in re.split(f"({_PRIVATE})", piece.value):
                yield Atom((Text(part),)) if re.fullmatch(_PRIVATE, part) else Text(part)
        elif isinstance(piece, Placeholder) or position not in partner:
            yield Atom((piece,))
        else:
            yield piece
        position += 1


def _partners(pieces: tuple[Piece, ...]) -> dict[int, int]:
    """For each tag that is well nested, the place of its partner (a close points back, so is < itself)."""
    partner: dict[int, int] = {}
    opened: list[int] = []
    for position, piece in enumerate(pieces):
        if isinstance(piece, Open):
            opened.append(position)
        elif isinstance(piece, Close):
            names = [pieces[start] for start in opened]
            if Open(piece.name) in names:
                while opened:
                    start = opened.pop()
                    if pieces[start] == Open(piece.name):
                        partner[start], partner[position] = position, start
                        break
    return partner


_Span = tuple[int, int, Shield]


def _spans(flat: Flat, matches: list[Match], plain_at: list[int], target: str) -> Iterator[_Span]:
    """What to shield, most important first; later ones give way to earlier ones."""
    text = flat.text
    for found in _ADDRESS.finditer(text):
        yield found.start(), found.end(), Shield(_UNKNOWN, (Text(found[0]),))
    for match in matches:
        start, end = plain_at[match.start], plain_at[match.end - 1] + 1
        if end - start == match.end - match.start and not re.search(MARK, text[start:end]):
            yield start, end, _term(match, text[:start])
    for found in _ORDINAL.finditer(text):
        if _tags_balanced(flat, found[2] + found[4]):
            yield found.start(), found.end(), _ordinal(flat, found)
    for found in _GLUED.finditer(text):
        if _tags_balanced(flat, found[0]):
            yield found.start(), found.end(), Shield(_UNKNOWN, flat.expand(found[0]).pieces)
    for found in _MONEY.finditer(text):
        unit = "million" if (found[2] or found[3]).lower() in ("m", "million", "millions") else "billion"
        amount = re.sub(_SPACE, "", found[1]).replace(",", ".")
        yield found.start(), found.end(), Shield(_NUMBER, (Text(f"€{amount} {unit}"),))
    for found in _TITLED.finditer(text):
        name = f"{title(found[1], target)} {found[2]}"
        yield found.start(), found.end(), Shield(_PROPER, (Text(name),))
    for found in _NAME.finditer(text):
        start, words = found.start(), re.split(_SPACE, found[0])
        if _OPENERS.fullmatch(words[0]):
            start += len(words[0]) + 1
            words = words[1:]
        if len(words) > 1:
            yield start, found.end(), Shield(_PROPER, (Text(text[start : found.end()]),))
    for found in _HYPHENATED.finditer(text):
        yield found.start(), found.end(), Shield(_PROPER, (Text(found[0]),))


def _ordinal(flat: Flat, found: re.Match[str]) -> Shield:
    number = int(found[1]) if found[1].isdigit() else _roman(found[1])
    feminine = found[3] in ("re", "ère", "nde")
    carrier = ("première" if feminine else "premier") if number == 1 else "deuxième"
    written = f"{number}{found[2]}{ordinal_suffix(number)}{found[4]}"
    return Shield(carrier, flat.expand(written).pieces)


def _roman(numeral: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in numeral]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def _tags_balanced(flat: Flat, text: str) -> bool:
    depth: list[str] = []
    for piece in flat.expand("".join(re.findall(MARK, text))):
        if isinstance(piece, Open):
            depth.append(piece.name)
        elif isinstance(piece, Close) and (not depth or depth.pop() != piece.name):
            return False
    return not depth


def _term(match: Match, before: str) -> Shield:
    part = match.term.part_of_speech.casefold()
    if match.term.keep or part == "name":
        carrier = _PROPER
    elif part.startswith("adj"):
        carrier = _ADJECTIVE[match.plural]
    elif part.startswith(("verb", "adv")):
        carrier = _UNKNOWN
    else:
        carrier = _NOUNS[bool(_FEMININE.search(before)), bool(_ELIDED.search(before))][match.plural]
    if match.capitals == "as given":
        return Shield(carrier, (Text(match.target),), term=True)
    # A capital that begins the French sentence may stand anywhere in the English one.
    if match.capitals == "initial":
        match = replace(match, capitals="as given")
    return Shield(carrier.capitalize(), (Text(match.target),), term=True)


def _shield(flat: Flat, spans: Iterator[_Span]) -> None:
    chosen: list[_Span] = []
    for start, end, shield in spans:
        if all(end <= other_start or start >= other_end for other_start, other_end, _ in chosen):
            chosen.append((start, end, shield))
    parts, position = [], 0
    for start, end, shield in sorted(chosen, key=lambda span: span[0]):
        parts += [flat.text[position:start], flat.mark(shield)]
        position = end
    flat.text = "".join(parts) + flat.text[position:]


def framed(source: TaggedText, flat: Flat, text: str) -> str:
    """`text` with the outer spaces and the first capital or small letter of `source`."""
    words = source.plain
    for character in text:
        if isinstance(flat.marks.get(character), Shield):
            if next(filter(str.isalpha, words), "").isupper():
                flat.capitals.add(character)
            return with_outer_spaces(flat.text, text)
        if character.isalnum():
            break
    return with_outer_spaces(flat.text, with_initial(flat.text, text))


def article_before_mark(text: str, flat: Flat) -> str:
    """ "a" or "an" before a shielded word: Apertium chose it for the carrier."""

    def fitting(found: re.Match[str]) -> str:
        following = flat.expand(found[2]).plain
        if not following[:1].isalpha():
            return found[0]
        return f"{found[1]}{'n' if _sounds_like_vowel(following) else ''} {found[2]}"

    return re.sub(rf"\b([Aa])n? ({MARK}+)", fitting, text)


def _sounds_like_vowel(text: str) -> bool:
    word = text.split()[0]
    if re.match(r"[A-Z]{2,}s?\b", word):  # read letter by letter: an SME, an R&D team, a UN body
        return word[0] in "AEFHILMNORSX"
    return bool(re.match(r"(?!uni[^nm]|eu|one\b|use|usu)[aeiou]", word.lower()))
