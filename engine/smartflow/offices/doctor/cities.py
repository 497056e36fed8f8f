"""The part of ``doctor`` that looks at each city: its plugins, its quorums, and who acts here.

Reads every city once. Decides nothing: what would stop an ``advance`` is told before it does.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from smartflow.casework.casework import Case, read_case
from smartflow.casework.people import name_key
from smartflow.casework.pinned import pinned_workflow, registry_of
from smartflow.errors import PluginFault, SmartflowError
from smartflow.language import Text
from smartflow.ledger.examination import Examination
from smartflow.workflow.allow_list import listing_fault
from smartflow.workflow.gate import missing_plugins

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace
    from smartflow.plugin.registry import Registry
    from smartflow.workflow.catalogue import Catalogue
    from smartflow.workflow.definition import SignOffRequirement, Workflow

__all__ = ["examine_cities"]

_EACH: Final = 10
"""Of how many cities each is told by itself."""


def examine_cities(workspace: Workspace) -> Iterator[Examination]:
    """Examine every city of a workspace, and whether the person who acts here is known in one."""
    with workspace.store.read() as reading:
        cities = workspace.register(reading).cities
    catalogue = workspace.catalogue
    known: set[str] = set()
    sound = _Sound()
    for city in cities:
        try:
            case = read_case(workspace, city.slug)
            known |= {name_key(name) for name in case.state.people}
            if case.imported is not None:
                continue  # what is amiss there its own office mends
            found = tuple(_city(case, registry_of(case)))
            yield from found or sound.of(case, alone=len(cities) <= _EACH)
            yield from _newer(case, catalogue)
        except SmartflowError as error:
            yield Examination(
                Text.same(city.name), "fault", error.message, error.hint, error.exit_code
            )
    yield from sound.rest()
    name = workspace.configuration.actor.name
    if name and cities and name_key(name) not in known:
        yield _stranger(name, cities[0].slug)


def _city(case: Case, registry: Registry) -> Iterator[Examination]:
    workflow = pinned_workflow(case)
    yield from _plugins(case, workflow, registry)
    yield from _quorums(case, workflow)


class _Sound:
    """The cities of which there is nothing to say; of many, what they come to."""

    def __init__(self) -> None:
        self._cities = self._entries = 0

    def of(self, case: Case, *, alone: bool) -> Iterator[Examination]:
        """Yield what is said of one city by itself, if there are few."""
        if alone:
            yield _good(Text.same(case.state.city.name), case.head.seq)
            return
        self._cities += 1
        self._entries += case.head.seq

    def rest(self) -> Iterator[Examination]:
        """Yield what is said of all the others together."""
        if self._cities:
            subject = Text(id=f"{self._cities} kabupaten/kota", en=f"{self._cities} cities")
            yield _good(subject, self._entries)


def _good(subject: Text, entries: int) -> Examination:
    return Examination(
        subject,
        "good",
        Text(
            id=f"{entries} entri terbaca, kuorum dapat dipenuhi",
            en=f"{entries} entries read, quorums can be met",
        ),
    )


def _newer(case: Case, catalogue: Catalogue) -> Iterator[Examination]:
    """Say that there is a newer version of the city's workflow: it is free to stay where it is."""
    pin = case.state.workflow
    newer = catalogue.newer_than(pin.key, pin.version)
    if newer:
        yield Examination(
            Text.same(case.state.city.name),
            "good",
            Text(
                id=f"mengikuti {pin.key}@{pin.version}; {newer} tersedia",
                en=f"follows {pin.key}@{pin.version}; there is {newer}",
            ),
            Text.same(f"smartflow workflow migrate {case.state.city.slug} --to {newer} --dry-run"),
        )


