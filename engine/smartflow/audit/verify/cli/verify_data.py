"""The answer of ``audit verify`` as plain data, and as a table of the logs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from smartflow.language import Text
from smartflow.report import Table

if TYPE_CHECKING:
    from smartflow.audit.verify.verification import LogStanding, Verification
    from smartflow.history.finding import Finding

__all__ = ["logs_table", "verification_data"]

_SCHEMA = "smartflow/verification/1"


def verification_data(found: Verification) -> dict[str, Any]:
    """Return everything that was found, as JSON has it."""
    lines = found.log_file
    return {
        "schema": _SCHEMA,
        "store": found.store,
        "whole": not found.findings,
        "exit_code": found.exit_code,
        "findings": [_finding(one) for one in found.findings],
        "logs": [_log(one) for one in found.logs],
        "witnesses": list(found.witnesses),
        "keys": [
            {"key": one.key.encode(), "entry": one.entry, "at": one.at, "old_key_lost": one.lost}
            for one in found.keys
        ],
        "key_pinned": found.pinned,
        "every_checkpoint": found.every,
        "blobs": {
            "whole": found.blobs,
            "erased": [
                {"log": one.log, "entry": one.entry, "digest": one.digest} for one in found.erased
            ],
        },
        "log_file": None
        if lines is None
        else {"lines": lines.lines, "missing": lines.missing, "strange": lines.strange},
        "other_stores": list(found.foreign),
        "issued": [
            {
                "file": one.file.name,
                "digest": one.file.digest,
                "log": one.entry.log,
                "entry": one.entry.seq,
                "title": one.title,
                "day": one.entry.occurred.isoformat(),
                "history_whole": one.whole,
                "newer": one.newer or None,
            }
            for one in found.issued
        ],
    }


def logs_table(found: Verification) -> Table:
    """Return how each log stands, a row each, with the kinds of what is wrong with it."""
    return Table(
        title=Text(id="Pemeriksaan jejak audit", en="Verification of the history"),
        keys=("log", "city", "entries", "leaf", "root", "covered", "outside", "kinds"),
        headings=(
            Text(id="Riwayat", en="Log"),
            Text(id="Kota", en="City"),
            Text(id="Entri", en="Entries"),
            Text(id="Daun terbaru", en="Newest leaf"),
            Text(id="Akar", en="Root"),
            Text(id="Tersegel", en="Covered"),
            Text(id="Diketahui pihak luar", en="Known outside"),
            Text(id="Catatan", en="Findings"),
        ),
        rows=tuple(
            (
                one.log,
                one.city,
                one.entries,
                one.leaf,
                one.root,
                one.covered,
                one.outside.size if one.outside is not None else 0,
                ", ".join(sorted({f.kind.value for f in found.findings if f.log == one.log})),
            )
            for one in found.logs
        ),
        note=_unplaced(found),
    )


def _unplaced(found: Verification) -> Text | None:
    """Return what is wrong and belongs to no row of the table."""
    rows = {one.log for one in found.logs}
    rest = [one for one in found.findings if one.log not in rows]
    if not rest:
        return None
    return Text(
        id="; ".join(one.message.id for one in rest), en="; ".join(one.message.en for one in rest)
    )


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "log": one.log,
        "entry": one.entry,
        "until": max(one.until, one.entry),
        "where": one.where,
        "message": {"id": one.message.id, "en": one.message.en},
    }


def _log(one: LogStanding) -> dict[str, Any]:
    mark = one.outside
    return {
        "log": one.log,
        "city": one.city,
        "entries": one.entries,
        "leaf": one.leaf,
        "root": one.root,
        "at": one.at,
        "checkpoints": one.checkpoints,
        "covered": one.covered,
        "outside": None
        if mark is None
        else {
            "entries": mark.size,
            "at": mark.at,
            "where": mark.where,
            "after": mark.after,
            "days": mark.days,
        },
    }
