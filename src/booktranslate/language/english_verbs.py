"""How English verbs are inflected: those whose past is irregular, and those that double their last letter.

Where two forms are usual, both count, that of British English first: learnt, learned; travelling, traveling.
"""

import re
from dataclasses import dataclass
from functools import cache

from booktranslate.language import words

# Each verb with its past and its participle, if that differs.
_IRREGULAR = """
abide abode/abided|arise arose arisen|awake awoke awoken|be was/were been|bear bore borne/born
beat beat beaten|become became become|befall befell befallen|begin began begun|behold beheld|bend bent
beset beset|bet bet/betted|bid bid/bade bid/bidden|bind bound|bite bit bitten|bleed bled|blow blew blown
break broke broken|breed bred|bring brought|broadcast broadcast/broadcasted|build built|burn burnt/burned
burst burst|buy bought|cast cast|catch caught|choose chose chosen|cling clung|come came come
cost cost/costed|creep crept|cut cut|deal dealt|dig dug|dive dived/dove dived|do did done|draw drew drawn
dream dreamt/dreamed|drink drank drunk|drive drove driven|dwell dwelt/dwelled|eat ate eaten|fall fell fallen
feed fed|feel felt|fight fought|find found|fit fitted/fit|flee fled|fling flung|fly flew flown
forbid forbade forbidden|forecast forecast/forecasted|forget forgot forgotten|forgive forgave forgiven
freeze froze frozen|get got got/gotten|give gave given|go went gone|grind ground|grow grew grown
hang hung/hanged|have had|hear heard|hide hid hidden|hit hit|hold held|hurt hurt|input input/inputted
keep kept|kneel knelt/kneeled|knit knitted/knit|know knew known|lay laid|lead led|lean leant/leaned
leap leapt/leaped|learn learnt/learned|leave left|lend lent|let let|lie lay/lied lain/lied|light lit/lighted
lose lost|make made|mean meant|meet met|mow mowed mown/mowed|offset offset|output output/outputted
partake partook partaken|pay paid|plead pleaded/pled|proofread proofread|prove proved proved/proven|put put
quit quit/quitted|read read|relay relayed|rend rent|rid rid|ride rode ridden|ring rang rung|rise rose risen
run ran run|saw sawed sawn/sawed|say said|see saw seen|seek sought|sell sold|send sent|set set
sew sewed sewn/sewed|shake shook shaken|shed shed|shine shone/shined|shoot shot|show showed shown/showed
shrink shrank shrunk|shut shut|sing sang sung|sink sank sunk|sit sat|sleep slept|slide slid|slit slit
smell smelt/smelled|sow sowed sown/sowed|speak spoke spoken|speed sped/speeded|spell spelt/spelled
spend spent|spill spilt/spilled|spin spun|split split|spoil spoilt/spoiled|spread spread
spring sprang/sprung sprung|stand stood|steal stole stolen|stick stuck|sting stung|stride strode stridden
strike struck struck/stricken|string strung|strive strove/strived striven/strived|swear swore sworn
sweep swept|swell swelled swollen/swelled|swim swam swum|swing swung|take took taken|teach taught
tear tore torn|tell told|think thought|throw threw thrown|thrive thrived/throve thrived|thrust thrust
tread trod trodden|typeset typeset|wake woke woken|wear wore worn|weave wove woven|wed wed/wedded|weep wept
wet wet/wetted|win won|wind wound|withdraw withdrew withdrawn|withhold withheld|withstand withstood
wring wrung|write wrote written
"""
# A verb with one of these is inflected like the verb without it: undertake, oversee, rebuild, co-write.
_PREFIX = re.compile("(?:co|fore|mis|out|over|re|under|un|up)-?")
# Verbs of several syllables that are stressed on the last, or are written as if they were.
_DOUBLING = frozenset(
    words(
        "abet abhor abut acquit admit allot begin commit concur confer debug defer demur deter embed emit "
        "equip forbid forget format handicap incur infer input inset occur offset omit output "
        "outfit overlap permit prefer program rebut recap recur refer refit regret remit reset rerun "
        "submit transfer transmit typeset undercut underpin unplug unzip upset"
    )
)
# These double it in British English, but not always.
_DOUBLING_AT_WILL = frozenset(words("kidnap worship"))
# And these do not, but are found with two.
_SINGLE_AT_WILL = frozenset(words("benefit bias focus"))
_ONE_SYLLABLE = re.compile(r"[^aeiou]*(?:qu)?[aeiou]+[^aeiou]+")
# British English doubles the l of all these verbs (modelling, dialling), American only where the syllable is
# stressed: controlling, but modeling.
_IN_L = re.compile(r"(?:[^aeiou]|[ui](?=[ea]))[aeiou]l$")
_STRESSED = re.compile(
    r"[^aeiou]*[aeiou]l|(?:.*(?:pel|trol|thral|fil|til)|annul|appal|befel|enrol|excel|extol|rebel)"
)


