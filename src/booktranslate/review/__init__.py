"""Review outside a PO editor: what is sent to a person, and what comes back.

A *pack* is what one person is sent: some texts of the book as rows, in reading order. A *form* of it (review
page, Word table, Excel sheet, XLIFF, the finished book) shows the rows; reading it gives *answers*. The
answers become a copy of the PO files, which is combined with those of the project like any other copy, with
what was sent as the common ancestor. No form writes into a PO file itself.

values      packs, rows, answers                 gathering   the PO files of a project → packs; risk
identity    of a project, of a pack              sent        what was sent, kept until it comes back
forms       the registry of forms                recognising a file that came back → what it is, and which
answers     answers → a copy of the PO files                 target it belongs to (returned_target)
excel_sheet Excel                                labels      what the forms say, in French and English
word_table  a table in Word                      returned_table  how a table of either is read
page        a page for a browser; serve: live    xliff       XLIFF 1.2 and 2.1, projects for OmegaT
edition     the finished book that was written   finished    the one that came back (book_alignment)
parcel      the files and the letter             people      who was sent what, and what came back
signatures  who approved what; signed: what of   making      how the book was made; annexes, colophon
            the book still is
"""
