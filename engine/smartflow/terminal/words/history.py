"""What each act of the history reads like, as one sentence in both languages.

One function per act. An act that this version does not know is shown by its name, so that a newer
engine's history still reads. Needs no plugin: titles come from the city's pinned workflow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from msgspec import UNSET

from smartflow.history.acts import (
    ACT_TYPES,
    Act,
    Advance,
    AgencyAdd,
    AgencyEnd,
    Attend,
    CityAdd,
    Consolidate,
    Decide,
    Erase,
    Filing,
    GivenWaiver,
    Issue,
    NothingToReport,
    PersonAdd,
    PersonEnd,
    Present,
    RecordDocument,
    Select,
    SendBack,
    SettingChange,
    SignOffAnswer,
    Submit,
    WaiveApprove,
    WaiveRequest,
    WaiveWithdraw,
    WorkflowMigrate,
    WorksheetConfirm,
    WorksheetEntry,
    acts_of,
    readable_act,
)
from smartflow.language import Text
from smartflow.terminal.cells import counted, day_text
from smartflow.terminal.words.store_log import STORE_SENTENCES

if TYPE_CHECKING:
    from datetime import date

    from smartflow.history.entries.entry import Entry

__all__ = [
    "ANSWERS",
    "DECIDED",
    "answer_words",
    "decided_words",
    "earlier_posts",
    "sentence",
    "waived_subject",
]

Titles = Mapping[str, Text]
"""Keys of stages, roles, record kinds and, where known, worksheets and dimensions to titles."""

ANSWERS: dict[str, Text] = {
    "approve": Text(id="menyetujui", en="approved"),
    "decline": Text(id="menolak", en="declined"),
    "request_changes": Text(id="meminta perubahan", en="asked for changes"),
}


def sentence(entry: Entry, titles: Titles, earlier: str = "") -> Text:
    """Return what ``entry`` says happened.

    Args:
        entry: The entry.
        titles: What the keys in its body are called; a key without a title stands for itself.
        earlier: For ``person_add``: the post in which the person was registered before.
    """
    act = readable_act(entry)
    if isinstance(act, PersonAdd):
        return _person_add(act, titles, earlier)
    if type(act) in STORE_SENTENCES:  # no workflow gives its words titles
        return STORE_SENTENCES[type(act)](act)
    if type(act) in _SENTENCES:
        return _SENTENCES[type(act)](act, titles)
    if entry.act in ACT_TYPES:
        return Text(
            id=f"Tindakan '{entry.act}' (isinya tidak dikenal).",
            en=f"The act '{entry.act}' (its content is not known).",
        )
    return Text(id=f"Tindakan '{entry.act}'.", en=f"The act '{entry.act}'.")


def earlier_posts(entries: Iterable[Entry]) -> dict[int, str]:
    """Return, by number of entry, in which post somebody stood who is registered anew."""
    posts: dict[str, str] = {}
    earlier: dict[int, str] = {}
    for entry, act in acts_of(entries, PersonAdd):
        name = act.person.name
        if name in posts:
            earlier[entry.seq] = posts[name]
        posts[name] = act.person.post
    return earlier


def _title(titles: Titles, key: object) -> Text:
    return titles.get(str(key), Text.same(str(key)))


def answer_words(answer: str) -> Text:
    """Return what somebody did who gave an answer; one that is not known stands for itself."""
    return ANSWERS.get(answer, Text.same(answer))


def _city_add(act: CityAdd, titles: Titles) -> Text:
    stage = _title(titles, act.stage)
    name, flow = act.city.name, act.workflow
    return Text(
        id=f"{name} didaftarkan dengan alur kerja {flow.key} versi {flow.version};"
        f" tahap pertama: {stage.id}.",
        en=f"{name} was registered with the workflow {flow.key} version {flow.version};"
        f" first stage: {stage.en}.",
    )


def _agency_add(act: AgencyAdd, titles: Titles) -> Text:
    del titles
    agency = act.agency
    return Text(
        id=f"{agency.code} ({agency.name}) didaftarkan.",
        en=f"{agency.code} ({agency.name}) was registered.",
    )


def _agency_end(act: AgencyEnd, titles: Titles) -> Text:
    del titles
    heir, day = act.successor, day_text(act.ended)
    return Text(
        id=f"{act.code} berakhir pada {day.id}" + (f"; diteruskan oleh {heir}." if heir else "."),
        en=f"{act.code} ends on {day.en}" + (f"; {heir} takes over." if heir else "."),
    )


def _person_add(act: PersonAdd, titles: Titles, before: str) -> Text:
    from smartflow.casework.casework import written_post

    person = act.person
    roles = [_title(titles, role) for role in person.roles]
    was = before if before != person.post else ""
    was_id, was_en = (f", sebelumnya {was}", f", before: {was}") if was else ("", "")
    told_id, told_en = ("diperbarui", "updated") if before else ("didaftarkan", "registered")
    key = _key(person.ssh_key)
    post = written_post(person.post, person.status)
    return Text(
        id=f"{person.name} ({post}{was_id}) {told_id} sebagai"
        f" {', '.join(role.id for role in roles)}{key.id}.",
        en=f"{person.name} ({post}{was_en}) was {told_en} as"
        f" {', '.join(role.en for role in roles)}{key.en}.",
    )


def _key(line: str) -> Text:
    """Return by which SSH key somebody signs; nothing where none is registered."""
    if not line:
        return Text.same("")
    from smartflow.history.ssh.key import ssh_fingerprint

    name = ssh_fingerprint(line)
    return Text(id=f"; kunci SSH {name or '?'}", en=f"; SSH key {name or '?'}")


def _person_end(act: PersonEnd, titles: Titles) -> Text:
    del titles
    day = day_text(act.until)
    return Text(
        id=f"Masa jabatan {act.name} berakhir {day.id}.",
        en=f"{act.name} is in post until {day.en}.",
    )


def _sheets(act: Filing, titles: Titles) -> Text:
    parts = [(_title(titles, part.worksheet), part.row_count) for part in act.worksheets]
    return Text(
        id=", ".join(f"{title.id} ({count} baris)" for title, count in parts),
        en=", ".join(f"{title.en} ({counted(count, 'row')})" for title, count in parts),
    )


def _submit(act: Submit, titles: Titles) -> Text:
    sheets, filler = _sheets(act, titles), _title(titles, act.filler)
    return Text(
        id=f"{filler.id} mengirim {sheets.id} dari berkas {act.file_name}.",
        en=f"{filler.en} submitted {sheets.en} in the file {act.file_name}.",
    )


def _worksheet_entry(act: WorksheetEntry, titles: Titles) -> Text:
    sheets, filler = _sheets(act, titles), _title(titles, act.filler)
    return Text(
        id=f"{sheets.id} dientri atas nama {filler.id}; menunggu konfirmasi.",
        en=f"{sheets.en} was entered on behalf of {filler.en}; to be confirmed.",
    )


def _consolidate(act: Consolidate, titles: Titles) -> Text:
    filler = _title(titles, act.filler)
    said = [
        (
            _title(titles, part.worksheet),
            decided_words(part.decided)
            if part.decided
            else Text(id=f"{part.row_count} baris", en=counted(part.row_count, "row")),
        )
        for part in act.worksheets
    ]
    return Text(
        id=f"Konsolidasi {filler.id}: "
        + ", ".join(f"{title.id} ({words.id})" for title, words in said)
        + ".",
        en=f"{filler.en} was consolidated: "
        + ", ".join(f"{title.en} ({words.en})" for title, words in said)
        + ".",
    )


DECIDED = {
    "used": Text(id="dipakai", en="used"),
    "merged": Text(id="digabung", en="merged"),
    "not_used": Text(id="tidak dipakai", en="not used"),
    "open": Text(id="belum diputuskan", en="undecided"),
}


def decided_words(counts: Mapping[str, int]) -> Text:
    """Return how many rows were used, merged and not used; what did not happen is left out.

    Args:
        counts: ``used``, ``merged``, ``not_used`` and ``open`` to numbers of rows.
    """
    said = [(counts[key], words) for key, words in DECIDED.items() if counts.get(key)]
    return Text(
        id=", ".join(f"{count} {words.id}" for count, words in said),
        en=", ".join(f"{count} {words.en}" for count, words in said),
    )


def _worksheet_confirm(act: WorksheetConfirm, titles: Titles) -> Text:
    sheet, filler = _title(titles, act.worksheet), _title(titles, act.filler)
    return Text(
        id=f"Isi {sheet.id} atas nama {filler.id} dikonfirmasi.",
        en=f"{sheet.en}, entered on behalf of {filler.en}, was confirmed.",
    )


def _nil(act: NothingToReport, titles: Titles) -> Text:
    sheet = _title(titles, act.worksheet)
    return Text(
        id=f"{act.agency} menyatakan nihil untuk {sheet.id}.",
        en=f"{act.agency} has nothing to report for {sheet.en}.",
    )


def _attend(act: Attend, titles: Titles) -> Text:
    del titles
    present, people = len(act.agencies), act.people
    day = day_text(act.day)
    return Text(
        id=f"Daftar hadir '{act.session}' ({day.id}): {people} orang dari {present} instansi.",
        en=f"Attendance of '{act.session}' ({day.en}): {counted(people, 'person', 'people')}"
        f" of {counted(present, 'agency', 'agencies')}.",
    )


def _present(act: Present, titles: Titles) -> Text:
    dimension = _title(titles, act.dimension)
    sheets = [_title(titles, key) for key in act.worksheets]
    return Text(
        id=f"{dimension.id} memaparkan {', '.join(s.id for s in sheets)}; penyaji"
        f" {act.by}{_content(act.content_date).id}.",
        en=f"{dimension.en} presented {', '.join(s.en for s in sheets)}; by"
        f" {act.by}{_content(act.content_date).en}.",
    )


def _content(newest: date | None) -> Text:
    """Return of which day the content is that was shown or signed; old entries do not say."""
    if newest is None:
        return Text.same("")
    day = day_text(newest)
    return Text(id=f"; isinya per {day.id}", en=f"; its content as of {day.en}")


def _record(act: RecordDocument, titles: Titles) -> Text:
    kind, day, number = _title(titles, act.kind), day_text(act.day), act.number
    of_id, of_en = (f"nomor {number}, ", f"number {number}, ") if number else ("", "")
    return Text(
        id=f"{kind.id} dicatat: {of_id}{day.id}, '{act.title}'.",
        en=f"{kind.en} recorded: {of_en}{day.en}, '{act.title}'.",
    )


def _decide(act: Decide, titles: Titles) -> Text:
    who, answer = _title(titles, act.body), answer_words(act.outcome)
    present, members, number = act.present, act.members, act.number
    day = day_text(act.day)
    of_id, of_en = (f", berita acara {number}", f", minutes {number}") if number else ("", "")
    content = _content(act.subject_day)
    return Text(
        id=f"{who.id} {answer.id} dalam rapat {day.id}, hadir {present} dari {members}{of_id}"
        f"{content.id}.",
        en=f"{who.en} {answer.en} in the meeting of {day.en}, {present} of {members} present"
        f"{of_en}{content.en}.",
    )


def _setting(act: SettingChange, titles: Titles) -> Text:
    del titles
    words = _value(act.value)
    before = None if act.before is UNSET else _value(act.before)
    was_id = f" dari {before.id}" if before else ""
    was_en = f", before: {before.en}" if before else ""
    return Text(
        id=f"Pengaturan {act.plugin}.{act.key} diubah{was_id} menjadi {words.id}.",
        en=f"The setting {act.plugin}.{act.key} is now {words.en}{was_en}.",
    )


def _value(value: object) -> Text:
    """Return a setting's value as people write it; nothing chosen is a dash."""
    if isinstance(value, list):
        return Text.same(", ".join(map(str, value)) or "-")
    if isinstance(value, bool):
        return Text(id="ya" if value else "tidak", en="yes" if value else "no")
    return Text.same(str(value))


