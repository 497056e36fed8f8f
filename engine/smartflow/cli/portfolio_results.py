"""What ``portfolio check`` and ``portfolio advance`` print: a line for each city, then the sums."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import msgspec

from smartflow.cli.cells import counted
from smartflow.cli.tables import print_data, print_format, text_table
from smartflow.cli.wording import NEXT_STEP
from smartflow.language import Text
from smartflow.portfolio.results import exit_code_of
from smartflow.report import Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from smartflow.cli.call import Call
    from smartflow.portfolio.order import Act
    from smartflow.portfolio.results import CityResult, Outcome

__all__ = ["SCHEMA", "print_results", "results_data", "results_table", "summary"]

SCHEMA: Final = "smartflow/portfolio-results/1"

_SHOWN: Final = 4
"""How many codes a line names before it only counts the rest."""

_WORST: Final = 5
"""How many rules the summary names."""

OUTCOMES: Final[dict[Outcome, Text]] = {
    "met": Text(id="memenuhi syarat", en="met"),
    "not_met": Text(id="belum memenuhi", en="not met"),
    "moved": Text(id="maju", en="moved"),
    "refused": Text(id="belum boleh maju", en="refused"),
    "final": Text(id="sudah di tahap akhir", en="at the end"),
    "failed": Text(id="gagal", en="failed"),
    "lost": Text(id="pekerja mati", en="worker died"),
}


def print_results(call: Call, act: Act, results: Sequence[CityResult]) -> None:
    """Print the results of a run in the format of the call.

    Args:
        call: The call.
        act: What was done with each city.
        results: A result for each city, sorted by slug.
    """
    if call.format == "json":
        print_data(call, results_data(act, results))
    elif call.format == "text":
        import shutil
        import sys

        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
        call.write(text_table(_narrow(results_table(results)), call.language, width))
        for line in summary(results):
            call.write(call.words(line))
    else:
        print_format(call, "table", results_table(results))


def results_data(act: Act, results: Sequence[CityResult]) -> dict[str, Any]:
    """Return results as plain data for JSON: the schema ``smartflow/portfolio-results/1``."""
    return {
        "schema": SCHEMA,
        "act": act,
        "exit_code": exit_code_of(results),
        "outcomes": dict(sorted(Counter(one.outcome for one in results).items())),
        "cities": [msgspec.to_builtins(one) for one in results],
    }


def results_table(results: Sequence[CityResult]) -> Table:
    """Return a row for each city."""
    return Table(
        title=Text(id="Hasil per kabupaten/kota", en="Results by city"),
        keys=("city", "name", "province", "stage", "to", "outcome", "blocking", "message"),
        headings=(
            Text(id="Kota", en="City"),
            Text(id="Nama", en="Name"),
            Text(id="Provinsi", en="Province"),
            Text(id="Tahap", en="Stage"),
            Text(id="Tujuan", en="To"),
            Text(id="Hasil", en="Outcome"),
            Text(id="Terhalang oleh", en="Blocked by"),
            Text(id="Keterangan", en="Remark"),
        ),
        rows=tuple(
            (
                one.slug,
                one.name,
                one.province,
                one.stage,
                one.to,
                OUTCOMES[one.outcome],
                _blocking(one),
                one.message,
            )
            for one in results
        ),
    )


def _narrow(table: Table) -> Table:
    """Return what a terminal has room for: a slug says enough, and no column stands empty."""
    wanted = ("city", "stage", "outcome", "blocking", "message")
    shown = [
        number
        for number, key in enumerate(table.keys)
        if key in wanted and (key != "message" or any(row[number] for row in table.rows))
    ]
    return msgspec.structs.replace(
        table,
        keys=tuple(table.keys[number] for number in shown),
        headings=tuple(table.headings[number] for number in shown),
        rows=tuple(tuple(row[number] for number in shown) for row in table.rows),
    )


def _blocking(result: CityResult) -> Text:
    """Return what keeps a gate shut: rules, then missing sign-offs, then scores."""
    names = (*result.blocking, *result.sign_offs, *result.scores)
    shown, rest = ", ".join(names[:_SHOWN]), len(names) - _SHOWN
    if rest <= 0:
        return Text.same(shown)
    return Text(id=f"{shown} dan {rest} lagi", en=f"{shown} and {rest} more")


def summary(results: Sequence[CityResult]) -> Iterator[Text]:
    """Yield the sums in sentences: how many came to what, which rules block most, what to do."""
    counts = Counter(one.outcome for one in results)
    sums = [(counts[outcome], words) for outcome, words in OUTCOMES.items() if counts[outcome]]
    yield Text(
        id=f"\n{len(results)} kabupaten/kota: "
        + ", ".join(f"{number} {words.id}" for number, words in sums)
        + ".",
        en="\n"
        + counted(len(results), "city", "cities")
        + ": "
        + ", ".join(f"{number} {words.en}" for number, words in sums)
        + ".",
    )
    worst = Counter(rule for one in results for rule in one.blocking).most_common()
    if worst:
        listed = sorted(worst, key=lambda one: (-one[1], one[0]))[:_WORST]
        told = ", ".join(f"{rule} ({number})" for rule, number in listed)
        yield Text(id=f"Paling banyak menghalangi: {told}.", en=f"What blocks most cities: {told}.")
        first = listed[0][0]
        yield Text(
            id=f"Penjelasannya: smartflow rule explain {first}",
            en=f"What it asks for: smartflow rule explain {first}",
        )
    hints = Counter(one.hint for one in results if one.hint is not None)
    for hint, _ in hints.most_common(_WORST):
        yield Text(id=f"{NEXT_STEP.id}: {hint.id}", en=f"{NEXT_STEP.en}: {hint.en}")
