"""What each act of the history reads like, as one sentence in both languages.

One function per act. An act that this version does not know is shown by its name, so that a newer
engine's history still reads. Needs no plugin: titles come from the city's pinned workflow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from smartflow.language import Text
from smartflow.terminal.cells import counted, day_text
from smartflow.terminal.words.store_log import STORE_SENTENCES

if TYPE_CHECKING:
    from smartflow.history.entries.entry import Entry

__all__ = [
    "ACTS",
    "ANSWERS",
    "DECIDED",
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
    tell = _SENTENCES.get(entry.act)
    if tell is None:
        return Text(id=f"Tindakan '{entry.act}'.", en=f"The act '{entry.act}'.")
    try:
        return tell({**entry.body, _EARLIER: earlier} if earlier else entry.body, titles)
    except (KeyError, TypeError, IndexError, ValueError):
        return Text(
            id=f"Tindakan '{entry.act}' (isinya tidak dikenal).",
            en=f"The act '{entry.act}' (its content is not known).",
        )


Body = dict[str, Any]
_EARLIER = "(earlier post)"
"""Stands in no stored body: it is told from the entries before."""


def earlier_posts(entries: Iterable[Entry]) -> dict[int, str]:
    """Return, by number of entry, in which post somebody stood who is registered anew."""
    posts: dict[str, str] = {}
    found: dict[int, str] = {}
    for entry in entries:
        person = entry.body.get("person")
        if entry.act == "person_add" and isinstance(person, dict):
            name = str(person.get("name"))
            if name in posts:
                found[entry.seq] = posts[name]
            posts[name] = str(person.get("post"))
    return found


def _title(titles: Titles, key: object) -> Text:
    return titles.get(str(key), Text.same(str(key)))


def _listing(words: object) -> str:
    return ", ".join(str(word) for word in words) if isinstance(words, list | tuple) else ""


def _city_add(body: Body, titles: Titles) -> Text:
    stage = _title(titles, body["stage"])
    name, flow = body["city"]["name"], body["workflow"]
    return Text(
        id=f"{name} didaftarkan dengan alur kerja {flow['key']} versi {flow['version']};"
        f" tahap pertama: {stage.id}.",
        en=f"{name} was registered with the workflow {flow['key']} version {flow['version']};"
        f" first stage: {stage.en}.",
    )


def _agency_add(body: Body, titles: Titles) -> Text:
    del titles
    agency = body["agency"]
    return Text(
        id=f"{agency['code']} ({agency['name']}) didaftarkan.",
        en=f"{agency['code']} ({agency['name']}) was registered.",
    )


def _agency_end(body: Body, titles: Titles) -> Text:
    del titles
    heir, day = body.get("successor"), day_text(body["ended"])
    return Text(
        id=f"{body['code']} berakhir pada {day.id}"
        + (f"; diteruskan oleh {heir}." if heir else "."),
        en=f"{body['code']} ends on {day.en}" + (f"; {heir} takes over." if heir else "."),
    )


def _person_add(body: Body, titles: Titles) -> Text:
    from smartflow.casework.casework import written_post

    person = body["person"]
    roles = [_title(titles, role) for role in person["roles"]]
    before = body.get(_EARLIER, "")
    was = before if before != person["post"] else ""
    was_id, was_en = (f", sebelumnya {was}", f", before: {was}") if was else ("", "")
    told_id, told_en = ("diperbarui", "updated") if before else ("didaftarkan", "registered")
    key = _key(str(person.get("ssh_key", "")))
    post = written_post(person["post"], str(person.get("status", "definitif")))
    return Text(
        id=f"{person['name']} ({post}{was_id}) {told_id} sebagai"
        f" {', '.join(role.id for role in roles)}{key.id}.",
        en=f"{person['name']} ({post}{was_en}) was {told_en} as"
        f" {', '.join(role.en for role in roles)}{key.en}.",
    )


def _key(line: str) -> Text:
    """Return by which SSH key somebody signs; nothing where none is registered."""
    if not line:
        return Text.same("")
    from smartflow.history.ssh.key import ssh_fingerprint

    name = ssh_fingerprint(line)
    return Text(id=f"; kunci SSH {name or '?'}", en=f"; SSH key {name or '?'}")


def _person_end(body: Body, titles: Titles) -> Text:
    del titles
    day = day_text(body["until"])
    return Text(
        id=f"Masa jabatan {body['name']} berakhir {day.id}.",
        en=f"{body['name']} is in post until {day.en}.",
    )


def _sheets(body: Body, titles: Titles) -> Text:
    parts = [(_title(titles, part["worksheet"]), part["row_count"]) for part in body["worksheets"]]
    return Text(
        id=", ".join(f"{title.id} ({count} baris)" for title, count in parts),
        en=", ".join(f"{title.en} ({counted(count, 'row')})" for title, count in parts),
    )


def _submit(body: Body, titles: Titles) -> Text:
    sheets, filler = _sheets(body, titles), _title(titles, body["filler"])
    return Text(
        id=f"{filler.id} mengirim {sheets.id} dari berkas {body['file_name']}.",
        en=f"{filler.en} submitted {sheets.en} in the file {body['file_name']}.",
    )


def _worksheet_entry(body: Body, titles: Titles) -> Text:
    sheets, filler = _sheets(body, titles), _title(titles, body["filler"])
    return Text(
        id=f"{sheets.id} dientri atas nama {filler.id}; menunggu konfirmasi.",
        en=f"{sheets.en} was entered on behalf of {filler.en}; to be confirmed.",
    )


def _consolidate(body: Body, titles: Titles) -> Text:
    filler = _title(titles, body["filler"])
    parts = [
        (_title(titles, part["worksheet"]), part["row_count"], part.get("decided"))
        for part in body["worksheets"]
    ]
    said = [
        (title, decided_words(counts))
        if isinstance(counts, dict) and counts
        else (title, Text(id=f"{rows} baris", en=counted(rows, "row")))
        for title, rows, counts in parts
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


def _worksheet_confirm(body: Body, titles: Titles) -> Text:
    sheet, filler = _title(titles, body["worksheet"]), _title(titles, body["filler"])
    return Text(
        id=f"Isi {sheet.id} atas nama {filler.id} dikonfirmasi.",
        en=f"{sheet.en}, entered on behalf of {filler.en}, was confirmed.",
    )


def _nil(body: Body, titles: Titles) -> Text:
    sheet = _title(titles, body["worksheet"])
    return Text(
        id=f"{body['agency']} menyatakan nihil untuk {sheet.id}.",
        en=f"{body['agency']} has nothing to report for {sheet.en}.",
    )


def _attend(body: Body, titles: Titles) -> Text:
    del titles
    present, people = len(body["agencies"]), body["people"]
    day = day_text(body["date"])
    return Text(
        id=f"Daftar hadir '{body['session']}' ({day.id}): {people} orang dari {present} instansi.",
        en=f"Attendance of '{body['session']}' ({day.en}): {counted(people, 'person', 'people')}"
        f" of {counted(present, 'agency', 'agencies')}.",
    )


def _present(body: Body, titles: Titles) -> Text:
    dimension = _title(titles, body["dimension"])
    sheets = [_title(titles, key) for key in body["worksheets"]]
    return Text(
        id=f"{dimension.id} memaparkan {', '.join(s.id for s in sheets)}; penyaji"
        f" {body['by']}{_content(body, 'content_day').id}.",
        en=f"{dimension.en} presented {', '.join(s.en for s in sheets)}; by"
        f" {body['by']}{_content(body, 'content_day').en}.",
    )


def _content(body: Body, key: str) -> Text:
    """Return of which day the content is that was shown or signed; old entries do not say."""
    if not body.get(key):
        return Text.same("")
    day = day_text(body[key])
    return Text(id=f"; isinya per {day.id}", en=f"; its content as of {day.en}")


def _record(body: Body, titles: Titles) -> Text:
    kind, day, number = _title(titles, body["kind"]), day_text(body["date"]), body["number"]
    of_id, of_en = (f"nomor {number}, ", f"number {number}, ") if number else ("", "")
    return Text(
        id=f"{kind.id} dicatat: {of_id}{day.id}, '{body['title']}'.",
        en=f"{kind.en} recorded: {of_en}{day.en}, '{body['title']}'.",
    )


def _decide(body: Body, titles: Titles) -> Text:
    who, answer = _title(titles, body["body"]), ANSWERS[body["outcome"]]
    present, members, number = body["present"], body["members"], body["number"]
    day = day_text(body["date"])
    of_id, of_en = (f", berita acara {number}", f", minutes {number}") if number else ("", "")
    content = _content(body, "subject_day")
    return Text(
        id=f"{who.id} {answer.id} dalam rapat {day.id}, hadir {present} dari {members}{of_id}"
        f"{content.id}.",
        en=f"{who.en} {answer.en} in the meeting of {day.en}, {present} of {members} present"
        f"{of_en}{content.en}.",
    )


def _setting(body: Body, titles: Titles) -> Text:
    del titles
    words = _value(body["value"])
    before = _value(body["before"]) if "before" in body else None
    was_id = f" dari {before.id}" if before else ""
    was_en = f", before: {before.en}" if before else ""
    return Text(
        id=f"Pengaturan {body['plugin']}.{body['key']} diubah{was_id} menjadi {words.id}.",
        en=f"The setting {body['plugin']}.{body['key']} is now {words.en}{was_en}.",
    )


def _value(value: object) -> Text:
    """Return a setting's value as people write it; nothing chosen is a dash."""
    if isinstance(value, list):
        return Text.same(_listing(value) or "-")
    if isinstance(value, bool):
        return Text(id="ya" if value else "tidak", en="yes" if value else "no")
    return Text.same(str(value))


