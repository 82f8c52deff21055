"""Every place of text, in reading order: tables, shapes, notes, charts, SmartArt, attributes, numberings."""

from dataclasses import replace
from pathlib import Path

import pytest

from booktranslate.docx import Document, Reading
from tests.unit.docx import building as w

SHAPE = '<v:shape id="Zone 1" alt="{0}" title="un titre">{1}</v:shape>'


def test_tables_in_tables_in_reading_order(tmp_path: Path) -> None:
    inner = w.table(w.cell(w.p("b")) + w.cell(w.p("c")))
    content = w.table(w.cell(w.p("a"), inner, w.p("d")), w.cell(w.p("e"))) + w.p("f")
    path = w.word_file(tmp_path, content)
    assert w.texts(path) == list("abcdef")
    assert [passage.kind for passage in Document(path).passages] == ["table cell"] * 5 + ["paragraph"]
    upper = w.body(w.translated(path, {letter: letter.upper() for letter in "abcdef"}))
    assert upper == w.bare(
        w.table(w.cell(w.p("A"), w.table(w.cell(w.p("B")) + w.cell(w.p("C"))), w.p("D")), w.cell(w.p("E")))
        + w.p("F")
    )


def test_a_text_box_for_new_and_old_programs_is_one_unit_and_both_are_written(tmp_path: Path) -> None:
    choice = (
        w.drawing(w.text_box(w.p("dans ", w.r("la boîte", w.BOLD))))
        .removeprefix("<w:r>")
        .removesuffix("</w:r>")
    )
    fallback = w.vml_box(w.p("dans ", w.r("la boîte", w.BOLD)))
    both = w.r(
        f'<mc:AlternateContent><mc:Choice Requires="wps">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )
    path = w.word_file(tmp_path, w.p("avant ", both, " après"))
    source = "dans <b>la boîte</b>"
    assert w.texts(path) == ["avant <x1/> après", source]
    assert [passage.copy for passage in Document(path).passages] == [False, False, True]
    markup = w.body(w.translated(path, {source: "<b>the box</b> in"}))
    assert markup.count(w.bare(w.p(w.r("the box", w.BOLD), " in"))) == 2
    assert "boîte" not in markup


def test_a_fallback_with_a_text_of_its_own_is_a_unit(tmp_path: Path) -> None:
    both = w.r(
        f"<mc:AlternateContent><mc:Choice Requires='x'>{w.vml_box(w.p('neuf'))}</mc:Choice>"
        f"<mc:Fallback>{w.vml_box(w.p('ancien'))}</mc:Fallback></mc:AlternateContent>"
    )
    assert w.texts(w.word_file(tmp_path, w.p(both))) == ["neuf", "ancien"]


def test_text_boxes_in_text_boxes(tmp_path: Path) -> None:
    inner = w.drawing(w.text_box(w.p("dedans")), identity=2)
    path = w.word_file(tmp_path, w.p("dehors ", w.drawing(w.text_box(w.p("entre", inner))), " fin"))
    assert w.texts(path) == ["dehors <x1/> fin", "entre", "dedans"]
    targets = {"dehors <x1/> fin": "outside <x1/> end", "entre": "between", "dedans": "inside"}
    expected = w.drawing(w.text_box(w.p("between", inner.replace("dedans", "inside"))))
    assert w.body(w.translated(path, targets)) == w.bare(w.p("outside ", expected, " end"))


def test_notes_stand_after_the_paragraph_that_refers_to_them(tmp_path: Path) -> None:
    content = w.p("un", w.footnote_mark(3)) + w.p(
        "deux", w.footnote_mark(2), w.r('<w:endnoteReference w:id="2"/>')
    )
    separator = f'<w:footnote w:type="separator" w:id="-1">{w.p(w.r("<w:separator/>"))}</w:footnote>'
    notes = separator + w.footnote(2, w.p("note de deux")) + w.footnote(3, w.p("note de un"), w.p("suite"))
    end = f'<w:endnote w:id="2">{w.p("note de fin")}</w:endnote>'
    path = w.word_file(tmp_path, content, footnotes=notes, endnotes=end)
    assert w.texts(path) == [
        *("un<fn1/>", "note de un", "suite", "deux<fn1/><en1/>", "note de deux", "note de fin")
    ]
    kinds = [passage.kind for passage in Document(path).passages]
    assert kinds == ["paragraph", "footnote", "footnote", "paragraph", "footnote", "endnote"]
    output = w.translated(path, {"note de un": "note of one"})
    assert w.body(output, "word/footnotes.xml") == w.bare(notes.replace("note de un", "note of one"))
    assert w.read(output, "word/document.xml") == w.read(path, "word/document.xml")


def test_a_header_stands_where_its_section_is(tmp_path: Path) -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    content = w.p("un", properties=section) + w.p("deux")
    path = w.word_file(tmp_path, content, header1=w.p("Chapitre"), footer1=w.p("Page"))
    assert w.texts(path) == ["un", "Chapitre", "deux", "Page"]
    assert [passage.kind for passage in Document(path).passages][1::2] == ["header", "footer"]


def test_the_parts_of_a_running_head_are_units(tmp_path: Path) -> None:
    head = w.p("Le livre", w.r("<w:tab/>"), "Les entretiens", w.r("<w:tab/>"), w.complex_field(" PAGE ", "1"))
    path = w.word_file(tmp_path, w.p("x"), header1=head)
    assert w.texts(path)[1:] == ["Le livre", "Les entretiens"]


def test_comments_are_left_out_unless_asked_for(tmp_path: Path) -> None:
    mark = w.r('<w:commentReference w:id="5"/>')
    comment = f'<w:comment w:id="5" w:author="Anne">{w.p("à revoir")}</w:comment>'
    path = w.word_file(tmp_path, w.p("texte", mark) + w.p("fin"), comments=comment)
    assert w.texts(path) == ["texte", "fin"]
    reading = Reading(comments="translate")
    assert w.texts(path, reading) == ["texte", "à revoir", "fin"]
    output = w.translated(path, {"à revoir": "to review"}, reading)
    assert w.body(output, "word/comments.xml") == w.bare(comment.replace("à revoir", "to review"))
    other = w.translated(path, {"texte": "text"})
    assert w.read(other, "word/comments.xml") == w.read(path, "word/comments.xml")


def test_alternative_texts_and_titles(tmp_path: Path) -> None:
    picture = w.drawing(
        "<pic:pic><pic:nvPicPr><pic:cNvPr id='0' name='x' descr='une image'/></pic:nvPicPr></pic:pic>"
    )
    picture = picture.replace('name="Image 1"', 'name="Image 1" descr="une image" title="Portrait"')
    vml = w.r(f"<w:pict>{SHAPE.format('une forme', '')}</w:pict>")
    table = w.table(w.cell(w.p())).replace(
        "<w:tblPr>", '<w:tblPr><w:tblCaption w:val="Les chiffres"/><w:tblDescription w:val="Par an"/>'
    )
    path = w.word_file(tmp_path, w.p(picture, vml) + table)
    assert w.texts(path) == ["une image", "Portrait", "une forme", "un titre", "Les chiffres", "Par an"]
    markup = w.body(w.translated(path, {"une image": "a picture", "Les chiffres": "The figures"}))
    assert markup.count('descr="a picture"') == 2
    assert 'name="Image 1"' in markup
    assert '<w:tblCaption w:val="The figures"/>' in markup


@pytest.mark.parametrize("value", ["image1.png", "C:\\Users\\moi\\photo", "http://exemple.fr/a", "12", ""])
def test_file_names_are_no_alternative_texts(tmp_path: Path, value: str) -> None:
    assert w.texts(w.word_file(tmp_path, w.p(w.drawing("", descr=value)))) == []


def test_a_watermark(tmp_path: Path) -> None:
    mark = w.r('<w:pict><v:shape><v:textpath style="x" string="BROUILLON"/></v:shape></w:pict>')
    path = w.word_file(tmp_path, w.p("x"), header1=w.p(mark))
    output = w.translated(path, {"BROUILLON": "DRAFT"})
    assert 'string="DRAFT"' in w.body(output, "word/header1.xml")


def chart() -> str:
    def cached(kind: str, *values: str) -> str:
        points = "".join(f'<c:pt idx="{n}"><c:v>{value}</c:v></c:pt>' for n, value in enumerate(values))
        return f"<c:{kind}Ref><c:f>Feuil1!$A$1</c:f><c:{kind}Cache>{points}</c:{kind}Cache></c:{kind}Ref>"

    title = '<c:title><c:tx><c:rich><a:p><a:r><a:rPr lang="fr-FR"/><a:t>Les salaires</a:t></a:r></a:p>'
    series = f"<c:ser><c:tx>{cached('str', 'Femmes')}</c:tx><c:cat>{cached('str', 'Cadres', '2020')}</c:cat>"
    series += f"<c:val>{cached('num', '1.5', '2')}</c:val></c:ser>"
    plot = f"<c:plotArea><c:barChart>{series}</c:barChart></c:plotArea>"
    return f"<c:chart>{title}</c:rich></c:tx></c:title>{plot}</c:chart>"


def test_a_chart_with_its_caches(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p(w.drawing('<c:chart r:id="chart1"/>')) + w.p("fin"), chart1=chart())
    assert w.texts(path) == ["Les salaires", "Femmes", "Cadres", "fin"]
    assert {passage.kind for passage in Document(path).passages} == {"chart", "paragraph"}
    output = w.translated(path, {"Les salaires": "Pay", "Femmes": "Women", "Cadres": "Executives"})
    expected = (
        chart().replace("Femmes", "Women").replace("Cadres", "Executives").replace("Les salaires", "Pay")
    )
    assert w.body(output, "word/charts/chart1.xml") == w.bare(expected.replace("fr-FR", "en-GB"))


def test_shapes_in_a_chart(tmp_path: Path) -> None:
    shapes = "<a:p><a:r><a:t>une note</a:t></a:r></a:p>"
    path = w.word_file(tmp_path, w.p("x"), chartUserShapes=shapes)
    assert w.texts(path) == ["x", "une note"]


def test_a_smartart_diagram_and_its_drawing_are_one_unit(tmp_path: Path) -> None:
    text = '<a:p><a:r><a:rPr lang="fr-FR"/><a:t>une étape</a:t></a:r><a:endParaRPr lang="fr-FR"/></a:p>'
    data = f'<dgm:ptLst><dgm:pt modelId="1"><dgm:t><a:bodyPr/>{text}</dgm:t></dgm:pt></dgm:ptLst>'
    picture = f"<dsp:spTree><dsp:sp><dsp:txBody>{text}</dsp:txBody></dsp:sp></dsp:spTree>"
    graphic = w.drawing('<dgm:relIds r:dm="diagramData1" r:lo="x" r:qs="y" r:cs="z"/>')
    path = w.word_file(tmp_path, w.p(graphic) + w.p("fin"), diagramData1=data, diagramDrawing1=picture)
    assert w.texts(path) == ["une étape", "fin"]
    output = w.translated(path, {"une étape": "a step"})
    for part in ("word/diagrams/data1.xml", "word/diagrams/drawing1.xml"):
        assert '<a:t>a step</a:t></a:r><a:endParaRPr lang="en-GB"/>' in w.body(output, part)


def test_a_shape_of_another_program(tmp_path: Path) -> None:
    canvas = "<a:sp><a:txBody><a:p><a:r><a:t>un texte</a:t></a:r></a:p></a:txBody></a:sp>"
    path = w.word_file(tmp_path, w.p(w.drawing(canvas)))
    assert w.texts(path) == ["un texte"]


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="Chapitre %1 - "/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1.%2"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="oo"/></w:lvl>'
    '</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="Annexe %1"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
)


