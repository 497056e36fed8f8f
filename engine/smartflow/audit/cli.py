"""``smartflow audit``: the group; each of its commands has a file of its own."""

from __future__ import annotations

from smartflow.audit.drill.cli.drill import drill
from smartflow.audit.erase.cli.erase import erase
from smartflow.audit.handout.cli.export import export
from smartflow.audit.keys.cli.key import key
from smartflow.audit.paper.cli.report import report
from smartflow.audit.replay.cli.replay import replay
from smartflow.audit.verify.cli.verify import verify
from smartflow.audit.witness.cli.attach import attach
from smartflow.audit.witness.cli.checkpoint import checkpoint
from smartflow.audit.witness.cli.witness import witness
from smartflow.language import Text
from smartflow.terminal.group import Group

__all__ = ["COMMAND"]

COMMAND = Group(
    "audit",
    Text(
        id="Memeriksa, menyegel, dan menghitung ulang jejak audit.",
        en="Verify, seal, and recompute the history.",
    ),
    (verify, checkpoint, witness, attach, replay, report, drill, erase, export, key),
)
