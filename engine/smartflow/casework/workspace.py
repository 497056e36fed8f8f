"""A workspace: the folder in which an official works, and what this machine is told there.

``smartflow.toml`` holds only this machine: where the database is, who acts, the language, which
plugins are blocked. What a city decides is in the history, never here.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import msgspec

from smartflow.casework.system_user import system_user
from smartflow.clock import Clock, SystemClock
from smartflow.errors import BadInput
from smartflow.history.entries.comparison import compare_newest, newest_lines
from smartflow.language import DEFAULT_LANGUAGE, Text
from smartflow.ledger.key_file import default_key_file
from smartflow.ledger.register import ImportedCity, Register, RegisterMemory
from smartflow.ledger.trusted_files import read_trusted
from smartflow.ledger.whole_file import write_whole
from smartflow.plugin.loading.loader import load_registry
from smartflow.plugin.registry import Registry
from smartflow.store.protocol import Reading, Store
from smartflow.workflow.catalogue import Catalogue

__all__ = [
    "CONFIG_NAME",
    "BadConfiguration",
    "Configuration",
    "NotAWorkspace",
    "Workspace",
    "find_workspace",
    "load_plugins",
    "open_workspace",
    "place_of_key",
    "read_configuration",
    "write_configuration",
]

CONFIG_NAME = "smartflow.toml"
LOG_NAME = "history.jsonl"
DATABASE_VARIABLE = "SMARTFLOW_DATABASE"
"""The environment variable that names another database for one command, such as the owner's."""


class NotAWorkspace(BadInput):
    """The folder, and none above it, holds a ``smartflow.toml``."""

    code = "not-a-workspace"
    says = Text(
        id="Folder '{start}' bukan ruang kerja SmartFlow: tidak ada {config_name}.",
        en="The folder '{start}' is not a SmartFlow workspace: it has no {config_name}.",
    )
    next_step = Text(
        id="Buat ruang kerja dengan: smartflow init  (atau tunjuk foldernya: --workspace FOLDER)",
        en="Make one with: smartflow init  (or name its folder: --workspace FOLDER)",
    )


class BadConfiguration(BadInput):
    """``smartflow.toml`` cannot be read."""

    code = "bad-configuration"
    says = Text(id="{path} tidak dapat dibaca: {reason}.", en="{path} cannot be read: {reason}.")
    next_step = Text(
        id="Perbaiki berkas itu; kunci yang dikenal: database, language, [actor] name, [plugins]"
        " blocked, [signing] key.",
        en="Mend that file; it may hold: database, language, [actor] name, [plugins] blocked,"
        " [signing] key.",
    )


