"""Argos Translate: neural models on this machine, installed by hand."""
