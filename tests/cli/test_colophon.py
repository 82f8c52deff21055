"""The last page of the English book says who made it, if that is asked for."""

from tests.cli.bench import Bench
from tests.warm import ANOTHER_ORDER


def test_the_last_page_is_written_from_po_files_and_signatures(bench: Bench) -> None:
    source = bench.write_book(["# Premier chapitre", "Un pôle, c’est une rencontre."])
    french = source.read_bytes()
    bench.run("extract")
    bench.run("translate", "--engine", "pseudo")
    bench.review({entry.msgid: f"English {number}" for number, entry in enumerate(bench.po)})
    po = bench.po
    po[1].tcomment = "booktranslate: draft by deepl"
    po.metadata["Last-Translator"] = "Zoé Exemple <zoe@example.org>"
    po.metadata["PO-Revision-Date"] = "2025-03-01 10:00+0100"
    po.save()
    (bench.folder / "booktranslate.toml").write_text('[colophon]\neditor = "Max Muster"\n', "utf-8")
    bench.run("assemble", "--colophon")
    assert bench.texts()[2:] == [
        "English 2",
        "python-docx",
        "English edition, 1 March 2025",
        "First drafted with DeepL",
        "Edited by Max Muster",
        "Reviewed by Zoé Exemple",
    ]
    first = (bench.folder / "build" / "en-GB" / "livre.docx").read_bytes()
    bench.run("assemble", "--colophon", env=ANOTHER_ORDER)
    assert (bench.folder / "build" / "en-GB" / "livre.docx").read_bytes() == first
    assert source.read_bytes() == french

    bench.run("sign-off", "--by", "Anne Roy")
    (bench.folder / "booktranslate.toml").write_text("[colophon]\nadd = true\n", "utf-8")
    bench.run("assemble")
    assert bench.texts()[-1].startswith("Approved by Anne Roy (")
    assert "1 March 2025" not in "".join(bench.texts())  # the signature is younger
    # Who corrects the finished book may send it back with this page.
    back = bench.folder.parent / "back.docx"
    back.write_bytes((bench.folder / "build" / "en-GB" / "livre.docx").read_bytes())
    assert "nothing new" in bench.run("combine", str(back)).out
    bench.run("assemble", "--no-colophon")
    assert bench.texts() == ["English 0", "English 1"]
