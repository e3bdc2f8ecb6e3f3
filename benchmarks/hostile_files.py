"""Files made to exhaust the machine, each in a folder beside a good list: what a build of the folder costs, and says.

    python benchmarks/hostile_files.py [KIND…]

Each build may take 20 seconds of processor time and 600 MB, has to say one line of the hostile file that was not read,
or read it within those bounds, and has to build the good list. What fails is named, and the exit status is 1. The first
row is the good list alone: what a build costs by itself, on the machine as it is.
"""

import argparse
import csv
import io
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
SECONDS, MEGABYTES = 20.0, 600
HEAD = "序号\t事项名称\t权力类型\t实施依据"
GOOD = f"{HEAD}\n1\t取水许可\t行政许可\t《中华人民共和国水法》第四十八条\n"
OFFICE = "http://schemas.openxmlformats.org"
SHEET = f'<?xml version="1.0"?><worksheet xmlns="{OFFICE}/spreadsheetml/2006/main">\0</worksheet>'
RELATIONS = f'<Relationships xmlns="{OFFICE}/package/2006/relationships"><Relationship Id="r1" Type="{OFFICE}'
RELATION = "/officeDocument/2006/relationships"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{OFFICE}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>',
    "_rels/.rels": f'{RELATIONS}{RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'{RELATIONS}{RELATION}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{OFFICE}/spreadsheetml/2006/main" xmlns:r="{OFFICE}{RELATION}"><sheets>'
    '<sheet name="清单" sheetId="1" r:id="r1"/></sheets></workbook>',
}


def cell(place, text):
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def rows(*more):
    """The rows of a list, and others below them as they are."""
    lines = GOOD.strip().split("\n")
    made = []
    for at, line in enumerate(lines, start=1):
        cells = "".join(cell(f"{'ABCD'[column]}{at}", text) for column, text in enumerate(line.split("\t")))
        made.append(f'<row r="{at}">{cells}</row>')
    return "".join([*made, *more])


def workbook(path, data="", after=""):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in PARTS.items():
            archive.writestr(name, text)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            start, end = SHEET.split("\0")
            sheet.write(f"{start}<sheetData>".encode())
            for part in [data] if isinstance(data, str) else data:
                sheet.write(part.encode())
            sheet.write(f"</sheetData>{after}{end}".encode())


def merged_to_the_end(folder):
    after = '<mergeCells count="1"><mergeCell ref="A6:XFD1048576"/></mergeCells>'
    workbook(folder / "bad.xlsx", rows(f'<row r="6">{cell("A6", "注")}</row>'), after)


def a_million_empty_rows(folder):
    empty = "".join(f'<c r="{letter}{{0}}" s="0"/>' for letter in "ABCDEFGHIJKL")
    data = (f'<row r="{at}" s="0" customFormat="1">{empty.format(at)}</row>' for at in range(3, 1_000_003))
    workbook(folder / "bad.xlsx", [rows(), *data])


def a_cell_of_600_megabytes(folder):
    piece = "第一条应当" * 200_000
    parts = [rows(), '<row r="3">', '<c r="A3" t="inlineStr"><is><t>', *[piece] * 200, "</t></is></c></row>"]
    workbook(folder / "bad.xlsx", parts)


def a_cell_of_20_megabytes(folder):
    text = "《某某法》第一条。" * 750_000
    with (folder / "bad.csv").open("w", encoding="utf-8", newline="") as file:
        rest = ["2", "乙", "行政许可", "《某法》第二条"]
        csv.writer(file).writerows([HEAD.split("\t"), ["1", "取水许可", "行政许可", text], rest])


def two_hundred_thousand_merges(folder):
    merges = "".join(f'<mergeCell ref="A{at}:D{at + 1}"/>' for at in range(4, 400_004, 2))
    workbook(folder / "bad.xlsx", rows(), f'<mergeCells count="200000">{merges}</mergeCells>')


def spans_of_99999(folder):
    table = "".join(f"<th>{word}</th>" for word in HEAD.split("\t"))
    spans = f'<tr><td rowspan="99999" colspan="99999">甲</td></tr>{"<tr><td>乙</td></tr>" * 1000}'
    (folder / "bad.html").write_text(f"<table><tr>{table}</tr>{spans}</table>", encoding="utf-8")


