"""Find each paragraph of a document among the letters of pages.

Only letters and figures are compared, regardless of case (Unicode's NFKC, case-folded): a page adds hyphens,
breaks lines, joins letters into ligatures and shows capitals where the document has none. Every letter of a
page is used for one paragraph only, so that a lost word is not mistaken for the same word elsewhere. Long
paragraphs are looked for first, as they are unmistakable; each is looked for near its neighbours.
"""

import unicodedata
from bisect import bisect, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from itertools import groupby, pairwise

_FROM_RIGHT = {"R", "AL"}  # classes of Unicode's bidirectional algorithm
_BREAK = "\n"  # between pages; it is not a letter
_SURE = 12  # letters: so many in a row are not elsewhere by chance
_BLOCK = 12  # letters in an entry of the index
_INDEXED = 2 * _BLOCK - 1  # letters: a word of this length is always found by the index
_NEAR = 2000  # letters: a page
_FAR = 1000  # letters: half a page
_TRIED = 4  # places that are tried as the beginning of a paragraph
_NEXT = 2  # pages on which a paragraph may continue


@dataclass(frozen=True, slots=True)
class Span:
    """Letters of one page: its number from 0, and where they start and end in its text."""

    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """Where a paragraph is: its spans, in the order of its letters.

    `letters` is the number of its letters, `missing` of those that are on no page; `lost` are the missing
    words.
    """

    spans: tuple[Span, ...]
    letters: int
    missing: int = 0
    lost: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether every letter is on a page."""
        return self.missing == 0


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", character).casefold())
    return "".join(each for each in folded if each.isalnum())


def folded(text: str) -> tuple[str, list[int]]:
    """The letters and figures of a text in the form that is compared, and the index of each in the text."""
    # A letter with a combining accent is one letter; a ligature is several.
    made: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        if unicodedata.combining(character) and made:
            made[-1] = unicodedata.normalize("NFC", made[-1] + character)
            continue
        for letter in _folded(character):
            made.append(letter)
            places.append(place)
    return "".join(letter[0] for letter in made), places


def _line_heads(text: str, places: Sequence[int]) -> bytes:
    """A byte for each letter, 1 if it is the first on its line; a final 1, as a line ends after the last."""
    before = (-1, *places)
    return bytes("\n" in text[one + 1 : other] or one < 0 for one, other in pairwise(before)) + b"\1"


class Pages:
    """The letters of pages, each of which can be used once.

    Places are indexes of `letters`, which has those of all pages, in the form that is compared.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        pieces: list[str] = []
        self._origin: list[tuple[int, int]] = []
        self._starts: list[int] = []
        self._heads = bytearray()  # 1 for the first letter on a line, and for each break
        for number, text in enumerate(texts):
            self._starts.append(len(self._origin))
            letters, places = folded(text)
            pieces.append(letters)
            self._heads += _line_heads(text, places)
            self._origin += [(number, place) for place in places]
            self._origin.append((number, len(text)))
        self.letters = _BREAK.join(pieces) + _BREAK
        # Every stretch of `_INDEXED` letters has a whole block in it.
        self._blocks: dict[str, list[int]] = {}
        for place in range(0, len(self.letters) - _BLOCK, _BLOCK):
            self._blocks.setdefault(self.letters[place : place + _BLOCK], []).append(place)
        self._used = bytearray(len(self.letters))
        for place, letter in enumerate(self.letters):
            if letter == _BREAK:
                self._used[place] = 1

    @property
    def left(self) -> int:
        """The number of unused letters."""
        return self._used.count(0)

    def page(self, place: int) -> int:
        """The number, from 0, of the page that a letter is on."""
        return self._origin[min(place, len(self._origin) - 1)][0]

    def place_in_page(self, place: int) -> int:
        """The index of a letter in the text of its page."""
        return self._origin[place][1]

    def start(self, page: int) -> int:
        """The place of the first letter of a page; after the last page, the end of all letters."""
        return self._starts[page] if page < len(self._starts) else len(self.letters)

    def take(self, start: int, end: int) -> None:
        """Mark letters as used."""
        self._used[start:end] = b"\1" * (end - start)

    def is_alone(self, start: int, end: int) -> bool:
        """Whether the letters on both sides of a stretch are used, apart from page and note numbers."""
        while start and not self._used[start - 1] and self.letters[start - 1].isdigit():
            start -= 1
        while not self._used[end] and self.letters[end].isdigit():
            end += 1
        return (not start or self._used[start - 1] == 1) and self._used[end] == 1

    def span(self, start: int, end: int) -> Span:
        """A stretch of letters of one page, as indexes of its text."""
        page, first = self._origin[start]
        return Span(page, first, self._origin[end - 1][1] + 1)

    def is_free(self, start: int, end: int) -> bool:
        """Whether none of these letters is used."""
        return self._used.find(1, start, end) < 0

    def nearest(self, word: str, near: int) -> int:
        """The unused occurrence of a word that is nearest to a place; -1 if there is none. One of whole lines
        is preferred, unless it is far away."""
        for reach in (_NEAR, _NEAR * 10, len(self.letters)):
            if len(word) >= _INDEXED:
                places = self.indexed(word, len(word))
                free = [place for place in places if self.is_free(place, place + len(word))]
                break
            free = list(self.occurrences(word, max(0, near - reach), near + reach + len(word)))
            if free:
                break
        return min(free, key=lambda place: self._distance(place, len(word), near), default=-1)

    def _distance(self, place: int, length: int, near: int) -> int:
        are_lines = self._heads[place] and self._heads[place + length]
        return abs(place - near) + (0 if are_lines else _FAR)

    def indexed(self, word: str, least: int) -> set[int]:
        """Where the first `least` letters of a word are; less than `_INDEXED` of them may be missed."""
        return {
            block - offset
            for offset in range(min(_BLOCK, len(word) - _BLOCK + 1))
            for block in self._blocks.get(word[offset : offset + _BLOCK], ())
            if block >= offset and self.letters.startswith(word[:least], block - offset)
        }

    def common(self, word: str, place: int) -> int:
        """How many letters of a word, from its beginning, are at a place and unused."""
        length = 0
        while length < len(word) and self.letters[place + length] == word[length]:
            if self._used[place + length]:
                break
            length += 1
        return length

    def occurrences(self, word: str, first: int, last: int) -> Iterator[int]:
        """The unused occurrences of a word between two places."""
        place = self.letters.find(word, first, last)
        while place >= 0:
            if self.is_free(place, place + len(word)):
                yield place
            place = self.letters.find(word, place + 1, last)


