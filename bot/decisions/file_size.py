"""Sizes of files in words, as the computers of customers count them: 1 kB is 1,024 bytes."""

from __future__ import annotations

from typing import Final

KB: Final = 1024
MB: Final = 1024 * 1024
"""Bytes. Of the two ways to count megabytes the larger one: what anybody's computer calls 40 MB is taken."""


def size_in_words(size: int) -> str:
    """Such as "120 kB" or "3.4 MB", never "0 kB"."""
    if size < MB:
        return f"{max(1, round(size / KB))} kB"
    whole = f"{size / MB:.1f}".removesuffix(".0")
    return f"{whole} MB"
