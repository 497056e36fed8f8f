"""``smartflow workflow``: which workflows there are, what one asks, and whether it is sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.command import argument, command, option
from smartflow.terminal.group import Group
from smartflow.terminal.options import formats
from smartflow.terminal.words.wording import CITY
from smartflow.terminal.workflows import catalogue, find
from smartflow.workshop.workflows.cli.migrate import migrate
from smartflow.workshop.workflows.cli.new import new

if TYPE_CHECKING:
    from smartflow.report import Table
    from smartflow.terminal.call import Call
    from smartflow.workflow.definition import SignOffRequirement, Transition, Workflow

__all__ = ["COMMAND"]

WORKFLOW = Text(id="ALUR", en="WORKFLOW")
WORKFLOW_HELP = Text(
    id="Kunci (masterplan atau masterplan@1) atau berkas TOML.",
    en="A key (masterplan or masterplan@1) or a TOML file.",
)
SEVERITIES = {
    "error": Text(id="SALAH", en="ERROR"),
    "warning": Text(id="perhatikan", en="warning"),
}


@command(
    "list",
    Text(id="Mendaftar alur kerja yang tersedia.", en="List the workflows there are."),
    aliases=("daftar",),
)
@formats
def list_(call: Call) -> None:
    """List the workflows."""
    from smartflow.report import Table
    from smartflow.terminal.tables import print_table
    from smartflow.terminal.warnings import warn_without_workspace

    entries = catalogue(call).entries
    table = Table(
        title=Text(id="Alur kerja", en="Workflows"),
        keys=("key", "version", "extends", "plugin", "file", "fault"),
        headings=(
            Text(id="Kunci", en="Key"),
            Text(id="Versi", en="Version"),
            Text(id="Berdasarkan", en="Extends"),
            Text.same("Plugin"),
            Text(id="Berkas", en="File"),
            Text(id="Gangguan", en="Fault"),
        ),
        rows=tuple(
            (
                entry.key,
                entry.version or None,
                entry.extends,
                entry.plugin,
                entry.path.name,
                entry.fault.message if entry.fault else None,
            )
            for entry in entries
        ),
        note=Text(
            id="Isinya: smartflow workflow show KUNCI",
            en="Its content: smartflow workflow show KEY",
        ),
    )
    print_table(call, table, "workflows")
    warn_without_workspace(call)


@command(
    "show",
    Text(
        id="Menampilkan tahap, kertas kerja, ketentuan dan persetujuan sebuah alur kerja.",
        en="Show the stages, worksheets, rules and sign-offs of a workflow.",
    ),
    aliases=("tampilkan", "lihat"),
)
@argument("workflow", label=WORKFLOW, text=WORKFLOW_HELP)
@formats
def show(call: Call, workflow: str) -> None:
    """Show a workflow."""
    from smartflow.terminal.tables import print_data, print_table

    found = find(call, workflow)
    if call.format == "json":
        import msgspec

        from smartflow.workflow.digests import workflow_bytes

        data: object = msgspec.json.decode(workflow_bytes(found))
        print_data(call, {"workflow": data})
    elif call.format == "text":
        call.write("\n".join(_lines(call, found)))
    else:
        print_table(call, _stages(found), "stages")


def _lines(call: Call, workflow: Workflow) -> list[str]:
    from smartflow.terminal.tables import text_table
    from smartflow.workflow.digests import digest

    say = call.words
    roles = "; ".join(f"{role.key} ({say(role.title)})" for role in workflow.roles)
    kinds = "; ".join(f"{kind.key} ({say(kind.title)})" for kind in workflow.records)
    books = "; ".join(f"{book.key} ({say(book.title)})" for book in workflow.books)
    back = ", ".join(say(workflow.role(role).title) for role in workflow.send_back.roles)
    waive = ", ".join(say(workflow.role(role).title) for role in workflow.waiver.roles)
    move = ", ".join(say(workflow.role(role).title) for role in workflow.migrate.roles)
    anybody = say(Text(id="setiap orang terdaftar selain pemohon", en="anybody but who asked"))
    return [
        f"{say(workflow.title)} ({workflow.reference})",
        f"{say(Text(id='Sidik', en='Digest'))}: {digest(workflow)}",
        "",
        text_table(_stages(workflow), call.language),
        "",
        text_table(_gates(workflow), call.language),
        "",
        f"{say(Text(id='Peran', en='Roles'))}: {roles}",
        f"{say(Text(id='Dokumen', en='Documents'))}: {kinds}",
        f"{say(Text(id='Buku', en='Books'))}: {books or '-'}",
        f"{say(Text(id='Boleh mengembalikan', en='May send back'))}: {back or '-'}",
        say(
            Text(
                id=f"Boleh menyetujui pengecualian: {waive or anybody}",
                en=f"May approve a waiver: {waive or anybody}",
            )
        ),
        *(
            [say(Text(id=f"Boleh memindahkan ke versi lain: {move}", en=f"May migrate: {move}"))]
            if move
            else []
        ),
        *_allowed(call, workflow),
        *_newer(call, workflow),
    ]


def _newer(call: Call, workflow: Workflow) -> list[str]:
    """Return a line that names a newer version; nothing where this is the newest."""
    newer = catalogue(call).newer_than(workflow.key, workflow.version)
    if not newer:
        return []
    step_id, step_en = (
        f"smartflow workflow migrate {city} --to {newer} --dry-run" for city in ("KOTA", "CITY")
    )
    said = Text(
        id=f"Versi yang lebih baru: {newer}. Memindahkan kota: {step_id}",
        en=f"A newer version: {newer}. To move a city: {step_en}",
    )
    return [call.words(said)]


def _allowed(call: Call, workflow: Workflow) -> list[str]:
    """Return the allow-list; nothing where every loaded plugin takes part."""
    if not workflow.plugins:
        return []
    title = Text(
        id="Plugin yang diizinkan, selain yang bawaan",
        en="Plugins that are allowed, beside the built-in ones",
    )
    return [
        f"{call.words(title)}:",
        *(f"  {one.name} {one.fingerprint}".rstrip() for one in workflow.plugins),
    ]


def _stages(workflow: Workflow) -> Table:
    from smartflow.report import Table

    return Table(
        title=Text(id="Tahap", en="Stages"),
        keys=("stage", "title", "worksheets", "due_days"),
        headings=(
            Text(id="Kunci", en="Key"),
            Text(id="Judul", en="Title"),
            Text(id="Kertas kerja", en="Worksheets"),
            Text(id="Tenggat (hari)", en="Due (days)"),
        ),
        rows=tuple(
            (stage.key, stage.title, ", ".join(stage.worksheets), stage.due_days)
            for stage in workflow.stages
        ),
    )


def _sign_offs(way: Transition) -> Text:
    """Return who must approve, how many, and whether with a signature."""
    told = [(f"{need.role} ({need.quorum}", _signing(need)) for need in way.sign_offs]
    return Text(
        id=", ".join(f"{words}{how.id})" for words, how in told),
        en=", ".join(f"{words}{how.en})" for words, how in told),
    )


def _signing(need: SignOffRequirement) -> Text:
    if not need.signed:
        return Text.same("")
    if need.minutes:
        return Text(id=", bertanda tangan atau berita acara", en=", signed or by minutes")
    return Text(id=", bertanda tangan", en=", signed")


def _gates(workflow: Workflow) -> Table:
    from smartflow.report import Table

    return Table(
        title=Text(id="Syarat tahap", en="Gates"),
        keys=("from", "to", "rules", "sign_offs"),
        headings=(
            Text(id="Dari", en="From"),
            Text(id="Ke", en="To"),
            Text(id="Ketentuan yang wajib ada", en="Rules that must be there"),
            Text(id="Persetujuan", en="Sign-offs"),
        ),
        rows=tuple(
            (
                way.from_,
                way.to,
                ", ".join(way.rules),
                _sign_offs(way),
            )
            for way in workflow.transitions
        ),
    )


@command(
    "lint",
    Text(
        id="Memeriksa sebuah alur kerja.\n\nKode keluar 2 bila ada yang salah.",
        en="Examine a workflow.\n\nExit code 2 if it has an error.",
    ),
    aliases=("periksa",),
)
@argument("workflow", label=WORKFLOW, text=WORKFLOW_HELP)
@formats
def lint(call: Call, workflow: str) -> int:
    """Examine a workflow."""
    from smartflow.report import Table
    from smartflow.terminal.cells import counted
    from smartflow.terminal.tables import print_table
    from smartflow.terminal.warnings import warn_of_plugins
    from smartflow.workflow.lint.run import lint as examine

    found = find(call, workflow)
    findings = examine(found, call.registry())
    table = Table(
        title=Text(
            id=f"Pemeriksaan alur kerja {found.reference}: {len(findings)} catatan",
            en=f"Examination of the workflow {found.reference}: {counted(len(findings), 'remark')}",
        ),
        keys=("code", "severity", "where", "message"),
        headings=(
            Text(id="Kode", en="Code"),
            Text(id="Bobot", en="Severity"),
            Text(id="Di mana", en="Where"),
            Text(id="Catatan", en="Remark"),
        ),
        rows=tuple(
            (one.code, SEVERITIES[one.severity], one.where, one.message) for one in findings
        ),
    )
    if call.format == "text" and not findings:
        call.write(call.words(table.title))
    else:
        print_table(call, table, "findings")
    warn_of_plugins(call, call.registry())
    return 2 if any(one.severity == "error" for one in findings) else 0


@command(
    "diagram",
    Text(
        id="Menggambar alur kerja sebagai diagram Mermaid.",
        en="Draw a workflow as a Mermaid diagram.",
    ),
)
@argument("workflow", label=WORKFLOW, text=WORKFLOW_HELP)
@option(
    "--city",
    text=Text(id="Tandai tahap kota ini.", en="Mark the stage of this city."),
    metavar_text=CITY,
    default="",
)
def diagram(call: Call, workflow: str, city: str) -> None:
    """Print the diagram."""
    from smartflow.workflow.diagram import mermaid

    current = None
    if city:
        from smartflow.casework.casework import read_case

        current = read_case(call.workspace(), city).state.stage
    call.write(mermaid(find(call, workflow), call.language, current).rstrip("\n"))


COMMAND = Group(
    "workflow",
    Text(
        id="Melihat, memeriksa, memulai dan mengganti alur kerja.",
        en="Show, lint, begin and replace workflows.",
    ),
    (list_, show, lint, diagram, new, migrate),
)
