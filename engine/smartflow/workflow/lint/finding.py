"""One remark of lint, and the list of all codes with what each is about."""

from __future__ import annotations

import msgspec

from smartflow.language import Text
from smartflow.model import Severity

__all__ = ["CODES", "LintFinding", "finding"]

_ERROR: Severity = "error"
_WARNING: Severity = "warning"


class LintFinding(msgspec.Struct, frozen=True):
    """One thing that is wrong with a workflow.

    Attributes:
        code: ``WFL`` and three digits.
        severity: ``error`` or ``warning``.
        message: What is wrong, and what to do about it.
        where: The place in the file, such as ``stage swot_tows`` or
            ``transition approved -> adopted``.
    """

    code: str
    severity: Severity
    message: Text
    where: str


CODES: dict[str, tuple[Severity, Text]] = {
    "WFL001": (_ERROR, Text(id="tahap awal tidak dikenal", en="unknown initial stage")),
    "WFL002": (_ERROR, Text(id="tahap akhir tidak dikenal", en="unknown or no final stage")),
    "WFL003": (_ERROR, Text(id="transisi ke tahap tak dikenal", en="way to an unknown stage")),
    "WFL004": (_ERROR, Text(id="tahap tak terjangkau", en="unreachable stage")),
    "WFL005": (_ERROR, Text(id="tahap buntu", en="dead-end stage")),
    "WFL006": (_ERROR, Text(id="tak ada jalan ke tahap akhir", en="no path to a final stage")),
    "WFL007": (_ERROR, Text(id="jalan keluar dari tahap akhir", en="way out of a final stage")),
    "WFL008": (_ERROR, Text(id="transisi tanpa syarat", en="transition without a gate")),
    "WFL009": (_ERROR, Text(id="ketentuan tidak dikenal", en="unknown rule or family")),
    "WFL010": (_ERROR, Text(id="ketentuan tidak berlaku di tahap", en="rule not for the stage")),
    "WFL011": (_ERROR, Text(id="kertas kerja tidak dikenal", en="unknown worksheet")),
    "WFL012": (_WARNING, Text(id="kertas kerja tak diperiksa", en="worksheet that no rule reads")),
    "WFL013": (_ERROR, Text(id="peran tidak dikenal", en="unknown role")),
    "WFL014": (_ERROR, Text(id="kuorum kurang dari 1", en="quorum below 1")),
    "WFL015": (_ERROR, Text(id="dimensi tidak dikenal", en="unknown dimension")),
    "WFL016": (_ERROR, Text(id="plugin wajib tidak dimuat", en="required plugin not loaded")),
    "WFL017": (_ERROR, Text(id="format diwajibkan", en="a format is required")),
    "WFL018": (_ERROR, Text(id="pengaturan tidak dikenal", en="unknown setting")),
    "WFL019": (_ERROR, Text(id="nilai pengaturan salah", en="setting of a wrong value")),
    "WFL020": (_ERROR, Text(id="skor minimal tidak dikenal", en="unknown minimum score")),
    "WFL021": (_ERROR, Text(id="skip keliru", en="skip of nothing or of what is asked for")),
    "WFL022": (_WARNING, Text(id="transisi ke belakang", en="transition that leads back")),
    "WFL023": (_WARNING, Text(id="tak ada yang dapat mengembalikan", en="nobody can send back")),
    "WFL024": (_ERROR, Text(id="tenggat kurang dari sehari", en="due in less than a day")),
    "WFL025": (_ERROR, Text(id="plugin izin tidak dimuat", en="allowed plugin not as listed")),
    "WFL026": (_WARNING, Text(id="tanda tangan sebuah badan", en="signatures of a body")),
    "WFL027": (_WARNING, Text(id="minutes tanpa arti", en="minutes that mean nothing")),
    "WFL028": (_ERROR, Text(id="tahap buku tidak dikenal", en="unknown stage of a book")),
    "WFL029": (_ERROR, Text(id="lambang tidak dikenal", en="unknown kind of emblem")),
    "WFL030": (_WARNING, Text(id="buku tanpa bab", en="book without a chapter")),
}
"""Every code: its severity and what it is about."""


def finding(code: str, where: str, indonesian: str, english: str) -> LintFinding:
    """Return the remark ``code`` at ``where``, with its severity from :data:`CODES`."""
    return LintFinding(
        code=code,
        severity=CODES[code][0],
        message=Text(id=indonesian, en=english),
        where=where,
    )
