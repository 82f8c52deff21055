"""The laws of issue 3, on documents that Hypothesis builds with every construct of WordprocessingML.

Source text is written in plain Latin letters; what is excluded by a rule (hidden text, formulas, comments)
is the word EXCLUDED; so a plain letter that is left in a pseudo-translated document betrays itself.
"""

import copy
import itertools
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import rewriting
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import OpenXmlValidator

from booktranslate.docx import Document, Passage
from booktranslate.docx.fields.instructions import MARKS, arguments, code_of, instructions
from booktranslate.docx.formatting.format_cache import FormatCaches
from booktranslate.docx.formatting.style_sheet import StyleSheet
from booktranslate.docx.opc.package import Package
from booktranslate.docx.opc.xml import attribute, child, name
from booktranslate.docx.revisions import resolve
from booktranslate.docx.validity import problems
from booktranslate.engines.pseudo import pseudo
from booktranslate.language.invariant import is_sign
from booktranslate.model import TaggedText, Text
from tests.unit.docx import building as w

laws = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=list(HealthCheck),
)
slow = settings(laws, max_examples=6)

_WORDS = st.text("abcdeMNO  é,.’«»-", min_size=1, max_size=9).map(lambda text: text.replace("-", "\u2011"))
_TEXTS = st.one_of(
    _WORDS, st.sampled_from(["R&amp;D ", "a &lt; b", " ", "\u00a0!", "3,5 %", "12", "x\u00ady"])
)
_FORMATS = st.lists(
    st.sampled_from(
        [
            w.BOLD,
            w.ITALIC,
            w.LINE,
            '<w:rStyle w:val="Accent"/>',
            '<w:rFonts w:ascii="Arial"/>',
            "<w:b w:val='0'/>",
            '<w:color w:val="FF0000"/>',
            '<w:sz w:val="28"/>',
            '<w:highlight w:val="yellow"/>',
            '<w:vertAlign w:val="subscript"/>',
            "<w:noProof/>",
            '<w:lang w:val="fr-FR"/>',
            "<w:smallCaps/>",
            "<w:rtl/>",
        ]
    ),
    max_size=3,
    unique_by=lambda item: item.rstrip("/>").partition(" ")[0],
)
_RANKS = [
    *("<w:rStyle", "<w:rFonts", "<w:b", "<w:i", "<w:smallCaps", "<w:noProof", "<w:color", "<w:sz"),
    *("<w:highlight", "<w:u", "<w:vertAlign", "<w:rtl", "<w:lang"),
]


def _in_order(items: list[str]) -> str:
    return "".join(
        sorted(items, key=lambda item: max(n for n, tag in enumerate(_RANKS) if item.startswith(tag)))
    )


