"""Colours are roles. Four themes, each pair in use proved against standards by a test.

Contrast figures: default themes 10:1 or more for text, icons and outlines (VVSG 2.0, 7.1-C); ``contrast`` is
yellow on black at 17.5:1 or more (7.1-D); ``calm`` stays between 4.5:1 and 8:1 over the whole screen (7.1-D).
"""

from __future__ import annotations

from dataclasses import dataclass

Colour = tuple[int, int, int]


def colour(code: str) -> Colour:
    """ "#FFFDF7" as three numbers from 0 to 255."""
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


@dataclass(frozen=True)
class Theme:
    """What each role is painted with."""

    name: str
    paper: str
    surface: str  # the ground of a button
    ink: str
    muted: str
    line: str  # between the bands; decoration only
    accent: str
    on_accent: str
    lit_word: str
    on_lit: str
    lit_sentence: str
    lit_line: str  # under the lit sentence, where its ground alone would hardly be seen
    focus: str
    good: str
    warn: str

    def of(self, role: str) -> Colour:
        """The colour of a role."""
        return colour(getattr(self, role))


THEMES = {
    theme.name: theme
    for theme in (
        Theme(
            "light", "#FFFDF7", "#FFFFFF", "#14181F", "#333A46", "#C9CDD6", "#083E6E", "#FFFFFF",
            "#FFD84D", "#14181F", "#FFF1B8", "#FFF1B8", "#6E1247", "#084024", "#5E2900",
        ),
        Theme(
            "dark", "#0B0E14", "#151922", "#F5F3EA", "#C9CFDA", "#3A4250", "#FFD84D", "#14181F",
            "#FFD84D", "#14181F", "#2E3440", "#2E3440", "#7FD9FF", "#C4F7D6", "#FFE6CC",
        ),
        Theme(
            "contrast", "#000000", "#000000", "#FFFF33", "#FFFF33", "#FFFF33", "#FFFF33", "#000000",
            "#FFFFFF", "#000000", "#000000", "#FFFFFF", "#FFFFFF", "#FFFF33", "#FFFF33",
        ),
        Theme(
            "calm", "#D9D2C0", "#D9D2C0", "#47443C", "#4F4B42", "#B5AE9C", "#37506B", "#D9D2C0",
            "#4A5A48", "#DCD6C6", "#CFC6AF", "#4A5A48", "#6A3A4E", "#345038", "#6B4420",
        ),
    )
}  # fmt: skip

# Every pair that the page paints one over the other: (front, back).
TEXT_PAIRS = (
    ("ink", "paper"), ("ink", "surface"), ("muted", "paper"), ("muted", "surface"), ("accent", "surface"),
    ("accent", "paper"), ("on_accent", "accent"), ("on_lit", "lit_word"), ("ink", "lit_sentence"),
    ("focus", "paper"), ("good", "paper"), ("warn", "paper"), ("good", "lit_sentence"), ("warn", "lit_sentence"),
)  # fmt: skip


def luminance(code: str) -> float:
    """Relative luminance of a colour, 0 to 1 (WCAG 2.2)."""

    def linear(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(value) for value in colour(code))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
