"""Inline tags in the answers of engines that keep them: forms to send them in, faults, safe repairs.

A repair is safe if it cannot choose a wrong place in the sentence. Anything that would need a guess, such as
where a lost footnote belongs, is left as it is: `faults` names it, and the checks show it to the reviewer.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from booktranslate.engines.markup.nesting import balanced, pairs
from booktranslate.language.sentences import beginnings
from booktranslate.language.spaces import SPACE
from booktranslate.model import Close, Open, Piece, Placeholder, TaggedText, Text, cut, tagged

_BREAKS = (Placeholder("br"), Placeholder("tab"))
_STOPS = f"{SPACE}.,;:!?…»”)"


@dataclass(frozen=True, slots=True)
class Form:
    """A text as it is sent; `names` maps its tags to those of the unit, if they differ."""

    text: TaggedText
    names: Mapping[Piece, Piece]

    def restored(self, answer: TaggedText) -> TaggedText:
        """The answer with the tags of the unit instead of those that were sent."""
        return tagged(self.names.get(piece, piece) for piece in answer)


def as_is(text: TaggedText) -> Form:
    """The text with its own tags; if they are not balanced, as `numbered`, so that it is well-formed."""
    return Form(text, {}) if balanced(text) else numbered(text)


def numbered(text: TaggedText) -> Form:
    """The text with `<g1>…</g1>` for each pair of tags and `<x2/>` for each other tag, all numbered.

    The names are those of XLIFF. A tag without a partner is sent as a placeholder.
    """
    partner = pairs(text.pieces)
    names: dict[Piece, Piece] = {}
    sent: list[Piece] = []
    opened: dict[int, str] = {}
    number = 0
    for index, piece in enumerate(text.pieces):
        new: Piece = piece
        if isinstance(piece, Close) and index in partner:
            new = Close(opened[partner[index]])
        elif not isinstance(piece, Text):
            number += 1
            new = Open(f"g{number}") if index in partner else Placeholder(f"x{number}")
            opened[index] = new.name
        if not isinstance(piece, Text):
            names[new] = piece
        sent.append(new)
    return Form(TaggedText(tuple(sent)), names)


def has_words(text: TaggedText) -> bool:
    """Whether a text has a letter or digit; if not, there is nothing to translate."""
    return any(character.isalnum() for character in text.plain)


def faults(source: TaggedText, answer: TaggedText) -> tuple[str, ...]:
    """What is wrong with an answer: tags missing, added, crossing or without words, or no words at all."""
    wanted, found = Counter(source.tags), Counter(answer.tags)
    wrong = [f"{TaggedText((tag,))} is missing" for tag in wanted - found]
    wrong += [f"{TaggedText((tag,))} is too much" for tag in found - wanted]
    wrong += [f"<{name}> is empty" for name in _emptied(answer.pieces) - _emptied(source.pieces)]
    if not balanced(answer):
        wrong.append("tags cross each other")
    if has_words(source) and not has_words(answer):
        wrong.append("the words are missing")
    return tuple(wrong)


def repair(source: TaggedText, answer: TaggedText) -> TaggedText:
    """The answer with all repairs that need no guess.

    Invented tags and tags without a partner are removed; crossing pairs are nested; adjacent duplicates
    become one; tags lost at the ends are restored; words pulled into a footnote number or exponent are moved
    out; spaces lost at tags are restored; outer spaces are those of the source.
    """
    pieces = _nested(_paired(_known(source.pieces, answer.pieces)))
    pieces = _undoubled(source.pieces, pieces)
    pieces = _with_ends(source.pieces, pieces)
    pieces = _without_pulled_words(source.pieces, pieces)
    pieces = _respaced(source.pieces, list(tagged(pieces)))
    return tagged(_framed(source.pieces, pieces))


def halves(text: TaggedText) -> tuple[TaggedText, TaggedText] | None:
    """The text cut in two between sentences and outside all tags, near the middle; None if impossible."""
    middle = len(text.line) / 2
    for place in sorted(beginnings(text.line), key=lambda place: abs(place - middle)):
        chunks = cut(text, [place])
        if len(chunks) == 2:
            return chunks[0], chunks[1]
    return None


def _known(source: Sequence[Piece], answer: Sequence[Piece]) -> list[Piece]:
    """The answer without tags that the source does not have.

    `<x/>` and `<x></x>`, which are the same in XML, become the form that the source has.
    """
    names = {piece.name for piece in source if isinstance(piece, Open)}
    known: list[Piece] = []
    for piece in answer:
        if isinstance(piece, Placeholder) and piece not in source and piece.name in names:
            known += [Open(piece.name), Close(piece.name)]
        elif isinstance(piece, Open) and piece not in source and Placeholder(piece.name) in source:
            known.append(Placeholder(piece.name))
        elif isinstance(piece, Text) or piece in source:
            known.append(piece)
    return known


def _paired(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without tags that have no partner."""
    partners = TaggedText(tuple(pieces)).partners
    return [piece for at, piece in enumerate(pieces) if at in partners or not isinstance(piece, Open | Close)]


