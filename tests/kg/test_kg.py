import pytest

import kg
from extract.model import Unreadable


def test_build_and_open_in_one(small, tmp_path):
    graph = kg.build([str(small)], tmp_path / "out")
    assert graph.query("SELECT (COUNT(?x) AS ?n) { ?x a qz:PowerItem }") == [{"n": 2}]
    assert kg.open(tmp_path / "out").items["事项名称"].tolist() == ["甲许可", "乙处罚"]


def test_a_file_that_cannot_be_read_is_a_warning(small, tmp_path):
    (tmp_path / "x.docx").write_bytes(b"no document")
    with pytest.warns(UserWarning, match=r"x\.docx"):
        graph = kg.build([small, tmp_path / "x.docx"], tmp_path / "out")
    assert len(graph.items) == 2


def test_nothing_to_read_is_an_error(tmp_path):
    (tmp_path / "x.docx").write_bytes(b"no document")
    with pytest.raises(Unreadable):
        kg.build([tmp_path / "x.docx"], tmp_path / "out")
