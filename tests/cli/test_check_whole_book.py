"""What only a whole book shows, and the patterns of the project's own list, on the command line."""

from docx import Document

from tests.cli.bench import Bench

HEADINGS = {
    "Un titre assez long": "A rather long title",
    "Le travail quotidien des femmes": "The daily work that women do",
    "Ce que nous voulons": "What we want here",
    "Une longue journée de travail": "A long day of hard work",
    "Un dernier mot sur nous": "A Last Long Word",
}
TEXTS = {
    "Elle apporte des pommes, des poires et des prunes.": "She brings apples, pears and plums.",
    "Elle voit des chats, des chiens et des vaches.": "She sees cats, dogs and cows.",
    "Elle lit des livres, des lettres et des cartes.": "She reads books, letters and maps.",
    "Elle vend du pain, du lait et du beurre.": "She sells bread, milk and butter.",
    "Elle aime le rouge, le vert et le bleu.": "She likes red, green, and blue.",
    "Leur coopération commence ici.": "Their cooperation begins here.",
    "Notre coopération dure encore.": "Our cooperation still lasts.",
    "Une coopération utile.": "A useful co-operation.",
    "Le Conseil régional de Bretagne aide une école.": "The Brittany Regional Council helps a school.",
    "Le Conseil régional de Bretagne aide une crèche.": "The Brittany Regional Council helps a nursery.",
    "Le Conseil régional de Bretagne aide un lycée.": "The Brittany Regional Council helps a college.",
    "Le Conseil régional de Bretagne aide une ferme.": "The Regional Board of Brittany helps a farm.",
    "Le chemin fait 12 km.": "The path is 12km long.",
    "Voici notre feuille de route.": "Here is our plan.",
}
OWN = """french,english,flags,message,replacement
,(\\d+)(km|kg),,Put a space before the unit.,\\1 \\2
feuille de route,road ?map,in,We say roadmap.,
"""


def test_one_book_has_one_way_and_its_own_patterns(bench: Bench) -> None:
    book = Document()
    for heading, text in zip([*HEADINGS, *[""] * len(TEXTS)], [*TEXTS, *[""] * len(HEADINGS)], strict=True):
        for each, style in ((heading, "Heading 1"), (text, None)):
            if each:
                book.add_paragraph(each, style=style)
    book.save(str(bench.folder / "source" / "livre.docx"))
    (bench.folder / "checks.csv").write_text(OWN, "utf-8")
    bench.run("extract")
    bench.review(HEADINGS | TEXTS)
    found = bench.run("check", "--json", expect=1).json
    told = {(item["name"], item["target"]) for item in found}
    assert ("heading-capitals", "A Last Long Word") in told
    assert ("serial-comma", "She likes red, green, and blue.") in told
    assert ("hyphenation", "A useful co-operation.") in told
    assert ("organisations", "The Regional Board of Brittany helps a farm.") in told
    assert (
        sum(name in ("heading-capitals", "serial-comma", "hyphenation", "organisations") for name, _ in told)
        == 4
    )
    own = {item["target"]: item for item in found if item["name"] == "checklist"}
    assert set(own) == {"The path is 12km long.", "Here is our plan."}
    unit = own["The path is 12km long."]
    assert (unit["suggestion"], unit["target"][slice(*unit["span"])]) == ("12 km", "12km")
    assert "We say roadmap." in own["Here is our plan."]["message"]
    (bench.folder / "checks.csv").write_bytes(OWN.replace("We say", "Désolé:").encode("cp1252"))
    done = bench.run("check", "--only", "checklist")
    assert "Put a space before the unit." in done.out
    assert "Désolé: roadmap." in done.out
    assert "checks.csv is not UTF-8; it is read as Windows-1252." in done.err
    assert bench.run("check", "--chapter", "dernier", "--only", "serial-comma", "--json").json != []
