"""Word in, Word out, without damage: the text of a document as passages, and the document with others.

document       a document opened: its passages, and the edition in which they are replaced (edition)
parts          which parts hold text; reading_order: in which order a reader meets it
stories        the places of text in a part; part_texts: in charts, SmartArt, lists …
text_places    one place of text: read it, write it; field_code_places: in the instructions of fields
paragraphs/    the XML of a paragraph → nodes → tagged text, and back
formatting/    how a run looks: styles, theme, run properties as values, language
fields/        instructions and results of fields; cross-references
generated/     lines that Word builds from elsewhere (contents, indexes), and the numbers of pages
opc/           the zip, its parts and relationships, hardened XML, signatures
audit/         every character accounted for
annexes/       pages at the end that look as the book does; colophon: its last page
revisions      tracked changes; comments: their marks
data_bindings  what a content control shows and where it is stored
validity       what translating could spoil (schema)
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
