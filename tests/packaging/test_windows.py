"""Windows: nothing POSIX-only runs when a module is imported.

Officials sit at Windows laptops. CI has none, so a process pretends: it loads everything once, so
that the standard library and other people's packages are there, forgets what is ours, takes away
the modules that Windows does not have, says ``win32``, and loads ours again.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ABSENT = ("fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty")

PROGRAM = """
import importlib, pathlib, sys, types
absent, folders = sys.argv[1].split(","), [pathlib.Path(folder) for folder in sys.argv[2:]]
names = []
for folder in folders:
    for path in sorted(folder.rglob("*.py")):
        parts = path.relative_to(folder.parent).with_suffix("").parts
        if parts[-1] != "__main__":
            names.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
for name in names:
    importlib.import_module(name)
for name in [name for name in sys.modules if name.partition(".")[0].startswith("smartflow")]:
    del sys.modules[name]
for name in absent:
    sys.modules[name] = None
sys.modules["msvcrt"] = types.ModuleType("msvcrt")
sys.platform = "win32"
for name in names:
    try:
        importlib.import_module(name)
    except ImportError as error:
        sys.stdout.write(f"{name}: {error}\\n")
sys.stderr.write(f"{len(names)} modules\\n")
"""


def test_every_module_imports_without_posix() -> None:
    """With the modules that Windows lacks taken away, every shipped module still imports."""
    folders = [
        ROOT / "engine" / "smartflow",
        *sorted((ROOT / "plugins").glob("smartflow_*")),
        ROOT / "workflows" / "smartflow_workflows",
    ]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, ",".join(ABSENT), *map(str, folders)],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stderr[-2000:]
    assert int(done.stderr.split()[0]) > len(folders)
