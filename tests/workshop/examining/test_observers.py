"""Observers are told in the check what the engine tells them; their own work is no fault."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from smartflow.history.entries.entry import Entry
from smartflow.testing import Smartflow
from smartflow.workshop.examining import Report
from smartflow.workshop.examining.observers import entries

HOOK = "\n\n@smartflow.hookimpl\ndef smartflow_register_rules"
OBSERVER = "\n\n@smartflow.hookimpl\ndef smartflow_recorded(entry):\n    "


def shape(thing: object) -> object:
    """Return the keys of plain data, however deep; values are left out."""
    if isinstance(thing, dict):
        return {key: shape(value) for key, value in thing.items()}
    return [shape(one) for one in thing[:1]] if isinstance(thing, list) else None


def test_every_example_is_an_entry() -> None:
    """Each is what the history itself would read, and comes back unchanged."""
    for entry in entries():
        assert msgspec.to_builtins(msgspec.convert(entry, Entry)) == entry


def test_the_examples_have_the_shape_of_a_real_history(tmp_path: Path) -> None:
    """The same acts, done for real, hold the same keys: the examples do not grow old."""
    program = Smartflow(tmp_path / "kerja")
    program.folder.mkdir()
    sheet = tmp_path / "isu.csv"
    sheet.write_text("dimension;issue;data\nliving;Antrean;45\n", encoding="utf-8")
    kota = ("--name", "Kota Contoh", "--kind", "kota", "--region-code", "13.73")
    dinas = ("--kind", "opd", "--dimensions", "living", "--leads", "living")
    program.run("init")
    program.run("city", "add", "contoh", *kota, "--province", "Sumatera Barat")
    program.run("agency", "add", "contoh", "DINKES", "Dinas Kesehatan", *dinas)
    program.run("submit", "contoh", sheet, "--agency", "DINKES")
    program.run("advance", "contoh")
    lines = (program.folder / "history.jsonl").read_text(encoding="utf-8").splitlines()
    real = {entry["act"]: entry for entry in map(json.loads, lines)}
    for entry in entries():
        leaf = {**real[str(entry["act"])]}
        del leaf["leaf"]
        told = json.loads(json.dumps(entry))
        told["body"].get("agency", {}).update(dimensions=["x"], leads=["x"])
        assert shape(leaf) == shape(told)


@pytest.mark.slow
@pytest.mark.parametrize(
    "line",
    [
        "if entry['act'] == 'advance' and entry['body']['result'] == 'moved': print(entry)",
        "open('told', 'a').write(entry['act'])",
        "__import__('socket').create_connection(('127.0.0.1', 9))",
    ],
    ids=["picks its act", "writes a file", "calls somebody"],
)
def test_an_observer_may_do_its_work(check_loose: Callable[..., Report], line: str) -> None:
    """An observer that looks at the act first, writes or calls is clean: nothing of it happens."""
    assert check_loose([(HOOK, f"{OBSERVER}{line}\n{HOOK}")]).remarks == ()
