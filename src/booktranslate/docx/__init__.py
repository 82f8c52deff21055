"""Word in, Word out, without damage: the text of a document as passages, and the document with others.

package   the zip: bounds, parts, relationships       stories   which parts and places hold text
xml       names, hardened parsing                     slots     one place of text: read, write
nodes     what a paragraph is made of                 reading   XML → nodes (fields folds fields)
formats   run properties as values                    tagging   nodes → tagged text
revisions, styles, language, bindings, workbook       writing   tagged text → XML
"""

from booktranslate.docx.document import Document, Edition, Passage, Reading
from booktranslate.docx.inventory import Inventory, Leftover, inventory
from booktranslate.docx.package import Bounds

__all__ = [
    "Bounds",
    "Document",
    "Edition",
    "Inventory",
    "Leftover",
    "Passage",
    "Reading",
    "inventory",
]
