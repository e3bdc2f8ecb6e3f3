"""Who may set what: the tables against the articles, and items against the tables."""

import tomllib
from itertools import pairwise

import pytest

from kg.audit.authority import judge, table
from kg.audit.authority.table import Admissibility
from kg.audit.check import check, view
from kg.audit.examples import listing
from kg.audit.registry import find

TODAY = "2026-01-01"
NAMES = {
    "law": "《中华人民共和国劳动合同法》第八十四条",
    "administrative_regulation": "《失业保险条例》（国务院令第258号）第二十八条",
    "local_regulation": "《某某条例》（某某省人民代表大会常务委员会公告第9号）第五条",
    "department_rule": "《某某规定》（某某部令第9号，2010年1月1日）第五条",
    "local_government_rule": "《某某规定》（某某省人民政府令第9号）第五条",
    "normative_document": "《关于某某的通知》（某政发〔2010〕9号）第五条",
    "unknown": "《某某办法》第五条",
}
# rank, what the quote says, the answer by 行政处罚法 (2021) 10-16
PENALTIES = [
    ("law", "处五日以上十日以下拘留", Admissibility.PASS),
    ("administrative_regulation", "处五日以上十日以下拘留", Admissibility.NOT_ALLOWED),
    ("administrative_regulation", "吊销营业执照", Admissibility.PASS),
    ("local_regulation", "吊销营业执照", Admissibility.NOT_ALLOWED),
    ("local_regulation", "吊销许可证", Admissibility.PASS),
    ("local_regulation", "没收违法所得", Admissibility.PASS),
    ("department_rule", "给予警告", Admissibility.PASS),
    ("department_rule", "给予通报批评", Admissibility.PASS),
    ("department_rule", "处二千元以下的罚款", Admissibility.PASS),
    ("department_rule", "没收违法所得", Admissibility.NEEDS_HIGHER),
    ("department_rule", "责令停产停业", Admissibility.NEEDS_HIGHER),
    ("department_rule", "吊销许可证", Admissibility.NEEDS_HIGHER),
    ("local_government_rule", "处二千元以下的罚款", Admissibility.PASS),
    ("local_government_rule", "吊销许可证", Admissibility.NEEDS_HIGHER),
    ("normative_document", "给予警告", Admissibility.NOT_ALLOWED),
    ("normative_document", "处二千元以下的罚款", Admissibility.NOT_ALLOWED),
    ("unknown", "处二千元以下的罚款", Admissibility.CANNOT_TELL),
]


def seen(basis, kind="行政处罚", name="某项"):
    return view([listing(({"name": name, "type": kind, "basis": basis},))])


@pytest.mark.parametrize(("rank", "words", "answer"), PENALTIES)
def test_a_penalty_against_the_rank_of_its_document(rank, words, answer):
    (row,) = seen(f"{NAMES[rank]} 有违法行为的，由主管部门{words}。").rows
    assert {one.answer for one in judge.penalties(row, TODAY)} == {answer}


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("责令改正", 0),
        ("撤销登记", 0),
        ("提请市场监督管理部门依法吊销营业执照", 0),
        ("依法追究刑事责任", 0),
        ("依法予以取缔", 0),
        ("责令关闭", 1),
        ("收缴有关证件", 0),
        ("收缴营业执照", 0),
        ("收缴违法所得", 1),
        ("责令停产停业，并处二千元以下的罚款", 2),
    ],
)
def test_only_penalties_are_weighed(words, count):
    (row,) = seen(f"{NAMES['department_rule']} 有违法行为的，由主管部门{words}。").rows
    assert len(list(judge.penalties(row, TODAY))) == count


@pytest.mark.parametrize(
    ("beside", "answer"),
    [
        ("《失业保险条例》（国务院令第258号）第二十八条 有违法行为的，没收违法所得。", Admissibility.PASS),
        ("《失业保险条例》（国务院令第258号）第二十八条 有违法行为的，应当改正。", Admissibility.CANNOT_TELL),
        ("《关于某某的通知》（某政发〔2010〕9号）第五条 有违法行为的，应当改正。", Admissibility.NEEDS_HIGHER),
    ],
)
def test_a_higher_document_beside_it_clears_what_it_covers(beside, answer):
    (row,) = seen(f"1.{NAMES['department_rule']} 有违法行为的，没收违法所得。2.{beside}").rows
    weighed = [one for one in judge.penalties(row, TODAY) if one.rank == "department_rule"]
    assert [one.answer for one in weighed] == [answer]


def test_a_delegation_in_the_quote_is_not_called_an_excess():
    (row,) = seen(
        f"{NAMES['department_rule']} 有违法行为的，依照《中华人民共和国劳动合同法》第八十四条，没收违法所得。"
    ).rows
    assert {one.answer for one in judge.penalties(row, TODAY)} == {Admissibility.CANNOT_TELL}


@pytest.mark.parametrize(
    ("day", "answer", "article"),
    [
        ("2026-01-01", Admissibility.PASS, "行政处罚法（2021）第十三条"),
        ("2021-07-15", Admissibility.PASS, "行政处罚法（2021）第十三条"),
        ("2021-07-14", Admissibility.NEEDS_HIGHER, "行政处罚法（2017）第十二条"),
        ("1996-09-30", Admissibility.CANNOT_TELL, ""),
    ],
)
def test_the_table_is_that_of_the_day(day, answer, article):
    setting = table.penalty("department_rule", "criticism", "通报批评", day)
    assert (setting.answer, setting.article) == (answer, article)