def _plugins(case: Case, workflow: Workflow, registry: Registry) -> Iterator[Examination]:
    """Say which plugins the city's workflow requires, or lists, and does not get."""
    missing = missing_plugins(workflow, registry)
    blocked = [name for name in missing if _is_blocked(registry, name)]
    absent = [name for name in missing if registry.plugin(name) is None]
    subject = Text.same(case.state.city.name)
    if blocked:
        names = ", ".join(blocked)
        yield Examination(
            subject,
            "look",
            Text(
                id=f"alur kerja {workflow.key} membutuhkan plugin yang diblokir: {names}; kota ini"
                " tidak dapat diperiksa atau maju",
                en=f"the workflow {workflow.key} requires blocked plugins: {names}; this city can"
                " be neither checked nor advanced",
            ),
            Text(
                id=f"Buka blokirnya: smartflow plugin unblock {' '.join(blocked)}",
                en=f"Unblock them: smartflow plugin unblock {' '.join(blocked)}",
            ),
        )
    for listed in workflow.plugins:
        fault = listing_fault(listed, registry)
        if fault is not None:
            yield Examination(
                subject,
                "fault",
                fault,
                Text(
                    id=f"Pasang tepat yang diizinkan; lihat: smartflow plugin info {listed.name}",
                    en=f"Install exactly what is allowed; see: smartflow plugin info {listed.name}",
                ),
                PluginFault.exit_code,
            )
    if absent:
        names = ", ".join(absent)
        yield Examination(
            subject,
            "fault",
            Text(
                id=f"alur kerja {workflow.key} membutuhkan plugin yang tidak terpasang: {names}",
                en=f"the workflow {workflow.key} requires plugins that are not installed: {names}",
            ),
            Text(
                id="Pasang paketnya; lihat: smartflow plugin list",
                en="Install their packages; see: smartflow plugin list",
            ),
            PluginFault.exit_code,
        )


def _is_blocked(registry: Registry, name: str) -> bool:
    plugin = registry.plugin(name)
    return plugin is not None and plugin.state == "blocked"


def _quorums(case: Case, workflow: Workflow) -> Iterator[Examination]:
    """Say where a quorum of the present stage's moves exceeds the people registered."""
    slug = case.state.city.slug
    people = [person for person in case.state.people.values() if person.in_post(case.today)]
    for move in workflow.transitions_from(case.state.stage):
        for need in move.sign_offs:
            able = [one for one in people if need.role in one.roles]
            holders = sum(1 for one in able if one.ssh_key or not need.signed)
            role = workflow.role(need.role)
            if holders >= need.quorum or (role.body and need.by_minutes):
                continue
            yield Examination(
                Text.same(case.state.city.name),
                "look",
                _too_few(need, role.title, holders),
                Text(
                    id=f'smartflow person add {slug} "NAMA" --role {need.role} --post "JABATAN"'
                    + (" --ssh-key KUNCI.pub" if need.signed else ""),
                    en=f'smartflow person add {slug} "NAME" --role {need.role} --post "POST"'
                    + (" --ssh-key KEY.pub" if need.signed else ""),
                ),
            )


def _too_few(need: SignOffRequirement, title: Text, holders: int) -> Text:
    """Say how many people there are for a quorum; where they must sign, only those with a key."""
    key_id, key_en = (" dengan kunci SSH", " with an SSH key") if need.signed else ("", "")
    return Text(
        id=f"kuorum {title.id} {need.quorum}, yang terdaftar{key_id} {holders}",
        en=f"the quorum of {title.en} is {need.quorum}, registered{key_en}: {holders}",
    )


def _stranger(name: str, slug: str) -> Examination:
    return Examination(
        Text(id="Pelaku", en="Actor"),
        "look",
        Text(
            id=f"'{name}' di smartflow.toml ([actor] name) tidak terdaftar di kota mana pun; setiap"
            " tindakan akan ditolak",
            en=f"'{name}' in smartflow.toml ([actor] name) is registered in no city; every act will"
            " be refused",
        ),
        Text(
            id="Perbaiki ejaannya di smartflow.toml, atau kosongkan dulu lalu daftarkan:"
            f' smartflow person add {slug} "{name}" --role PERAN --post "JABATAN"',
            en="Mend the spelling in smartflow.toml, or empty it and then register:"
            f' smartflow person add {slug} "{name}" --role ROLE --post "POST"',
        ),
    )
