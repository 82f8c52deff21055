"""Review with other programs than a PO editor: what goes out to a person, and what comes back.

A *pack* is what one person is sent: some texts of the book as rows, in reading order. A *form* of it (review
page, Word table, Excel sheet, XLIFF, the finished book) shows the rows; its reader gives back *answers*.
Answers become a copy of the PO files, which is combined with those of the project as any other copy is, with
what was sent as the common ancestor. No form writes into a PO file itself.

values      packs, rows, answers                 gathering   the PO files of a project → packs; risk
identity    of a project, of a pack              sent        what was sent, kept until it comes back
forms       the registry of forms                doors       a file that came in → what it is
answers     answers → a copy of the PO files     labels      what the forms say, in French and English
sheet       Excel                                word_table  a table in Word; table: how both are read
edition     the finished book that was written   finished    the finished book that came back (alignment)
"""