def _sign_off(act: SignOffAnswer, titles: Titles) -> Text:
    role, answer = _title(titles, act.role), answer_words(act.answer)
    to = _title(titles, act.to)
    signed = Text.same("")
    if act.signature:
        signed = Text(id="; dengan tanda tangan SSH", en="; with an SSH signature")
    return Text(
        id=f"{act.person} sebagai {role.id} {answer.id} langkah ke {to.id}"
        f"{_content(act.subject_day).id}{signed.id}.",
        en=f"{act.person} as {role.en} {answer.en}: the step to {to.en}"
        f"{_content(act.subject_day).en}{signed.en}.",
    )


def _select(act: Select, titles: Titles) -> Text:
    sheet = _title(titles, act.worksheet)
    rows = ", ".join(act.rows)
    return Text(
        id=f"Dipilih {len(act.rows)} baris {sheet.id}: {rows}.",
        en=f"Chosen from {sheet.en}: {counted(len(act.rows), 'row')}: {rows}.",
    )


def _issue(act: Issue, _titles: Titles) -> Text:
    return Text(
        id=f"{act.title} diterbitkan sebagai {act.format}; sidik {act.file}.",
        en=f"{act.title} was issued as {act.format}; digest {act.file}.",
    )


def _waive(act: WaiveRequest, titles: Titles) -> Text:
    what = _waived(act, titles)
    return Text(
        id=f"Pengecualian dari {what.id} diminta.",
        en=f"A waiver of {what.en} was asked for.",
    )


