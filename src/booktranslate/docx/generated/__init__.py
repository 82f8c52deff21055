"""What Word builds from elsewhere: tables of contents and of figures, indexes, page numbers."""
