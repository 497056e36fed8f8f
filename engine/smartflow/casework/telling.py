"""After the commit: the stage history log grows, and observers are told.

Neither can undo what was recorded. What goes wrong here is gathered in ``troubles`` and shown as
a warning; the log file is brought up to date by the next act in any case.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from smartflow.casework.clock_order import warn_of_clock
from smartflow.errors import SmartflowError
from smartflow.history.entries.entry import Entry
from smartflow.language import Text
from smartflow.ledger.keys import store_of
from smartflow.plugin.faults import CATCHABLE, describe_fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow.casework.workspace import Workspace

__all__ = ["extend_log", "tell"]

_SECOND: Final = 2


def tell(workspace: Workspace, *entries: Entry) -> None:
    """Extend the stage history log, look at the clock, tell every observer of ``entries``."""
    extend_log(workspace, tuple(dict.fromkeys(log for entry in entries for log in _logs(entry))))
    for entry in entries:
        warn_of_clock(workspace, entry)
    observers = workspace.registry.observers
    if not observers:
        return
    from smartflow.plugin.running.isolation import Isolation

    isolation = Isolation()
    for owned in observers:
        plugin = owned.origin.plugin
        for entry in entries:
            try:
                with isolation.around(f"{plugin}.smartflow_recorded", plugin):
                    owned.value(msgspec.to_builtins(entry))
            except KeyboardInterrupt:
                raise
            except CATCHABLE as error:
                fault = describe_fault(error)
                workspace.troubles.append(
                    Text(
                        id=f"Plugin '{plugin}' gagal setelah pencatatan: {fault}.",
                        en=f"The plugin '{plugin}' failed after the commit: {fault}.",
                    )
                )


def _logs(entry: Entry) -> Iterator[str]:
    """Yield the logs that an entry brings up to date in the file.

    A city's second entry brings the store log along: the line that registers the city may have
    been lost to a crash, and nothing else might be written there for years.
    """
    yield entry.log
    if entry.seq == _SECOND:
        yield store_of(entry.log)


def extend_log(workspace: Workspace, logs: tuple[str, ...]) -> None:
    """Write to the stage history log whatever the store has of ``logs`` and the file lacks."""
    from smartflow.history.entries.log_file import extend_log_file

    def newer(log: str, after: int) -> Iterator[bytes]:
        with workspace.store.read() as reading:
            yield from reading.entries(log, after)

    try:
        extend_log_file(workspace.log_file, newer, logs)
    except (OSError, SmartflowError) as error:
        workspace.troubles.append(
            Text(
                id=f"Berkas {workspace.log_file.name} belum dapat ditambah ({error}); akan"
                " dilengkapi pada perintah berikutnya.",
                en=f"{workspace.log_file.name} could not be extended ({error}); the next"
                " command completes it.",
            )
        )
