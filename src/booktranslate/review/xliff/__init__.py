"""XLIFF, the form of translation tools: 1.2, which all of them know, and 2.1.

inline      tags as elements, whichever tags a text has and however they cross
reading     what both versions have in common on the way back
xliff12     OASIS XLIFF 1.2 (2008)
xliff21     OASIS XLIFF 2.1 (2018); 2.0 and 2.2 are read too
"""