def test_the_words_of_list_numbers_that_are_used(tmp_path: Path) -> None:
    content = w.p("Le début", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    path = w.word_file(tmp_path, content, numbering=NUMBERING)
    assert w.texts(path) == ["Le début", "Chapitre <n1/> -"]
    output = w.translated(path, {"Chapitre <n1/> -": "Chapter <n1/>:"})
    assert w.body(output, "word/numbering.xml") == w.bare(NUMBERING.replace("Chapitre %1 -", "Chapter %1:"))


def test_list_numbers_of_styles_are_used(tmp_path: Path) -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="T"/><w:pPr><w:numPr><w:numId w:val="2"/>'
    )
    path = w.word_file(tmp_path, w.p("x"), numbering=NUMBERING, styles=style + "</w:numPr></w:pPr></w:style>")
    assert w.texts(path) == ["x", "Annexe <n1/>"]


def test_a_lost_number_comes_back(tmp_path: Path) -> None:
    content = w.p("x", properties='<w:numPr><w:numId w:val="1"/></w:numPr>')
    path = w.word_file(tmp_path, content, numbering=NUMBERING)
    made = w.edition(path, {"Chapitre <n1/> -": "Chapter<n7/>"})
    made.save(path.with_name("book.docx"))
    assert 'w:val="Chapter %1 "' in w.body(path.with_name("book.docx"), "word/numbering.xml")
    assert [finding.name for finding in made.findings] == ["missing-tag", "unknown-tag"]


