"""ACT001, ACT003 and ACT004: an action plan that can be carried out, funded and checked.

What is checked after adoption are four blocks: policy and institutions, infrastructure,
applications, literacy (domain.md 1.5). Where an action comes from is ACT002. Imports the public
names of ``smartflow`` only; pure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from smartflow import NotApplicable, Rule, Text
from smartflow_masterplan.rules import sources
from smartflow_masterplan.rules.judging import (
    amount,
    finding,
    listed,
    said_money,
    shortened,
    titles,
    words,
)
from smartflow_masterplan.sheets.city import ACTION_CATEGORIES, ACTIONS, BUDGET_YEARS
from smartflow_masterplan.sheets.shared_columns import OWN_FUNDS
from smartflow_masterplan.stages import MASTERPLAN_APPROVAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow import Dossier, Finding, Row, Settings

__all__ = ["ACTION_RULES", "YEARLY", "activity_name", "counted_budget", "yearly_budget"]

_STAGES = (MASTERPLAN_APPROVAL,)
YEARLY = tuple(f"budget_{year}" for year in range(1, BUDGET_YEARS + 1))
"""The columns for the budgets of the plan's years, in their order."""


def activity_name(row: Row) -> str:
    """Return what an action is called in a sentence."""
    return shortened(row.text("activity") or row.text("programme"))


# -- ACT001 ---------------------------------------------------------------------------------------

_NO_ACTIONS = Text(
    id="Kertas kerja rencana aksi belum diisi.", en="The action plan worksheet is empty."
)
_INCOMPLETE = Text(
    id="Kegiatan '{activity}' belum dilengkapi: {missing}.",
    en="The activity '{activity}' still lacks: {missing}.",
)
_NO_SUCH_OWNER = Text(
    id="Penanggung jawab {owner} pada kegiatan '{activity}' sudah tidak ada; pakai penggantinya.",
    en="{owner}, responsible for the activity '{activity}', no longer exists; name its successor.",
)

_NEEDED = ("category", "owner", "start_year", "end_year", "output", "outcome")


def actions_are_complete(dossier: Dossier, _settings: Settings) -> Iterator[Finding]:
    """Yield a finding for each action without category, agency, years, budget, output, outcome."""
    rows = dossier.rows("actions")
    if not rows:
        yield finding(_NO_ACTIONS)
    present = {agency.code for agency in dossier.present_agencies}
    for row in rows:
        missing = [column for column in _NEEDED if not row.text(column)]
        if all(amount(row, column) is None for column in ("budget", *YEARLY)):
            missing.append("budget")
        said: dict[str, object] = {"activity": activity_name(row)}
        if missing:
            names = titles(ACTIONS.column(column).title for column in missing)
            yield finding(_INCOMPLETE, {**said, "missing": names}, row=row, column=missing[0])
        owner = row.text("owner")
        if owner and owner not in present:
            yield finding(_NO_SUCH_OWNER, {**said, "owner": owner}, row=row, column="owner")


# -- ACT003 ---------------------------------------------------------------------------------------

_ONE_SOURCE = Text(
    id="Seluruh anggaran rencana aksi, {total} dari {count} kegiatan, berasal dari APBD; belum"
    " ada sumber lain (APBN, DAK, CSR/TJSL, swadaya).",
    en="The whole budget of the action plan, {total} for {count} activities, comes from APBD"
    " (the region's own budget); no other source is named yet.",
)
_NO_FUND = Text(
    id="Kegiatan '{activity}' belum menyebut sumber dana.",
    en="The activity '{activity}' names no source of funds.",
)
_WRONG_SUM = Text(
    id="Kegiatan '{activity}': anggaran total tertulis {written}, padahal jumlah anggaran"
    " tahunannya {total}.",
    en="The activity '{activity}': the total budget is written as {written}, while its years add"
    " up to {total}.",
)


