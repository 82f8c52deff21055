import pytest

from tests.unit.checks.checking import Tables, findings, right, wrong

TABLES: Tables = {
    "missing-tag": (
        [
            ("La <b>mixité</b> avance.", "Gender balance is improving."),
            ("Une note<fn1/>.", "A note."),
            ("Un <a1>lien</a1>.", "A <a1>link."),
            ("<b>Un</b> et <i>deux</i>", "<b>One</b> and two"),
            ("Ligne<br/>deux", "Line two"),
            ("de l’eau<sup>t</sup> pure", "pure water"),
            ("il su<b>es</b>t là", "he is there"),
        ],
        [
            ("l’expression (?P<mot>.)", "the expression (?P<word>.)"),
            ("La <b>mixité</b> avance.", "<b>Gender balance</b> is improving."),
            ("Une note<fn1/>.", "A note.<fn1/>"),
            ("Le XXI<sup>e</sup> siècle", "The 21st century"),
            ("la 1<sup>re</sup> fois", "the first time"),
            ("M<sup>me</sup> Kremer", "Ms Kremer"),
            ("les n<sup>os</sup> 3 et 4", "nos. 3 and 4"),
            ("la 3<g1>ème</g1> fois", "the third time"),
            ("<b>Un</b> et <i>deux</i>", "<i>Two</i> and <b>one</b>"),
        ],
    ),
    "extra-tag": (
        [
            ("La mixité avance.", "<b>Gender balance</b> is improving."),
            ("Une note<fn1/>.", "A note<fn1/>.<fn1/>"),
            ("Une note<fn1/>.", "A note<fn1/>.<fn2/>"),
            ("Un <b>mot</b>", "A <b>word</b> <b>here</b>"),
            ("Bonjour", "Hello<br/>"),
        ],
        [
            ("l’expression (?P<mot>.)", "the expression (?P<word>.)"),
            ("La <b>mixité</b> avance.", "<b>Gender balance</b> is improving."),
            ("R&D", "R&D"),
            ("a < b", "a < b"),
            ("Une note<fn1/>.", "A note.<fn1/>"),
            ("Bonjour", "Hello <3"),
            ("Le XXe siècle", "The 20<sup>th</sup> century"),
        ],
    ),
    "tag-order": (
        [
            ("Un<fn1/> et deux<fn2/>", "Two<fn2/> and one<fn1/>"),
            ("<fn1/><fn2/><fn3/>", "<fn1/><fn3/><fn2/>"),
            ("A<f1/> B<fn1/>", "B<fn1/> A<f1/>"),
            ("<b>x<fn1/></b> y<fn2/>", "y<fn2/> <b>x<fn1/></b>"),
            ("x<img1/>y<fn1/>", "y<fn1/>x<img1/>"),
        ],
        [
            ("Un<fn1/> et deux<fn2/>", "One<fn1/> and two<fn2/>"),
            ("Un<fn1/> et deux<fn2/>", "One<fn1/> and two"),
            ("<b>a</b> <i>b</i>", "<i>b</i> <a>b</a>"),
            ("a<br/>b<fn1/>", "b<fn1/><br/>a"),
            ("sans", "without"),
        ],
    ),
    "tag-nesting": (
        [
            ("<b>a <i>b</i></b>", "<b>a <i>b</b></i>"),
            ("<b>a</b>", "</b>a<b>"),
            ("<b>a</b>", "<b>a"),
            ("<b>a</b>", "a</b>"),
            ("<b>a</b><i>b</i>", "<b>a<i></b>b</i>"),
        ],
        [
            ("<b>a <i>b</i></b>", "<b>a <i>b</i></b>"),
            ("<b>a</b><i>b</i>", "<i>b</i><b>a</b>"),
            ("<b>a <i>b</i></b>", "<i><b>a</b> b</i>"),
            ("a</b>", "a</b>"),
            ("a<fn1/>", "a<fn1/>"),
        ],
    ),
    "damaged-tag": (
        [
            ("<b>a</b>", "< b>a</b>"),
            ("<b>a</b>", "<B>a</B>"),
            ("a<fn1/>", "a<fn1 />"),
            ("<b>a</b>", "&lt;b&gt;a&lt;/b&gt;"),
            ("<a1>a</a1>", "<a1>a</ a1>"),
        ],
        [
            ("<b>a</b>", "<b>a</b>"),
            ("a < b et c > d", "a < b and c > d"),
            ("R&D", "R&D"),
            ("&lt;b&gt;", "&lt;b&gt;"),
            ("moins de 5", "<5"),
        ],
    ),
    "empty-tag": (
        [
            ("Le <b>mot</b> juste", "The right word<b></b>"),
            ("Le <b>mot</b> juste", "The right <b> </b>word"),
            ("<i>Silence.</i> Oui.", "<i></i>Silence. Yes."),
            ("<b>a <i>b</i></b>", "<b>a b<i></i></b>"),
            ("<a1>lien</a1>", "<a1></a1>link"),
        ],
        [
            ("Le <b>mot</b> juste", "The right <b>word</b>"),
            ("x<b> </b>y", "x<b> </b>y"),
            ("<b><i>a</i></b>", "<b><i>a</i></b>"),
            ("<b>a<fn1/></b>", "<b>a<fn1/></b>"),
            ("<b><fn1/></b>", "<b><fn1/></b>"),
        ],
    ),
    "tag-spacing": (
        [
            ("Le <b>mot</b> juste", "The<b>right</b> word"),
            ("Le <b>mot</b> juste", "The <b>right</b>word"),
            ("un <i>beau</i> jour", "a<i>fine</i>day"),
            ("voir <a1>ici</a1>", "see<a1>here</a1>"),
            ("<b>Oui</b> dit-elle", "<b>Yes</b>she said"),
        ],
        [
            ("Le <b>mot</b> juste", "The <b>right</b> word"),
            ("dirigeant<b>e</b>s", "leader<b>s</b>hip"),
            ("Le <b>mot</b> juste", "The <b>right</b>, word"),
            ("Le <b>mot </b>juste", "The <b>right </b>word"),
            ("XXI<sup>e</sup> siècle", "21<sup>st</sup> century"),
        ],
    ),
}


@pytest.mark.parametrize(("name", "source", "target"), wrong(TABLES))
def test_finds(name: str, source: str, target: str) -> None:
    assert [finding.name for finding in findings(name, source, target)][:1] == [name]


@pytest.mark.parametrize(("name", "source", "target"), right(TABLES))
def test_is_silent(name: str, source: str, target: str) -> None:
    assert findings(name, source, target) == []
