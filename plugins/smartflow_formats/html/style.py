"""How a book looks as a page: on a screen, on a telephone, and on A4 paper with numbered pages.

One sheet of style, written into the page: it must open from a USB stick, years later, without
asking any other computer for anything. Colours and letters are names (``--accent``) that the
template sets, so that a city changes its look in six lines. Every pair of colours has a contrast
of at least 4.5 to 1 (WCAG 2.1, 1.4.3).
"""

from __future__ import annotations

import re

__all__ = ["STYLE", "TABLE_COLOURS", "page_margins"]

TABLE_COLOURS = """
:root { --ink: #16202c; --accent: #0b4a6f; --quiet: #4a5563; --line: #8a94a0; --shade: #e9eef3;
  --font: "Segoe UI", Arial, "Liberation Sans", "DejaVu Sans", sans-serif; }
"""
"""The usual look of a table that is a page of its own; a book's template sets these names."""

_SCREEN = """
:root { color-scheme: light; scroll-padding-top: 1rem; }
* { box-sizing: border-box; }
html { background: #fff; }
body { margin: 0; color: var(--ink); font: 11pt/1.5 var(--font); overflow-wrap: anywhere; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
main:focus { outline: none; }
a.skip { position: absolute; left: -100rem; background: #fff; }
a.skip:focus { position: fixed; left: 1rem; top: 1rem; z-index: 3; padding: .5rem .8rem; }
div.sheet { margin: 0 auto; max-width: 60rem; padding: 1.5rem; }
header { margin-bottom: 1.5rem; }
div.emblem { text-align: center; }
div.emblem img { max-height: 7.5rem; max-width: 12rem; }
h1 { margin: .4rem 0 .2rem; font-size: 1.75rem; line-height: 1.25; text-align: center;
  color: var(--accent); }
p.subtitle { margin: 0 0 1rem; text-align: center; font-size: 1.1rem; }
p.day { margin: 0 0 1rem; text-align: center; color: var(--quiet); }
p.draft { border: 2px solid #8a1c00; padding: .4rem .6rem; text-align: center; font-weight: 600;
  color: #8a1c00; }
div.watermark { position: fixed; inset: 0; z-index: 2; display: flex; align-items: center;
  justify-content: center; overflow: hidden; pointer-events: none; user-select: none;
  color: rgb(138 28 0 / .08); font-size: min(22vw, 14rem); font-weight: 800; letter-spacing: .1em; }
div.watermark::before { content: attr(data-words); rotate: -35deg; }
h2 { margin: 2.4rem 0 .7rem; border-bottom: 2px solid var(--accent); padding-bottom: .15rem;
  font-size: 1.35rem; line-height: 1.3; color: var(--accent); }
h3 { margin: 1.8rem 0 .5rem; font-size: 1.13rem; line-height: 1.3; }
h4, h5, h6 { margin: 1.3rem 0 .4rem; font-size: 1rem; line-height: 1.35; }
p { margin: .4rem 0 .8rem; }
main > section p, main > section li { max-width: 52rem; }
li { margin: .15rem 0; }
p.note { color: var(--quiet); font-size: .92em; }
p.warning { border: 2px solid #8a1c00; padding: .4rem .6rem; font-weight: 600; }
p.empty { color: var(--quiet); }
sup { line-height: 0; font-size: .75em; }
sup a { padding: 0 .15em; text-decoration: none; font-weight: 600; }
div.notes { margin: 1.8rem 0 0; border-top: 1px solid var(--line); font-size: .88em;
  color: var(--quiet); }
div.notes p { margin: .4rem 0 0; font-weight: 600; }
div.notes ol { margin: .2rem 0 0; padding-left: 2.4rem; }
:target { background: #fff3c4; }
section:target { background: none; }
nav h2 { margin: 0 0 .5rem; font-size: 1.1rem; }
nav ol { margin: 0; padding-left: 0; list-style: none; }
nav ol ol { padding-left: 1.1rem; font-size: .95em; }
table { width: calc(100% - 1px); margin: .5rem 0 1.2rem; border-collapse: collapse;
  font-size: .9em; line-height: 1.4; }
caption { padding: .2rem 0; text-align: left; font-weight: 600; }
th, td { border: 1px solid var(--line); padding: .28rem .45rem; text-align: left;
  vertical-align: top; overflow-wrap: break-word; unicode-bidi: isolate; }
thead th { background: var(--shade); vertical-align: bottom; }
td.digest { min-width: 11.5rem; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
td.number { white-space: nowrap; }
th.long, td.long { overflow-wrap: anywhere; white-space: normal; }
div.wide { margin: .5rem 0 1.2rem; overflow-x: auto; }
div.wide table { margin: 0; }
div.wide caption span.title { position: sticky; left: 0; display: inline-block;
  max-width: min(100%, 100vw - 3rem); }
div.wide td.text { min-width: 12rem; }
div.wide th.long, div.wide td.long { min-width: 8rem; }
table.facts th { width: 34%; background: var(--shade); font-weight: 600; }
table.facts th, table.facts td { overflow-wrap: anywhere; }
table.facts td.blank { height: 1.9rem; }
table.facts.room td.blank { height: 5.5rem; }
table.checks { table-layout: fixed; min-width: 44rem; }
table.checks th:nth-child(1) { width: 6%; white-space: nowrap; }
table.checks th:nth-child(2), table.checks th:nth-child(3) { width: 31%; }
table.checks th:nth-child(4) { width: 17%; }
table.checks td.answer { white-space: nowrap; overflow-wrap: normal; }
table.checks p { margin: 0 0 .3rem; }
table.checks p.ask { font-weight: 600; }
span.box { display: inline-block; width: .85em; height: .85em; margin-right: .35em;
  border: 1.5px solid var(--ink); vertical-align: -.08em; }
code { font-family: Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace; font-size: .94em;
  overflow-wrap: anywhere; }
code.digest span { margin-right: .3em; white-space: nowrap; }
figure { margin: .8rem 0 1.3rem; }
figcaption { padding: .2rem 0; font-size: .9em; font-weight: 600; }
pre { margin: .2rem 1px .2rem 0; border: 1px solid var(--line); padding: .5rem; font-size: .85em;
  white-space: pre-wrap; overflow-wrap: anywhere; }
pre code { font-size: 1em; }
img { max-width: 100%; }
figure.chart img { display: block; margin: 0 auto; }
div.signatures { display: flex; flex-wrap: wrap; gap: 1.2rem 2rem; margin: 1.2rem 0; }
div.signatures div { flex: 1 1 9rem; display: flex; flex-direction: column; text-align: center;
  overflow-wrap: anywhere; }
div.signatures p { margin: 0; max-width: none; }
div.signatures.day div:not(:last-child) { padding-top: 3.2em; }
p.dated { height: 3.2em; white-space: nowrap; }
p.dated span { display: block; line-height: 1.3; }
p.signer { margin-top: auto !important; padding-top: 5rem; }
p.signer strong { text-decoration: underline; }
span.pen { display: inline-block; width: 11em; max-width: 100%; height: 1.1em;
  border-bottom: 1.5px dotted var(--ink); vertical-align: baseline; }
p.official span.pen { width: 9em; }
@media (max-width: 40rem) { div.signatures div.nobody { display: none; } }
"""

