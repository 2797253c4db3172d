"""The zip in which an .xlsx or .ods comes: unpacked within a budget, whatever sizes it declares, and packed anew.

The reader of the cells gets only the new package, so that what it unpacks is what was measured here.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
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


class Package:
    """The measured parts of a zip by their names, which are compared as Excel does: whatever the case and the slash."""

    def __init__(self, content: bytes) -> None:
        self.content = memoryview(content)
        self.parts: dict[str, Part] = {}
        self.names: list[str] = []
        try:
            infos = zipfile.ZipFile(io.BytesIO(content)).infolist()
        except ZIP_FAULTS:
            raise bounds.broken() from None
        if len(infos) > bounds.PARTS:
            raise bounds.broken()
        self.names = [_key(info.filename) for info in infos]
        for info in infos:
            if _key(info.filename).endswith(READ) or info.filename == "mimetype":
                self._add(info)

    def _add(self, info: zipfile.ZipInfo) -> None:
        if info.flag_bits & ENCRYPTED:
            raise bounds.locked()
        key, at = _key(info.filename), info.header_offset
        header = self.content[at : at + struct.calcsize(LOCAL)]
        if key in self.parts or info.compress_type not in (STORED, DEFLATED) or at < 0 or len(header) < struct.calcsize(LOCAL):
            raise bounds.broken()
        fields = struct.unpack(LOCAL, header)
        start = at + struct.calcsize(LOCAL) + fields[9] + fields[10]
        if fields[0] != b"PK\x03\x04" or start + info.compress_size > len(self.content):
            raise bounds.broken()
        self.parts[key] = Part(key, info.compress_type, start, info.compress_size, info.CRC)

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

    def read(self, name: str) -> bytes:
        """A part that is small by nature."""
        return b"".join(self.stream(name))

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

    def packed_anew(self) -> bytes:
        """A zip of the measured parts alone, with their true sizes; nothing is unpacked for it."""
        out, directory = io.BytesIO(), io.BytesIO()
        for part in self.parts.values():
            name, at = part.name.encode(), out.tell()
            common = (0x800, part.method, 0, 0x21, part.crc, part.length, part.size, len(name), 0)
            out.write(struct.pack(LOCAL, b"PK\x03\x04", 20, *common))
            out.write(name)
            out.write(self.content[part.start : part.start + part.length])
            directory.write(struct.pack(CENTRAL, b"PK\x01\x02", 20, 20, *common, 0, 0, 0, 0, at))
            directory.write(name)
        count, start = len(self.parts), out.tell()
        out.write(directory.getvalue())
        out.write(struct.pack(END, b"PK\x05\x06", 0, 0, count, count, out.tell() - start, start, 0))
        return out.getvalue()


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
