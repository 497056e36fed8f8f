"""The journal: what was done outlives the process, and only the same run goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow.model import PluginFact
from smartflow.offices.portfolio.running.journal import (
    AnotherRun,
    BadJournal,
    Journal,
    JournalExists,
    JournalHead,
    begin_journal,
    journal_name,
    read_head,
    resume_journal,
)
from smartflow.offices.portfolio.running.order import CityTask, WorkOrder
from smartflow.offices.portfolio.running.results import CityResult, Outcome
from smartflow.offices.portfolio.running.worker import blank

if TYPE_CHECKING:
    from pathlib import Path

TASKS = tuple(CityTask(f"k{n}", f"Kota {n}", f"11.0{n}", "Aceh", "satu") for n in range(5))
ORDER = WorkOrder(
    act="advance",
    to="",
    reason="SK 1",
    run="00112233aabbccdd",
    moment="2026-11-24T03:00:00.000000Z",
    root="/kerja",
    store="smartflow/00000000000000000000000000000000",
    kind="sqlite",
    actor="Rina",
    safe=False,
    config_folder="",
    engine="0.1.0",
    plugins=(PluginFact("a", "1", "a-dist", "loaded", "00"),),
)
HEAD = JournalHead(ORDER, "--province Aceh", TASKS)


def result(number: int, outcome: Outcome = "moved", exit_code: int = 0) -> CityResult:
    """Return a result of a city."""
    return msgspec.structs.replace(blank(TASKS[number]), outcome=outcome, exit_code=exit_code)


def resumed(path: Path, *, selection: str | None = None, **other: Any) -> Journal:
    """Open a journal again, as a command with some other words would."""
    return resume_journal(path, msgspec.structs.replace(ORDER, **other), selection)


@given(done=st.lists(st.integers(0, 4), max_size=8), torn=st.integers(0, 600))
def test_whatever_was_written_is_there_again(
    done: list[int], torn: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """However far the last line came, the whole ones hold, and writing goes on behind them."""
    path = tmp_path_factory.mktemp("jurnal") / "run.jsonl"
    journal = begin_journal(path, HEAD)
    for number in done:
        journal.append(result(number))
    journal.close()
    whole = path.read_bytes()
    longer = msgspec.structs.replace(result(0, "failed", 2), code="x" * 300)
    line = msgspec.json.encode(longer) + b"\n"
    path.write_bytes(whole + line[: min(torn, len(line) - 1)])
    again = resumed(path)
    assert again.results == tuple(result(number) for number in sorted(set(done)))
    assert again.missing == tuple(TASKS[n] for n in range(5) if n not in done)
    again.append(result(4, "refused", 1))
    again.close()
    assert path.read_bytes() == whole + msgspec.json.encode(result(4, "refused", 1)) + b"\n"


def test_a_line_is_on_the_disk_as_soon_as_it_is_kept(tmp_path: Path) -> None:
    """Another process sees a result while the journal is still open."""
    journal = begin_journal(tmp_path / "run.jsonl", HEAD)
    journal.append(result(3))
    seen = (tmp_path / "run.jsonl").read_bytes().splitlines()
    journal.close()
    assert msgspec.json.decode(seen[-1], type=CityResult) == result(3)


@pytest.mark.parametrize(
    ("outcome", "exit_code", "again"),
    [
        ("moved", 0, False),
        ("refused", 1, False),
        ("final", 0, False),
        ("failed", 2, False),
        ("failed", 4, False),
        ("failed", 5, True),
        ("lost", 3, True),
    ],
)
def test_only_what_may_do_better_is_tried_again(
    outcome: Outcome,
    exit_code: int,
    again: bool,  # noqa: FBT001  a column of the table
    tmp_path: Path,
) -> None:
    """A lost city and one in conflict are done once more; whatever stands is not."""
    journal = begin_journal(tmp_path / "run.jsonl", HEAD)
    journal.append(result(2, outcome, exit_code))
    journal.close()
    reopened = resumed(tmp_path / "run.jsonl")
    reopened.close()
    assert again is (TASKS[2] in reopened.missing)


@pytest.mark.parametrize(
    ("now", "word"),
    [
        ({"act": "check"}, "command"),
        ({"to": "tiga"}, "stage"),
        ({"reason": "SK 2"}, "reason"),
        ({"actor": "Budi"}, "who acts"),
        ({"safe": True}, "--safe"),
        ({"store": "smartflow/1"}, "store"),
        ({"kind": "postgresql"}, "kind"),
        ({"engine": "0.2.0"}, "version"),
        ({"plugins": ()}, "plugins"),
        ({"selection": "--province Riau"}, "selection"),
    ],
)
def test_another_run_does_not_go_on(now: dict[str, Any], word: str, tmp_path: Path) -> None:
    """What differs is named, and the file stays as it is."""
    path = tmp_path / "run.jsonl"
    begin_journal(path, HEAD).close()
    before = path.read_bytes()
    with pytest.raises(AnotherRun, match=word):
        resumed(path, **now)
    assert before == path.read_bytes()


def test_the_same_run_goes_on_from_elsewhere(tmp_path: Path) -> None:
    """Folder, moment and number of the new command do not matter; the journal's own hold."""
    path = tmp_path / "run.jsonl"
    begin_journal(path, HEAD).close()
    again = resumed(
        path,
        selection="--province Aceh",
        root="/lain",
        run="ffffffffffffffff",
        moment="2026-12-01T03:00:00.000000Z",
    )
    again.close()
    assert again.head == HEAD