def test_document_properties(tmp_path: Path) -> None:
    core = "<dc:title>Un titre</dc:title><dc:subject>Un sujet</dc:subject>"
    core += "<cp:keywords>mixité, équité</cp:keywords>"
    core += "<dc:creator>Anne Martin</dc:creator><cp:revision>3</cp:revision>"
    path = w.word_file(tmp_path, w.p("x"), core_properties=core)
    assert w.texts(path) == ["x", "Un titre", "Un sujet", "mixité, équité"]
    output = w.translated(path, {"Un titre": "A title"})
    expected = core.replace("Un titre", "A title") + "<dc:language>en-GB</dc:language>"
    assert w.body(output, "docProps/core.xml") == w.bare(expected)


def test_headings_captions_and_styles(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/><w:pPr>'
        '<w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Maison"><w:name w:val="Maison"/>'
        '<w:basedOn w:val="Titre1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="L"><w:name w:val="caption"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="TM1"><w:name w:val="toc 1"/></w:style>'
    )
    content = w.p("a", properties=w.styled("Titre1")) + w.p("b", properties=w.styled("Maison"))
    content += w.p("c", properties=w.styled("L")) + w.p("d", properties=w.styled("TM1")) + w.p("e")
    content += w.p("f", properties='<w:outlineLvl w:val="2"/>')
    passages = Document(w.word_file(tmp_path, content, styles=styles)).passages
    assert [(passage.kind, passage.style, passage.level) for passage in passages] == [
        ("heading", "heading 1", 1),
        ("heading", "Maison", 1),
        ("caption", "caption", 0),
        ("table of contents", "toc 1", 0),
        ("paragraph", "Normal", 0),
        ("heading", "Normal", 3),
    ]


