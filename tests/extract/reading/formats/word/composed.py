"""Documents of Word 97-2003 put together byte by byte from [MS-DOC] and [MS-CFB], without the code that reads them."""

from dataclasses import dataclass, field
from struct import pack

SECTOR = 512
#: Where the text begins: behind the FIB.
TEXT = 0x600
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD

DELETED, HIDDEN, STRUCK, TWICE_STRUCK, SPECIAL = (
    pack("<HB", code, 1) for code in (0x0800, 0x083C, 0x0837, 0x2A53, 0x0855)
)
IN_TABLE = pack("<HB", 0x2416, 1)
ENDS_ROW = IN_TABLE + pack("<HB", 0x2417, 1)
INNER = IN_TABLE + pack("<HI", 0x6649, 2)
ENDS_INNER_CELL = INNER + pack("<HB", 0x244B, 1)
ENDS_INNER_ROW = INNER + pack("<HBHB", 0x244B, 1, 0x244C, 1)


def numbered(number, level=0):
    return pack("<HHHB", 0x460B, number, 0x260A, level)


def symbol(character):
    return SPECIAL + pack("<HHH", 0x6A09, 0, ord(character))


def row(*edges, flags=(), more=b""):
    """The definition of a row: edges of its cells in twips, the flags of how they are merged."""
    count = len(edges) - 1
    cells = b"".join(pack("<H18x", flag) for flag in flags)
    operand = pack(f"<B{count + 1}h", count, *edges) + cells
    return pack("<HH", 0xD608, len(operand) + 1) + operand + more


@dataclass
class Part:
    """A paragraph with its mark: runs of text with the properties of their characters, those of the paragraph."""

    runs: list
    mark: str = "\r"
    properties: bytes = b""
    style: int = 0
    of_mark: bytes = b""


def line(*runs, properties=b"", style=0):
    """A paragraph; a run is text, or text and the properties of its characters."""
    return Part([run if isinstance(run, tuple) else (run, b"") for run in runs], "\r", properties, style)


def cell(*runs, properties=b""):
    return Part(line(*runs).runs, "\x07", IN_TABLE + properties)


def ends_row(definition, of_mark=b""):
    return Part([], "\x07", ENDS_ROW + definition, of_mark=of_mark)


def inner_cell(text):
    return Part([(text, b"")], "\r", ENDS_INNER_CELL)


def ends_inner_row(definition):
    return Part([], "\r", ENDS_INNER_ROW + definition)


def table(*rows, edges=(0, 2000, 4000, 6000, 8000)):
    """A table of texts, its cells as wide as each other."""
    made = []
    for texts in rows:
        made += [*map(cell, texts), ends_row(row(*edges[: len(texts) + 1]))]
    return made


