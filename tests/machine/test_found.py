"""What the machine has found once, as the few steps that it takes."""

from __future__ import annotations

from machine_any_act import AnyAct
from machine_script import play

BEGIN = ("open_office", {"signed": True, "moves": 0, "attack": "edit", "place": 0})


def judged(*steps: tuple[str, dict[str, object]]) -> None:
    """Play some steps from the beginning, and judge them."""
    machine = AnyAct()
    try:
        play(machine, (BEGIN, *steps))
        machine.judge()
    finally:
        machine.store = ""
        machine.teardown()


def test_a_new_key_that_one_log_has_made_known_counts_for_the_others() -> None:
    """A witness that was shown one city after a rotation still follows the store's own log."""
    judged(
        ("mail", {"city": "", "comes_back": True}),
        ("rotate", {"lost": False, "why": "sebab", "who": ""}),
        ("mail", {"city": "desa", "comes_back": True}),
        ("another_city", {"again": False}),
        ("mail", {"city": "", "comes_back": True}),
    )


def test_what_no_rule_reads_may_be_erased_and_the_decision_stands() -> None:
    """The rows of a stage without rules are needed by what presented them, and by nothing else."""
    sheet = {"city": "kota", "code": "DINKES", "sheet": "swot", "number": 1, "who": ""}
    judged(
        ("pass_on", {"city": "kota", "excused": False}),
        ("send", {**sheet, "sheet": "issues"}),
        ("pass_on", {"city": "kota", "excused": False}),
        ("send", sheet),
        ("show", {"city": "kota", "who": "", "by": "Cici", "days": 0}),
        ("pass_on", {"city": "kota", "excused": False}),
        *(
            ("forget", {"city": "kota", "place": at, "part": "rows", "who": "Ani", "why": "x"})
            for at in (0, 1)
        ),
    )


def test_nil_after_an_erasure_does_not_forget_it() -> None:
    """Numbers of erased rows are never used again, whatever the agency says in between."""
    sheet = {"city": "kota", "code": "DINKES", "sheet": "swot", "who": ""}
    judged(
        ("send", {**sheet, "number": 1}),
        ("forget", {"city": "kota", "place": 0, "part": "rows", "who": "Ani", "why": "x"}),
        ("nothing", sheet),
        ("send", {**sheet, "number": 2}),
        ("choose", {"city": "kota", "sheet": "swot", "code": "DINKES", "number": 2, "why": "x"}),
    )
