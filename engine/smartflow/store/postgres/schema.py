"""The PostgreSQL schema ``smartflow``: the three tables, what guards them, and the schema number.

The tables are those of the SQLite file. What a file cannot do is done here: triggers refuse to
everybody, the owner included, that an entry or a blob is changed, that an entry or a checkpoint is
taken away, and that a checkpoint's note loses or changes a signature. Only a superuser who first
takes the triggers off gets past them, and then the chain and the signatures tell. Names of logs and
digests sort by their bytes (collation ``C``), as in SQLite.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from smartflow.language import Text
from smartflow.store.errors import (
    CorruptStore,
    NewerStore,
    NoStoreInDatabase,
    NotAStore,
)

if TYPE_CHECKING:
    import psycopg

__all__ = ["MAKING", "REFUSED", "SCHEMA", "check_schema", "make_schema"]

SCHEMA: Final = 1
"""The schema number that this version makes and knows."""

MAKING: Final = 0x534D464C
"""The advisory lock that is held while the schema is made: ``SMFL`` in ASCII."""

REFUSED: Final = "SF001"
"""The SQLSTATE with which the triggers refuse."""

_TABLES = (
    """CREATE TABLE smartflow.store (
        one boolean NOT NULL PRIMARY KEY DEFAULT true CHECK (one),
        schema integer NOT NULL
    )""",
    """CREATE TABLE smartflow.entry (
        log text COLLATE "C" NOT NULL,
        seq bigint NOT NULL CHECK (seq >= 1),
        prev text COLLATE "C" NOT NULL CHECK (length(prev) = 64),
        bytes bytea NOT NULL,
        PRIMARY KEY (log, seq),
        UNIQUE (log, prev)
    )""",
    """CREATE TABLE smartflow.blob (
        digest text COLLATE "C" NOT NULL PRIMARY KEY CHECK (length(digest) = 64),
        bytes bytea NOT NULL
    )""",
    """CREATE TABLE smartflow.checkpoint (
        log text COLLATE "C" NOT NULL,
        size bigint NOT NULL CHECK (size >= 0),
        note bytea NOT NULL,
        PRIMARY KEY (log, size)
    )""",
)

# A signed note (C2SP) is a text, an empty line, and lines of signatures: a dash, a name, base64 of
# the key's id (4 bytes) and the signature. A witness's cosignature has its time (8 bytes) in front,
# 76 bytes in all; the later one of the same key says all that the earlier one does and may take its
# place. Notes are compared in the escaped form, which is ASCII whatever the database's encoding.
_NOTE_GROWS = r"""CREATE FUNCTION smartflow.note_grows(old bytea, new bytea) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $body$
DECLARE
    shape constant text := E'^(.*\n)\n(([^\n]+\n)+)$';
    was text[] := regexp_match(encode(old, 'escape'), shape);
    now text[] := regexp_match(encode(new, 'escape'), shape);
    kept text[];
    line text;
    base text;
    cosigned constant text := '^(.* )([A-Za-z0-9+/]{102}==|[A-Za-z0-9+/]{101}[A-Za-z0-9+/=]{3})$';
    words text[];
BEGIN
    IF was IS NULL OR now IS NULL OR was[1] <> now[1] THEN
        RETURN false;
    END IF;
    kept := string_to_array(rtrim(now[2], E'\n'), E'\n');
    FOREACH line IN ARRAY string_to_array(rtrim(was[2], E'\n'), E'\n') LOOP
        CONTINUE WHEN line = ANY (kept);
        words := regexp_match(line, cosigned);
        IF words IS NULL OR octet_length(decode(words[2], 'base64')) <> 76 THEN
            RETURN false;
        END IF;
        base := words[2];
        IF NOT EXISTS (
            SELECT 1 FROM unnest(kept) AS k(line), regexp_match(k.line, cosigned) AS later
            WHERE later[1] = words[1]
              AND octet_length(decode(later[2], 'base64')) = 76
              AND substr(decode(later[2], 'base64'), 1, 4) = substr(decode(base, 'base64'), 1, 4)
              AND substr(decode(later[2], 'base64'), 5, 8) > substr(decode(base, 'base64'), 5, 8)
        ) THEN
            RETURN false;
        END IF;
    END LOOP;
    RETURN true;
END $body$"""

_GUARDS = (
    _NOTE_GROWS,
    f"""CREATE FUNCTION smartflow.refuse() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    RAISE EXCEPTION '% of smartflow.% is never allowed', TG_OP, TG_TABLE_NAME
        USING ERRCODE = '{REFUSED}';
END $body$""",
    f"""CREATE FUNCTION smartflow.refuse_unless_owner() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    IF NOT pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE')
    THEN
        RAISE EXCEPTION '% of smartflow.% is for its owner alone', TG_OP, TG_TABLE_NAME
            USING ERRCODE = '{REFUSED}';
    END IF;
    RETURN NULL;
