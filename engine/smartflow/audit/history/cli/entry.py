"""One entry of a history in full: what it holds, its hash, and the verdict behind a decision."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from smartflow.audit.history.cli.reading import ReadHistory, entry_data, entry_table
from smartflow.language import Text
from smartflow.terminal.cells import day_text, moment_words
from smartflow.terminal.tables import print_data, print_table
from smartflow.terminal.words.history import earlier_posts, sentence

if TYPE_CHECKING:
    from smartflow.history.entries.entry import Entry
    from smartflow.model import Status, Verdict
    from smartflow.terminal.call import Call

__all__ = ["print_entries"]

MOST = 10
"""How many of the rules that blocked are named."""
ROOM = 14
"""Letters of the widest label."""


def print_entries(call: Call, read: ReadHistory, numbers: Sequence[int]) -> None:
    """Print entries of a city's history in full.

    Raises:
        UnknownEntry: there is no entry of one of the numbers.
        IntegrityFailure: the verdict that one names is not there.
    """
    from smartflow.audit.history.difference import require_entry

    assert read.case is not None  # noqa: S101  a number is given behind a city only
    for number in numbers:
        require_entry(read.case, number)
    entries = [read.entries[number - 1] for number in numbers]
    if call.format == "json":
        print_data(call, {"entries": [_data(call, entry) for entry in entries]})
    elif call.format == "text":
        posts = earlier_posts(read.entries)
        blocks = (_block(call, read, entry, posts.get(entry.seq, "")) for entry in entries)
        call.write("\n\n".join("\n".join(block) for block in blocks))
    else:
        told = [(entry, sentence(entry, read.titles)) for entry in entries]
        print_table(call, entry_table(call, told), "entries")


def _leaf(entry: Entry) -> str:
    from smartflow.history.entries.chain import leaf_hash
    from smartflow.history.entries.entry import encode_entry

    return leaf_hash(encode_entry(entry))


def _verdict(call: Call, entry: Entry) -> Verdict | None:
    from smartflow.audit.replay.past_decision import has_verdict, stored_verdict

    if not has_verdict(entry):
        return None
    return stored_verdict(call.workspace(), entry)


def _data(call: Call, entry: Entry) -> dict[str, object]:
    verdict = _verdict(call, entry)
    data = {**entry_data(entry), "leaf": _leaf(entry)}
    if verdict is not None:
        from smartflow.journey.gate.cli.verdict_json import verdict_data

        data["verdict"] = verdict_data(verdict)
    return data


def _block(call: Call, read: ReadHistory, entry: Entry, earlier: str) -> Iterator[str]:
    say, actor = call.words, entry.actor
    yield say(Text(id=f"Entri {entry.seq}", en=f"Entry {entry.seq}"))
    yield f"  {say(sentence(entry, read.titles, earlier))}"
    yield ""
    moment = f"{moment_words(entry.at, entry.zone, call.language)} ({entry.at})"
    for label, value in (
        (Text(id="Tindakan", en="Act"), entry.act),
        (Text(id="Dicatat", en="Recorded"), moment),
        (Text(id="Terjadi", en="Happened"), say(day_text(entry.occurred))),
        (Text(id="Oleh", en="By"), actor.person),
        (Text(id="Jabatan", en="Post"), actor.post),
        (Text(id="Peran", en="Role"), actor.role),
        (Text(id="Dasar", en="Basis"), actor.basis),
        (Text(id="Alasan", en="Reason"), entry.reason),
        (Text(id="Hash", en="Hash"), _leaf(entry)),
        (Text(id="Hash sebelum", en="Hash before"), entry.prev),
    ):
        if value:
            yield f"  {say(label):<{ROOM}}{value}"
    yield f"  {say(Text(id='Isi', en='Content'))}"
    # The body as it stands, of whatever act: this is the view of the entry itself.
    for line in json.dumps(entry.body, ensure_ascii=False, indent=2).splitlines()[1:-1]:
        yield f"  {line}"
    verdict = _verdict(call, entry)
    if verdict is not None:
        yield ""
        yield from (f"  {say(text)}" for text in _summary(verdict))


def _summary(verdict: Verdict) -> Iterator[Text]:
    """Yield what a verdict comes to: met or not, how many results, which rules blocked."""
    met, day = verdict.met, day_text(verdict.as_of)
    yield Text(
        id=f"Hasil pemeriksaan per {day.id}: {'terpenuhi' if met else 'belum terpenuhi'}",
        en=f"Verdict as of {day.en}: {'met' if met else 'not met'}",
    )
    statuses = Counter(result.status for result in verdict.results)
    told = [(statuses[key], words) for key, words in _STATUSES.items() if statuses[key]]
    yield Text(
        id="  " + ", ".join(f"{count} {words.id}" for count, words in told),
        en="  " + ", ".join(f"{count} {words.en}" for count, words in told),
    )
    blocking = Counter(result.rule for result in verdict.results if result.blocks)
    titles = {result.rule: result.title for result in verdict.results}
    for rule, count in sorted(blocking.items())[:MOST]:
        title = titles[rule]
        yield Text(id=f"  {rule} ({count}) {title.id}", en=f"  {rule} ({count}) {title.en}")
    if len(blocking) > MOST:
        more = len(blocking) - MOST
        yield Text(id=f"  ... dan {more} ketentuan lain", en=f"  ... and {more} more")
    open_ = [status.title for status in verdict.sign_offs if not status.met]
    if open_:
        yield Text(
            id=f"  Belum menyetujui: {', '.join(one.id for one in open_)}",
            en=f"  Not signed off yet: {', '.join(one.en for one in open_)}",
        )


_STATUSES: Mapping[Status, Text] = {
    "error": Text(id="gagal dijalankan", en="did not run"),
    "fail": Text(id="harus diperbaiki", en="to be mended"),
    "warn": Text(id="peringatan", en="to look at"),
    "waived": Text(id="dikecualikan", en="waived"),
    "pass": Text(id="sesuai", en="fine"),
    "not_applicable": Text(id="tidak berlaku", en="not applicable"),
}