@dataclass(frozen=True, slots=True)
class Parts:
    """The forms of a verb: run, runs, running, ran, run. Where several are in use, that of British English
    is the first."""

    base: str
    third: str
    present: tuple[str, ...]
    past: tuple[str, ...]
    participle: tuple[str, ...]


def parts(verb: str) -> Parts:
    """The forms of a verb, regular or not."""
    soft = verb.endswith("y") and verb[-2:-1] not in tuple("aeiou")
    stems = _stems(verb)
    regular = (f"{verb[:-1]}ied",) if soft else tuple(f"{stem.removesuffix('e')}ed" for stem in stems)
    past, participle = _irregular_pasts(verb) or (regular, regular)
    present = (f"{verb[:-2]}ying",) if verb.endswith("ie") else tuple(f"{stem}ing" for stem in stems)  # lying
    return Parts(verb, _third(verb, soft), present, past, participle)


def _third(verb: str, soft: bool) -> str:
    if verb in ("be", "have"):
        return "is" if verb == "be" else "has"
    if soft:
        return f"{verb[:-1]}ies"
    return f"{verb}es" if re.search(r"(?:[sxz]|[^aeiou]o|ch|sh)$", verb) else f"{verb}s"


def _stems(verb: str) -> tuple[str, ...]:
    """What -ing and -ed are added to: mak, plann, mimick, work; travell and travel."""
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye", "ie")) and verb != "be":
        return (verb[:-1],)
    if verb.endswith("ic"):
        return (f"{verb}k",)
    doubled = verb + verb[-1:]
    if verb in _DOUBLING_AT_WILL:
        return doubled, verb
    if verb in _SINGLE_AT_WILL:
        return verb, doubled
    if verb.endswith("l"):
        if verb == "parallel" or not _IN_L.search(verb):
            return (verb,)
        return (doubled,) if _STRESSED.fullmatch(verb) else (doubled, verb)
    # Not: developing, focusing, working.
    short = _ONE_SYLLABLE.fullmatch(verb) and re.search(r"(?:[^aeiou]|qu)[aeiou][bdgkmnprt]$", verb)
    return (doubled,) if short or verb in _DOUBLING else (verb,)


@cache
def _irregular() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    verbs = (entry.split() for entry in re.split(r"[|\n]", _IRREGULAR.strip()))
    return {
        verb: (tuple(forms[0].split("/")), tuple(forms[-1].split("/")))  # the last: often the only one
        for verb, *forms in verbs
    }


def _irregular_pasts(verb: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The pasts and the participles of an irregular verb; None for a regular one."""
    if known := _irregular().get(verb):
        return known
    prefix = _PREFIX.match(verb)
    simple = _irregular().get(verb[prefix.end() :]) if prefix else None
    if prefix is None or simple is None:
        return None
    past, participle = (tuple(f"{prefix[0]}{form}" for form in forms) for forms in simple)
    return past, participle