_WIDE = """
@media screen and (min-width: 70rem) {
  div.sheet:has(> nav) { display: grid; max-width: 100rem; column-gap: 2.5rem;
    grid-template-columns: 17rem minmax(0, 1fr); grid-template-rows: auto 1fr; }
  div.sheet > nav { grid-column: 1; grid-row: 1 / 3; align-self: start; position: sticky; top: 0;
    max-height: 100vh; overflow-y: auto; padding: 1rem .8rem 1rem 0;
    border-right: 1px solid var(--line); }
  div.sheet > nav ~ main, div.sheet:has(> nav) > header { grid-column: 2; }
}
"""

_PRINT = """
@media print {
  @page { size: A4; margin: 18mm 16mm 20mm 20mm; }
  @page turned { size: A4 landscape; margin: 20mm 18mm 18mm 18mm; }
  div.turned { page: turned; }
  body { font-size: 9.5pt; line-height: 1.4; }
  div.sheet { max-width: none; padding: 0; }
  a { color: inherit; text-decoration: none; }
  a.skip, nav.screen { display: none; }
  header.cover { padding-top: 40mm; break-after: page; }
  header.cover div.emblem img { max-height: 45mm; }
  header.cover h1 { margin-top: 10mm; font-size: 22pt; }
  header.cover p.subtitle { margin-bottom: 10mm; font-size: 14pt; }
  header.cover ~ nav { break-after: page; }
  nav ol { font-size: 9pt; line-height: 1.3; }
  nav li { margin: .08rem 0; }
  div.watermark { inset: 0 0 auto; height: 165mm; print-color-adjust: exact; font-size: 110pt; }
  section.new { break-before: page; }
  section.new > h2, div.turned > :first-child { margin-top: 0; }
  main > section p, main > section li { max-width: none; }
  h2, h3, h4, h5, h6, caption, thead { break-after: avoid; }
  figcaption { break-before: avoid; }
  figure > figcaption:first-child { break-after: avoid; }
  thead { display: table-header-group; }
  tr, figure, li, div.signatures, table.facts, table.short { break-inside: avoid; }
  tbody tr:first-child { break-before: avoid; }
  p { orphans: 2; widows: 2; }
  div.wide { overflow: visible; }
  div.wide caption span.title { max-width: none; }
  table { font-size: 8.5pt; }
  table.crowded { font-size: 7pt; }
  table.checks { min-width: 0; }
  div.wide td.text, div.wide th.long, div.wide td.long, td.digest { min-width: 0; }
  td.digest { overflow-wrap: anywhere; }
  table.crowded td.number { white-space: normal; }
  table.crowded td:first-child:not(.number) { min-width: 20mm; }
  thead th, table.facts th { print-color-adjust: exact; }
  figure.chart img { max-height: 200mm; }
}
"""

STYLE = _SCREEN + _WIDE + _PRINT
"""The style of every page."""


def page_margins(numbers: str, mark: str) -> str:
    """Return the style of what stands in the margins of printed pages.

    A browser that prints no margins (2026: Firefox) still prints the draft's watermark.

    Args:
        numbers: What stands at the foot, with ``{page}`` and ``{pages}``.
        mark: What stands at the head of every page, or ``""``.
    """
    pieces = (
        f"counter({piece[1:-1]})" if piece.startswith("{") else f'"{piece}"'
        for piece in re.split(r"(\{pages?\})", numbers)
        if piece
    )
    foot = f"@bottom-right {{ content: {' '.join(pieces)}; font: 8.5pt sans-serif; }}"
    head = f'@top-center {{ content: "{mark}"; color: #8a1c00; font: bold 9pt sans-serif; }}'
    boxes = f"{foot} {head}" if mark else foot
    return f"@media print {{ @page {{ {boxes} }} @page turned {{ {boxes} }} }}\n"
