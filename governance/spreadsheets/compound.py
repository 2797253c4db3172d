"""The container in which an .xls comes (and a workbook under a password): its streams, read without trusting its chains."""

import struct
from dataclasses import dataclass

from governance.spreadsheets import bounds

SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
LAST = 0xFFFFFFFA  # From here on a number is no sector but a mark.
END_OF_CHAIN, FREE, FAT_SECTOR, NOTHING = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
MINI_BELOW = 4096
ENTRY = 128


@dataclass(frozen=True)
class Stream:
    name: str
    first: int
    size: int
    is_root: bool


class Compound:
    """The streams of a compound file by name, whatever storage they lie in."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        try:
            shift = struct.unpack_from("<H", content, 30)[0]
            if shift not in (9, 12):
                raise bounds.broken()
            self.size = 1 << shift
            self.fat = self._table(self._fat_sectors())
            self.mini_fat = self._table(self._chain(struct.unpack_from("<I", content, 60)[0], self.fat))
            directory = b"".join(map(self._sector, self._chain(struct.unpack_from("<I", content, 48)[0], self.fat)))
            self.streams = [entry for at in range(0, len(directory) - ENTRY + 1, ENTRY) if (entry := _entry(directory, at))]
        except struct.error:
            raise bounds.broken() from None

    @property
    def names(self) -> set[str]:
        return {stream.name for stream in self.streams}

    def read(self, name: str) -> bytes:
        """The longest stream of a name."""
        stream = max((each for each in self.streams if each.name == name), key=lambda each: each.size, default=None)
        if stream is None or stream.size > len(self.content):
            raise bounds.broken()
        if stream.size >= MINI_BELOW:
            return self._joined(stream)[: stream.size]
        root = next((each for each in self.streams if each.is_root), None)
        small = self._joined(root) if root else b""
        pieces = [small[at * 64 : at * 64 + 64] for at in self._chain(stream.first, self.mini_fat)]
        return b"".join(pieces)[: stream.size]

    def _joined(self, stream: Stream) -> bytes:
        return b"".join(map(self._sector, self._chain(stream.first, self.fat)))

    def _sector(self, number: int) -> bytes:
        return self.content[(number + 1) * self.size : (number + 2) * self.size]

    def _chain(self, first: int, table: tuple[int, ...]) -> list[int]:
        found: list[int] = []
        at = first
        while at < LAST:
            # No chain is longer than its table: a longer one bites its tail.
            if at >= len(table) or len(found) > len(table):
                raise bounds.broken()
            found.append(at)
            at = table[at]
        return found

    def _table(self, sectors: list[int]) -> tuple[int, ...]:
        data = b"".join(map(self._sector, sectors))
        return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])

    def _fat_sectors(self) -> list[int]:
        found = [number for number in struct.unpack_from("<109I", self.content, 76) if number < LAST]
        at, per, most = struct.unpack_from("<I", self.content, 68)[0], self.size // 4 - 1, len(self.content) // self.size
        while at < LAST and len(found) <= most:
            numbers = struct.unpack_from(f"<{per + 1}I", self._sector(at))
            found += [number for number in numbers[:per] if number < LAST]
            at = numbers[per]
        if len(found) > most or any(number > most for number in found):
            raise bounds.broken()
        return found


def _entry(directory: bytes, at: int) -> Stream | None:
    length, kind = struct.unpack_from("<HB", directory, at + 64)
    if kind not in (2, 5) or not 2 <= length <= 64:
        return None
    name = directory[at : at + length - 2].decode("utf-16-le", "replace")
    first, size = struct.unpack_from("<II", directory, at + 116)
    return Stream(name, first, size, kind == 5)


def with_one_stream(name: str, data: bytes) -> bytes:
    """A compound file that holds this stream and nothing else, its chains in order."""
    data = data.ljust(MINI_BELOW, b"\0")
    count = -(-len(data) // 512)
    fats = 1
    while fats * 128 < count + fats + 1:
        fats += 1
    # The sectors: the tables, one of the directory, the stream.
    first = fats + 1
    chain = [*range(first + 1, first + count), END_OF_CHAIN]
    table = [FAT_SECTOR] * fats + [END_OF_CHAIN] + chain
    table += [FREE] * (fats * 128 - len(table))
    listed = list(range(min(fats, 109)))
    # 20 MB need 320 tables at most; those after the 109th are listed in sectors behind the stream.
    extra, further = _further_tables(fats, first + count)
    head = struct.pack("<8s16sHHHHH6sIIIIIIIII", SIGNATURE, b"", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, fats, fats, 0, MINI_BELOW,
                       END_OF_CHAIN, 0, first + count if extra else END_OF_CHAIN, extra)
    head += struct.pack("<109I", *listed, *[FREE] * (109 - len(listed)))
    directory = _record("Root Entry", 5, 1, END_OF_CHAIN, 0) + _record(name, 2, NOTHING, first, len(data))
    return head + struct.pack(f"<{len(table)}I", *table) + directory.ljust(512, b"\0") + data.ljust(count * 512, b"\0") + further


def _further_tables(fats: int, at: int) -> tuple[int, bytes]:
    rest = list(range(109, fats))
    pieces = [rest[start : start + 127] for start in range(0, len(rest), 127)]
    sectors = []
    for number, piece in enumerate(pieces):
        following = at + number + 1 if number + 1 < len(pieces) else END_OF_CHAIN
        sectors.append(struct.pack("<128I", *piece, *[FREE] * (127 - len(piece)), following))
    return len(pieces), b"".join(sectors)


def _record(name: str, kind: int, child: int, first: int, size: int) -> bytes:
    coded = name.encode("utf-16-le")
    fields = (coded, len(coded) + 2, kind, 1, NOTHING, NOTHING, child, b"", 0, b"", first, size, b"")
    return struct.pack("<64sHBBIII16sI16sII4s", *fields)
