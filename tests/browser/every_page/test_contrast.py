"""Text and controls stand out enough in every theme: WCAG 1.4.3 and 1.4.11, computed from the sheet's colors."""

import re
from pathlib import Path

import pytest

SHEET = (Path(__file__).resolve().parents[3] / "static" / "css" / "site.css").read_text()
THEMES = {
    "light": r":root\{",
    "dark by the system": r"@media \(prefers-color-scheme:dark\) \{\s*:root:not\(\.theme-light\)\{",
    "dark by choice": r":root\.theme-dark\{",
}
TEXT = [  # text, ground
    *((text, ground) for text in ("text", "muted", "brand", "brand-strong", "good", "bad", "warn")
      for ground in ("bg", "surface")),
    *(("text", f"{ground}-soft") for ground in ("brand", "good", "bad", "warn")),
    *((text, ground) for text in ("text", "muted") for ground in ("paper",)), ("text", "mist"),
    *((name, f"{name}-soft") for name in ("brand", "good", "bad", "warn")),
    ("on-brand", "brand"), ("on-brand", "brand-strong"),
]  # fmt: skip
CONTROLS = [  # what marks a control, a chart's part or the focus, and its ground
    *((mark, ground) for mark in ("control", "brand", "good", "bad", "warn", "focus") for ground in ("bg", "surface")),
    ("control", "brand-soft"), ("brand", "brand-soft"), ("focus", "focus-gap"), ("focus-gap", "brand"),
    ("focus", "brand-soft"), ("focus", "good-soft"), ("focus", "warn-soft"), ("focus", "bad-soft"),
]  # fmt: skip
DRAWN = {"ink", "mist", "sun", "clay", "deep", "skin", "hair"}  # fills and lines of drawings, beside paper


def colors(theme: str) -> dict[str, str]:
    block = re.search(THEMES[theme] + r"([^}]*)\}", SHEET)[1]
    return dict(re.findall(r"--([a-z-]+):(#[0-9a-f]{3,6})\b", block))


def luminance(color: str) -> float:
    digits = color[1:] if len(color) == 7 else "".join(2 * digit for digit in color[1:])
    shares = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_of_known_pairs() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("theme", THEMES)
def test_theme_has_every_color(theme: str) -> None:
    assert set(colors(theme)) == {name for pair in TEXT + CONTROLS for name in pair} | {"line", *DRAWN}


def test_both_ways_to_dark_are_the_same() -> None:
    assert colors("dark by the system") == colors("dark by choice")


@pytest.mark.parametrize("theme", THEMES)
def test_text_has_enough_contrast(theme: str) -> None:
    found = colors(theme)
    assert [pair for pair in TEXT if contrast(found[pair[0]], found[pair[1]]) < 4.5] == []


@pytest.mark.parametrize("theme", THEMES)
def test_controls_and_focus_have_enough_contrast(theme: str) -> None:
    found = colors(theme)
    assert [pair for pair in CONTROLS if contrast(found[pair[0]], found[pair[1]]) < 3] == []