def _waive_approve(act: WaiveApprove, titles: Titles) -> Text:
    what = _waived(act, titles)
    return Text(
        id=f"Pengecualian dari {what.id} (entri {act.waiver}) disetujui.",
        en=f"The waiver of {what.en} (entry {act.waiver}) was approved.",
    )


def _waive_withdraw(act: WaiveWithdraw, titles: Titles) -> Text:
    what = _waived(act, titles)
    return Text(
        id=f"Pengecualian dari {what.id} (entri {act.waiver}) ditarik.",
        en=f"The waiver of {what.en} (entry {act.waiver}) was withdrawn.",
    )


def _waived(act: WaiveRequest | GivenWaiver, titles: Titles) -> Text:
    whom = waived_subject(act.agency, _title(titles, act.dimension), act.row)
    day = day_text(act.until) if act.until else Text.same("-")
    return Text(
        id=f"{act.rule} untuk {whom.id} sampai dengan {day.id}",
        en=f"{act.rule} for {whom.en} until {day.en}",
    )


def waived_subject(agency: str, dimension: Text, row: str) -> Text:
    """Return whom a waiver is for: ``DINKES, Smart Living``, or the whole city.

    Args:
        agency: The agency's code, or ``""``.
        dimension: The dimension's title; empty for none.
        row: The row's id, or ``""``.
    """
    if not (agency or dimension.id or row):
        return Text(id="semua yang ditemukannya", en="whatever it finds")
    row_id, row_en = (f"baris {row}", f"row {row}") if row else ("", "")
    return Text(
        id=", ".join(part for part in (agency, dimension.id, row_id) if part),
        en=", ".join(part for part in (agency, dimension.en, row_en) if part),
    )


