"""Pictures of the report as SVG, each with its title for who does not see it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape

_CELL, _LEFT, _TOP = 22, 190, 190
_WIDE, _HIGH, _MARGIN = 520, 300, 46


def heat_map(counts: Counter[tuple[str, str]], names: Sequence[str], title: str) -> str:
    """A cell for each pair (was, heard as), darker the larger its share of the row; the number stands in it."""
    cells = []
    for row, was in enumerate(names):
        total = sum(counts[was, heard] for heard in names) or 1
        for column, heard in enumerate(names):
            count = counts[was, heard]
            if not count:
                continue
            share = count / total
            colour = "#1b5e20" if was == heard else "#b71c1c"
            opacity = 0.15 + 0.85 * share if was == heard else 0.35 + 0.65 * share
            x, y = _LEFT + column * _CELL, _TOP + row * _CELL
            ink = "#fff" if opacity > 0.55 else "#111"
            cells.append(
                f'<rect x="{x}" y="{y}" width="{_CELL - 1}" height="{_CELL - 1}" fill="{colour}" '
                f'fill-opacity="{opacity:.2f}"><title>{escape(was)} heard as {escape(heard)}: {count}</title></rect>'
                f'<text x="{x + _CELL / 2}" y="{y + 15}" text-anchor="middle" fill="{ink}">{count}</text>'
            )
    rows = [
        f'<text x="{_LEFT - 6}" y="{_TOP + at * _CELL + 15}" text-anchor="end">{escape(name)}</text>'
        for at, name in enumerate(names)
    ]
    heads = [
        f'<text transform="translate({_LEFT + at * _CELL + 15},{_TOP - 6}) rotate(-60)">{escape(name)}</text>'
        for at, name in enumerate(names)
    ]
    side = len(names) * _CELL
    return _svg(_LEFT + side + 60, _TOP + side + 4, title, "".join(cells + rows + heads))


def curve(
    lines: Sequence[tuple[str, Sequence[tuple[float, float]]]],
    title: str,
    across: str,
    up: str,
    low: float = 0.0,
) -> str:
    """Lines of points (across from 0 to 1, up from `low` to 1), each with its name at its end."""
    width, height = _WIDE - 2 * _MARGIN, _HIGH - 2 * _MARGIN

    def place(point: tuple[float, float]) -> tuple[float, float]:
        high = min(max((point[1] - low) / (1 - low), 0), 1)
        return _MARGIN + point[0] * width, _HIGH - _MARGIN - high * height

    parts = [
        f'<path d="M{_MARGIN} {_MARGIN}V{_HIGH - _MARGIN}H{_WIDE - _MARGIN}" fill="none" stroke="#555"/>',
        f'<text x="{_WIDE / 2}" y="{_HIGH - 8}" text-anchor="middle">{escape(across)}</text>',
        f'<text transform="translate(14,{_HIGH / 2}) rotate(-90)" text-anchor="middle">{escape(up)}</text>',
    ]
    for step in range(6):
        share = low + (1 - low) * step / 5
        y = place((0, share))[1]
        parts.append(f'<text x="{_MARGIN - 4}" y="{y + 4}" text-anchor="end">{share:.2f}</text>')
        parts.append(f'<path d="M{_MARGIN} {y}H{_WIDE - _MARGIN}" stroke="#ddd"/>')
        x = place((step / 5, low))[0]
        parts.append(f'<text x="{x}" y="{_HIGH - _MARGIN + 15}" text-anchor="middle">{step / 5:.1f}</text>')
    for at, ((name, points), colour) in enumerate(
        zip(lines, ("#0b5394", "#b45f06", "#38761d"), strict=False)
    ):
        placed = [place(point) for point in points]
        way = " ".join(f"{x:.1f},{y:.1f}" for x, y in placed)
        parts.append(f'<polyline points="{way}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in placed]
        if placed:
            x, y = placed[-1]
            parts.append(
                f'<text x="{min(x, _WIDE - 120):.1f}" y="{y - 8 + 24 * at:.1f}" fill="{colour}">{escape(name)}</text>'
            )
    return _svg(_WIDE, _HIGH, title, "".join(parts))


def _svg(width: float, height: float, title: str, inside: str) -> str:
    return (
        f'<svg role="img" aria-label="{escape(title, quote=True)}" viewBox="0 0 {width:g} {height:g}" '
        f'xmlns="http://www.w3.org/2000/svg">{inside}</svg>'
    )
