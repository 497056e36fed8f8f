"""Acts of the register of a city: the city itself, its agencies, its people, its settings."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from smartflow.clock import Zone
from smartflow.history.acts.base import Act, WorkflowPin

__all__ = [
    "AgencyAdd",
    "AgencyEnd",
    "AgencyFacts",
    "CityAdd",
    "CityFacts",
    "PersonAdd",
    "PersonEnd",
    "PersonFacts",
    "SettingChange",
    "WorkflowMigrate",
]


class CityFacts(msgspec.Struct, frozen=True):
    """A city as it was registered.

    Attributes:
        slug: The key by which it is named, such as ``sawahlunto``.
        name: The full name, such as ``Kota Sawahlunto``.
        kind: ``kota`` or ``kabupaten``.
        region_code: The Kemendagri code as text, such as ``13.73``.
        province: The province's name.
        zone: ``WIB``, ``WITA`` or ``WIT``.
        intake: The year in which the city joined the programme; null where it is not known.
    """

    slug: str
    name: str
    kind: str
    region_code: str
    province: str
    zone: Zone = "WIB"
    intake: int | None = None


class CityAdd(Act, frozen=True, kw_only=True):
    """A city was registered: the first entry of its log, and of no other.

    Attributes:
        city: The city.
        workflow: The workflow that it follows.
        stage: The key of its first stage.
    """

    act_name = "city_add"

    city: CityFacts
    workflow: WorkflowPin
    stage: str


class AgencyFacts(msgspec.Struct, frozen=True):
    """An agency as it was registered.

    Attributes:
        code: Its short name in capitals, such as ``DINKES``; unique in the city for ever.
        name: Its official name.
        kind: ``opd``, ``kecamatan``, ``kelurahan``, ``desa``, ``bagian``, ``upt`` or ``partner``.
        dimensions: Keys of the dimensions to which it contributes, the main one first.
        leads: Keys of the dimensions that it leads.
        ended: The day from which it exists no longer; null.
        successor: The code of the agency that took over, or ``""``.
    """

    code: str
    name: str
    kind: str
    dimensions: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    ended: date | None = None
    successor: str = ""


class AgencyAdd(Act, frozen=True, kw_only=True):
    """An agency was registered.

    Attributes:
        agency: The agency.
    """

    act_name = "agency_add"

    agency: AgencyFacts


class AgencyEnd(Act, frozen=True, kw_only=True):
    """An agency has ended.

    Attributes:
        code: The agency's code.
        ended: The day from which it exists no longer.
        successor: The code of the agency that takes over, or ``""``.
    """

    act_name = "agency_end"

    code: str
    ended: date
    successor: str = ""


class PersonFacts(msgspec.Struct, frozen=True):
    """A person as they were registered.

    Attributes:
        name: The name by which the person is registered.
        roles: Role keys of the workflow, such as ``team``.
        post: The post, such as ``Kepala Dinas Kesehatan``.
        agencies: Codes of the agencies that the person leads or speaks for.
        status: ``definitif``, ``pj``, ``plt`` or ``plh``.
        since: First day in the post, or null.
        until: Last day in the post (inclusive), or null.
        decree: The decree of appointment, or ``""``.
        ssh_key: The public SSH key, in authorized_keys form, or ``""``.
    """

    name: str
    roles: tuple[str, ...]
    post: str
    agencies: tuple[str, ...] = ()
    status: str = "definitif"
    since: date | None = None
    until: date | None = None
    decree: str = ""
    ssh_key: str = ""


class PersonAdd(Act, frozen=True, kw_only=True):
    """A person was registered, or registered anew with what has changed.

    Attributes:
        person: The person.
    """

    act_name = "person_add"

    person: PersonFacts


class PersonEnd(Act, frozen=True, kw_only=True):
    """A person leaves their post.

    Attributes:
        name: The registered name.
        until: The last day in the post (inclusive).
    """

    act_name = "person_end"

    name: str
    until: date


class SettingChange(Act, frozen=True, kw_only=True):
    """A setting of the city was changed.

    Attributes:
        plugin: The plugin that brings the setting.
        key: The setting's key.
        value: The new value: text, a whole number, true or false, or a list of texts.
        before: The value that counted until then; early entries do not say it.
    """

    act_name = "setting"

    plugin: str
    key: str
    value: Any
    before: Any = msgspec.UNSET


class WorkflowMigrate(Act, frozen=True, kw_only=True):
    """The city follows another workflow, or another version of it.

    Attributes:
        workflow: The workflow that it follows from now on.
        from_: The workflow that it has followed.
        stage: The key of its stage in the new workflow.
        stage_from: The key of its stage in the old one.
        stages: Stages that have another key: the old one to the new one.
    """

    act_name = "workflow_migrate"

    workflow: WorkflowPin
    from_: WorkflowPin = msgspec.field(name="from")
    stage: str
    stage_from: str
    stages: dict[str, str]
