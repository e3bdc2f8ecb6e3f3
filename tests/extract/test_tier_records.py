"""Tiers of discretion in extraction records: of their item as a whole, and each in the row that prints it."""

from extract.assemble import extract
from extract.model import Role
from extract.reading.grid import Grid, GridCell
from extract.reading.tables import power_list
from extract.record import record, records

TABLE = [
    ["违法行为", "处罚依据", "违法程度", "处罚标准"],
    ["甲", "《甲条例》第四条：处一万元以上十万元以下的罚款。", "轻微", "处一万元以上三万元以下的罚款"],
    ["甲", "《甲条例》第四条：处一万元以上十万元以下的罚款。", "严重", "处三万元以上十万元以下的罚款"],
    ["乙", "《甲条例》第五条", "一般", "处二千元以下的罚款"],
]


def extractions():
    rows = tuple(
        tuple(GridCell(text, line, column) for column, text in enumerate(row, 1)) for line, row in enumerate(TABLE, 1)
    )
    return [extract(row) for row in power_list.read((Grid(rows),)).rows]


def fines(found):
    return [(one["min"], one["max"], one.get("tier")) for one in found["sanctions"]]


def test_the_record_of_an_item_holds_all_its_tiers():
    found = record(extractions()[0])
    assert [(one["order"], one["row"], one["degree"], fines(one)) for one in found["tiers"]] == [
        (1, 1, "轻微", [(10000, 30000, None)]),
        (2, 2, "严重", [(30000, 100000, None)]),
    ]
    assert fines(found) == [(10000, 100000, None), (10000, 30000, 1)]


def test_each_further_row_has_its_record():
    lines = [one for extraction in extractions() for one in records(extraction)]
    assert [(one["row"], one["name"], fines(one)) for one in lines] == [
        (1, "甲", [(10000, 100000, None), (10000, 30000, 1)]),
        (2, "甲", [(30000, 100000, 2)]),
        (3, "乙", [(None, 2000, 1)]),
    ]


def test_places_are_those_of_the_printed_cell():
    for extraction in extractions():
        for found in extraction.tiers:
            for cell, facts in found.facts:
                assert cell.role is Role.STANDARD
                assert all(cell.text[one.start : one.end] for one in facts.sanctions)