def _nested(pieces: Sequence[Piece]) -> list[Piece]:
    """Crossing pairs cut so that they nest: `<b>x<i>y</b>z</i>` is `<b>x<i>y</i></b><i>z</i>`."""
    nested: list[Piece] = []
    opened: list[str] = []
    for piece in pieces:
        nested.append(piece)
        if isinstance(piece, Open):
            opened.append(piece.name)
        elif isinstance(piece, Close):
            nested.pop()
            inner: list[str] = []
            while opened[-1] != piece.name:
                inner.insert(0, opened.pop())
                nested.append(Close(inner[0]))
            nested.append(Close(opened.pop()))
            nested += [Open(name) for name in inner]
            opened += inner
    return nested


def _undoubled(source: Sequence[Piece], answer: list[Piece]) -> list[Piece]:
    """The answer without superfluous tags: empty pairs, pairs closed and opened again, repeated objects."""
    pieces = list(answer)
    surplus = Counter(pieces) - Counter(source)
    index = 0
    while index < len(pieces):
        tag = pieces[index]
        blank = (
            isinstance(_at(pieces, index + 1), Text) and not TaggedText((pieces[index + 1],)).plain.strip()
        )
        follower = index + 2 if blank else index + 1
        after = _at(pieces, follower)
        if isinstance(tag, Text) or not surplus[tag]:
            index += 1
        elif (isinstance(tag, Open) and after == Close(tag.name)) or (  # an empty pair
            isinstance(tag, Close) and after == Open(tag.name)  # a stretch cut in two
        ):
            surplus -= Counter((tag, after))
            del pieces[follower], pieces[index]
        elif isinstance(tag, Placeholder) and after == tag:
            surplus[tag] -= 1
            del pieces[index:follower]
        else:
            index += 1
    return pieces


def _with_ends(source: Sequence[Piece], answer: list[Piece]) -> list[Piece]:
    """The answer with lost tags restored that are before the first or after the last word of the source."""
    pieces = list(answer)
    lost = Counter(source) - Counter(pieces)
    words = [index for index, piece in enumerate(source) if has_words(TaggedText((piece,)))]
    if not words or not has_words(TaggedText(tuple(pieces))):
        return pieces
    first, last = source[0], source[-1]
    if isinstance(first, Open) and last == Close(first.name) and lost[first] and _is_whole(source):
        pieces = [first, *pieces, last]
    for piece in reversed(source[: words[0]]):
        if isinstance(piece, Placeholder) and lost[piece]:
            lost[piece] -= 1
            pieces.insert(0, piece)
    for index in range(words[-1] + 1, len(source)):
        piece = source[index]
        if isinstance(piece, Placeholder) and lost[piece]:
            lost[piece] -= 1
            before_stop = any(isinstance(later, Text) and later.value.strip() for later in source[index:])
            pieces = _put_last(pieces, piece, before_stop)
    return pieces


def _put_last(pieces: list[Piece], tag: Placeholder, before_stop: bool) -> list[Piece]:
    final = pieces[-1]
    if not before_stop or not isinstance(final, Text):
        return [*pieces, tag]
    words = final.value.rstrip(_STOPS)
    return list(tagged([*pieces[:-1], Text(words), tag, Text(final.value[len(words) :])]))


def _is_whole(pieces: Sequence[Piece]) -> bool:
    depth = 0
    for piece in pieces[:-1]:
        depth += isinstance(piece, Open)
        depth -= isinstance(piece, Close)
        if depth == 0:
            return False
    return True


