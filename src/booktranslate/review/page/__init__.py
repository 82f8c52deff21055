"""The review page: one HTML file that needs nothing else, and the small file that it saves to be sent back.

write(pack, path)     the page: no server, no network; what is written in it stays in the browser
recognises(data)      whether a file that came back is the file that the page saves, or the page itself
read(name, data)      the file that the page saves, as values
"""

from booktranslate.review.page.making import MARK, rendered, write
from booktranslate.review.page.returning import read, recognises

__all__ = ["MARK", "read", "recognises", "rendered", "write"]
