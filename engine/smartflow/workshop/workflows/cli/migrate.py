"""``smartflow workflow migrate``: let cities follow another version of their workflow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.arguments import optional_city_argument, reason_option
from smartflow.terminal.command import command, option
from smartflow.terminal.options import formats
from smartflow.terminal.usage import UsageFault
from smartflow.terminal.words.wording import KEY, NEXT_STEP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow.report import Table
    from smartflow.terminal.call import Call
    from smartflow.workshop.workflows.migrate import Migrated

__all__ = ["migrate"]

PAIR = Text(id="LAMA=BARU", en="OLD=NEW")
SEVERITIES = {
    "refusal": Text(id="Ditolak", en="Refused"),
    "warning": Text(id="Peringatan", en="Warning"),
}


@command(
    "migrate",
    Text(
        id="Memindahkan kota ke versi lain dari alur kerjanya, atau ke alur kerja lain.\n\nYang"
        " sudah diputuskan tetap seperti semula. --dry-run hanya melihat: apa yang menghalangi, dan"
        " apa yang berubah pada tahap sekarang.",
        en="Let cities follow another version of their workflow, or another workflow.\n\nWhat was"
        " decided stays as it is. --dry-run only looks: what stands against it, and what changes in"
        " the present stage.",
    ),
    aliases=("pindah",),
)
@optional_city_argument
@option(
    "--all",
    text=Text(id="Semua kota di ruang kerja ini.", en="All cities of this workspace."),
    is_flag=True,
)
@option(
    "--to",
    text=Text(
        id="Alur kerja tujuan, misalnya masterplan atau masterplan@2.",
        en="The workflow to follow, such as masterplan or masterplan@2.",
    ),
    metavar_text=KEY,
    required=True,
)
@option(
    "--stage",
    text=Text(
        id="Tahap yang berganti nama; boleh berulang.",
        en="A stage that is called otherwise there; may be repeated.",
    ),
    metavar_text=PAIR,
    multiple=True,
)
@option(
    "--dry-run",
    text=Text(id="Hanya melihat; tidak ada yang dicatat.", en="Only look; nothing is recorded."),
    is_flag=True,
)
@reason_option(
    Text(id="Alasannya; wajib kecuali dengan --dry-run.", en="Why; needed unless it is a dry run."),
    required=False,
)
@formats
def migrate(  # noqa: PLR0913  click passes each option
    call: Call,
    city: str | None,
    all: bool,  # noqa: A002, FBT001  the option's name
    to: str,
    stage: tuple[str, ...],
    dry_run: bool,  # noqa: FBT001  click passes it so
    reason: str,
) -> int:
    """Move each city, then list what became of them; end with the gravest refusal."""
    from smartflow.errors import gravest
    from smartflow.terminal.cells import table_data
    from smartflow.terminal.tables import print_data, print_table
    from smartflow.workshop.workflows.migrate import workflow_migrate

    if bool(city) == all:
        raise UsageFault(
            Text(id="Sebutkan satu kota, atau --all.", en="Name one city, or --all."),
            Text(
                id="Misalnya: smartflow workflow migrate KOTA --to masterplan@2 --dry-run",
                en="Such as: smartflow workflow migrate CITY --to masterplan@2 --dry-run",
            ),
        )
    workspace = call.workspace()
    with workspace.reading() as reading:
        register = workspace.register(reading)
    cities = [one.slug for one in register.own_cities] if all else [city or ""]
    done = workflow_migrate(
        workspace, cities, to, reason=reason or "", renamed=_pairs(stage), dry_run=dry_run
    )
    errors = [one.error for one in done if one.error is not None]
    if errors and not all and done[0].plan is None:
        raise errors[0]
    table = _table(done, dry_run=dry_run)
    if call.format == "json":
        rows = zip(table_data(table), done, strict=True)
        print_data(call, {"cities": [row | _more(one) for row, one in rows]})
    else:
        print_table(call, table, "cities")
    for one in done:
        for text in _notes(one, call):
            call.say(text)
    return gravest(error.exit_code for error in errors)


def _pairs(words: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for word in words:
        old, equals, new = (part.strip() for part in word.partition("="))
        if not equals or not old or not new:
            raise UsageFault(
                Text(id=f"'{word}' bukan pasangan tahap.", en=f"'{word}' is no pair of stages."),
                Text(id="Tulis: --stage LAMA=BARU", en="Write: --stage OLD=NEW"),
            )
        pairs[old] = new
    return pairs


def _table(done: tuple[Migrated, ...], *, dry_run: bool) -> Table:
    from smartflow.report import Table

    return Table(
        title=Text(id="Perpindahan alur kerja", en="Migration"),
        keys=("city", "from", "to", "stage", "entry", "outcome"),
        headings=(
            Text(id="Kota", en="City"),
            Text(id="Dari", en="From"),
            Text(id="Ke", en="To"),
            Text(id="Tahap", en="Stage"),
            Text(id="Entri", en="Entry"),
            Text(id="Hasil", en="Outcome"),
        ),
        rows=tuple(
            (
                one.city,
                f"{one.plan.before.key}@{one.plan.before.version}" if one.plan else None,
                f"{one.plan.after.key}@{one.plan.after.version}" if one.plan else None,
                one.plan.stage if one.plan else None,
                one.entry.seq if one.entry else None,
                _outcome(one, dry_run=dry_run),
            )
            for one in done
        ),
    )


def _outcome(one: Migrated, *, dry_run: bool) -> Text:
    if one.error is not None:
        return Text(id="ditolak", en="refused")
    if one.plan is not None and one.plan.unchanged:
        return Text(id="sudah mengikutinya", en="follows it already")
    if dry_run:
        return Text(id="dapat dipindahkan", en="can be moved")
    return Text(id="dipindahkan", en="moved")


def _more(one: Migrated) -> dict[str, object]:
    """Return what JSON tells of a city beside its row."""
    from smartflow.terminal.cells import cell_data

    plan, error = one.plan, one.error
    return {
        "stage_from": plan.stage_from if plan else None,
        "stages": plan.stages if plan else {},
        "remarks": [
            {"code": remark.code, "severity": remark.severity, "message": cell_data(remark.message)}
            for remark in (plan.remarks if plan else ())
        ],
        "changes": [cell_data(text) for text in (plan.changes if plan else ())],
        "error": None
        if error is None
        else {
            "code": error.code,
            "exit_code": error.exit_code,
            "message": cell_data(error.message),
            "hint": cell_data(error.hint),
        },
    }


def _notes(one: Migrated, call: Call) -> Iterator[Text]:
    """Yield what changes for one city, what stands against it, and what to know."""
    plan, error = one.plan, one.error
    for text in plan.changes if plan else ():
        yield Text(id=f"{one.city}: {text.id}", en=f"{one.city}: {text.en}")
    for remark in plan.remarks if plan else ():
        what = SEVERITIES[remark.severity]
        yield Text(
            id=f"{what.id} ({one.city}, {remark.code}): {remark.message.id}",
            en=f"{what.en} ({one.city}, {remark.code}): {remark.message.en}",
        )
    if error is None:
        return
    if plan is None or not plan.refusals:
        yield Text(id=f"{one.city}: {error.message.id}", en=f"{one.city}: {error.message.en}")
    if error.hint is not None:
        step = call.words(NEXT_STEP)
        yield Text(id=f"{step}: {error.hint.id}", en=f"{step}: {error.hint.en}")
