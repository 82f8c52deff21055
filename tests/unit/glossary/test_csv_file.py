"""glossary.csv: what is read, what is refused and how it is said."""

from pathlib import Path

import pytest

from booktranslate.errors import InputError
from booktranslate.glossary import Glossary, Term, csv_file, encodings, forms
from booktranslate.glossary.changes import changes

ROOT = Path(__file__).parents[3]
HEADER = "source,target,part of speech,case-sensitive,do-not-translate,forbidden targets,note\n"


def test_all_columns_are_read() -> None:
    data = (
        HEADER + "formation,training,mass noun,non,,formation | forming,Say “course” where one is counted.\n"
    )
    assert csv_file.parse(data.encode()).terms == (
        Term(
            "formation",
            "training",
            "mass noun",
            forbidden=("formation", "forming"),
            note="Say “course” where one is counted.",
        ),
    )


def test_lines_are_those_of_the_file() -> None:
    data = HEADER + '\nÉtat,State,noun,oui,,,"a note\nover two lines"\n,,,,,,\nETI,mid-cap,,yes,,,\n'
    terms = csv_file.parse(data.encode()).terms
    assert [(term.source, term.line, term.note) for term in terms] == [
        ("État", 3, "a note over two lines"),
        ("ETI", 6, ""),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_separators_and_line_ends(encoding: str, delimiter: str, end: str) -> None:
    text = (
        delimiter.join(("Source", '"Target"', "NOTE"))
        + end
        + delimiter.join(("filière", '"a, b; c"', ""))
        + end
    )
    bom = "\ufeff" if encoding[-3:] in ("-le", "-be") else ""
    (term,) = csv_file.parse((bom + text).encode(encoding)).terms
    assert (term.source, term.target) == ("filière", "a, b; c")


def test_the_separator_is_the_one_that_gives_known_columns() -> None:
    data = "source;target;note\nfeuille de route;roadmap;one, two, three\n"
    assert csv_file.parse(data.encode()).terms[0].note == "one, two, three"


def test_column_names_are_tolerant_and_in_any_order() -> None:
    data = "Do_Not-Translate;FORBIDDEN  targets;Case Sensitive;Source\nx;;1;Plastipolis\n"
    assert csv_file.parse(data.encode()).terms == (Term("Plastipolis", "Plastipolis", "", True, True),)


def test_empty_columns_that_spreadsheets_leave_do_no_harm() -> None:
    data = "source,target,,\nfilière,industry sector,,\nadhérent,member,,,,\n"
    assert len(csv_file.parse(data.encode()).terms) == 2


@pytest.mark.parametrize("content", [HEADER, HEADER.rstrip(), "source", HEADER + "\n\n"])
def test_only_a_header_is_an_empty_glossary(content: str) -> None:
    assert csv_file.parse(content.encode()) == Glossary()


@pytest.mark.parametrize("yes", ["yes", "Oui", "TRUE", "vrai", "1", "x", "X"])
@pytest.mark.parametrize("no", ["no", "non", "False", "FAUX", "0", ""])
def test_booleans_in_both_languages(yes: str, no: str) -> None:
    data = f"source,target,case-sensitive,do-not-translate\nCCI,,{no},{yes}\n"
    (term,) = csv_file.parse(data.encode()).terms
    assert (term.case_sensitive, term.keep) == (False, True)


def test_texts_are_trimmed_and_their_accents_composed() -> None:
    (term,) = csv_file.parse("source,target\n\u00a0adhe\u0301rent , member \n".encode()).terms
    assert (term.source, term.target) == ("adhérent", "member")


def test_the_same_text_with_another_case_rule_is_no_duplicate() -> None:
    data = "source,target,case-sensitive\nRégion,Region,yes\nrégion,area,\n"
    assert len(csv_file.parse(data.encode()).terms) == 2


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("", 1, "does not name the columns"),
        ("\n", 1, "does not name the columns"),
        ("filière,industry sector\n", 1, "“filière” is not a column"),
        ("source,target,comment\n", 1, "“comment” is not a column"),
        ("source,,target\n", 1, "“” is not a column"),
        ("target,note\n", 1, "does not name the columns"),
        ("source,target,Source\n", 1, "“source” is there twice"),
        ("source,target\na,b\nc,d,e\n", 3, "has 3 columns"),
        ("source,target,note\na,b\n", 2, "has 2 columns"),
        ("source,target\n,member\n", 2, "the source is empty"),
        ("source,target\n!,member\n", 2, "has no words"),
        ("source,target\nadhérent,\n", 2, "“adhérent” has no target"),
        ("source,target\nfilière,a\nb,c\nFILIÈRE,d\n", 4, "is already on line 2"),
        ("source,target,case-sensitive\nETI,a,1\nETI,b,1\n", 3, "is already on line 2"),
        ("source,target,case-sensitive\nETI,mid-cap,perhaps\n", 2, "“perhaps” under case-sensitive"),
        ("source,target,do-not-translate\nTechtera,Technology,x\n", 2, "is not to be translated"),
        ('source,target\n"a\nb",c\n', 2, "control character U+000A"),
        ("source,target\na\u0007b,c\n", 2, "control character U+0007"),
        ("source,target\na,b\u2028c\n", 2, "control character U+2028"),
        (
            "source,target,forbidden targets\nactuel,current,actual | Current\n",
            2,
            "both the target and forbidden",
        ),
        (f"source,target\n{'é' * 513},b\n", 2, "longer than 1,024 bytes"),
        (f"source,target\na,{'é' * 513}\n", 2, "longer than 1,024 bytes"),
        ('source,target\na,b\n"c,d\ne,f\n', 3, "well-formed"),
        ('source,target\n"c" d,e\n', 2, "well-formed"),
        (f"source,target\na,{'b' * 140_000}\n", 2, "well-formed"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(content: str, line: int, words: str) -> None:
    with pytest.raises(InputError) as raised:
        csv_file.parse(content.encode(), "terms.csv")
    assert raised.value.where == f"terms.csv, line {line}"
    assert words in str(raised.value)
    assert raised.value.hint


def test_a_source_of_exactly_the_limit_is_taken() -> None:
    assert len(csv_file.parse(f"source,target\n{'é' * 512},b\n".encode()).terms) == 1


def test_windows_1252_is_read() -> None:
    data = "source;cible\ncœur d’activité;core business\nfilière;secteur — 5 €\n".encode("cp1252")
    assert encodings.encoding(data) == "cp1252"
    assert [(term.source, term.target) for term in csv_file.parse(data).terms] == [
        ("cœur d’activité", "core business"),
        ("filière", "secteur — 5 €"),
    ]


@pytest.mark.parametrize(
    "data",
    [
        "source,target\nETI,mid-cap\nfilière,industry sector\n".encode("cp850"),
        "source,target\nETI,mid-cap\nfilière,industry sector\n".encode("mac_roman"),
        "source,target\nETI,mid-cap\nécart,gap ".encode() + b"\xe9\n",
        b"\xef\xbb\xbfsource,target\nETI,mid-cap\nfili\xe8re,industry sector\n",
        b"source,target\nETI,mid-cap\nfili\x81re,industry sector\n",
    ],
)
def test_another_encoding_is_refused_with_how_to_save(data: bytes) -> None:
    with pytest.raises(InputError, match="UTF-8") as raised:
        csv_file.parse(data, "terms.csv")
    assert raised.value.where == "terms.csv, line 3"
    assert "CSV UTF-8" in raised.value.hint


@pytest.mark.parametrize("first", ["sep=;", "SEP=;", '"sep=;"', "sep=;;;"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_separator_line_of_excel_counts_as_a_line(first: str, end: str) -> None:
    text = end.join((first, "source;target", "filière, bois;timber", "adhérent;"))
    with pytest.raises(InputError, match="“adhérent” has no target") as raised:
        csv_file.parse(text.encode("utf-8-sig"), "terms.csv")
    assert raised.value.where == "terms.csv, line 4"
    (term,) = csv_file.parse(text.rpartition(end)[0].encode()).terms
    assert (term.source, term.line) == ("filière, bois", 3)


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("source;target\na;b\nc,d\n", 3, "separates its columns with “,”, the first line with “;”"),
        ("source,target\na;b\n", 2, "separates its columns with “;”, the first line with “,”"),
        ("source,target,note\na;b;c, d\n", 2, "separates its columns with “;”, the first line with “,”"),
        ("source;target;note\na\tb\tc\n", 2, "separates its columns with a tab, the first line with “;”"),
        ("sep=,\nsource,target\na;b\n", 3, "separates its columns with “;”, the first line with “,”"),
        ("sep=;\nsource,target\na,b\n", 2, "“source,target” is not a column"),
        ("sep=:\nsource:target\n", 1, "names “:” as the separator"),
        ("sep=;", 2, "does not name the columns"),
        ('source,target\na,b\n"c,d"\n', 3, "is enclosed in double quotes as a whole"),
        ('"source,target"\n"c,d"\n', 1, "is enclosed in double quotes as a whole"),
        ("source,nature\na,verbage\n", 2, "“a” has no target"),
        ("source,target,nature\na,b,verbage\n", 2, "“verbage” is not a part of speech. Choose from: noun, "),
        ("source,cible,Target\na,b,c\n", 1, "the column “target” is there twice"),
        ("source,target\nappel à projets,a\nappel\u00a0à projets,b\n", 3, "is already on line 2"),
    ],
)
def test_what_excel_and_people_mix_up_is_said_exactly(content: str, line: int, words: str) -> None:
    with pytest.raises(InputError) as raised:
        csv_file.parse(content.encode(), "terms.csv")
    assert raised.value.where == f"terms.csv, line {line}"
    assert words in str(raised.value)
    assert raised.value.hint


def test_a_workbook_called_csv_is_refused() -> None:
    for start in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        with pytest.raises(InputError, match="is a workbook, not a CSV file"):
            csv_file.parse(start + b"...")


@pytest.mark.parametrize(
    "header",
    [
        "source;cible;catégorie grammaticale;casse;ne pas traduire;interdits;note",
        "Source;Traduction;Nature;CASSE;Ne pas traduire;Interdits;Remarque",
        "français;anglais;Categorie grammaticale;sensible à la casse;à ne pas traduire;interdit;commentaires",
    ],
)
def test_columns_have_french_names_too(header: str) -> None:
    data = f"{header}\nadhérent;member;nom;non;;adherent;x\n"
    assert csv_file.parse(data.encode()).terms == (
        Term("adhérent", "member", "noun", forbidden=("adherent",), note="x"),
    )


@pytest.mark.parametrize(
    ("names", "speech"),
    [
        ("noun, Nom, n., n. m., n.f., n. m. / f., nom commun, nom féminin, substantif, loc. nom.", "noun"),
        ("mass noun, mass\u00a0noun, nom indénombrable", "mass noun"),
        ("acronym, sigle, Acronyme, abréviation, abbr.", "acronym"),
        ("name, nom propre, n. pr., Proper noun, properNoun", "name"),
        ("title, titre", "title"),
        ("verb, Verbe, v., v. t., v. intr., verbe transitif, loc. verb., locution verbale", "verb"),
        ("adjective, adjectif, adj., locution adjectivale", "adjective"),
        ("adverb, adverbe, adv., loc. adv.", "adverb"),
        ("phrase, locution, loc., expression", "phrase"),
        ("préposition, prép.", "preposition"),
    ],
)
def test_parts_of_speech_are_one_word_in_both_languages(names: str, speech: str) -> None:
    for name in names.split(", "):
        (term,) = csv_file.parse(f"source;target;nature\na;b;{name}\n".encode()).terms
        assert term.part_of_speech == speech, name


def test_another_format_of_the_same_glossary_has_the_same_digest() -> None:
    english = "source,target,part of speech,case-sensitive\nadhérent,member,noun,\nPME,SME,acronym,yes\n"
    french = "sep=;\nsource;cible;nature;casse\nadhérent ;\u00a0member;n. m.;\nPME;SME;Sigle;oui\n"
    glossary, other = csv_file.parse(english.encode()), csv_file.parse(french.encode("cp1252"))
    assert other == glossary
    assert other.digest == glossary.digest == "a9ea3c4773b9e793"
    assert other.digest_in("Les PME") == glossary.digest_in("Les PME") != ""
    assert changes(glossary, other) == []
    assert csv_file.parse(csv_file.dump(glossary, ";")) == glossary


def test_spaces_that_do_not_break_are_no_part_of_english() -> None:
    (term,) = csv_file.parse(
        "source,target\nappel\u00a0à projets,call\u00a0for\u202fproposals\n".encode()
    ).terms
    assert term.target == "call for proposals"
    assert [match.start for match in Glossary((term,)).find("un appel à projets")] == [3]


def test_what_an_older_program_kept_is_read_though_a_part_of_speech_is_unknown() -> None:
    data = b"source,target,part of speech\na,b,verbage\nc,d,verbe\n"
    terms = csv_file.parse(data, lenient=True).terms
    assert [term.part_of_speech for term in terms] == ["verbage", "verb"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_bom_is_refused(encoding: str) -> None:
    with pytest.raises(InputError, match="UTF-8"):
        csv_file.parse("source,target\na,b\n".encode(encoding))


def test_utf16_cut_in_the_middle_is_refused() -> None:
    with pytest.raises(InputError, match="UTF-16"):
        csv_file.parse("source,target\na,b\n".encode("utf-16")[:-1])


def test_a_missing_file_is_refused_with_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="booktranslate init") as raised:
        csv_file.read(tmp_path / "glossary.csv")
    assert raised.value.where == str(tmp_path / "glossary.csv")


def test_a_folder_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder, not a file"):
        csv_file.read(tmp_path)


def test_write_then_read(tmp_path: Path) -> None:
    path = tmp_path / "glossary.csv"
    glossary = Glossary(
        (
            Term(
                "grappe d’entreprises",
                "business cluster",
                "noun",
                forbidden=("grapes", "bunch"),
                note='a "b", c',
            ),
            Term("Plastipolis", "Plastipolis", "name", case_sensitive=True, keep=True),
        )
    )
    csv_file.write(path, glossary)
    assert csv_file.read(path) == glossary
    assert path.read_bytes().startswith("\ufeffsource,target,".encode())  # Excel needs the BOM


class TestShippedGlossary:
    glossary = csv_file.read(ROOT / "glossary.csv")

    def test_it_is_as_the_tool_writes_it(self) -> None:
        assert csv_file.dump(self.glossary) == (ROOT / "glossary.csv").read_bytes()

    def test_it_holds_the_world_of_clusters(self) -> None:
        targets = {term.source: term.target for term in self.glossary.terms}
        assert len(targets) >= 140
        expected = {
            "pôle de compétitivité": "competitiveness cluster",
            "filière": "industry sector",
            "grappe d’entreprises": "business cluster",
            "ETI": "mid-cap",
            "collectivité territoriale": "local authority",
            "mixité": "gender balance",
        }
        assert expected.items() <= targets.items()

    @pytest.mark.parametrize(
        "name",
        [
            "Pôle Véhicule du Futur",
            "Cluster Montagne",
            "Plastipolis",
            "Digital Aquitaine",
            "LSI Logistique Seine-Normandie",
            "Novachim",
            "CIMES",
            "Eurobiomed",
            "Cluster Ecobâtiment",
            "SAFE Cluster",
            "Techtera",
            "Finance Innovation",
            "Silver Valley",
            "Materalia",
            "materialia",
            "Digital League",
            "France Clusters",
        ],
    )
    def test_names_of_partner_clusters_are_kept(self, name: str) -> None:
        (match,) = self.glossary.find(f"Avec {name}, on avance.")
        assert (match.term.keep, match.target) == (True, name)

    def test_each_term_is_found_in_its_own_text(self) -> None:
        for term in self.glossary.terms:
            assert [match.term for match in self.glossary.find(term.source)] == [term]

    def test_no_forbidden_word_is_a_form_of_a_target(self) -> None:
        for term in self.glossary.terms:
            allowed = {form.casefold() for form in forms(term)}
            assert allowed.isdisjoint(word.casefold() for word in term.forbidden), term.source
