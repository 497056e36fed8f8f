"""A city of another office: it can be looked at here, and only that office writes to it.

Such a city came as a bundle (:mod:`smartflow.offices.bundle.importing`). Whoever acts on it here
would make a second history that nobody can join with the first one, so every act is refused, and
what can be done instead is said. Must not read the store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.clock import day_in
from smartflow.errors import BadInput
from smartflow.history.entries.chain import BrokenChain, Fault
from smartflow.language import Text

if TYPE_CHECKING:
    from datetime import date

    from smartflow.history.entries.chain import Head
    from smartflow.ledger.register import ImportedCity

__all__ = [
    "ForeignCity",
    "as_of",
    "copied_on",
    "copy_facts",
    "foreign",
    "require_as_imported",
    "require_own",
]


class ForeignCity(BadInput):
    """The city is another office's; nothing can be recorded of it here."""

    code = "foreign-city"
    says = Text(
        id="{city} dicatat oleh kantor lain ({office}); di sini hanya ada salinannya sampai entri"
        " {size}. Hanya kantor itu yang dapat melakukannya.",
        en="{city} is recorded by another office ({office}); what is here is a copy up to entry"
        " {size}. Only that office can do this.",
    )
    next_step = Text(
        id="Di sini bisa: smartflow status {slug}, check, history, dan menulis pernyataan untuk"
        " ditandatangani: smartflow sign-off {slug} --role PERAN --as NAMA --statement BERKAS."
        " Kirim berkas dan tanda tangannya ke kantor itu. Keadaan terbaru: minta bundel baru, lalu"
        " smartflow bundle import BERKAS",
        en="What can be done here: smartflow status {slug}, check, history, and a statement to be"
        " signed: smartflow sign-off {slug} --role ROLE --as NAME --statement FILE. Mail the file"
        " and its signature to that office. For what is newest ask for a new bundle: smartflow"
        " bundle import FILE",
    )


def require_own(imported: ImportedCity | None) -> None:
    """Refuse to record anything of a city that another office writes.

    Raises:
        ForeignCity: it came as a bundle.
    """
    if imported is not None:
        raise foreign(imported)


def require_as_imported(imported: ImportedCity, head: Head) -> None:
    """Refuse a copy that is not what was verified when it came: nobody writes to it here.

    Args:
        imported: What this store has recorded of it.
        head: Where it ends now.

    Raises:
        BrokenChain: it ends elsewhere.
    """
    if head.seq < imported.size:
        raise BrokenChain(Fault.TRUNCATED, imported.log, head.seq + 1)
    if (head.seq, head.leaf) != (imported.size, imported.leaf):
        raise BrokenChain(Fault.EDITED, imported.log, head.seq)


def foreign(city: ImportedCity) -> ForeignCity:
    """Return the refusal of an act on a city of another office."""
    slug = city.slug
    return ForeignCity(city=city.name, office=city.office, size=city.size, slug=slug)


def as_of(city: ImportedCity) -> Text:
    """Return whose copy it is and of which day, as a sentence for whoever looks at it."""
    return Text(
        id="{name}: salinan dari kantor lain ({office}), sampai entri {size} tanggal {day}.",
        en="{name}: a copy from another office ({office}), up to entry {size} of {day}.",
    ).fill({"name": city.name, "office": city.office, "size": city.size, "day": copied_on(city)})


def copy_facts(imported: ImportedCity | None) -> tuple[tuple[Text, Text], ...]:
    """Return the line by which a print tells that it is of a copy; nothing of one's own city."""
    if imported is None:
        return ()
    return ((Text(id="Dicetak dari salinan", en="Printed from a copy"), as_of(imported)),)


def copied_on(city: ImportedCity) -> date:
    """Return the day of the newest entry that is here, in the capital's zone."""
    from datetime import datetime

    return day_in("WIB", datetime.fromisoformat(city.at))
