"""What a PO file says, and which files are refused, with their line, and left alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from booktranslate import catalog
from booktranslate.errors import InputError
from booktranslate.model import State, parse

HEADER = """\
# Relu par Jeanne.
msgid ""
msgstr ""
"Project-Id-Version: livre\\n"
"Last-Translator: Jeanne <jeanne@example.org>\\n"
"Language: en_GB\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"X-Source-Language: fr\\n"
"X-Poedit-Basepath: .\\n"

"""
FIRST_LINE = HEADER.count("\n") + 1


@pytest.fixture
def po(tmp_path: Path):
    def write(body: str, header: str = HEADER) -> Path:
        path = tmp_path / "livre.po"
        path.write_bytes((header + body).encode())
        return path

    return write


def test_everything_an_entry_holds(po):
    path = po(
        "# À voir avec Léa.\n"
        "#   (deux fois)\n"
        "# booktranslate: ignore=numbers, acronyms\n"
        "# booktranslate: draft by apertium (fr-es-en)\n"
        "#. Chapitre 1\n"
        "#. Réponse\n"
        "#: livre.docx:12\n"
        "#: mon%20livre.docx:13 autre.docx:14\n"
        "#, fuzzy, no-wrap\n"
        '#| msgctxt "titre"\n'
        '#| msgid "La <b>mixité</b>"\n'
        'msgctxt "corps"\n'
        'msgid ""\n'
        '"La <b>mixité</b> "\n'
        '"avance \\\\ \\"vite\\""\n'
        'msgstr "The <b>mix</b>"\n'
    )
    book = catalog.read(path, "en-GB")
    (entry,) = book.entries
    assert entry.unit.source == parse('La <b>mixité</b> avance \\ "vite"')
    assert entry.unit.context == "corps"
    assert entry.unit.notes == ("Chapitre 1", "Réponse")
    assert entry.unit.locations == ("livre.docx:12", "mon livre.docx:13", "autre.docx:14")
    assert (entry.state, entry.translation.origin) == (State.DRAFT, "apertium (fr-es-en)")
    assert entry.translation.target == parse("The <b>mix</b>")
    assert entry.person_comment == (
        "À voir avec Léa.\n  (deux fois)\nbooktranslate: ignore=numbers, acronyms"
    )
    assert entry.ignored == {"numbers", "acronyms"}
    assert (entry.previous, entry.previous_context) == ("La <b>mixité</b>", "titre")
    assert entry.flags == ("no-wrap",)
    assert entry.line == FIRST_LINE + 12
    assert (book.source_lang, book.target_lang, book.comment) == ("fr", "en-GB", "Relu par Jeanne.")
    assert dict(book.header)["Last-Translator"] == "Jeanne <jeanne@example.org>"
    assert dict(book.header)["X-Poedit-Basepath"] == "."


@pytest.mark.parametrize("sign", ["\\v", "\\f", "\u2028", "\x85"])
def test_a_field_of_the_header_may_hold_any_sign(po, sign):
    path = po("", HEADER.replace("Jeanne <", f"Jeanne{sign} <"))
    assert dict(catalog.read(path).header)["Last-Translator"].startswith("Jeanne")


def test_a_line_of_the_header_without_a_colon_is_none_of_our_fields(po):
    header = HEADER.replace("MIME-Version: ", "MIME-Version ").replace("Basepath: .\\n", "List: a\\n  b\\n")
    path = po('msgid "un"\nmsgstr "one"\n', header)
    book = catalog.read(path, "en-GB")
    assert (book.target_lang, dict(book.header)["X-Poedit-List"]) == ("en-GB", "a\nb")
    assert catalog.write(path, replace(book, comment="Relu."))
    assert catalog.read(path, "en-GB").target_lang == "en-GB"


def test_states_are_those_of_poedit(po):
    path = po(
        'msgid "un"\nmsgstr ""\n\n'
        '#, fuzzy\nmsgid "deux"\nmsgstr "two"\n\n'
        'msgid "trois"\nmsgstr "three"\n\n'
        '#, fuzzy\nmsgid "quatre"\nmsgstr ""\n'
    )
    states = [entry.state for entry in catalog.read(path).entries]
    assert states == [State.EMPTY, State.DRAFT, State.REVIEWED, State.EMPTY]


def test_obsolete_entries_keep_their_previous_text(po):
    path = po(
        'msgid "un"\nmsgstr "one"\n\n'
        "# parti\n#, fuzzy\n"
        '#~| msgid ""\n#~| "an"\n#~| "cien"\n#~ msgid "deux"\n#~ msgstr "two"\n'
    )
    (entry,) = catalog.read(path).obsolete
    assert (entry.previous, entry.person_comment, entry.state) == ("ancien", "parti", State.DRAFT)


@pytest.mark.parametrize(
    "line",
    ["#sans espace", "## dièse", "#.Note", "#:livre.docx:1", "#,fuzzy", "#, no-wrap fuzzy", "#,\tfuzzy", "#"],
)
def test_forms_of_comments_that_tools_write(po, line):
    book = catalog.read(po(f'{line}\nmsgid "un"\nmsgstr "one"\n'))
    (entry,) = book.entries
    said = (entry.person_comment, entry.unit.notes, entry.unit.locations, entry.state)
    expected = {
        "#sans espace": ("sans espace", (), (), State.REVIEWED),
        "## dièse": ("# dièse", (), (), State.REVIEWED),
        "#.Note": ("", ("Note",), (), State.REVIEWED),
        "#:livre.docx:1": ("", (), ("livre.docx:1",), State.REVIEWED),
        "#,fuzzy": ("", (), (), State.DRAFT),
        "#, no-wrap fuzzy": ("", (), (), State.DRAFT),
        "#,\tfuzzy": ("", (), (), State.DRAFT),
        "#": ("", (), (), State.REVIEWED),
    }
    assert said == expected[line]


def test_line_separators_inside_texts_are_text(po):
    text = "a\u2028b\u0085c\u00a0d\u202fe"
    (entry,) = catalog.read(po(f'msgid "{text}"\nmsgstr "{text}"\n')).entries
    assert str(entry.unit.source) == str(entry.translation.target) == text


def test_a_byte_order_mark_is_no_text(tmp_path):
    path = tmp_path / "livre.po"
    path.write_bytes(("\ufeff" + HEADER + 'msgid "un"\nmsgstr "one"\n').encode())
    assert len(catalog.read(path, "en-GB").entries) == 1


GOOD = 'msgid "un"\nmsgstr "one"\n\n'
REFUSED = {
    "quotation mark lost": ('msgid "un\nmsgstr "one"\n', 0, "not a line of a PO file"),
    "bare quotation mark": ('msgid "un "deux" trois"\nmsgstr ""\n', 0, "not a line"),
    "bare quotation mark after a backslash": ('msgid "un\\\\"x"\nmsgstr ""\n', 0, "not a line"),
    "octal escape": ('msgid "un"\nmsgstr "\\303\\251"\n', 1, "not a line of a PO file"),
    "unknown keyword": (GOOD + 'msgtxt "un"\n', 3, "not a line of a PO file"),
    "msgstr missing": ('msgid "un"\n\n# note\nmsgid "deux"\nmsgstr "two"\n', 2, "msgstr is expected here"),
    "msgid twice": ('msgid "un"\nmsgid "deux"\nmsgstr "two"\n', 1, "msgstr is expected here"),
    "msgstr twice": (GOOD.strip() + '\nmsgstr "uno"\n', 2, "without msgid"),
    "context without msgid": ('msgctxt "c"\nmsgstr "two"\n', 1, "msgid is expected here"),
    "cut off": (GOOD + 'msgid "deux"\n', 3, "end of the file"),
    "obsolete text alone": (GOOD + '\n#~ "deux"\n', 4, "without msgid or msgstr"),
    "text alone": (GOOD + '# note\n"deux"\n', 4, "without msgid or msgstr"),
    "half obsolete": ('#~ msgid "un"\nmsgstr "one"\n', 1, "msgstr is expected here"),
    "plural": ('msgid "un"\nmsgid_plural "des"\nmsgstr[0] ""\n', 1, "plural forms"),
    "twice": (GOOD * 2, 3, f"line {FIRST_LINE}"),
    "twice, wrapped": (GOOD + 'msgid ""\n"u"\n"n"\nmsgstr ""\n', 3, "repeats the text"),
    "obsolete and not": (GOOD + '#~ msgid "un"\n#~ msgstr "one"\n', 3, "repeats the text"),
    "conflict": (
        '<<<<<<< HEAD\nmsgid "un"\nmsgstr "one"\n=======\nmsgid "un"\n>>>>>>> x\n',
        0,
        "merge conflict",
    ),
    "conflict in an entry": (
        'msgid "un"\n<<<<<<< HEAD\nmsgstr "one"\n=======\nmsgstr "a"\n>>>>>>> x\n',
        1,
        "merge conflict",
    ),
    "conflict of msgcat": (
        '#, fuzzy\nmsgid "un"\nmsgstr ""\n"#-#-#-#-#  a.po  #-#-#-#-#\\n"\n"one\\n"\n',
        3,
        "joined by msgcat",
    ),
    "empty msgid": (GOOD + 'msgctxt "c"\nmsgid ""\nmsgstr "x"\n', 4, "without a source text"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_its_line(po, name):
    body, line, words = REFUSED[name]
    path = po(body)
    before = path.read_bytes()
    with pytest.raises(InputError) as refusal:
        catalog.read(path, "en-GB")
    assert str(refusal.value).startswith(f"{path}:{FIRST_LINE + line}: ")
    assert words in str(refusal.value)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"", 1, "is empty"),
        (b"\n \n", 1, "is empty"),
        (HEADER.replace("UTF-8", "ISO-8859-1").encode() + b'msgid "\xe9"\nmsgstr ""\n', 8, "ISO-8859-1"),
        (HEADER.encode() + b'msgid "\xe9t\xe9"\nmsgstr ""\n', FIRST_LINE, "not valid UTF-8"),
        (HEADER.replace("en_GB", "de").encode(), 6, "language 'de'"),
        (HEADER.replace("en_GB", "en_US").encode(), 6, "language 'en-US'"),
        (GOOD.encode(), 1, "no header"),
        ((GOOD + HEADER).encode(), 1, "no header"),
        (b"PK\x03\x04 not text", 1, "not a line of a PO file"),
    ],
)
def test_files_that_are_no_po_of_ours(tmp_path, data, line, words):
    path = tmp_path / "livre.po"
    path.write_bytes(data)
    with pytest.raises(InputError) as refusal:
        catalog.read(path, "en-GB")
    assert str(refusal.value).startswith(f"{path}:{line}: ")
    assert words in str(refusal.value)
    assert path.read_bytes() == data


@pytest.mark.parametrize("language", ["en_GB", "en-gb", "en", ""])
def test_names_of_the_language_that_mean_the_same(po, language):
    assert catalog.read(po(GOOD, HEADER.replace("en_GB", language)), "en-GB").entries


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(InputError, match="does not exist"):
        catalog.read(tmp_path / "none.po")


@pytest.mark.parametrize(
    "behind",
    ["", '\n"e fin"\n', "\n# Pour la suite.\n\n"],
    ids=["nothing", "a string that goes on behind an empty line", "a comment apart from its entry"],
)
def test_an_entry_on_few_lines_reads_as_one_on_many(po, behind):
    comments = "# À voir.\n# booktranslate: draft by deepl\n#. Chapitre « 1 »\n#. Réponse\n"
    comments += "#: livre.docx:1\n#, fuzzy, no-wrap\n"
    strings = [("msgctxt", "corps"), ("msgid", 'Un \\"mot\\"\\t'), ("msgstr", "A \\\\ word")]
    short = "".join(f'{word} "{string}"\n' for word, string in strings)
    long = "".join(f'{word} ""\n"{string}"\n' for word, string in strings)
    last = '\nmsgid "Encore"\nmsgstr ""\n'
    first, second = (catalog.read(po(comments + form + behind + last)) for form in (short, long))
    assert first.entries == second.entries
    assert first.entries[0].unit.source == parse('Un "mot"\t')
    assert first.entries[0].unit.notes == ("Chapitre « 1 »", "Réponse")
    assert str(first.entries[0].translation.target).endswith("worde fin" if "fin" in behind else "word")
    assert (first.entries[0].line, second.entries[0].line) == (FIRST_LINE + 7, FIRST_LINE + 8)
    assert second.entries[1].line - first.entries[1].line == 3


def test_entries_in_which_nobody_said_anything_may_be_left_out(po):
    silent = '#. Chapitre 1\n#: livre.docx:1\nmsgctxt "{}"\nmsgid "Non"\nmsgstr ""\n\n'
    said = [
        'msgid "Oui"\nmsgstr "Yes"\n\n',
        '# À voir.\nmsgid "Si"\nmsgstr ""\n\n',
        '#. Chapitre 1\n# À voir.\nmsgid "Bon"\nmsgstr ""\n\n',
        'msgid "Bien"\nmsgstr ""\n\n"Well"\n\n',
        '# À voir.\n\nmsgid "Tiens"\nmsgstr ""\n\n',
    ]
    path = po(
        "".join(silent.format(place) + silent.format(-place) + each for place, each in enumerate(said, 1))
    )
    whole, found = catalog.read(path), catalog.read(path, silent=False)
    assert found.entries == tuple(entry for entry in whole.entries if str(entry.unit.source) != "Non")
    assert len(whole.entries) == 3 * len(found.entries)


def test_a_file_that_is_cut_off_names_its_last_line(po):
    path = po('msgid "Un"\nmsgstr "One"\n\nmsgid "Deux"\n')
    with pytest.raises(InputError) as refused:
        catalog.read(path)
    assert refused.value.where == f"{path}:{FIRST_LINE + 3}"
