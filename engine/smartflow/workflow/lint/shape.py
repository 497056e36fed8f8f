"""The checks of shape: stages, the ways between them, roles and quorums; no registry is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.workflow.lint.books import check_book_shape
from smartflow.workflow.lint.finding import LintFinding, finding
from smartflow.workflow.suggestion import one_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from smartflow.workflow.definition import Transition, Workflow

__all__ = ["check_shape", "place"]


def check_shape(workflow: Workflow) -> Iterator[LintFinding]:
    """Yield all remarks that the workflow alone gives rise to."""
    yield from _ends(workflow)
    yield from _ways(workflow)
    yield from _reach(workflow)
    yield from _answers(workflow)
    yield from check_book_shape(workflow)
    for stage in workflow.stages:
        if stage.due_days is not None and stage.due_days < 1:
            yield finding(
                "WFL024",
                f"stage {stage.key}",
                f"Tenggat {stage.due_days} hari; isi paling sedikit 1, atau hapus due_days.",
                f"It is due in {stage.due_days} days; give at least 1, or drop due_days.",
            )


def place(way: Transition) -> str:
    """Return how a transition is called in remarks."""
    return f"transition {way.from_} -> {way.to}"


def _ends(workflow: Workflow) -> Iterator[LintFinding]:
    keys = workflow.stage_keys
    if workflow.initial not in keys:
        guess = one_of(workflow.initial, keys)
        yield finding(
            "WFL001",
            "workflow.initial",
            f"Tahap awal '{workflow.initial}' tidak ada.{guess.id}",
            f"There is no initial stage '{workflow.initial}'.{guess.en}",
        )
    if not workflow.final:
        yield finding(
            "WFL002",
            "workflow.final",
            "Belum ada tahap akhir; sebutkan paling sedikit satu dalam 'final'.",
            "There is no final stage; name at least one in 'final'.",
        )
    for key in workflow.final:
        if key not in keys:
            guess = one_of(key, keys)
            yield finding(
                "WFL002",
                "workflow.final",
                f"Tahap akhir '{key}' tidak ada.{guess.id}",
                f"There is no final stage '{key}'.{guess.en}",
            )


def _ways(workflow: Workflow) -> Iterator[LintFinding]:
    keys = workflow.stage_keys
    for way in workflow.transitions:
        for key in dict.fromkeys((way.from_, way.to)):
            if key not in keys:
                guess = one_of(key, keys)
                yield finding(
                    "WFL003",
                    place(way),
                    f"Tahap '{key}' tidak ada.{guess.id}",
                    f"There is no stage '{key}'.{guess.en}",
                )
        if way.from_ in workflow.final:
            yield finding(
                "WFL007",
                place(way),
                f"'{way.from_}' adalah tahap akhir; hapus transisi ini atau keluarkan tahapnya"
                " dari 'final'.",
                f"'{way.from_}' is a final stage; remove this transition or take the stage out"
                " of 'final'.",
            )
        if not way.rules and not way.sign_offs:
            yield finding(
                "WFL008",
                place(way),
                "Tidak ada ketentuan maupun persetujuan yang diminta; isi 'rules' atau"
                " 'sign_offs'.",
                "It asks for neither rules nor sign-offs; give 'rules' or 'sign_offs'.",
            )
        if {way.from_, way.to} <= set(keys) and keys.index(way.to) <= keys.index(way.from_):
            yield finding(
                "WFL022",
                place(way),
                "Transisi ini tidak menuju tahap yang letaknya sesudahnya. Untuk kembali ada"
                " [send_back]; letak tahap baru diatur dengan 'after'.",
                "It does not lead to a stage that stands further down. For going back there is"
                " [send_back]; 'after' says where a new stage stands.",
            )


def _reached(starts: Iterable[str], ways: dict[str, set[str]]) -> set[str]:
    """Return all that can be reached from ``starts``, themselves included."""
    seen: set[str] = set()
    todo = list(starts)
    while todo:
        key = todo.pop()
        if key not in seen:
            seen.add(key)
            todo.extend(ways.get(key, ()))
    return seen


def _reach(workflow: Workflow) -> Iterator[LintFinding]:
    keys = set(workflow.stage_keys)
    forward: dict[str, set[str]] = {}
    backward: dict[str, set[str]] = {}
    for way in workflow.transitions:
        forward.setdefault(way.from_, set()).add(way.to)
        backward.setdefault(way.to, set()).add(way.from_)
    reachable = _reached({workflow.initial} & keys, forward)
    arriving = _reached(set(workflow.final) & keys, backward)
    for key in workflow.stage_keys:
        where = f"stage {key}"
        if key not in reachable:
            yield finding(
                "WFL004",
                where,
                f"Tahap '{key}' tidak terjangkau dari tahap awal; tambahkan transisi ke sana.",
                f"The stage '{key}' cannot be reached from the initial one; add a transition.",
            )
        if key in workflow.final:
            continue
        if not forward.get(key):
            yield finding(
                "WFL005",
                where,
                f"Dari tahap '{key}' tidak ada jalan keluar, padahal bukan tahap akhir.",
                f"No transition leaves the stage '{key}', and it is not a final one.",
            )
        elif key not in arriving:
            yield finding(
                "WFL006",
                where,
                f"Dari tahap '{key}' tidak ada jalan yang sampai ke tahap akhir.",
                f"No path leads from the stage '{key}' to a final one.",
            )


def _answers(workflow: Workflow) -> Iterator[LintFinding]:
    roles = tuple(role.key for role in workflow.roles)
    asked = [
        (place(way), sign_off.role) for way in workflow.transitions for sign_off in way.sign_offs
    ]
    asked += [("send_back", role) for role in workflow.send_back.roles]
    asked += [("waiver", role) for role in workflow.waiver.roles]
    asked += [("migrate", role) for role in workflow.migrate.roles]
    for where, role in asked:
        if role not in roles:
            guess = one_of(role, roles)
            yield finding(
                "WFL013",
                where,
                f"Peran '{role}' tidak ada.{guess.id}",
                f"There is no role '{role}'.{guess.en}",
            )
    for way in workflow.transitions:
        for sign_off in way.sign_offs:
            if sign_off.quorum < 1:
                yield finding(
                    "WFL014",
                    place(way),
                    f"Kuorum '{sign_off.role}' {sign_off.quorum}; harus paling sedikit 1.",
                    f"The quorum of '{sign_off.role}' is {sign_off.quorum}; it must be at least 1.",
                )
    for way in workflow.transitions:
        yield from _signatures(workflow, way)
    if not workflow.send_back.roles:
        yield finding(
            "WFL023",
            "send_back",
            "Tidak ada peran yang dapat mengembalikan tahap; isi [send_back] roles.",
            "No role may send back; give [send_back] roles.",
        )


def _signatures(workflow: Workflow, way: Transition) -> Iterator[LintFinding]:
    """Yield where signatures are asked of a body that decides on paper, or minutes of nobody."""
    bodies = {role.key for role in workflow.roles if role.body}
    for asked in way.sign_offs:
        if asked.role in bodies and not asked.by_minutes:
            yield finding(
                "WFL026",
                place(way),
                f"'{asked.role}' memutuskan dalam rapat, tetapi dengan signed = true berita"
                " acaranya (decide) tidak dihitung: anggotanya harus menandatangani satu per satu."
                " Bila berita acara cukup, tulis minutes = true atau hapus signed.",
                f"'{asked.role}' decides in meetings, but with signed = true its minutes (decide)"
                " do not count: its members must sign one by one. If minutes are enough, give"
                " minutes = true or drop signed.",
            )
        elif asked.minutes and not (asked.signed and asked.role in bodies):
            yield finding(
                "WFL027",
                place(way),
                f"minutes = true pada '{asked.role}' tidak berarti apa-apa: hanya untuk sebuah"
                " badan yang diminta menandatangani (signed = true).",
                f"minutes = true of '{asked.role}' means nothing: it is for a body that is asked"
                " for signatures (signed = true).",
            )
