"""Pages of PDFs that are not sound."""

from pathlib import Path

import pytest

from booktranslate.errors import InputError
from booktranslate.pdf.pages import pages_of

# Two pages, of which the second is not in the file.
BROKEN = b"""%PDF-1.4
1 0 obj
<< /Type /Catalog /Pages 2 0 R >>
endobj
2 0 obj
<< /Type /Pages /Kids [3 0 R 9 0 R] /Count 2 /MediaBox [0 0 200 200] >>
endobj
3 0 obj
<< /Type /Page /Parent 2 0 R >>
endobj
trailer
<< /Root 1 0 R /Size 4 >>
%%EOF
"""


@pytest.mark.parametrize(
    ("data", "what"), [(BROKEN, "page 2 cannot be read"), (b"no PDF", "cannot be read as")]
)
def test_a_damaged_file_or_page_is_an_error_that_names_it(tmp_path: Path, data: bytes, what: str) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(data)
    with pytest.raises(InputError, match=rf"book\.pdf: {what}"), pages_of(path):
        pass
