"""A Word document seen as a book: which files are the book, its chapters and units, who asks and answers."""
