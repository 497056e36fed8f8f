"""What ``smartflow export --list`` prints: the reports of a city, and the formats there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.report import Table

if TYPE_CHECKING:
    from smartflow.books.press.compose import Composed
    from smartflow.terminal.call import Call

__all__ = ["print_reports"]


def print_reports(call: Call, city: str) -> None:
    """Print every report with what is missing in it, then the formats."""
    from smartflow.books.press.compose import compose, open_desk
    from smartflow.books.press.export import formats_of
    from smartflow.terminal.tables import print_data, print_table

    workspace = call.workspace()
    desk = open_desk(workspace, city)
    composed = [compose(desk, report) for report in desk.reports]
    formats = formats_of(workspace)
    if call.format == "json":
        print_data(
            call,
            {
                "reports": [_data(one) for one in composed],
                "formats": [
                    {"format": one.key, "suffix": one.suffix, "media_type": one.media_type}
                    for one in formats.values()
                ],
            },
        )
        return
    print_table(call, _table(composed, ", ".join(formats), desk.case.state.city.slug), "reports")


def _data(one: Composed) -> dict[str, object]:
    title = one.report.title
    return {
        "report": one.report.name,
        "title": {"id": title.id, "en": title.en},
        "draft": bool(one.gaps),
        "missing": [
            {
                "rule": gap.code,
                "what": {"id": gap.what.id, "en": gap.what.en},
                "where": None if gap.where is None else {"id": gap.where.id, "en": gap.where.en},
            }
            for gap in one.gaps
        ],
    }


def _table(composed: list[Composed], formats: str, slug: str) -> Table:
    return Table(
        title=Text(id="Laporan yang dapat dicetak", en="Reports that can be printed"),
        keys=("report", "title", "missing"),
        headings=(
            Text(id="Laporan", en="Report"),
            Text(id="Judul", en="Title"),
            Text(id="Belum lengkap", en="Missing"),
        ),
        rows=tuple((one.report.name, one.report.title, len(one.gaps)) for one in composed),
        note=Text(
            id=f"Bentuk: {formats}. Cetak: smartflow export {slug} LAPORAN -o BERKAS.docx",
            en=f"Formats: {formats}. Print: smartflow export {slug} REPORT -o FILE.docx",
        ),
    )
