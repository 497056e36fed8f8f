"""The file of a bundle: a ZIP of which not one byte is left to choice.

Any program for archives opens it. Members are stored and not compressed, in the order of the
manifest, without times, comments or extra fields: so equal content makes equal files on every
computer, a file cannot unfold into more than its own size, and a reader can hold every byte against
what it has to be. That is how a changed byte is found wherever it stands, also between members.

Knows no meaning: which members there are says :mod:`.bundle_manifest`. Must not import the store.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from smartflow.errors import BadInput
from smartflow.language import Text

if TYPE_CHECKING:
    from typing import BinaryIO

__all__ = [
    "MOST_BYTES",
    "MOST_MEMBERS",
    "BundleDamaged",
    "BundleReader",
    "BundleTooLarge",
    "BundleWriter",
    "NotABundle",
    "Place",
]

MOST_BYTES: Final = 0xFFFF_0000
"""The largest file, just below 4 GiB: beyond, the archive would need another form (ZIP64)."""

MOST_MEMBERS: Final = 65_000
"""The most members, for the same reason."""

_LOCAL: Final = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL: Final = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END: Final = struct.Struct("<4sHHHHIIH")
_LOCAL_MARK: Final = b"PK\x03\x04"
_VERSION: Final = 20
_MADE_ON: Final = (3 << 8) | _VERSION
"""Unix, so that the mode below counts."""

_MODE: Final = 0o100644 << 16
_FIRST_DAY: Final = 0x21
"""1 January 1980, the earliest day that the format can say; nothing is told of the real one."""

_BLOCK: Final = 1 << 20
_ASK: Final = Text(
    id="Minta berkasnya sekali lagi sebagai lampiran, tanpa dibuka atau dikemas ulang; pengirim"
    " membuatnya dengan: smartflow bundle export KOTA -o BERKAS",
    en="Ask for the file once more as an attachment, neither opened nor packed anew; the sender"
    " makes it with: smartflow bundle export CITY -o FILE",
)


class NotABundle(BadInput):
    """A file that is no bundle, or cannot be read."""

    code = "not-a-bundle"
    says = Text(
        id="{name} bukan bundel SmartFlow: {why}.",
        en="{name} is no bundle of SmartFlow: {why}.",
    )
    next_step = _ASK


class BundleDamaged(BadInput):
    """A bundle that is not as it was written: cut, changed on its way, or put together by hand."""

    code = "bundle-damaged"
    says = Text(
        id="Bundel {name} tidak utuh: {why}. Tidak ada yang diimpor.",
        en="The bundle {name} is not whole: {why}. Nothing was imported.",
    )
    next_step = _ASK


class BundleTooLarge(BadInput):
    """A city's case does not fit into one bundle."""

    code = "bundle-too-large"
    says = Text(
        id="Berkas kota ini terlalu besar untuk satu bundel: {why}.",
        en="This city's case is too large for one bundle: {why}.",
    )
    next_step = Text(
        id="Serahkan salinan seluruh penyimpanan: smartflow db copy URL, atau bundel auditor:"
        " smartflow audit export KOTA -o FOLDER",
        en="Hand over a copy of the whole store: smartflow db copy URL, or an auditor's folder:"
        " smartflow audit export CITY -o FOLDER",
    )


class Place(NamedTuple):
    """Where a member lies.

    Attributes:
        name: Its name, ASCII.
        size: Its length in bytes.
        crc: The CRC-32 of its content.
        offset: Where its header begins in the file.
    """

    name: str
    size: int
    crc: int
    offset: int

    @property
    def start(self) -> int:
        """Where its content begins."""
        return self.offset + _LOCAL.size + len(self.name)

    @property
    def local(self) -> bytes:
        """The header before its content."""
        return (
            _LOCAL.pack(
                _LOCAL_MARK,
                *(_VERSION, 0, 0, 0, _FIRST_DAY),
                *(self.crc, self.size, self.size, len(self.name), 0),
            )
            + self.name.encode()
        )

    @property
    def central(self) -> bytes:
        """Its line in the directory at the end."""
        return (
            _CENTRAL.pack(
                b"PK\x01\x02",
                *(_MADE_ON, _VERSION, 0, 0, 0, _FIRST_DAY),
                *(self.crc, self.size, self.size, len(self.name)),
                *(0, 0, 0, 0, _MODE, self.offset),
            )
            + self.name.encode()
        )