def _advance(act: Advance, titles: Titles) -> Text:
    from_, to = _title(titles, act.from_), _title(titles, act.to)
    if act.moved:
        return Text(id=f"Maju dari {from_.id} ke {to.id}.", en=f"Moved from {from_.en} to {to.en}.")
    return Text(
        id=f"Belum boleh maju dari {from_.id} ke {to.id}: syarat tahap belum dipenuhi.",
        en=f"Not moved from {from_.en} to {to.en}: the gate was not met.",
    )


def _send_back(act: SendBack, titles: Titles) -> Text:
    from_, to = _title(titles, act.from_), _title(titles, act.to)
    return Text(
        id=f"Dikembalikan dari {from_.id} ke {to.id}.",
        en=f"Sent back from {from_.en} to {to.en}.",
    )


def _workflow_migrate(act: WorkflowMigrate, titles: Titles) -> Text:
    del titles
    was, now = act.from_, act.workflow
    pairs = ", ".join(f"{old} → {new}" for old, new in sorted(act.stages.items()))
    way = f"{was.key}@{was.version} → {now.key}@{now.version}."
    return Text(
        id=f"Alur kerja diganti: {way}" + (f" Tahap berganti nama: {pairs}." if pairs else ""),
        en=f"Moved to another workflow: {way}" + (f" Stages renamed: {pairs}." if pairs else ""),
    )


_ERASED: dict[str, Text] = {
    "rows": Text(id="Isi kertas kerja", en="The rows of the worksheet"),
    "file": Text(id="Berkas kiriman", en="The file of the submission"),
    "source": Text(id="Bukti asal", en="The source"),
    "list": Text(id="Daftar hadir", en="The attendance list"),
}


def _erase(act: Erase, titles: Titles) -> Text:
    what, seq = _ERASED.get(act.what, Text.same(act.what)), act.entry
    id_, en = what.id, what.en
    if act.worksheet:
        sheet = _title(titles, act.worksheet)
        id_, en = f"{id_} {sheet.id} dari {act.filler}", f"{en} {sheet.en} of {act.filler}"
    return Text(
        id=f"{id_} pada entri {seq} dihapus untuk selamanya.",
        en=f"{en} in entry {seq} erased for good.",
    )


_SENTENCES: Final[Mapping[type[Act], Callable[[Any, Titles], Text]]] = {
    CityAdd: _city_add,
    AgencyAdd: _agency_add,
    AgencyEnd: _agency_end,
    PersonEnd: _person_end,
    Submit: _submit,
    WorksheetEntry: _worksheet_entry,
    Consolidate: _consolidate,
    WorksheetConfirm: _worksheet_confirm,
    NothingToReport: _nil,
    Attend: _attend,
    Present: _present,
    RecordDocument: _record,
    Decide: _decide,
    SettingChange: _setting,
    SignOffAnswer: _sign_off,
    Select: _select,
    Issue: _issue,
    WaiveRequest: _waive,
    WaiveApprove: _waive_approve,
    WaiveWithdraw: _waive_withdraw,
    Erase: _erase,
    Advance: _advance,
    SendBack: _send_back,
    WorkflowMigrate: _workflow_migrate,
}
