"""``smartflow db status``: what keeps the store, how much is in it, who may do what."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.offices.storage.cli.db_grant import ACCESS_WORDS
from smartflow.terminal.cells import moment_words
from smartflow.terminal.command import command
from smartflow.terminal.options import formats
from smartflow.terminal.words.wording import NEXT_STEP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow.offices.storage.db_status import DbStatus
    from smartflow.report import Table
    from smartflow.terminal.call import Call

__all__ = ["status"]

_KINDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
_YES, _NO = Text(id="ya", en="yes"), Text(id="tidak", en="no")
_MEGABYTE = 1_000_000
_TENTHS = 10


@command(
    "status",
    Text(
        id="Melihat penyimpanan ruang kerja ini: letak, versi, isi, dan hak setiap peran.\n\nHanya"
        " melihat; peran yang hanya boleh membaca pun cukup. Keutuhan riwayat diperiksa dengan"
        " smartflow audit verify.",
        en="Show the store of this workspace: place, version, content, and each role's rights.\n\n"
        "It only looks; a role that may only read is enough. Whether the history is whole is for"
        " smartflow audit verify to say.",
    ),
    aliases=("keadaan",),
)
@formats
def status(call: Call) -> None:
    """Print how the store stands."""
    from smartflow.offices.storage.db_status import db_status
    from smartflow.terminal.tables import print_data, print_table

    found = db_status(call.workspace())
    if call.format == "json":
        print_data(call, _data(found))
    elif call.format == "text":
        call.write("\n".join(_lines(call, found)))
    else:
        print_table(call, _table(found), "facts")


def _facts(found: DbStatus) -> Iterator[tuple[str, Text, Text]]:
    """Yield each fact: its key, what it is about, and what it says."""
    facts = found.facts
    kind = _KINDS.get(facts.kind, facts.kind)
    yield "kind", Text(id="Jenis", en="Kind"), Text.same(f"{kind} {facts.version}")
    yield "place", Text(id="Letak", en="Place"), Text.same(facts.place)
    yield "store", Text(id="Penyimpanan", en="Store"), Text.same(found.store)
    yield "schema", Text(id="Skema", en="Schema"), Text.same(str(facts.schema))
    yield "durability", Text(id="Ketahanan", en="Durability"), Text.same(facts.durability)
    yield "size", Text(id="Ukuran", en="Size"), _size(facts.bytes)
    yield "content", Text(id="Isi", en="Content"), _content(found)
    if found.newest is not None:
        yield "newest", Text(id="Entri terbaru", en="Newest entry"), _newest(found)
    if facts.role:
        yield "role", Text(id="Peran", en="Role"), _role(found)
    yield (
        "may_act",
        Text(id="Dapat mencatat dari sini", en="Acts from here"),
        _YES if found.may_act else _NO,
    )
    yield (
        "may_erase",
        Text(id="Dapat menghapus dari sini", en="Erasing from here"),
        _YES if found.may_erase else _NO,
    )
    if facts.kind != "sqlite":
        yield "neighbours", Text(id="Hubungan lain kini", en="Others now"), _neighbours(found)


def _size(size: int) -> Text:
    tenths = Decimal(size * _TENTHS // _MEGABYTE) / _TENTHS
    return Text.same("{size} MB").fill({"size": tenths})


def _content(found: DbStatus) -> Text:
    return Text(
        id="{logs} riwayat, {entries} entri, {checkpoints} segel, {blobs} lampiran",
        en="logs: {logs}, entries: {entries}, checkpoints: {checkpoints}, attachments: {blobs}",
    ).fill(
        {
            "logs": found.logs,
            "entries": found.entries,
            "checkpoints": found.checkpoints,
            "blobs": found.blobs,
        }
    )


def _newest(found: DbStatus) -> Text:
    one = found.newest
    if one is None:
        return Text.same("-")
    return Text(
        id=f"{one.act} ({one.log} {one.seq}), {moment_words(one.at, 'WIB', 'id')}",
        en=f"{one.act} ({one.log} {one.seq}), {moment_words(one.at, 'WIB', 'en')}",
    )


def _role(found: DbStatus) -> Text:
    words = ACCESS_WORDS[found.facts.access]
    rights = "; ".join(found.facts.rights) or "-"
    role = found.facts.role
    return Text(id=f"{role}: {words.id} ({rights})", en=f"{role}: {words.en} ({rights})")


def _neighbours(found: DbStatus) -> Text:
    if not found.neighbours:
        return Text(id="tidak ada", en="none")
    listed = ", ".join(
        f"{one.role}{'@' if one.client else ''}{one.client}" for one in found.neighbours
    )
    return Text.same(f"{len(found.neighbours)} ({listed})")


def _lines(call: Call, found: DbStatus) -> Iterator[str]:
    """Yield the facts, the roles that have any access, and what is worth a look."""
    facts = [(call.words(about), call.words(says)) for _, about, says in _facts(found)]
    width = max(len(about) for about, _ in facts)
    for about, says in facts:
        yield f"{about:<{width}}  {says}"
    holding = [one for one in found.roles if one.access != "none" or one.superuser]
    if holding:
        yield ""
        yield call.words(Text(id="Peran yang mempunyai hak:", en="Roles that have access:"))
    for one in holding:
        above = " (superuser)" if one.superuser else ""
        yield f"  {one.role}: {call.words(ACCESS_WORDS[one.access])}{above}"
    for remark in found.remarks:
        yield ""
        yield call.words(remark.found)
        yield f"{call.words(NEXT_STEP)}: {call.words(remark.hint)}"


def _table(found: DbStatus) -> Table:
    from smartflow.report import Table

    return Table(
        title=Text(id="Penyimpanan", en="The store"),
        keys=("key", "about", "value"),
        headings=(
            Text(id="Kunci", en="Key"),
            Text(id="Tentang", en="About"),
            Text(id="Isi", en="Value"),
        ),
        rows=tuple(_facts(found)),
    )


def _data(found: DbStatus) -> dict[str, object]:
    import msgspec

    facts = msgspec.to_builtins(found.facts)
    return {
        **facts,
        "store": found.store,
        "logs": found.logs,
        "entries": found.entries,
        "checkpoints": found.checkpoints,
        "blobs": found.blobs,
        "newest": msgspec.to_builtins(found.newest),
        "key_file": None if found.key_file is None else str(found.key_file),
        "has_key": found.has_key,
        "may_act": found.may_act,
        "may_erase": found.may_erase,
        "roles": msgspec.to_builtins(found.roles),
        "neighbours": msgspec.to_builtins(found.neighbours),
        "remarks": [
            {"found": msgspec.to_builtins(one.found), "hint": msgspec.to_builtins(one.hint)}
            for one in found.remarks
        ],
    }
