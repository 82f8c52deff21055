"""A pack as a reviewer gets it, made by hand: headings, questions and answers, tags, findings, changes."""

from booktranslate.model import Finding, State, parse
from booktranslate.notes import Change as Changed
from booktranslate.notes import Chapter, Note, Notes, Passage, Suggestion, Term
from booktranslate.review.identity import text_id
from booktranslate.review.values import Pack, Row

CHAPTER = "Anne Exemple"
TEXTS: list[tuple[str, str, State, tuple[Note, ...], tuple[Finding, ...], float]] = [
    (
        "Anne Exemple, la patience du métal",
        "Anne Exemple, the patience of metal",
        State.REVIEWED,
        (Passage("Heading", "", "heading 1"),),
        (),
        0.0,
    ),
    (
        "Vous dirigez la filière depuis 2014. Qu’est-ce qui a changé ?",
        "You have led the industry sector since 2015. What has changed?",
        State.DRAFT,
        (Passage("Question"), Term("filière", "industry sector (not: stream)")),
        (
            Finding(
                "numbers",
                "error",
                "The French has 2014, the English 2015.",
                span=(39, 43),
                source_span=(31, 35),
                suggestion="2014",
            ),
        ),
        0.9,
    ),
    (
        "La <b>mixité</b>, d’abord : il y a trois ans, nous étions cinq femmes.<fn1/>",
        "<b>Gender balance</b>, first: two years ago, we were five women.<fn1/>",
        State.DRAFT,
        (
            Passage("Answer", CHAPTER, "Réponse"),
            Term("mixité", "gender balance (not: diversity)"),
            Changed("il y a [-deux-] {+trois+} ans"),
            Suggestion(87, "Il y a deux ans.", "Two years ago."),
        ),
        (),
        0.6,
    ),
    (
        "Nous avons <i>appris</i> à nous parler.",
        "",
        State.EMPTY,
        (Passage("Answer", CHAPTER, "Réponse"),),
        (),
        1.0,
    ),
    (
        "Les chiffres du réseau",
        "The network in figures",
        State.DRAFT,
        (Passage("Heading", "", "heading 2"),),
        (),
        0.1,
    ),
    ("Adhérents", "Members", State.DRAFT, (Passage("Table cell"), Term("adhérent", "member")), (), 0.1),
    ("1 250", "1,250", State.REVIEWED, (Passage("Table cell"),), (), 0.0),
    (
        "Enquête <a1>en ligne</a1>, mars 2024.",
        "<a1>Online</a1> survey, March 2024.",
        State.DRAFT,
        (Passage("Footnote"),),
        (Finding("end-style", "note", "The French ends with a full stop.", span=(0, 6)),),
        0.2,
    ),
]


def pack(reviewer: str = "") -> Pack:
    """One chapter of an invented book."""
    rows = []
    for number, (source, target, state, notes, findings, risk) in enumerate(TEXTS, 1):
        key = ("", source)
        noted = Notes((Chapter(CHAPTER), *notes))
        comment = "Anne asked for a plain word here." if number == 3 else ""
        rows.append(
            Row(
                text_id(key), number, key, parse(source), parse(target), state, noted, comment, findings, risk
            )
        )
    return Pack(
        "0123456789ab",
        "ba9876543210",
        "Dirigeantes de clusters",
        "livre.docx",
        CHAPTER,
        "fr",
        "en-GB",
        tuple(rows),
        reviewer,
    )
