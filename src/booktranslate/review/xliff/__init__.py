"""XLIFF, the form for translation tools: 1.2, which all of them know, and 2.1.

inline      tags as elements, whatever tags a text has and however they overlap
reading     what reading the two versions has in common
xliff12     OASIS XLIFF 1.2 (2008)
xliff21     OASIS XLIFF 2.1 (2018); 2.0 and 2.2 are read too
omegat      a project for OmegaT, with XLIFF 1.2 in it
"""
