"""``select``: rows of a worksheet are chosen, such as the quick wins of a city.

A choice may depart from the ranking, since a number does not know everything; then it must say
why, and the reason stays in the history.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from smartflow.casework.casework import Case, Draft, perform
from smartflow.casework.lookups import find_worksheet
from smartflow.casework.pinned import registry_of
from smartflow.casework.watching import watched
from smartflow.errors import BadInput
from smartflow.fold.dossier import row_source
from smartflow.history.acts import Select
from smartflow.journey.ranking.ranking import passed_over, rank_case
from smartflow.language import Text, did_you_mean

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace
    from smartflow.history.entries.entry import Entry

__all__ = [
    "AgainstRanking",
    "NothingSelected",
    "SameSelection",
    "UnknownRow",
    "select",
]

_NAMED = 3
"""So many of the rows that were passed over are named in a refusal."""


class UnknownRow(BadInput):
    """No submitted row has that id."""

    code = "unknown-row"
    says = Text(
        id="Tidak ada baris '{word}' dalam kertas kerja {worksheet}.{guess}",
        en="The worksheet {worksheet} has no row '{word}'.{guess}",
    )
    next_step = Text(
        id="Lihat nomor barisnya: smartflow quick-wins rank {slug}",
        en="See the ids of its rows: smartflow quick-wins rank {slug}",
    )


class NothingSelected(BadInput):
    """No row was named, one twice, or the choice is what it was."""

    code = "nothing-selected"
    says = Text(id="Belum ada baris yang disebut.", en="No row was named.")
    next_step = Text(
        id="Lihat peringkatnya: smartflow quick-wins rank {slug}",
        en="See the ranking: smartflow quick-wins rank {slug}",
    )


class SameSelection(NothingSelected):
    """The choice is what is recorded already."""

    says = Text(
        id="Pilihan itu sama dengan yang sudah tercatat.",
        en="That choice is what is recorded already.",
    )
    next_step = Text(id="Lihat: smartflow check {slug}", en="See: smartflow check {slug}")


class AgainstRanking(BadInput):
    """The choice departs from the ranking and no reason is given."""

    code = "against-ranking"
    says = Text(
        id="Pilihan ini menyimpang dari peringkat dan belum ada alasannya; yang peringkatnya lebih"
        " tinggi tetapi tidak dipilih: {better}{rest}.",
        en="This choice departs from the ranking and gives no reason; of a higher place, but not"
        " chosen: {better}{rest}.",
    )
    next_step = Text(
        id='Tambahkan: --reason "ALASAN"   (peringkatnya: smartflow quick-wins rank {slug})',
        en='Add: --reason "WHY"   (the ranking: smartflow quick-wins rank {slug})',
    )


def select(
    workspace: Workspace, city: str, worksheet: str, rows: Sequence[str], *, reason: str = ""
) -> Entry:
    """Record which rows are chosen; a later choice replaces an earlier one.

    Args:
        workspace: Where.
        city: The city's slug, name or code.
        worksheet: The worksheet's key or title.
        rows: Ids of the chosen rows, ``filler/worksheet/n`` or short ``filler/n``.
        reason: Why, where the choice departs from the ranking.

    Raises:
        UnknownWorksheet: there is no such worksheet.
        UnknownRow: a row does not exist.
        NothingSelected: no row was named, or the choice is what it was.
        AgainstRanking: a row ranks above a chosen one, is left out, and no reason says why.
    """

    def plan(case: Case) -> Draft:
        registry = registry_of(case)
        sheet = find_worksheet(registry, case.state.city, worksheet)
        worksheets = registry.worksheets_for(case.state.city)
        known = [row.id for row in row_source(case.state, worksheets, case.read_blobs)(sheet.key)]
        chosen = [_row(known, word, sheet.key, case.state.city.slug) for word in rows]
        unique = list(dict.fromkeys(chosen))
        _require_choice(case, sheet.key, unique)
        if not reason.strip():
            _require_ranking(workspace, case, sheet.key, unique)
        act = Select(worksheet=sheet.key, rows=tuple(unique))
        return Draft.of(act, reason=reason.strip())

    return perform(workspace, city, plan)


def _row(known: Sequence[str], word: str, worksheet: str, slug: str) -> str:
    """Return the id that ``word`` names, whole or without the worksheet's key in the middle."""
    filler, slash, number = word.strip().rpartition("/")
    wanted = {word.strip().casefold(), f"{filler}/{worksheet}{slash}{number}".casefold()}
    for row in known:
        if row.casefold() in wanted:
            return row
    guess = did_you_mean(word, known, most=1)
    raise UnknownRow(
        Text(
            id=f"Tidak ada baris '{word}' dalam kertas kerja {worksheet}.{guess.id}",
            en=f"The worksheet {worksheet} has no row '{word}'.{guess.en}",
        ),
        Text(
            id=f"Lihat nomor barisnya: smartflow quick-wins rank {slug}",
            en=f"See the ids of its rows: smartflow quick-wins rank {slug}",
        ),
    )


def _require_choice(case: Case, worksheet: str, rows: Sequence[str]) -> None:
    slug = case.state.city.slug
    if not rows:
        raise NothingSelected(slug=slug)
    before = [s for s in case.state.selections if s.worksheet == worksheet]
    if before and list(before[-1].rows) == list(rows) and before[-1].stage == case.state.stage:
        raise SameSelection(slug=slug)


def _require_ranking(workspace: Workspace, case: Case, worksheet: str, rows: Sequence[str]) -> None:
    """Refuse a choice that passes over a row of a better place; without a ranking any is good."""
    with watched(workspace):
        passed = passed_over(rank_case(case, worksheet), rows)
    if not passed:
        return
    slug = case.state.city.slug
    better = ", ".join(f"{one.row.id} ({one.place})" for one in passed[:_NAMED])
    more = len(passed) - _NAMED
    rest_id, rest_en = (f", dan {more} lagi", f", and {more} more") if more > 0 else ("", "")
    raise AgainstRanking(better=better, rest=Text(id=rest_id, en=rest_en), slug=slug)