Piece = tuple[int, int]
"""The number of a text, and of a piece in it."""

Stretch = tuple[int, int]
"""The first of some letters, and the place after the last."""


def locate(texts: Sequence[Sequence[str]], pages: Pages) -> list[Found]:
    """Find each of the texts, in their order; between the pieces of one, a page may show something else."""
    texts = [[part for piece in pieces for part in _in_one_direction(piece)] for pieces in texts]
    prepared = [[folded(piece) for piece in pieces] for pieces in texts]
    search = _Search(pages)
    words = {
        (number, piece): letters
        for number, pieces in enumerate(prepared)
        for piece, (letters, _) in enumerate(pieces)
        if letters
    }
    order = sorted(words, key=lambda piece: (-len(words[piece]), piece))
    long = [piece for piece in order if len(words[piece]) >= _SURE]
    broken = [piece for piece in long if not search.whole(piece, words[piece])]
    for piece in broken:
        search.beginning(piece, words[piece])
    for piece in broken:
        search.rest(piece, words[piece])
    for piece in order[len(long) :]:
        if not search.whole(piece, words[piece]):
            search.gone[piece] = [(0, len(words[piece]))]
    for piece in order:
        search.leftovers(piece, words[piece])
    return [_found(texts[number], prepared[number], number, search) for number in range(len(texts))]


def _in_one_direction(piece: str) -> list[str]:
    """A piece as it is or, if some of it is written right to left, its words: a page may reorder them."""
    if not any(unicodedata.bidirectional(letter) in _FROM_RIGHT for letter in piece):
        return [piece]
    kinds = groupby(piece, lambda letter: unicodedata.bidirectional(letter) in _FROM_RIGHT | {"NSM"})
    return [word for _, letters in kinds for word in "".join(letters).split()]


def _found(
    pieces: Sequence[str], prepared: list[tuple[str, list[int]]], number: int, search: "_Search"
) -> Found:
    lost: list[str] = []
    missing = 0
    spans: list[Span] = []
    for piece, (_, places) in enumerate(prepared):
        spans += [search.pages.span(*each) for each in search.taken.get((number, piece), ())]
        for start, end in search.gone.get((number, piece), ()):
            missing += end - start
            lost.append(" ".join(pieces[piece][places[start] : places[end - 1] + 1].split()))
    total = sum(len(letters) for letters, _ in prepared)
    return Found(tuple(spans), total, missing, " … ".join(lost))


