"""The characters that stand in for tags and protected stretches in a flattened text (`flat.py`).

They come from Supplementary Private Use Area-B. The characters for pronouns in `apertium/rewriting.py` come
from Area-A.
"""

FIRST_STAND_IN = 0x100000
STAND_IN = "[\U00100000-\U0010fffd]"
"""A pattern of any stand-in."""
