"""Parts of speech, and the names that dictionaries and people use for them in French and English."""

import re

from booktranslate.language import french

_NAMES = """
noun: n, n m, n f, n m f, n m pl, n f pl, nm, nf, nom, nom commun, nom masculin, nom féminin, nom pluriel,
  nom masculin pluriel, nom féminin pluriel, substantif, subst, s m, s f, noun phrase, groupe nominal,
  locution nominale, loc nom, syntagme nominal, common noun, plural noun, count noun
mass noun: uncountable, uncountable noun, nom indénombrable, indénombrable, nom massif, nom non comptable,
  non comptable
acronym: sigle, acronyme, initialism, abbreviation, abréviation, abrév, abbr
name: nom propre, n propre, n pr, np, proper noun, propernoun, proper name
title: titre, titre de fonction
verb: v, v t, v i, v tr, v intr, v pron, v tr ind, vt, vi, verbe, verbe transitif, verbe intransitif,
  verbe pronominal, locution verbale, loc v, loc verb, groupe verbal, verb phrase, phrasal verb
adjective: adj, adjectif, locution adjectivale, loc adj, adj m, adj f, adjective phrase
adverb: adv, adverbe, locution adverbiale, loc adv, adverb phrase
preposition: prép, prep, préposition, locution prépositive, loc prép
conjunction: conj, conjonction
pronoun: pron, pronom
phrase: locution, loc, expression, idiom, idiome
"""


def _plain(name: str) -> str:
    return " ".join(re.split(r"[\W_]+", french.bare(name))).strip()


_KNOWN = {
    _plain(name): speech
    for speech, names in (line.split(":") for line in _NAMES.replace("\n  ", " ").strip().splitlines())
    for name in (speech, *names.split(","))
}
ALL = tuple(dict.fromkeys(_KNOWN.values()))


def named(name: str) -> str | None:
    """The part of speech for a name such as `verbe`, `n. m.` or `Proper noun`; "" for "", None if unknown."""
    return _KNOWN.get(_plain(name)) if name else ""