class _Search:
    """What was found so far: the stretches of each piece on the pages, and its letters that are gone."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages
        self.taken: dict[Piece, list[Stretch]] = {}
        self.gone: dict[Piece, list[Stretch]] = {}
        self._anchors: list[tuple[Piece, int]] = []  # the end of each, in the order of the document

    def whole(self, piece: Piece, letters: str) -> bool:
        """Find all letters of a piece in a row; returns whether they were found."""
        place = self.pages.nearest(letters, self._near(piece))
        if place < 0:
            return False
        self._take(piece, [(place, place + len(letters))])
        return True

    def beginning(self, piece: Piece, letters: str) -> None:
        """Find the beginning of a piece that continues elsewhere (on the next page) or has lost its end."""
        # If a text repeats itself, the longest stretch may be its second half: what follows decides.
        first = self._stretches(letters, self._near(piece), [])
        best = max(first, key=lambda each: self._reach(letters, each), default=None)
        self._take(piece, [best] if best else [])

    def rest(self, piece: Piece, letters: str) -> None:
        """Find what follows the beginning, or anything of the piece if that was not found."""
        beginning = self.taken[piece]
        near = beginning[-1][1] if beginning else self._near(piece)
        stretches, self.gone[piece] = self._parts(letters, beginning, near)
        self._take(piece, stretches)

    def _reach(self, letters: str, beginning: Stretch) -> int:
        """How many letters of a piece are found if this is its beginning."""
        stretches, _ = self._parts(letters, [beginning], beginning[1])
        return sum(end - start for start, end in stretches)

    def _parts(
        self, letters: str, beginning: list[Stretch], near: int
    ) -> tuple[list[Stretch], list[Stretch]]:
        """The stretches of the pages where a piece is, and the stretches of its letters that are gone."""
        stretches = list(beginning)
        gone: list[Stretch] = []
        done = sum(end - start for start, end in stretches)
        while done < len(letters):
            found = self._stretches(letters[done:], near, stretches)
            if found:
                stretches.append(found[0])
                near = found[0][1]
                done += near - found[0][0]
                continue
            if gone and gone[-1][1] == done:
                gone[-1] = gone[-1][0], done + 1
            else:
                gone.append((done, done + 1))
            done += 1
        return stretches, gone

    def leftovers(self, piece: Piece, letters: str) -> None:
        """Find a few letters alone, such as the end of a hyphenated word at the top of a page: once all else
        is found, they are between letters that are used."""
        gone = self.gone.get(piece, [])
        stretches = self.taken.get(piece, [])
        for start, end in [each for each in gone if each[1] - each[0] < _SURE]:
            near = stretches[0][0] if stretches else self._near(piece)
            page = self.pages.page(near)
            first, last = self.pages.start(max(0, page - 1)), self.pages.start(page + _NEXT)
            for place in self.pages.occurrences(letters[start:end], first, last):
                if self.pages.is_alone(place, place + end - start):
                    gone.remove((start, end))
                    self._take(piece, [*stretches, (place, place + end - start)])
                    break

    def _near(self, piece: Piece) -> int:
        """Where a piece should be: after the one before it in the document."""
        at = bisect(self._anchors, (piece, -1))
        return self._anchors[at - 1][1] if at else 0

    def _take(self, piece: Piece, stretches: list[Stretch]) -> None:
        self.taken[piece] = stretches
        for start, end in stretches:
            self.pages.take(start, end)
        if stretches:
            insort(self._anchors, (piece, stretches[-1][1]))

    def _stretches(self, rest: str, near: int, before: list[Stretch]) -> list[Stretch]:
        """The unused stretches that begin like the rest of a piece, the longest first, then the nearest."""
        pages = self.pages
        if len(rest) < _SURE:
            return []
        page = pages.page(before[-1][0] if before else near)
        first = before[-1][1] if before else pages.start(max(0, page - _NEXT))
        places = set(pages.occurrences(rest[:_SURE], first, pages.start(page + _NEXT)))
        if not before:
            places |= pages.indexed(rest, _SURE)
        found = ((pages.common(rest, place), -abs(place - near), place) for place in places)
        best = nlargest(_TRIED, (each for each in found if each[0] >= _SURE))
        return [(place, place + length) for length, _, place in best]
