"""``smartflow person``: the officials and team members of a city."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from smartflow.journey.register.cli.agency import words
from smartflow.language import Text
from smartflow.terminal.arguments import city_argument, day_option, reason_option
from smartflow.terminal.command import argument, command, option
from smartflow.terminal.group import Group
from smartflow.terminal.options import formats
from smartflow.terminal.words.wording import AGENCY, KEY, NAME, ROLE, WORDS

if TYPE_CHECKING:
    from smartflow.terminal.call import Call

__all__ = ["COMMAND"]

NAME_HELP = Text(
    id='Nama orangnya, di antara tanda kutip: "Siti Rahma".',
    en='The person\'s name, in quotation marks: "Siti Rahma".',
)


@command(
    "add",
    Text(
        id="Mendaftarkan orang beserta jabatan dan perannya.\n\nOrang yang sudah terdaftar"
        " diperbarui seluruhnya.",
        en="Register a person with post and roles.\n\nSomebody who is registered is replaced"
        " whole.",
    ),
    aliases=("tambah",),
)
@city_argument
@argument("name", label=NAME, text=NAME_HELP)
@option(
    "--role",
    "--roles",
    "roles",
    text=Text(
        id="Peran dalam alur kerja: team, council, head, ...; boleh diulang.",
        en="A role of the workflow: team, council, head, ...; may be repeated.",
    ),
    metavar_text=ROLE,
    multiple=True,
    required=True,
)
@option(
    "--post",
    text=Text(id="Jabatan.", en="The post."),
    metavar_text=Text(id="JABATAN", en="POST"),
    required=True,
)
@option(
    "--agency",
    "--agencies",
    "agencies",
    text=Text(
        id="Instansi yang dipimpin atau diwakilinya; boleh diulang.",
        en="Agencies the person leads or speaks for; may be repeated.",
    ),
    metavar_text=AGENCY,
    multiple=True,
)
@option(
    "--status",
    text=Text(id="definitif, pj, plt atau plh.", en="definitif, pj, plt or plh."),
    metavar_text=Text.same("STATUS"),
    default="definitif",
    show_default=True,
)
@day_option("--since", text=Text(id="Hari pertama menjabat", en="First day in the post"))
@day_option("--until", text=Text(id="Hari terakhir menjabat", en="Last day in the post"))
@option(
    "--decree",
    text=Text(id="Nomor SK pengangkatan.", en="The decree of appointment."),
    metavar_text=WORDS,
    default="",
)
@option(
    "--ssh-key",
    text=Text(
        id="Kunci publik SSH: berkas .pub, atau isinya satu baris.",
        en="The public SSH key: a .pub file, or its one line.",
    ),
    metavar_text=KEY,
    default="",
)
def add(  # noqa: PLR0913  the options of the command
    call: Call,
    city: str,
    name: str,
    roles: tuple[str, ...],
    post: str,
    agencies: tuple[str, ...],
    status: str,
    since: date | None,
    until: date | None,
    decree: str,
    ssh_key: str,
) -> None:
    """Register a person."""
    from smartflow.journey.register.person_add import person_add, read_public_key
    from smartflow.model import Person

    person = Person(
        name=name,
        roles=words(roles),
        post=post,
        agencies=words(agencies),
        status=status,
        since=since,
        until=until,
        decree=decree.strip(),
        ssh_key=read_public_key(ssh_key),
    )
    person_add(call.workspace(), city, person)
    call.done(Text(id=f"{name} terdaftar: {post}.", en=f"{name} is registered: {post}."))


@command(
    "end",
    Text(id="Mencatat hari terakhir seseorang menjabat.", en="Record somebody's last day."),
    aliases=("akhiri",),
)
@city_argument
@argument("name", label=NAME, text=NAME_HELP)
@day_option(
    "--until", text=Text(id="Hari terakhir; bawaan hari ini", en="The last day; default today")
)
@reason_option(Text(id="Alasannya.", en="Why."))
def end(call: Call, city: str, name: str, until: date | None, reason: str) -> None:
    """Record the last day of a person."""
    from smartflow.history.acts import PersonEnd, read_as
    from smartflow.journey.register.person_end import person_end
    from smartflow.terminal.cells import day_text

    entry = person_end(call.workspace(), city, name, until=until, reason=reason)
    act = read_as(entry, PersonEnd)
    who, last = act.name, day_text(act.until)
    call.done(
        Text(id=f"{who} menjabat sampai dengan {last.id}.", en=f"{who} is in post until {last.en}.")
    )


@command(
    "list",
    Text(id="Mendaftar orang sebuah kota.", en="List the people of a city."),
    aliases=("daftar",),
)
@city_argument
@formats
def list_(call: Call, city: str) -> None:
    """List the people of a city."""
    from smartflow.casework.casework import read_case
    from smartflow.history.ssh.key import ssh_fingerprint
    from smartflow.report import Table
    from smartflow.terminal.tables import print_table

    case = read_case(call.workspace(), city)
    people = [person for _, person in sorted(case.state.people.items())]
    keys = (
        *("name", "post", "status", "roles", "agencies", "since", "until", "decree", "in_post"),
        "ssh_key",
    )
    table = Table(
        title=Text(
            id=f"Orang terdaftar di {case.state.city.name}",
            en=f"People of {case.state.city.name}",
        ),
        keys=keys,
        headings=(
            Text(id="Nama", en="Name"),
            Text(id="Jabatan", en="Post"),
            Text.same("Status"),
            Text(id="Peran", en="Roles"),
            Text(id="Instansi", en="Agencies"),
            Text(id="Sejak", en="Since"),
            Text(id="Sampai", en="Until"),
            Text(id="SK", en="Decree"),
            Text(id="Menjabat", en="In post"),
            Text(id="Kunci SSH", en="SSH key"),
        ),
        rows=tuple(
            (
                person.name,
                person.post,
                person.status,
                ", ".join(person.roles),
                ", ".join(person.agencies),
                person.since,
                person.until,
                person.decree,
                person.in_post(case.today),
                ssh_fingerprint(person.ssh_key) if person.ssh_key else "",
            )
            for person in people
        ),
    )
    print_table(call, table, "people")


COMMAND = Group(
    "person",
    Text(
        id="Mengelola pejabat dan anggota tim sebuah kota.",
        en="Manage the officials and team members of a city.",
    ),
    (add, end, list_),
)