def test_a_check_is_of_one_day(tmp_path: Path) -> None:
    """A check that was begun yesterday does not go on today; an hour later it does."""
    path = tmp_path / "run.jsonl"
    head = msgspec.structs.replace(HEAD, order=msgspec.structs.replace(ORDER, act="check"))
    begin_journal(path, head).close()
    resumed(path, act="check", moment="2026-11-24T16:59:59.000000Z").close()
    with pytest.raises(AnotherRun, match="day"):
        resumed(path, act="check", moment="2026-11-24T17:00:00.000000Z")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"bukan jurnal\n",
        b"{}\n",
        b"\xff\xfe\x00\n",
        b'{"schema":"smartflow/portfolio-run/2"}\n',
    ],
)
def test_another_file_is_no_journal(content: bytes, tmp_path: Path) -> None:
    """Whatever it holds, it is refused and left as it is; a decoder's English stays English."""
    path = tmp_path / "berkas"
    path.write_bytes(content)
    with pytest.raises(BadJournal) as refusal:
        resumed(path)
    assert refusal.value.message.id.endswith(
        "berkas bukan jurnal pekerjaan yang dapat dibaca (baris 1)."
    )
    with pytest.raises(BadJournal):
        read_head(path)
    assert content == path.read_bytes()


@pytest.mark.parametrize("line", [b"rusak", b'{"slug":"k1"}', b'{"slug":'])
def test_a_damaged_line_in_the_middle_is_told(line: bytes, tmp_path: Path) -> None:
    """Only the last line may be torn; another one is damage, and its number is named."""
    path = tmp_path / "run.jsonl"
    journal = begin_journal(path, HEAD)
    journal.append(result(1))
    journal.close()
    first, second = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(first + line + b"\n" + second)
    with pytest.raises(BadJournal, match="2: "):
        resumed(path)


def test_a_result_of_no_city_of_the_run_is_told(tmp_path: Path) -> None:
    """Lines of two runs were put together."""
    path = tmp_path / "run.jsonl"
    begin_journal(path, HEAD).close()
    stranger = msgspec.structs.replace(result(1), slug="lain")
    with path.open("ab") as file:
        file.write(msgspec.json.encode(stranger) + b"\n")
    with pytest.raises(BadJournal, match="lain"):
        resumed(path)


def test_a_journal_takes_no_other_files_place(tmp_path: Path) -> None:
    """A file that is there stays."""
    path = tmp_path / "penting.txt"
    path.write_text("isi")
    with pytest.raises(JournalExists):
        begin_journal(path, HEAD)
    assert path.read_text() == "isi"


def test_a_run_that_was_not_confirmed_leaves_nothing(tmp_path: Path) -> None:
    """Abandoned before its first result the file goes; behind one, or resumed, it stays.

    What a stopped run recorded without telling is found by the number that only its journal holds.
    """
    first, second, third = (tmp_path / f"{name}.jsonl" for name in "abc")
    begin_journal(first, HEAD).abandon()
    journal = begin_journal(second, HEAD)
    journal.append(result(0))
    journal.abandon()
    begin_journal(third, HEAD).close()
    resumed(third).abandon()
    assert [path.exists() for path in (first, second, third)] == [False, True, True]


def test_its_name_says_what_and_when() -> None:
    """It sorts by command and moment, and two runs of one second do not meet."""
    assert journal_name(ORDER) == "advance-20261124T030000Z-001122.jsonl"