def funds_are_mixed(dossier: Dossier, _settings: Settings) -> Iterator[Finding | NotApplicable]:
    """Yield findings when all funds are APBD, a source is missing, or years do not add up."""
    rows = dossier.rows("actions")
    if not rows:
        yield NotApplicable()
    budgets: dict[str, list[Decimal]] = defaultdict(list)
    for row in rows:
        said: dict[str, object] = {"activity": activity_name(row)}
        stated, yearly = amount(row, "budget"), yearly_budget(row)
        source = row.text("fund_source")
        if not source:
            yield finding(_NO_FUND, said, row=row, column="fund_source")
        if stated is not None and yearly is not None and yearly != stated:
            values = {**said, "written": said_money(stated), "total": said_money(yearly)}
            yield finding(_WRONG_SUM, values, row=row, column="budget")
        budget = counted_budget(row)
        if budget:
            budgets[source].append(budget)
    if set(budgets) == {OWN_FUNDS}:
        own = budgets[OWN_FUNDS]
        total = said_money(sum(own, Decimal(0)))
        yield finding(_ONE_SOURCE, {"total": total, "count": len(own)})


def yearly_budget(row: Row) -> Decimal | None:
    """Return what the budgets of an action's years add up to, None when none is given."""
    given = [found for column in YEARLY if (found := amount(row, column)) is not None]
    return sum(given, Decimal(0)) if given else None


def counted_budget(row: Row) -> Decimal | None:
    """Return the budget with which an action counts: its total, else what its years add up to."""
    stated = amount(row, "budget")
    return yearly_budget(row) if stated is None else stated


# -- ACT004 ---------------------------------------------------------------------------------------

_BLOCK_MISSING = Text(
    id="Rencana aksi belum memiliki kegiatan berkategori {missing}.",
    en="The action plan has no activity yet of category {missing}.",
)
_NO_STAFF = Text(
    id="Rencana aksi belum memiliki kegiatan pengembangan SDM aparatur.",
    en="The action plan has no activity yet that develops the staff.",
)


def blocks_are_present(dossier: Dossier, settings: Settings) -> Iterator[Finding | NotApplicable]:
    """Yield findings for blocks without an action, and when nothing develops the staff."""
    rows = dossier.rows("actions")
    if not rows:
        yield NotApplicable()
        return
    found = {row.text("category") for row in rows}
    missing = [block for block in ACTION_CATEGORIES if block not in found]
    if missing:
        yield finding(_BLOCK_MISSING, {"missing": listed(missing)})
    named = "|".join(re.escape(word) for word in words(settings, "staff_words"))
    staff = re.compile(rf"\b(?:{named})", re.IGNORECASE)
    if not any(staff.search(_prose(row)) for row in rows):
        yield finding(_NO_STAFF)


def _prose(row: Row) -> str:
    return " ".join(row.text(column) for column in ("programme", "activity", "output", "outcome"))


