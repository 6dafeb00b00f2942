"""Draws a card as a PNG with a font of its own, so that it looks the same on every server; drawn once, then kept."""

from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from courses.learning.sharing.cards.words import SentenceCard, breaks_clauses, lines

SIDE, MARGIN = 1080, 96  # a square: phones show it whole, chats do not cut it
SIZES = range(104, 43, -4)  # of the sentence: the largest that leaves room
LINE, SMALL, ROOM = 1.5, 38, 630
PAPER, SUN, BRAND, TEXT, MUTED = "#fdf2dd", "#f6cf85", "#0b5f58", "#1d2326", "#535d63"
FONT = Path(__file__).parent / "font" / "NotoSansSC-Bold-GB2312.otf"
MOST_KEPT = 256  # of about 20 KB each
COLOURS = 64  # flat grounds and soft edges of letters need no more, and the picture is a third as heavy


@lru_cache(maxsize=len(SIZES) + 1)
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT, size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=2048)
def _has(letter: str) -> bool:
    """Whether the font draws this letter: one that it lacks looks as its sign for "not there"."""
    missing = _font(SMALL).getmask("\U0010ffff")
    found = _font(SMALL).getmask(letter)
    return (found.size, bytes(found)) != (missing.size, bytes(missing))


def letters_missing(card: SentenceCard) -> frozenset[str]:
    return frozenset(letter for letter in card.letters if not _has(letter))


@lru_cache(maxsize=MOST_KEPT)
def picture(card: SentenceCard) -> bytes:
    """The card as a PNG."""
    image = Image.new("RGB", (SIDE, SIDE), PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, SIDE, 36), fill=SUN)
    draw.text((MARGIN, 110), card.heading, font=_font(SMALL), fill=BRAND)
    font, broken = _fitted(card.sentence)
    for number, line in enumerate(broken):
        draw.text((MARGIN, 210 + number * font.size * LINE), line, font=font, fill=TEXT)
    origin = lines(card.origin, SIDE - 2 * MARGIN, _font(SMALL).getlength)
    top = SIDE - MARGIN - len(origin) * SMALL * LINE
    draw.line((MARGIN, top - 28, SIDE - MARGIN, top - 28), fill=SUN, width=4)
    for number, line in enumerate(origin):
        draw.text((MARGIN, top + number * SMALL * LINE), line, font=_font(SMALL), fill=MUTED)
    made = BytesIO()
    image.quantize(COLOURS, method=Image.Quantize.FASTOCTREE).save(made, "PNG")
    return made.getvalue()


def _fitted(sentence: str) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The largest letters with which the sentence leaves room below; Chinese ones that keep its clauses whole first."""
    width, fallback = SIDE - 2 * MARGIN, None
    for size in SIZES:
        font = _font(size)
        broken = lines(sentence, width, font.getlength)
        if len(broken) * size * LINE > ROOM:
            continue
        fallback = fallback or (font, broken)
        if not breaks_clauses(sentence, width, font.getlength):
            return font, broken
    return fallback or (font, broken)
