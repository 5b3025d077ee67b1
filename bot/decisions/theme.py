"""The colours of a provider's chat, and whether everybody can read them: contrast as WCAG 2.2 computes it."""

from __future__ import annotations

from typing import Final

from pydantic import Field

from bot.decisions.sourced import Strict

TEXT_CONTRAST: Final = 4.5
"""WCAG 2.2, 1.4.3 (AA), text of any size."""
PART_CONTRAST: Final = 3.0
"""WCAG 2.2, 1.4.11 (AA): edges of controls, the focus ring."""

PAPER: Final = "#ffffff"
INK: Final = "#1b1f24"
BUBBLE: Final = "#eef2f7"
"""Behind the assistant's lines."""
RING: Final = ("#101418", "#ffd54a")
"""The two colours of the focus ring, dark and light: one of them stands out from any ground."""


class Theme(Strict):
    """Our own choice for a demonstration, not the company's brand. ``accent`` fills buttons and edges;
    ``on_accent`` is the text on it."""

    accent: str = Field(default="#1d4f91", pattern=r"^#[0-9a-f]{6}$")
    on_accent: str = Field(default="#ffffff", pattern=r"^#[0-9a-f]{6}$")


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``, 0 (black) to 1 (white)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def unreadable(theme: Theme) -> list[tuple[str, str, float, float]]:
    """Pairs that do not stand out enough: the key to mend, what it is, the contrast it has and the one it needs."""
    pairs = [
        ("on_accent", "text on the accent", contrast(theme.on_accent, theme.accent), TEXT_CONTRAST),
        ("accent", "the accent as text on white", contrast(theme.accent, PAPER), TEXT_CONTRAST),
        ("accent", "a link in the assistant's line", contrast(theme.accent, BUBBLE), TEXT_CONTRAST),
        (
            "accent",
            "the focus ring on the accent",
            max(contrast(c, theme.accent) for c in RING),
            PART_CONTRAST,
        ),
    ]
    return [pair for pair in pairs if pair[2] < pair[3]]
