"""PDF files: what LibreOffice does not do for readers and archives, and what the pages of a PDF show.

finishing   tags, names and dates: PDF/UA, the same bytes every day (the home of pikepdf)
decoration  shapes without words become artifacts
pages       the letters of pages, with their places and fonts, and images of pages (the home of pypdfium2)
"""
