"""What Word generates from other parts of a document: tables of contents and of figures, indexes, page
numbers."""
