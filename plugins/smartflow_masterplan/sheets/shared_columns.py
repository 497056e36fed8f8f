"""Columns and choices that several worksheets share, so that they read alike everywhere.

Imports the public names of ``smartflow`` only.
"""

from __future__ import annotations

from smartflow import Column, Text

__all__ = [
    "AGENCY_OWNER",
    "APKL_CHOICES",
    "CELL_CHOICES",
    "DECISION_CHOICES",
    "DIMENSION",
    "EXTERNAL_SCOPE",
    "FUND_CHOICES",
    "INTERNAL_SCOPE",
    "MERGED",
    "NO",
    "NOT_USED",
    "OWN_FUNDS",
    "QUADRANT_CHOICES",
    "SCOPE_CHOICES",
    "SUB_DIMENSION",
    "SWOT_CHOICES",
    "USED",
    "YES",
    "YES_NO",
]

YES = "ya"
NO = "tidak"
YES_NO = (YES, NO)
SWOT_CHOICES = ("S", "W", "O", "T")
CELL_CHOICES = ("SO", "WO", "ST", "WT")
QUADRANT_CHOICES = ("I", "II", "III", "IV")
INTERNAL_SCOPE = "internal"
EXTERNAL_SCOPE = "eksternal"
SCOPE_CHOICES = (INTERNAL_SCOPE, EXTERNAL_SCOPE)
APKL_CHOICES = (YES, NO, "1", "2", "3", "4", "5")
USED = "dipakai"
MERGED = "digabung"
NOT_USED = "tidak dipakai"
DECISION_CHOICES = (USED, MERGED, NOT_USED)
OWN_FUNDS = "APBD"
FUND_CHOICES = (OWN_FUNDS, "APBN", "DAK", "CSR/TJSL", "swadaya", "sumber daya yang ada", "lainnya")

DIMENSION = Column(
    "dimension",
    Text("Dimensi", "Dimension"),
    required=True,
    refers="dimension",
    hint=Text("Pilih dimensi dari daftar.", "Choose the dimension from the list."),
)
SUB_DIMENSION = Column(
    "sub_dimension",
    Text("Subdimensi", "Sub-dimension"),
    folded=True,
    hint=Text(
        "Subdimensi resmi, misalnya pelayanan publik.",
        "The official sub-dimension, such as public service.",
    ),
)
AGENCY_OWNER = Column(
    "owner",
    Text("Perangkat daerah penanggung jawab", "Responsible agency"),
    refers="agency",
    hint=Text("Kode perangkat daerah, misalnya DINKES.", "The agency's code, for example DINKES."),
)
