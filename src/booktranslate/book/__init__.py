"""Word documents as a book: which files belong to it, its chapters and units, who asks and who answers."""
