"""Drafting: what is to be drafted and from what, in which requests, within which budget; what is outdated."""
