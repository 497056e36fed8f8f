"""``smartflow portfolio rules``: which rules hold most cities up, and which never say anything."""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.offices.portfolio.cli.selecting import selecting, selection_of
from smartflow.terminal.command import command, option
from smartflow.terminal.options import formats

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartflow.offices.portfolio.blocking import Judged, RuleTally
    from smartflow.offices.portfolio.standing import CityStanding
    from smartflow.report import Table
    from smartflow.terminal.call import Call

__all__ = ["rules"]

_TITLE = Text(id="Ketentuan di semua kabupaten/kota", en="Rules over all cities")
_GONE = Text(id="(tidak terpasang)", en="(not installed)")

_FIXED = 66
"""The columns of a line that a title may not have."""

_LEAST = 14
"""No title is cut to fewer columns."""


@command(
    "rules",
    Text(
        id="Ketentuan mana yang menahan paling banyak kabupaten/kota, dan mana yang tidak pernah"
        " berbunyi.\n\nYang dihitung adalah kabupaten/kota, bukan catatan. Semua diperiksa"
        " sekarang; dengan --recorded dipakai keputusan terakhir yang tercatat. Ketentuan yang"
        " tidak pernah berbunyi mungkin tidak diperlukan, atau tidak berfungsi.\n\nKode keluar: 0,"
        " atau yang terberat bila ada kota yang tidak dapat diperiksa (4, 3, 5).",
        en="Which rules hold most cities up, and which never say anything.\n\nCities are counted,"
        " not findings. All are judged now; with --recorded the newest recorded decision is taken."
        " A rule that never says anything may not be needed, or may not work.\n\nExit code: 0, or"
        " the gravest if a city cannot be judged (4, 3, 5).",
    ),
    aliases=("ketentuan",),
)
@selecting
@option(
    "--recorded",
    text=Text(
        id="Pakai keputusan terakhir yang tercatat, tanpa memeriksa.",
        en="Take the newest recorded decisions, and judge nothing.",
    ),
    is_flag=True,
)
@formats
def rules(call: Call, *, recorded: bool, **asked: tuple[str, ...]) -> int:
    """Print the rules, those first that hold most cities up."""
    from smartflow.errors import gravest
    from smartflow.offices.portfolio.blocking import tally
    from smartflow.offices.portfolio.selection import select
    from smartflow.offices.portfolio.standing import standings

    selection = selection_of(asked)
    workspace = call.workspace()
    chosen = select(standings(workspace, selection.named), selection)
    judged = _recorded(call, chosen) if recorded else _now(call, chosen)
    failures = [one.failure for one in judged if one.failure is not None]
    counted = tally(judged, workspace.registry, chosen)
    _print(call, counted, judged, chosen, recorded=recorded)
    unread = {one.failure.exit_code for one in chosen if one.failure is not None}
    return gravest(unread | {one.exit_code for one in failures})


def _recorded(call: Call, chosen: Sequence[CityStanding]) -> list[Judged]:
    from smartflow.offices.portfolio.blocking import judged_when

    found = (judged_when(call.workspace(), one.decided) for one in chosen)
    return [one for one in found if one is not None]


def _now(call: Call, chosen: Sequence[CityStanding]) -> list[Judged]:
    from smartflow.clock import day_in
    from smartflow.offices.portfolio.blocking import judged_now
    from smartflow.offices.portfolio.running.check import check

    workspace = call.workspace()
    day = day_in("WIB", workspace.clock.now())
    found = (judged_now(one, day) for one in check(workspace, chosen))
    return [one for one in found if one is not None]


def _print(
    call: Call,
    tallies: Sequence[RuleTally],
    judged: Sequence[Judged],
    chosen: Sequence[CityStanding],
    *,
    recorded: bool,
) -> None:
    from smartflow.terminal.tables import print_data, print_format, text_table

    if call.format == "json":
        print_data(call, _data(tallies, judged, len(chosen), recorded=recorded))
    elif call.format == "text":
        note = _note(tallies, judged, chosen, recorded=recorded)
        call.write(text_table(_lines(call, tallies), call.language))
        call.write(f"\n{call.words(note)}")
    else:
        print_format(call, "table", _table(tallies))


def _lines(call: Call, tallies: Sequence[RuleTally]) -> Table:
    """Return the rules that said something, each in one line of the terminal."""
    from smartflow.offices.portfolio.cli.board import cut
    from smartflow.report import Table
    from smartflow.terminal.tables import TERMINAL

    width = shutil.get_terminal_size((TERMINAL, 24)).columns if sys.stdout.isatty() else TERMINAL
    room = max(width - _FIXED, _LEAST)
    return Table(
        title=_TITLE,
        keys=("rule", "blocked", "error", "warn", "waived", "pass", "cities", "title"),
        headings=(
            Text(id="Ketentuan", en="Rule"),
            Text(id="Menahan", en="Blocks"),
            Text(id="Galat", en="Crashed"),
            Text(id="Peringatan", en="Warns"),
            Text(id="Kecuali", en="Waived"),
            Text(id="Dipenuhi", en="Passes"),
            Text(id="Dari", en="Of"),
            Text(id="Judul", en="Title"),
        ),
        rows=tuple(
            (
                one.rule,
                one.blocked or None,
                one.error or None,
                one.warn or None,
                one.waived or None,
                one.passed or None,
                one.cities,
                cut(call.words(one.title or _GONE), room),
            )
            for one in tallies
            if one.fired
        ),
    )