class Maker:
    """Draws a document piece by piece; ids are unique in it."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.ids = itertools.count(10)
        self.notes: list[str] = []
        self.comments: list[str] = []
        self.charts: dict[str, str] = {}
        self.referred = ""  # fields that refer to bookmarks
        self.tracked = draw(st.booleans())

    def pick(self, *options: str) -> str:
        return self.draw(st.sampled_from(options))

    def run(self) -> str:
        return w.r(self.draw(_TEXTS), _in_order(self.draw(_FORMATS)))

    def inline(self, depth: int, *, in_note: bool = False) -> str:
        """One piece of a paragraph."""
        leaf = ["run"] * 6 + [
            "blank",
            "sign",
            "noise",
            "hidden",
            "math",
            "alt",
            "page",
            "point",
            "seq",
            "entry",
        ]
        nested = [
            "bookmark",
            "crossing",
            "comment",
            "permission",
            "control",
            "choice",
            "smart",
            "bidi",
            "custom",
        ]
        nested += ["field", "simple", "if", "ruby", "box", "vml", "twice", "object", "link", "field link"]
        nested += [] if in_note else ["note"]
        nested += ["inserted", "deleted", "moved"] if self.tracked else []
        kind = self.pick(*leaf, *(nested if depth > 0 else []))
        n = next(self.ids)
        more = lambda: self.inlines(depth - 1, in_note=in_note)  # noqa: E731
        match kind:
            case "run":
                return self.run()
            case "blank":
                return w.r(self.pick("<w:tab/>", "<w:br/>", "<w:cr/>"), _in_order(self.draw(_FORMATS)))
            case "sign":
                return w.r(
                    self.pick(
                        "<w:noBreakHyphen/>", "<w:softHyphen/>", '<w:sym w:font="Symbol" w:char="F0B7"/>'
                    )
                )
            case "noise":
                return self.pick('<w:proofErr w:type="spellStart"/>', w.r("<w:lastRenderedPageBreak/>"))
            case "hidden":
                return w.r("EXCLUDED", "<w:vanish/>")
            case "math":
                return "<m:oMath><m:r><m:t>EXCLUDED</m:t></m:r></m:oMath>"
            case "alt":
                return w.drawing("<pic:pic/>", identity=n, descr="une image")
            case "page":
                return self.pick(w.r('<w:br w:type="page"/>'), w.complex_field(" PAGE ", "7"))
            case "point":
                return w.bookmark(n, f"point{n}")
            case "seq":
                return w.complex_field(r" SEQ Figure \* ARABIC ", "3")
            case "entry":
                return w.mark_field(
                    self.pick(f' XE "mot {n}" ', rf' XE "mot" \t "voir {n}:mot" \r EXCLUDED ')
                )
            case "bookmark":
                label = self.pick(f"_Ref{n}", f"_Hlk{n}")
                self.referred += w.refer(label) if label.startswith("_Ref") else ""
                return w.bookmark(n, label, more())
            case "crossing":
                self.referred += w.refer(f"m{n}")
                first, second = w.bookmark(n, f"m{n}", "|"), w.bookmark(next(self.ids), f"n{n}", "|")
                cut = w.r("|")
                (one, two), (three, four) = first.split(cut), second.split(cut)
                return one + self.run() + three + more() + two + self.run() + four
            case "comment":
                self.comments.append(f'<w:comment w:id="{n}" w:author="A">{w.p("EXCLUDED")}</w:comment>')
                start, end = (f'<w:commentRange{side} w:id="{n}"/>' for side in ("Start", "End"))
                return start + more() + end + w.r(f'<w:commentReference w:id="{n}"/>')
            case "permission":
                return f'<w:permStart w:id="{n}" w:edGrp="everyone"/>{more()}<w:permEnd w:id="{n}"/>'
            case "control":
                return w.control(more(), f'<w:alias w:val="un titre"/><w:id w:val="{n}"/>')
            case "choice":
                items = '<w:listItem w:displayText="un choix" w:value="1"/>'
                return w.control(
                    w.r("un choix"), f'<w:id w:val="{n}"/><w:dropDownList>{items}</w:dropDownList>'
                )
            case "smart":
                return f'<w:smartTag w:uri="x" w:element="y">{more()}</w:smartTag>'
            case "bidi":
                return f'<w:bdo w:val="ltr">{more()}</w:bdo>'
            case "custom":
                return f'<w:customXml w:element="y">{more()}</w:customXml>'
            case "link":
                return f'<w:hyperlink w:anchor="x{n}" w:tooltip="une page">{more()}</w:hyperlink>'
            case "field link":
                code = self.pick(f' HYPERLINK "http://x/{n}" ', rf' HYPERLINK "http://x/{n}" \o "une page" ')
                return w.complex_field(code, more())
            case "field":
                return w.complex_field(" REF x ", more())
            case "simple":
                return f'<w:fldSimple w:instr=" TITLE ">{more()}</w:fldSimple>'
            case "if":
                inner = w.complex_field(" PAGE ", "1")
                code = w.begin(" IF ").removesuffix(w.r('<w:fldChar w:fldCharType="separate"/>'))
                texts = self.pick("x", '"oui" "non "')
                rest = w.r(f"<w:instrText> = 1 {texts}</w:instrText>")
                rest += w.r('<w:fldChar w:fldCharType="separate"/>')
                return code + inner + rest + more() + w.END
            case "ruby":
                halves = f"<w:rt>{w.r('haut')}</w:rt><w:rubyBase>{w.r('bas')}</w:rubyBase>"
                return w.r(f"<w:ruby><w:rubyPr/>{halves}</w:ruby>")
            case "box":
                return w.drawing(w.text_box(self.paragraph(depth - 1)), identity=n)
            case "vml":
                return w.r(w.vml_box(self.paragraph(depth - 1)))
            case "twice":
                return self.twice(depth, n)
            case "object":
                return w.r('<w:object><v:shape id="x"/><o:OLEObject ProgID="Excel.Sheet.12"/></w:object>')
            case "note":
                inside = w.p(self.inlines(depth - 1, in_note=True))
                self.notes.append(w.footnote(n, inside))
                return w.footnote_mark(n)
            case "inserted":
                return f'<w:ins w:id="{n}" w:author="A">{self.run()}</w:ins>'
            case "moved":
                return f'<w:moveTo w:id="{n}" w:author="A">{self.run()}</w:moveTo>'
            case _:
                gone = w.r("<w:delText>EXCLUDED</w:delText>")
                return f'<w:del w:id="{n}" w:author="A">{gone}</w:del>'

    def twice(self, depth: int, n: int) -> str:
        """A shape for new and for old programs, with one text."""
        inside = self.draw(_TEXTS)
        choice = w.drawing(w.text_box(w.p(inside)), identity=n).removeprefix("<w:r>").removesuffix("</w:r>")
        fallback = w.vml_box(w.p(inside))
        return w.r(
            f'<mc:AlternateContent><mc:Choice Requires="wps">{choice}</mc:Choice>'
            f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
        )

    def inlines(self, depth: int, *, in_note: bool = False) -> str:
        count = self.draw(st.integers(1, 5 if depth > 1 else 3))
        return "".join(self.inline(depth, in_note=in_note) for _ in range(count))

    def paragraph(self, depth: int, properties: str = "") -> str:
        return w.p(self.inlines(depth), properties=properties)

    def block(self, depth: int) -> str:
        kind = self.pick(*["p"] * 5, "heading", "list", "toc", "cap", "chart", "import", "columns")
        if depth > 0:
            kind = self.pick(kind, kind, kind, "table", "control", "rows")
        n = next(self.ids)
        match kind:
            case "heading":
                return self.paragraph(1, w.styled("Heading1"))
            case "list":
                return self.paragraph(1, '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
            case "toc":
                entry = f'<w:hyperlink w:anchor="x">{self.run()}{w.r("<w:tab/>")}'
                entry += w.complex_field(" PAGEREF x ", "4") + "</w:hyperlink>"
                first = w.p(w.begin(r' TOC \o "1-3" '), entry, properties=w.styled("TOC1"))
                return first + w.p(self.run(), properties=w.styled("TOC1")) + w.p(w.END)
            case "cap":
                frame = '<w:framePr w:dropCap="drop" w:lines="3"/>'
                return w.p("L", properties=frame) + w.p("’année ", self.run())
            case "chart":
                self.charts[f"chart{n}"] = chart(self.draw(_TEXTS))
                return w.p(w.drawing(f'<c:chart r:id="chart{n}"/>', identity=n))
            case "import":
                return '<w:altChunk r:id="page"/>'
            case "columns":
                return w.p(w.r(self.draw(_TEXTS)), w.r('<w:br w:type="column"/>'), self.run())
            case "table":
                return w.table(w.cell(self.block(depth - 1), self.paragraph(1)) + w.cell(self.paragraph(1)))
            case "control":
                return w.control(self.block(depth - 1) + self.paragraph(1), f'<w:id w:val="{n}"/>')
            case "rows":
                inner = w.control(w.cell(self.paragraph(1)), f'<w:id w:val="{n}"/>')
                row = f"<w:tr>{inner}{w.cell(w.p('une cellule'))}</w:tr>"
                return w.table(w.cell(w.p())).replace(
                    "</w:tbl>", w.control(row, f'<w:id w:val="{next(self.ids)}"/>') + "</w:tbl>"
                )
            case _:
                return self.paragraph(3)


def chart(text: str) -> str:
    """A chart with a title, a series and categories."""
    series = (
        "<c:ser><c:tx><c:strRef><c:strCache><c:pt idx='0'><c:v>une série</c:v></c:pt></c:strCache></c:strRef>"
    )
    series += (
        "</c:tx><c:val><c:numRef><c:numCache><c:pt idx='0'><c:v>4.5</c:v></c:pt></c:numCache></c:numRef>"
    )
    title = f"<c:title><c:tx><c:rich><a:p><a:r><a:rPr lang='fr-FR' b='1'/><a:t>{text}</a:t></a:r>"
    title += "<a:r><a:t>du plan</a:t></a:r></a:p></c:rich></c:tx></c:title>"
    plot = f"<c:plotArea><c:barChart>{series}</c:val></c:ser></c:barChart></c:plotArea>"
    return f"<c:chart>{title}{plot}</c:chart>"


_STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="character" w:styleId="Accent"><w:name w:val="Accent"/></w:style>'
)
_NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="Chapitre %1"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


@st.composite
def books(draw: st.DrawFn, size: int = 4) -> dict[str, object]:
    """The arguments of `word_file` for a document."""
    maker = Maker(draw)
    content = "".join(maker.block(2) for _ in range(draw(st.integers(1, size))))
    header = w.p("Le livre", w.r("<w:tab/>"), maker.run())
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    return {
        "content": content + w.p("fin") + section,
        "footnotes": "".join(maker.notes) or w.footnote(-1, w.p()),
        "comments": "".join(maker.comments),
        "header1": header,
        "header2": maker.referred or w.p(),
        "styles": _STYLES,
        "numbering": _NUMBERING,
        "core_properties": "<dc:title>Un titre</dc:title>",
        "strict": draw(st.booleans()),
        "members": [w.Member("word/page.html", b"<p>EXCLUDED</p>", link="aFChunk", id="page")],
        **maker.charts,
    }


@contextmanager
def made(book: dict[str, object]) -> Iterator[Path]:
    """The document of a book, in a folder that goes away."""
    with tempfile.TemporaryDirectory() as folder:
        arguments = dict(book)
        content, members = arguments.pop("content"), arguments.pop("members")
        yield w.word_file(Path(folder), content, *members, **arguments)


def every(passage: Passage) -> TaggedText:
    return pseudo(passage.text)


def itself(passage: Passage) -> TaggedText:
    """The text of a passage as something that is not equal to it, so that it is written anew."""
    return TaggedText((*passage.text.pieces, Text("")))


def roots(path: Path) -> dict[str, etree._Element]:
    """The story parts, with tracked changes accepted."""
    found = {}
    for part in w.names(path):
        if part.startswith("word/") and part.endswith(".xml"):
            found[part] = w.root(path, part)
            resolve(found[part], "accept")
    return found


@laws
@given(books())
def test_the_source_text_gives_the_same_file(book: dict[str, object]) -> None:
    with made(book) as path:
        made_of_it = Document(path).replace(lambda passage: passage.text, "fr", "fr")
        output = path.with_name("book.docx")
        made_of_it.save(output)
        assert output.read_bytes() == path.read_bytes()
        assert problems(Package(path)) == ()


@laws
@given(books(), st.data())
def test_one_changed_unit_changes_no_other_paragraph(book: dict[str, object], data: st.DataObject) -> None:
    with made(book) as path:
        passages = Document(path).passages
        chosen = passages[data.draw(st.integers(0, len(passages) - 1))]
        mine = (chosen.part, chosen.number)
        output = w.translated(
            path, lambda passage: every(passage) if (passage.part, passage.number) == mine else None
        )
        before, after = roots(path), roots(output)
        for part in before:
            if part == "word/styles.xml":
                continue
            pairs = list(zip(_paragraphs(before[part]), _paragraphs(after[part]), strict=True))
            changed = [old for old, new in pairs if _canonical(old) != _canonical(new) and not _follows(old)]
            if part != chosen.part:
                assert changed == []
            innermost = [item for item in changed if not set(changed) & set(item.iterdescendants())]
            assert len(innermost) <= (2 if 'w:dropCap="drop"' in w.body(path) else 1)


def _paragraphs(root: etree._Element) -> list[etree._Element]:
    return [item for item in root.iter() if name(item.tag) in {"w:p", "a:p"}]


def _follows(paragraph: etree._Element) -> bool:
    """Whether a paragraph has what follows other texts or the language of the document: a line of a table of
    contents, the figures and instructions of fields."""
    is_line = any(attribute(item, "w:val") == "TOC1" for item in paragraph.iter("{*}pStyle"))
    return is_line or next(paragraph.iter(*MARKS), None) is not None


def _canonical(element: etree._Element) -> bytes:
    """The markup, without the language of runs: fields get that of the document."""
    alone = copy.deepcopy(element)
    alone.tail = None
    etree.strip_elements(alone, "{*}lang", with_tail=False)
    return etree.tostring(alone, method="c14n")


@laws
@given(books())
def test_a_pseudo_translation_comes_back_whole(book: dict[str, object]) -> None:
    # The brackets around a text that is set from right to left take the look of their neighbours when they
    # are read again: signs alone have no direction.
    assume("<w:rtl/>" not in str(book))
    with made(book) as path:
        wanted = [(passage.kind, every(passage)) for passage in _written(path)]
        output = w.translated(path, every)
        came_back = [(passage.kind, passage.text) for passage in _written(output)]
        assert _running(came_back) == _running(wanted)
        assert Counter(came_back) == Counter(wanted)


def _written(path: Path) -> list[Passage]:
    """The passages of the author: a line of a table may be like a heading in one language alone."""
    return [passage for passage in Document(path).passages if passage.kind != "table of contents"]


def _running(texts: list[tuple[str, TaggedText]]) -> list[str]:
    """The texts in order, but for those in instructions: an index entry may move within its paragraph."""
    return [str(text) for kind, text in texts if kind not in {"index entry", "tooltip", "field text"}]


@laws
@given(books())
def test_no_letter_of_the_source_is_left(book: dict[str, object]) -> None:
    with made(book) as path:
        output = w.translated(path, every)
        left: set[str] = set()
        for root in roots(output).values():
            for item in root.iter():
                text = item.text or ""
                if name(item.tag) in {"w:t", "a:t", "c:v"}:
                    left.add(text)
                elif name(item.tag) in {"w:alias", "w:hyperlink", "w:listItem", "wp:docPr"}:
                    left |= {attribute(item, key) or "" for key in _SHOWN_ATTRIBUTES}
            for pieces in instructions(root.iter(*MARKS)):
                found = arguments("".join(code_of(piece) for piece in pieces))
                left |= {item.words for item in found if item.is_shown and item.is_quoted}
        plain = {text for text in left if any("A" <= letter <= "z" for letter in text) and not is_sign(text)}
        assert plain <= {"EXCLUDED"}


_SHOWN_ATTRIBUTES = {"w:val", "w:tooltip", "w:displayText", "descr"}


_MAY_CHANGE = {
    "w:r",
    "w:t",
    "w:rPr",
    "w:proofErr",
    "w:lastRenderedPageBreak",
    "w:noBreakHyphen",
    "w:softHyphen",
}
_MAY_CHANGE |= {"a:r", "a:t", "a:rPr", "w:br", "w:cr"}
_UNSEEN = {"w:smartTag", "w:customXml"}  # what a reader cannot see around a part of a sentence goes
_MAY_CHANGE |= _UNSEEN


@laws
@given(books())
def test_every_element_is_kept(book: dict[str, object]) -> None:
    with made(book) as path:
        output = w.translated(path, every)
        assert _elements(path) == _elements(output)
        assert set(problems(Package(output))) <= set(problems(Package(path)))
        assert w.names(output) == w.names(path)


def _elements(path: Path) -> Counter[str]:
    return Counter(
        f"{part} {name(item.tag)}"
        for part, root in roots(path).items()
        if part != "word/styles.xml"
        for item in root.iter()
        if name(item.tag) not in _MAY_CHANGE
        and not any(name(parent.tag) in {"w:rPr", "a:rPr"} for parent in item.iterancestors())
    )


@laws
@given(books())
def test_writing_a_text_anew_changes_nothing_to_see(book: dict[str, object]) -> None:
    with made(book) as path:
        output = path.with_name("book.docx")  # in French: figures of fields are written the English way
        Document(path).replace(itself, "fr", "fr").save(output)
        before, after = roots(path), roots(output)
        for part in before:
            old, new = (
                [_seen(item) for item in _paragraphs(root) if name(item.tag) == "w:p"]
                for root in (before[part], after[part])
            )
            assert old == new


# What has no width may move within its unit: range ends, index entries, hidden text.
_NO_WIDTH = {"w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd", "w:permStart"}
_NO_WIDTH |= {"w:permEnd", "w:commentReference"}


_PALETTE = FormatCaches(StyleSheet()).of("")


def _seen(paragraph: etree._Element) -> list[tuple[object, ...]]:
    """What a reader sees of a paragraph: letters with their format and container, and other things."""
    found: list[tuple[object, ...]] = []
    for run in paragraph.iter("{*}r"):
        if name(run.tag) != "w:r" or next(run.iterancestors("{*}p")) is not paragraph:
            continue
        properties = child(run, "w:rPr")
        format_ = _PALETTE.format(properties) if properties is not None else _PALETTE.plain
        if format_.hidden or (run[-1].text or "").startswith(" XE"):
            continue
        around = tuple(
            name(item.tag)
            for item in itertools.takewhile(lambda item: item is not paragraph, run.iterancestors())
            if name(item.tag) not in _UNSEEN
        )
        for item in run:
            kind = {"w:cr": "w:br"}.get(name(item.tag), name(item.tag))
            if kind in {"w:rPr", "w:lastRenderedPageBreak", *_NO_WIDTH}:
                continue
            if kind == "w:fldChar":
                kind = f"{attribute(item, 'w:fldCharType')}"
            letters = {"w:t": item.text or "", "w:noBreakHyphen": "\u2011", "w:softHyphen": "\u00ad"}.get(
                kind
            )
            for letter in [kind] if letters is None else letters:
                shows = letters is not None and not letter.isspace()
                found.append((letter, format_ if shows else None, around))
    # The marks of an index entry, whose instruction was passed over.
    return [
        item
        for item, following, previous in zip(found, [*found[1:], ()], [(), *found], strict=False)
        if not (item[:1] == ("begin",) and following[:1] == ("end",))
        and not (item[:1] == ("end",) and previous[:1] == ("begin",))
    ]


@laws
@given(books())
def test_what_is_rewritten_looks_the_same(book: dict[str, object]) -> None:
    """Every text replaced by itself through the writer, and by other letters that are then put back.

    The parts are valid, and equal by text; by letters, effective format, anchors and their order. What has no
    width may stand in another order at one place, and go from within a word to its edge. Left out are runs
    set from right to left, whose look Word takes from other properties (bCs, szCs: ECMA-376-1 §17.3.2.30).
    """
    assume("<w:rtl/>" not in str(book))
    with made(book) as path:
        again, away, back = (path.with_name(f"{word}.docx") for word in ("again", "away", "back"))
        rewriting.rewritten(path, again, rewriting.itself)
        rewriting.rewritten(path, away, rewriting.other_letters)
        rewriting.rewritten(away, back, rewriting.other_letters)
        for output in (again, back):
            found: list[tuple[str, str]] = []
            rewriting.compare(path, output, lambda level, what: found.append((level, what)))  # noqa: B023
            assert [item for item in found if item[0] != "xml"] == []


@slow
@given(books(size=2))
def test_the_schema_finds_no_new_fault(book: dict[str, object]) -> None:
    with made(book) as path:
        output = w.translated(path, every)
        assert _faults(output) <= _faults(path)


def _faults(path: Path) -> Counter[tuple[str, str]]:
    result = OpenXmlValidator().validate(str(path))
    return Counter(
        (error.part_uri or "", error.description)
        for error in result.errors
        # The validator keeps what it has read of other parts under the address of a package that may be gone.
        if "was not found in Part" not in error.description
    )
