"""What an auditor should not overlook about signatures, minutes and presentations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from smartflow.audit.paper.material import account_of, late_days
from smartflow.audit.paper.people import registration_of
from smartflow.audit.paper.remark import Remarkable, remark
from smartflow.audit.paper.stages.answers import binding, counted_in
from smartflow.language import Text

if TYPE_CHECKING:
    from smartflow.audit.paper.material import Material
    from smartflow.history.entries.entry import Entry

__all__ = ["accounts", "bases", "declined", "late"]


def declined(material: Material) -> Iterator[Remarkable]:
    """Yield who declined, and what did not count because the content changed."""
    yield from remark(
        "declined",
        (
            e.seq
            for e in material.acts("sign_off", "decide")
            if (e.body.get("answer") or e.body.get("outcome")) != "approve"
        ),
        "{n} jawaban menolak atau meminta perubahan.",
        "Answers that declined or asked for changes: {n}.",
    )
    voided = [
        entry.seq
        for stay in material.stays
        for entry in stay.acts("sign_off", "decide")
        if binding(material, stay, entry) == "outdated"
    ]
    yield from remark(
        "outdated",
        voided,
        "{n} persetujuan tidak dihitung karena isi berubah sesudah ditandatangani.",
        "Approvals that did not count, because the content changed after they were given: {n}.",
    )


def late(material: Material) -> Iterator[Remarkable]:
    """Yield what was recorded later than it happened, or is dated before its content."""
    acts = material.acts("sign_off", "decide", "present", "attend")
    found = [(late_days(entry), entry.seq) for entry in acts if late_days(entry) > 0]
    most = max(found, default=(0, 0))
    yield from remark(
        "late",
        (n for _, n in found),
        "{n} tindakan dicatat sesudah hari terjadinya; yang terlama {days} hari sesudahnya (entri"
        " {entry}).",
        "Acts recorded after the day on which they happened: {n}; the longest {days} days after"
        " (entry {entry}).",
        {"days": str(most[0]), "entry": str(most[1])},
    )
    yield from remark(
        "before_content",
        (
            e.seq
            for e in material.acts("sign_off", "decide", "present")
            if str(e.body.get("subject_day") or e.body.get("content_day") or "")
            > e.occurred.isoformat()
        ),
        "{n} tanda tangan, rapat atau paparan bertanggal sebelum isinya tercatat: pastikan isinya"
        " memang yang ditandatangani.",
        "Signatures, meetings and presentations dated before their content was recorded: {n}. Make"
        " sure that it is what was signed.",
    )


def accounts(material: Material) -> Iterator[Remarkable]:
    """Yield where one account recorded the sign-offs of several people."""
    for stay in material.stays:
        by_account: dict[str, list[Entry]] = {}
        for entry in stay.acts("sign_off"):
            by_account.setdefault(account_of(entry), []).append(entry)
        for account, entries in sorted(by_account.items()):
            names = {str(e.body.get("person")) for e in entries}
            if account and len(names) > 1:
                title = material.title(stay.stage)
                yield Remarkable(
                    "one_account",
                    Text(
                        id=f"Pada tahap {title.id}, persetujuan {len(names)} orang dicatat dari"
                        f" satu akun ({account}).",
                        en=f"In the stage {title.en}, the sign-offs of {len(names)} people were"
                        f" recorded from one account ({account}).",
                    ),
                    tuple(e.seq for e in entries),
                )


def bases(material: Material) -> Iterator[Remarkable]:
    """Yield sign-offs without a paper, and acting officials without a decree."""
    bare = [
        entry.seq
        for stay in material.stays
        for entry in stay.acts("sign_off", "decide")
        if entry.seq in counted_in(material, stay)
        and not (entry.body.get("file") or entry.body.get("signature"))
    ]
    without_decree: list[int] = []
    for entry in material.acts("sign_off"):
        found = registration_of(material.entries, str(entry.body.get("person")), entry.seq)
        person: Any = found.body.get("person") if found else None
        if isinstance(person, dict) and person.get("status") in ("plt", "plh", "pj"):
            without_decree += [] if person.get("decree") else [entry.seq]
    yield from remark(
        "no_sheet",
        bare,
        "{n} persetujuan yang dihitung tanpa lembar bertanda tangan dan tanpa tanda tangan SSH.",
        "Sign-offs that counted with neither a signed sheet nor an SSH signature: {n}.",
    )
    yield from remark(
        "no_decree",
        without_decree,
        "{n} penanda tangan berstatus Plt., Plh. atau Pj. tanpa nomor SK.",
        "Signatories that are acting or interim officials without a decree: {n}.",
    )