def _sign_off(body: Body, titles: Titles) -> Text:
    role, answer = _title(titles, body["role"]), ANSWERS[body["answer"]]
    to = _title(titles, body["to"])
    signed = Text.same("")
    if body.get("signature"):
        signed = Text(id="; dengan tanda tangan SSH", en="; with an SSH signature")
    return Text(
        id=f"{body['person']} sebagai {role.id} {answer.id} langkah ke {to.id}"
        f"{_content(body, 'subject_day').id}{signed.id}.",
        en=f"{body['person']} as {role.en} {answer.en}: the step to {to.en}"
        f"{_content(body, 'subject_day').en}{signed.en}.",
    )


def _select(body: Body, titles: Titles) -> Text:
    sheet = _title(titles, body["worksheet"])
    rows = _listing(body["rows"])
    return Text(
        id=f"Dipilih {len(body['rows'])} baris {sheet.id}: {rows}.",
        en=f"Chosen from {sheet.en}: {counted(len(body['rows']), 'row')}: {rows}.",
    )


def _issue(body: Body, _titles: Titles) -> Text:
    return Text(
        id=f"{body['title']} diterbitkan sebagai {body['format']}; sidik {body['file']}.",
        en=f"{body['title']} was issued as {body['format']}; digest {body['file']}.",
    )


