"""A text as one string, in which tags and whatever an engine must not change are single characters.

A text is *flattened* to one string, in which a private-use character, a *stand-in*, takes the place of each
tag and of each stretch that the engine must not change. What a stand-in stands for, its *original*, is kept
beside the string. So rules can be plain regular expressions that never damage a tag, a term or an address.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from booktranslate.engines.markup.framing import with_initial, with_outer_spaces
from booktranslate.engines.markup.nesting import balanced, pairs
from booktranslate.engines.markup.stand_ins import FIRST_STAND_IN, STAND_IN
from booktranslate.engines.markup.term_tags import with_inner_tags, without_crossing_tags
from booktranslate.glossary import Match
from booktranslate.language.addresses import anywhere
from booktranslate.language.invariant import INITIALS, LATIN, is_initials
from booktranslate.model import Close, Open, Piece, Placeholder, TaggedText, Text, tagged

# The private use of Unicode's supplementary planes, to which our stand-ins belong. If a book has such
# characters, which it should not, they stay unchanged.
PRIVATE = "[\U000f0000-\U0010fffd]"
UNKNOWN = "Xqz"  # a word that no engine knows
NAME = "Microsoft"  # both routes of Apertium know this name; that of a person would turn "chez" into "home"


@dataclass(frozen=True, slots=True)
class Shield:
    """Pieces that must be in the translation, and a French word, their carrier, to translate in their place.

    `term` tells whether they are a term of the glossary.
    """

    carrier: str
    pieces: tuple[Piece, ...]
    term: bool = False


@dataclass(frozen=True, slots=True)
class Atom:
    """Pieces without a word (a footnote mark, an empty pair of tags), which keep their place."""

    pieces: tuple[Piece, ...]


Original = Open | Close | Shield | Atom
BREAKS = (Atom((Placeholder("br"),)), Atom((Placeholder("tab"),)))


@dataclass(slots=True)
class Flat:
    """A text as one string; `originals` tells what each stand-in in it stands for.

    `capitals` are the stand-ins of terms that begin a sentence of the translation.
    """

    text: str = ""
    originals: dict[str, Original] = field(default_factory=dict)
    capitals: set[str] = field(default_factory=set)

    def stand_in(self, original: Original) -> str:
        """A new stand-in for `original`, which is recorded."""
        character = chr(FIRST_STAND_IN + len(self.originals))
        self.originals[character] = original
        return character

    def term(self, start: int, end: int, english: str) -> tuple[Piece, ...]:
        """The English of the term at `start` to `end`, with the tags, notes and breaks inside the French."""
        french, events = "", []
        for character in self.text[start:end]:
            original = self.originals.get(character)
            if original is None:
                french += character
            elif isinstance(original, Atom) and isinstance(original.pieces[0], Text):
                french += original.pieces[0].value  # a special character that belongs to the term
            else:
                pieces = self.expand(character).pieces
                tags = [p for p in pieces if not isinstance(p, Text) or not p.value.strip()]
                events.append((len(french), tags))
                french += TaggedText(pieces).plain
        return with_inner_tags(english, french, events)

    def expand(self, text: str) -> TaggedText:
        """`text`, with each stand-in replaced by its original."""
        return tagged(piece for character in text for piece in self._pieces(character))

    def _pieces(self, character: str) -> tuple[Piece, ...]:
        original = self.originals.get(character)
        if original is None:
            return (Text(character),)
        if isinstance(original, Shield) and original.term and character in self.capitals:
            return _capitalised(original.pieces)
        return original.pieces if isinstance(original, Shield | Atom) else (original,)


def _capitalised(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    for place, piece in enumerate(pieces):
        if isinstance(piece, Text):
            capital = Text(piece.value[:1].upper() + piece.value[1:])
            return (*pieces[:place], capital, *pieces[place + 1 :])
    return pieces


Span = tuple[int, int, Shield]  # start and end in the text of a Flat


def flatten(
    source: TaggedText,
    matches: Sequence[Match],
    spans: Callable[[Flat, list[tuple[int, int, Match]]], Iterable[Span]],
    special: str = PRIVATE,
) -> Flat:
    """Flatten a text, with stand-ins for its tags, for special characters, and for what `spans` gives.

    `special` is a pattern of the special characters. `spans` gets the text with stand-ins for its tags, and
    the terms in it (`matches`, found in `source.plain`), each with its place. Where spans overlap, the first
    counts. A tag that begins or ends inside a term, while its partner is outside, moves to the edge of the
    term.
    """
    flat = Flat()
    plain_at: list[int] = []  # for each character of source.plain, its place in flat.text
    for piece in _atoms(source, special):
        if isinstance(piece, Text):
            plain_at += range(len(flat.text), len(flat.text) + len(piece.value))
            flat.text += piece.value
        else:
            length = len(TaggedText(piece.pieces).plain) if isinstance(piece, Atom) else 0
            plain_at += [len(flat.text)] * length
            flat.text += flat.stand_in(piece)
    placed = [(plain_at[match.start], plain_at[match.end - 1] + 1, match) for match in matches]
    _shield(flat, spans(flat, [_without_crossing_tags(flat, *one) for one in placed]))
    return flat


def _without_crossing_tags(flat: Flat, start: int, end: int, match: Match) -> tuple[int, int, Match]:
    """Move tags whose partner is outside a term to its edges, and include tags whose partner is inside.

    Changes the text of `flat`, and returns the new place of the term.
    """
    opened: list[str] = []
    partners: dict[str, str] = {}
    for stand_in in re.findall(STAND_IN, flat.text):
        if isinstance(flat.originals[stand_in], Open):
            opened.append(stand_in)
        elif isinstance(flat.originals[stand_in], Close) and opened:
            partners |= {stand_in: opened[-1], opened.pop(): stand_in}
    stand_ins = set(re.findall(STAND_IN, flat.text[start:end]))
    while start and partners.get(flat.text[start - 1]) in stand_ins:
        start -= 1
    while end < len(flat.text) and partners.get(flat.text[end]) in stand_ins:
        end += 1
    left, term, right = without_crossing_tags(flat.text[start:end], partners)
    flat.text = flat.text[:start] + left + term + right + flat.text[end:]
    return start + len(left), end - len(right), match


def addresses(flat: Flat) -> Iterator[Span]:
    """The addresses, initials of people and Latin words of references in a text; a tag ends an address."""
    tags = "".join(stand_in for stand_in, original in flat.originals.items() if not _is_special(original))
    for found in re.finditer(anywhere(tags), flat.text, re.IGNORECASE):
        yield found.start(), found.end(), Shield(UNKNOWN, flat.expand(found[0]).pieces)
    for found in re.finditer(f"{INITIALS}|{LATIN}", flat.text):
        yield found.start(), found.end(), Shield(NAME, flat.expand(found[0]).pieces)


def glued(flat: Flat) -> Iterator[Span]:
    """Words with a tag inside, where no engine could keep it; line breaks and tabs do not count."""
    joining = "".join(stand_in for stand_in, original in flat.originals.items() if original not in BREAKS)
    for found in re.finditer(rf"[\w·]+(?:[{joining}]+[\w·]+)+", flat.text) if joining else ():
        if tags_balanced(flat, found[0]):
            yield found.start(), found.end(), Shield(UNKNOWN, flat.expand(found[0]).pieces)


def _is_special(original: Original) -> bool:
    return isinstance(original, Atom) and isinstance(original.pieces[0], Text)


def _atoms(source: TaggedText, special: str) -> Iterator[Text | Original]:
    """The pieces of a text. Special characters, objects, tags without a partner, and pairs of tags around no
    words or only initials are atoms."""
    pieces = source.pieces
    partner = pairs(pieces)
    position = 0
    while position < len(pieces):
        piece = pieces[position]
        end = partner.get(position)
        inside = pieces[position : end + 1] if end is not None else ()
        if inside and (not TaggedText(inside).words or is_initials(TaggedText(inside).plain)):
            yield Atom(inside)
            position += len(inside)
            continue
        if isinstance(piece, Text):
            for chunk in re.split(f"({special})", piece.value):
                yield Atom((Text(chunk),)) if re.fullmatch(special, chunk) else Text(chunk)
        elif isinstance(piece, Placeholder) or position not in partner:
            yield Atom((piece,))
        else:
            yield piece
        position += 1


def tags_balanced(flat: Flat, text: str) -> bool:
    """Whether the tags in a stretch of the text are in pairs and properly nested."""
    return balanced(flat.expand("".join(re.findall(STAND_IN, text))))


def _shield(flat: Flat, spans: Iterable[Span]) -> None:
    """Put stand-ins in the place of spans; of those that overlap, only the first."""
    chosen: list[Span] = []
    for start, end, shield in spans:
        if all(end <= other_start or start >= other_end for other_start, other_end, _ in chosen):
            chosen.append((start, end, shield))
    output, position = [], 0
    for start, end, shield in sorted(chosen, key=lambda span: span[0]):
        output += [flat.text[position:start], flat.stand_in(shield)]
        position = end
    flat.text = "".join(output) + flat.text[position:]


def framed(source: TaggedText, flat: Flat, text: str) -> str:
    """`text`, a translation, with outer spaces and a first letter like those of `source`.

    If `text` begins with a term, its stand-in is added to `flat.capitals` instead.
    """
    words = source.plain
    for character in text:
        if isinstance(flat.originals.get(character), Shield):
            if next(filter(str.isalpha, words), "").isupper():
                flat.capitals.add(character)
            return with_outer_spaces(flat.text, text)
        if character.isalnum():
            break
    return with_outer_spaces(flat.text, with_initial(flat.text, text))


def with_fitting_articles(text: str, flat: Flat) -> str:
    """`text` with "a" or "an" to suit the original of a stand-in; the engine chose it for a carrier."""

    def fitting(found: re.Match[str]) -> str:
        following = flat.expand(found[2]).plain
        if not following[:1].isalpha():
            return found[0]
        return f"{found[1]}{'n' if _sounds_like_vowel(following) else ''} {found[2]}"

    return re.sub(rf"\b([Aa])n? ({STAND_IN}+)", fitting, text)


def _sounds_like_vowel(text: str) -> bool:
    word = text.split()[0]
    if re.match(r"[A-Z]{2,}s?\b", word):  # spoken letter by letter: an SME, an R&D team, a UN body
        return word[0] in "AEFHILMNORSX"
    return bool(re.match(r"(?!uni[^nm]|eu|one\b|use|usu)[aeiou]", word.lower()))
