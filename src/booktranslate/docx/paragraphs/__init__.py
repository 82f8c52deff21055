"""A paragraph read into nodes, turned into tagged text, and written again."""