def a_zip_bomb(folder):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.csv", bytes(200 << 20))
    with zipfile.ZipFile(folder / "bad.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(40):
            archive.writestr(f"{number}.zip", inner.getvalue())


def a_pipe(folder):
    os.mkfifo(folder / "bad.csv")


def a_device(folder):
    (folder / "bad.csv").symlink_to("/dev/zero")


def links_to_themselves(folder):
    (folder / "bad.csv").symlink_to(folder / "bad.csv")
    (folder / "loop").symlink_to(folder, target_is_directory=True)


def a_name_that_is_no_text(folder):
    (Path(os.fsdecode(os.fsencode(folder) + b"/bad\xff\xfe.csv"))).write_text("nothing", encoding="utf-8")


def text_without_a_table(folder):
    with (folder / "bad.txt").open("w", encoding="utf-8") as file:
        for _ in range(200):
            file.write("这一行不是清单，只是很长的文字。\n" * 20_000)


def an_unclosed_mark(folder):
    """A line that nothing closes above 20,000 rows, each with a name of its own: they are rows all the same."""
    lines = [f"{at},对某{at}号行为的处罚,行政处罚,《某某法》第一条\n" for at in range(20_000)]
    (folder / "bad.csv").write_text(HEAD.replace("\t", ",") + '\n1,"甲,行政许可\n' + "".join(lines), encoding="utf-8")


def marks_that_nothing_closes(folder):
    """One in every line of 10 MB without a header, so that reading alone is measured."""
    line = '1,"甲,行政许可,《某某法》第一条\n'
    (folder / "bad.csv").write_text("没有表头的文件\n" + line * 200_000, encoding="utf-8")


def encrypted(folder):
    """What tells an encrypted workbook: a compound file with these two streams."""
    names = "EncryptionInfoEncryptedPackage".encode("utf-16-le")
    (folder / "bad.xlsx").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + names + bytes(1000))


def tags_without_end(folder):
    (folder / "bad.html").write_text("<table>" * 500_000 + "<tr><td>甲" * 500_000, encoding="utf-8")


def nothing(folder):
    """The good list alone."""


KINDS = {
    made.__name__: made
    for made in (
        nothing, merged_to_the_end, spans_of_99999, a_million_empty_rows, a_cell_of_600_megabytes,
        a_cell_of_20_megabytes,
        two_hundred_thousand_merges, a_zip_bomb, a_pipe, a_device, links_to_themselves, a_name_that_is_no_text,
        text_without_a_table, an_unclosed_mark, marks_that_nothing_closes, encrypted, tags_without_end,
    )
}  # fmt: skip


def build(folder, target):
    """The processor time in seconds, the peak of memory in megabytes, the output and the status of a build."""
    command = [sys.executable, "-m", "kg.cli", "build", folder, "-o", target, "--only", "nq,csv", "--jobs", "1"]
    with subprocess.Popen(
        list(map(str, command)), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as process:
        output = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, output, process.returncode


def measure(kind):
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "lists")
        folder.mkdir()
        (folder / "good.txt").write_text(GOOD, encoding="utf-8")
        # By another process: the memory that this one has would count as the child's.
        subprocess.run([sys.executable, __file__, "--make", str(folder), kind], check=True)
        seconds, megabytes, output, status = build(folder, Path(place, "out"))
        tables = list(Path(place, "out").rglob("items.csv"))
        built = bool(tables) and "取水许可" in tables[0].read_text(encoding="utf-8-sig")
    lines = [line for line in output.splitlines() if "bad" in line or "loop" in line]
    return seconds, megabytes, status, built, lines


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.make:
        KINDS[options.kinds[0]](options.make)
        return 0
    failed, alone = 0, measure("nothing")[0]
    for kind in options.kinds or KINDS:
        seconds, megabytes, status, built, lines = measure(kind)
        bad = seconds > SECONDS or megabytes > MEGABYTES or status not in {0, 1} or not built
        failed += bad
        cost = f"{seconds:6.1f} s {seconds / alone:5.1f}x {megabytes:5.0f} MB"
        print(f"{kind:28}{cost}  exit {status}  {'TOO MUCH' if bad else 'good list built'}", flush=True)
        for line in lines[-2:]:
            print(f"    {line.rpartition('/')[2][:110]}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
