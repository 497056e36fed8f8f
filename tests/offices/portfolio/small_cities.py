"""Cities that really move, in great number, and a plugin that kills whoever judges them.

Not named ``test_``: what the tests of runs over many cities share.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.toy_workflow import put_workflow, toy_workflow

from smartflow.casework.casework import read_history
from smartflow.journey.register.city_add import city_add
from smartflow.model import City
from smartflow.regions import all_regions, slug_of

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace
    from smartflow.history.entries.entry import Entry

WORKFLOW = toy_workflow(
    {"satu": ("Satu", "One"), "dua": ("Dua", "Two"), "tiga": ("Tiga", "Three")},
    dict.fromkeys([("satu", "dua"), ("dua", "tiga")], 'rules = ["TST001"]'),
)

KILLER = '''
import os
import pathlib
import signal
import time

import smartflow
from smartflow import Rule, Text

WORDS = Text(id="kata", en="words")


def strike(point, name):
    """Kill this process: for each file NAME-N once, beside a file NAME always."""
    marks = pathlib.Path(os.environ["KILLER_MARKS"])
    for mark in sorted(marks.glob(f"{point}-{name}-*")):
        mark.unlink()
        os.kill(os.getpid(), signal.SIGKILL)
    if (marks / f"{point}-{name}").exists():
        os.kill(os.getpid(), signal.SIGKILL)


def judge(dossier, settings):
    time.sleep(float(os.environ.get("KILLER_SLEEP", "0")))
    strike("judge", dossier.city.region_code)
    return ()


@smartflow.hookimpl
def smartflow_register_rules():
    yield Rule(code="TST001", title=WORDS, why=WORDS, fix=WORDS, message=WORDS,
               stages=("satu", "dua"), cites=("uji",), function=judge)


@smartflow.hookimpl
def smartflow_recorded(entry):
    if entry["act"] == "advance":
        strike("told", entry["log"].rpartition("/")[2])
'''
"""Kills in a rule (``judge``) or behind the commit of an ``advance`` (``told``), as files say."""


def add_small_cities(workspace: Workspace, count: int) -> tuple[City, ...]:
    """Add so many cities that follow a workflow without worksheets.

    The one rule of its gates is that of :data:`KILLER`, which has to be installed.
    """
    put_workflow(workspace.root, WORKFLOW)
    added = []
    for region in all_regions()[:count]:
        city = City(
            slug_of(region), region.name, region.kind, region.code, region.province, "WIB", 2023
        )
        city_add(workspace, city, "kecil")
        added.append(city)
    return tuple(sorted(added, key=lambda one: one.slug))


def moves_of(workspace: Workspace, slug: str) -> list[Entry]:
    """Return the ``advance`` entries of a city."""
    return [one for one in read_history(workspace, slug).entries if one.act == "advance"]
