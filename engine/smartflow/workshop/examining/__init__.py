"""Conformance: what ``smartflow plugin check`` looks at before a plugin is trusted with a gate.

``subject`` finds what is meant, ``checking`` starts two processes that load and run it,
``examination`` looks at it from all sides in one of them (``registered`` without running it,
``examples`` with its author's words, ``behaviour`` on the cities of ``sampling`` while
``watching``, ``outputs`` with verdicts and tables), and ``remark`` is what comes out. Must not
import the command line, and imports no plugin in the process of who asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.lazily import loading

if TYPE_CHECKING:
    from smartflow.workshop.examining.aspects import ASPECTS
    from smartflow.workshop.examining.checking import check_plugin
    from smartflow.workshop.examining.remark import Remark, Report
    from smartflow.workshop.examining.subject import Subject, find_subject

__all__ = ["ASPECTS", "Remark", "Report", "Subject", "check_plugin", "find_subject"]

__getattr__ = loading(
    __name__,
    {
        "ASPECTS": "smartflow.workshop.examining.aspects",
        "Remark": "smartflow.workshop.examining.remark",
        "Report": "smartflow.workshop.examining.remark",
        "Subject": "smartflow.workshop.examining.subject",
        "check_plugin": "smartflow.workshop.examining.checking",
        "find_subject": "smartflow.workshop.examining.subject",
    },
)