def test_tags_in_a_plain_text_are_said(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p(w.drawing("", descr="une image")))
    made = w.edition(path, {"une image": "a <b>picture</b>"})
    assert [finding.name for finding in made.findings] == ["unknown-tag"]
    made.save(path.with_name("book.docx"))
    assert 'descr="a picture"' in w.body(path.with_name("book.docx"))


def test_the_lines_of_a_description_stay(tmp_path: Path) -> None:
    path = w.word_file(
        tmp_path,
        w.p(w.drawing("", descr="Un plan.&#10;À gauche, le port.")),
        core_properties="<dc:description>Un livre.\n\nDeux parties.</dc:description>",
    )
    sources = ["Un plan.<br/>À gauche, le port.", "Un livre.<br/><br/>Deux parties."]
    assert w.texts(path) == sources
    targets = ["A map.<br/>On the left, the port.", "A book.<br/><br/>Two parts."]
    output = w.translated(path, dict(zip(sources, targets, strict=True)))
    assert 'descr="A map.&#10;On the left, the port."' in w.body(output)
    assert "A book.\n\nTwo parts." in w.body(output, "docProps/core.xml")


def test_text_of_alternatives_inside_a_run(tmp_path: Path) -> None:
    branches = (
        "<mc:Choice Requires='w14'><w:t>choix</w:t></mc:Choice><mc:Fallback><w:t>repli</w:t></mc:Fallback>"
    )
    path = w.word_file(tmp_path, w.p(w.r(f"<mc:AlternateContent>{branches}</mc:AlternateContent>")))
    assert w.texts(path) == ["choix", "repli"]
    assert w.texts(w.translated(path, {"choix": "choice", "repli": "fallback"})) == ["choice", "fallback"]


def test_an_item_of_a_list_that_shows_its_value(tmp_path: Path) -> None:
    items = (
        '<w:listItem w:value="Rouge"/><w:listItem w:value="v" w:displayText="Vert"/><w:listItem w:value="3"/>'
    )
    box = w.control(w.p("12"), f"<w:dropDownList>{items}</w:dropDownList>")
    path = w.word_file(tmp_path, box)
    assert w.texts(path) == ["Rouge", "Vert"]
    output = w.translated(path, {"Rouge": "Red", "Vert": "Green"})
    assert w.texts(output) == ["Red", "Green"]
    assert b'w:value="Rouge" w:displayText="Red"' in w.read(output, "word/document.xml")