def _waive(body: Body, titles: Titles) -> Text:
    what = _waived(body, titles)
    return Text(
        id=f"Pengecualian dari {what.id} diminta.",
        en=f"A waiver of {what.en} was asked for.",
    )


def _waive_approve(body: Body, titles: Titles) -> Text:
    what = _waived(body, titles)
    return Text(
        id=f"Pengecualian dari {what.id} (entri {body['waiver']}) disetujui.",
        en=f"The waiver of {what.en} (entry {body['waiver']}) was approved.",
    )


def _waive_withdraw(body: Body, titles: Titles) -> Text:
    what = _waived(body, titles)
    return Text(
        id=f"Pengecualian dari {what.id} (entri {body['waiver']}) ditarik.",
        en=f"The waiver of {what.en} (entry {body['waiver']}) was withdrawn.",
    )


def _waived(body: Body, titles: Titles) -> Text:
    whom = waived_subject(body["agency"], _title(titles, body["dimension"]), body["row"])
    day = day_text(body["until"])
    return Text(
        id=f"{body['rule']} untuk {whom.id} sampai dengan {day.id}",
        en=f"{body['rule']} for {whom.en} until {day.en}",
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


def _advance(body: Body, titles: Titles) -> Text:
    from_, to = _title(titles, body["from"]), _title(titles, body["to"])
    if body["result"] == "moved":
        return Text(id=f"Maju dari {from_.id} ke {to.id}.", en=f"Moved from {from_.en} to {to.en}.")
    return Text(
        id=f"Belum boleh maju dari {from_.id} ke {to.id}: syarat tahap belum dipenuhi.",
        en=f"Not moved from {from_.en} to {to.en}: the gate was not met.",
    )


def _send_back(body: Body, titles: Titles) -> Text:
    from_, to = _title(titles, body["from"]), _title(titles, body["to"])
    return Text(
        id=f"Dikembalikan dari {from_.id} ke {to.id}.",
        en=f"Sent back from {from_.en} to {to.en}.",
    )


def _workflow_migrate(body: Body, titles: Titles) -> Text:
    del titles
    was, now = body["from"], body["workflow"]
    pairs = ", ".join(f"{old} → {new}" for old, new in sorted(body.get("stages", {}).items()))
    way = f"{was['key']}@{was['version']} → {now['key']}@{now['version']}."
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


def _erase(body: Body, titles: Titles) -> Text:
    what, seq = _ERASED[body["what"]], body["entry"]
    id_, en = what.id, what.en
    if "worksheet" in body:
        sheet = _title(titles, body["worksheet"])
        id_, en = f"{id_} {sheet.id} dari {body['filler']}", f"{en} {sheet.en} of {body['filler']}"
    return Text(
        id=f"{id_} pada entri {seq} dihapus untuk selamanya.",
        en=f"{en} in entry {seq} erased for good.",
    )


def _of_store(tell: Callable[[Body], Text], body: Body, titles: Titles) -> Text:
    """Tell an act of the store: no workflow gives its words titles."""
    del titles
    return tell(body)


_SENTENCES: dict[str, Callable[[Body, Titles], Text]] = {
    **{act: partial(_of_store, tell) for act, tell in STORE_SENTENCES.items()},
    "city_add": _city_add,
    "agency_add": _agency_add,
    "agency_end": _agency_end,
    "person_add": _person_add,
    "person_end": _person_end,
    "submit": _submit,
    "worksheet_entry": _worksheet_entry,
    "consolidate": _consolidate,
    "worksheet_confirm": _worksheet_confirm,
    "nil": _nil,
    "attend": _attend,
    "present": _present,
    "record": _record,
    "decide": _decide,
    "setting": _setting,
    "sign_off": _sign_off,
    "select": _select,
    "issue": _issue,
    "waive": _waive,
    "waive_approve": _waive_approve,
    "waive_withdraw": _waive_withdraw,
    "erase": _erase,
    "advance": _advance,
    "send_back": _send_back,
    "workflow_migrate": _workflow_migrate,
}

ACTS = tuple(_SENTENCES)
"""Every act that this version knows."""
