"""PDF files: what LibreOffice leaves to be done for readers and archives, and what a PDF says and shows.

finishing   tags, names and dates: PDF/UA, the same bytes on each day (the home of pikepdf)
pages       the letters of its pages, with their places and fonts, and pictures of pages (of pypdfium2)
"""
