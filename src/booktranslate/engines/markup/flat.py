"""A text as one string, in which tags and whatever an engine must not touch are single characters.

A text is *flattened* to one string in which every tag, and every stretch that the engine must not touch,
is a single private-use character, its *mark*. What a mark stands for is kept beside the string, so that
rules can be plain regular expressions that never damage a tag, a term or an address.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from booktranslate.engines.markup.marks import MARK, with_initial, with_outer_spaces
from booktranslate.engines.markup.nesting import balanced, pairs
from booktranslate.engines.markup.term_tags import dressed, freed
from booktranslate.glossary import Match
from booktranslate.language.addresses import anywhere
from booktranslate.language.invariant import INITIALS, LATIN, is_initials
from booktranslate.model import Close, Open, Piece, Placeholder, TaggedText, Text, tagged

# Marks are of Supplementary Private Use Area B, signs for pronouns of A: a book that has such characters
# (none should) gets them back untouched.
FIRST_MARK = 0x100000
PRIVATE = "[\U000f0000-\U0010fffd]"
UNKNOWN = "Xqz"  # to any engine, a word that it does not know
NAME = "Microsoft"  # a name to both routes of Apertium; a person would turn "chez" into "home"


@dataclass(frozen=True, slots=True)
class Shield:
    """Pieces that have to stand in the translation, and a French word that may hold their place."""

    carrier: str
    pieces: tuple[Piece, ...]
    term: bool = False


@dataclass(frozen=True, slots=True)
class Atom:
    """Pieces with no word in them (a footnote mark, an empty tag): they keep their place."""

    pieces: tuple[Piece, ...]


Marked = Open | Close | Shield | Atom
BREAKS = (Atom((Placeholder("br"),)), Atom((Placeholder("tab"),)))


@dataclass(slots=True)
class Flat:
    """A text as one string; each mark in it stands for an entry of `marks`."""

    text: str = ""
    marks: dict[str, Marked] = field(default_factory=dict)
    capitals: set[str] = field(default_factory=set)  # marks of terms that begin a sentence of the translation

    def mark(self, entry: Marked) -> str:
        """A new mark for `entry`."""
        character = chr(FIRST_MARK + len(self.marks))
        self.marks[character] = entry
        return character

    def term(self, start: int, end: int, english: str) -> tuple[Piece, ...]:
        """The English of the term that stands there, with the tags, notes and breaks that stand in it."""
        french, events = "", []
        for character in self.text[start:end]:
            entry = self.marks.get(character)
            if entry is None:
                french += character
            elif isinstance(entry, Atom) and isinstance(entry.pieces[0], Text):
                french += entry.pieces[0].value  # an odd sign, which is a part of the term
            else:
                pieces = self.expand(character).pieces
                tags = [p for p in pieces if not isinstance(p, Text) or not p.value.strip()]
                events.append((len(french), tags))
                french += TaggedText(pieces).plain
        return dressed(english, french, events)

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
    for place, piece in enumerate(pieces):
        if isinstance(piece, Text):
            capital = Text(piece.value[:1].upper() + piece.value[1:])
            return (*pieces[:place], capital, *pieces[place + 1 :])
    return pieces


Span = tuple[int, int, Shield]  # from, to, in the text of a Flat


def flatten(
    source: TaggedText,
    matches: Sequence[Match],
    spans: Callable[[Flat, list[tuple[int, int, Match]]], Iterable[Span]],
    odd: str = PRIVATE,
) -> Flat:
    """The text as one string: its tags marked, the signs of the class `odd` too, and what `spans` shields.

    `spans` is given the text, tags already marked, and the terms found in `source.plain`, each with its
    place; of spans that overlap the first one counts. A tag that begins or ends in the middle of a term and
    goes on outside begins or ends beside it.
    """
    flat = Flat()
    plain_at: list[int] = []  # for each character of source.plain, its place in flat.text
    for piece in _atoms(source, odd):
        if isinstance(piece, Text):
            plain_at += range(len(flat.text), len(flat.text) + len(piece.value))
            flat.text += piece.value
        else:
            length = len(TaggedText(piece.pieces).plain) if isinstance(piece, Atom) else 0
            plain_at += [len(flat.text)] * length
            flat.text += flat.mark(piece)
    placed = [(plain_at[match.start], plain_at[match.end - 1] + 1, match) for match in matches]
    _shield(flat, spans(flat, [_freed(flat, *one) for one in placed]))
    return flat


def _freed(flat: Flat, start: int, end: int, match: Match) -> tuple[int, int, Match]:
    """Where the term stands with the tags of parts of it, when those that lead out of it are beside it."""
    opened: list[str] = []
    partners: dict[str, str] = {}
    for mark in re.findall(MARK, flat.text):
        if isinstance(flat.marks[mark], Open):
            opened.append(mark)
        elif isinstance(flat.marks[mark], Close) and opened:
            partners |= {mark: opened[-1], opened.pop(): mark}
    marks = set(re.findall(MARK, flat.text[start:end]))
    while start and partners.get(flat.text[start - 1]) in marks:
        start -= 1
    while end < len(flat.text) and partners.get(flat.text[end]) in marks:
        end += 1
    left, term, right = freed(flat.text[start:end], partners)
    flat.text = flat.text[:start] + left + term + right + flat.text[end:]
    return start + len(left), end - len(right), match


def addresses(flat: Flat) -> Iterator[Span]:
    """Web and mail addresses, initials of persons, Latin of references, as far as no tag cuts them."""
    tags = "".join(mark for mark, entry in flat.marks.items() if not _is_sign(entry))
    for found in re.finditer(anywhere(tags), flat.text, re.IGNORECASE):
        yield found.start(), found.end(), Shield(UNKNOWN, flat.expand(found[0]).pieces)
    for found in re.finditer(f"{INITIALS}|{LATIN}", flat.text):
        yield found.start(), found.end(), Shield(NAME, flat.expand(found[0]).pieces)


def glued(flat: Flat) -> Iterator[Span]:
    """Words with a tag inside, but a line break or a tab: no engine could keep it there."""
    joining = "".join(mark for mark, entry in flat.marks.items() if entry not in BREAKS)
    for found in re.finditer(rf"[\w·]+(?:[{joining}]+[\w·]+)+", flat.text) if joining else ():
        if tags_balanced(flat, found[0]):
            yield found.start(), found.end(), Shield(UNKNOWN, flat.expand(found[0]).pieces)


def _is_sign(entry: Marked) -> bool:
    return isinstance(entry, Atom) and isinstance(entry.pieces[0], Text)


def _atoms(source: TaggedText, odd: str) -> Iterator[Text | Marked]:
    """The pieces; tags that hold no word, only initials, or have no partner, are atoms; odd signs too."""
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
            for part in re.split(f"({odd})", piece.value):
                yield Atom((Text(part),)) if re.fullmatch(odd, part) else Text(part)
        elif isinstance(piece, Placeholder) or position not in partner:
            yield Atom((piece,))
        else:
            yield piece
        position += 1


def tags_balanced(flat: Flat, text: str) -> bool:
    """Whether the tags in a part of the text are in pairs, inner ones first."""
    return balanced(flat.expand("".join(re.findall(MARK, text))))


def _shield(flat: Flat, spans: Iterable[Span]) -> None:
    chosen: list[Span] = []
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
    """ "a" or "an" as the shielded word behind it needs it: the engine chose it for another."""

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
