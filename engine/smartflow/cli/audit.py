"""``smartflow audit``: the group; each of its commands has a file of its own."""

from __future__ import annotations

from smartflow.cli.audit_attach import attach
from smartflow.cli.audit_checkpoint import checkpoint
from smartflow.cli.audit_drill import drill
from smartflow.cli.audit_erase import erase
from smartflow.cli.audit_export import export
from smartflow.cli.audit_key import key
from smartflow.cli.audit_replay import replay
from smartflow.cli.audit_report import report
from smartflow.cli.audit_verify import verify
from smartflow.cli.audit_witness import witness
from smartflow.cli.group import Group
from smartflow.language import Text

__all__ = ["COMMAND"]

COMMAND = Group(
    "audit",
    Text(
        id="Memeriksa, menyegel, dan menghitung ulang jejak audit.",
        en="Verify, seal, and recompute the history.",
    ),
    (verify, checkpoint, witness, attach, replay, report, drill, erase, export, key),
)