def _without_pulled_words(source: Sequence[Piece], answer: list[Piece]) -> list[Piece]:
    """`m<sup>2 of</sup> land` becomes `m<sup>2</sup> of land` if the source has only the figure inside."""
    figures: dict[str, str] = {}
    with_letters: set[str] = set()
    for name, value in _flat_pairs(source):
        if any(character.isalpha() for character in value):
            with_letters.add(name)
        elif value:
            figures[name] = value
    pieces: list[Piece] = []
    for piece in answer:
        start = pieces[-2:-1]
        pieces.append(piece)
        if not isinstance(piece, Close) or piece.name in with_letters or start != [Open(piece.name)]:
            continue
        content, figure = pieces[-2], figures.get(piece.name, "")
        if not figure or not isinstance(content, Text) or content.value.strip() == figure:
            continue
        if re.match(re.escape(figure) + r"\s", content.value):
            pieces[-2:] = [Text(figure), piece, Text(content.value[len(figure) :])]
        elif re.search(r"\s" + re.escape(figure) + "$", content.value):
            pieces[-3:] = [Text(content.value[: -len(figure)]), start[0], Text(figure), piece]
    return pieces


def _flat_pairs(pieces: Sequence[Piece]) -> Iterator[tuple[str, str]]:
    """The name and content of each pair of tags with only text inside."""
    for opened, content, closed in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if isinstance(opened, Open) and isinstance(content, Text) and closed == Close(opened.name):
            yield opened.name, content.value


def _respaced(source: Sequence[Piece], answer: list[Piece]) -> list[Piece]:
    """The answer with a space between words that only tags separate, unless the tags are inside a word in the
    source."""
    inside = {piece for start, end in _seams(source) for piece in source[start:end]}
    pieces = list(answer)
    for start, end in reversed(list(_seams(answer))):
        seam = answer[start:end]
        following = answer[end]
        if any(piece in inside or piece in _BREAKS for piece in seam):
            continue
        if isinstance(following, Text) and re.match(r"e?s\b", following.value):  # the English plural
            continue
        opening = next((start + at for at, piece in enumerate(seam) if isinstance(piece, Open)), end)
        if all(isinstance(piece, Placeholder) for piece in seam) and _after_space(source, seam[0]):
            opening = start
        pieces.insert(opening, Text(" "))
    return pieces


def _seams(pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """The stretches of tags with a letter or digit directly before and after them: start and end."""
    texts = [index for index, piece in enumerate(pieces) if isinstance(piece, Text)]
    for before, after in pairwise(texts):
        left, right = pieces[before], pieces[after]
        if (
            isinstance(left, Text)
            and isinstance(right, Text)
            and left.value[-1:].isalnum()
            and right.value[:1].isalnum()
        ):
            yield before + 1, after


def _after_space(source: Sequence[Piece], tag: Piece) -> bool:
    before = source[source.index(tag) - 1] if tag in source[1:] else None
    return isinstance(before, Text) and before.value[-1:].isspace()


def _framed(source: Sequence[Piece], answer: list[Piece]) -> list[Piece]:
    """The answer with the outer white space of the source, which engines trim."""
    pieces = list(answer)
    if pieces and isinstance(pieces[0], Text):
        pieces[0] = Text(pieces[0].value.lstrip())
    if pieces and isinstance(pieces[-1], Text):
        pieces[-1] = Text(pieces[-1].value.rstrip())
    first, last = _at(source, 0), _at(source, len(source) - 1)
    lead = first.value[: len(first.value) - len(first.value.lstrip())] if isinstance(first, Text) else ""
    tail = last.value[len(last.value.rstrip()) :] if isinstance(last, Text) else ""
    if len(source) == 1 and isinstance(first, Text) and not first.value.strip():
        tail = ""  # the source is blank, and `lead` is all of it
    return [Text(lead), *pieces, Text(tail)]


def _emptied(pieces: Sequence[Piece]) -> Counter[str]:
    """The names of pairs of tags with neither text nor a placeholder inside."""
    empty: Counter[str] = Counter()
    opened: list[tuple[str, bool]] = []
    for piece in pieces:
        if isinstance(piece, Open):
            opened.append((piece.name, False))
        elif isinstance(piece, Close):
            name, full = opened.pop() if opened else (piece.name, True)
            empty[name] += not full
            if full and opened:
                opened[-1] = (opened[-1][0], True)
        elif opened and (isinstance(piece, Placeholder) or (isinstance(piece, Text) and piece.value.strip())):
            opened[-1] = (opened[-1][0], True)
    return +empty


def _at(pieces: Sequence[Piece], index: int) -> Piece | None:
    return pieces[index] if 0 <= index < len(pieces) else None