def _data(
    tallies: Sequence[RuleTally], judged: Sequence[Judged], cities: int, *, recorded: bool
) -> dict[str, object]:
    from smartflow.canonical import plain

    return {
        "judged": "recorded" if recorded else "now",
        "cities": cities,
        "cities_judged": sum(1 for one in judged if one.failure is None),
        "missing_sign_offs": _roles(judged),
        "rules": [
            {
                "rule": one.rule,
                "title": plain(one.title) if one.title else None,
                "registered": one.title is not None,
                "blocked": one.blocked,
                "fail": one.fail,
                "error": one.error,
                "warn": one.warn,
                "waived": one.waived,
                "pass": one.passed,
                "not_applicable": one.not_applicable,
                "cities": one.cities,
                "fired": one.fired,
            }
            for one in tallies
        ],
    }


def _table(tallies: Sequence[RuleTally]) -> Table:
    """Return every rule with all its counts, for a file."""
    from smartflow.report import Table

    return Table(
        title=_TITLE,
        keys=(
            *("rule", "blocked", "error", "warn", "waived", "pass", "not_applicable"),
            *("cities", "title"),
        ),
        headings=(
            Text(id="Ketentuan", en="Rule"),
            Text(id="Menahan", en="Blocks"),
            Text(id="Galat", en="Crashed"),
            Text(id="Memperingatkan", en="Warns"),
            Text(id="Dikecualikan", en="Waived"),
            Text(id="Dipenuhi", en="Passes"),
            Text(id="Tidak berlaku", en="Not applicable"),
            Text(id="Diperiksa di", en="Ran in"),
            Text(id="Judul", en="Title"),
        ),
        rows=tuple(
            (
                one.rule,
                one.blocked,
                one.error,
                one.warn,
                one.waived,
                one.passed,
                one.not_applicable,
                one.cities,
                one.title or _GONE,
            )
            for one in tallies
        ),
    )


def _note(
    tallies: Sequence[RuleTally],
    judged: Sequence[Judged],
    chosen: Sequence[CityStanding],
    *,
    recorded: bool,
) -> Text:
    if recorded and not judged:
        return _NOTHING_RECORDED
    sound = sum(1 for one in judged if one.failure is None)
    how = (
        Text(id="menurut keputusan terakhir yang tercatat", en="by the newest recorded decision")
        if recorded
        else Text(id="menurut pemeriksaan sekarang", en="as judged just now")
    )
    silent = [one for one in tallies if one.cities and not one.fired]
    unasked = [one.rule for one in tallies if not one.cities]
    lines = [
        Text(
            id=f"{sound} dari {len(chosen)} kabupaten/kota, {how.id}.",
            en=f"{sound} of {len(chosen)} cities, {how.en}.",
        ),
        *_sign_offs(judged, chosen),
        *_listed(
            Text(
                id="Tidak pernah berbunyi, selalu dipenuhi (masih diperlukan?)",
                en="Never said anything, always passed (still needed?)",
            ),
            [one.rule for one in silent if one.passed],
        ),
        *_listed(
            Text(
                id="Tidak pernah berbunyi, tidak pernah berlaku (belum ada datanya, atau tidak"
                " berfungsi?)",
                en="Never said anything, never applicable (no data yet, or not working?)",
            ),
            [one.rule for one in silent if not one.passed],
        ),
        *_listed(
            Text(
                id="Tidak ada dalam keputusan terakhir mana pun",
                en="In none of these newest decisions",
            )
            if recorded
            else Text(
                id="Tidak dijalankan di satu pun (tidak ada yang hendak meninggalkan tahapnya)",
                en="Ran in none (no city is about to leave their stages)",
            ),
            unasked,
        ),
    ]
    return Text(id="\n".join(one.id for one in lines), en="\n".join(one.en for one in lines))


_NOTHING_RECORDED = Text(
    id="Di tidak satu pun kabupaten/kota ini ada keputusan yang tercatat. Periksa sekarang:"
    " perintah yang sama tanpa --recorded",
    en="No decision is recorded in any of these cities. Judge them now: the same command without"
    " --recorded",
)


def _sign_offs(judged: Sequence[Judged], chosen: Sequence[CityStanding]) -> list[Text]:
    """Return how many cities miss whose sign-off: no rule asks for it, and it holds them too."""
    from smartflow.offices.portfolio.titles import titles_in

    counts = _roles(judged)
    if not counts:
        return []
    titles = titles_in(one.workflow for one in chosen if one.workflow is not None)
    told = [(titles.role(role), number) for role, number in counts.items()]
    indonesian = ", ".join(f"{title.id} ({number})" for title, number in told)
    english = ", ".join(f"{title.en} ({number})" for title, number in told)
    return [
        Text(
            id=f"Selain ketentuan, persetujuan kurang dari: {indonesian}.",
            en=f"Beside the rules, sign-offs are missing from: {english}.",
        )
    ]


def _roles(judged: Sequence[Judged]) -> dict[str, int]:
    """Return in how many cities the sign-off of each role is missing, the most first."""
    counts = Counter(role for one in judged for role in one.sign_offs)
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _listed(what: Text, codes: Sequence[str]) -> list[Text]:
    if not codes:
        return []
    listed = ", ".join(sorted(codes))
    return [Text(id=f"{what.id}: {listed}.", en=f"{what.en}: {listed}.")]
