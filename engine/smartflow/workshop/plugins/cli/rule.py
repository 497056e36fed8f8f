"""``smartflow rule``: which rules there are, and what one of them asks. Needs no workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.command import Command
from smartflow.errors import BadInput
from smartflow.language import Text
from smartflow.terminal.command import argument, command, option
from smartflow.terminal.group import Group
from smartflow.terminal.options import formats
from smartflow.terminal.words.wording import KEY, STAGE

if TYPE_CHECKING:
    from smartflow.plugin.objects import Rule
    from smartflow.plugin.registry import Owned
    from smartflow.report import Table
    from smartflow.terminal.call import Call

__all__ = ["COMMAND", "UnknownRule"]

SEVERITIES = {
    "error": Text(id="harus diperbaiki", en="must be mended"),
    "warning": Text(id="perlu diperhatikan", en="worth a look"),
}


class UnknownRule(BadInput):
    """No loaded plugin brings a rule or family of that code."""

    code = "unknown-rule"
    says = Text(
        id="Ketentuan '{code}' tidak dibawa oleh plugin mana pun yang dimuat.",
        en="No loaded plugin brings a rule '{code}'.",
    )
    next_step = Text.same("{advice}")


@command(
    "list",
    Text(id="Mendaftar ketentuan dari semua plugin.", en="List the rules of all plugins."),
    aliases=("daftar",),
)
@option(
    "--stage",
    text=Text(id="Hanya yang berlaku di tahap ini.", en="Only those of this stage."),
    metavar_text=STAGE,
    default="",
)
@option(
    "--plugin",
    text=Text(id="Hanya dari plugin ini.", en="Only those of this plugin."),
    metavar_text=KEY,
    default="",
)
@formats
def list_(call: Call, stage: str, plugin: str) -> None:
    """List the rules."""
    from smartflow.terminal.tables import print_table
    from smartflow.terminal.warnings import warn_of_plugins

    registry = call.registry()
    rules = [
        owned
        for owned in registry.rules.values()
        if stage in ("", *owned.value.stages) and plugin in ("", owned.origin.plugin)
    ]
    print_table(call, _table(rules), "rules")
    if call.opened is None:
        warn_of_plugins(call, registry)


def _table(rules: list[Owned[Rule]]) -> Table:
    from smartflow.report import Table

    return Table(
        title=Text(id="Ketentuan", en="Rules"),
        keys=("code", "title", "severity", "stages", "plugin"),
        headings=(
            Text(id="Kode", en="Code"),
            Text(id="Yang diminta", en="What is asked"),
            Text(id="Bobot", en="Severity"),
            Text(id="Tahap", en="Stages"),
            Text.same("Plugin"),
        ),
        rows=tuple(
            (
                owned.value.code,
                owned.value.title,
                SEVERITIES[owned.value.severity],
                ", ".join(owned.value.stages),
                owned.origin.plugin,
            )
            for owned in rules
        ),
        note=Text(
            id="Penjelasan satu ketentuan: smartflow rule explain KODE",
            en="One rule explained: smartflow rule explain CODE",
        ),
    )


@command(
    "explain",
    Text(
        id="Menjelaskan satu ketentuan: apa, mengapa, cara memperbaiki, dan dasarnya.",
        en="Explain one rule: what, why, how to mend it, and its sources.",
    ),
    aliases=("jelaskan", "show"),
)
@argument(
    "code",
    label=Text(id="KODE", en="CODE"),
    text=Text(id="Kode, misalnya ISU001.", en="The code, such as ISU001."),
)
@formats
def explain(call: Call, code: str) -> None:
    """Explain one rule."""
    from smartflow.terminal.tables import print_data, print_table

    owned = _find(call, code)
    if call.format == "json":
        print_data(call, {"rule": _data(owned)})
    elif call.format == "text":
        call.write("\n".join(_lines(call, owned)))
    else:
        print_table(call, _table([owned]), "rules")


def _find(call: Call, code: str) -> Owned[Rule]:
    rules = call.registry().rules
    wanted = code.strip().upper()
    if wanted in rules:
        return rules[wanted]
    from smartflow.terminal.usage import guessing
    from smartflow.terminal.warnings import warn_of_plugins

    warn_of_plugins(call, call.registry())  # it may be a rule of one of these
    listing = Text(id="Lihat semuanya: smartflow rule list", en="See all: smartflow rule list")
    raise UnknownRule(
        Text(
            id=f"Ketentuan '{code}' tidak dibawa oleh plugin mana pun yang dimuat.",
            en=f"No loaded plugin brings a rule '{code}'.",
        ),
        guessing(wanted, rules, listing),
    )


def _facts(owned: Owned[Rule]) -> tuple[tuple[str, Text, Text], ...]:
    rule, origin = owned.value, owned.origin
    everywhere = Text(id="semua daerah", en="everywhere")
    return (
        ("why", Text(id="Mengapa", en="Why"), rule.why),
        ("fix", Text(id="Cara memperbaiki", en="How to mend it"), rule.fix),
        *_command(rule),
        *(
            (key, heading, example)
            for key, heading, example in (
                ("passes", Text(id="Contoh yang memenuhi", en="Passes"), rule.passes),
                ("fails", Text(id="Contoh yang belum", en="Fails"), rule.fails),
            )
            if example is not None
        ),
        ("severity", Text(id="Bobot", en="Severity"), SEVERITIES[rule.severity]),
        ("stages", Text(id="Tahap", en="Stages"), Text.same(", ".join(rule.stages))),
        ("reads", Text(id="Membaca", en="Reads"), Text.same(", ".join(rule.reads))),
        (
            "regions",
            Text(id="Daerah", en="Regions"),
            Text.same(", ".join(rule.regions)) if rule.regions else everywhere,
        ),
        ("cites", Text(id="Dasar", en="Sources"), Text.same("; ".join(rule.cites))),
        ("since", Text(id="Sejak versi", en="Since version"), Text.same(rule.since)),
        (
            "plugin",
            Text.same("Plugin"),
            Text.same(origin.named),
        ),
    )


def _command(rule: Rule) -> tuple[tuple[str, Text, Text], ...]:
    if not rule.fix_command:
        return ()
    command = Command.of(rule.fix_command)
    return (("fix_command", Text(id="Perintah", en="Command"), command.text),)


def _lines(call: Call, owned: Owned[Rule]) -> list[str]:
    rule = owned.value
    lines = [f"{rule.code}  {call.words(rule.title)}", ""]
    for _, title, value in _facts(owned):
        words = call.words(value)
        if words:
            lines.append(f"{call.words(title)}: {words}")
    return lines


def _data(owned: Owned[Rule]) -> dict[str, object]:
    from smartflow.terminal.cells import cell_data

    rule, origin = owned.value, owned.origin
    return {
        "code": rule.code,
        "title": cell_data(rule.title),
        "why": cell_data(rule.why),
        "fix": cell_data(rule.fix),
        **{key: cell_data(command) for key, _, command in _command(rule)},
        "message": cell_data(rule.message),
        "severity": rule.severity,
        "stages": list(rule.stages),
        "reads": list(rule.reads),
        "regions": list(rule.regions),
        "each": rule.each,
        "cites": list(rule.cites),
        "since": rule.since,
        "plugin": {
            "name": origin.plugin,
            "version": origin.version,
            "distribution": origin.distribution,
        },
    }


COMMAND = Group(
    "rule",
    Text(id="Melihat dan menjelaskan ketentuan.", en="List and explain rules."),
    (list_, explain),
)
