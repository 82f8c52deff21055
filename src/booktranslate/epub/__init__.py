"""EPUB 3 from a linear Word document: pandoc writes the pages, we add what reading systems and shops need.

pandoc        the program, and how it is run (filter.lua: boxes, styles)
styles        the looks of paragraph styles, as CSS
package       completing the EPUB: metadata, boxes as asides, the same bytes every day; reading its words
"""
