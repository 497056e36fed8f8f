"""The chapters of the books: what is printed of a city's dossier, one file for each book.

``analysis`` is Book 1, ``plan`` Book 2, ``summary`` Book 3, ``variant`` what a region prints that
has four books, ``sheets`` what is signed: berita acara, commitment, attendance. Imports the public
names of ``smartflow`` only; pure.

In this folder:

``analysis``: Book 1, the strategic analysis.
``plan``: Book 2, the masterplan.
``shared``: What the chapters of several books share: rows as tables, wording, laws, ranks.
``sheets``: What is signed: minutes, the commitment sheet, the attendance sheet.
``summary``: Book 3, the executive summary.
``variant``: The two further books of a region that prints four.
"""

from __future__ import annotations

from smartflow_masterplan.chapters.analysis.book import ANALYSIS
from smartflow_masterplan.chapters.plan.book import PLAN
from smartflow_masterplan.chapters.sheets.book import SHEETS
from smartflow_masterplan.chapters.summary.book import SUMMARY
from smartflow_masterplan.chapters.variant.book import VARIANT

__all__ = ["CHAPTERS"]

CHAPTERS = (*ANALYSIS, *PLAN, *SUMMARY, *VARIANT, *SHEETS)
