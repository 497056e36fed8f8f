"""What was decided in a stage, in its berita acara: choices, answers, waivers, what stays open.

Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow import Text, report
from smartflow.report import Facts, Listing, Table
from smartflow_masterplan.chapters.shared import wording as worded
from smartflow_masterplan.chapters.shared.parts import ORIGIN, cell, column_title, nothing_yet
from smartflow_masterplan.chapters.sheets.minutes_work import received
from smartflow_masterplan.glossary import heading
from smartflow_masterplan.rules.judging import dimension_title, said_date
from smartflow_masterplan.rules.presentations import PRESENTATION_RULES, dimensions_have_presented

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow import Dossier, Settings

__all__ = ["decisions", "still_open", "waivers"]

# -- choices and answers --------------------------------------------------------------------------


def decisions(dossier: Dossier, _settings: Settings) -> report.Chapter:
    """Return what was chosen, what bodies decided, and who answered, with their entries."""
    blocks = (*_choices(dossier), *_meetings(dossier), *_answers(dossier))
    none = worded.none_recorded(
        dossier, Text(id="keputusan atau persetujuan", en="decision or approval")
    )
    return report.Chapter(
        key="minutes_decisions",
        title=Text(id="Keputusan dan persetujuan", en="Decisions and approvals"),
        blocks=blocks or (nothing_yet(none),),
    )


def _choices(dossier: Dossier) -> Iterator[report.Block]:
    """Yield a table for each choice of rows: what was chosen, in the order of the choice."""
    for one in dossier.selections:
        if one.stage != dossier.stage or one.worksheet not in dossier.worksheet_types:
            continue
        worksheet = dossier.worksheet_types[one.worksheet]
        by_id = {row.id: row for row in dossier.rows(one.worksheet)}
        columns = [key for key in ("code", "programme") if _has(dossier, one.worksheet, key)]
        columns = columns or [worksheet.columns[0].key]
        entry = worded.entry_words(one.entry)
        lines = []
        for chosen in one.rows:
            row = by_id.get(chosen)
            cells = [cell(dossier, row, key) if row is not None else None for key in columns]
            group = dimension_title(dossier.dimensions, row.dimension) if row is not None else None
            lines.append((*cells, group, chosen))
        yield Table(
            Text(
                id=f"Yang dipilih dari {worksheet.title.id} ({entry.id})",
                en=f"Chosen from the {worksheet.title.en} ({entry.en})",
            ),
            (*columns, "dimension", "origin"),
            (
                *(column_title(dossier, one.worksheet, key) for key in columns),
                heading("dimension"),
                ORIGIN,
            ),
            tuple(lines),
            note=_reason(one.reason),
        )


def _has(dossier: Dossier, worksheet: str, column: str) -> bool:
    return any(one.key == column for one in dossier.worksheet_types[worksheet].columns)


def _reason(words: str) -> Text | None:
    return Text(id=f"Alasan: {words}", en=f"Reason: {words}") if words else None


def _meetings(dossier: Dossier) -> Iterator[Table]:
    """Yield the decisions of bodies in their meetings."""
    found = [one for one in dossier.decisions if one.stage == dossier.stage]
    if not found:
        return
    yield Table(
        Text(id="Keputusan rapat", en="Decisions of meetings"),
        ("entry", "day", "body", "outcome", "present", "members", "number"),
        (
            worded.ENTRY,
            Text(id="Hari", en="Day"),
            Text(id="Oleh", en="By"),
            Text(id="Keputusan", en="Decision"),
            Text(id="Hadir", en="Present"),
            Text(id="Anggota", en="Members"),
            Text(id="Nomor berita acara rapat", en="Number of the meeting's minutes"),
        ),
        tuple(
            (
                one.entry,
                one.day,
                worded.role_title(dossier, one.body),
                worded.ANSWERS.get(one.outcome, Text.same(one.outcome)),
                one.present,
                one.members,
                one.number or None,
            )
            for one in found
        ),
    )


def _answers(dossier: Dossier) -> Iterator[Table]:
    """Yield the answers that were given in roles."""
    found = [one for one in dossier.sign_offs if one.stage == dossier.stage]
    if not found:
        return
    yield Table(
        Text(id="Persetujuan", en="Approvals"),
        ("entry", "day", "role", "person", "post", "answer", "reason"),
        (
            worded.ENTRY,
            Text(id="Hari", en="Day"),
            Text(id="Peran", en="Role"),
            Text(id="Nama", en="Name"),
            Text(id="Jabatan", en="Post"),
            Text(id="Jawaban", en="Answer"),
            Text(id="Alasan", en="Reason"),
        ),
        tuple(
            (
                one.entry,
                one.day,
                worded.role_title(dossier, one.role),
                one.person,
                one.post,
                worded.ANSWERS.get(one.answer, Text.same(one.answer)),
                one.reason or None,
            )
            for one in sorted(found, key=lambda one: one.entry)
        ),
    )


# -- waivers --------------------------------------------------------------------------------------


def waivers(dossier: Dossier, _settings: Settings) -> report.Chapter:
    """Return the waivers that are in force on the day, with who asked and who approved."""
    found = sorted(
        (one for one in dossier.waivers if one.approved_by and one.until >= dossier.as_of),
        key=lambda one: one.entry,
    )
    table = Table(
        Text(id="Pengecualian yang berlaku", en="Waivers in force"),
        ("entry", "rule", "subject", "reason", "until", "requested_by", "approval", "approved_by"),
        (
            worded.ENTRY,
            heading("rule"),
            Text(id="Untuk", en="For"),
            Text(id="Alasan", en="Reason"),
            Text(id="Sampai dengan", en="Until"),
            Text(id="Diminta oleh", en="Requested by"),
            Text(id="Entri persetujuan", en="Entry of the approval"),
            Text(id="Disetujui oleh", en="Approved by"),
        ),
        tuple(
            (
                one.entry,
                one.rule,
                ", ".join(filter(None, (one.agency, one.dimension, one.row))) or None,
                one.reason,
                one.until,
                one.requested_by,
                one.approval,
                one.approved_by,
            )
            for one in found
        ),
    )
    none = Text(
        id="Tidak ada pengecualian yang berlaku pada {day}.", en="No waiver is in force on {day}."
    )
    return report.Chapter(
        key="minutes_waivers",
        title=Text(id="Pengecualian", en="Waivers"),
        blocks=(table,) if found else (nothing_yet(none.fill({"day": said_date(dossier.as_of)})),),
    )


# -- what stays open ------------------------------------------------------------------------------


def still_open(dossier: Dossier, settings: Settings) -> report.Chapter:
    """Return what is not done yet: worksheets, presentations, answers, waivers.

    It begins a page, so that what was agreed and who signs stand together.
    """
    points = (
        *_open_worksheets(dossier),
        *_open_presentations(dossier, settings),
        *_open_answers(dossier),
        *_open_waivers(dossier),
    )
    none = Text(
        id="Tidak ada kertas kerja, paparan, persetujuan, atau pengecualian yang masih ditunggu.",
        en="No worksheet, presentation, approval or waiver is still awaited.",
    )
    return report.Chapter(
        key="minutes_open",
        title=Text(id="Yang masih terbuka", en="What stays open"),
        blocks=(
            Listing(tuple((one,) for one in points)) if points else nothing_yet(none),
            Facts(_FOLLOW_UP, ((_AGREED, None),), room="box"),
        ),
        page="new",
    )


_FOLLOW_UP = Text(id="Tindak lanjut", en="What follows")
_AGREED = Text(id="Yang disepakati, oleh siapa, dan kapan", en="What was agreed, by whom and when")


def _open_worksheets(dossier: Dossier) -> Iterator[Text]:
    for one in received(dossier):
        title, count = one.worksheet.title, len(one.missing)
        if count:
            yield Text(
                id=f"{title.id}: {count} belum masuk.", en=f"{title.en}: {count} not yet in."
            )
        if one.unconfirmed:
            named = ", ".join(one.unconfirmed)
            yield Text(
                id=f"{title.id}: dientri oleh orang lain dan belum dikonfirmasi {named}.",
                en=f"{title.en}: entered by somebody else and not confirmed by {named}.",
            )


def _open_presentations(dossier: Dossier, settings: Settings) -> Iterator[Text]:
    """Yield what the rules on presentations of this stage find."""
    if any(dossier.stage in rule.stages for rule in PRESENTATION_RULES):
        for found in dimensions_have_presented(dossier, settings):
            if found.message is not None:
                yield found.message.fill(found.values)


def _open_answers(dossier: Dossier) -> Iterator[Text]:
    """Yield the roles in which nobody has approved in this stage, alone or in a meeting."""
    approved = {
        *(one.role for one in dossier.sign_offs if _approves(one.answer, one.stage, dossier)),
        *(one.body for one in dossier.decisions if _approves(one.outcome, one.stage, dossier)),
    }
    for role in dossier.workflow.signing.get(dossier.stage, ()):
        if role not in approved:
            title = worded.role_title(dossier, role)
            yield Text(
                id=f"Persetujuan {title.id} belum dicatat.",
                en=f"No approval by {title.en} has been recorded.",
            )


def _approves(answer: str, stage: str, dossier: Dossier) -> bool:
    return answer == "approve" and stage == dossier.stage


def _open_waivers(dossier: Dossier) -> Iterator[Text]:
    for one in dossier.waivers:
        if not one.approved_by and one.until >= dossier.as_of:
            entry = worded.entry_words(one.entry)
            yield Text(
                id=f"Pengecualian dari {one.rule} diminta {one.requested_by} ({entry.id}), belum"
                " disetujui.",
                en=f"A waiver of {one.rule} was requested by {one.requested_by} ({entry.en}) and is"
                " not approved yet.",
            )
