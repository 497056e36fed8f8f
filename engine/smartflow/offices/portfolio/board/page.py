"""The board as one page of HTML that needs nothing beside it and asks no other computer.

It can be mailed, opened on a telephone and printed. It holds no script: the cities of a province
fold out by themselves. The words come from here, the frame is ``board.html`` beside this module;
Jinja escapes whatever a city calls itself. Jinja is loaded only when a page is made.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from smartflow.language import Text, day_words, show
from smartflow.offices.portfolio.board.board import UNKNOWN

if TYPE_CHECKING:
    from datetime import date

    from jinja2 import Template

    from smartflow.language import Language
    from smartflow.offices.portfolio.board.board import Board, BoardCity, Count

__all__ = ["board_page"]

_FRAME: Final = Path(__file__).with_name("board.html")
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
_WHOLE: Final = 100
_MOST: Final = 50
"""How many cities that need attention stand at the top; all of them stand under their province."""

_SAID: Final[dict[str, Text]] = {
    "title": Text(id="Papan portofolio masterplan", en="Portfolio board of masterplans"),
    "cities": Text(id="kabupaten/kota", en="cities"),
    "overdue": Text(id="lewat tenggat", en="overdue"),
    "late": Text(id="Lewat tenggat", en="Overdue"),
    "blocked": Text(id="tertahan", en="blocked"),
    "arrived": Text(id="selesai", en="arrived"),
    "damaged": Text(id="riwayat rusak", en="history damaged"),
    "stages": Text(id="Tahap", en="Stages"),
    "stage": Text(id="Tahap", en="Stage"),
    "number": Text(id="Jumlah", en="Number"),
    "share": Text(id="Bagian", en="Share"),
    "by_province": Text(id="Tahap menurut provinsi", en="Stage by province"),
    "by_intake": Text(id="Tahap menurut tahun masuk", en="Stage by intake year"),
    "province": Text(id="Provinsi", en="Province"),
    "intake": Text(id="Tahun masuk", en="Intake year"),
    "total": Text(id="Jumlah", en="Total"),
    "all": Text(id="Semua", en="All"),
    "attention": Text(id="Perlu perhatian", en="Needing attention"),
    "none": Text(id="Tidak ada.", en="None."),
    "of_provinces": Text(id="Kabupaten/kota per provinsi", en="Cities by province"),
    "fold": Text(
        id="Tekan nama provinsi untuk membuka daftarnya.",
        en="Press a province's name to open its list.",
    ),
    "city": Text(id="Kabupaten/kota", en="City"),
    "code": Text(id="Kode", en="Code"),
    "since": Text(id="Sejak", en="Since"),
    "due": Text(id="Tenggat", en="Due"),
    "days": Text(id="Lewat (hari)", en="Overdue (days)"),
    "held_by": Text(id="Tertahan oleh", en="Held by"),
    "judged": Text(id="Diperiksa", en="Judged on"),
    "unsent": Text(id="Kertas kerja kosong", en="Worksheets unsent"),
    "imported": Text(id="salinan dari kantor lain", en="a copy from another office"),
    "sign_offs": Text(id="persetujuan kurang", en="sign-offs missing"),
    "scores": Text(id="skor kurang", en="scores too low"),
    "unknown": Text(id="(tidak diketahui)", en="(not known)"),
    "skip": Text(id="Langsung ke isi", en="Skip to the content"),
    "checked": Text(
        id="Yang menahan adalah menurut pemeriksaan pada hari papan ini.",
        en="What holds a city is as judged on the day of this board.",
    ),
    "recorded": Text(
        id="Yang menahan adalah menurut penolakan terakhir yang tercatat di tahap sekarang, pada"
        " hari yang disebut.",
        en="What holds a city is as of the last recorded refusal in its present stage, on the day"
        " that is named.",
    ),
}


def board_page(board: Board, language: Language) -> bytes:
    """Return the board as a whole page, UTF-8.

    Args:
        board: The board.
        language: The reader's language.
    """
    said = {key: text.in_(language) for key, text in _SAID.items()}
    stages = [title.in_(language) if key else said["unknown"] for key, title in board.stages]
    groups: dict[str, list[BoardCity]] = {}
    for one in board.cities:
        groups.setdefault(one.standing.province, []).append(one)
    page = _frame().render(
        language=language,
        policy=_POLICY,
        said=said,
        day=day_words(board.day, language),
        facts=_facts(board, said, language),
        stages=stages,
        bars=_bars(board, stages, language),
        all=_counted(board.all, said["all"], language),
        provinces=[_counted(one, said["unknown"], language) for one in board.provinces],
        intakes=[_counted(one, said["unknown"], language) for one in board.intakes],
        urgent=len(board.attention),
        attention=[_city(one, said, language) for one in board.attention[:_MOST]],
        rest=_rest(len(board.attention) - _MOST).in_(language),
        groups=[
            (name or said["unknown"], [_city(one, said, language) for one in _by_code(cities)])
            for name, cities in sorted(groups.items(), key=lambda group: (not group[0], group[0]))
        ],
        source=said["checked" if board.checked else "recorded"],
    )
    return f"{page.strip()}\n".encode()


def _rest(number: int) -> Text:
    """Return where the cities are that need attention and do not stand at the top."""
    if number <= 0:
        return Text.same("")
    return Text(
        id=f"... dan {show(number, 'id')} lagi, pada daftar per provinsi di bawah.",
        en=f"... and {show(number, 'en')} more, in the lists by province below.",
    )


@cache
def _frame() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_FRAME.read_text(encoding="utf-8"))


def _facts(board: Board, said: dict[str, str], language: Language) -> list[tuple[str, str]]:
    """Return the figures at the head of the page, each with its word."""
    kinds = [one.attention for one in board.cities]
    held = sum(1 for one in board.cities if one.judged is not None and one.judged.holds)
    facts = [
        (len(kinds), "cities"),
        (board.all.overdue, "overdue"),
        (held, "blocked"),
        (kinds.count("final"), "arrived"),
    ]
    damaged = kinds.count("damaged")
    facts += [(damaged, "damaged")] if damaged else []
    return [(show(number, language), said[word]) for number, word in facts]


def _bars(board: Board, stages: list[str], language: Language) -> list[dict[str, str]]:
    """Return a bar for each stage: its length and its share of all, in percent."""
    whole = board.all
    most = max(whole.stages, default=0)
    return [
        {
            "title": title,
            "number": show(count, language),
            "length": str(_WHOLE * count // most if most else 0),
            "share": _share(count, whole.total),
        }
        for title, count in zip(stages, whole.stages, strict=True)
    ]


def _share(count: int, total: int) -> str:
    """Return a part in percent; a few are never rounded to none, nor almost all to all."""
    share = (2 * _WHOLE * count + total) // (2 * total)
    if count and not share:
        return "< 1 %"
    if count < total and share == _WHOLE:
        return f"> {_WHOLE - 1} %"
    return f"{share} %"


def _counted(count: Count, otherwise: str, language: Language) -> dict[str, Any]:
    return {
        "label": count.label if count.label != UNKNOWN else otherwise,
        "stages": [show(number, language) if number else "" for number in count.stages],
        "total": show(count.total, language),
        "overdue": show(count.overdue, language) if count.overdue else "",
    }


def _by_code(cities: list[BoardCity]) -> list[BoardCity]:
    return sorted(cities, key=lambda one: one.standing.region_code)


def _city(one: BoardCity, said: dict[str, str], language: Language) -> dict[str, Any]:
    standing, judged = one.standing, one.judged

    def day(value: date | None) -> str:
        return day_words(value, language) if value is not None else ""

    failure = standing.failure or (judged.failure if judged is not None else None)
    held = list(judged.blocking) if judged is not None else []
    more = []
    if judged is not None:
        pairs = ((judged.sign_offs, "sign_offs"), (judged.scores, "scores"))
        more = [f"{len(some)} {said[word]}" for some, word in pairs if some]
    return {
        "name": standing.name,
        "code": standing.region_code,
        "stage": standing.stage_title.in_(language) if standing.stage else said["unknown"],
        "since": day(standing.since),
        "due": day(standing.due),
        "days": show(standing.overdue, language) if standing.overdue else "",
        "unsent": show(len(standing.unsent), language) if standing.unsent else "",
        "imported": said["imported"] if standing.imported else "",
        "held": ", ".join([*held, *more]),
        "judged": day(judged.day) if judged is not None and judged.holds else "",
        "failure": failure.message.in_(language) if failure is not None else "",
    }
