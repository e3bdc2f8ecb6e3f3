"""Statute-like rows without end: the bundled power list as many cities would publish it, the same ones each time.

Each list is of another city and body. In the first set no two lists share a printed cell: every row has a matter of its
own, its cells name it in their first and last sentence, and cite other articles. In the second set (``alike``) the
printed cells of several lists are the same, as where a province gives its cities one template. Documents of the state
are shared by all lists, those of a province by its cities, those of a city by nobody, as in real lists.
"""

import csv
import dataclasses
import random
import re

from stdnum.cn import uscc

from extract import assemble, numerals
from extract.model import Role
from extract.reading import reader
from kg import resources
from kg.graph.things.triples import quads

ARTICLE = re.compile(r"第([一二三四五六七八九十百]+)条")
CREDIT = re.compile(r"\b(\d{6})(\d{8})([0-9A-Z]{4})")
ENDS = "。;;"
SENTENCE = re.compile(rf"[{ENDS}](?=.)")
PRINTED = {Role.BASIS, Role.DUTIES, Role.GROUNDS}
CODES = {Role.CODE, Role.SUB_CODE}
SYLLABLES = "安平宁林阳泉峰云龙石金玉清秀富康乐永新华"
PROVINCES = "甘肃 河北 山西 辽宁 吉林 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 青海"
ACTS = "登记 备案 审核 核准 检查 抽查 认定 评估 验收 鉴定 统计 公示 变更 注销 延续 补办"
THINGS = (
    "校外培训 河道采砂 劳务派遣 食品摊贩 房屋租赁 危险废物 户外广告 道路挖掘 古树名木 农机维修 民办养老 公共浴室 "
    "种子经营 渔业捕捞 网络预约 共享单车 特种设备 建筑垃圾 城市供水 燃气经营 森林防火 水土保持 体育场馆 宗教场所 "
    "技能鉴定 工伤保险 就业见习 职业中介 失业登记 集体合同 工时制度 欠薪保障 社保基金 人才引进 职称评审 仲裁调解"
)
COLUMNS = {
    Role.SERIAL: "序号",
    Role.NAME: "事项名称",
    Role.SUB_NAME: "子项名称",
    Role.TYPE: "权力类型",
    Role.CODE: "地方权力编码",
    Role.SUB_CODE: "子项地方权力编码",
    Role.BODY: "行使主体",
    Role.UNIT: "承办机构",
    Role.BASIS: "实施依据",
    Role.DUTIES: "责任事项内容",
    Role.GROUNDS: "追责情形",
    Role.REMARK: "备注",
}
"""The columns of a written list, by role."""


def lists(alike=1):
    """Endless copies of the bundled power list; ``alike`` of them in a row have the same printed cells."""
    original = reader.read(resources.bundled_lists()[0])
    number = 0
    while True:
        yield _Copy(original, number, number // alike).listing()
        number += 1


def write(folder, count, alike=1):
    """Write lists of ``count`` rows together into a folder as CSV, and name the files; the last may be cut short."""
    folder.mkdir(parents=True, exist_ok=True)
    for listing in lists(alike):
        rows = listing.rows[:count]
        path = folder / f"{listing.name}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            written = csv.writer(file)
            written.writerow(COLUMNS.values())
            written.writerows([row.text(role) for role in COLUMNS] for row in rows)
        yield path
        count -= len(rows)
        if not count:
            return


def of(listing):
    """The quads of a list."""
    return quads(listing, map(assemble.extract, listing.rows), ())


def city(number):
    """The name of a city: no two numbers have the same, and none has a digit in it."""
    name = ""
    while not name or number:
        number, digit = divmod(number, len(SYLLABLES))
        name = SYLLABLES[digit] + name
    return name if len(name) > 1 else SYLLABLES[0] + name


def matter(number):
    """The matter of a row: no two numbers have the same."""
    acts, things = ACTS.split(), THINGS.split()
    number, act = divmod(number, len(acts))
    number, thing = divmod(number, len(things))
    return things[thing] + (city(number) if number else "") + acts[act]


class _Copy:
    """List ``number``, with the printed cells of text ``text``."""

    def __init__(self, original, number, text):
        self.original, self.number, self.text = original, number, text
        self.place, self.city = original.publisher[:2], city(number)
        self.chance = random.Random(text)
        self.mains = {}

    def listing(self):
        size = len(self.original.rows)
        rows = [self.row(row, matter(self.text * size + at)) for at, row in enumerate(self.original.rows)]
        publisher = self.original.publisher.replace(self.place, self.city)
        return dataclasses.replace(self.original, name=f"list-{self.number:06}", publisher=publisher, rows=tuple(rows))

    def row(self, row, own):
        return dataclasses.replace(
            row, cells=tuple(dataclasses.replace(cell, text=self.cell(cell, own)) for cell in row.cells)
        )

    def cell(self, cell, own):
        """The text of a cell of a row whose matter is ``own``; the name of a main item keeps its first."""
        if cell.role in PRINTED:
            return self.printed(cell.text, own)
        if cell.role in CODES:
            return CREDIT.sub(lambda found: _credit(found, self.number), "".join(cell.text.split()))
        text = cell.text.replace(self.place, self.city)
        if cell.role is Role.NAME:
            return f"{text}({self.mains.setdefault(text, own)})"
        return f"{text}({own})" if cell.role is Role.SUB_NAME and text else text

    def printed(self, text, own):
        """A printed cell: other places, other articles, the matter in its first and last sentence."""
        text = text.replace(self.place, city(self.text)).replace("甘肃", PROVINCES.split()[self.text % 21])
        text = ARTICLE.sub(lambda found: f"第{numerals.write(_shifted(found[1], self.chance))}条", text)
        first = SENTENCE.search(text)
        if first:
            text = f"{text[: first.start()]},涉及{own}{text[first.start() :]}"
        return f"{text.rstrip(ENDS)},属于{own}的从其规定。" if text else ""


def _credit(found, number):
    """A credit code of another body, with the check character that belongs to it."""
    head = f"{found[1]}{number:08d}{found[3][:3]}"
    return head + uscc.calc_check_digit(head)


def _shifted(article, chance):
    return max(1, (numerals.parse(article) or 1) + (0, 0, 0, 1, -1, 2)[int(chance.random() * 6)])
