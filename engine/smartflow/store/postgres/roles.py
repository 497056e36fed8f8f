"""Who may do what in a store on a server: three kinds of access, given and read back.

The owner made the tables, and alone erases a blob. An application reads and adds; it cannot change
or take away anything, and puts further signatures to a checkpoint through a function that lets it
do no more. An auditor only reads. What a role may not do is refused by its missing grant first and
by the triggers of :mod:`smartflow.store.postgres.schema` after that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from smartflow.store.protocol import Neighbour, RoleAccess

if TYPE_CHECKING:
    import psycopg

__all__ = ["grant", "neighbours", "rights_of", "roles_with_access"]

_TABLES = ("entry", "blob", "checkpoint", "store")
_RIGHTS = ("select", "insert", "update", "delete", "truncate")

_READ = (
    "GRANT USAGE ON SCHEMA smartflow TO {role}",
    "GRANT SELECT ON ALL TABLES IN SCHEMA smartflow TO {role}",
)
_ADD = (
    "GRANT INSERT ON smartflow.entry, smartflow.blob, smartflow.checkpoint TO {role}",
    "GRANT EXECUTE ON FUNCTION smartflow.cosign(text, bigint, bytea) TO {role}",
)
_NOTHING = (
    "REVOKE ALL ON ALL TABLES IN SCHEMA smartflow FROM {role}",
    "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA smartflow FROM {role}",
    "REVOKE ALL ON SCHEMA smartflow FROM {role}",
)
_GRANTS: Final = {
    "application": (*_READ, *_ADD),
    "auditor": _READ,
    "none": (),
}

_ROLES = """SELECT r.rolname::text, r.rolsuper, pg_has_role(r.oid, c.relowner, 'USAGE'),
    r.oid = c.relowner, has_schema_privilege(r.oid, n.oid, 'usage'),
    has_table_privilege(r.oid, c.oid, 'select'), has_table_privilege(r.oid, c.oid, 'insert')
    FROM pg_roles r, pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'smartflow' AND c.relname = 'entry' AND r.rolname NOT LIKE 'pg\\_%'
    ORDER BY r.rolname COLLATE "C\""""

_RIGHTS_OF = """SELECT c.relname::text, p.privilege
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace,
    unnest(%(rights)s::text[]) AS p(privilege)
    WHERE n.nspname = 'smartflow' AND c.relname = ANY (%(tables)s)
      AND has_schema_privilege(%(role)s, n.oid, 'usage')
      AND has_table_privilege(%(role)s, c.oid, p.privilege)"""

_MAY_COSIGN = """SELECT 1 FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname = 'smartflow' AND p.proname = 'cosign'
      AND has_schema_privilege(%(role)s, n.oid, 'usage')
      AND has_function_privilege(%(role)s, p.oid, 'execute')"""

_NEIGHBOURS = """SELECT usename::text, coalesce(host(client_addr), ''),
    coalesce(to_char(backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), ''),
    coalesce(state, '')
    FROM pg_stat_activity
    WHERE application_name = 'smartflow' AND datname = current_database()
      AND pid <> pg_backend_pid() ORDER BY backend_start, pid"""


def grant(connection: psycopg.Connection[Any], role: str, access: str) -> None:
    """Give a role one kind of access, in the place of what it had.

    Args:
        connection: A connection of the owner, in a transaction.
        role: The role, which exists.
        access: ``application``, ``auditor`` or ``none``.

    Raises:
        psycopg.Error: the role does not exist, or the connection is not the owner's.
    """
    from psycopg import sql

    identifier = sql.Identifier(role)
    for statement in (*_NOTHING, *_GRANTS[access]):
        connection.execute(sql.SQL(statement).format(role=identifier))


def roles_with_access(connection: psycopg.Connection[Any]) -> tuple[RoleAccess, ...]:
    """Return the roles of the server, without its own, each with what it may do; by name.

    Args:
        connection: Any connection to the database, in which the store is.
    """
    found = []
    for name, above, acts_as_owner, owns, usable, reads, adds in connection.execute(_ROLES):
        if acts_as_owner:
            access = "owner"
        elif usable and reads:
            access = "application" if adds else "auditor"
        else:
            access = "none"
        found.append(RoleAccess(name, access, superuser=above, owns=owns))
    return tuple(found)


def rights_of(connection: psycopg.Connection[Any], role: str) -> tuple[str, ...]:
    """Return a role's rights one by one, such as ``entry: select, insert``, and ``cosign``.

    Args:
        connection: Any connection to the database.
        role: The role, which exists.
    """
    asked = {"role": role, "rights": list(_RIGHTS), "tables": list(_TABLES)}
    held = {tuple(row) for row in connection.execute(_RIGHTS_OF, asked)}
    lines = []
    for table in _TABLES:
        words = [right for right in _RIGHTS if (table, right) in held]
        if words:
            lines.append(f"{table}: {', '.join(words)}")
    if connection.execute(_MAY_COSIGN, {"role": role}).fetchone() is not None:
        lines.append("cosign")
    return tuple(lines)


def neighbours(connection: psycopg.Connection[Any]) -> tuple[Neighbour, ...]:
    """Return the other connections of SmartFlow to the database, as far as the server tells.

    Args:
        connection: Any connection to the database.
    """
    return tuple(
        Neighbour(role or "", client, since, state)
        for role, client, since, state in connection.execute(_NEIGHBOURS)
    )