def test_help_of_a_form_field(tmp_path: Path) -> None:
    data = '<w:ffData><w:helpText w:type="text" w:val="Votre nom"/><w:statusText w:val="Le nom"/></w:ffData>'
    begin = w.r(f'<w:fldChar w:fldCharType="begin">{data}</w:fldChar>')
    path = w.word_file(tmp_path, w.p(begin, w.r("<w:instrText>FORMTEXT</w:instrText>"), w.END))
    assert w.texts(path) == ["Votre nom", "Le nom"]
    output = w.translated(path, {"Votre nom": "Your name", "Le nom": "The name"})
    assert w.texts(output) == ["Your name", "The name"]


def titled(title: str, more: str = "") -> str:
    return w.control(w.p("texte"), f'<w:alias w:val="{title}"/>{more}')


def test_titles_of_content_controls(tmp_path: Path) -> None:
    inline = w.control(w.r("Anne"), '<w:alias w:val="Prénom"/><w:tag w:val="prenom"/>')
    path = w.word_file(tmp_path, titled("Nom du client") + w.p("Nom : ", inline))
    passages = {str(passage.text): passage.kind for passage in Document(path).passages}
    assert passages["Nom du client"] == passages["Prénom"] == "control title"
    output = w.translated(path, {"Nom du client": "Client’s name", "Prénom": "First name"})
    expected = (titled("Client’s name") + w.p("Nom : ", inline)).replace("Prénom", "First name")
    assert w.body(output) == w.bare(expected)


@pytest.mark.parametrize(
    ("title", "more"),
    [
        ("client", '<w:tag w:val="client"/>'),
        ("Nom du client", '<w15:appearance w15:val="hidden"/>'),
        ("NomDuClient", ""),
        ("nom_client", ""),
        ("/facture[1]/client[1]", ""),
        ("Donnée11", ""),
        ("12", ""),
    ],
)
def test_titles_that_are_names_for_programs_stay(tmp_path: Path, title: str, more: str) -> None:
    assert w.texts(w.word_file(tmp_path, titled(title, more))) == ["texte"]


def test_the_title_of_a_repeating_section(tmp_path: Path) -> None:
    section = '<w15:repeatingSection><w15:sectionTitle w15:val="Ligne"/></w15:repeatingSection>'
    path = w.word_file(tmp_path, w.control(w.p("texte"), section))
    assert w.texts(path) == ["Ligne", "texte"]
    assert 'w15:val="Line"' in w.body(w.translated(path, {"Ligne": "Line"}))


def test_the_name_of_a_trend_line(tmp_path: Path) -> None:
    plot = "<c:ser><c:trendline><c:name>Tendance</c:name></c:trendline></c:ser>"
    inside = f"<c:pivotSource><c:name>[livre.xlsx]Feuil1</c:name></c:pivotSource><c:chart>{plot}</c:chart>"
    path = w.word_file(tmp_path, w.p("x"), chart1=inside)
    assert w.texts(path) == ["x", "Tendance"]
    output = w.translated(path, {"Tendance": "Trend"})
    assert w.body(output, "word/charts/chart1.xml") == w.bare(inside.replace("Tendance", "Trend"))


def test_alternative_texts_in_a_diagram(tmp_path: Path) -> None:
    picture = '<dsp:sp><dsp:nvSpPr><dsp:cNvPr id="0" name="x" descr="une flèche"/></dsp:nvSpPr></dsp:sp>'
    path = w.word_file(tmp_path, w.p("x"), diagramDrawing1=picture)
    assert w.texts(path) == ["x", "une flèche"]
    output = w.translated(path, {"une flèche": "an arrow"})
    assert 'descr="an arrow"' in w.body(output, "word/diagrams/drawing1.xml")


@pytest.mark.parametrize(
    ("kind", "words", "sources"),
    [
        ("none", "Remarque :", ["x", "Remarque :"]),
        ("bullet", "NB :", ["x"]),
        ("bullet", "À noter :", ["x", "À noter :"]),
    ],
)
def test_words_before_a_paragraph_without_a_number(
    tmp_path: Path, kind: str, words: str, sources: list[str]
) -> None:
    level = f'<w:lvl w:ilvl="0"><w:numFmt w:val="{kind}"/><w:lvlText w:val="{words}"/></w:lvl>'
    numbering = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    content = w.p("x", properties='<w:numPr><w:numId w:val="1"/></w:numPr>')
    assert w.texts(w.word_file(tmp_path, content, numbering=numbering)) == sources