def _directory(places: Iterable[Place], at: int) -> bytes:
    """Return what stands behind the last member."""
    lines = [place.central for place in places]
    whole = b"".join(lines)
    end = _END.pack(b"PK\x05\x06", 0, 0, len(lines), len(lines), len(whole), at, 0)
    return whole + end


class BundleWriter:
    """Writes a bundle, member by member.

    Args:
        file: Where to; it is written from the beginning to the end, without going back.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._places: list[Place] = []
        self._at = 0

    def add(self, name: str, content: bytes) -> None:
        """Write a member.

        Raises:
            BundleTooLarge: the file would grow beyond what its form can say.
        """
        place = Place(name, len(content), zlib.crc32(content), self._at)
        if place.start + place.size > MOST_BYTES or len(self._places) >= MOST_MEMBERS:
            raise BundleTooLarge(why=Text(id="lebih dari 4 GiB", en="it is more than 4 GiB"))
        self._file.write(place.local)
        self._file.write(content)
        self._places.append(place)
        self._at = place.start + place.size

    def close(self) -> None:
        """Write the directory at the end."""
        self._file.write(_directory(self._places, self._at))


class BundleReader:
    """Reads a bundle from its first byte to its last, and holds each against what it must be.

    Args:
        file: The file, at its beginning.
        name: How it is named to a person.
    """

    def __init__(self, file: BinaryIO, name: str) -> None:
        self.name = name
        self._file = file
        self._places: list[Place] = []
        self._at = 0

    def begins(self, name: str) -> bool:
        """Say whether the file's first member has a name; nothing is taken."""
        start = _LOCAL.size
        self._file.seek(0)
        beginning = self._file.read(start + len(name))
        self._file.seek(0)
        return beginning[:4] == _LOCAL_MARK and beginning[start:] == name.encode()

    def take(self, name: str, most: int) -> bytes:
        """Return the next member.

        Args:
            name: Its name.
            most: How large it may be.

        Raises:
            BundleDamaged: what comes next is not it, or is larger.
        """
        place = self._next(name, most)
        return b"".join(self._parts(place))

    def pass_by(self, name: str, size: int) -> tuple[Place, str]:
        """Read the next member without keeping it.

        Args:
            name: Its name.
            size: How large it is.

        Returns:
            Where it lies, and the sha256 of its content.

        Raises:
            BundleDamaged: what comes next is not it.
        """
        place = self._next(name, size)
        digest = hashlib.sha256()
        for part in self._parts(place):
            digest.update(part)
        return place, digest.hexdigest()

    def end(self) -> None:
        """Read what stands behind the last member, to the end of the file.

        Raises:
            BundleDamaged: it is not the directory of the members that were read.
        """
        expected = _directory(self._places, self._at)
        if self._file.read(len(expected) + 1) != expected:
            raise self.damaged(
                Text(id="daftar isinya tidak cocok", en="its directory does not fit")
            )

    def again(self, place: Place) -> bytes:
        """Return a member that was read before; whoever calls compares its digest once more."""
        self._file.seek(place.start)
        return self._file.read(place.size)

    def damaged(self, why: Text) -> BundleDamaged:
        """Return what is to be raised of this file."""
        return BundleDamaged(name=self.name, why=why)

    def _next(self, name: str, most: int) -> Place:
        header = self._file.read(_LOCAL.size + len(name))
        if len(header) < _LOCAL.size:
            raise self._cut()
        crc, size = _LOCAL.unpack_from(header)[6:8]
        place = Place(name, size, crc, self._at)
        if header != place.local:
            raise self.damaged(
                Text(id=f"di tempat {name} ada isi lain", en=f"something else stands for {name}")
            )
        if size > most or len(self._places) >= MOST_MEMBERS:
            raise self.damaged(Text(id=f"{name} terlalu besar", en=f"{name} is too large"))
        return place

    def _parts(self, place: Place) -> Iterator[bytes]:
        left, crc = place.size, 0
        while left:
            part = self._file.read(min(left, _BLOCK))
            if not part:
                raise self._cut()
            left -= len(part)
            crc = zlib.crc32(part, crc)
            yield part
        if crc != place.crc:
            raise self.damaged(Text(id=f"{place.name} berubah", en=f"{place.name} was changed"))
        self._places.append(place)
        self._at = place.start + place.size

    def _cut(self) -> BundleDamaged:
        return self.damaged(Text(id="berkasnya terpotong", en="the file is cut"))
