"""Lists made by hand, for tests of the graph: every field of the contract between the wings is used at least once."""

from __future__ import annotations

from decimal import Decimal

from pyoxigraph import Quad, Store

from extract.facts import (
    Actor,
    Bound,
    Citation,
    CitedProvision,
    Document,
    Extraction,
    Facts,
    Ground,
    Indicator,
    PassageFacts,
    Reference,
    Resolution,
    Sanction,
    SanctionKind,
    Stage,
    StatedDate,
    StatedNumber,
    TierFacts,
    TimeLimit,
)
from extract.model import (
    Boundary,
    Cell,
    Contact,
    ListFile,
    Passage,
    Regime,
    Responsibility,
    ResponsibilityList,
    Role,
    Row,
    Section,
    Service,
    Share,
    Task,
    Tier,
    Trouble,
)
from kg.graph.terms import BASE, PREFIXES
from kg.graph.things.triples import quads

CREDIT = "11990100012345678X"
BODY = "江南市人力资源和社会保障局"
LABOUR_LAW = Document("中华人民共和国劳动合同法", "law")
RULES = Document("就业补助资金管理办法", "normative_document", "关于印发就业补助资金管理办法的通知")
BASIS = (
    "1.【法律】《劳动合同法》(2007年6月29日通过,主席令第65号,2008年1月起施行)第八十四条第一款、第二款 "
    "用人单位违反本法第九条规定的,"
    "由劳动行政部门责令限期退还劳动者本人,可以并处每人五百元以上二千元以下罚款,最高不超过三万元;依照有关规定处理。"
    "2.《关于印发就业补助资金管理办法的通知》(财社〔2017〕164号)全文。应当在15个工作日内办结。"
)
DUTIES = "1.立案责任:发现违法行为的,予以立案。2.其他责任。"
GROUNDS = "因不履行职责,有下列情形的,应承担责任:1.没有法律依据实施处罚的;2.其他违法行为。"


def at(text: str, words: str) -> tuple[int, int]:
    """Where words stand in a text."""
    start = text.index(words)
    return start, start + len(words)


def select(graph: list[Quad], query: str) -> list[tuple[str, ...]]:
    """The answers to a query over the merge of quads, sorted, identifiers under the base in short (id/law/…)."""
    store = Store()
    store.extend(Quad(*quad.triple) for quad in graph)
    answers = store.query(query, prefixes=PREFIXES)
    return sorted(tuple(term.value.removeprefix(BASE) for term in answer) for answer in answers)


def basis_facts() -> Facts:
    law_title = at(BASIS, "《劳动合同法》")
    notice_title = at(BASIS, "《关于印发就业补助资金管理办法的通知》")
    law = Citation(
        "劳动合同法",
        law_title[0],
        at(BASIS, "第二款")[1],
        *law_title,
        LABOUR_LAW,
        (StatedNumber("主席令第65号", *at(BASIS, "主席令第65号")),),
        (
            StatedDate("2007-06-29", *at(BASIS, "2007年6月29日"), "passed"),
            StatedDate("2008-01", *at(BASIS, "2008年1月"), "effective"),
        ),
        (
            CitedProvision("art_84__para_1", *at(BASIS, "第八十四条第一款")),
            CitedProvision("art_84__para_2", *at(BASIS, "第二款")),
        ),
        "法律",
    )
    notice = Citation(
        "关于印发就业补助资金管理办法的通知",
        notice_title[0],
        at(BASIS, "全文")[1],
        *notice_title,
        RULES,
        (StatedNumber("财社〔2017〕164号", *at(BASIS, "财社〔2017〕164号")),),
        whole=True,
    )
    own = at(BASIS, "本法第九条")
    references = (
        Reference(
            "中华人民共和国劳动合同法", *own, "own", Resolution.RESOLVED, LABOUR_LAW,
            (CitedProvision("art_9", *at(BASIS, "第九条")),), 0,
        ),
        Reference(
            "有关规定", *at(BASIS, "有关规定"), "named", Resolution.UNRESOLVED, None,
            (CitedProvision("art_3", *at(BASIS, "有关规定")),), 0,
        ),
    )  # fmt: skip
    sanctions = (
        Sanction(
            SanctionKind.ORDER, *at(BASIS, "责令限期退还劳动者本人"), basis=0, provision="art_84",
            authority="劳动行政部门",
        ),
        Sanction(
            SanctionKind.FINE, *at(BASIS, "每人五百元以上二千元以下罚款"), Decimal(500), Decimal(2000), "CNY", None,
            "人", "用人单位", Decimal(30000), 0, "art_84__para_1", "违反本法第九条规定的", "may", None,
            *at(BASIS, "违反本法第九条规定的"),
        ),
        Sanction(
            SanctionKind.LATE_FEE, *at(BASIS, "处理"), Decimal("0.0005"), Decimal("0.0005"), "rate_per_day", "滞纳部分",
            provision="art_5",
        ),
    )  # fmt: skip
    who = "劳动行政部门"
    fifteen = at(BASIS, "15个工作日")
    limits = (TimeLimit(Decimal(15), "working_day", *fifteen, Bound.MAXIMUM, Actor.AUTHORITY, who, *at(BASIS, who)),)
    return Facts((law, notice), references, sanctions, limits)