ACTION_RULES = (
    Rule(
        code="ACT001",
        title=Text(
            id="Setiap kegiatan lengkap dan dapat dilaksanakan",
            en="Every activity is complete and can be carried out",
        ),
        why=Text(
            id="Evaluasi menagih rencana aksi menurut kategori, penanggung jawab, tahun, anggaran,"
            " keluaran, dan hasilnya.",
            en="The evaluation asks of each action its category, agency, years, budget, output and"
            " outcome.",
        ),
        fix=Text(
            id="Lengkapi kolom itu pada kertas kerja rencana aksi, lalu kirim ulang (smartflow"
            " submit). Anggaran 0 diterima bila memakai sumber daya yang ada.",
            en="Complete that column in the action plan worksheet, then send it again (smartflow"
            " submit). A budget of 0 is accepted where existing resources are used.",
        ),
        message=_INCOMPLETE,
        severity="error",
        stages=_STAGES,
        cites=(sources.SOLO,),
        since="0.1.0",
        reads=("actions",),
        function=actions_are_complete,
        passes=Text(
            id="'Mendampingi pedagang menerima QR': literasi, BPKAD, 2024-2026, Rp120.000.000, 300"
            " pedagang didampingi, penjualan tercatat.",
            en="'Mendampingi pedagang menerima QR' (helping traders take QR payments): literasi,"
            " BPKAD, 2024-2026, Rp120,000,000, 300 traders helped, sales are recorded.",
        ),
        fails=Text(
            id="'Mendampingi pedagang menerima QR' tanpa anggaran dan tanpa hasil bagi warga.",
            en="'Mendampingi pedagang menerima QR' without a budget and without an outcome.",
        ),
    ),
    Rule(
        code="ACT003",
        title=Text(
            id="Dana rencana aksi jelas dan tidak dari APBD saja",
            en="The funds of the action plan are clear and not from APBD alone",
        ),
        why=Text(
            id="Asesor menyarankan dana di luar APBD: CSR/TJSL, relawan TIK, LSM, dan program"
            " kementerian.",
            en="Assessors advise funds beyond APBD: companies, volunteers, associations and the"
            " ministries' programmes.",
        ),
        fix=Text(
            id="Isi sumber dana setiap kegiatan, samakan jumlah tahunan dengan totalnya, dan cari"
            " mitra untuk sebagian kegiatan.",
            en="Fill in each activity's source, make its years add up to the total, and look for"
            " partners for some activities.",
        ),
        message=_ONE_SOURCE,
        severity="warning",
        stages=_STAGES,
        cites=(sources.MUARA_ENIM, sources.JAMBI),
        since="0.1.0",
        reads=("actions",),
        function=funds_are_mixed,
        passes=Text(
            id="Rp8,2 miliar APBD, Rp2,9 miliar APBN, Rp200 juta CSR/TJSL; total setiap kegiatan"
            " sama dengan jumlah tahunannya.",
            en="Rp8.2 billion APBD, Rp2.9 billion APBN, Rp200 million CSR/TJSL; each activity's"
            " total is the sum of its years.",
        ),
        fails=Text(
            id="18 kegiatan senilai Rp8,9 miliar, semuanya APBD.",
            en="18 activities worth Rp8.9 billion, all of them APBD.",
        ),
    ),
    Rule(
        code="ACT004",
        title=Text(
            id="Keempat blok rencana aksi dan pengembangan SDM ada",
            en="The four blocks of the action plan and staff development are there",
        ),
        why=Text(
            id="Monitoring memeriksa kebijakan dan kelembagaan, infrastruktur, aplikasi, dan"
            " literasi; tanpa rencana SDM asesor mencatatnya sebagai kelemahan.",
            en="Monitoring looks at policy and institutions, infrastructure, applications and"
            " literacy; assessors remark on a plan without staff development.",
        ),
        fix=Text(
            id="Tambahkan kegiatan untuk blok itu, dan paling sedikit satu kegiatan pelatihan atau"
            " pengembangan aparatur (kata yang dikenal: setelan staff_words).",
            en="Add an activity for that block, and at least one that trains or develops the staff"
            " (the words known are the setting staff_words).",
        ),
        message=_BLOCK_MISSING,
        severity="warning",
        stages=_STAGES,
        cites=(sources.SOLO, sources.MALANG),
        since="0.1.0",
        reads=("actions",),
        function=blocks_are_present,
        passes=Text(
            id="Satu perwali (kebijakan), 11 hidran (infrastruktur), katalog 'Karya Sawahlunto'"
            " (aplikasi), pelatihan 28 pengelola data (literasi, SDM).",
            en="A regulation (kebijakan), 11 hydrants (infrastruktur), the catalogue 'Karya"
            " Sawahlunto' (aplikasi), training for 28 data officers (literasi, staff).",
        ),
        fails=Text(
            id="10 kegiatan, semuanya aplikasi atau infrastruktur; tidak satu pun literasi atau"
            " pelatihan aparatur.",
            en="10 activities, all of them aplikasi or infrastruktur; none for literacy and no"
            " training of staff.",
        ),
    ),
)
