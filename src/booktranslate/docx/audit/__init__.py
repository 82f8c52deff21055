"""What of a document is translated, what is not, and why: every letter accounted for."""