class ActorConfiguration(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who acts on this machine when ``--as`` is not given."""

    name: str = ""


class PluginConfiguration(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which plugins this machine does not load."""

    blocked: tuple[str, ...] = ()


class SigningConfiguration(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the store's private key lies, if not in the user's configuration folder.

    Attributes:
        key: The file, relative to the workspace.
    """

    key: str = ""


class Configuration(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of ``smartflow.toml``.

    Attributes:
        database: The SQLite file, relative to the workspace, or the address of a database on a
            server, without a password.
        language: ``id`` or ``en``.
        actor: Who acts.
        plugins: Which plugins are blocked.
        signing: Where the store's key is.
    """

    database: str = "smartflow.db"
    language: str = DEFAULT_LANGUAGE
    actor: ActorConfiguration = ActorConfiguration()
    plugins: PluginConfiguration = PluginConfiguration()
    signing: SigningConfiguration = SigningConfiguration()


class Workspace:
    """An open workspace.

    Attributes:
        root: The folder that holds ``smartflow.toml``.
        configuration: What it says.
        store: The opened store.
        clock: The clock by which acts are stamped.
        actor_name: The registered person who acts, or ``""`` for the operating-system user.
        safe: Whether only built-in plugins are loaded.
        config_folder: The user's configuration folder, with the list of trusted files.
        troubles: What went wrong beside an act without undoing it; shown as warnings.
        copies: The cities of other offices that were looked at, by the name of their log.
    """

    def __init__(  # noqa: PLR0913  made in one place, from named parts
        self,
        root: Path,
        configuration: Configuration,
        store: Store,
        clock: Clock,
        *,
        actor_name: str = "",
        safe: bool = False,
        config_folder: Path | None = None,
    ) -> None:
        self.root = root
        self.configuration = configuration
        self.store = store
        self.clock = clock
        self.actor_name = actor_name or configuration.actor.name
        self.safe = safe
        self.config_folder = config_folder
        self.troubles: list[Text] = []
        self.copies: dict[str, ImportedCity] = {}
        self._register_memory = RegisterMemory()

    @cached_property
    def registry(self) -> Registry:
        """Everything that the plugins register; they are loaded when this is first asked for."""
        return load_plugins(
            self.root, self.configuration, config_folder=self.config_folder, safe=self.safe
        )

    @cached_property
    def own(self) -> str:
        """The name of the store log; it stays as it is, so the store is asked for it once.

        Raises:
            IntegrityFailure: the store log is not as it was written.
        """
        with self.store.read() as reading:
            return self.register(reading).own

    @cached_property
    def built_in_registry(self) -> Registry:
        """What the built-in plugins register; no other plugin is imported."""
        return load_registry(
            blocked=frozenset(self.configuration.plugins.blocked), built_in_only=True
        )

    @property
    def registry_was_loaded(self) -> bool:
        """Whether :attr:`registry` has been asked for."""
        return "registry" in self.__dict__

    @property
    def catalogue(self) -> Catalogue:
        """The workflow files of the plugins and of this workspace."""
        return Catalogue(self.registry.workflow_files, self.root / "workflows")

    @property
    def log_file(self) -> Path:
        """The stage history log (JSON Lines)."""
        return self.root / LOG_NAME

    @property
    def place(self) -> str:
        """Where the store is, as a person is told of it: a file, or an address without options."""
        from smartflow.store.address import is_url, read_address

        named = self.configuration.database
        return read_address(named).shown if is_url(named) else named

    def key_file(self, store: str) -> Path | None:
        """Return where the private key of the store is, or would be; None if nobody said.

        Args:
            store: The name of the store log.
        """
        return place_of_key(self.root, self.configuration, self.config_folder, store)

    @staticmethod
    def system_user() -> str:
        """Return ``user@host`` of whoever runs this process."""
        return system_user()

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """Read the store, once the newest lines of the stage history log agree with it.

        Raises:
            IntegrityFailure: the store log is not as it was written, or the two differ.
        """
        # Before the store: what the file holds by now was committed before the store is read.
        lines = newest_lines(self.log_file)
        with self.store.read() as reading:
            compare_newest(self.log_file.name, lines, self.register(reading).own, reading.entries)
            yield reading

    def register(self, reading: Reading) -> Register:
        """Return what the store log says: the store's name, its cities, its keys.

        What this process has read of it before is remembered, and only what came since is read.

        Args:
            reading: An open transaction of :attr:`store`.

        Raises:
            IntegrityFailure: see :func:`smartflow.ledger.register.read_register`.
        """
        return self._register_memory(reading)

    def close(self) -> None:
        """Close the store."""
        self.store.close()


def place_of_key(
    root: Path, configuration: Configuration, config_folder: Path | None, store: str
) -> Path | None:
    """Return where the private key of a workspace's store belongs.

    Args:
        root: The workspace's folder.
        configuration: What its ``smartflow.toml`` says.
        config_folder: The user's configuration folder, or None.
        store: The name of the store log.

    Returns:
        The file that ``smartflow.toml`` names, else one in the configuration folder, else None.
    """
    if configuration.signing.key:
        return root / configuration.signing.key
    return default_key_file(config_folder, store) if config_folder is not None else None


def find_workspace(folder: Path | None) -> Path:
    """Return the workspace's folder.

    Args:
        folder: The folder that was named; without it the current folder and those above it are
            looked through.

    Raises:
        NotAWorkspace: there is no ``smartflow.toml``.
    """
    start = (folder or Path.cwd()).expanduser()
    candidates = (start,) if folder is not None else (start, *start.resolve().parents)
    for candidate in candidates:
        if (candidate / CONFIG_NAME).is_file():
            return candidate
    raise NotAWorkspace(start=start, config_name=CONFIG_NAME)


def read_configuration(root: Path) -> Configuration:
    """Read ``smartflow.toml``.

    Raises:
        BadConfiguration: it is not valid TOML, or holds a key or a value that is not known.
    """
    path = root / CONFIG_NAME
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        configuration = msgspec.convert(content, Configuration)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _bad(path, str(error)) from error
    except msgspec.ValidationError as error:
        raise _bad(path, str(error)) from error
    return configuration


def _bad(path: Path, why: str) -> BadConfiguration:
    return BadConfiguration(path=path, reason=why)


def write_configuration(root: Path, configuration: Configuration) -> None:
    """Write ``smartflow.toml`` whole."""
    import tomli_w

    write_whole(root / CONFIG_NAME, tomli_w.dumps(msgspec.to_builtins(configuration)))


def load_plugins(
    root: Path, configuration: Configuration, *, config_folder: Path | None, safe: bool = False
) -> Registry:
    """Return what the plugins register in a workspace: the installed ones, and its own files.

    Args:
        root: The workspace's folder.
        configuration: What its ``smartflow.toml`` says.
        config_folder: The user's configuration folder, with the list of trusted files; None
            trusts no loose file.
        safe: Whether only built-in plugins are loaded.

    Raises:
        BadTrustFile: the list of trusted files cannot be read.
    """
    trusted = read_trusted(config_folder)
    here = str(root.resolve()) if trusted else ""
    return load_registry(
        blocked=frozenset(configuration.plugins.blocked),
        built_in_only=safe,
        root=root,
        trusted=frozenset(one.sha256 for one in trusted),
        trusted_once={one.path: one.day for one in trusted if one.workspace == here},
    )


def open_workspace(
    folder: Path | None = None,
    *,
    actor_name: str = "",
    clock: Clock | None = None,
    safe: bool = False,
    config_folder: Path | None = None,
) -> Workspace:
    """Open the workspace in ``folder``, or the one around the current folder.

    Args:
        folder: The folder that was named with ``--workspace``, if any.
        actor_name: The person named with ``--as``, if any.
        clock: The clock; by default the computer's.
        safe: Whether only built-in plugins are loaded.
        config_folder: The user's configuration folder; without one no loose file is trusted.

    Raises:
        NotAWorkspace: there is none.
        BadConfiguration: its ``smartflow.toml`` cannot be read.
        PasswordWritten: its ``smartflow.toml`` holds the password of a database.
        SmartflowError: its store cannot be opened.
    """
    from smartflow.store.opening import open_store

    root = find_workspace(folder)
    place, configuration = _place_of_store(root, read_configuration(root))
    return Workspace(
        root,
        configuration,
        open_store(place, root),
        clock or SystemClock(),
        actor_name=actor_name,
        safe=safe,
        config_folder=config_folder,
    )


def _place_of_store(root: Path, configuration: Configuration) -> tuple[str, Configuration]:
    """Return what is opened, and the configuration that says so without a password."""
    from smartflow.store.address import is_url, read_address
    from smartflow.store.server_errors import PasswordWritten

    named = os.environ.get(DATABASE_VARIABLE, "")
    place = named or configuration.database
    if not is_url(place):
        return place, msgspec.structs.replace(configuration, database=place)
    address = read_address(place)
    if address.password and not named:
        file = str(root / CONFIG_NAME)
        raise PasswordWritten(file, address.without_password, address.pgpass_line)
    return place, msgspec.structs.replace(configuration, database=address.without_password)
