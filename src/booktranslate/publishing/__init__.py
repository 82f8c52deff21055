"""From the finished Word file to what readers hold: is each word there, and where has everything gone?

locating      each paragraph of a document, found among the letters of pages (of a PDF, of an EPUB)
placing       the same for the whole document, its headers and footers too
clipping      lines of which a page shows the upper half
certificate   what was found and what was not, and the statement that goes with a book
drift         two editions beside each other (matching): what moved, what broke; what grew (growth)
fonts         fonts that are not there; hyphenation: languages whose words are not broken here
"""
