"""The pictures of the sample book: silhouettes, so that no real face is shown."""

from io import BytesIO

from PIL import Image, ImageDraw

Colour = tuple[int, int, int]

_SCALE = 4  # pictures are drawn larger and then reduced, for smooth edges
_GREY: tuple[Colour, Colour] = ((225, 222, 218), (140, 136, 134))
_TILES: tuple[tuple[Colour, Colour], ...] = (  # ground, figure
    ((246, 226, 204), (200, 85, 61)),
    ((214, 230, 230), (31, 111, 120)),
    ((229, 218, 228), (74, 37, 69)),
    ((242, 213, 203), (122, 58, 76)),
    ((243, 201, 165), (74, 37, 69)),
    ((198, 219, 214), (200, 85, 61)),
)


def portrait(number: int) -> bytes:
    """A grey silhouette as PNG, about 3 : 4; `number` chooses the hair."""
    return _png(_figure(330, 400, number, *_GREY))


def mosaic(columns: int, rows: int) -> bytes:
    """Silhouettes in the colours of the book, side by side, as PNG."""
    size, gap = 150, 10
    sheet = Image.new("RGB", (columns * (size + gap) - gap, rows * (size + gap) - gap), "white")
    for index in range(columns * rows):
        row, column = divmod(index, columns)
        tile = _figure(size, size, index, *_TILES[(index + row) % len(_TILES)])
        sheet.paste(tile, (column * (size + gap), row * (size + gap)))
    return _png(sheet)


def _figure(width: int, height: int, number: int, ground: Colour, figure: Colour) -> Image.Image:
    w, h = width * _SCALE, height * _SCALE
    image = Image.new("RGB", (w, h), ground)
    draw = ImageDraw.Draw(image)
    hair: Colour = tuple(int(part * 0.72) for part in figure)  # type: ignore[assignment]
    x, y, r = w / 2, h * 0.4, min(w, h) * 0.17  # the head: its centre and half its width

    def oval(dx: float, dy: float, rx: float, ry: float, colour: Colour) -> None:
        centre_x, centre_y = x + dx * r, y + dy * r
        draw.ellipse(
            (centre_x - rx * r, centre_y - ry * r, centre_x + rx * r, centre_y + ry * r), fill=colour
        )

    style = number % 5
    if style == 0:  # long hair
        oval(0, 0.0, 1.3, 1.5, hair)
        draw.rectangle((x - 1.3 * r, y, x + 1.3 * r, y + 1.9 * r), fill=hair)
    elif style == 1:  # a bun
        oval(0, -1.75, 0.55, 0.5, hair)
    elif style == 2:  # curls
        for dx, dy in (
            (-1, -0.3),
            (-0.75, -0.95),
            (0, -1.3),
            (0.75, -0.95),
            (1, -0.3),
            (-1.1, 0.3),
            (1.1, 0.3),
        ):
            oval(dx, dy, 0.55, 0.55, hair)
    elif style == 3:  # a bob
        oval(0, -0.05, 1.3, 1.4, hair)
        draw.rectangle((x - 1.3 * r, y, x + 1.3 * r, y + 0.95 * r), fill=hair)
    draw.rounded_rectangle((x - 0.36 * r, y + 0.6 * r, x + 0.36 * r, y + 2.1 * r), 0.2 * r, fill=figure)
    draw.rounded_rectangle((x - 2.2 * r, y + 1.75 * r, x + 2.2 * r, h + 2 * r), 1.3 * r, fill=figure)
    oval(0, 0, 1.0, 1.25, figure)
    draw.chord((x - 1.02 * r, y - 1.3 * r, x + 1.02 * r, y + 1.2 * r), 200, 340, fill=hair)
    return image.resize((width, height), Image.Resampling.LANCZOS)


def _png(image: Image.Image) -> bytes:
    buffer = BytesIO()
    image.quantize(128).save(buffer, "PNG", dpi=(200, 200))
    return buffer.getvalue()
