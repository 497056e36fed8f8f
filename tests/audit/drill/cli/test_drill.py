"""``smartflow audit drill``: what an auditor reads."""

from __future__ import annotations

from typing import Any


def test_the_table_and_its_sum_agree(city: Any) -> None:
    """As many are caught as the sentence says, and it names what to do next."""
    outcome = city.must("audit", "drill", "--json")
    attacks = outcome.json["attacks"]
    caught = [one for one in attacks if one["caught_outside"] not in ("tidak", None)]
    assert len(caught) == len(attacks)
    said = city.must("audit", "drill", "--lang", "en")
    assert f"{len(caught)} of {len(attacks)} attacks were caught" in said.err
    assert "smartflow audit checkpoint -o FILE" in said.err


def test_a_new_workspace_is_told_where_to_practise(shell: Any) -> None:
    """Nothing to attack: exit 2, and the demo is named."""
    shell.must("init")
    outcome = shell("audit", "drill")
    assert (outcome.code, "smartflow demo" in outcome.err) == (2, True)
