"""glossary.csv: what is read, what is refused and how it is said."""

from pathlib import Path

import pytest

from booktranslate.errors import InputError
from booktranslate.glossary import Glossary, Term, csv_file, forms

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
        ("source,target\n!,member\n", 2, "holds no word"),
        ("source,target\nadhérent,\n", 2, "“adhérent” has no target"),
        ("source,target\nfilière,a\nb,c\nFILIÈRE,d\n", 4, "is on line 2 already"),
        ("source,target,case-sensitive\nETI,a,1\nETI,b,1\n", 3, "is on line 2 already"),
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


def test_another_encoding_is_refused_with_how_to_save() -> None:
    data = "source,target\nETI,mid-cap\nfilière,industry sector\n".encode("cp1252")
    with pytest.raises(InputError, match="UTF-8") as raised:
        csv_file.parse(data, "terms.csv")
    assert raised.value.where == "terms.csv, line 3"
    assert "CSV UTF-8" in raised.value.hint


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
