"""EPUB 3 from a linear Word document: pandoc writes the pages, we what readers' programs and shops ask for.

pandoc        the program, and what it is told (filter.lua: boxes, styles)
styles        the looks of paragraph styles, as CSS
package       the EPUB made whole: metadata, boxes as asides, the same bytes on each day; its words
"""
