"""The review page: one self-contained HTML file, and the small file that it saves for sending back.

write(pack, path)     the page: no server, no network; what is written in it stays in the browser
recognises(data)      whether a file that came back is the one that the page saves, or the page itself
read(name, data)      what is in the file that the page saves
"""

from booktranslate.review.page.making import MARK, rendered, write
from booktranslate.review.page.returning import read, recognises

__all__ = ["MARK", "read", "recognises", "rendered", "write"]
