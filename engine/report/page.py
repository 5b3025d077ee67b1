"""The page itself: plain HTML in one file, no script, pictures as SVG with a table beside each."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:62rem;margin:0 auto;padding:1rem;color:#111;background:#fff}
h1,h2{line-height:1.2}table{border-collapse:collapse;margin:1rem 0}
th,td{border:1px solid #bbb;padding:.25rem .5rem;text-align:left;vertical-align:top}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}tr.low td{background:#fde7e7}
svg{max-width:100%;height:auto;font:11px system-ui,sans-serif;background:#fff}
.wide{overflow-x:auto}figure{margin:1rem 0}figcaption{color:#333}
"""


def page(title: str, parts: Sequence[str]) -> str:
    """The whole document."""
    return (
        f'<!doctype html>\n<html lang="en-GB">\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{escape(title)}</title>\n'
        f"<style>{_STYLE}</style>\n<main>\n<h1>{escape(title)}</h1>\n"
        + "\n".join(parts)
        + "\n</main>\n</html>\n"
    )


def heading(text: str) -> str:
    return f"<h2>{escape(text)}</h2>"


def paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def figure(picture: str, caption: str) -> str:
    return f'<figure><div class="wide">{picture}</div><figcaption>{escape(caption)}</figcaption></figure>'


def table(
    heads: Sequence[str], rows: Sequence[Sequence[object]], caption: str, low: Sequence[bool] = ()
) -> str:
    """Numbers stand to the right, shares as "0.953". `low`: rows to mark."""
    marks = list(low) or [False] * len(rows)
    body = "".join(_row(row, mark) for row, mark in zip(rows, marks, strict=True))
    head = "".join(f'<th scope="col">{escape(each)}</th>' for each in heads)
    return (
        f'<div class="wide"><table><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(row: Sequence[object], mark: bool) -> str:
    start = '<tr class="low">' if mark else "<tr>"
    return start + "".join(_cell(value) for value in row) + "</tr>"


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f'<td class="n">{value:.3f}</td>'
    if isinstance(value, int):
        return f'<td class="n">{value}</td>'
    return f"<td>{escape(str(value))}</td>"
