"""How a book looks as a page: on a screen, and on A4 paper with numbered pages.

One sheet of style, written into the page: it must open from a USB stick, years later, without
asking any other computer for anything.
"""

from __future__ import annotations

__all__ = ["STYLE"]

STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem; background: #fff; color: #111;
  font: 11pt/1.45 "Segoe UI", Arial, "Liberation Sans", "DejaVu Sans", sans-serif; }
a { color: #0b3d91; }
a.skip { position: absolute; left: -100rem; }
a.skip:focus { position: static; }
h1 { margin: 0 0 .2rem; font-size: 1.5rem; text-align: center; text-transform: uppercase; }
p.subtitle { margin: 0 0 1rem; text-align: center; font-size: 1.1rem; }
h2 { margin: 2rem 0 .6rem; border-bottom: 2px solid #111; font-size: 1.25rem; }
h3 { margin: 1.6rem 0 .5rem; font-size: 1.08rem; }
h4 { margin: 1.2rem 0 .4rem; font-size: 1rem; }
p { margin: .4rem 0 .7rem; }
p.note { color: #444; font-size: .92em; }
p.warning { border: 2px solid #8a1c00; padding: .4rem .6rem; font-weight: 600; }
p.empty { color: #444; }
nav ol { margin: 0; padding-left: 0; list-style: none; }
nav ol ol { padding-left: 1.6rem; }
table { width: calc(100% - 1px); margin: .3rem 0 1rem; border-collapse: collapse;
  font-size: .88em; }
caption { padding: .2rem 0; text-align: left; font-weight: 600; }
th, td { border: 1px solid #777; padding: .22rem .4rem; text-align: left; vertical-align: top;
  overflow-wrap: break-word; unicode-bidi: isolate; }
thead th { background: #ececec; }
td.digest { min-width: 11.5rem; }
td.number, th.number { text-align: right; white-space: nowrap; }
table.facts th { width: 34%; background: #f6f6f6; font-weight: 600; }
table.facts td.blank { height: 1.9rem; }
table.facts.room td.blank { height: 5.5rem; }
table.checks { table-layout: fixed; }
table.checks th:nth-child(1) { width: 5%; }
table.checks th:nth-child(2), table.checks th:nth-child(3) { width: 32%; }
table.checks th:nth-child(4) { width: 17%; }
table.checks td.answer { white-space: nowrap; overflow-wrap: normal; }
table.checks p { margin: 0 0 .3rem; }
table.checks p.ask { font-weight: 600; }
span.box { display: inline-block; width: .85em; height: .85em; margin-right: .35em;
  border: 1.5px solid #111; vertical-align: -.08em; }
code { font-family: Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace; font-size: .94em;
  overflow-wrap: anywhere; }
code.digest span { margin-right: .3em; white-space: nowrap; }
figure { margin: .6rem 0 1rem; }
figcaption { font-weight: 600; }
pre { margin: .2rem 1px .2rem 0; border: 1px solid #777; padding: .5rem; font-size: .85em;
  white-space: pre-wrap; overflow-wrap: anywhere; }
pre code { font-size: 1em; }
img { max-width: 100%; }
div.signatures { display: flex; flex-wrap: wrap; gap: 2rem; margin: 1rem 0; }
div.signatures div { flex: 1 1 9rem; border-bottom: 1px solid #111; height: 7rem; }
@media print {
  @page { size: A4; margin: 16mm 14mm 18mm 18mm;
    @bottom-right { content: counter(page) " / " counter(pages); font: 9pt sans-serif; } }
  body { max-width: none; padding: 0; font-size: 9.5pt; }
  a { color: inherit; text-decoration: none; }
  a.skip { display: none; }
  section.new { break-before: page; }
  h2, h3, h4, caption, figcaption { break-after: avoid; }
  thead { display: table-header-group; }
  tr, figure, div.signatures, table.facts, table.short { break-inside: avoid; }
  tbody tr:first-child { break-before: avoid; }
  thead th { background: #ececec; print-color-adjust: exact; }
}
"""
"""The style of every page."""
