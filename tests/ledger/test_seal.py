"""What a phone reads from the printed code is the note, letter by letter.

The code is read back by a few lines of our own, written from ISO/IEC 18004 and not from the library
that draws it: the pixels of the SVG, the mask, the order of the modules, the blocks, the bytes.
"""

from __future__ import annotations

import os
import re
from importlib.util import find_spec
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartflow.casework.workspace import Workspace
from smartflow.history.seals.checkpoint import Checkpoint, open_checkpoint
from smartflow.history.seals.cosignature import WitnessSigner, add_signatures
from smartflow.history.seals.merkle import EMPTY_ROOT
from smartflow.history.seals.note_key import SignerKey
from smartflow.history.seals.signed_note import parse_note, sign_note
from smartflow.ledger.seal import MODULE_MM, MOST_BYTES, printed, qr_svg, seal_of

SIGNER = SignerKey("smartflow/66a818f54f80fa6c", bytes(32))
TEXT = Checkpoint("smartflow/66a818f54f80fa6c/13.73", 0, EMPTY_ROOT).text
SVG = "{http://www.w3.org/2000/svg}"
# ISO/IEC 18004, table 9, level M: data codewords of each version's blocks, and table E.1.
BLOCKS = {
    7: (31, 31, 31, 31),
    8: (38, 38, 39, 39),
    9: (36, 36, 36, 37, 37),
    10: (43, 43, 43, 43, 44),
    11: (50, 51, 51, 51, 51),
    12: (36, 36, 36, 36, 36, 36, 37, 37),
    13: (37,) * 8 + (38,),
    14: (40,) * 4 + (41,) * 5,
    15: (41,) * 5 + (42,) * 5,
    16: (45,) * 7 + (46,) * 3,
    17: (46,) * 10 + (47,),
    18: (43,) * 9 + (44,) * 4,
    19: (44,) * 3 + (45,) * 11,
    20: (41,) * 3 + (42,) * 13,
}
ALIGNMENT = {
    7: (6, 22, 38),
    8: (6, 24, 42),
    9: (6, 26, 46),
    10: (6, 28, 50),
    11: (6, 30, 54),
    12: (6, 32, 58),
    13: (6, 34, 62),
    14: (6, 26, 46, 66),
    15: (6, 26, 48, 70),
    16: (6, 26, 50, 74),
    17: (6, 30, 54, 78),
    18: (6, 30, 56, 82),
    19: (6, 30, 58, 86),
    20: (6, 34, 62, 90),
}
MASKS = (
    lambda i, j: (i + j) % 2,
    lambda i, _: i % 2,
    lambda _, j: j % 3,
    lambda i, j: (i + j) % 3,
    lambda i, j: (i // 2 + j // 3) % 2,
    lambda i, j: i * j % 2 + i * j % 3,
    lambda i, j: (i * j % 2 + i * j % 3) % 2,
    lambda i, j: ((i + j) % 2 + i * j % 3) % 2,
)


@pytest.fixture(scope="session", autouse=True)
def segno() -> None:
    """Leave these out where the library is not installed; in CI it must be there."""
    if os.environ.get("CI") == "true" and find_spec("segno") is None:
        pytest.fail("segno must be there in CI (it is a dependency of the project)")
    pytest.importorskip("segno", reason="segno is not installed")


def modules(svg: str) -> list[list[bool]]:
    """Return the dark modules of a code as it is drawn, its white margin taken off."""
    root = ET.fromstring(svg)  # noqa: S314  we have just drawn it
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    group = root.find(f"{SVG}g")
    assert group is not None
    scale = float(group.attrib["transform"].removeprefix("scale(").removesuffix(")"))
    side = round(width / scale)
    assert (root.attrib["width"], root.attrib["height"]) == (f"{width:g}mm", f"{height:g}mm")
    assert (scale, width) == (MODULE_MM, height)
    grid = [[False] * side for _ in range(side)]
    path = next(one for one in group.iter(f"{SVG}path") if "stroke" in one.attrib)
    x = y = 0.0
    for letter, words in re.findall(r"([Mmh])([^Mmh]+)", path.attrib["d"]):
        numbers = [float(word) for word in re.findall(r"-?[\d.]+", words)]
        if letter == "M":
            x, y = numbers
        elif letter == "m":
            x, y = x + numbers[0], y + numbers[1]
        else:
            for at in range(int(x), int(x + numbers[0])):
                grid[int(y)][at] = True
            x += numbers[0]
    margin = {cell for row in (*grid[:4], *grid[-4:]) for cell in row}
    margin |= {cell for row in grid for cell in (*row[:4], *row[-4:])}
    assert margin == {False}
    return [row[4:-4] for row in grid[4:-4]]


def is_data(version: int, side: int) -> list[list[bool]]:
    """Return where codewords stand: everywhere but in the patterns of the code itself."""
    free = [[True] * side for _ in range(side)]

    def take(top: int, left: int, height: int, width: int) -> None:
        for i in range(max(0, top), min(side, top + height)):
            for j in range(max(0, left), min(side, left + width)):
                free[i][j] = False

    take(0, 0, 9, 9)
    take(0, side - 8, 9, 8)
    take(side - 8, 0, 8, 9)
    take(6, 0, 1, side)
    take(0, 6, side, 1)
    take(0, side - 11, 6, 3)
    take(side - 11, 0, 3, 6)
    places = ALIGNMENT[version]
    corners = {(6, 6), (6, places[-1]), (places[-1], 6)}
    for i in places:
        for j in places:
            if (i, j) not in corners:
                take(i - 2, j - 2, 5, 5)
    return free


def read_code(svg: str) -> tuple[bytes, str]:
    """Return the bytes in a code and its error level."""
    grid = modules(svg)
    side = len(grid)
    version = (side - 17) // 4
    word = [grid[8][j] for j in (0, 1, 2, 3, 4)]
    format_bits = int("".join("01"[bit] for bit in word), 2) ^ 0b10101
    level, mask = {1: "L", 0: "M", 3: "Q", 2: "H"}[format_bits >> 3], MASKS[format_bits & 7]
    free = is_data(version, side)
    bits: list[int] = []
    columns = [column for column in range(side - 1, 0, -2) if column > 6] + [5, 3, 1]
    for number, right in enumerate(columns):
        rows = range(side - 1, -1, -1) if number % 2 == 0 else range(side)
        for i in rows:
            bits += [grid[i][j] ^ (mask(i, j) == 0) for j in (right, right - 1) if free[i][j]]
    codewords = [
        int("".join(map(str, map(int, bits[at : at + 8]))), 2) for at in range(0, len(bits) - 7, 8)
    ]
    sizes = BLOCKS[version]
    blocks: list[list[int]] = [[] for _ in sizes]
    rest = iter(codewords)
    for place in range(max(sizes)):
        for block, size in zip(blocks, sizes, strict=True):
            if place < size:
                block.append(next(rest))
    stream = "".join(f"{one:08b}" for block in blocks for one in block)
    length_bits = 8 if version < 10 else 16
    assert stream[:4] == "0100", "byte mode"
    length = int(stream[4 : 4 + length_bits], 2)
    start = 4 + length_bits
    return bytes(int(stream[at : at + 8], 2) for at in range(start, start + 8 * length, 8)), level


def note(witnesses: int) -> bytes:
    """Return a checkpoint's note with that many cosignatures."""
    lines = [
        WitnessSigner(f"inspektorat.provinsi.go.id/{number}", bytes([number] * 32)).cosign(TEXT, 7)
        for number in range(witnesses)
    ]
    return add_signatures(sign_note(TEXT, [SIGNER]), lines)


@pytest.mark.parametrize("witnesses", [0, 1, 2, 3])
def test_the_code_holds_the_note(witnesses: int) -> None:
    """Every byte of it, at level M, the em dash and the newlines included."""
    whole = note(witnesses)
    assert read_code(qr_svg(whole)) == (whole, "M")


@settings(max_examples=40)
@given(content=st.binary(min_size=110, max_size=650))
def test_the_code_holds_any_bytes(content: bytes) -> None:
    """The reader here and the library agree on whatever stands in it."""
    assert read_code(qr_svg(content)) == (content, "M")


def test_a_note_with_many_witnesses_is_printed_in_part() -> None:
    """The log's own line and as many others as fit: still a note, and of the same text."""
    whole = note(12)
    assert printed(note(3)) == note(3)
    short = printed(whole)
    assert len(whole) > MOST_BYTES >= len(short)
    assert whole.startswith(short)
    assert parse_note(short).text == TEXT
    assert open_checkpoint(short, [SIGNER.verifier()]).origin.endswith("/13.73")
    side = float(ET.fromstring(qr_svg(b"x" * MOST_BYTES)).attrib["width"][:-2])  # noqa: S314
    assert side < 80, "it fits beside a paragraph on A4"


def test_the_seal_is_of_the_newest_checkpoint(office: Workspace) -> None:
    """Text and code are those of the stored note; a log that is not signed has none."""
    with office.store.read() as reading:
        log = reading.logs()[1]
        size, stored = reading.checkpoint(log) or (0, b"")
        seal = seal_of(reading, log)
        assert seal_of(reading, "smartflow/nowhere") is None
    assert seal is not None
    assert (seal.log, seal.size, seal.text.encode()) == (log, size, stored)
    assert read_code(seal.svg) == (stored, "M")