@pytest.mark.parametrize(
    ("rank", "answer"),
    [
        ("law", Admissibility.PASS),
        ("administrative_regulation", Admissibility.PASS),
        ("local_regulation", Admissibility.PASS),
        ("local_government_rule", Admissibility.NEEDS_HIGHER),
        ("department_rule", Admissibility.NEEDS_HIGHER),
        ("normative_document", Admissibility.NOT_ALLOWED),
        ("unknown", Admissibility.CANNOT_TELL),
    ],
)
def test_a_permit_against_the_highest_document_of_the_row(rank, answer):
    (row,) = seen(f"1.{NAMES[rank]} 应当申请许可。2.{NAMES['normative_document']} 应当申请许可。", "行政许可").rows
    assert judge.permit(row, TODAY).answer is answer


def test_a_decision_of_the_state_council_may_set_a_permit():
    (row,) = seen(
        "《国务院对确需保留的行政审批项目设定行政许可的决定》（国务院令第412号）附件第86项。", "行政许可"
    ).rows
    assert judge.permit(row, TODAY).answer is Admissibility.PASS


@pytest.mark.parametrize(
    ("rank", "name", "answer"),
    [
        ("law", "冻结存款", Admissibility.PASS),
        ("administrative_regulation", "查封场所", Admissibility.PASS),
        ("administrative_regulation", "冻结存款", Admissibility.NOT_ALLOWED),
        ("local_regulation", "扣押财物", Admissibility.PASS),
        ("local_regulation", "限制人身自由", Admissibility.NOT_ALLOWED),
        ("department_rule", "查封场所", Admissibility.NOT_ALLOWED),
        ("normative_document", "扣押财物", Admissibility.NOT_ALLOWED),
        ("unknown", "查封场所", Admissibility.CANNOT_TELL),
        ("law", "代履行", Admissibility.PASS),
        ("local_regulation", "代履行", Admissibility.NOT_ALLOWED),
        ("administrative_regulation", "加处罚款", Admissibility.NOT_ALLOWED),
    ],
)
def test_a_measure_against_the_highest_document_of_the_row(rank, name, answer):
    (row,) = seen(f"{NAMES[rank]} 可以{name}。", "行政强制", name).rows
    assert {one.answer for one in judge.measures(row, TODAY)} == {answer}


@pytest.mark.parametrize(
    ("made", "amount", "above"),
    [
        ("2015年4月30日", "三万元", False),
        ("2015年4月30日", "五万元", True),
        ("2022年4月30日", "五万元", False),
        ("2022年4月30日", "十万元", False),
        ("2022年4月30日", "十五万元", True),
    ],
)
def test_a_fine_keeps_within_the_ceiling_of_the_day_on_which_the_rule_was_made(made, amount, above):
    basis = f"《某某规定》（某某部令第9号，{made}）第五条 有违法行为的，由主管部门处{amount}以下的罚款。"
    assert bool(check(seen(basis), [find("AU003")])) is above


def test_a_law_beside_the_rule_takes_the_ceiling_away():
    basis = (
        f"1.{NAMES['department_rule']} 违法的，处五十万元以下的罚款。2.{NAMES['law']} 违法的，处五十万元以下的罚款。"
    )
    assert not check(seen(basis), [find("AU003")])


@pytest.mark.parametrize(
    ("title", "words", "above"),
    [
        ("某某规定", "处十五万元以下的罚款", True),
        ("药品经营质量规定", "处十五万元以下的罚款", False),  # life and health: up to 200,000 yuan
        ("药品经营质量规定", "处三十万元以下的罚款", True),
        ("某某规定", "依据商标法第六十八条的规定，处三十万元以下的罚款", False),
        ("某某规定", "处三十万元以下的罚款。依据本规定第六条备案", True),
    ],
)
def test_a_fine_above_the_ceiling_that_may_apply(title, words, above):
    basis = f"《{title}》（某某部令第9号，2022年4月30日）第五条 有违法行为的，由主管部门{words}。"
    assert bool(check(seen(basis), [find("AU003")])) is above


def test_what_a_court_is_asked_to_freeze_is_no_measure_of_the_body():
    basis = f"{NAMES['administrative_regulation']} 可以采取下列措施：查封场所；{{}}予以冻结。"
    for words, kinds in (("可以申请司法机关", 1), ("对存款", 2)):
        (row,) = seen(basis.format(words), "行政强制", "某项措施").rows
        assert len(list(judge.measures(row, TODAY))) == kinds


@pytest.mark.parametrize("name", ["setting", "ceilings"])
def test_days_of_one_rank_do_not_overlap_and_every_row_has_its_source(name):
    data = tomllib.loads((table.HERE / f"{name}.toml").read_text(encoding="utf-8"))
    for act, rows in data.items():
        for row in rows if isinstance(rows, list) else ():
            assert row.get("article") or row.get("source"), (act, row)
        by_rank = {}
        for row in rows if isinstance(rows, list) else ():
            by_rank.setdefault(row.get("rank", act), []).append((row["since"], row.get("until", "9999-12-31")))
        for spans in by_rank.values():
            spans.sort()
            assert all(one[1] < other[0] for one, other in pairwise(spans))
