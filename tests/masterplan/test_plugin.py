"""The plugin as the engine meets it: its hooks, and what importing it costs."""

from __future__ import annotations

import subprocess
import sys

import smartflow_masterplan
from smartflow_masterplan.rules.registered import RULES
from smartflow_masterplan.scoring.registered import SCORING_RULES
from smartflow_masterplan.settings.registered import SETTINGS
from smartflow_masterplan.sheets.worksheets import WORKSHEETS


def test_hooks_yield_what_the_plugin_holds() -> None:
    """Each hook hands over its table, whole and in order."""
    assert tuple(smartflow_masterplan.smartflow_register_worksheets()) == WORKSHEETS
    assert tuple(smartflow_masterplan.smartflow_register_settings()) == SETTINGS
    assert tuple(smartflow_masterplan.smartflow_register_rules()) == RULES
    assert tuple(smartflow_masterplan.smartflow_register_scoring_rules()) == SCORING_RULES


def test_importing_the_plugin_loads_none_of_its_rooms() -> None:
    """Rules, scores and the demo are imported by the hooks that yield them, not before."""
    code = (
        "import sys, smartflow_masterplan\n"
        "print(*sorted(name for name in sys.modules if name.startswith('smartflow_masterplan.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
