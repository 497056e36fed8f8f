"""A proxy in front of a PostgreSQL server that breaks one connection at a chosen moment.

It understands as much of the protocol as it needs: where one turn of the client ends (a simple
query, or a Sync), and when the server's answer to it is whole (ReadyForQuery), see
https://www.postgresql.org/docs/current/protocol-message-formats.html. ``before`` a turn it breaks
when the server has not seen it; ``behind`` it, when the server has done it and the client has not
heard; ``within`` it, when the server has just been asked.

It is a program of its own, ``fault_proxy.py PORT``, for libpq may hold Python's lock while it waits
for an answer. Each line on its standard input is an order, which it answers by what happened since
the one before. :class:`Proxy` is the side of the test. Not a test.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
from contextlib import suppress
from typing import Any, Final

__all__ = ["BEFORE", "BEHIND", "COMMIT", "WITHIN", "Proxy"]

BEFORE: Final = "before"
WITHIN: Final = "within"
BEHIND: Final = "behind"
COMMIT: Final = "COMMIT"
"""The turn that commits what was inserted: named by what it does, rather than by its number."""

_HEAD: Final = 8
"""Bytes that a message without a type has at least: its length and a code."""

_SSL, _GSS = 80877103, 80877104
_INSERT: Final = "INSERT"
_NO_PASSWORD_NEEDED: Final = (b"\0\0\0\0", b"\0\0\0\x0c")
"""Authentication requests that the client does not answer: all is well, and SCRAM's last word."""