@dataclass
class Composed:
    """A document: its parts, those of its other stories, parts of the table stream by number, and what is unusual."""

    parts: list
    stories: dict = field(default_factory=dict)
    tables: dict = field(default_factory=dict)
    behind: dict = field(default_factory=dict)
    styles: bytes = b""
    data: bytes = b""
    compressed: bool = False
    pieces: int = 1
    shuffled: bool = False
    of_piece: bytes = b""
    modifier: int = 0
    version: int = 0xC1
    flags: int = 0
    identifier: int = 0xA5EC
    huge: bool = False

    def streams(self):
        text, paragraphs, characters, lengths = self.laid_out()
        width = 1 if self.compressed else 2
        pieces = self.cut(units(text))
        places, body = self.stored(text, pieces, width)

        def runs(start, end, properties):
            """The bytes of characters, in as many runs as there are pieces with some of them."""
            for begin, last in pieces:
                first, behind = max(start, begin), min(end, last)
                if first < behind:
                    at = places[begin] + (first - begin) * width
                    yield at, at + (behind - first) * width, properties

        stream, data = bytearray(b"\0" * TEXT + body), bytearray(self.data)
        of_paragraphs = [run for at, end, part in paragraphs for run in runs(at, end, self.of_paragraph(part, data))]
        tables = {**self.tables, 13: pages(stream, of_paragraphs, wide=True)}
        tables[12] = pages(stream, [run for one in characters for run in runs(*one)], wide=False)
        tables[33] = self.clx(pieces, places)
        if self.styles:
            tables[1] = self.styles
        table_stream, pairs = b"", [(0, 0)] * 93
        for number, content in tables.items():
            pairs[number] = len(table_stream), len(content)
            table_stream += content + self.behind.get(number, b"")
        stream[0:12] = pack("<HH6xH", self.identifier, self.version, self.flags | 0x200)
        stream[32:34], stream[62:64] = pack("<H", 14), pack("<H", 22)
        stream[76:108] = pack("<8I", *lengths)
        stream[152:154] = pack("<H", 93)
        stream[154 : 154 + 8 * 93] = b"".join(pack("<II", *pair) for pair in pairs)
        return {"WordDocument": bytes(stream), "1Table": table_stream, "Data": bytes(data) or b"\0"}

    def laid_out(self):
        """The text of all stories, the places of paragraphs and runs in it, the lengths of the stories."""
        texts, paragraphs, characters, lengths = [], [], [], []
        at = 0
        stories = ["footnotes", "headers", "macros", "comments", "endnotes", "boxes", "header_boxes"]
        for parts in [self.parts, *(self.stories.get(name, []) for name in stories)]:
            begin = at
            for part in parts:
                start = at
                for run, properties in [*part.runs, (part.mark, part.of_mark)]:
                    characters.append((at, at + units(run), properties))
                    at += units(run)
                    texts.append(run)
                paragraphs.append((start, at, part))
            lengths.append(at - begin)
        if any(lengths[1:]):
            characters.append((at, at + 1, b""))
            paragraphs.append((at, at + 1, Part([])))
            texts.append("\r")
        return "".join(texts), paragraphs, characters, lengths

    def stored(self, text, pieces, width):
        """Where each piece begins, and the bytes of all."""
        content = text.encode("cp1252") if self.compressed else text.encode("utf-16-le")
        places, body = {}, b""
        for start, end in reversed(pieces) if self.shuffled else pieces:
            places[start] = TEXT + len(body)
            body += content[start * width : end * width]
        return places, body

    def of_paragraph(self, part, data):
        """Style and properties of a paragraph; where they are many and may be elsewhere, the place where they are."""
        properties = part.properties
        if self.huge and len(properties) > 100:
            place = len(data)
            data += pack("<H", len(properties)) + properties
            properties = pack("<HI", 0x6646, place)
        return pack("<H", part.style) + properties

    def cut(self, length):
        """The pieces, as long as each other."""
        step = -(-length // self.pieces)
        return [(at, min(at + step, length)) for at in range(0, length, step)]

    def clx(self, pieces, places):
        bounds = [start for start, _ in pieces] + [pieces[-1][1]]
        table_of_pieces = pack(f"<{len(bounds)}I", *bounds)
        for start, _ in pieces:
            at = 2 * places[start] | 0x40000000 if self.compressed else places[start]
            table_of_pieces += pack("<HIH", 0, at, self.modifier)
        properties = b"\x01" + pack("<H", len(self.of_piece)) + self.of_piece if self.of_piece else b""
        return properties + b"\x02" + pack("<I", len(table_of_pieces)) + table_of_pieces

    def file(self):
        return compound(self.streams())


def units(text):
    """Units of UTF-16."""
    return len(text.encode("utf-16-le")) // 2


def document(*parts, **more):
    """The bytes of a document."""
    return Composed(list(parts), **more).file()


def pages(stream, runs, *, wide):
    """Write the pages of properties behind the text, two runs each; what is returned tells where they are."""
    runs = sorted(runs)
    bounds, numbers = [], []
    for at in range(0, len(runs), 2):
        chunk = runs[at : at + 2]
        page = bytearray(SECTOR)
        count = len(chunk)
        page[0 : 4 * (count + 1)] = pack(f"<{count + 1}I", *(start for start, _, _ in chunk), chunk[-1][1])
        free = SECTOR - 1
        for number, (_, _, properties) in enumerate(chunk):
            if wide:
                padded = properties + b"\0" * (len(properties) % 2)
                content = b"\0" + bytes((len(padded) // 2,)) + padded
            else:
                content = bytes((len(properties),)) + properties
            free = (free - len(content)) // 2 * 2
            page[free : free + len(content)] = content
            page[4 * (count + 1) + number * (13 if wide else 1)] = free // 2 if properties else 0
        page[-1] = count
        stream.extend(b"\0" * (-len(stream) % SECTOR))
        bounds.append(chunk[0][0])
        numbers.append(len(stream) // SECTOR)
        stream.extend(page)
    last = runs[-1][1]
    return pack(f"<{len(bounds) + 1}I", *bounds, last) + pack(f"<{len(numbers)}I", *numbers)


def compound(streams):
    """A compound file of these streams, each padded to where it needs no stream of small ones."""
    sectors, chains, entries = [], [], []
    for name, content in streams.items():
        padded = content.ljust(4096, b"\0")
        entries.append((name, len(sectors), len(padded)))
        padded += b"\0" * (-len(padded) % SECTOR)
        count = len(padded) // SECTOR
        chains += [*range(len(sectors) + 1, len(sectors) + count), END]
        sectors += [padded[at : at + SECTOR] for at in range(0, len(padded), SECTOR)]
    directory = entry("Root Entry", 5, END, 0, child=1)
    for number, (name, start, size) in enumerate(entries, start=1):
        right = number + 1 if number < len(entries) else FREE
        directory += entry(name, 2, start, size, right=right)
    directory += b"\0" * (-len(directory) % SECTOR)
    first = len(sectors)
    count = len(directory) // SECTOR
    chains += [*range(first + 1, first + count), END]
    sectors += [directory[at : at + SECTOR] for at in range(0, len(directory), SECTOR)]
    tables = 1
    while tables * 128 < len(sectors) + tables:
        tables += 1
    places = list(range(len(sectors), len(sectors) + tables))
    chains += [FAT] * tables
    chains += [FREE] * (tables * 128 - len(chains))
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, first, 0, 4096, END, 0, END, 0)
        + pack("<109I", *places, *[FREE] * (109 - tables))
    )
    return header + b"".join(sectors) + pack(f"<{len(chains)}I", *chains)


def entry(name, kind, start, size, right=FREE, child=FREE):
    encoded = name.encode("utf-16-le")
    return (
        encoded.ljust(64, b"\0")
        + pack("<HBBIII", len(encoded) + 2, kind, 1, FREE, right, child)
        + bytes(36)
        + pack("<IQ", start, size)
    )


def lists(*levels, name=7):
    """A list with levels (start, form by number, text with chr(0) … for levels), and what follows behind lists."""
    part = pack("<HIi", 1, name, 0) + bytes(18) + pack("<BB", 0, 0)
    made = b""
    for at in range(9):
        made += level(*(levels[at] if at < len(levels) else (1, 0, chr(at))))
    return part, made


def level(start, form, text):
    places = [index + 1 for index, sign in enumerate(text) if ord(sign) < 9]
    return (
        pack("<iBB", start, form, 0)
        + bytes(places).ljust(9, b"\0")
        + bytes(9)
        + pack("<BBBB", 0, 0, 0, 0)
        + pack("<H", len(text))
        + text.encode("utf-16-le")
    )


def numbers(*overrides, name=7):
    """As many numbers of one list; each with levels that begin elsewhere: (level, start)."""
    part = pack("<I", len(overrides))
    for one in overrides:
        part += pack("<IIIBBBB", name, 0, 0, len(one), 0, 0, 0)
    for one in overrides:
        part += pack("<I", FREE)
        for at, start in one:
            part += pack("<iI", start, at | 0x10)
    return part


def styles(*entries):
    """A part of styles: (based on, modifiers of the paragraph, modifiers of its characters)."""
    part = pack("<HHH", 18, len(entries), 10) + bytes(14)
    for number, (base, of_paragraph, of_characters) in enumerate(entries):
        name = f"样式{number}".encode("utf-16-le")
        content = pack("<HHHHH", number, base << 4 | 1, 2, 0, 0) + pack("<H", len(name) // 2) + name + b"\0\0"
        for modifiers in (pack("<H", number) + of_paragraph, of_characters):
            content += pack("<H", len(modifiers)) + modifiers + b"\0" * (len(modifiers) % 2)
        part += pack("<H", len(content)) + content
    return part
