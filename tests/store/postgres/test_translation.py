"""Whatever a server refuses ends in a sentence with a next step, by its code and not its words."""

from __future__ import annotations

import pytest

pytest.importorskip("psycopg")

from psycopg import errors

from smartflow.errors import SmartflowError
from smartflow.store import (
    CorruptStore,
    HeadMoved,
    StoreFailed,
    StoreInterrupted,
    StoreLocked,
    StoreRefused,
)
from smartflow.store.postgres.translation import Situation, is_lost, translated

PLACE = "postgresql://db/kota"


@pytest.mark.parametrize(
    ("cause", "kind"),
    [
        (errors.LockNotAvailable, StoreLocked),
        (errors.UniqueViolation, HeadMoved),
        (errors.SerializationFailure, HeadMoved),
        (errors.DeadlockDetected, HeadMoved),
        (errors.InsufficientPrivilege, StoreRefused),
        (errors.ReadOnlySqlTransaction, StoreFailed),
        (errors.DiskFull, StoreFailed),
        (errors.OutOfMemory, StoreFailed),
        (errors.FeatureNotSupported, StoreFailed),
        (errors.UndefinedTable, CorruptStore),
        (errors.UndefinedColumn, CorruptStore),
        (errors.UndefinedFunction, CorruptStore),
        (errors.NotNullViolation, CorruptStore),
        (errors.CheckViolation, CorruptStore),
        (errors.DataCorrupted, CorruptStore),
        (errors.IndexCorrupted, CorruptStore),
        (errors.AdminShutdown, StoreInterrupted),
        (errors.CrashShutdown, StoreInterrupted),
        (errors.ConnectionFailure, StoreInterrupted),
        (errors.QueryCanceled, StoreInterrupted),
        (errors.IdleInTransactionSessionTimeout, StoreInterrupted),
        (errors.InFailedSqlTransaction, StoreInterrupted),
        (errors.OperationalError, StoreInterrupted),
    ],
)
def test_each_code_has_its_error(cause: type[errors.Error], kind: type[SmartflowError]) -> None:
    """Each with a hint, the cause, and the name of the place."""
    with (
        pytest.raises(SmartflowError) as caught,
        translated(Situation(PLACE, "petugas", "smartflow/w/13.73")),
    ):
        raise cause
    error = caught.value
    assert isinstance(error, kind)
    assert error.code == kind.code
    assert isinstance(error.__cause__, cause)
    assert error.hint is not None
    where = "smartflow/w/13.73" if kind is HeadMoved else PLACE
    assert where in error.message.id
    assert where in error.message.en
    assert is_lost(error.__cause__) is (kind is StoreInterrupted)


def test_a_reading_races_with_nobody() -> None:
    """A server that follows another may end a reading: it is to be repeated, nobody was first."""
    with pytest.raises(StoreInterrupted), translated(Situation(PLACE, "petugas", "")):
        raise errors.SerializationFailure


def test_a_mistake_of_our_own_is_not_dressed_up() -> None:
    """What the driver itself refuses is a programming error and stays one."""
    with pytest.raises(errors.ProgrammingError), translated(Situation(PLACE, "petugas", "")):
        raise errors.ProgrammingError
