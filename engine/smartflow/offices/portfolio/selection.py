"""Which cities are meant: by province, stage, intake year or name, or all of them.

Every word must be known, so that a misspelt province is a sentence and never an empty board. A city
whose stage or intake cannot be known, because its history is damaged, is left out by neither: what
nobody can read must not slip out of a selection. Must not import a plugin or an executor.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import msgspec

from smartflow.casework.cities import UnknownCity
from smartflow.casework.lookups import folded
from smartflow.errors import BadInput
from smartflow.language import Text, did_you_mean, near_words
from smartflow.offices.portfolio.titles import titles_in
from smartflow.regions import find_province

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from smartflow.offices.portfolio.standing import CityStanding
    from smartflow.offices.portfolio.titles import Titles

__all__ = [
    "NoCities",
    "NothingSelected",
    "Selection",
    "UnknownIntake",
    "UnknownProvince",
    "UnknownStageAnywhere",
    "select",
]

_MOST = 8
"""How many names a sentence lists before it points to where all of them are."""


class NoCities(BadInput):
    """The workspace holds no city at all."""

    code = "no-cities"
    says = Text(
        id="Ruang kerja ini belum berisi satu pun kabupaten/kota.",
        en="This workspace holds no city yet.",
    )
    next_step = Text(
        id="Impor daftarnya: smartflow portfolio import BERKAS.csv, atau semua daerah otonom:"
        " smartflow portfolio import --all --intake TAHUN",
        en="Import the list: smartflow portfolio import FILE.csv, or all autonomous regions:"
        " smartflow portfolio import --all --intake YEAR",
    )


class UnknownProvince(BadInput):
    """No city of the workspace lies in such a province."""

    code = "unknown-province"
    says = Text(
        id="Tidak ada kabupaten/kota dari provinsi '{word}' di ruang kerja ini.{guess}",
        en="No city of the province '{word}' is in this workspace.{guess}",
    )
    next_step = Text.same("{advice}")


class UnknownStageAnywhere(BadInput):
    """No workflow that a city follows has such a stage."""

    code = "unknown-stage"
    says = Text(
        id="Tahap '{word}' tidak ada dalam alur kerja mana pun.{guess}",
        en="No workflow has a stage '{word}'.{guess}",
    )
    next_step = Text(id="Tahapnya: {named}.", en="The stages: {named}.")


class UnknownIntake(BadInput):
    """No city of the workspace joined the programme in that year."""

    code = "unknown-intake"
    says = Text(
        id="Tidak ada kabupaten/kota di ruang kerja ini yang masuk tahun {year}.",
        en="No city of this workspace joined in {year}.",
    )
    next_step = Text.same("{advice}")


class NothingSelected(BadInput):
    """Every word is known, and no city answers to all of them."""

    code = "nothing-selected"
    says = Text(
        id="Tidak satu pun dari {count} kabupaten/kota memenuhi semua pilihan itu.",
        en="None of the {count} cities answers to all that was selected.",
    )
    next_step = Text(
        id="Longgarkan pilihannya, atau lihat papannya: smartflow portfolio status",
        en="Select less narrowly, or look at the board: smartflow portfolio status",
    )


class Selection(msgspec.Struct, frozen=True):
    """What was asked for; an empty tuple asks for all.

    Attributes:
        provinces: Names of provinces, or the two digits with which their codes begin.
        stages: Keys or titles of stages.
        intakes: Years of joining the programme.
        cities: Slugs, names or Kemendagri codes of cities.
    """

    provinces: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    intakes: tuple[int, ...] = ()
    cities: tuple[str, ...] = ()

    @property
    def is_all(self) -> bool:
        """Whether nothing was asked for, so that every city is meant."""
        return not (self.provinces or self.stages or self.intakes or self.cities)

    @property
    def named(self) -> tuple[str, ...]:
        """The cities, where nothing else was asked for: then no other needs to be read."""
        return () if self.provinces or self.stages or self.intakes else self.cities


def select(standings: Sequence[CityStanding], selection: Selection) -> tuple[CityStanding, ...]:
    """Return the cities that are meant, in the order in which they were given.

    Within one question any answer will do, and all questions must be answered: two provinces and
    one stage are the cities of either province that are in the stage.

    Args:
        standings: Where every city of the workspace stands.
        selection: What was asked for.

    Raises:
        NoCities: there is no city at all.
        UnknownProvince: a province is not among theirs; a near name is suggested.
        UnknownStageAnywhere: a stage is in none of their workflows; a near name is suggested.
        UnknownIntake: a year is not among theirs.
        UnknownCity: a city is not among them; a near name is suggested.
        NothingSelected: each word is known, and no city answers to all.
    """
    if not standings:
        raise NoCities
    provinces = _meant(selection.provinces, _provinces(standings), _unknown_province, _province)
    flows = {one.workflow.reference: one.workflow for one in standings if one.workflow is not None}
    titles = titles_in(flows.values())
    stages = _meant(selection.stages, _stages(titles), partial(_unknown_stage, titles))
    cities = _meant(selection.cities, _cities(standings), _unknown_city)
    _require_intakes(selection.intakes, standings)
    found = tuple(
        one
        for one in standings
        if (not provinces or not one.province or _province(one.province) in provinces)
        and (not stages or not one.stage or one.stage in stages)
        and (not selection.intakes or one.head is None or one.intake in selection.intakes)
        and (not cities or one.slug in cities)
    )
    if not found:
        raise NothingSelected(count=len(standings))
    return found


def _meant(
    words: Iterable[str],
    known: Mapping[str, str],
    unknown: Callable[[str, Mapping[str, str]], BadInput],
    key_of: Callable[[str], str] = folded,
) -> frozenset[str]:
    """Return what words mean.

    Args:
        words: As they were written.
        known: What they may be, each by its key.
        unknown: Makes the refusal of one that is not known.
        key_of: Makes the key of a word.
    """
    meant = set()
    for word in words:
        key = key_of(word)
        if key not in known:
            raise unknown(word, known)
        meant.add(known[key])
    return frozenset(meant)


def _province(words: str) -> str:
    """Return the key of a province: a title, an abbreviation or its digits make no difference."""
    return folded(find_province(words) or words)


def _provinces(standings: Iterable[CityStanding]) -> dict[str, str]:
    keys = (_province(one.province) for one in standings if one.province)
    return {key: key for key in keys}


def _stages(titles: Titles) -> dict[str, str]:
    """Return the stages of every workflow, by key and by title, with and without hyphens."""
    known: dict[str, str] = {}
    for key, title in titles.stages.items():
        for name in (key, key.replace("_", "-"), title.id, title.en):
            known.setdefault(folded(name), key)
    return known


def _cities(standings: Iterable[CityStanding]) -> dict[str, str]:
    return {
        folded(name): one.slug
        for one in standings
        for name in (*_shortened(one.name), one.region_code, one.name, one.slug)
    }


def _shortened(name: str) -> tuple[str, ...]:
    """Return a name as boards show it and officials write it: ``Kab. Agam``, ``Kab Agam``."""
    kind, _, rest = name.partition(" ")
    return (f"Kab. {rest}", f"Kab {rest}") if kind == "Kabupaten" else ()


def _require_intakes(years: Iterable[int], standings: Iterable[CityStanding]) -> None:
    known = sorted({one.intake for one in standings if one.intake is not None})
    for year in years:
        if year not in known:
            listed = ", ".join(map(str, known))
            raise UnknownIntake(
                year=year,
                advice=Text(id=f"Tahun masuk yang ada: {listed}.", en=f"Years there are: {listed}.")
                if known
                else _SEE_ALL,
            )


_SEE_ALL = Text(
    id="Lihat semuanya: smartflow portfolio status --all",
    en="See all of them: smartflow portfolio status --all",
)


def _unknown_province(word: str, known: Mapping[str, str]) -> UnknownProvince:
    names = sorted(find_province(key) or key for key in known)
    guess = did_you_mean(word, names, most=1)
    return UnknownProvince(
        word=word, guess=guess, advice=_listed(Text(id="Provinsi", en="Provinces"), names)
    )


def _unknown_stage(titles: Titles, word: str, known: Mapping[str, str]) -> UnknownStageAnywhere:
    key = next((known[name] for name in near_words(word, known)), "")
    meant = titles.stage(key)
    guess = Text(
        id=f" Maksud Anda '{meant.id}' ({key})?" if key else "",
        en=f" Did you mean '{meant.en}' ({key})?" if key else "",
    )
    named = titles.stages.items()
    return UnknownStageAnywhere(
        word=word,
        guess=guess,
        named=Text(
            id=", ".join((f"{title.id} ({key})" for key, title in named)),
            en=", ".join((f"{title.en} ({key})" for key, title in named)),
        ),
    )


def _unknown_city(word: str, known: Mapping[str, str]) -> UnknownCity:
    guess = did_you_mean(word, (name for name in known if not name[:1].isdigit()), most=1)
    return UnknownCity(
        Text(
            id=f"Tidak ada kabupaten/kota bernama '{word}' di ruang kerja ini.{guess.id}",
            en=f"No city named '{word}' is in this workspace.{guess.en}",
        ),
        Text(id="Lihat daftarnya: smartflow city list", en="See the list: smartflow city list"),
    )


def _listed(what: Text, names: Sequence[str]) -> Text:
    shown = ", ".join(names[:_MOST])
    rest = len(names) - _MOST
    more = Text(id=f" dan {rest} lagi", en=f" and {rest} more") if rest > 0 else Text.same("")
    return Text(id=f"{what.id}: {shown}{more.id}.", en=f"{what.en}: {shown}{more.en}.")
