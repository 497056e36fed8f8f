"""The address of a database on a server: read once, and never shown with its password.

``postgresql://[user[:password]@]host[:port]/database[?option=value]``. What is read here is handed
to the driver word by word and not as text, so that the two can never read one address differently.
A password has no business in an address (``smartflow.toml`` is copied and mailed); where it stands
in one nevertheless, it is used and left out of everything that is written or printed.

Must not import the driver: a name is checked before it is known whether a driver is needed.
"""

from __future__ import annotations

from typing import Final

import msgspec

from smartflow.language import Text
from smartflow.store.server_errors import BadAddress

__all__ = ["OPTIONS", "Address", "is_url", "read_address"]

_SCHEMES = ("postgresql", "postgres")

OPTIONS: Final = (
    "channel_binding",
    "connect_timeout",
    "gssencmode",
    "host",
    "passfile",
    "port",
    "require_auth",
    "service",
    "sslcert",
    "sslcrl",
    "sslkey",
    "sslmode",
    "sslrootcert",
)
"""What may stand behind the ``?``: how to reach the server and to know that it is the right one.

``options`` is not among them, for it could change what a commit means."""

_PLACEHOLDER = "KATA_SANDI"
_LAST_PORT = 65_535


class Address(msgspec.Struct, frozen=True, repr_omit_defaults=True):
    """Where a database is.

    Attributes:
        host: The server's name, or the folder of its socket; ``""`` is the driver's own default.
        port: Its port; ``""`` is the driver's own default.
        database: The database's name; ``""`` is the driver's own default.
        user: The role; ``""`` is the operating system's user.
        options: The options of :data:`OPTIONS` that were given, in their order.
        password: The password, if one stood in the address; never printed.
    """

    host: str = ""
    port: str = ""
    database: str = ""
    user: str = ""
    options: tuple[tuple[str, str], ...] = ()
    password: str = ""

    def __repr__(self) -> str:
        """Return the address as it may be seen: a traceback can print this."""
        return f"<Address {self.shown}>"

    @property
    def shown(self) -> str:
        """How a person is told of it: without the password, and without the options."""
        return msgspec.structs.replace(self, options=()).without_password

    @property
    def without_password(self) -> str:
        """The whole address, as it may be written down."""
        from urllib.parse import quote, urlencode

        user = f"{quote(self.user, safe='')}@" if self.user else ""
        bracketed = f"[{self.host}]" if ":" in self.host else quote(self.host, safe="")
        port = f":{self.port}" if self.port else ""
        query = f"?{urlencode(self.options, safe='/')}" if self.options else ""
        return f"postgresql://{user}{bracketed}{port}/{quote(self.database, safe='')}{query}"

    @property
    def pgpass_line(self) -> str:
        """The line of ``~/.pgpass`` that belongs to it, with a word in the password's place."""
        host = "localhost" if self.host.startswith("/") else self.host
        parts = (host or "localhost", self.port or "5432", self.database or "*", self.user or "*")
        escaped = [one.replace("\\", "\\\\").replace(":", "\\:") for one in parts]
        return ":".join((*escaped, _PLACEHOLDER))

    @property
    def words(self) -> dict[str, str]:
        """What the driver is given, by its own names; only what was said."""
        said = {
            **dict(self.options),
            "host": self.host,
            "port": self.port,
            "dbname": self.database,
            "user": self.user,
            "password": self.password,
        }
        return {name: value for name, value in said.items() if value}


def is_url(place: str) -> bool:
    """Say whether a place is an address rather than the name of a file."""
    return "://" in place


def read_address(place: str) -> Address:
    """Read an address.

    Args:
        place: What :func:`is_url` called one.

    Raises:
        BadAddress: it is none of a PostgreSQL database, or holds an option that is not known.
    """
    scheme, _, rest = place.partition("://")
    if scheme not in _SCHEMES:
        raise BadAddress(
            why=Text(id="hanya postgresql:// yang dikenal", en="only postgresql:// is known")
        )
    before, _, query = rest.partition("?")
    network, _, database = before.partition("/")
    credentials, _, server = network.rpartition("@")
    user, _, password = credentials.partition(":")
    host, port = _host_and_port(server)
    options = _options(query)
    address = Address(
        host=_plain(host) or options.pop("host", ""),
        port=port or options.pop("port", ""),
        database=_plain(database),
        user=_plain(user),
        password=_plain(password),
        options=tuple(sorted(options.items())),
    )
    _check(address, database)
    return address


def _host_and_port(server: str) -> tuple[str, str]:
    if server.startswith("["):
        host, _, port = server[1:].partition("]")
        return host, port.removeprefix(":")
    host, _, port = server.partition(":")
    return host, port


def _options(query: str) -> dict[str, str]:
    from urllib.parse import parse_qsl

    try:
        pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=True) if query else []
    except ValueError:
        raise BadAddress(
            why=Text(
                id="di belakang ? harus berdiri PILIHAN=NILAI",
                en="behind the ? there must be OPTION=VALUE",
            )
        ) from None
    unknown = [name for name, _ in pairs if name not in OPTIONS]
    if unknown or len(dict(pairs)) != len(pairs):
        known = ", ".join(OPTIONS)
        raise BadAddress(
            why=Text(
                id=f"di belakang ? hanya dikenal, masing-masing sekali: {known}",
                en=f"behind the ? only these are known, each once: {known}",
            )
        )
    return dict(pairs)


def _check(address: Address, database: str) -> None:
    """Refuse what an unescaped ``/``, ``?``, ``#`` or ``@`` in a password makes of an address."""
    texts = (address.host, address.port, address.database, address.user, address.password)
    if any(not text.isprintable() for text in texts):
        raise BadAddress(
            why=Text(id="ada huruf yang tidak tampak", en="it holds characters that cannot be seen")
        )
    if any(mark in database for mark in "/@#") or "#" in address.host:
        raise BadAddress(
            why=Text(
                id="tanda / ? # @ : di dalam kata sandi atau nama harus ditulis %2F %3F %23"
                " %40 %3A",
                en="/ ? # @ : inside a password or name must be written %2F %3F %23 %40 %3A",
            )
        )
    if "," in address.host:
        raise BadAddress(
            why=Text(
                id="hanya satu host yang dapat disebut",
                en="only one host can be named",
            )
        )
    if not dict(address.options).get("connect_timeout", "1").isdecimal():
        raise BadAddress(
            why=Text(
                id="connect_timeout harus berupa angka detik",
                en="connect_timeout must be a number of seconds",
            )
        )
    if address.port and not (
        address.port.isascii() and address.port.isdecimal() and 0 < int(address.port) <= _LAST_PORT
    ):
        raise BadAddress(
            why=Text(
                id="port harus berupa angka 1 sampai 65535",
                en="the port must be a number from 1 to 65535",
            )
        )


def _plain(text: str) -> str:
    from urllib.parse import unquote

    try:
        return unquote(text, errors="strict")
    except UnicodeDecodeError:
        raise BadAddress(
            why=Text(id="ada % yang bukan UTF-8", en="a % in it is not UTF-8")
        ) from None
