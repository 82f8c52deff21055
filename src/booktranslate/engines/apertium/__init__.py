"""Apertium: rules and dictionaries on this machine, through a third language."""
