import pytest

from extract.model import Cell, Role, Row
from extract.reading.tables.list_titles import publisher, title


def rows(*bodies):
    return [Row(at, at, (Cell(Role.BODY, "实施主体", body, 1),)) for at, body in enumerate(bodies, start=1)]


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["某县水务局权责清单"], "某县水务局权责清单"),
        (["关于公布清单的通知", "附件1", "某县水务局 权力清单"], "某县水务局 权力清单"),
        (["某市综合行政执法事项目录（2021年版）"], "某市综合行政执法事项目录（2021年版）"),
        (["首页", "附件1"], "file"),
        (["某县水务局权责清单", "现将县水务局权责清单公布如下："], "某县水务局权责清单"),
        (["填报单位：某清单办公室"], "file"),
        (["注：本清单自公布之日起施行"], "file"),
        (
            [
                "为了规范权力运行，根据有关规定，现将本单位的权责清单予以公布，请各单位遵照执行，并做好公开工作，"
                + "长" * 20
            ],
            "file",
        ),
        ([], "file"),
    ],
)
def test_title(headings, expected):
    assert title(headings, "file") == expected


def test_the_body_of_all_rows_whatever_its_blanks():
    assert publisher(rows("某市某局", "某市 某局", ""), ["填报单位：另局"], ["又局权责清单"]) == "某市某局"


@pytest.mark.parametrize("kind", ["地州市某业主管部门", "省、市、县某业管理部门", "县级以上行政主管部门"])
def test_a_kind_of_bodies_publishes_nothing(kind):
    assert publisher(rows(kind, kind), [], ["某市某局权责清单"]) == "某市某局"
    assert publisher(rows(kind), [], []) == ""


def test_the_body_that_fills_in_the_form():
    assert publisher(rows("甲局", "乙局"), ["填报时间：2021年", "填报单位：某市某局"], ["又局权责清单"]) == "某市某局"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("某县水务局权责清单", "某县水务局"),
        ("某市某区文化和旅游局权责事项目录（2023年版）", "某市某区文化和旅游局"),
        ("附件2：某县人民政府行政权力清单", "某县人民政府"),
        ("2022年某省生态环境厅行政执法事项目录", "某省生态环境厅"),
        ("附件1 2021年度某镇综合行政执法大队行政处罚事项清单", "某镇综合行政执法大队"),
        ("某县市场监督管理局部门责任清单", "某县市场监督管理局"),
        ("某县水务局关于公布权力清单的公告", "某县水务局"),
        ("关于公布某县水务局权力清单的通知", "某县水务局"),
        ("某县水务局2024年权责清单", "某县水务局"),
        ("附件：某县水务局（2021年版）行政权力清单", "某县水务局"),
        ("某市住建权责事项目录", ""),
        ("权责清单", ""),
        ("", ""),
    ],
)
def test_the_body_of_a_title(text, body):
    assert publisher([], [], [text]) == body


def test_the_first_title_that_names_a_body():
    assert publisher([], [], ["权责清单", "某县某局权力清单", "乙局权力清单"]) == "某县某局"


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("甲市生态环境局依职权类权责清单", "甲市生态环境局"),
        ("丙县住房和城乡建设局（人民防空办公室）保留的权力清单", "丙县住房和城乡建设局"),
        ("全市教育部门权责清单", ""),
        ("甲市政府部门权责清单", ""),
    ],
)
def test_words_between_the_body_and_the_kind_of_list(heading, expected):
    assert publisher(rows(""), [heading], [heading]) == expected


def test_a_sentence_that_announces_a_list_names_no_publisher():
    assert publisher([], [], ["为公开权力，现将县水务局权责清单公布如下：", "某县水务局权责清单"]) == "某县水务局"


def test_the_number_of_one_of_many_tables_is_no_title():
    headings = ["某省罚款金额裁量表", "第一章 水", "§1.1裁量标准", "3.2 罚款裁量标准", "四十三、未填报排污登记表的"]
    assert title(headings, "file") == "某省罚款金额裁量表"


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["某市城市管理局", "裁量权实施标准"], "某市城市管理局"),
        (["填报单位：某市水务局", "某市城市管理局"], "某市水务局"),
        (["水务局"], ""),  # of which place?
        (["某市城市管理局关于公布清单的通知"], ""),
        (["填报单位：某市水务局（盖章）　　　　填报时间：2021年3月"], "某市水务局"),
        (["填表单位：某市水务局 填表人：张某 联系电话：12345678"], "某市水务局"),
    ],
)
def test_a_body_that_a_line_names_alone(headings, expected):
    assert publisher([], headings, []) == expected
