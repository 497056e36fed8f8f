"""Finding what an act names: a role, a worksheet, a day, a file.

Each refusal says what there is and what to run next. Shared by the acts of this floor; must not
write anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from smartflow.errors import BadInput, SmartflowError
from smartflow.history.entries.blob import Blob, fresh_salt, seal, seal_salted
from smartflow.language import Text, did_you_mean
from smartflow.model import City, Worksheet
from smartflow.plugin.registry import Registry
from smartflow.workflow.definition import Role, Workflow

__all__ = [
    "EmptyReason",
    "FileTooLarge",
    "FutureDay",
    "UnknownRoleHere",
    "UnknownWorksheet",
    "find_role",
    "find_worksheet",
    "knowing_city",
    "need_reason",
    "not_in_future",
    "one_of",
    "seal_file",
    "worksheet_named",
]

LARGEST_FILE = 50_000_000
"""Bytes of the largest file that is kept in the store."""


class UnknownRoleHere(BadInput):
    """The city's workflow has no such role."""

    code = "unknown-role"
    says = Text(
        id="Peran '{words}' tidak ada dalam alur kerja {workflow}.{guess}",
        en="The workflow {workflow} has no role '{words}'.{guess}",
    )
    next_step = Text(id="Perannya: {listing}.", en="Its roles: {listing}.")


class UnknownWorksheet(BadInput):
    """No plugin registers such a worksheet."""

    code = "unknown-worksheet"
    says = Text(
        id="Kertas kerja '{words}' tidak dikenal.{guess}",
        en="There is no worksheet '{words}'.{guess}",
    )
    next_step = Text(
        id="Lihat daftarnya: smartflow worksheet list{city}",
        en="See the list: smartflow worksheet list{city}",
    )


class FutureDay(BadInput):
    """Something is said to have happened on a day that is still to come."""

    code = "future-day"
    says = Text(
        id="{what} {day} belum terjadi: hari ini {today}.",
        en="{what} {day} is still to come: today is {today}.",
    )
    next_step = Text(
        id="Periksa tanggalnya (hari dahulu: 5-7-2023 berarti 5 Juli 2023) dan jam komputer ini.",
        en="Check the date (day first: 5-7-2023 is 5 July 2023) and this computer's clock.",
    )


class EmptyReason(BadInput):
    """An act that needs a reason has none."""

    code = "empty-reason"
    says = Text(id="{subject} memerlukan alasan.", en="{subject} needs a reason.")
    next_step = Text(id='Tambahkan: --reason "ALASAN"', en='Add: --reason "WHY"')


class FileTooLarge(BadInput):
    """A file is larger than the store keeps."""

    code = "file-too-large"
    says = Text(
        id="Berkas {path} kosong atau lebih dari 50 MB ({size} byte).",
        en="The file {path} is empty or above 50 MB ({size} bytes).",
    )
    next_step = Text(
        id="Kirim berkas yang benar, atau pindai ulang dengan resolusi lebih rendah.",
        en="Give the right file, or scan it again at a lower resolution.",
    )


def folded(words: str) -> str:
    """Return ``words`` in the form in which names are compared: one blank, no case."""
    return " ".join(words.split()).casefold()


@contextmanager
def knowing_city(slug: str) -> Iterator[None]:
    """Name the city in the command of a refusal by a floor that does not know it."""
    try:
        yield
    except SmartflowError as error:
        if error.command is not None:
            error.command = error.command.fill({"city": slug})
        raise


def find_role(workflow: Workflow, words: str) -> Role:
    """Return the role that ``words`` name: its key or its title, in any case.

    Raises:
        UnknownRoleHere: the workflow has no such role.
    """
    wanted = folded(words)
    for role in workflow.roles:
        if wanted in (role.key.casefold(), folded(role.title.id), folded(role.title.en)):
            return role
    guess = did_you_mean(words, (role.key for role in workflow.roles), most=1)
    listing_id = ", ".join(f"{role.key} ({role.title.id})" for role in workflow.roles)
    listing_en = ", ".join(f"{role.key} ({role.title.en})" for role in workflow.roles)
    raise UnknownRoleHere(
        words=words, workflow=workflow.key, guess=guess, listing=Text(id=listing_id, en=listing_en)
    )


def find_worksheet(registry: Registry, city: City, words: str) -> Worksheet:
    """Return the worksheet that ``words`` name: its key or its title, in any case.

    Raises:
        UnknownWorksheet: no plugin registers one of that name.
    """
    return worksheet_named(registry.worksheets_for(city), words, f" {city.slug}")


def worksheet_named(worksheets: Mapping[str, Worksheet], words: str, city: str = "") -> Worksheet:
    """Return the one of ``worksheets`` that ``words`` name: its key or its title, in any case.

    Args:
        worksheets: The worksheets by key.
        words: What somebody typed.
        city: A blank and the city's name, when they are those of a city.

    Raises:
        UnknownWorksheet: there is none of that name.
    """
    wanted = folded(words)
    for worksheet in worksheets.values():
        names = (worksheet.key, worksheet.title.id, worksheet.title.en)
        if wanted in {folded(name) for name in names}:
            return worksheet
    guess = did_you_mean(words, worksheets, most=1)
    raise UnknownWorksheet(
        Text(
            id=f"Kertas kerja '{words}' tidak dikenal.{guess.id}",
            en=f"There is no worksheet '{words}'.{guess.en}",
        ),
        Text(
            id=f"Lihat daftarnya: smartflow worksheet list{city}",
            en=f"See the list: smartflow worksheet list{city}",
        ),
    )


def not_in_future(day: date, today: date, what: Text) -> None:
    """Refuse a day after ``today``.

    Args:
        day: The day that was named.
        today: Today, in the city's zone.
        what: What the day is, such as the day of the meeting.

    Raises:
        FutureDay: it is still to come.
    """
    if day > today:
        raise FutureDay(what=what, day=day, today=today)


def need_reason(reason: str, what: Text) -> str:
    """Return the stripped reason.

    Raises:
        EmptyReason: there is none; ``what`` says which act needs it.
    """
    words = reason.strip()
    if not words:
        raise EmptyReason(subject=what)
    return words


def seal_file(path: Path, *, salted: bool = False) -> Blob:
    """Return the content of a file as a blob.

    Args:
        path: The file.
        salted: Whether it holds personal data.

    Raises:
        FileTooLarge: it is empty, or larger than 50 MB.
        OSError: it cannot be read.
    """
    size = path.stat().st_size
    if not 0 < size <= LARGEST_FILE:
        raise FileTooLarge(path=path.name, size=size)
    content = path.read_bytes()
    return seal_salted(content, fresh_salt()) if salted else seal(content)


def one_of(words: str, known: Sequence[str], what: Text) -> str:
    """Return the known word that ``words`` name, in any case.

    Raises:
        BadInput: there is none; ``what`` names the kind of word.
    """
    wanted = folded(words)
    for word in known:
        if wanted == word.casefold():
            return word
    listing = ", ".join(known)
    raise BadInput(
        Text(id=f"{what.id} '{words}' tidak dikenal.", en=f"{what.en} '{words}' is not known."),
        Text(id=f"Pilih salah satu: {listing}.", en=f"Choose one of: {listing}."),
    )
