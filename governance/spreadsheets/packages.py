"""The zip in which an .xlsx or .ods comes: unpacked within a budget, whatever sizes it declares, and packed anew.

The reader of the cells gets only the new package, so that what it unpacks is what was measured here.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from governance.spreadsheets import bounds

STORED, DEFLATED = 0, 8
ENCRYPTED = 0x1
CHUNK = 256 * 1024
DOCTYPES = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
# What the reader of cells asks of a package; pictures, macros and embedded files stay packed.
READ = (".xml", ".rels")
LOCAL, CENTRAL, END = "<4sHHHHHIIIHH", "<4sHHHHHHIIIHHHHHII", "<4sHHHHIIH"
# What zipfile raises on packages that are none, beside its own error.
ZIP_FAULTS = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OverflowError, struct.error, IndexError,
)


@dataclass
class Part:
    """One packed file: where its bytes are, and what measuring it told."""

    name: str
    method: int
    start: int
    length: int
    crc: int
    size: int = 0
    counts: dict[bytes, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Packed:
    """The packed bytes of a part that is new or changed."""

    method: int
    data: bytes | memoryview
    crc: int
    size: int


class Package:
    """The measured parts of a zip by their names, which are compared as Excel does: whatever the case and the slash."""

    def __init__(self, content: bytes) -> None:
        self.content = memoryview(content)
        self.parts: dict[str, Part] = {}
        self.names: list[str] = []
        try:
            self.infos = zipfile.ZipFile(io.BytesIO(content)).infolist()
        except ZIP_FAULTS:
            raise bounds.broken() from None
        if len(self.infos) > bounds.PARTS:
            raise bounds.broken()
        self.names = [_key(info.filename) for info in self.infos]
        for info in self.infos:
            if _key(info.filename).endswith(READ) or info.filename == "mimetype":
                self._add(info)

    def _add(self, info: zipfile.ZipInfo) -> None:
        if info.flag_bits & ENCRYPTED:
            raise bounds.locked()
        key = _key(info.filename)
        if key in self.parts or info.compress_type not in (STORED, DEFLATED):
            raise bounds.broken()
        self.parts[key] = Part(key, info.compress_type, self._start(info), info.compress_size, info.CRC)

    def _start(self, info: zipfile.ZipInfo) -> int:
        """Where the packed bytes of a part begin."""
        at = info.header_offset
        header = self.content[at : at + struct.calcsize(LOCAL)] if at >= 0 else b""
        if len(header) < struct.calcsize(LOCAL):
            raise bounds.broken()
        fields = struct.unpack(LOCAL, header)
        start = at + struct.calcsize(LOCAL) + fields[9] + fields[10]
        if fields[0] != b"PK\x03\x04" or start + info.compress_size > len(self.content):
            raise bounds.broken()
        return start

    def __contains__(self, name: str) -> bool:
        return _key(name) in self.parts

    def measure(self, *, count: tuple[bytes, ...] = ()) -> None:
        """Unpacks every part once within the budget, and counts some words in it."""
        total = 0
        for part in self.parts.values():
            crc, tail = 0, b""
            part.counts = dict.fromkeys(count, 0)
            for chunk in self._unpacked(part):
                total += len(chunk)
                if total > bounds.UNPACKED_BYTES:
                    raise bounds.swells()
                part.size += len(chunk)
                crc = zlib.crc32(chunk, crc)
                seen = tail + chunk
                if any(word in seen for word in DOCTYPES):
                    raise bounds.unsafe()
                for word in count:
                    part.counts[word] += seen.count(word) - tail.count(word)
                tail = chunk[-32:]
            if crc != part.crc:
                raise bounds.broken()

    def stream(self, name: str) -> Iterator[bytes]:
        """The bytes of a part, piece by piece."""
        part = self.parts.get(_key(name))
        if part is None:
            raise bounds.broken()
        return self._unpacked(part)

    def read(self, name: str, most: int = bounds.SMALL_PART) -> bytes:
        """A part that is small by nature, and held whole."""
        found = bytearray()
        for chunk in self.stream(name):
            found += chunk
            if len(found) > most:
                raise bounds.swells()
        return bytes(found)

    def _unpacked(self, part: Part) -> Iterator[bytes]:
        packed = self.content[part.start : part.start + part.length]
        if part.method == STORED:
            for at in range(0, len(packed), CHUNK):
                yield bytes(packed[at : at + CHUNK])
            return
        engine = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for at in range(0, len(packed), CHUNK):
                rest: bytes | memoryview = packed[at : at + CHUNK]
                while rest and not engine.eof:
                    yield engine.decompress(rest, CHUNK * 4)
                    rest = engine.unconsumed_tail
            while not engine.eof and (more := engine.decompress(b"", CHUNK * 4)):
                yield more
        except zlib.error:
            raise bounds.broken() from None
        if not engine.eof:
            raise bounds.broken()

    def has(self, name: str) -> bool:
        """Whether a part is there, be it one that is not read."""
        return _key(name) in self.names

    def raw(self, name: str) -> bytes:
        """A part that is not read with the others, such as a drawing."""
        info = next(info for info in self.infos if _key(info.filename) == _key(name))
        part = Part(name, info.compress_type, self._start(info), info.compress_size, info.CRC)
        found = bytearray()
        for chunk in self._unpacked(part):
            found += chunk
            if len(found) > bounds.UNPACKED_BYTES // 4:
                raise bounds.swells()
        return bytes(found)

    def packed_anew(self) -> bytes:
        """A zip of the measured parts alone, with their true sizes; nothing is unpacked for it."""
        parts = self.parts.values()
        return _zip((part.name, Packed(part.method, self._bytes(part.start, part.length), part.crc, part.size)) for part in parts)

    def rewritten(self, changed: Mapping[str, Packed]) -> bytes:
        """The whole zip with these parts in the place of the old ones, or behind them; the others byte for byte."""
        rest = {_key(name): (name, part) for name, part in changed.items()}
        found: list[tuple[str, Packed]] = []
        for info in self.infos:
            if (new := rest.pop(_key(info.filename), None)) is not None:
                found.append((info.filename, new[1]))
            else:
                data = self._bytes(self._start(info), info.compress_size)
                found.append((info.filename, Packed(info.compress_type, data, info.CRC, info.file_size & 0xFFFFFFFF)))
        return _zip([*found, *rest.values()])

    def _bytes(self, start: int, length: int) -> memoryview:
        return self.content[start : start + length]


def _zip(parts: Iterable[tuple[str, Packed]]) -> bytes:
    out, directory, count = io.BytesIO(), io.BytesIO(), 0
    for text, part in parts:
        name, at = text.encode("utf-8", "replace"), out.tell()
        common = (0x800, part.method, 0, 0x21, part.crc, len(part.data), part.size, len(name), 0)
        out.write(struct.pack(LOCAL, b"PK\x03\x04", 20, *common))
        out.write(name)
        out.write(part.data)
        directory.write(struct.pack(CENTRAL, b"PK\x01\x02", 20, 20, *common, 0, 0, 0, 0, at))
        directory.write(name)
        count += 1
    start = out.tell()
    out.write(directory.getvalue())
    out.write(struct.pack(END, b"PK\x05\x06", 0, 0, count, count, out.tell() - start, start, 0))
    return out.getvalue()


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