def row(number: int, name: str, code: str, sub_name: str = "", sub_code: str = "", **cells: str) -> Row:
    printed = {
        Role.SERIAL: str(number), Role.NAME: name, Role.SUB_NAME: sub_name, Role.TYPE: "行政处罚", Role.CODE: code,
        Role.SUB_CODE: sub_code, Role.BODY: BODY, Role.UNIT: "市劳动保障监察支队",
    } | {Role(key): text for key, text in cells.items()}  # fmt: skip
    held = tuple(Cell(role, role.value, text, column) for column, (role, text) in enumerate(printed.items(), start=1))
    return Row(number, number + 1, held, table="附表" if number == 5 else "")


def tiers() -> tuple[TierFacts, ...]:
    """Two tiers of discretion: one with a fine, one whose standard names no sanction."""
    degree, case, standard = (
        Cell(role, header, text, column)
        for column, (role, header, text) in enumerate(
            (
                (Role.DEGREE, "违法程度", "轻微"),
                (Role.CIRCUMSTANCE, "适用情形", "初次违法"),
                (Role.STANDARD, "裁量标准", "处五百元以上八百元以下罚款"),
            ),
            start=20,
        )
    )
    fine = Sanction(SanctionKind.FINE, 0, len(standard.text), Decimal(500), Decimal(800), "CNY")
    other, mild = Cell(Role.CIRCUMSTANCE, "适用情形", "已经改正", 21), Cell(Role.STANDARD, "裁量标准", "批评教育", 22)
    return (
        TierFacts(Tier(1, 1, 2, degree, case, (standard,)), ((standard, Facts(sanctions=(fine,))),)),
        TierFacts(Tier(2, 1, 2, None, other, (mild,)), ((mild, Facts()),)),
    )


