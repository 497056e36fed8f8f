"""A verdict flattened into lines of plain words, in one language.

Every format that writes a verdict needs the same thing: each reason once, in the reader's
language, with where it is and who can mend it. So the formats share this one reading of a
:class:`~smartflow.Verdict` and differ in looks only.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

import msgspec

from smartflow import Command, Text
from smartflow_formats.common.cells import cell_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow import Verdict
    from smartflow_formats.common.cells import Language

__all__ = ["Kind", "Remark", "remarks"]

Kind = Literal["result", "waiver", "score", "sign_off", "plugin"]
"""What a line is about: a rule, a waiver that covers nothing now, a scoring rule, a sign-off, or a
plugin that is blocked or bears a mark."""

_LACKING = Text(
    id="Persetujuan {title}: {count} dari {quorum}.",
    en="Sign-off by {title}: {count} of {quorum}.",
)
_BY_DECISION = Text(
    id="Persetujuan {title}: dengan berita acara (catatan nomor {entry} pada jejak audit).",
    en="Sign-off by {title}: by minutes of a meeting (entry {entry} of the history).",
)
_OUTDATED = Text(
    id="Isi berkas berubah sesudah persetujuan oleh {names}.",
    en="The dossier changed after the sign-off by {names}.",
)
_DECLINED = Text(id="Ditolak atau diminta perbaikan: {names}.", en="Declined: {names}.")
_SIGN = (
    Text(id="Mintakan persetujuan, lalu catat.", en="Ask for the sign-off, then record it."),
    Command.of("sign-off {city} --role {role}"),
)
_DECIDE = (
    Text(
        id="Mintakan keputusan rapatnya, lalu catat berita acaranya.",
        en="Ask for the decision of its meeting, then record the minutes.",
    ),
    Command.of(
        "decide {city} --body {role} --present {present} --of {members} --date {date}"
        " --number {number} {file}"
    ),
)
_WITH_COMMAND = Text(id="{advice} Perintah:", en="{advice} Command:")
_SCORE = Text(id="{title}: {value}", en="{title}: {value}")
_SCORE_FAULT = Text(
    id="{title}: penilaian gagal dijalankan ({fault}).",
    en="{title}: the scoring rule did not run ({fault}).",
)
_SCORE_BELOW = Text(
    id="{title}: {value}, di bawah syarat {minimum}.",
    en="{title}: {value}, below the required {minimum}.",
)
_MARKED = Text.same("Plugin {plugin}: {marks}.")
_BLOCKED = Text(
    id="Plugin {plugin} diblokir: ketentuannya tidak ikut diperiksa.",
    en="Plugin {plugin} is blocked: its rules were not run.",
)


_WAIVED = Text(
    id="{message} Dikecualikan sampai dengan {until} (diminta {asked}, disetujui {approved}):"
    " {reason}",
    en="{message} Waived until {until} (asked for by {asked}, approved by {approved}): {reason}",
)
_WAIVERS = {
    "waiting": Text(
        id="Pengecualian dari {named} (diminta {asked}) menunggu persetujuan: {reason}",
        en="The waiver of {named} (asked for by {asked}) waits for its approval: {reason}",
    ),
    "unused": Text(
        id="Pengecualian dari {named} sampai dengan {until} tidak mengecualikan apa pun sekarang.",
        en="The waiver of {named} until {until} covers nothing now.",
    ),
    "lapsed": Text(
        id="Pengecualian dari {named} sudah berakhir pada {until}.",
        en="The waiver of {named} lapsed on {until}.",
    ),
}


class Remark(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a verdict.

    Attributes:
        kind: What it is about.
        code: The code of the rule, also of one that a waiver is for, the scoring rule's key, the
            role's key or the plugin's name.
        status: The result's status; for other kinds ``pass``, ``fail``, ``error`` or ``warn``.
        severity: ``error`` or ``warning`` for a result, else ``""``.
        title: What is asked, in a few words.
        message: What was found, a sentence.
        advice: How to mend it, a sentence.
        command: The command that does it, to be copied, or ``""``.
        dimension: The key of the dimension, or ``""``.
        dimension_title: What it is called.
        agency: The code of the agency that can mend it, or ``""``.
        worksheet: The key of the worksheet, or ``""``.
        sheet: The name of the sheet in the workbook, or the worksheet's title, or ``""``.
        row: The id of the row, or ``""``.
        row_number: The row's number in the sheet; 0 if unknown.
        column: The column's key, or ``""``.
        column_title: The column's heading, or its key.
        cites: The sources.
        fault: For ``error``: what went wrong in the plugin, in one line.
        plugin: Name and version of the plugin, such as ``masterplan 0.1.0``.
    """

    kind: Kind
    code: str
    status: str
    title: str
    message: str
    severity: str = ""
    advice: str = ""
    command: str = ""
    dimension: str = ""
    dimension_title: str = ""
    agency: str = ""
    worksheet: str = ""
    sheet: str = ""
    row: str = ""
    row_number: int = 0
    column: str = ""
    column_title: str = ""
    cites: tuple[str, ...] = ()
    fault: str = ""
    plugin: str = ""

    @property
    def fix(self) -> str:
        """How to mend it, in one line."""
        return f"{self.advice} {self.command}" if self.command else self.advice


def remarks(verdict: Verdict, language: Language) -> tuple[Remark, ...]:
    """Return every line of a verdict, in the verdict's own order.

    Results come first, then waivers that cover none of them, scores, sign-offs, and the plugins
    that are blocked or marked.
    """
    return (
        *_results(verdict, language),
        *_waivers(verdict, language),
        *_scores(verdict, language),
        *_sign_offs(verdict, language),
        *_plugins(verdict, language),
    )


