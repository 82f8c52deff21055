"""Read the texts of a Word document as passages, and write it with other texts, without damaging it.

document       an open document: its passages, and the edition in which they are replaced (edition)
parts          which parts have text; reading_order: in which order a reader meets it
stories        the places of text in a part; part_texts: in charts, SmartArt, lists …
text_places    one place of text: read it, write it; field_code_places: in the instructions of fields
paragraphs/    the XML of a paragraph → nodes → tagged text, and back
formatting/    how a run looks: styles, theme, run properties as values, language
fields/        instructions and results of fields; cross-references
generated/     what Word generates from other parts of a document: contents, indexes, page numbers
opc/           the zip, its parts and relationships, hardened XML, signatures
audit/         every letter accounted for
annexes/       pages at the end that look like the book; colophon: its last page
revisions      tracked changes; comments: their marks
data_bindings  the custom XML that content controls show
validity       what translating could damage (schema)
"""

from booktranslate.archive_limits import Bounds
from booktranslate.docx.document import Document
from booktranslate.docx.edition import Edition
from booktranslate.docx.passages import Passage, Reading

__all__ = [
    "Bounds",
    "Document",
    "Edition",
    "Passage",
    "Reading",
]
