"""Past decisions made again, as text: a line for each, and below it what came out otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from smartflow.audit.replay.causes import PluginChange
from smartflow.audit.replay.cli.impact_text import MET, STATUS, input_line, rule_line, score_line
from smartflow.audit.replay.past_binding import BindingChange
from smartflow.audit.replay.verdict_changes import RuleChange, ScoreChange
from smartflow.journey.gate.cli.verdict_words import places, row_names, subject
from smartflow.language import Text
from smartflow.model import SignOffStatus
from smartflow.terminal.cells import counted, day_text
from smartflow.terminal.words.history import sentence

if TYPE_CHECKING:
    from smartflow.audit.replay.causes import Cause
    from smartflow.audit.replay.outcome import (
        CityReplay,
        Difference,
        Replay,
        Replays,
        ReplayState,
    )
    from smartflow.audit.replay.verdict_changes import FindingChange, StandingChange
    from smartflow.language import Language
    from smartflow.model import WaiverStatus
    from smartflow.terminal.words.naming import Names

__all__ = ["STATES", "cause_lines", "change_words", "text_blocks"]

STATES: dict[ReplayState, Text] = {
    "same": Text(id="sama", en="same"),
    "differs": Text(id="BERBEDA", en="DIFFERS"),
    "cannot": Text(id="TIDAK DAPAT", en="CANNOT"),
    "disagrees": Text(id="TIDAK SESUAI", en="DISAGREES"),
}
_HEAD = Text(
    id="Keputusan yang lalu, dihitung ulang atas masukan yang tersimpan",
    en="Past decisions, made again on their stored inputs",
)
_UNEXPLAINED = Text(
    id="sebabnya tidak diketahui: plugin, pengaturan, dan dimensinya sama seperti dahulu. Ketentuan"
    " itu tidak murni, atau yang tersimpan bukan hasil pemeriksaan waktu itu",
    en="no known cause: plugins, settings and dimensions are what they were. The rule is not pure,"
    " or what is stored is not what was found then",
)
_COLUMNS = Text(
    id="isi dibaca menurut kolom plugin hari ini; versi waktu itu tidak tercatat di entri ini",
    en="rows are read by the columns of today's plugins; this entry does not say which there were",
)


def text_blocks(replays: Replays, names: Mapping[str, Names], language: Language) -> list[str]:
    """Return a heading, one block for each city, and the counts.

    Args:
        replays: What was made again.
        names: What is called how in each city, by its slug.
        language: The language.
    """
    blocks = [
        "\n".join(line.in_(language) for line in _lines(city, names[city.city.slug]))
        for city in replays.cities
    ]
    return [_HEAD.in_(language), *blocks, _counts(replays).in_(language)]


def _counts(replays: Replays) -> Text:
    counts = Counter(replay.state for replay in replays.decisions)
    parts = [(words, counts[state]) for state, words in STATES.items() if counts[state]]
    told_id = ", ".join(f"{words.id.lower()} {count}" for words, count in parts)
    told_en = ", ".join(f"{words.en.lower()} {count}" for words, count in parts)
    if not parts:
        return Text(id="Tidak ada keputusan.", en="No decision.")
    total = counts.total()
    return Text(id=f"{total} keputusan: {told_id}.", en=f"{counted(total, 'decision')}: {told_en}.")


def _lines(city: CityReplay, names: Names) -> Iterator[Text]:
    yield Text.same(city.city.name)
    if city.trouble is not None:
        yield _indented(city.trouble.message)
        if city.trouble.hint is not None:
            yield _indented(city.trouble.hint)
    elif not city.replays:
        yield _indented(Text(id="belum ada keputusan", en="no decision yet"))
    for replay in city.replays:
        yield _headline(replay, names)
        yield from (_indented(line, 6) for line in _details(replay, names))
    counts = Counter(plugin for replay in city.replays for plugin in replay.left_out)
    for plugin, count in sorted(counts.items()):
        yield _indented(
            Text(
                id=f"plugin {plugin} tidak ditanya pada {count} keputusan yang dahulu tidak"
                " dinilainya",
                en=f"the plugin {plugin} was not asked in {counted(count, 'decision')} that it did"
                " not judge then",
            )
        )


def _indented(line: Text, by: int = 2) -> Text:
    return Text(id=" " * by + line.id, en=" " * by + line.en)


def _headline(replay: Replay, names: Names) -> Text:
    entry, state = replay.entry, STATES[replay.state]
    titles = {**names.all(), **replay.titles}
    day, told = day_text(entry.occurred), sentence(entry, titles)
    return Text(
        id=f"{entry.seq:>4}  {state.id}  {day.id}  {told.id}",
        en=f"{entry.seq:>4}  {state.en}  {day.en}  {told.en}",
    )


def _details(replay: Replay, names: Names) -> Iterator[Text]:
    if replay.trouble is not None:
        yield replay.trouble.message
        if replay.trouble.hint is not None:
            yield replay.trouble.hint
        return
    before, after = replay.met_before, replay.met
    if before is not None and after is not None and before != after:
        then, now = MET[before], MET[after]
        yield Text(id=f"{then.id} → {now.id}", en=f"{then.en} → {now.en}")
    for difference in replay.differences:
        yield from _difference(difference, names)
    if not replay.differences and not replay.identical:
        yield from _notes(replay)


def _notes(replay: Replay) -> Iterator[Text]:
    """Yield why equal answers are not equal bytes."""
    if not replay.changed:
        yield Text(
            id="jawabannya sama; hanya penulisan hasilnya yang lain",
            en="the answers are the same; only how they are written down is not",
        )
    for what in cause_lines(replay.changed):
        yield Text(id=f"jawabannya sama, meski {what.id}", en=f"same answers, despite {what.en}")


def _difference(difference: Difference, names: Names) -> Iterator[Text]:
    yield change_words(difference, names)
    change = difference.change
    if isinstance(change, RuleChange):
        yield from (_indented(_finding(one, names)) for one in change.findings)
    if isinstance(change, BindingChange):
        yield _indented(_COLUMNS)
        return
    for what in cause_lines(difference.causes):
        yield _indented(Text(id=f"sebab: {what.id}", en=f"because: {what.en}"))
    if not difference.causes:
        yield _indented(_UNEXPLAINED)


def change_words(difference: Difference, names: Names) -> Text:
    """Return what came out otherwise, in one line."""
    change = difference.change
    if isinstance(change, RuleChange):
        return rule_line(change)
    if isinstance(change, ScoreChange):
        return score_line(change)
    if isinstance(change, BindingChange):
        return Text(
            id=f"sidik digital isi yang dipaparkan: {change.before[:12]}… → {change.after[:12]}…",
            en=f"digest of what was presented: {change.before[:12]}… → {change.after[:12]}…",
        )
    return _standing(change, names)


def _finding(change: FindingChange, names: Names) -> Text:
    """Return one finding: its subject, its status then and now, its words."""
    one = change.newest
    then, now = (STATUS[status] for status in change.statuses)
    column = one.column_title or Text.same("")
    parts = (subject([one], names), places([one], names), row_names([one]), column)
    at = Text(
        id=", ".join(part.id for part in parts if part.id),
        en=", ".join(part.en for part in parts if part.en),
    )
    return Text(
        id=f"{at.id}: {then.id} → {now.id}: {one.message.id}",
        en=f"{at.en}: {then.en} → {now.en}: {one.message.en}",
    )


def _standing(change: StandingChange, names: Names) -> Text:
    then, now = _stood(change.before), _stood(change.after)
    one = change.after or change.before
    if isinstance(one, SignOffStatus):
        of = names.role(one.role)
    else:
        rule = one.rule if one is not None else "?"
        of = Text(id=f"pengecualian {rule}", en=f"waiver of {rule}")
    return Text(id=f"{of.id}: {then.id} → {now.id}", en=f"{of.en}: {then.en} → {now.en}")


def _stood(one: SignOffStatus | WaiverStatus | None) -> Text:
    """Return how a sign-off or a waiver stands, in few words."""
    if one is None:
        return STATUS[None]
    if isinstance(one, SignOffStatus):
        who = Text.same(", ".join(one.approved) or "-")
        state = MET[one.met]
        return Text(id=f"{state.id} ({who.id})", en=f"{state.en} ({who.en})")
    state = _WAIVERS[one.state]
    return Text(id=f"{state.id} ({one.covers})", en=f"{state.en} ({one.covers})")


_WAIVERS = {
    "used": Text(id="dipakai", en="used"),
    "unused": Text(id="tidak terpakai", en="unused"),
    "waiting": Text(id="menunggu persetujuan", en="waiting"),
    "lapsed": Text(id="kedaluwarsa", en="lapsed"),
}


def cause_lines(causes: Sequence[Cause]) -> tuple[Text, ...]:
    """Return what is not what it was: a line for each input, and one for plugins that go together.

    An engine brings a dozen plugins, which all change with it.
    """
    groups: dict[tuple[object, ...], list[PluginChange]] = {}
    for cause in causes:
        if isinstance(cause, PluginChange):
            groups.setdefault(_kinship(cause), []).append(cause)
    inputs = (cause for cause in causes if not isinstance(cause, PluginChange))
    return (*map(_plugins_line, groups.values()), *map(input_line, inputs))


def _kinship(cause: PluginChange) -> tuple[object, ...]:
    version = "" if cause.after is None else cause.after.version
    shipped = cause.before.distribution or cause.name
    return (cause.kind, shipped, cause.before.version, version)


def _plugins_line(changes: Sequence[PluginChange]) -> Text:
    one = changes[0]
    then, now = one.before, one.after
    named = ", ".join(change.name for change in changes)
    of = f" ({then.distribution})" if then.distribution else ""
    many = len(changes) > 1
    if now is None or not one.judges:
        return Text(
            id=f"plugin {named}{of} kini tidak dimuat",
            en=f"{'these plugins are' if many else 'a plugin is'} not loaded today: {named}{of}",
        )
    if one.kind == "version":
        return Text(
            id=f"plugin {named}{of} berversi lain ({then.version} → {now.version})",
            en=f"another version of {named}{of} ({then.version} → {now.version})",
        )
    prints = "" if many else f" ({then.fingerprint[:12]}… → {now.fingerprint[:12]}…)"
    return Text(
        id=f"berkas plugin {named}{of} lain, walau versinya sama{prints}",
        en=f"other files of the same version of {named}{of}{prints}",
    )