class Proxy:
    """The proxy, as a test sees it.

    Args:
        port: The server's.

    Attributes:
        port: The proxy's own.
    """

    def __init__(self, port: int) -> None:
        self._program = subprocess.Popen(
            [sys.executable, __file__, str(port)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.port: int = self._ask({})["port"]

    def arrange(self, turn: int | str, where: str = BEFORE, **more: Any) -> None:
        """Break once, at a turn that comes from now on.

        Args:
            turn: Which one: its number, or :data:`COMMIT`; 0 breaks nothing.
            where: Before it, within it or behind it.
            more: ``kill``: processes to be killed in that moment; ``gone``: whether nobody is let
                in from then on; ``deny``: what those are told who come now, one after the other.
        """
        self._ask({"turn": turn, "where": where, **more})

    def happened(self) -> tuple[int, list[str]]:
        """Return how often it broke, and what the server said that it had done, turn by turn."""
        told = self._ask({"look": True})
        return told["broken"], told["turns"]

    def close(self) -> None:
        """Let it end."""
        self._program.communicate()

    def _ask(self, order: dict[str, Any]) -> dict[str, Any]:
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self._program.stdin.write(json.dumps(order) + "\n")
        self._program.stdin.flush()
        answer: dict[str, Any] = json.loads(self._program.stdout.readline())
        return answer


class Relay:
    """The proxy, as the program that it is."""

    def __init__(self, server: int) -> None:
        self._server = server
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._lock = threading.Lock()
        self._begin_again({"turn": 0})
        threading.Thread(target=self._listen, daemon=True).start()

    def obey(self, order: dict[str, Any]) -> dict[str, Any]:
        """Do what a line says, and tell what happened so far."""
        with self._lock:
            if "turn" in order:
                self._begin_again(order)
            return {"port": self.port, "broken": self._broken, "turns": self._turns}

    def _begin_again(self, order: dict[str, Any]) -> None:
        self._order = order
        self._turns: list[str] = []
        self._denied = 0
        self._broken = 0
        self._gone = self._wrote = False

    def _listen(self) -> None:
        while True:
            client, _ = self._listening.accept()
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with client, suppress(OSError, EOFError):
            if self._gone:
                return
            said = self._refusal()
            if said:
                _deny(client, said)
                return
            with socket.create_connection(("127.0.0.1", self._server)) as server:
                _let_in(client, server)
                while self._turn(client, server):
                    pass

    def _refusal(self) -> str:
        """Return what the next one is told, or ``""`` if it is let in."""
        with self._lock:
            words: list[str] = self._order.get("deny", [])
            self._denied += 1
            return words[self._denied - 1] if self._denied <= len(words) else ""

    def _turn(self, client: socket.socket, server: socket.socket) -> bool:
        """Hand on one turn and its answer; say whether there may be another."""
        asked, ending = _turn_of(client)
        if ending == b"X":
            server.sendall(asked)
            return False
        with self._lock:
            self._turns.append("")
            number = len(self._turns)
            commits = COMMIT.encode() in asked and self._wrote
            self._wrote = self._wrote and not commits
        if self._breaks(number, BEFORE, commits=commits):
            return False
        server.sendall(asked)
        if self._breaks(number, WITHIN, commits=commits):
            return False
        answer, done = _answer_of(server)
        with self._lock:
            if number <= len(self._turns):
                self._turns[number - 1] = done
            self._wrote = self._wrote or _INSERT in done
        if self._breaks(number, BEHIND, commits=commits):
            return False
        client.sendall(answer)
        return True

    def _breaks(self, number: int, where: str, *, commits: bool) -> bool:
        with self._lock:
            turn = self._order["turn"]
            hit = commits if turn == COMMIT else turn == number
            if not hit or self._broken or where != self._order["where"]:
                return False
            self._broken += 1
            self._gone = bool(self._order.get("gone"))
            for process in self._order.get("kill", ()):
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
            return True


def _let_in(client: socket.socket, server: socket.socket) -> None:
    """Hand on until the client is let in: what belongs to no turn is not counted."""
    while True:
        head = _exactly(client, _HEAD)
        length, code = struct.unpack("!II", head)
        server.sendall(head + _exactly(client, length - _HEAD))
        if code not in (_SSL, _GSS):
            break
        client.sendall(_exactly(server, 1))
    while True:
        kind, message = _message(server)
        client.sendall(message)
        if kind in b"ZE":
            return
        if kind == b"R" and message[5:9] not in _NO_PASSWORD_NEEDED:
            server.sendall(_message(client)[1])


def _deny(client: socket.socket, said: str) -> None:
    """Tell a client why it is not let in, as a server does."""
    while True:
        length, code = struct.unpack("!II", _exactly(client, _HEAD))
        _exactly(client, length - _HEAD)
        if code not in (_SSL, _GSS):
            break
        client.sendall(b"N")
    parts = ("SFATAL", "VFATAL", "C57P03", f"M{said}", "")
    body = b"".join(part.encode() + b"\0" for part in parts)
    client.sendall(b"E" + struct.pack("!I", len(body) + 4) + body)


def _turn_of(client: socket.socket) -> tuple[bytes, bytes]:
    """Return all messages of the client's next turn, and the type of the last one."""
    asked = b""
    while True:
        kind, message = _message(client)
        asked += message
        if kind in b"QSX":
            return asked, kind


def _answer_of(server: socket.socket) -> tuple[bytes, str]:
    """Return all messages of the server's answer, and what it says that it has done."""
    answer, done = b"", []
    while True:
        kind, message = _message(server)
        answer += message
        if kind == b"C":
            done.append(message[5:-1].decode())
        if kind == b"Z":
            return answer, ", ".join(done)


def _message(source: socket.socket) -> tuple[bytes, bytes]:
    """Return the type of the next message, and all of its bytes."""
    head = _exactly(source, 5)
    (length,) = struct.unpack("!I", head[1:])
    return head[:1], head + _exactly(source, length - 4)


def _exactly(source: socket.socket, size: int) -> bytes:
    found = b""
    while len(found) < size:
        part = source.recv(size - len(found))
        if not part:
            raise EOFError
        found += part
    return found


def main() -> None:
    """Answer orders until there are no more."""
    relay = Relay(int(sys.argv[1]))
    for line in sys.stdin:
        sys.stdout.write(json.dumps(relay.obey(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
