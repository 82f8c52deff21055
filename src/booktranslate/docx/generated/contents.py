"""Tables of contents and of figures (ECMA-376-1 §17.16.5.68): which heading or caption a line repeats.

A line is recognised by its style or by the TOC field around it. Its heading is found by the bookmark to which
its link or page number leads, or else by its words, among the headings that the switches of the field select.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import islice

from booktranslate.docx.fields.instructions import MARKS, arguments, code_of, instructions, kind_of
from booktranslate.docx.fields.spans import Field, anchors_of, bookmarked, fields_over
from booktranslate.docx.formatting.styles import Styles, is_of_contents
from booktranslate.docx.generated.lines import Line, Words, Zone, folded, letters_of, plain, words_of
from booktranslate.docx.opc.xml import Element, attribute, name
from booktranslate.docx.paragraphs.reading import Reader
from booktranslate.docx.paragraphs.tagging import is_translatable
from booktranslate.language.spaces import SPACE

Origin = Callable[[], Words]

_NUMERAL = r"(?:\d+|[ivxlcdm]+|[a-z])"
# The number before a heading: 1. · II · A.2) · § 3 –
_NUMBER = rf"(?i:[^\w]*{_NUMERAL}(?:[\W_]+{_NUMERAL})*\W*)"
# What follows a heading: a tab or dots, and a page number (3, xii, A-2) if there is one.
_PAGE = re.compile(r"[\W_]*(?P<page>(?:[a-z]{1,2}\W?)?\d+(?:[.–-]\d+)*|[ivxlcdm]+)?\W*", re.IGNORECASE)
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, eq=False)
class _Heading:
    """What a line may repeat: a paragraph, the part of it after the number of a caption, or a TC field in it.

    `text` is that of a line that repeats it, folded; `origin` gives its words as they are now.
    """

    paragraph: Element
    text: str  # folded
    origin: Origin


_ByText = dict[str, list[tuple[int, _Heading]]]


@dataclass(eq=False)
class _Headings:
    """All that a table of contents can list from a part, found when it is first needed."""

    root: Element
    styles: Styles
    reader: Reader
    _of_styles: dict[frozenset[str], _ByText] = field(default_factory=dict)

    @cached_property
    def bookmarks(self) -> dict[str, list[Element]]:
        return bookmarked(self.root)

    def words(self, paragraph: Element) -> Words:
        return words_of(self.reader.apart(paragraph, self.styles.caches.of(self.styles.of(paragraph).id)))

    def in_paragraph(self, paragraph: Element) -> Iterator[_Heading]:
        """The paragraph itself, then its TC fields and what follows the number of a caption, in order."""
        yield self._heading(paragraph, partial(self.words, paragraph))
        for pieces in instructions(paragraph.iter(*MARKS)):
            code = "".join(code_of(piece) for piece in pieces)
            if kind_of(code) == "TC":
                yield self._heading(paragraph, partial(_entry, pieces))
            elif kind_of(code) == "SEQ":
                yield self._heading(paragraph, partial(self._behind_number, paragraph))

    def _heading(self, paragraph: Element, origin: Origin) -> _Heading:
        return _Heading(paragraph, folded(plain(origin())).text, origin)

    def _behind_number(self, paragraph: Element) -> Words:
        words = self.words(paragraph)
        numbers = [place for place, (text, format_) in enumerate(words) if format_ is None and text.strip()]
        behind = words[numbers[0] + 1 :] if numbers else words
        while behind and not behind[0][0].strip(f"{SPACE}:.–—-\t"):
            behind = behind[1:]
        if not behind:
            return ()
        (text, format_), *rest = behind
        return ((text.lstrip(f"{SPACE}:.–—-"), format_), *rest)

    @cached_property
    def listed(self) -> list[_Heading]:
        """Headings, captions and TC entries of the part, in order."""
        sequences = {
            next(item.iterancestors("{*}p"), None) for item in self.root.iter(*MARKS) if _lists(item)
        }
        found: list[_Heading] = []
        for paragraph in self.root.iter("{*}p"):
            own = self.styles.of(paragraph) if name(paragraph.tag) == "w:p" else None
            if own is not None and (own.kind in {"heading", "caption"} or paragraph in sequences):
                found += self.in_paragraph(paragraph)
        return found

    def for_table(self, table: Field | None) -> _ByText:
        """What a table can list, each with its position, by text; with paragraphs of the styles it names
        (`\\t "A;1"`)."""
        wanted = frozenset(re.split(r"\s*[;,]\s*", table.value("t").lower())) - {""} if table else frozenset()
        if wanted not in self._of_styles:
            found = list(self.listed)
            for paragraph in self.root.iter("{*}p") if wanted else ():
                if name(paragraph.tag) == "w:p" and self.styles.of(paragraph).name.lower() in wanted:
                    found += self.in_paragraph(paragraph)
            by_text = self._of_styles[wanted] = {}
            for place, heading in enumerate(found):
                by_text.setdefault(heading.text, []).append((place, heading))
        return self._of_styles[wanted]


def _lists(mark: Element) -> bool:
    code = attribute(mark, "w:instr") if name(mark.tag) == "w:fldSimple" else mark.text
    return kind_of(code or "") in {"SEQ", "TC"}


def _entry(pieces: Sequence[Element | None]) -> Words:
    code = "".join(code_of(piece) for piece in pieces)
    return tuple((item.words, None) for item in arguments(code) if item.place == "1")


def lines(root: Element, styles: Styles, reader: Reader, levels: Callable[[], list[str]]) -> list[Line]:
    """The lines of the tables of contents and of figures in a part.

    `levels` gives the texts of the list levels of the document (« Chapitre %1 ») whenever it is called, that
    is also after they have been translated.
    """
    tables = fields_over(root, "TOC")
    around = {paragraph: table for table in tables for paragraph in table.paragraphs}
    used = {attribute(mark, "w:val") or "" for mark in root.iter("{*}pStyle")}
    if not around and not any(is_of_contents(styles.name(style)) for style in {styles.default, *used}):
        return []
    found = [
        item
        for item in root.iter("{*}p")
        if name(item.tag) == "w:p" and (item in around or styles.of(item).kind == "table of contents")
    ]
    headings = _Headings(root, styles, reader)
    own = set(found)
    made: list[Line] = []
    last: dict[str, int] = {}
    for paragraph in found:
        table = around.get(paragraph)
        text = letters_of(reader.apart(paragraph, styles.caches.of(styles.of(paragraph).id)))
        if not is_translatable(text):
            continue
        zones, leads_to = None, None
        for heading in _candidates(headings, paragraph, folded(text).text, table, last):
            if heading.paragraph not in own and heading.text:
                zones = _zones(text, heading, levels)
                if zones is not None:
                    leads_to = heading.paragraph
                    break
        if zones is None:
            zones = _stale(headings, own, paragraph, text)
        made.append(Line(paragraph, "table of contents", zones, leads_to))
    return made


def _candidates(
    headings: _Headings, line: Element, text: str, table: Field | None, last: dict[str, int]
) -> Iterator[_Heading]:
    """What a line with that folded text may repeat, the most likely first.

    `last` has, for each table, the position after the heading found last; it is updated by what the caller
    takes.
    """
    anchors = list(dict.fromkeys(anchors_of(line)))
    for anchor in anchors:
        for paragraph in headings.bookmarks.get(anchor, ())[:_FAR]:
            yield from headings.in_paragraph(paragraph)
    within = set(headings.bookmarks.get(table.value("b").lower(), ())) if table and table.has("b") else None
    listed = headings.for_table(table)
    # Several headings may have the same text: the first one after the heading of the line before comes first.
    key = table.code if table else ""
    first = last.get(key, 0)
    places = {item[0]: item for part in _parts(text) for item in listed.get(part, ())}
    for place, heading in sorted(places.values(), key=lambda item: (item[0] < first, item[0])):
        if within is None or heading.paragraph in within:
            last[key] = place + 1
            yield heading
    last[key] = first


def _parts(text: str) -> Iterator[str]:
    """What may be the words of a folded line: from its start or one of its first spaces to one of its last or
    its end."""
    starts = [0, *(found.end() for found in islice(re.finditer(" ", text), _FEW))]
    ends = [len(text), *[found.start() for found in re.finditer(" ", text)][-_FEW:]]
    number, dots = re.match(r"[\d.]+[.)]", text), re.search(r"[.…·_]{2,}", text)
    starts += [number.end()] if number else []
    ends += [dots.start()] if dots else []
    for start in starts:
        for end in ends:
            yield text[start:end]


_FEW = 10
_FAR = 5  # how many paragraphs of a bookmark are tried: some begin in the one before the heading


def _zones(text: str, heading: _Heading, levels: Callable[[], list[str]]) -> tuple[Zone, ...] | None:
    """The zones of a line that repeats a heading; None if it does not."""
    line = folded(text)
    start = line.text.rfind(heading.text)
    while start >= 0:
        before = line.text[:start]
        behind = line.text[start + len(heading.text) :]
        if _PAGE.fullmatch(behind) and not (before and before[-1].isalnum() and heading.text[0].isalnum()):
            zone = Zone(*line.span(start, start + len(heading.text)), heading.origin)
            if not is_translatable(text[zone.start : zone.end]):
                return ()
            number = text[: zone.start]
            if not number.strip() or re.fullmatch(_NUMBER, number):
                return (zone,)
            label = _label(number, levels)
            if label is not None:
                return (label, zone)
        start = line.text.rfind(heading.text, 0, start + len(heading.text) - 1) if start else -1
    return None


def _label(number: str, levels: Callable[[], list[str]]) -> Zone | None:
    """The zone of a number with words, such as « Chapitre 1 », that a list level gives; None if none does."""
    words = number.strip(f"{SPACE}\t\n")
    start = number.index(words) if words else 0
    for place, level in enumerate(levels()):
        pattern = re.sub(r"%[1-9]", r"(\\S+?)", re.escape(level.strip()))
        found = re.fullmatch(pattern, words, re.IGNORECASE) if is_translatable(level) else None
        if found is not None:
            order = re.findall(r"%[1-9]", level)
            numbers = dict(zip(order, found.groups(), strict=True))
            return Zone(start, start + len(words), partial(_numbered, levels, place, numbers))
    return None


def _numbered(levels: Callable[[], list[str]], place: int, numbers: dict[str, str]) -> Words:
    text = levels()[place].strip()
    return ((re.sub(r"%[1-9]", lambda found: numbers.get(found[0], ""), text), None),)


def _stale(headings: _Headings, own: set[Element], line: Element, text: str) -> tuple[Zone, ...]:
    """The zone of a line whose words are not those of a heading. It repeats the heading to which the line
    leads if the two are similar (the heading was changed after the table was made), and otherwise nothing
    known."""
    zone = _title(text)
    if "\t" in text[zone.start : zone.end]:  # the number has words that no list level gives
        return (zone,)
    if not is_translatable(text[zone.start : zone.end]):
        return (Zone(0, len(text), None),)
    words = set(_WORDS.findall(folded(text[zone.start : zone.end]).text))
    for anchor in anchors_of(line):
        for paragraph in headings.bookmarks.get(anchor, ())[:_FAR]:
            heading = next(headings.in_paragraph(paragraph))
            other = set(_WORDS.findall(heading.text))
            if paragraph not in own and 2 * len(words & other) >= len(words | other) > 0:
                return (Zone(zone.start, zone.end, heading.origin),)
    return (zone,)


def _title(text: str) -> Zone:
    """The zone of the words of a line, judging by its tabs only."""
    start, end = 0, len(text)
    before, tab, behind = text.rpartition("\t")
    if tab and _PAGE.fullmatch(behind):
        end = len(before)
    number, tab, _ = text[:end].partition("\t")
    if tab and re.fullmatch(_NUMBER, number):
        start = len(number) + 1
    words = text[start:end].strip()
    start = text.index(words, start) if words else start
    return Zone(start, start + len(words), None)


def is_number(text: str) -> bool:
    """Whether a text is only the number of a heading or of a page, such as II. or A-2 or xii."""
    return re.fullmatch(_NUMBER, text) is not None or _PAGE.fullmatch(text) is not None


def page_of(text: str, zones: Iterable[Zone]) -> tuple[int, int] | None:
    """The start and end of the page number in the text of a line; None if there is none after its zones."""
    end = max((zone.end for zone in zones), default=0)
    found = _PAGE.fullmatch(text, end)
    return found.span("page") if found is not None and found["page"] else None


def list_levels(root: Element | None) -> list[str]:
    """The texts of all list levels (§17.9.11 lvlText) of a numbering part, in order; none for None."""
    return [attribute(item, "w:val") or "" for item in root.iter("{*}lvlText")] if root is not None else []
