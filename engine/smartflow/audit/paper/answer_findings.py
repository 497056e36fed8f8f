"""What an auditor should not overlook about signatures, minutes and presentations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from smartflow.audit.paper.material import late_days
from smartflow.audit.paper.people import registration_of
from smartflow.audit.paper.remark import Remarkable, remark
from smartflow.audit.paper.stages.answers import binding, counted_in
from smartflow.history.acts import Act, Present, SignOffAnswer, StepAnswer, readable_act
from smartflow.language import Text

if TYPE_CHECKING:
    from datetime import date

    from smartflow.audit.paper.material import Material
    from smartflow.history.entries.entry import Entry

__all__ = ["accounts", "bases", "declined", "late"]


def declined(material: Material) -> Iterator[Remarkable]:
    """Yield who declined, and what did not count because the content changed."""
    yield from remark(
        "declined",
        (e.seq for e, act in material.done(StepAnswer) if act.choice != "approve"),
        "{n} jawaban menolak atau meminta perubahan.",
        "Answers that declined or asked for changes: {n}.",
    )
    voided = [
        entry.seq
        for stay in material.stays
        for entry, act in stay.done(StepAnswer)
        if binding(material, stay, entry, act) == "outdated"
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
            entry.seq
            for entry in material.acts("sign_off", "decide", "present")
            if (day := _content_day(readable_act(entry))) and day > entry.occurred
        ),
        "{n} tanda tangan, rapat atau paparan bertanggal sebelum isinya tercatat: pastikan isinya"
        " memang yang ditandatangani.",
        "Signatures, meetings and presentations dated before their content was recorded: {n}. Make"
        " sure that it is what was signed.",
    )


def _content_day(act: Act) -> date | None:
    """Return of which day the content is that was shown or answered for, where it is said."""
    if isinstance(act, StepAnswer):
        return act.subject_day
    return act.content_date if isinstance(act, Present) else None


def accounts(material: Material) -> Iterator[Remarkable]:
    """Yield where one account recorded the sign-offs of several people."""
    for stay in material.stays:
        by_account: dict[str, list[tuple[Entry, SignOffAnswer]]] = {}
        for entry, act in stay.done(SignOffAnswer):
            by_account.setdefault(entry.actor.known_by.account, []).append((entry, act))
        for account, answers in sorted(by_account.items(), key=lambda item: item[0]):
            names = {act.person for _, act in answers}
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
                    tuple(entry.seq for entry, _ in answers),
                )


def bases(material: Material) -> Iterator[Remarkable]:
    """Yield sign-offs without a paper, and acting officials without a decree."""
    bare = [
        entry.seq
        for stay in material.stays
        for entry, act in stay.done(StepAnswer)
        if entry.seq in counted_in(material, stay)
        and not (act.file or (isinstance(act, SignOffAnswer) and act.signature))
    ]
    without_decree: list[int] = []
    for entry, act in material.done(SignOffAnswer):
        registration = registration_of(material.entries, act.person, entry.seq)
        person = registration[1] if registration else None
        if person and person.status in ("plt", "plh", "pj") and not person.decree:
            without_decree.append(entry.seq)
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
