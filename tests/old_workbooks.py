"""The smallest workbooks of Excel 97 to 2003 that are any, from the records of their sheets."""

from collections.abc import Mapping, Sequence
from struct import pack

SECTOR = 512
END_OF_CHAIN, FREE = 0xFFFFFFFE, 0xFFFFFFFF
BY_EXCEL = (0x01C1, bytes(8))
PLAIN, PERCENT, DAY, ELAPSED, OWN_PERCENT, OWN_DAY, WORDS, GENERAL = range(8)
CODES = {164: '0.0%" of all"', 165: "[$-809]dd\\-mmm", 166: '0" hours"_d', 167: "General"}

Record = tuple[int, bytes]


def record(kind: int, content: bytes) -> bytes:
    """Write a record."""
    return pack("<2H", kind, len(content)) + content


def begin(of: int, form: int = 0x0600) -> bytes:
    """Write the beginning of what is for all, or of a sheet."""
    return record(0x0809, pack("<2H", form, of) + bytes(12))


def words(text: str) -> bytes:
    """Write a text as in a cell, wide if it must be."""
    wide = max(map(ord, text), default=0) > 0xFF
    return pack("<HB", len(text), wide) + text.encode("utf-16-le" if wide else "latin-1")


def text(row: int, column: int, said: str) -> Record:
    """Write a cell that holds words."""
    return 0x0204, pack("<3H", row, column, PLAIN) + words(said)


def number(row: int, column: int, value: float, style: int = PLAIN) -> Record:
    """Write a cell that holds a number."""
    return 0x0203, pack("<3Hd", row, column, style, value)


def formula(row: int, column: int, result: bytes, style: int = PLAIN) -> Record:
    """Write a cell with a formula and its result."""
    return 0x0006, pack("<3H", row, column, style) + result + bytes(8)


def stream(
    sheets: Mapping[str, Sequence[Record]], shared: Sequence[Record] = (BY_EXCEL,), *, hidden: Sequence[str] = ()
) -> bytes:
    """Write what a workbook says of all its sheets, and then the sheets."""
    forms = [record(0x041E, pack("<H", number) + words(code)) for number, code in CODES.items()]
    styles = [record(0x00E0, pack("<2H", 0, number) + bytes(16)) for number in (0, 10, 14, 46, *CODES)]
    front = begin(5) + b"".join([*(record(*each) for each in shared), *forms, *styles])
    bodies = [begin(0x10) + b"".join(record(*each) for each in cells) + record(0x0A, b"") for cells in sheets.values()]
    at = len(front) + sum(len(name.encode("latin-1")) + 12 for name in sheets) + 4
    for name, body in zip(sheets, bodies, strict=True):
        head = pack("<I4B", at, name in hidden, 0, len(name), 0)
        front += record(0x0085, head + name.encode("latin-1"))
        at += len(body)
    return front + record(0x0A, b"") + b"".join(bodies)


def old_workbook(sheets: Mapping[str, Sequence[Record]], shared: Sequence[Record] = (BY_EXCEL,)) -> bytes:
    """Write a workbook."""
    return compound({"Workbook": stream(sheets, shared)})


def compound(streams: Mapping[str, bytes], *, small: bool = False) -> bytes:
    """Write a file that holds streams, each beside the last, in sectors of their own or in small ones of the root."""
    chains: list[int] = [0xFFFFFFFD, END_OF_CHAIN]  # the table of chains, then the directory
    content = b""

    def put(more: bytes) -> int:
        nonlocal content
        first, count = len(chains), -(-len(more) // SECTOR)
        chains.extend([*range(first + 1, first + count), END_OF_CHAIN])
        content += more.ljust(count * SECTOR, b"\0")
        return first

    entries = []
    start, follows, size = END_OF_CHAIN, END_OF_CHAIN, 0
    for at, (name, each) in enumerate(streams.items(), 1):
        if small:
            start, size = put(each), len(each)
            blocks = -(-size // 64)
            follows = put(pack(f"<{blocks}I", *range(1, blocks), END_OF_CHAIN))
            entries.append(entry(name, 2, (at + 1 if at < len(streams) else FREE, FREE), (0, size)))
        else:
            filled = each.ljust(4096, b"\0")
            entries.append(entry(name, 2, (at + 1 if at < len(streams) else FREE, FREE), (put(filled), len(filled))))
    directory = entry("Root Entry", 5, (FREE, 1), (start, size)) + b"".join(entries)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + pack("<5H", 62, 3, 0xFFFE, 9, 6) + bytes(6)
    head += pack("<10I", 0, 1, 1, 0, 4096, follows, 1, END_OF_CHAIN, 0, 0)
    table = pack(f"<{len(chains)}I", *chains).ljust(SECTOR, b"\xff")
    return head.ljust(SECTOR, b"\xff") + table + directory.ljust(SECTOR, b"\0") + content


def entry(name: str, kind: int, links: tuple[int, int], place: tuple[int, int]) -> bytes:
    """Write a line of the directory."""
    written = name.encode("utf-16-le") + b"\0\0"
    front = written.ljust(64, b"\0") + pack("<H2B3I", len(written), kind, 1, FREE, *links)
    return (front + bytes(36) + pack("<2I", *place)).ljust(128, b"\0")
