"""From the finished Word file to what readers hold: is each word there, and where has everything moved?

locating      find paragraphs among the letters of pages (of a PDF, of an EPUB)
placing       find all paragraphs of a document, with its headers and footers
clipping      lines of which a page shows only the upper half
certificate   what was found and what was not, in one file; statement: for a whole book
drift         two editions compared (edition_matching): what moved, what broke; what grew (growth)
fonts         fonts that are not installed; hyphenation: languages without a dictionary
html          templates of pages
"""
