"""The bundled responsibility list, and whether every line of a file is in what was read from it."""

import dataclasses
import re
from pathlib import Path

from extract.clean import left_out
from extract.reading.grid import Paragraph

DATA = Path(__file__).parents[4] / "data"
LIST = (DATA / "jize-hrss-responsibility-list.txt").read_text(encoding="utf-8")
#: What the form prints around its contents, in the bundled list: headings, header words, heads, contents, empty heads.
FURNITURE = {
    "部门职责登记表", "二、与相关部门的职责边界", "三、公共服务事项", "事中事后监管制度",
    "序号", "主要职责", "具体工作事项", "责任科室", "及联系方式", "备注", "相关职责", "相关部门", "职责分工",
    "相关依据", "案例", "服务事项", "主要内容", "活动时间", "责任科室及联系电话",
}  # fmt: skip


def lines_of(text):
    return tuple(Paragraph(line, number) for number, line in enumerate(text.split("\n"), start=1))


def leaves(value, kind):
    """Every value of a kind in a tree of dataclasses and tuples."""
    if isinstance(value, kind):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from leaves(getattr(value, field.name), kind)
    elif isinstance(value, tuple):
        for one in value:
            yield from leaves(one, kind)


def pieces(line):
    """A line without its list mark, and cut behind its heading."""
    words = re.sub(r"^[（(]?(?:[一二三四五六七八九十]+|\d+)[)）]?[、.]?(?=.)", "", left_out(line))
    return re.split("[:：。]", words, maxsplit=1)


def lost(text, found, furniture=FURNITURE):
    """The lines of a file whose words are nowhere in what was read from it."""
    bag = left_out("\n".join(leaves(found, str)))
    words = {line.strip() for line in text.split("\n")} - furniture - {""}
    unsigned = [line for line in words if not re.match(r"部门名称（盖章）|单位：", line)]
    return [line for line in unsigned if left_out(line) not in bag and not all(one in bag for one in pieces(line))]
