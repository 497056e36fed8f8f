"""``smartflow demo``: play a plugin's example through, command by command, in this process.

A plugin yields the steps; each is run as if it had been typed, and the demo stops at the first
that does not end as it should. All data in it are illustrations, and it says so.
"""

from __future__ import annotations

import contextlib
import io
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.errors import BadInput, PluginFault
from smartflow.language import Text
from smartflow.terminal.cells import as_word
from smartflow.terminal.command import argument, command, option
from smartflow.terminal.values import FOLDER as FOLDER_TYPE
from smartflow.terminal.words.wording import FOLDER, KEY

if TYPE_CHECKING:
    from smartflow.plugin.objects import Demo, Step
    from smartflow.plugin.registry import Owned
    from smartflow.terminal.call import Call

__all__ = ["COMMAND"]

ENGINE = "smartflow-engine"
DEFAULT_FOLDER = "smartflow-demo"
UNEXPECTED = 2
RULE = "─" * 78


class UnknownDemo(BadInput):
    """No loaded plugin brings such a demo, or several do and none was named."""

    code = "unknown-demo"


class DemoFolderTaken(BadInput):
    """The folder is a workspace already."""

    code = "demo-folder-taken"
    says = Text(
        id="Folder '{target}' sudah menjadi ruang kerja.",
        en="The folder '{target}' is a workspace already.",
    )
    next_step = Text(
        id="Sebutkan folder baru: smartflow demo FOLDER",
        en="Name a new folder: smartflow demo DIR",
    )


class DemoFailed(PluginFault):
    """The plugin's own steps failed."""

    code = "demo-failed"
    says = Text(
        id="Contoh dari plugin '{plugin}' ({distribution} {version}) gagal: {fault}.",
        en="The demo of the plugin '{plugin}' ({distribution} {version}) failed: {fault}.",
    )


@command(
    "demo",
    Text(
        id="Memainkan contoh lengkap, dari isu sampai penetapan. Seluruhnya data ilustrasi.\n\n"
        "FOLDER menjadi ruang kerja; tanpa ini: smartflow-demo.",
        en="Play a whole example through, from issues to adoption. All of it is invented data."
        "\n\nDIR becomes the workspace; without it: smartflow-demo.",
    ),
)
@argument(
    "folder",
    label=FOLDER,
    text=Text(id="Folder baru untuk contoh ini.", en="A new folder for the example."),
    type=FOLDER_TYPE,
    required=False,
)
@option(
    "--demo",
    text=Text(id="Contoh yang mana, bila ada beberapa.", en="Which one, where there are several."),
    metavar_text=KEY,
    default="",
)
def demo(call: Call, folder: Path | None, demo: str) -> int:
    """Run the steps."""
    target = folder or call.folder or Path(DEFAULT_FOLDER)
    call.folder = None
    if (target / "smartflow.toml").exists():
        raise DemoFolderTaken(target=target)
    owned = _choose(call, demo)
    return _Play(call, owned, target).run()


def _choose(call: Call, key: str) -> Owned[Demo]:
    demos = call.registry().demos
    if key in demos:
        return demos[key]
    if not key and len(demos) == 1:
        return next(iter(demos.values()))
    if not key:
        # A region's own demo may stand beside the national one, which comes with the engine.
        built_in = [owned for owned in demos.values() if owned.origin.distribution == ENGINE]
        if len(built_in) == 1:
            return built_in[0]
    names = ", ".join(demos) or "-"
    raise UnknownDemo(
        Text(
            id=f"Contoh '{key}' tidak ada." if key else "Ada beberapa contoh, atau tidak ada.",
            en=f"There is no demo '{key}'." if key else "There are several demos, or none.",
        ),
        Text(
            id=f"Sebutkan salah satu: --demo {names}; periksa: smartflow plugin list",
            en=f"Name one: --demo {names}; see: smartflow plugin list",
        ),
    )


def _typed(step: Step) -> str:
    """Return the words of a step as they would be typed."""
    return " ".join(as_word(word) for word in step.argv)


class _Play:
    """One run of a demo."""

    def __init__(self, call: Call, owned: Owned[Demo], folder: Path) -> None:
        self.call = call
        self.owned = owned
        self.folder = folder
        self.begun = time.monotonic()
        self.count = 0

    def run(self) -> int:
        """Run every step; stop at the first that ends otherwise than it should."""
        title = self.owned.value.title
        self.call.write(
            self.call.words(
                Text(
                    id=f"{title.id}; seluruhnya data ilustrasi, di folder {self.folder}",
                    en=f"{title.en}; all of it invented (data ilustrasi), in {self.folder}",
                )
            )
        )
        for step in self._steps():
            self.count += 1
            code = self._step(step)
            if code != step.exit_code:
                return self._stopped(step, code)
        self._progress("")
        self.call.write("")
        self.call.done(
            Text(
                id=f"Selesai: {self.count} langkah (data ilustrasi). Lihat sendiri: smartflow"
                f" --workspace {as_word(self.folder)} status",
                en=f"Done: {self.count} steps (data ilustrasi). See for yourself: smartflow"
                f" --workspace {as_word(self.folder)} status",
            )
        )
        return 0

    def _steps(self) -> Iterator[Step]:
        from smartflow.plugin.faults import CATCHABLE, describe_fault

        try:
            yield from self.owned.value.steps(self.folder)
        except GeneratorExit:
            raise
        except CATCHABLE as error:
            origin = self.owned.origin
            fault = describe_fault(error, origin.plugin)
            raise DemoFailed(
                plugin=origin.plugin,
                distribution=origin.distribution,
                version=origin.version,
                fault=fault,
            ) from error

    def _step(self, step: Step) -> int:
        note = self.call.words(step.note)
        if step.quiet:
            self._progress(note)
            code, said = self._quietly(step)
            if code != step.exit_code:
                self.call.write(said)
            return code
        self._progress("")
        self.call.write(f"\n{RULE}\n{self.count}. {note}")
        self.call.write(f"$ smartflow {_typed(step)}", bold=True)
        sys.stdout.flush()
        return self._run(step)

    def _quietly(self, step: Step) -> tuple[int, str]:
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = self._run(step)
        self._progress("")
        self.call.write(f"{self.count}. {self.call.words(step.note)}")
        return code, said.getvalue()

    def _run(self, step: Step) -> int:
        from smartflow.terminal.program import run

        common = ["--workspace", str(self.folder), "--lang", self.call.language]
        if self.call.safe:
            common.append("--safe")
        return run((*common, *step.argv), clock=self.call.clock)

    def _progress(self, note: str) -> None:
        """Show on a terminal what is being done; an empty note wipes the line."""
        if not sys.stderr.isatty():
            return
        seconds = int(time.monotonic() - self.begun)
        line = f"[{self.count}, {seconds} s] {note}"[:78] if note else ""
        sys.stderr.write(f"\r{line:<78}\r")
        sys.stderr.flush()

    def _stopped(self, step: Step, code: int) -> int:
        self.call.say(
            Text(
                id=f"Contoh berhenti di langkah {self.count}: `smartflow {_typed(step)}`"
                f" selesai dengan kode {code}, seharusnya {step.exit_code} (data ilustrasi).",
                en=f"The demo stopped at step {self.count}: `smartflow {_typed(step)}`"
                f" ended with {code}, not {step.exit_code} (data ilustrasi).",
            )
        )
        return code or UNEXPECTED


COMMAND = demo
