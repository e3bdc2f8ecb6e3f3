"""A long list, read piece by piece with what waits in files, is the list that is read as a whole."""

import csv
import json

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.model import Unreadable
from extract.reading import files, paged
from extract.reading.account import troubles, unused
from extract.reading.reader import read

HEADER = ("序号", "事项名称", "子项名称", "权力类型", "实施依据", "行使主体", "备注")
TIERS = ("序号", "违法行为", "处罚依据", "违法程度", "违法情形", "处罚标准", "备注")
LAW = "《某某法》第{}条 违反规定的，处{}元以下罚款。"
WIDTH = len(HEADER)


def data(number, form):
    """A row of data in one of the forms that lists have them in."""
    law = LAW.format(number, 1000 * number)
    return {
        "plain": (str(number), f"对第{number}种行为的处罚", "", "行政处罚", law, "甲县水务局", ""),
        "none": (str(number), f"对第{number}种行为的处罚", "无", "行政处罚", law, "甲县水务局", "无"),
        "blank": (str(number), f"第{number}项许可", "", "", law, "", "注"),
        "sub": ("", "", f"第{number}子项", "", law, "", ""),
        "numbered": (str(number), f"{number}.1第一分项", "", "行政许可", law, "乙县林业局", ""),
        "rest": ("", "", "", "", "并处没收违法所得", "", ""),
        "basis": ("", "", "", "", law, "", ""),
        "nameless": (str(number), "", "", "行政许可", law, "", ""),
        "bad": (str(number), f"第{number}\ufffd项", "", "未知", "", "", ""),
        "tier": (str(number), f"第{number // 3}种行为", law, "轻微", f"初次违法{number}", "处一千元罚款", ""),
        "degree": ("", "", "", "严重", f"多次违法{number}", "处一万元罚款", ""),
        "start": ("", "裁量起点", "", "", "", "20%", ""),
    }[form]


LONE = [
    "一、行政许可（共12项）",
    "二、行政处罚类",
    "（一）甲县水务局",
    "第3页",
    "备注：以法律规定为准",
    "2021年6月30日",
]
FORMS = st.sampled_from(["plain"] * 6 + ["none", "blank", "sub", "numbered", "rest", "basis", "nameless", "bad"])
OF_TIERS = st.sampled_from(["tier", "tier", "degree", "degree", "start", "rest"])
BESIDE = st.one_of(
    st.sampled_from(LONE).map(lambda text: (text,) + ("",) * (WIDTH - 1)),
    st.just(HEADER),
    st.just(TIERS),
    st.just(("合计", "", "", "", "", "12项", "")),
    st.just(("实施机关", "甲县林业局", "", "", "", "", "")),
    st.just(("甲县水务局权责清单",) + ("",) * (WIDTH - 1)),
)


@st.composite
def tables(draw):
    """The rows of a table, with sections, headers and notes between them."""
    rows = [("甲县水务局权责清单",) + ("",) * (WIDTH - 1), draw(st.sampled_from([HEADER, HEADER, TIERS]))]
    for number in range(1, draw(st.integers(3, 40))):
        tiered = any(row is TIERS for row in rows) and draw(st.booleans())
        rows.append(data(number, draw(OF_TIERS if tiered else FORMS)))
        if draw(st.integers(0, 9)) == 0:
            rows.append(draw(BESIDE))
    return rows


def all_of(path):
    """Everything that reading a file gives, or why it gives nothing."""
    try:
        listing = read(path)
    except Unreadable as reason:
        return str(reason)
    tables_, texts = [*listing.tables], [*unused(listing)]
    beside = (listing.title, listing.publisher, listing.kind, listing.sha256, listing.headings, listing.troubles)
    return [*listing.rows], tables_, texts, beside, troubles(listing)


@pytest.fixture(params=[(1, 1), (4, 3), (50, 10)])
def pages(request, monkeypatch):
    """Read a file as a whole, and then with so few values at hand."""

    def both(path):
        whole = all_of(path)
        with monkeypatch.context() as patch:
            patch.setattr(files, "LONG", 0)
            patch.setattr(paged, "LONG", request.param[0])
            patch.setattr(paged, "PAGE", request.param[1])
            return whole, all_of(path)

    return both


SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@SETTINGS
@given(tables(), st.sampled_from([",", "\t"]), st.integers(0, 3))
def test_text_of_separated_cells(pages, tmp_path, rows, separator, trimmed):
    path = tmp_path / ("a.csv" if separator == "," else "a.txt")
    with path.open("w", encoding="utf-8", newline="") as file:
        written = csv.writer(file, delimiter=separator)
        for at, row in enumerate(rows):
            end = max((place + 1 for place, text in enumerate(row) if text), default=0)
            extra = ("", "多") if at % 11 == 10 and trimmed == 3 else ()
            written.writerow((row[:end] if trimmed == 1 or (trimmed == 2 and at % 2) else row) + extra)
    whole, long = pages(path)
    assert long == whole


@SETTINGS
@given(tables(), st.lists(tables(), max_size=2), st.data())
def test_workbooks_with_merged_cells(pages, tmp_path, rows, more, draw):
    book = openpyxl.Workbook()
    for number, sheet_rows in enumerate([rows, *more]):
        sheet = (
            book.active if not number else book.create_sheet(draw.draw(st.sampled_from(["许可", "甲县林业局", "表"])))
        )
        for row in sheet_rows[draw.draw(st.sampled_from([0, 0, 2])) if number else 0 :]:
            sheet.append([text or None for text in row])
        top = 3
        while top < sheet.max_row:
            height, column = draw.draw(st.integers(1, 9)), draw.draw(st.integers(1, WIDTH))
            if height > 1:
                sheet.merge_cells(start_row=top, end_row=top + height - 1, start_column=column, end_column=column)
            top += height
    path = tmp_path / "a.xlsx"
    book.save(path)
    whole, long = pages(path)
    assert long == whole


def test_rows_of_a_long_list_can_be_gone_through_again_and_again(tmp_path, monkeypatch):
    monkeypatch.setattr(paged, "LONG", 10)
    path = tmp_path / "a.csv"
    rows = [HEADER, *(data(number, "none") for number in range(1, 401))]
    path.write_text("".join(",".join(row) + "\n" for row in rows), encoding="utf-8")
    listing = read(path)
    assert not isinstance(listing.rows, tuple)
    assert [row.number for row in listing.rows] == [row.number for row in listing.rows] == [*range(1, 401)]
    assert listing.rows[-1].number == 400
    assert [row.line for row in listing.rows[5:8]] == [7, 8, 9]
    assert len(listing.unused) == 400


@SETTINGS
@given(tables(), st.sampled_from(["portal", "own", "nested", "damaged"]))
def test_objects_one_a_line(pages, tmp_path, rows, form):
    entries = [dict(zip(HEADER, row, strict=True)) for row in rows[2:]]
    if form == "own":
        entries = [{"row": number, "basis": entry.pop("实施依据"), **entry} for number, entry in enumerate(entries, 1)]
    elif form == "nested":
        sub_items = [{"子项名称": "子项一", "实施依据": LAW.format(1, 2)}, {"子项名称": "子项二"}]
        entries = [
            entry | ({"子项": sub_items} if at % 3 == 0 else {"附": {"编码": str(at)}})
            for at, entry in enumerate(entries)
        ]
    lines = [json.dumps(entry, ensure_ascii=False) for entry in entries]
    path = tmp_path / "a.jsonl"
    path.write_text("\r\n".join([*lines, "{" if form == "damaged" else ""]), encoding="utf-8", newline="")
    whole, long = pages(path)
    assert long == whole
