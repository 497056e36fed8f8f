"""``smartflow plugin new``: begin a plugin of a region."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from smartflow.language import Text
from smartflow.terminal.command import argument, command, option
from smartflow.terminal.usage import UsageFault
from smartflow.terminal.values import FOLDER as PATH
from smartflow.terminal.values import OneOf
from smartflow.terminal.words.wording import FOLDER, KEY, NAME

if TYPE_CHECKING:
    from smartflow.plugin.scaffold import Kind
    from smartflow.terminal.call import Call
    from smartflow.workshop.plugins.new import NewPlugin

__all__ = ["new"]

CODE = Text(id="KODE", en="CODE")
KINDS = ("rules", "file", "distribution")


@command(
    "new",
    Text(
        id="Memulai plugin daerah: satu ketentuan yang sudah berjalan, dengan contoh dan"
        " README.\n\nrules: berkas ketentuan rules/NAMA.toml, tanpa Python. file: satu berkas"
        " Python rules/NAMA.py. distribution: paket yang dipasang dengan pip.",
        en="Begin a plugin of a region: one rule that runs at once, with examples and a"
        " README.\n\nrules: a rule file rules/NAME.toml, no Python. file: one Python file"
        " rules/NAME.py. distribution: a package that pip installs.",
    ),
    aliases=("baru",),
)
@argument("name", label=NAME, text=Text(id="Nama plugin baru.", en="The new plugin's name."))
@option(
    "--kind",
    text=Text(
        id="Jenisnya: rules (bawaan), file atau distribution.",
        en="Which kind: rules (default), file or distribution.",
    ),
    type=OneOf(KINDS),
    default="rules",
)
@option(
    "--region",
    text=Text(
        id="Kode Kemendagri kota atau provinsinya, misalnya 13.73.",
        en="The Kemendagri code of its city or province, such as 13.73.",
    ),
    metavar_text=CODE,
    default="",
)
@option(
    "--worksheet",
    text=Text(
        id="Kertas kerja ketentuan pertamanya.",
        en="The worksheet of its first rule.",
    ),
    metavar_text=KEY,
    default="",
)
@option(
    "--workflow",
    text=Text(id="Alur kerjanya.", en="Its workflow."),
    metavar_text=KEY,
    default="masterplan",
)
@option(
    "--output",
    "-o",
    text=Text(
        id="Untuk distribution: tulis di dalam folder ini.",
        en="For a distribution: write it into this folder.",
    ),
    metavar_text=FOLDER,
    type=PATH,
)
def new(  # noqa: PLR0913  the words of the command
    call: Call,
    name: str,
    kind: str,
    region: str,
    worksheet: str,
    workflow: str,
    output: Path | None,
) -> None:
    """Write the files."""
    from smartflow.casework.workspace import find_workspace
    from smartflow.terminal.cells import from_here
    from smartflow.terminal.workflows import find
    from smartflow.workshop.plugins.new import plugin_new

    if output is not None and kind != "distribution":
        raise UsageFault(
            Text(
                id="-o hanya untuk --kind distribution; yang lain ditulis ke folder rules ruang"
                " kerja.",
                en="-o is for --kind distribution; the others go into the folder rules of the"
                " workspace.",
            )
        )
    folder = (output or Path()) if kind == "distribution" else find_workspace(call.folder)
    made = plugin_new(
        folder,
        name,
        cast("Kind", kind),
        region=region,
        worksheet=worksheet,
        workflow=find(call, workflow),
        registry=call.registry(),
        today=call.clock.now().date(),
    )
    for path in made.paths:
        call.write(from_here(path))
    call.done(_next(made, name))


def _next(made: NewPlugin, name: str) -> Text:
    """Return what was made, and what to do now."""
    what = Text(
        id=f"Ketentuan {made.code} meminta kolom {made.column.title.id} dalam"
        f" {made.worksheet.title.id} terisi. Ubah sesuai kebutuhan, lalu:",
        en=f"The rule {made.code} asks that {made.column.title.en} in {made.worksheet.title.en}"
        " is filled in. Change it to what you need, then:",
    )
    from smartflow.terminal.cells import as_word, from_here

    steps = {
        "rules": (f"smartflow plugin check rules/{name}.toml",),
        "file": (
            f"smartflow plugin trust rules/{name}.py",
            f"smartflow plugin check rules/{name}.py",
        ),
        "distribution": (
            f"pip install --editable {as_word(from_here(made.folder))}",
            f"smartflow plugin check {name}",
        ),
    }[made.kind]
    lines = "".join(f"\n  {step}" for step in (*steps, f"smartflow rule explain {made.code}"))
    return Text(id=what.id + lines, en=what.en + lines)
