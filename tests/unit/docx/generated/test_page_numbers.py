"""Page numbers in a finished document."""

from pathlib import Path

import pytest

from booktranslate.docx.generated.page_numbers import Finished
from tests.unit.docx import building as w
from tests.unit.docx.generated.test_contents import TAB, book, link, marked, page, shown, table


@pytest.mark.parametrize(
    ("stored", "now", "expected"),
    [
        ("3", "5", "Wood|5"),
        ("iii", "iv", "Wood|iv"),
        # The page is numbered with Roman numerals by the field of its footer alone.
        ("iii", "4", "Wood|iv"),
        ("III", "4", "Wood|IV"),
    ],
)
@pytest.mark.parametrize("linked", [True, False])
def test_a_number_that_is_no_field(
    tmp_path: Path, stored: str, now: str, expected: str, linked: bool
) -> None:
    words = (w.r("Wood"), TAB, w.r(stored))
    line = link("_Toc1", *words) if linked else "".join(words)
    path = book(tmp_path, table(line) + marked("_Toc1", "Wood"))
    finished = Finished(path)
    assert finished.mark(tmp_path / "marked.docx")
    assert finished.number({"booktranslate0": now})
    finished.save(path)
    assert shown(path) == [expected, "", "Wood"]


def test_a_field_is_set_once(tmp_path: Path) -> None:
    path = book(tmp_path, table(link("_Toc1", "Wood", TAB, page("_Toc1"))) + marked("_Toc1", "Wood"))
    finished = Finished(path)
    assert finished.mark(tmp_path / "marked.docx")
    assert finished.number({f"booktranslate{number}": "7" for number in range(2)})
    finished.save(path)
    assert shown(path)[0] == "Wood|7"
