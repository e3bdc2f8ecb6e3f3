"""Titles: one document for all its spellings, its rank, and what a notice issues."""

import pytest

from extract.understanding import titles


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("劳动法", "中华人民共和国劳动法"),
        ("《中华人民共和国 公司法》（2018年修正）", "中华人民共和国公司法"),
        ("物业管理条例", "物业管理条例"),
        ("中华人民共和国工伤保险条例", "工伤保险条例"),
        ("重庆市实施《种子法》办法", "重庆市实施〈中华人民共和国种子法〉办法"),
        ("某某办法（试行）", "某某办法(试行)"),
    ],
)
def test_canonical(printed, expected):
    assert titles.canonical(printed) == expected
