"""``record``: a document exists: a decree, an MoU, a book, the regulation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.casework.casework import Case, Draft, perform
from smartflow.casework.lookups import folded, not_in_future, seal_file
from smartflow.casework.people import find_person
from smartflow.casework.pinned import pinned_workflow
from smartflow.errors import BadInput
from smartflow.history.acts import RecordDocument
from smartflow.language import Text, did_you_mean
from smartflow.report.image import BadImage, size_of

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace
    from smartflow.history.entries.entry import Entry
    from smartflow.workflow.definition import RecordKind, Workflow

__all__ = [
    "BadPicture",
    "BadRecord",
    "RecordedAlready",
    "UnknownRecordKind",
    "UntitledRecord",
    "record",
]


class UnknownRecordKind(BadInput):
    """The workflow has no such kind of document."""

    code = "unknown-record-kind"
    says = Text(
        id="Jenis dokumen '{words}' tidak ada dalam alur kerja {workflow}.{guess}",
        en="The workflow {workflow} has no kind of document '{words}'.{guess}",
    )
    next_step = Text(id="Jenisnya: {listing}.", en="Its kinds: {listing}.")


class BadRecord(BadInput):
    """The document has no title, is recorded just so already, or is no picture."""

    code = "bad-record"


class UntitledRecord(BadRecord):
    """The document has no title."""

    says = Text(id="Judul dokumen wajib diisi.", en="The document's title is required.")
    next_step = Text(id='Tambahkan: --title "JUDUL"', en='Add: --title "TITLE"')


class BadPicture(BadRecord):
    """The file is not a picture that can be printed."""

    says = Text(
        id="Berkas lambang tidak dapat dipakai: {fault}.",
        en="The file of the emblem cannot be used: {fault}.",
    )
    next_step = Text(
        id="Simpan lambangnya sebagai PNG atau JPEG, lalu catat berkas itu.",
        en="Save the emblem as PNG or JPEG, then record that file.",
    )


class RecordedAlready(BadRecord):
    """The same document is recorded just so."""

    says = Text(
        id="{kind} itu sudah dicatat pada entri nomor {entry}.",
        en="That {kind} is recorded already, in entry {entry}.",
    )
    next_step = Text(id="Lihat: smartflow history {slug}", en="See: smartflow history {slug}")


def record(  # noqa: PLR0913  the options of the command
    workspace: Workspace,
    city: str,
    kind: str,
    *,
    number: str,
    day: date,
    title: str,
    signed_by: Sequence[str] = (),
    file: Path | None = None,
) -> Entry:
    """Record a document. It belongs to the stage in which it is recorded.

    Args:
        workspace: Where.
        city: The city's slug, name or code.
        kind: A record kind of the workflow, by key or title.
        number: The official number; ``""`` where such a document has none.
        day: The date on the document.
        title: Its title.
        signed_by: Names of the registered people who signed.
        file: The document itself; kept in the store.

    Raises:
        UnknownRecordKind: the workflow has no such kind.
        BadRecord: there is no title, the same is recorded already, or the emblem of the books is
            no picture.
        FutureDay: the date is still to come.
        UnknownPerson: a signatory is not registered.
    """
    blob = seal_file(file) if file is not None else None

    def plan(case: Case) -> Draft:
        workflow = pinned_workflow(case)
        chosen = _kind(workflow, kind)
        not_in_future(day, case.today, Text(id="Dokumen tanggal", en="The document of"))
        act = RecordDocument(
            kind=chosen.key,
            number=" ".join(number.split()),
            day=day,
            title=" ".join(title.split()),
            signed_by=tuple(find_person(case.state, name).name for name in signed_by),
            file=blob.digest if blob else "",
        )
        _require_new(case, chosen, act)
        if chosen.key == workflow.emblem:
            _require_picture(blob.content if blob is not None else b"")
        return Draft.of(act, blobs=(blob,) if blob else ())

    return perform(workspace, city, plan)


def _kind(workflow: Workflow, words: str) -> RecordKind:
    wanted = folded(words).replace("-", "_")
    for kind in workflow.records:
        titles = (folded(kind.title.id), folded(kind.title.en))
        if wanted == kind.key.casefold() or folded(words) in titles:
            return kind
    guess = did_you_mean(words, (kind.key for kind in workflow.records), most=1)
    listing_id = ", ".join(f"{kind.key} ({kind.title.id})" for kind in workflow.records)
    listing_en = ", ".join(f"{kind.key} ({kind.title.en})" for kind in workflow.records)
    raise UnknownRecordKind(
        words=words, workflow=workflow.key, guess=guess, listing=Text(id=listing_id, en=listing_en)
    )


def _require_picture(content: bytes) -> None:
    """Refuse as a coat of arms what no book could print."""
    try:
        size_of(content)
    except BadImage as fault:
        raise BadPicture(fault=fault.text) from fault


def _require_new(case: Case, kind: RecordKind, act: RecordDocument) -> None:
    if not act.title:
        raise BadRecord(
            Text(id="Judul dokumen wajib diisi.", en="The document's title is required."),
            Text(id='Tambahkan: --title "JUDUL"', en='Add: --title "TITLE"'),
        )
    for known in case.state.records:
        same = RecordDocument(
            kind=known.kind,
            number=known.number,
            day=known.date,
            title=known.title,
            signed_by=known.signed_by,
            file=known.file,
        )
        if same == act and known.stage == case.state.stage:
            raise BadRecord(
                Text(
                    id=f"{kind.title.id} itu sudah dicatat pada entri nomor {known.entry}.",
                    en=f"That {kind.title.en} is recorded already, in entry {known.entry}.",
                ),
                Text(
                    id=f"Lihat: smartflow history {case.state.city.slug}",
                    en=f"See: smartflow history {case.state.city.slug}",
                ),
            )
