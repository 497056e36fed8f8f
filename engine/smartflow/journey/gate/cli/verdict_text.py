"""A verdict as text: one conclusion, every reason, who mends it and how, and the conclusion again.

This is the engine's own rendering, so that no broken format can hide a verdict. Findings are
grouped by whom they concern and, below that, by rule; a long group is counted and shortened, but
every row of it is named. Decides nothing: it only puts a finished verdict into words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from smartflow.command import Command
from smartflow.journey.gate.cli.advice import advice_of
from smartflow.journey.gate.cli.verdict_waivers import covering, standing_waivers
from smartflow.journey.gate.cli.verdict_words import (
    blocks,
    conclusion,
    places,
    plugin_line,
    row_names,
    subject,
    who_mends,
)
from smartflow.language import Language, Text, day_words
from smartflow.numbers import number_words
from smartflow.terminal.cells import counted

if TYPE_CHECKING:
    from smartflow.model import Result, ScoreResult, SignOffStatus, Verdict
    from smartflow.terminal.words.naming import Names

__all__ = ["verdict_text"]

MUST = Text(id="HARUS DIPERBAIKI", en="MUST BE MENDED")
LOOK = Text(id="PERLU DIPERHATIKAN", en="WORTH A LOOK")
WAIVED = Text(id="DIKECUALIKAN", en="WAIVED")
WAIVERS = Text(id="PENGECUALIAN LAIN", en="OTHER WAIVERS")
SIGN_OFFS = Text(id="PERSETUJUAN", en="SIGN-OFFS")
SCORES = Text(id="SKOR", en="SCORES")
PLUGINS = Text(id="PLUGIN DIBLOKIR", en="BLOCKED PLUGINS")
MARKED = Text(id="PLUGIN BERTANDA", en="MARKED PLUGINS")
FEW_NAMES = 5
"""How many people are named who can answer a sign-off before the rest is counted."""
SHOWN_WHOLE = 6
"""How many different messages of one rule and subject are printed before the rest is counted."""


def verdict_text(verdict: Verdict, names: Names, language: Language, *, recorded: int = 0) -> str:
    """Return a verdict as text, without a line end at its end.

    Args:
        verdict: The verdict.
        names: Titles of what it names by key.
        language: In which to write.
        recorded: The number of the history entry that records it; 0 when none does.
    """
    return _Writer(verdict, names, language).text(recorded)


class _Writer:
    """Writes one verdict in one language."""

    def __init__(self, verdict: Verdict, names: Names, language: Language) -> None:
        self.verdict = verdict
        self.names = names
        self.language = language

    def text(self, recorded: int) -> str:
        """Return the whole text."""
        last = conclusion(self.verdict, self.names).in_(self.language)
        parts = [
            [last],
            self._head(),
            self._results(MUST, [r for r in self.verdict.results if r.blocks]),
            self._sign_offs(),
            self._results(LOOK, [r for r in self.verdict.results if r.status == "warn"]),
            self._results(WAIVED, [r for r in self.verdict.results if r.status == "waived"]),
            self._waivers(),
            self._scores(),
            self._plugins(),
            [*self._counts(recorded), last],
        ]
        return "\n\n".join("\n".join(part) for part in parts if part)

    def _say(self, indonesian: str, english: str) -> str:
        return english if self.language == "en" else indonesian

    def _head(self) -> list[str]:
        from datetime import date

        verdict, names = self.verdict, self.names
        from_ = names.stage(verdict.from_).in_(self.language)
        to = names.stage(verdict.to).in_(self.language)
        day = day_words(date.fromisoformat(verdict.as_of), self.language)
        return [f"{names.city}: {from_} → {to} ({self._say('keadaan per', 'as of')} {day})"]

    # -- results --------------------------------------------------------------------------------

    def _results(self, title: Text, results: Sequence[Result]) -> list[str]:
        if not results:
            return []
        lines = [f"{title.in_(self.language)} ({len(results)})"]
        for block in blocks(results):
            lines += ["", subject(block, self.names).in_(self.language)]
            for _, same in groupby(block, key=lambda r: (r.rule, r.worksheet, r.status)):
                lines += self._group(tuple(same))
        return lines

    def _group(self, results: tuple[Result, ...]) -> list[str]:
        first = results[0]
        count = f" ({len(results)})" if len(results) > 1 else ""
        lines = [f"  {first.rule}  {first.title.in_(self.language)}{count}"]
        lines += [f"    - {line}" for line in self._messages(results)]
        if first.fault:
            lines.append(f"    {self._say('Gangguan', 'Fault')}: {first.fault}")
        where = places(results, self.names).in_(self.language)
        if where:
            lines.append(f"    {self._say('Di', 'Where')}: {where}")
        if first.status == "waived":
            label = self._say("Pengecualian", "Waiver")
            told = covering(results, self.verdict)
            return [*lines, *(f"    {label}: {line.in_(self.language)}" for line in told)]
        return [*lines, *self._advice(results)]

    def _advice(self, results: tuple[Result, ...]) -> Iterator[str]:
        """Yield who mends it, how, and with which command."""
        who = who_mends(results, self.names).in_(self.language)
        yield f"    {self._say('Oleh', 'Who')}: {who}"
        advice = [advice_of(result, self.names, self.verdict.city) for result in results]
        for label, words in (
            (self._say("Cara", "How"), [one.how for one in advice]),
            (self._say("Perintah", "Command"), [one.command for one in advice]),
        ):
            told = dict.fromkeys(text.in_(self.language) for text in words)
            yield from (f"    {label}: {line}" for line in told if line)

    def _messages(self, results: Sequence[Result]) -> Iterator[str]:
        """Yield the messages, equal ones once with all their rows; the tail is only counted."""
        alike: dict[tuple[str, str], list[Result]] = {}
        for result in results:
            column = result.column_title.in_(self.language) if result.column_title else ""
            alike.setdefault((result.message.in_(self.language), column), []).append(result)
        shown = list(alike.items())
        if len(shown) > SHOWN_WHOLE + 1:
            shown, rest = shown[:SHOWN_WHOLE], shown[SHOWN_WHOLE:]
        else:
            rest = []
        for (message, column), same in shown:
            where = self._where(same, column)
            yield f"{where}: {message}" if where else message
        if rest:
            tail = [result for _, same in rest for result in same]
            rows = row_names(tail).in_(self.language)
            yield self._say(f"dan {len(tail)} lagi", f"and {len(tail)} more") + (
                f": {rows}" if rows else ""
            )

    def _where(self, results: Sequence[Result], column: str) -> str:
        rows = row_names(results).in_(self.language)
        label = self._say("kolom", "column")
        return ", ".join(part for part in (rows, f"{label} {column}" if column else "") if part)

    # -- the rest -------------------------------------------------------------------------------

    def _sign_offs(self) -> list[str]:
        if not self.verdict.sign_offs:
            return []
        lines = [SIGN_OFFS.in_(self.language)]
        for status in self.verdict.sign_offs:
            lines += sign_off_lines(status, self.names, self.verdict.city, self.language)
        return lines

    def _waivers(self) -> list[str]:
        lines = [line.in_(self.language) for line in standing_waivers(self.verdict, self.names)]
        return [WAIVERS.in_(self.language), *(f"  {line}" for line in lines)] if lines else []

    def _scores(self) -> list[str]:
        if not self.verdict.scores:
            return []
        lines = [SCORES.in_(self.language)]
        for title, group in groupby(self.verdict.scores, key=lambda s: s.title):
            lines.append(f"  {title.in_(self.language)}")
            lines += [f"    {line}" for line in self._score_lines(group)]
        return lines

    def _score_lines(self, scores: Iterable[ScoreResult]) -> Iterator[str]:
        for score in scores:
            name = self.names.dimension(score.subject).in_(self.language) or self.names.city
            if score.fault:
                yield f"{name}: {self._say('gagal', 'failed')}: {score.fault}"
                continue
            value = "-" if score.value is None else number_words(score.value, self.language)
            least = ""
            if score.minimum is not None:
                needed = number_words(score.minimum, self.language)
                least = self._say(f" (minimal {needed})", f" (at least {needed})")
                if not score.met:
                    least += self._say(" BELUM TERCAPAI", " NOT REACHED")
            yield f"{name}: {value}{least}"

    def _plugins(self) -> list[str]:
        """Name the plugins that took no part, and those that a reader must know of."""
        blocked = [fact for fact in self.verdict.plugins if fact.state != "loaded"]
        marked = [fact for fact in self.verdict.plugins if fact.state == "loaded" and fact.notes]
        lines: list[str] = []
        for title, facts in ((PLUGINS, blocked), (MARKED, marked)):
            if facts:
                lines += ["", title.in_(self.language)] if lines else [title.in_(self.language)]
                lines += [f"  {plugin_line(fact).in_(self.language)}" for fact in facts]
        return lines

    def _counts(self, recorded: int) -> list[str]:
        passed = len({r.rule for r in self.verdict.results if r.status == "pass"})
        silent = len({r.rule for r in self.verdict.results if r.status == "not_applicable"})
        lines = [
            self._say(
                f"{passed} ketentuan terpenuhi, {silent} tidak berlaku sekarang.",
                f"{counted(passed, 'rule')} passed, {silent} not applicable now.",
            )
        ]
        if recorded:
            lines.append(
                self._say(f"Tercatat sebagai entri {recorded}.", f"Recorded as entry {recorded}.")
            )
        return lines


def sign_off_lines(status: SignOffStatus, names: Names, city: str, language: Language) -> list[str]:
    """Return how one sign-off stands: its state, who has answered, who is still to answer."""

    def say(indonesian: str, english: str) -> str:
        return english if language == "en" else indonesian

    mark = "[x]" if status.met else "[ ]"
    if status.decision:
        how = say(f"keputusan rapat, entri {status.decision}", f"decided, entry {status.decision}")
    else:
        done = len(status.approved)
        how = say(f"{done} dari {status.quorum}", f"{done} of {status.quorum}")
    if status.signed:
        how += say(", dengan tanda tangan SSH", ", with an SSH signature")
    lines = [f"  {mark} {status.title.in_(language)}: {how}"]
    for label, people in (
        (say("menyetujui", "approved"), status.approved),
        (say("menyetujui isi yang sudah berubah", "approved what has changed"), status.outdated),
        (say("menyetujui tanpa tanda tangan", "approved without a signature"), status.unsigned),
        (say("tidak menyetujui", "did not approve"), status.declined),
    ):
        if people:
            lines.append(f"      {label}: {'; '.join(people)}")
    if not status.met:
        lines += [f"      {line.in_(language)}" for line in _still_to_answer(status, names, city)]
    return lines


def _still_to_answer(status: SignOffStatus, names: Names, city: str) -> Iterator[Text]:
    """Yield who can answer, whether they are enough, and the command."""
    role = status.role
    known = {"city": city, "role": role}
    if status.body:
        yield _COMMAND.fill({"command": _DECIDE.fill(known).text})
        return
    able_people = names.people.get(role, ())
    left = [name for name in able_people if name not in (*status.approved, names.mover)]
    if left:
        who, more = ", ".join(left[:FEW_NAMES]), len(left) - FEW_NAMES
        yield Text(
            id=f"yang dapat menjawab: {who}" + (f" dan {more} orang lain" if more > 0 else ""),
            en=f"who can answer: {who}" + (f" and {more} more" if more > 0 else ""),
        )
        answer = _SIGN_WITH if status.signed else _SIGN
        yield _COMMAND.fill({"command": answer.fill({**known, "name": left[0]}).text})
    able = len(left) + len(status.approved)
    if able < status.quorum and names.mover in able_people:
        yield _MOVES.fill({"mover": names.mover, "command": _ADVANCE.fill(known).text})
    elif able < status.quorum:
        command = _REGISTER.fill(known).text
        yield _TOO_FEW.fill({"quorum": status.quorum, "able": able, "command": command})


_DECIDE = Command.of(
    "decide {city} --body {role} --present {present} --of {members} --date {date}"
    " --number {number} {file}"
)
_SIGN = Command.of("sign-off {city} --role {role} --as {name}")
_SIGN_WITH = Command((*_SIGN.words, "--sign-with", "{key}"))
_ADVANCE = Command.of("advance {city} --as {name}")
_REGISTER = Command.of("person add {city} {name} --role {role} --post {post}")
_COMMAND = Text(id="perintah: {command}", en="command: {command}")
_MOVES = Text(
    id="{mover} yang memajukan, maka jawabannya tidak dihitung; mintalah orang lain memajukan:"
    " {command}",
    en="{mover} is the one who advances, so that answer does not count; let somebody else"
    " advance: {command}",
)
_TOO_FEW = Text(
    id="kuorum {quorum}, yang terdaftar dan boleh menjawab {able}: {command}",
    en="the quorum is {quorum}, registered and able to answer: {able}; {command}",
)
