"""The board of many cities for programs: as JSON, and as one table for a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from smartflow.canonical import plain
from smartflow.language import Text
from smartflow.offices.portfolio.titles import titles_in
from smartflow.report import Table
from smartflow.terminal.cells import day_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartflow.offices.portfolio.blocking import Judged
    from smartflow.offices.portfolio.board.board import Board, BoardCity, Count
    from smartflow.report.table import Cell

__all__ = ["board_data", "cities_table"]

_ATTENTION: Final = {
    "damaged": Text(id="rusak", en="damaged"),
    "overdue": Text(id="lewat tenggat", en="overdue"),
    "blocked": Text(id="tertahan", en="blocked"),
    "": Text(id="berjalan", en="on its way"),
    "final": Text(id="selesai", en="arrived"),
}


_COPY: Final = Text(id="ya", en="yes")


def cities_table(board: Board, cities: Sequence[BoardCity]) -> Table:
    """Return cities with everything that is known of them, for a file."""
    return Table(
        title=Text(
            id=f"Papan portofolio, {day_text(board.day).id}",
            en=f"Portfolio board, {day_text(board.day).en}",
        ),
        keys=(
            *("city", "name", "region_code", "province", "intake", "workflow", "stage"),
            *("stage_title", "since", "due", "overdue_days", "attention", "unsent_worksheets"),
            *("refusals", "judged_on", "blocking_rules", "missing_sign_offs", "imported"),
            "failure",
        ),
        headings=(
            Text(id="Singkatan", en="Slug"),
            Text(id="Nama", en="Name"),
            Text(id="Kode", en="Code"),
            Text(id="Provinsi", en="Province"),
            Text(id="Tahun masuk", en="Intake"),
            Text(id="Alur kerja", en="Workflow"),
            Text(id="Kunci tahap", en="Stage key"),
            Text(id="Tahap", en="Stage"),
            Text(id="Sejak", en="Since"),
            Text(id="Tenggat", en="Due"),
            Text(id="Lewat (hari)", en="Overdue (days)"),
            Text(id="Keadaan", en="Standing"),
            Text(id="Kertas kerja kosong", en="Worksheets unsent"),
            Text(id="Ditolak maju", en="Refused"),
            Text(id="Diperiksa", en="Judged on"),
            Text(id="Ketentuan penahan", en="Blocking rules"),
            Text(id="Persetujuan kurang", en="Sign-offs missing"),
            Text(id="Salinan kantor lain", en="Copy of another office"),
            Text(id="Kerusakan", en="Failure"),
        ),
        rows=tuple(_row(one) for one in cities),
    )


def _row(one: BoardCity) -> tuple[Cell, ...]:
    standing, judged = one.standing, one.judged
    failure = standing.failure or (judged.failure if judged else None)
    return (
        standing.slug,
        standing.name,
        standing.region_code,
        standing.province,
        standing.intake,
        standing.workflow.reference if standing.workflow else None,
        standing.stage,
        standing.stage_title,
        standing.since,
        standing.due,
        standing.overdue,
        _ATTENTION[one.attention],
        ", ".join(standing.unsent),
        standing.refusals,
        judged.day if judged else None,
        ", ".join(judged.blocking) if judged else "",
        _roles(one, judged.sign_offs) if judged else "",
        _COPY if standing.imported else None,
        failure.message if failure else None,
    )


def _roles(one: BoardCity, keys: Sequence[str]) -> Text:
    """Return what roles are called in the workflow of their city."""
    flow = one.standing.workflow
    titles = titles_in((flow,) if flow is not None else ())
    named = [titles.role(key) for key in keys]
    return Text(id=", ".join(one.id for one in named), en=", ".join(one.en for one in named))


def board_data(board: Board) -> dict[str, object]:
    """Return the board as JSON holds it: counts, and each city with everything known of it."""
    keys = [key or "unknown" for key, _ in board.stages]

    def counts(one: Count) -> dict[str, object]:
        return {
            "stages": dict(zip(keys, one.stages, strict=True)),
            "total": one.total,
            "overdue": one.overdue,
        }

    return {
        "day": board.day.isoformat(),
        "judged": "now" if board.checked else "recorded",
        "stages": [
            {"key": key, "title": plain(title)}
            for key, (_, title) in zip(keys, board.stages, strict=True)
        ],
        "all": counts(board.all),
        "provinces": [{"province": one.label or None, **counts(one)} for one in board.provinces],
        "intakes": [
            {"intake": int(one.label) if one.label else None, **counts(one)}
            for one in board.intakes
        ],
        "cities": [_city_data(one) for one in board.cities],
    }


def _city_data(one: BoardCity) -> dict[str, object]:
    standing = one.standing
    return {
        "city": standing.slug,
        "name": standing.name,
        "region_code": standing.region_code,
        "province": standing.province,
        "intake": standing.intake,
        "imported": standing.imported,
        "workflow": standing.workflow.reference if standing.workflow else None,
        "stage": standing.stage or None,
        "since": standing.since.isoformat() if standing.since else None,
        "due": standing.due.isoformat() if standing.due else None,
        "overdue_days": standing.overdue,
        "attention": one.attention or None,
        "unsent": list(standing.unsent),
        "refusals": standing.refusals,
        "judged": _judged_data(one.judged) if one.judged else None,
        "failure": plain(standing.failure) if standing.failure else None,
    }


def _judged_data(judged: Judged) -> dict[str, object]:
    return {
        "day": judged.day.isoformat(),
        "blocking": list(judged.blocking),
        "sign_offs": list(judged.sign_offs),
        "scores": list(judged.scores),
        "failure": plain(judged.failure) if judged.failure else None,
    }