def power_list() -> tuple[ListFile, tuple[Extraction, ...]]:
    """Items with and without sub-items, without a code, and a code borne by two items."""
    rows = (
        row(1, "对扣押劳动者证件的处罚", f"{CREDIT[:16]} {CREDIT[16:]}3620214001000", basis=BASIS, duties=DUTIES,
            grounds=GROUNDS, telephone="0935-8210000", remark="省级委托", liable="承办人"),
        row(2, "社会保险关系转移", f"{CREDIT}362101400700Y", "军地转移", f"{CREDIT}3621014007005", type="其他行政权力",
            unit="养老科、市社会保险事业管理中心", basis=BASIS),
        row(3, "社会保险关系转移", f"{CREDIT}362101400700Y", "跨省 转移", f"{CREDIT}3621014007006", type="其他行政权力",
            unit="市社会事业保险管理中心", basis=BASIS),
        row(4, "人力资源服务许可", f"{CREDIT}3620114001000", type="行政许可", body="江南市人力资源和社会 保障局"),
        row(5, "无编码事项", "", type="行政征用"),
        row(6, "另一事项", f"{CREDIT}3620114001000", type="行政许可", body="江南市人社局"),
    )  # fmt: skip
    duties = (
        Stage(1, "filing", "立案", "发现违法行为的,予以立案。", *at(DUTIES, "发现违法行为的,予以立案。")),
        Stage(2, None, "", "其他责任。", *at(DUTIES, "其他责任。")),
    )
    grounds = (
        Ground(1, "没有法律依据实施处罚的", *at(GROUNDS, "没有法律依据实施处罚的")),
        Ground(2, "其他违法行为", *at(GROUNDS, "其他违法行为")),
    )
    trouble = Trouble(2, 9, "第2条缺失", "point 2 is missing")
    odd = Trouble(9, 0, "空行", "empty row")
    listing = ListFile("江南市权责清单.xlsx", "ab" * 32, "江南市权责清单", BODY, rows, troubles=(odd,))
    return listing, tuple(
        Extraction(
            held,
            tuple((cell, basis_facts()) for cell in held.all(Role.BASIS)),
            duties if held.text(Role.DUTIES) else (),
            grounds if held.text(Role.GROUNDS) else (),
            (trouble,) if held.number == 1 else (),
            tiers() if held.number == 1 else (),
        )
        for held in rows
    )


TARGET = "日常巡查:每月不少于2次,抽查面不少于30%。"


def responsibility_list() -> tuple[ListFile, tuple[PassageFacts, ...]]:
    """A register with all four parts."""
    contact = Contact("就业局", ("7523309", "7523310"), Passage("就业局\n7523309 7523310", 12))
    matter, basis, case = Passage("职业病防治", 30), Passage(BASIS, 32), Passage("有人举报……", 33)
    section = Section("二", "监督检查内容和指标", "content", Passage(TARGET, 62))
    task = Task(1, Passage("指导就业工作。", 11), (contact,))
    shares = (Share(1, "人社局", Passage("负责工伤保险。", 34)), Share(2, "财政局、卫生局", Passage("负责资金。", 35)))
    register = ResponsibilityList(
        (Responsibility("1", Passage("贯彻执行《劳动合同法》。", 10), (task,)),),
        (Boundary("3", matter, shares, basis, case),),
        (Service("1", Passage("就业服务活动", 50), Passage("举办招聘会。", 51), "全年", (contact,)),),
        (Regime("一", Passage("培训机构监管", 60), Passage("为加强监管,制定本制度。", 61), (section,)),),
    )  # fmt: skip
    named = register.responsibilities[0].text
    mention = Citation("劳动合同法", *at(named.text, "《劳动合同法》"), *at(named.text, "《劳动合同法》"), LABOUR_LAW)
    indicators = (
        Indicator("次", Decimal(2), None, "count", "month", *at(TARGET, "每月不少于2次")),
        Indicator("抽查面", Decimal(30), Decimal(50), "percent", None, *at(TARGET, "抽查面不少于30%")),
    )
    said = (
        PassageFacts(named, Facts((mention,))),
        PassageFacts(matter, Facts()),
        PassageFacts(basis, basis_facts()),
        PassageFacts(section.text, Facts(), indicators),
    )
    return ListFile(
        "江北县责任清单.docx", "cd" * 32, "江北县责任清单", "江北县人力资源和社会保障局", responsibility_list=register
    ), said


def power_graph() -> list[Quad]:
    """The graph of the power list."""
    return list(quads(*power_list(), ()))


def register_graph() -> list[Quad]:
    """The graph of the responsibility list."""
    listing, said = responsibility_list()
    return list(quads(listing, (), said))
