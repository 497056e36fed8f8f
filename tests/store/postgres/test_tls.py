"""TLS to the server: who proves who it is gets in, and nobody else is spoken to.

The server of the tests has no TLS, so a relay with a certificate stands before it, which is what
the client sees of a server that has.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import socket
import ssl
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import pytest

from smartflow.store import StoreRefused, StoreUnreachable
from smartflow.store.address import read_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from postgres import Database

SSL_REQUEST = bytes.fromhex("0000000804d2162f")
"""What a client asks before it says anything else (PostgreSQL, "SSL Session Encryption")."""

FEW = (0.05, 0.05)


def certificate(folder: Path, name: str) -> Path:
    """Make a self-signed certificate of 127.0.0.1, with its key behind it in the same file."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / f"{name}.pem"
    file.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return file


@contextmanager
def relay(answer: Callable[[socket.socket], None]) -> Iterator[int]:
    """Listen on a port, and let every connection be answered in a thread of its own."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            while True:
                try:
                    here, _ = listener.accept()
                except OSError:
                    return
                threading.Thread(target=answering, args=(here,), daemon=True).start()

        def answering(here: socket.socket) -> None:
            with suppress(OSError), here:
                answer(here)

        threading.Thread(target=serve, daemon=True).start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)


def with_tls(file: Path, target: int) -> Callable[[socket.socket], None]:
    """Return what speaks TLS with a certificate, and passes on what it hears to ``target``."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)

    def answer(here: socket.socket) -> None:
        assert here.recv(8) == SSL_REQUEST
        here.sendall(b"S")
        with (
            context.wrap_socket(here, server_side=True) as safe,
            socket.create_connection(("127.0.0.1", target)) as there,
        ):
            back = threading.Thread(target=pump, args=(there, safe), daemon=True)
            back.start()
            pump(safe, there)
            back.join(10)

    return answer


def pump(source: socket.socket, target: socket.socket) -> None:
    """Pass on what comes until it ends."""
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)


def behind(database: Database, port: int, options: str, host: str = "127.0.0.1") -> str:
    """Return the owner's address of a database as it is reached through a relay."""
    served = f"@{database.server.host}:{database.server.port}/"
    assert served in database.url
    return f"{database.url.replace(served, f'@{host}:{port}/')}?{options}"


@pytest.fixture
def tls(postgres_database: Database, tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """A relay with TLS before the server, and the certificate by which it is known."""
    file = certificate(tmp_path, "provinsi")
    with relay(with_tls(file, postgres_database.server.port)) as port:
        yield port, file


def test_a_server_that_proves_its_name_is_let_in(
    postgres_database: Database, tls: tuple[int, Path]
) -> None:
    """``verify-full`` and the right authority: a store is made and read through TLS."""
    from smartflow.store.postgres.adapter import open_postgres

    port, file = tls
    url = behind(postgres_database, port, f"sslmode=verify-full&sslrootcert={file}")
    store = open_postgres(read_address(url), create=True, pauses=FEW)
    try:
        with store.read() as reading:
            assert reading.logs() == ()
    finally:
        store.close()


@pytest.mark.parametrize("known", ["another authority", "no such file", "another name"])
def test_a_server_that_proves_nothing_is_not_spoken_to(
    postgres_database: Database, tls: tuple[int, Path], tmp_path: Path, known: str
) -> None:
    """Refused at once with what TLS needs, and never let in by a looser mode."""
    from smartflow.store.postgres.adapter import open_postgres

    port, file = tls
    host = "localhost" if known == "another name" else "127.0.0.1"
    if known == "another authority":
        file = certificate(tmp_path, "lain")
    if known == "no such file":
        file = tmp_path / "tidak-ada.pem"
    url = behind(postgres_database, port, f"sslmode=verify-full&sslrootcert={file}", host)
    with pytest.raises(StoreRefused) as caught:
        open_postgres(read_address(url), create=True, pauses=(30.0, 30.0))
    assert "no TLS connection" in caught.value.message.en
    assert caught.value.hint is not None
    assert "sslrootcert=FILE.pem" in caught.value.hint.en


def test_a_server_that_hangs_up_during_the_handshake_is_asked_again(
    postgres_database: Database, tmp_path: Path
) -> None:
    """It may be starting anew: exit code 5 after all attempts, not a refusal."""
    from smartflow.store.postgres.adapter import open_postgres

    asked: list[bytes] = []

    def hang_up(here: socket.socket) -> None:
        asked.append(here.recv(8))
        here.sendall(b"S")
        here.recv(1)

    file = certificate(tmp_path, "provinsi")
    with relay(hang_up) as port:
        url = behind(postgres_database, port, f"sslmode=verify-full&sslrootcert={file}")
        with pytest.raises(StoreUnreachable) as caught:
            open_postgres(read_address(url), create=True, pauses=FEW)
    assert caught.value.exit_code == 5
    assert asked == [SSL_REQUEST] * (len(FEW) + 1)
