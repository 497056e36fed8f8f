"""What an import says once of all its cities, and not once for each row.

A word of the command that cannot be (``--intake 24``) would be the same fault in 508 rows; a year
that nobody gave, or that does not reach cities which are registered already, concerns them all
alike and cannot be mended afterwards, so it is said before. Must not import the store or a plugin.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from smartflow.errors import BadInput
from smartflow.journey.register.city_add import EARLIEST_INTAKE
from smartflow.language import Text

if TYPE_CHECKING:
    from smartflow.model import City
    from smartflow.offices.portfolio.importing.city_row import Defaults

__all__ = ["BadDefaults", "intake_fault", "intake_remarks", "kept_remarks", "require_defaults"]


class BadDefaults(BadInput):
    """What was said for every row of a list cannot be."""

    code = "bad-defaults"
    says = Text(
        id="--intake: {fault}. Tidak ada yang didaftarkan.",
        en="--intake: {fault}. Nothing was registered.",
    )
    next_step = Text(
        id="Tulis empat angka, misalnya --intake {latest}",
        en="Write four digits, such as --intake {latest}",
    )


def intake_fault(year: int, latest: int) -> Text | None:
    """Return what is wrong with an intake, or None.

    Args:
        year: The year of joining the programme.
        latest: The last year that anybody can have joined or be about to.
    """
    if EARLIEST_INTAKE <= year <= latest:
        return None
    return Text(
        id=f"tahun masuk {year} tidak mungkin: program dimulai {EARLIEST_INTAKE}, dan yang"
        f" didaftarkan sekarang paling lambat masuk {latest}",
        en=f"the intake {year} cannot be: the programme began in {EARLIEST_INTAKE}, and whoever is"
        f" registered now joins in {latest} at the latest",
    )


def require_defaults(defaults: Defaults, latest: int) -> None:
    """Refuse an intake that no row could have.

    Args:
        defaults: What was said for every row.
        latest: The last year that can be.

    Raises:
        BadDefaults: the year is too early or too late.
    """
    fault = intake_fault(defaults.intake, latest) if defaults.intake is not None else None
    if fault is not None:
        raise BadDefaults(fault=fault, latest=latest - 1)


def intake_remarks(new: Sequence[City]) -> tuple[Text, ...]:
    """Return that cities are about to be registered without an intake, if there are any.

    Args:
        new: The cities that are to be registered.
    """
    bare = [city for city in new if city.intake is None]
    if not bare:
        return ()
    return (
        Text(
            id=f"tahun masuk tidak disebut untuk {len(bare)} kabupaten/kota (misalnya"
            f" {bare[0].name}), dan tidak dapat diisi sesudah didaftarkan: pakai kolom tahun masuk"
            " atau --intake TAHUN.",
            en=f"no intake is given for {len(bare)} of the cities (such as {bare[0].name}), and it"
            " cannot be filled in once they are registered: use the column intake or"
            " --intake YEAR.",
        ),
    )


def kept_remarks(there: Sequence[City], defaults: Defaults) -> tuple[Text, ...]:
    """Return that the intake of the command does not reach cities that are registered already.

    Args:
        there: Those of the list, as they are registered, whose rows say nothing of an intake.
        defaults: What was said for every row.
    """
    others = [city for city in there if city.intake != defaults.intake]
    if defaults.intake is None or not others:
        return ()
    one, year = others[0], others[0].intake or "-"
    return (
        Text(
            id=f"{len(others)} kabupaten/kota sudah terdaftar dengan tahun masuk lain (misalnya"
            f" {one.name}: {year}); --intake {defaults.intake} tidak mengubahnya.",
            en=f"{len(others)} of the cities are registered already with another intake (such as"
            f" {one.name}: {year}); --intake {defaults.intake} does not change it.",
        ),
    )
