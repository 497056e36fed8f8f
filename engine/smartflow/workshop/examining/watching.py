"""Watching what a function does beside computing: files, network, programs, clock and chance.

Python tells its audit hooks of every file that is opened and every connection that is made, and
its profile function of every built-in function that is called. Both are listened to only while a
function of the plugin runs. What would change something outside is prevented, not just noted.

An audit hook stays for as long as the process lives, so this is for the process of the check
alone. It finds carelessness: code that hides what it does is not found out here.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import PurePath
from types import FrameType
from typing import Any, Literal

import msgspec

__all__ = ["Deed", "Prevented", "Watch"]

DeedKind = Literal["outside", "clock", "read"]
"""``outside`` changes or asks something outside and is prevented; the others are only noted."""


class Deed(msgspec.Struct, frozen=True):
    """Something that a function did beside computing.

    Attributes:
        kind: Which kind.
        what: What it did, as Python calls it: ``open 'x.txt' (w)``, ``datetime.now``.
        place: The plugin's file and line.
    """

    kind: DeedKind
    what: str
    place: str


class Prevented(PermissionError):
    """A function of a plugin wanted to change or ask something outside."""


_OUTSIDE = (
    "socket.",
    "subprocess.Popen",
    "os.exec",
    "os.fork",
    "os.forkpty",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "os.system",
    "os.kill",
    "os.remove",
    "os.rename",
    "os.mkdir",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
    "os.chown",
    "os.utime",
    "shutil.",
    "sqlite3.connect",
    "urllib.Request",
    "http.client.",
    "ftplib.",
    "smtplib.",
    "tempfile.",
    "winreg.",
)
_READING = ("os.listdir", "os.scandir", "glob.glob")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_MACHINERY = ("<frozen importlib", "linecache.py", "tokenize.py")
"""Who opens files on behalf of Python itself: imports, and the lines of a traceback."""

_CLOCK: dict[object, str] = {
    function: f"time.{name}"
    for name in (
        "time",
        "time_ns",
        "monotonic",
        "monotonic_ns",
        "perf_counter",
        "perf_counter_ns",
        "process_time",
        "process_time_ns",
        "localtime",
        "gmtime",
        "ctime",
        "asctime",
        "strftime",
        "sleep",
    )
    if (function := getattr(time, name, None)) is not None
}
_NOW = ("today", "now", "utcnow")


class Watch:
    """Watches the functions of some files.

    Attributes:
        deeds: What was done since the last :meth:`taken`, in order, each once.
    """

    def __init__(self) -> None:
        self.deeds: list[Deed] = []
        self._files: tuple[str, ...] = ()
        self._own = False
        self._depth = 0
        sys.addaudithook(self._hear)

    def taken(self) -> tuple[Deed, ...]:
        """Return what was done, and forget it."""
        deeds, self.deeds = tuple(dict.fromkeys(self.deeds)), []
        return deeds

    @contextmanager
    def during(
        self, files: Sequence[str], *, calls: bool = False, own: bool = False
    ) -> Iterator[None]:
        """Watch until the block ends.

        Args:
            files: Files and folders of the plugin, to which deeds are ascribed.
            calls: Whether to listen to the clock and to chance too; it makes everything slower.
            own: Whether a clock asked or a file read counts only where these files do it
                themselves, and not where a function does that they call. What reaches outside
                counts in any case.
        """
        self._files, self._own = tuple(files), own
        self._depth += 1
        before = sys.getprofile()
        if calls:
            sys.setprofile(self._called)
        try:
            yield
        finally:
            if calls:
                sys.setprofile(before)
            self._depth -= 1

    def _note(self, kind: DeedKind, what: str, frame: FrameType | None) -> bool:
        """Note a deed; say whether it is one of the plugin's."""
        place, near = self._place(frame)
        if not place or (self._own and not near and kind != "outside"):
            return False
        self.deeds.append(Deed(kind, what, place))
        return True

    def _place(self, frame: FrameType | None) -> tuple[str, bool]:
        """Return the innermost line of the plugin, and whether it did the deed itself."""
        near = True
        while frame is not None:
            name = frame.f_code.co_filename
            if any(part in name for part in _MACHINERY):
                return "", False
            if name.startswith(self._files):
                return f"{PurePath(name).name}, line {frame.f_lineno}", near
            near = near and name.startswith("<")
            frame = frame.f_back
        return "", False

    # -- files, network, programs -------------------------------------------------------------

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self._depth:
            return
        self._depth -= 1  # what is done here is none of the plugin's deeds
        try:
            heard = _deed_of(event, arguments)
            noted = heard is not None and self._note(*heard, sys._getframe(1))  # noqa: SLF001
        finally:
            self._depth += 1
        if noted and heard is not None and heard[0] == "outside":
            raise Prevented(f"{heard[1]} was prevented by the check")  # noqa: EM102, TRY003

    # -- clock and chance ---------------------------------------------------------------------

    def _called(self, frame: FrameType, event: str, function: object) -> None:
        if event == "c_call":
            what = _asked(function)
        elif event == "call" and frame.f_code is _SEED.__code__:
            # Random() without a seed takes one from the operating system.
            what = "random.seed" if frame.f_locals.get("a") is None else ""
        else:
            return
        if what:
            self._note("clock", what, frame)


_SEED: Callable[..., None] = random.Random.seed


def _asked(function: object) -> str:
    """Return which clock or chance a built-in function asks, or ``""``."""
    name = getattr(function, "__name__", "")
    owner = getattr(function, "__self__", None)
    if name in _NOW and isinstance(owner, type) and issubclass(owner, dt.date):
        return f"{owner.__name__}.{name}"
    if owner is _SHARED:
        return f"random.{name}"
    if name == "urandom":
        return "os.urandom"
    try:
        return _CLOCK.get(function, "")
    except TypeError:  # a method of something that cannot be hashed
        return ""


_SHARED: object = random._inst  # noqa: SLF001  of random.random()


def _deed_of(event: str, arguments: tuple[Any, ...]) -> tuple[DeedKind, str] | None:
    """Return the kind of deed that an audit event tells of, and its words; None for others."""
    if event == "open":
        path, _, flags = (*arguments, None, None, None)[:3]
        if isinstance(path, int):
            return None  # a stream that is open already
        writes = isinstance(flags, int) and bool(flags & _WRITING)
        kind: DeedKind = "outside" if writes else "read"
        return kind, f"open {path!r}{' (write)' if writes else ''}"
    if event in _READING:
        return "read", event
    if event.startswith(_OUTSIDE):
        return "outside", event
    return None
