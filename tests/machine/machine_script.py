"""One run by hand in which every act happens: the rules that are called, with their words.

It is what the machine can do at least; that nothing is missing is for a test to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from machine_any_act import AnyAct

Step = tuple[str, dict[str, Any]]

KOTA: dict[str, Any] = {"city": "kota"}
ISSUES: dict[str, Any] = {**KOTA, "code": "DINKES", "sheet": "issues"}
SCRIPT: tuple[Step, ...] = (
    ("open_office", {"signed": False, "moves": 0, "attack": "edit", "place": 7}),
    ("key_again", {}),
    ("mail", {"city": "", "comes_back": True}),
    ("found", {**KOTA, "code": "DLH"}),
    ("type_in", {**ISSUES, "number": 1}),
    ("confirm", {**ISSUES, "who": "Ani"}),
    ("choose", {**KOTA, "sheet": "issues", "code": "DINKES", "number": 1, "why": "x"}),
    ("prepare_statement", KOTA),
    ("pass_on", {**KOTA, "excused": True}),
    ("prepare_statement", KOTA),
    ("take_copy", {}),
    ("send", {**ISSUES, "number": 2, "who": "Budi"}),
    ("hand_in_statement", KOTA),
    ("show", {**KOTA, "who": "", "by": "Cici", "days": 0}),
    ("forward", {**KOTA, "who": "Budi", "to": ""}),
    ("sign", {**KOTA, "who": "Ani", "said": "approve"}),
    ("forward", {**KOTA, "who": "Budi", "to": ""}),
    ("send", {**KOTA, "code": "DINKES", "sheet": "swot", "number": 1, "who": ""}),
    ("merge", {**KOTA, "anew": True, "who": "Ani"}),
    ("busy_day", {**KOTA, "sheet": "swot", "number": 2}),
    ("nothing", {**KOTA, "code": "DLH", "sheet": "swot", "who": ""}),
    ("meet", {**KOTA, "said": "approve", "there": 3, "days": 0}),
    ("gather", {**KOTA, "days": 1}),
    ("publish", {**KOTA, "report": "lembar", "who": "Ani"}),
    ("publish", {**KOTA, "report": "buku", "who": ""}),
    ("document", {**KOTA, "kind": "mou", "days": 1}),
    ("decree", {**KOTA, "value": "0.5"}),
    ("ask", {**KOTA, "who": "Ani", "code": "DINKES", "days": 2}),
    ("ask", {**KOTA, "who": "Ani", "code": "DINKES", "days": -1}),
    ("excuse", {**KOTA, "who": "Budi", "code": "DINKES"}),
    ("ask", {**KOTA, "who": "Budi", "code": "", "days": -1}),
    ("think_better", {**KOTA, "who": "Budi"}),
    ("rotate", {"lost": False, "why": "sebab", "who": ""}),
    ("mail", {"city": "", "comes_back": False}),
    ("rotate", {"lost": True, "why": "sebab", "who": ""}),
    ("mail", {"city": "", "comes_back": True}),
    ("mail_again", {"place": 0}),
    ("forget", {**KOTA, "place": 1, "part": None, "who": "Ani", "why": "sebab"}),
    ("another_version", {**KOTA, "who": "", "version": 2}),
    ("backward", {**KOTA, "who": "Ani", "earlier": "issue_analysis", "why": "x"}),
    ("dissolve", {**KOTA, "code": "DLH", "heir": "DINKES"}),
    ("leave", {**KOTA, "name": "Budi", "days": 0}),
    ("another_city", {"again": False}),
    ("clock_steps", {"hours": -30}),
    ("other_desk", {}),
    ("log_file_lags", {"kept": 2}),
    ("without_the_key", {**KOTA, "name": "record", "other": True}),
    ("another_computer", {**KOTA, "name": "record", "brought": True}),
    ("somebody_is_quicker", {**KOTA, "days": 0}),
    ("reopen", {}),
)


def play(machine: AnyAct, script: tuple[Step, ...] = SCRIPT) -> None:
    """Call the rules one by one, and check after each what is checked in any run."""
    for name, words in script:
        getattr(machine, name)(**words)
        machine.holds()