END $body$""",  # noqa: S608  a fixed text
    f"""CREATE FUNCTION smartflow.refuse_unless_grown() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    IF (new.log, new.size) IS DISTINCT FROM (old.log, old.size)
        OR smartflow.note_grows(old.note, new.note) IS NOT TRUE
    THEN
        RAISE EXCEPTION 'the checkpoint of % at % may only get further signatures', old.log,
            old.size USING ERRCODE = '{REFUSED}';
    END IF;
    RETURN new;
END $body$""",
    """CREATE FUNCTION smartflow.cosign(of text, at bigint, grown bytea) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    BEGIN ATOMIC
        UPDATE smartflow.checkpoint SET note = grown WHERE log = of AND size = at;
    END""",
)

_TRIGGERS = (
    ("entry", "stays", "BEFORE UPDATE OR DELETE OR TRUNCATE", "STATEMENT", "refuse"),
    ("checkpoint", "stays", "BEFORE DELETE OR TRUNCATE", "STATEMENT", "refuse"),
    ("checkpoint", "grows", "BEFORE UPDATE", "ROW", "refuse_unless_grown"),
    ("blob", "stays", "BEFORE UPDATE OR TRUNCATE", "STATEMENT", "refuse"),
    ("blob", "erased", "BEFORE DELETE", "STATEMENT", "refuse_unless_owner"),
)

_CLOSED = (
    "REVOKE ALL ON SCHEMA smartflow FROM PUBLIC",
    "REVOKE ALL ON ALL TABLES IN SCHEMA smartflow FROM PUBLIC",
    "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA smartflow FROM PUBLIC",
)

_ANOTHER = Text(
    id="Skema 'smartflow' di sana milik program lain. Pakai basis data lain: smartflow init"
    " --database postgresql://…",
    en="The schema 'smartflow' there is another program's. Use another database: smartflow init"
    " --database postgresql://…",
)

_COLUMNS = {
    ("blob", "bytes"): "bytea",
    ("blob", "digest"): "text",
    ("checkpoint", "log"): "text",
    ("checkpoint", "note"): "bytea",
    ("checkpoint", "size"): "bigint",
    ("entry", "bytes"): "bytea",
    ("entry", "log"): "text",
    ("entry", "prev"): "text",
    ("entry", "seq"): "bigint",
    ("store", "schema"): "integer",
}

_FIND_COLUMNS = """SELECT c.relname::text, a.attname::text, format_type(a.atttypid, NULL)
    FROM pg_namespace n JOIN pg_class c ON c.relnamespace = n.oid
    JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE n.nspname = 'smartflow' AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped"""


def make_schema(connection: psycopg.Connection[Any]) -> None:
    """Make the tables, unless they are there; must stand in an open transaction.

    Of two that begin at once, the second waits here and finds what the first made.
    """
    connection.execute(f"SELECT pg_advisory_xact_lock({MAKING})")
    if _columns(connection):
        return
    here = "SELECT 1 FROM pg_namespace WHERE nspname = 'smartflow'"
    if connection.execute(here).fetchone() is None:
        connection.execute("CREATE SCHEMA smartflow")
    for statement in (*_TABLES, *_GUARDS):
        connection.execute(statement)
    for table, name, events, each, function in _TRIGGERS:
        connection.execute(
            f"CREATE TRIGGER {name} {events} ON smartflow.{table} FOR EACH {each}"
            f" EXECUTE FUNCTION smartflow.{function}()"
        )
        connection.execute(f"ALTER TABLE smartflow.{table} ENABLE ALWAYS TRIGGER {name}")
    for statement in _CLOSED:
        connection.execute(statement)
    connection.execute("INSERT INTO smartflow.store (schema) VALUES (%s)", (SCHEMA,))


def check_schema(connection: psycopg.Connection[Any], name: str) -> None:
    """Check that the database holds a store that this version can read.

    Args:
        connection: A connection to the database.
        name: How the database is named to a person.

    Raises:
        StoreMissing: there is no schema ``smartflow``, or nothing is in it.
        NotAStore: the schema of that name is somebody else's.
        NewerStore: a newer SmartFlow made it.
        CorruptStore: a table or column was taken out of it, or has another type.
    """
    present = _columns(connection)
    if not present:
        raise NoStoreInDatabase(name=name)
    if ("store", "schema") not in present:
        raise NotAStore(name, _ANOTHER)
    row = connection.execute("SELECT max(schema) FROM smartflow.store").fetchone()
    found = row[0] if row else None
    if found is not None and found > SCHEMA:
        raise NewerStore(name=name, found=found, known=SCHEMA)
    missing = [
        f"{table}.{column}"
        for (table, column), kind in _COLUMNS.items()
        if present.get((table, column)) != kind
    ]
    if found != SCHEMA:
        missing.append("schema number")
    if missing:
        raise CorruptStore(name=name, detail="missing: " + ", ".join(missing))


def _columns(connection: psycopg.Connection[Any]) -> dict[tuple[str, str], str]:
    """Return the type of each column of each table in the schema."""
    rows = connection.execute(_FIND_COLUMNS).fetchall()
    return {(table, column): kind for table, column, kind in rows}
