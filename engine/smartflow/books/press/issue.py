"""``issue``: a report becomes official; its file is known by its digest from then on.

The file is made, kept in the store and named by an entry, together with the dossier from which it
was made. Whoever holds the file later learns from ``audit verify --file`` which entry issued it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from smartflow.books.press.compose import Composed, compose, desk_of
from smartflow.books.press.export import Written, write_report
from smartflow.books.press.pages import Issuer
from smartflow.casework.casework import Case, Draft, perform, post_of
from smartflow.casework.people import signatory
from smartflow.errors import BadInput, GateNotMet
from smartflow.history.acts import Issue
from smartflow.history.entries.blob import seal
from smartflow.history.entries.entry import Entry
from smartflow.journey.gate.check import require_sound_plugins
from smartflow.journey.waivers.waivers import require_in_post
from smartflow.language import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from smartflow.casework.printing.reports import Report
    from smartflow.casework.workspace import Workspace
    from smartflow.language import Language

__all__ = ["IssuedReport", "OnlyAForm", "StillDraft", "issue"]


class OnlyAForm(BadInput):
    """The report is a form to be filled in by hand, so there is nothing to make official."""

    code = "only-a-form"
    says = Text(
        id="{report} dicetak untuk diisi dengan tangan, jadi tidak diterbitkan.",
        en="{report} is printed to be filled in by hand; it is not issued.",
    )
    next_step = Text(
        id="Cetak saja: smartflow export {slug} {name} -o {name}.pdf",
        en="Print it: smartflow export {slug} {name} -o {name}.pdf",
    )


_NAMED = 3
"""So many of the missing things are named in a refusal."""


class StillDraft(GateNotMet):
    """The report lacks something, so nobody may make it official."""

    code = "still-draft"
    says = Text(
        id="{report} masih draf: {first}{rest}",
        en="{report} is still a draft: {first}{rest}",
    )
    next_step = Text(
        id="Lihat daftarnya dalam drafnya: smartflow export {slug} {name} -o {name}.html",
        en="See the whole list in the draft: smartflow export {slug} {name} -o {name}.html",
    )


class IssuedReport(msgspec.Struct, frozen=True):
    """What became official.

    Attributes:
        entry: The entry.
        written: The file.
    """

    entry: Entry
    written: Written


def issue(  # noqa: PLR0913  what export takes, and where the file goes
    workspace: Workspace,
    city: str,
    report: str,
    key: str,
    language: Language,
    save: Callable[[bytes], None],
) -> IssuedReport:
    """Make a report official.

    Args:
        workspace: Where.
        city: The city's slug, name or code.
        report: The report's name or title.
        key: The format's key.
        language: The language in which it is printed.
        save: Takes the file's bytes, before the entry is written: no entry names a file that nobody
            has. When somebody else acts meanwhile it is called again, and the last bytes count.

    Raises:
        NobodySigns: nobody was named.
        UnknownPerson: nobody of that name is registered.
        NotInPost: the person is not in post today.
        OnlyAForm: the report is a form to be filled in by hand.
        StillDraft: something is missing.
        CannotSaveReport: the file cannot be written; nothing is recorded.
        SmartflowError: see :func:`~smartflow.books.press.export.export`.
    """
    require_sound_plugins(workspace.registry)
    made: list[Written] = []

    def plan(case: Case) -> Draft:
        desk = desk_of(case)
        chosen = desk.report(report)
        issuer = _issuer(case, chosen)
        composed = compose(desk, chosen, issuer)
        _require_whole(composed, case)
        written = write_report(desk, composed, key, language)
        save(written.content)
        made[:] = [written]
        file, dossier = seal(written.content), seal(desk.manifest)
        return Draft.of(
            Issue(
                report=composed.report.name,
                title=composed.report.title.in_(language),
                format=key,
                language=language,
                file=file.digest,
                dossier=dossier.digest,
                template=written.template,
            ),
            blobs=(file, dossier),
        )

    entry = perform(workspace, city, plan)
    return IssuedReport(entry, made[0])


def _issuer(case: Case, report: Report) -> Issuer:
    """Return who issues the report, as its cover says.

    Raises:
        NobodySigns: nobody was named.
        UnknownPerson: nobody of that name is registered.
        NotInPost: the person is not in post today.
        OnlyAForm: the report is a form to be filled in by hand.
    """
    slug, name = case.state.city.slug, report.name
    if report.book.form:
        raise OnlyAForm(report=report.title, slug=slug, name=name)
    person = signatory(case.state, case.workspace.actor_name, _IN_WHOSE_NAME)
    require_in_post(person, case)
    return Issuer(person.name, post_of(person), case.head.seq + 1)


_IN_WHOSE_NAME = Text(
    id="Yang menerbitkan harus orang yang terdaftar: namanya tercetak di sampul.",
    en="Whoever issues must be a registered person: the name stands on the cover.",
)


def _require_whole(composed: Composed, case: Case) -> None:
    if not composed.gaps:
        return
    first, more = composed.gaps[:_NAMED], len(composed.gaps) - _NAMED
    rest = (
        Text(id=f" ... dan {more} lagi.", en=f" ... and {more} more.")
        if more > 0
        else Text.same("")
    )
    slug, name = case.state.city.slug, composed.report.name
    raise StillDraft(
        report=composed.report.title,
        first=Text.join((gap.what for gap in first), " "),
        rest=rest,
        slug=slug,
        name=name,
    )
