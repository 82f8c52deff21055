"""Drafting: which texts are drafted, from which source, in which requests, within which budget."""
