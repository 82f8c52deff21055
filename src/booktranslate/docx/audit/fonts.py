"""Find the name of a run's font (ECMA-376-1 §17.3.2.26), in its properties, its styles or the theme."""

from booktranslate.docx.opc.package import Package
from booktranslate.docx.opc.xml import Element, attribute, child, children, name, parse
from booktranslate.errors import InputError

_LIKE = "w:ascii"
_THEMED = "w:asciiTheme"


class Fonts:
    """The fonts of a document's runs; "" for a run without a named font."""

    def __init__(self, package: Package) -> None:
        styles, theme = (linked(package, kind) for kind in ("styles", "theme"))
        self._styles = {
            attribute(item, "w:styleId") or "": item
            for item in (children(styles, "w:style") if styles is not None else ())
        }
        self._theme = _theme_fonts(theme) if theme is not None else {}
        self._default_style = next(
            (
                key
                for key, item in self._styles.items()
                if attribute(item, "w:default") in {"1", "true"} and attribute(item, "w:type") == "paragraph"
            ),
            "",
        )
        defaults = child(styles, "w:docDefaults") if styles is not None else None
        inner = child(defaults, "w:rPrDefault") if defaults is not None else None
        self._default = self._of_properties(inner)
        self._known: dict[str, str] = {}

    def of(self, run: Element, paragraph: Element) -> str:
        """The font of the Latin letters of a run in a paragraph."""
        properties = child(run, "w:rPr")
        found = self._named(properties) if properties is not None else ""
        if not found and properties is not None:
            style = child(properties, "w:rStyle")
            found = self._of_style(attribute(style, "w:val") or "") if style is not None else ""
        if not found:
            around = child(paragraph, "w:pPr")
            style = child(around, "w:pStyle") if around is not None else None
            label = (attribute(style, "w:val") or "") if style is not None else self._default_style
            found = self._of_style(label)
        return found or self._default

    def _of_style(self, style: str) -> str:
        if style not in self._known:
            self._known[style] = ""  # a circle of styles ends here
            item = self._styles.get(style)
            if item is not None:
                parent = child(item, "w:basedOn")
                self._known[style] = self._of_properties(item) or (
                    self._of_style(attribute(parent, "w:val") or "") if parent is not None else ""
                )
        return self._known[style]

    def _of_properties(self, holder: Element | None) -> str:
        properties = child(holder, "w:rPr") if holder is not None else None
        return self._named(properties) if properties is not None else ""

    def _named(self, properties: Element) -> str:
        fonts = child(properties, "w:rFonts")
        if fonts is None:
            return ""
        themed = attribute(fonts, _THEMED) or ""
        return self._theme.get(themed[:5], "") or attribute(fonts, _LIKE) or ""


def _theme_fonts(root: Element) -> dict[str, str]:
    """The two Latin fonts of a theme (§20.1.4.1.16), by the beginning (`major`, `minor`) of the names for
    them."""
    found = {}
    for item in root.iter():
        if name(item.tag) in {"a:majorFont", "a:minorFont"}:
            latin = child(item, "a:latin")
            if latin is not None:
                found[name(item.tag)[2:7]] = str(latin.get("typeface", ""))
    return found


def linked(package: Package, kind: str) -> Element | None:
    links = package.relationships(package.main_part)
    part = next((item.target for item in links if item.kind == kind and item.target in package), "")
    try:
        return parse(package.read(part), part) if part else None
    except InputError:
        return None
