"""What Word generates from other parts of a document: tables of contents, indexes, page numbers."""
