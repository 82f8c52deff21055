"""A Word file that came back is named as the user knows it."""

import pytest

from booktranslate.errors import InputError
from booktranslate.review.word_file import opened


@pytest.mark.parametrize("name", ["relu.docx", "relu document.docx"])
def test_a_damaged_file_is_named_once(name: str) -> None:
    with pytest.raises(InputError) as raised, opened(name, b"PK and nothing more"):
        pass
    assert raised.value.where == name
