"""The English verbs whose past is not regular, and those that double their last letter."""

import re
from functools import cache

from booktranslate.language import words

# Each verb with its past forms and participles. Where two forms are usual, both count: learnt, learned.
_IRREGULAR = """
abide abode abided|arise arose arisen|awake awoke awoken|be was were been|bear bore borne born
beat beat beaten|become became become|befall befell befallen|begin began begun|behold beheld|bend bent
beset beset|bet bet betted|bid bid bade bidden|bind bound|bite bit bitten|bleed bled|blow blew blown
break broke broken|breed bred|bring brought|broadcast broadcast broadcasted|build built|burn burnt burned
burst burst|buy bought|cast cast|catch caught|choose chose chosen|cling clung|come came come
cost cost costed|creep crept|cut cut|deal dealt|dig dug|dive dived dove|do did done|draw drew drawn
dream dreamt dreamed|drink drank drunk|drive drove driven|dwell dwelt dwelled|eat ate eaten|fall fell fallen
feed fed|feel felt|fight fought|find found|fit fitted fit|flee fled|fling flung|fly flew flown
forbid forbade forbidden|forecast forecast forecasted|forget forgot forgotten|forgive forgave forgiven
freeze froze frozen|get got gotten|give gave given|go went gone|grind ground|grow grew grown
hang hung hanged|have had|hear heard|hide hid hidden|hit hit|hold held|hurt hurt|input input inputted
keep kept|kneel knelt kneeled|knit knitted knit|know knew known|lay laid|lead led|lean leant leaned
leap leapt leaped|learn learnt learned|leave left|lend lent|let let|lie lay lain lied|light lit lighted
lose lost|make made|mean meant|meet met|mow mowed mown|offset offset|output output outputted
partake partook partaken|pay paid|plead pleaded pled|proofread proofread|prove proved proven|put put
quit quit quitted|read read|relay relayed|rend rent|rid rid|ride rode ridden|ring rang rung|rise rose risen
run ran run|saw sawed sawn|say said|see saw seen|seek sought|sell sold|send sent|set set|sew sewed sewn
shake shook shaken|shed shed|shine shone shined|shoot shot|show showed shown|shrink shrank shrunk|shut shut
sing sang sung|sink sank sunk|sit sat|sleep slept|slide slid|slit slit|smell smelt smelled|sow sowed sown
speak spoke spoken|speed sped speeded|spell spelt spelled|spend spent|spill spilt spilled|spin spun
split split|spoil spoilt spoiled|spread spread|spring sprang sprung|stand stood|steal stole stolen
stick stuck|sting stung|stride strode stridden|strike struck stricken|string strung
strive strove striven strived|swear swore sworn|sweep swept|swell swelled swollen|swim swam swum|swing swung
take took taken|teach taught|tear tore torn|tell told|think thought|thrive thrived throve|throw threw thrown
thrust thrust|tread trod trodden|typeset typeset|wake woke woken|wear wore worn|weave wove woven
wed wed wedded|weep wept|wet wet wetted|win won|wind wound|withdraw withdrew withdrawn|withhold withheld
withstand withstood|wring wrung|write wrote written
"""
# A verb with one of these is inflected like the verb without it: undertake, oversee, rebuild, co-write.
_PREFIX = re.compile("(?:co|fore|mis|out|over|re|under|un|up)-?")
# Verbs of several syllables that are stressed on the last, or are written as if they were.
_DOUBLING = frozenset(
    words(
        "abet abhor abut acquit admit allot begin commit concur confer debug defer demur deter embed emit "
        "equip forbid forget format handicap incur infer input inset kidnap occur offset omit output "
        "outfit overlap permit prefer program rebut recap recur refer refit regret remit reset rerun "
        "submit transfer transmit typeset undercut underpin unplug unzip upset worship"
    )
)
_ONE_SYLLABLE = re.compile(r"[^aeiou]*(?:qu)?[aeiou]+[^aeiou]+")


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    verbs = (entry.split() for entry in re.split(r"[|\n]", _IRREGULAR.strip()))
    return {verb: tuple(past) for verb, *past in verbs}


def pasts(verb: str) -> tuple[str, ...]:
    """The past and the participle of an irregular verb, and other forms of them; empty for a regular verb."""
    if known := _irregular().get(verb):
        return known
    prefix = _PREFIX.match(verb)
    simple = _irregular().get(verb[prefix.end() :], ()) if prefix else ()
    return tuple(f"{prefix[0]}{past}" for past in simple) if prefix else ()


def doubles(verb: str) -> bool:
    """Whether a verb doubles its last letter before -ing and -ed: planning, referring.

    In British spelling verbs in -l do so too (travelling, dialling). Not: developing, focusing, working.
    """
    if verb in _DOUBLING:
        return True
    if verb.endswith("l"):
        return verb != "parallel" and re.search(r"(?:[^aeiou]|[ui](?=[ea]))[aeiou]l$", verb) is not None
    return bool(_ONE_SYLLABLE.fullmatch(verb) and re.search(r"(?:[^aeiou]|qu)[aeiou][bdgkmnprt]$", verb))