def _results(verdict: Verdict, language: Language) -> Iterator[Remark]:
    for result in verdict.results:
        title, message = result.column_title, result.message
        if (waiver := verdict.waiver_of(result)) is not None:
            facts = {
                "until": date.fromisoformat(waiver.until),
                "asked": waiver.requested_by,
                "approved": waiver.approved_by,
                "reason": waiver.reason,
            }
            message = _WAIVED.fill({"message": message, **facts})
        advice, command = _advice(result.fix, result.fix_command, language)
        yield Remark(
            kind="result",
            code=result.rule,
            status=result.status,
            severity=result.severity,
            title=result.title.in_(language),
            message=message.in_(language),
            advice=advice,
            command=command,
            dimension=result.dimension,
            dimension_title=verdict.title(result.dimension).in_(language),
            agency=result.agency,
            worksheet=result.worksheet,
            sheet=_sheet(verdict, result.worksheet, result.sheet, language),
            row=result.row,
            row_number=result.row_number,
            column=result.column,
            column_title=title.in_(language) if title else result.column,
            cites=result.cites,
            fault=result.fault,
            plugin=f"{result.plugin.name} {result.plugin.version}".strip(),
        )


def _waivers(verdict: Verdict, language: Language) -> Iterator[Remark]:
    for waiver in verdict.waivers:
        if waiver.state == "used":
            continue
        dimension = verdict.title(waiver.dimension).in_(language)
        whom = ", ".join(part for part in (dimension, waiver.agency, waiver.row) if part)
        values = {
            "named": f"{waiver.rule} ({whom})" if whom else waiver.rule,
            "until": date.fromisoformat(waiver.until),
            "asked": waiver.requested_by,
            "reason": waiver.reason,
        }
        yield Remark(
            kind="waiver",
            code=waiver.rule,
            status="warn",
            title=waiver.rule,
            message=_WAIVERS[waiver.state].fill(values).in_(language),
            dimension=waiver.dimension,
            dimension_title=dimension,
            agency=waiver.agency,
            row=waiver.row,
        )


def _advice(advice: Text, command: object, language: Language) -> tuple[str, str]:
    """Return how something is mended and the command that does it, which not every rule names."""
    if not isinstance(command, Command):
        return advice.in_(language), ""
    return _WITH_COMMAND.fill({"advice": advice}).in_(language), command.in_(language)


def _sheet(verdict: Verdict, worksheet: str, sheet: str, language: Language) -> str:
    """Return where a row is; Excel cuts a sheet's name at 31 letters, and a title says more."""
    title = verdict.title(worksheet)
    cut = not sheet or title.id.startswith(sheet) or title.en.startswith(sheet)
    return title.in_(language) if cut else sheet


def _scores(verdict: Verdict, language: Language) -> Iterator[Remark]:
    for score in verdict.scores:
        words, status = _SCORE, "pass"
        if score.fault:
            words, status = _SCORE_FAULT, "error"
        elif not score.met:
            words, status = _SCORE_BELOW, "fail"
        title = score.title.in_(language)
        subject = verdict.title(score.subject).in_(language)
        named = f"{title}, {subject}" if subject else title
        values = {
            "title": named,
            "value": cell_text(score.value, language) or "-",
            "minimum": cell_text(score.minimum, language),
            "fault": score.fault,
        }
        yield Remark(
            kind="score",
            code=score.rule,
            status=status,
            title=title,
            message=words.fill(values).in_(language),
            row=score.subject,
            fault=score.fault,
            plugin=f"{score.plugin.name} {score.plugin.version}".strip(),
        )


def _sign_offs(verdict: Verdict, language: Language) -> Iterator[Remark]:
    for sign_off in verdict.sign_offs:
        title = sign_off.title.in_(language)
        values: dict[str, object] = {
            "title": title,
            "count": len(sign_off.approved),
            "quorum": sign_off.quorum,
            "entry": sign_off.decision,
        }
        first = _BY_DECISION if sign_off.decision and sign_off.met else _LACKING
        parts = [first.fill(values)]
        if sign_off.outdated:
            parts.append(_OUTDATED.fill({"names": ", ".join(sign_off.outdated)}))
        if sign_off.declined:
            parts.append(_DECLINED.fill({"names": "; ".join(sign_off.declined)}))
        how, command = _DECIDE if sign_off.body else _SIGN
        known = {"city": verdict.city, "role": sign_off.role}
        advice, typed = _advice(how, command.fill(known), language)
        yield Remark(
            kind="sign_off",
            code=sign_off.role,
            status="pass" if sign_off.met else "fail",
            title=title,
            message=" ".join(part.in_(language) for part in parts),
            advice="" if sign_off.met else advice,
            command="" if sign_off.met else typed,
        )


def _plugins(verdict: Verdict, language: Language) -> Iterator[Remark]:
    for plugin in verdict.plugins:
        blocked, marks = plugin.state != "loaded", plugin.marks.in_(language)
        if not blocked and not marks:
            continue
        named = f"{plugin.name} {plugin.version}".strip()  # a file may have no version
        words = _BLOCKED if blocked else _MARKED
        told = words.fill({"plugin": named, "marks": marks}).in_(language)
        yield Remark(
            kind="plugin",
            code=plugin.name,
            status="warn" if blocked else "pass",
            title=plugin.name,
            message=f"{told} ({marks})" if blocked and marks else told,
            plugin=named,
        )
