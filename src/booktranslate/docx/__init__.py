"""Word in, Word out, without damage: the text of a document as passages, and the document with others.

package   the zip: bounds, parts, relationships       stories   which places of a part hold text
xml       names, hardened parsing                     labels    the same for charts, SmartArt, lists …
nodes     what a paragraph is made of                 slots     one place of text: read, write
formats   run properties as values (cache)          reading   XML → nodes (fields, instructions)
revisions tracked changes; styles, language           tagging   nodes → tagged text (ranges, edges: outside)
bindings, workbook, signatures: what goes along       writing   tagged text → XML (through sinks)
contents, indexes: lines that repeat other texts      lines     a place of text that follows another
computed  fields in the way of the target language    results   what Word has stored of fields
comments  their marks, and a text without them        pages     the numbers of pages, measured
inventory every character accounted for (leftovers)   validity  what translating could spoil (schema)
cross_references: the words that they show            likeness  where a translation is like its source
"""

from booktranslate.archives import Bounds
from booktranslate.docx.document import Document, Edition, Passage, Reading

__all__ = [
    "Bounds",
    "Document",
    "Edition",
    "Passage",
    "Reading",
]
