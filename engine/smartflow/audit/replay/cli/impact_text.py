"""The impact of today's plugins as text: a block for each city, and the counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from smartflow.history.acts import Advance, read_as
from smartflow.language import Text
from smartflow.numbers import number_words
from smartflow.terminal.cells import counted, day_text

if TYPE_CHECKING:
    from decimal import Decimal

    from smartflow.audit.replay.impact import CityImpact, CityState, Impact
    from smartflow.audit.replay.past_decision import InputChange
    from smartflow.audit.replay.verdict_changes import RuleChange, ScoreChange
    from smartflow.language import Language

__all__ = [
    "MET",
    "STATES",
    "STATUS",
    "input_line",
    "input_words",
    "rule_line",
    "score_line",
    "text_blocks",
]

MET = {
    True: Text(id="memenuhi syarat", en="met"),
    False: Text(id="belum memenuhi syarat", en="not met"),
}
STATUS = {
    None: Text(id="(tidak ada)", en="(none)"),
    "pass": Text(id="lulus", en="pass"),
    "fail": Text(id="gagal", en="fail"),
    "warn": Text(id="peringatan", en="warning"),
    "not_applicable": Text(id="tidak berlaku", en="not applicable"),
    "error": Text(id="tidak dapat dijalankan", en="could not run"),
    "waived": Text(id="dikecualikan", en="waived"),
}
_KINDS = {
    "pass_to_fail": Text(id="KINI MENAHAN", en="BLOCKS NOW"),
    "fail_to_pass": Text(id="TIDAK LAGI MENAHAN", en="NO LONGER BLOCKS"),
    "new": Text(id="BARU", en="NEW"),
    "gone": Text(id="HILANG", en="GONE"),
    "other": Text(id="berubah", en="changed"),
}
STATES: dict[CityState, Text] = {
    "flips": Text(id="BERBALIK", en="FLIPS"),
    "differs": Text(id="berubah sebagian", en="differs in part"),
    "same": Text(id="sama", en="the same"),
    "undecided": Text(id="belum pernah diputus", en="never decided"),
    "cannot": Text(id="TIDAK DAPAT DINILAI LAGI", en="CANNOT BE JUDGED AGAIN"),
}


def text_blocks(impact: Impact, language: Language) -> list[str]:
    """Return a heading, one block for each city, and the counts."""
    of_id = f" (hanya akibat plugin '{impact.plugin}')" if impact.plugin else ""
    of_en = f" (only what the plugin '{impact.plugin}' does)" if impact.plugin else ""
    head = Text(
        id=f"Keputusan terakhir setiap kota, dinilai lagi dengan plugin hari ini{of_id}",
        en=f"Each city's last decision, judged again with today's plugins{of_en}",
    )
    blocks = ["\n".join(line.in_(language) for line in _lines(city)) for city in impact.cities]
    return [head.in_(language), *blocks, _counts(impact).in_(language)]


def _counts(impact: Impact) -> Text:
    counts = Counter(city.state for city in impact.cities)
    parts = [(words, counts[state]) for state, words in STATES.items() if counts[state]]
    told_id = ", ".join(f"{words.id.lower()} {count}" for words, count in parts)
    told_en = ", ".join(f"{words.en.lower()} {count}" for words, count in parts)
    total = len(impact.cities)
    return Text(
        id=f"{total} kota: {told_id}." if parts else "Belum ada kota.",
        en=f"{counted(total, 'city', 'cities')}: {told_en}." if parts else "No city yet.",
    )


def _lines(city: CityImpact) -> Iterator[Text]:
    name, state = city.city.name, STATES[city.state]
    yield Text(id=f"{name}: {state.id}", en=f"{name}: {state.en}")
    yield from (_indented(line) for line in _details(city))


def _indented(line: Text) -> Text:
    return Text(id=f"  {line.id}", en=f"  {line.en}")


def _details(city: CityImpact) -> Iterator[Text]:
    if city.decision is not None:
        yield _decision(city)
    if city.trouble is not None:
        yield city.trouble.message
        if city.trouble.hint is not None:
            yield city.trouble.hint
    change = city.change
    if change is None:
        return
    if change.flips:
        then, now = MET[change.met_before], MET[change.met_after]
        yield Text(id=f"{then.id} → {now.id}", en=f"{then.en} → {now.en}")
    yield from (input_line(one) for one in city.inputs)
    yield from (rule_line(one) for one in change.rules)
    yield from (score_line(one) for one in change.scores)
    if change.lacking:
        codes = ", ".join(change.lacking)
        yield Text(
            id=f"Alur kerja meminta ketentuan yang tidak dijalankan: {codes}",
            en=f"The workflow asks for rules that do not run: {codes}",
        )


def _decision(city: CityImpact) -> Text:
    """Return which decision it was, by the titles of its day."""
    entry, verdict = city.decision, city.recorded
    if entry is None:
        return Text.same("")
    day = day_text(entry.occurred)
    act = read_as(entry, Advance)
    move = Text.same(f"{act.from_} → {act.to}")
    if verdict is not None:
        from_, to = verdict.title(verdict.from_), verdict.title(verdict.to)
        move = Text(id=f"{from_.id} → {to.id}", en=f"{from_.en} → {to.en}")
    return Text(
        id=f"entri {entry.seq}, {day.id}: {move.id}", en=f"entry {entry.seq}, {day.en}: {move.en}"
    )


def input_line(change: InputChange) -> Text:
    """Return what plugins bring and how it has changed."""
    what = f"{change.name}: {input_words(change.before)} → {input_words(change.after)}"
    return Text(id=f"masukan {what}", en=f"input {what}")


def input_words(value: object) -> str:
    """Return a value of a setting, or a list of keys, as one line; ``-`` for none."""
    if value is None:
        return "-"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def rule_line(change: RuleChange) -> Text:
    """Return what became of a rule, and by which versions of its plugin."""
    kind, before, after = _KINDS[change.kind], STATUS[change.before], STATUS[change.after]
    by = _by(change)
    counts = _finding_counts(change)
    return Text(
        id=f"{kind.id}: {change.rule} {change.title.id} ({by}): {before.id} → {after.id}"
        f"{counts.id}",
        en=f"{kind.en}: {change.rule} {change.title.en} ({by}): {before.en} → {after.en}"
        f"{counts.en}",
    )


def _by(change: RuleChange) -> str:
    """Return the plugin with its version, or both versions where they differ."""
    versions = dict.fromkeys(v for v in (change.version_before, change.version_after) if v)
    return " ".join((change.plugin or "?", " → ".join(versions))).strip()


def _finding_counts(change: RuleChange) -> Text:
    parts = [
        (change.appeared, "catatan baru", "new finding", "new findings"),
        (change.vanished, "catatan hilang", "finding gone", "findings gone"),
        (change.reworded, "catatan berganti kata", "finding reworded", "findings reworded"),
    ]
    return Text(
        id="".join(f", {n} {words}" for n, words, _, _ in parts if n),
        en="".join(f", {counted(n, one, many)}" for n, _, one, many in parts if n),
    )


def score_line(change: ScoreChange) -> Text:
    """Return how far a score has moved."""
    of = change.subject_title
    turn_id = turn_en = ""
    if change.turns:
        turn_id = ", kini cukup" if change.met_after else ", kini kurang"
        turn_en = ", now enough" if change.met_after else ", now too low"
    return Text(
        id=f"skor {change.title.id}{of.id and ', ' + of.id}: {_moved(change, 'id')}{turn_id}",
        en=f"score {change.title.en}{of.en and ', ' + of.en}: {_moved(change, 'en')}{turn_en}",
    )


def _moved(change: ScoreChange, language: Language) -> str:
    def words(value: Decimal | None) -> str:
        return "-" if value is None else number_words(value, language)

    difference = change.difference
    if difference is None:
        return f"{words(change.before)} → {words(change.after)}"
    sign = "+" if difference > 0 else ""
    return f"{words(change.before)} → {words(change.after)} ({sign}{words(difference)})"
