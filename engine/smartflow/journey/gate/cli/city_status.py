"""How one city stands, as text, as JSON, or as a table for any other format.

Asks the built-in plugins for titles and nobody else, so that it works beside a broken plugin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.canonical import plain
from smartflow.journey.gate.cli.outside import outside_data, outside_lines
from smartflow.journey.gate.cli.silence import silence_data, silence_lines
from smartflow.journey.gate.cli.verdict import holders
from smartflow.journey.gate.cli.verdict_text import sign_off_lines
from smartflow.language import Text, day_words
from smartflow.terminal.cells import counted
from smartflow.terminal.tables import print_data, print_table
from smartflow.terminal.words.naming import names_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartflow.casework.casework import Case
    from smartflow.casework.fillers import Filler
    from smartflow.journey.gate.standing import SheetStanding, Standing
    from smartflow.report import Table
    from smartflow.terminal.call import Call
    from smartflow.terminal.words.naming import Names

__all__ = ["awaited", "print_standing"]

MANY = 4
"""From how many on they are not named one by one when nobody at all has answered."""


def print_standing(call: Call, city: str) -> None:
    """Print how a city stands."""
    from smartflow.casework.casework import read_case
    from smartflow.journey.gate.standing import standing_of

    workspace = call.workspace()
    case = read_case(workspace, city)
    standing = standing_of(case, workspace.built_in_registry)
    if call.format == "json":
        print_data(call, {"city": _data(case, standing)})
    elif call.format == "text":
        call.write("\n".join(_lines(call, case, standing)))
    else:
        print_table(call, _table(case, standing), "worksheets")


def _lines(call: Call, case: Case, standing: Standing) -> list[str]:
    say, language = call.words, call.language
    city = case.state.city
    title = standing.stage.title
    lines = [
        f"{city.name} ({city.slug}, {city.region_code})",
        say(
            Text(
                id=f"Tahap: {title.id}, sejak {day_words(standing.since, language)}",
                en=f"Stage: {title.en}, since {day_words(standing.since, language)}",
            )
        ),
    ]
    if standing.due is not None:
        lines.append(say(_due(call, standing)))
    names = names_of(city, standing.workflow, call.workspace().built_in_registry, holders(case))
    lines += [say(line) for line in silence_lines(standing.silence, names, case.today)]
    if case.imported is None:  # of a copy its own office tells who has seen it
        lines += [say(line) for line in outside_lines(standing.outside, city.zone, case.today)]
    if standing.refusals:
        lines.append(
            say(
                Text(
                    id=f"Belum berhasil maju dari tahap ini: {standing.refusals} kali.",
                    en=f"Refused to advance from this stage: {counted(standing.refusals, 'time')}.",
                )
            )
        )
    for sheet in standing.sheets:
        lines += ["", *_sheet_lines(call, sheet, names)]
    for key in standing.unknown:
        lines += ["", say(_of_a_region(key, city.slug))]
    for move in standing.moves:
        if move.sign_offs:
            to = names.stage(move.to)
            lines += ["", say(Text(id=f"Persetujuan ke {to.id}", en=f"Sign-offs for {to.en}"))]
        for status in move.sign_offs:
            lines += sign_off_lines(status, names, city.slug, language)
    if standing.remarks:
        lines += ["", say(Text(id="PERLU DIPERHATIKAN", en="WORTH A LOOK"))]
        lines += [f"  {result.rule}  {say(result.message)}" for result in standing.remarks]
    lines += ["", say(_next_step(case, standing))]
    return lines


def _of_a_region(key: str, slug: str) -> Text:
    """Return what is said of a worksheet that no built-in plugin brings."""
    return Text(
        id=f"{key}: kertas kerja dari plugin daerah, yang tidak dijalankan di sini. Yang ditunggu:"
        f" smartflow remind {slug}",
        en=f"{key}: a worksheet of a region's plugin, which is not run here. Who is awaited:"
        f" smartflow remind {slug}",
    )


def _due(call: Call, standing: Standing) -> Text:
    assert standing.due is not None  # noqa: S101  asked by the caller
    day = day_words(standing.due, call.language)
    if standing.late_by:
        return Text(
            id=f"Tenggat: {day} (lewat {standing.late_by} hari)",
            en=f"Due: {day} ({counted(standing.late_by, 'day')} ago)",
        )
    return Text(id=f"Tenggat: {day}", en=f"Due: {day}")


def _sheet_lines(call: Call, sheet: SheetStanding, names: Names) -> list[str]:
    say, title = call.words, sheet.worksheet.title
    expected = len(sheet.submitted) + len(sheet.nil) + len(sheet.missing)
    answered = len(sheet.submitted) + len(sheet.nil)
    lines = [
        say(
            Text(
                id=f"{title.id} ({sheet.worksheet.key}): {answered} dari {expected} sudah menjawab",
                en=f"{title.en} ({sheet.worksheet.key}): {answered} of {expected} have answered",
            )
        )
    ]
    for label, fillers in (
        (Text(id="masuk", en="in"), sheet.submitted),
        (Text(id="nihil", en="nil"), sheet.nil),
        (Text(id="menunggu konfirmasi", en="to be confirmed"), sheet.unconfirmed),
        (Text(id="BELUM", en="AWAITED"), sheet.missing),
        (Text(id="belum (tidak wajib)", en="silent (need not answer)"), sheet.silent),
    ):
        if fillers == sheet.missing and not answered and len(fillers) >= MANY:
            lines.append(f"  {say(label)}: {say(Text(id='semuanya', en='all of them'))}")
        elif fillers:
            called = ", ".join(say(names.filler(filler)) for filler in fillers)
            lines.append(f"  {say(label)}: {called}")
    return lines


def _keys(fillers: Sequence[Filler]) -> str:
    return ", ".join(filler.key for filler in fillers)


def awaited(standing: Standing) -> int:
    """Return how many answers are awaited, as ``remind`` counts them."""
    return sum(len(sheet.awaited) for sheet in standing.sheets)


def _next_step(case: Case, standing: Standing) -> Text:
    slug = case.state.city.slug
    if not standing.moves:
        return Text(
            id=f"Sudah selesai. Riwayat: smartflow history {slug}",
            en=f"The journey has ended. Its history: smartflow history {slug}",
        )
    missing = awaited(standing)
    if missing:
        return Text(
            id=f"Langkah berikutnya: smartflow remind {slug}  ({missing} jawaban ditunggu),"
            f" smartflow submit {slug} BERKAS, lalu smartflow check {slug}",
            en=f"Next step: smartflow remind {slug}  ({counted(missing, 'answer')} awaited),"
            f" smartflow submit {slug} FILE, then smartflow check {slug}",
        )
    return Text(
        id=f"Langkah berikutnya: smartflow check {slug}", en=f"Next step: smartflow check {slug}"
    )


def _data(case: Case, standing: Standing) -> dict[str, object]:
    city = case.state.city
    title = standing.stage.title
    return {
        "slug": city.slug,
        "name": city.name,
        "region_code": city.region_code,
        "workflow": f"{case.state.workflow.key}@{case.state.workflow.version}",
        "stage": {"key": standing.stage.key, "title": {"id": title.id, "en": title.en}},
        "since": standing.since.isoformat(),
        "due": standing.due.isoformat() if standing.due else None,
        "late_by_days": standing.late_by,
        "silence": silence_data(standing.silence),
        "outside": outside_data(standing.outside, city.zone, case.today),
        "refusals": standing.refusals,
        "remarks": [
            {"rule": result.rule, "status": result.status, "message": plain(result.message)}
            for result in standing.remarks
        ],
        "worksheets": [
            {
                "worksheet": sheet.worksheet.key,
                "submitted": [filler.key for filler in sheet.submitted],
                "nil": [filler.key for filler in sheet.nil],
                "unconfirmed": [filler.key for filler in sheet.unconfirmed],
                "awaited": [filler.key for filler in sheet.missing],
                "silent": [filler.key for filler in sheet.silent],
            }
            for sheet in standing.sheets
        ],
        "moves": [
            {"to": move.to, "sign_offs": [plain(status) for status in move.sign_offs]}
            for move in standing.moves
        ],
    }


def _table(case: Case, standing: Standing) -> Table:
    from smartflow.report import Table

    return Table(
        title=Text(
            id=f"{case.state.city.name}: {standing.stage.title.id}",
            en=f"{case.state.city.name}: {standing.stage.title.en}",
        ),
        keys=("worksheet", "title", "submitted", "nil", "awaited", "silent"),
        headings=(
            Text(id="Kertas kerja", en="Worksheet"),
            Text(id="Judul", en="Title"),
            Text(id="Masuk", en="In"),
            Text(id="Nihil", en="Nil"),
            Text(id="Belum", en="Awaited"),
            Text(id="Belum (tidak wajib)", en="Silent"),
        ),
        rows=tuple(
            (
                sheet.worksheet.key,
                sheet.worksheet.title,
                _keys(sheet.submitted),
                _keys(sheet.nil),
                _keys(sheet.missing),
                _keys(sheet.silent),
            )
            for sheet in standing.sheets
        ),
    )