def test_the_level_that_a_list_overrides(tmp_path: Path) -> None:
    level = '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="Annexe %1"/></w:lvl>'
    override = f'<w:lvlOverride w:ilvl="0">{level}</w:lvlOverride>'
    numbering = NUMBERING.replace(
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/>',
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/>{override}',
    )
    content = w.p("x", properties='<w:numPr><w:numId w:val="1"/></w:numPr>')
    path = w.word_file(tmp_path, content, numbering=numbering)
    assert w.texts(path) == ["x", "Chapitre <n1/> -", "Annexe <n1/>"]


CUSTOM = w.Member(
    "docProps/custom.xml",
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    b'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    b'<property pid="2" name="Lieu"><vt:lpwstr>la mer</vt:lpwstr></property>'
    b'<property pid="3" name="Autre"><vt:lpwstr>jamais vu</vt:lpwstr></property></Properties>',
    "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    "custom-properties",
    "/",
)


def test_a_property_that_a_field_shows_follows_it(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p("Vers ", w.complex_field(" DOCPROPERTY lieu ", "la mer")), CUSTOM)
    assert [str(passage.text) for passage in Document(path).passages] == ["Vers <f1>la mer</f1>", "la mer"]
    output = w.translated(path, {"la mer": "the sea"})
    assert w.read(output, CUSTOM.name) == CUSTOM.data.replace(b"la mer", b"the sea").replace(
        b"<Properties", b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n<Properties", 1
    )


@pytest.mark.parametrize("field", ["", w.complex_field(" DOCPROPERTY lieu ", "la mer")])
def test_broken_custom_properties_spoil_no_document(tmp_path: Path, field: str) -> None:
    broken = replace(CUSTOM, data=CUSTOM.data.replace(b"la mer", b"la mer & le ciel"))
    path = w.word_file(tmp_path, w.p("Vers ", field), broken)
    source = str(Document(path).passages[0].text)
    output = w.translated(path, {source: source.replace("Vers", "To")})
    assert w.read(output, CUSTOM.name) == broken.data


def test_a_variable_that_a_field_shows_follows_it(tmp_path: Path) -> None:
    content = w.p("Vers ", w.complex_field(" DOCVARIABLE Lieu ", "la mer"))
    settings = '<w:docVars><w:docVar w:name="Lieu" w:val="la mer"/><w:docVar w:name="Z" w:val="non"/>'
    settings += "</w:docVars>"
    path = w.word_file(tmp_path, content, settings=settings)
    assert [str(passage.text) for passage in Document(path).passages] == ["Vers <f1>la mer</f1>", "la mer"]
    output = w.translated(path, {"la mer": "the sea"})
    assert 'w:name="Lieu" w:val="the sea"' in w.body(output, "word/settings.xml")


def test_an_author_and_a_company_that_are_words(tmp_path: Path) -> None:
    uri = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"

    def book(author: str, company: str) -> Path:
        app = f'<Properties xmlns="{uri}"><Company>{company}</Company></Properties>'
        kind = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
        return w.word_file(
            tmp_path,
            w.p("x"),
            w.Member("docProps/app.xml", app.encode(), type=kind, link="extended-properties", source="/"),
            core_properties=f"<dc:creator>{author}</dc:creator>",
        )

    for author in (
        "Marie-Anne de La Fontaine",
        "Dupont &amp; fils",
        "jdupont",
        "a.Dupont@exemple.org",
        "Anne",
    ):
        assert w.texts(book(author, "Fédération Exemple")) == ["x"]
    path = book("Anne Exemple et Paul Essai", "Fédération Exemple (organisation fictive)")
    assert w.texts(path) == ["x", "Anne Exemple et Paul Essai", "Fédération Exemple (organisation fictive)"]
    english = {"Fédération Exemple (organisation fictive)": "Example Federation (fictional organisation)"}
    output = w.translated(path, english)
    assert b"<Company>Example Federation (fictional organisation)</Company>" in w.read(
        output, "docProps/app.xml"
    )
    broken = book("Anne", "Une maison</Company>")
    assert w.texts(broken) == ["x"]
