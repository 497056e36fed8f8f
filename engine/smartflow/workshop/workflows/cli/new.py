"""``smartflow workflow new``: begin a workflow of the region's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.command import argument, command, option
from smartflow.terminal.words.wording import KEY

if TYPE_CHECKING:
    from smartflow.terminal.call import Call

__all__ = ["new"]


@command(
    "new",
    Text(
        id="Memulai alur kerja daerah sendiri.\n\nDitulis ke workflows/KUNCI.toml di ruang kerja,"
        " dan dibaca dari sana. Isinya hanya yang berbeda dari alur kerja yang diperluas.",
        en="Begin a workflow of the region's own.\n\nIt is written to workflows/KEY.toml in the"
        " workspace, and read from there. It holds only what differs from the one it extends.",
    ),
    aliases=("baru",),
)
@argument(
    "key",
    label=KEY,
    text=Text(
        id="Kunci alur kerja baru, misalnya padang_panjang.",
        en="The key of the new workflow, such as padang_panjang.",
    ),
)
@option(
    "--extends",
    text=Text(id="Alur kerja yang diperluas.", en="The workflow that it extends."),
    metavar_text=KEY,
    default="masterplan",
    show_default=True,
)
def new(call: Call, key: str, extends: str) -> None:
    """Write the file."""
    from smartflow.casework.workspace import find_workspace
    from smartflow.terminal.workflows import catalogue
    from smartflow.workshop.workflows.new import workflow_new

    path = workflow_new(
        find_workspace(call.folder),
        key,
        extends=extends,
        catalogue=catalogue(call),
        registry=call.registry(),
        language=call.language,
    )
    call.write(str(path))
    call.done(
        Text(
            id=f"Alur kerja '{key}' siap, dan belum berbeda dari yang diperluas. Ubah berkasnya,"
            f" lalu:\n  smartflow workflow lint {key}\n"
            f"  smartflow city add KOTA --workflow {key} ...",
            en=f"The workflow '{key}' is ready, and differs in nothing yet from what it extends."
            f" Edit the file, then:\n  smartflow workflow lint {key}\n"
            f"  smartflow city add CITY --workflow {key} ...",
        )
    )
