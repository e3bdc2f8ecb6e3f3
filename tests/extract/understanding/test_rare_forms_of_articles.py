"""Forms that 150 further articles, annotated by another hand, had and no rule knew; the texts are of our own making."""

import pytest

from extract.understanding.cell import understand

HEAD = "《甲市采砂办法》第三条 "


def sanctions(words):
    return understand(HEAD + words).sanctions


ON = [
    # each 对X of a row, whatever the profession
    (
        "由发证机关给予警告，对采砂评估公司并处五万元罚款，对采砂评估师并处一万元罚款，对注册建造师处二千元罚款。",
        [None, "采砂评估公司", "采砂评估师", "注册建造师"],
    ),
    # a law with the names of its crimes stands between
    (
        "触犯刑律的，对主管人员依照刑法关于非法采矿罪、玩忽职守罪或者其他罪的规定，依法追究刑事责任。",
        ["主管人员"],
    ),
    ("情节严重的，对采砂企业负责人按照公务员法和监察法关于公职人员的规定给予处分。", ["采砂企业负责人"]),
    # above a list whose items are nothing but penalties
    (
        "采砂企业弄虚作假的，可以根据情节轻重，对该企业给予下列处罚：（一）警告；（二）停业整顿；（三）吊销采砂许可证。",
        ["该企业", "该企业", "该企业"],
    ),
    # an item of its own conduct, or with a phrase of its own, keeps what it says
    (
        "对采砂企业，按照下列规定处罚：（一）越界采砂的，处一千元罚款；（二）夜间采砂的，处二千元罚款。",
        ["采砂企业", None],
    ),
    ("对采砂企业给予下列处罚：（一）警告；（二）对其负责人处一千元罚款。", ["采砂企业", "负责人"]),
    # what is taken
    ("越界采砂的，处五千元罚款；对出租、出借的采砂船，应当予以没收。", [None, "出租、出借的采砂船"]),
    ("越界采砂的，责令停止作业，并对砂石予以没收。", [None, "砂石"]),
    ("公安机关可以对伪造的采砂证明依法予以收缴。", ["伪造的采砂证明"]),
    ("对取砂井予以封闭，没收违法所得。", [None]),
    ("对依法应当没收的予以没收。", [None]),
    ("对事实清楚，依法应当没收的砂石予以没收。", [None]),
    ("对查获的下列物品应当依法收缴：（一）砂石。", [None]),
    # what a body does by law is no body
    ("对水务机构依法实施的检查，拒绝提供材料的，由水务机构责令改正，对单位处五千元罚款。", [None, "单位"]),
    ("对检查人员依法执行职务进行阻挠的，依法给予处分。", [None]),
    ("对检查人员依法给予处分。", ["检查人员"]),
    # dispositions without 给予
    ("情节严重的，对主要负责人和负有责任的人员撤职或者解聘。", ["主要负责人和负有责任的人员"]),
]


@pytest.mark.parametrize(("words", "on"), ON)
def test_whom_it_falls_on(words, on):
    assert [one.on for one in sanctions(words)] == on


KINDS = {
    # liability named with others
    "侵害他人权益造成损害的，应当承担损害赔偿等侵权责任。": ["compensation|侵害他人权益造成损害的"],
    "造成他人损害的，应当承担赔偿等责任。": ["compensation|造成他人损害的"],
    "发生赔偿等民事责任争议的，可以协商解决。": [],
    "水务部门可以通过协商确认采砂企业承担赔偿等责任。": [],
    # restricted or forbidden, in one row
    "情节严重的，可以建议主管部门实施限制、禁止其开展相关业务，或者责令停业整顿等处罚。": [
        "restriction|情节严重的",
        "suspension|情节严重的",
    ],
    "情节严重的，限制或者禁止其从事采砂活动。": ["restriction|情节严重的"],
    "国家限制、禁止发展的产业目录由国务院公布。": [],
    # machines stopped
    "有下列行为之一的，给予警告或者责令停机整顿：（一）越界采砂的。": [
        "warning|有下列行为之一的",
        "suspension|有下列行为之一的",
    ],
    # one confiscation, of all or of part
    "采砂人逃避执行的，由水务部门作出没收或者部分没收保证金的决定。": ["confiscation|采砂人逃避执行的"],
    "越界采砂的，没收违法所得和没收工具。": ["confiscation|越界采砂的", "confiscation|越界采砂的"],
    # who helps when something is taken
    "对水务部门没收非法砂石，必要时公安机关应当予以配合。": [],
    "对越界的采砂船予以没收，公安机关应当协助。": [],
    "越界采砂的，由水务部门没收砂石。公安机关应当予以配合。": ["confiscation|越界采砂的"],
    # measures of another provision, named for whose they are
    "采砂法第六条第一项中的不予许可、注销许可证或者驱离，由水务、公安等部门按照职责实施。": [],
    "本办法第八条规定的吊销许可证，由发证机关执行。": [],
    # a word with another in brackets
    "未获批准仍离岗的，给予降职（级）处分或者调离岗位后，可以作出处理。": ["disposition|未获批准仍离岗的"],
    "采砂人可以请求街道办事处（乡镇人民政府）责令限期改正。": [],
    "越界采砂的，给予下列处罚：（一）给予警告；（二）罚款。": ["warning|越界采砂的", "fine|越界采砂的"],
    # qualifications stopped
    "情节严重的，停止其销售砂石资格。": ["suspension|情节严重的"],
    "有其他依法应当停止其使用资格的情形的，应当报告。": [],
    # dispositions without 给予
    "弄虚作假的，责令改正；情节严重的，对主管人员撤职或者解聘。": ["order|弄虚作假的", "disposition|情节严重的"],
    "被撤职或者解聘的采砂企业负责人和负有责任的人员，五年内不得从事采砂活动。": ["restriction|被撤职或者解聘的"],
}


@pytest.mark.parametrize("words", KINDS)
def test_what_is_provided_and_when(words):
    assert [f"{one.kind.value}|{one.condition or ''}" for one in sanctions(words)] == KINDS[words]


CONDITIONS = [
    # the conduct as attribute of what is taken
    ("伪造、变造的采砂证明和骗领的采砂许可证，由水务部门予以收缴。", "伪造、变造的采砂证明和骗领的"),
    ("从事非法采砂的违法所得，由水务部门予以没收。", "从事非法采砂的"),
    ("采砂企业签发虚假的合格证，由水务部门责令改正。", None),
    ("违反本办法规定，采砂企业签发虚假的合格证，由水务部门责令改正。", "违反本办法规定，采砂企业签发虚假的合格证"),
    ("水务部门发现伪造的证明，应当予以没收。", "水务部门发现伪造的证明"),
    # what is taken, recorded as such, is no circumstance
    ("对不符合安全标准的砂石，应当予以没收。", None),
    ("逾期不改正的，对户外堆放的可移动的砂石予以没收。", "逾期不改正的"),
    ("水务部门对检查中发现的非法获取的砂石，应当予以收缴。", None),
    # a subject between the circumstances, and behind the conduct
    (
        "前款规定以外的虚假证明，造成他人损害的，其签发人、使用人，明知虚假仍使用的，应当承担连带责任。",
        "前款规定以外的虚假证明，造成他人损害的，其签发人、使用人，明知虚假仍使用的",
    ),
    ("在前款情形下，不履行采砂合同义务的合作一方或者数方，应当对他方的损失承担赔偿责任。", "在前款情形下，不履行采砂合同义务的"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "condition"), CONDITIONS)
def test_where_the_circumstance_begins_and_ends(words, condition):
    assert [one.condition for one in sanctions(words)] == [condition]
