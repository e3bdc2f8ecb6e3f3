"""The class of a citation, case by case."""

import pytest

from extract.assemble import extract
from extract.facts import PassageFacts
from extract.model import Cell, Passage, Role, Row
from extract.understanding.cell import understand
from kg.laws.library import Library
from kg.laws.matching.match import Class, Matcher
from kg.laws.matching.quotes import CitedQuote
from kg.laws.matching.records import of_passage, of_row
from tests.kg.laws.conftest import LATER, PORT, TODAY, write
from tests.statute_texts import ARTICLES, TITLE, lighthouse


def cited(path, quote, document="中华人民共和国灯塔法", group=None):
    return CitedQuote("basis", 0, document, document, path, quote, group or (path,), 0, len(quote))


CASES = [
    ("art_4", LATER[4], Class.EXACT, "art_4", "2019-06-07"),
    ("art_3", "灯塔看守人应当具备下列条件：（三）会修理灯具。", Class.EXACT, "art_3__para_1", "2019-06-07"),
    ("art_3__para_1__item_3", "（三）会修理灯具", Class.EXACT, "art_3__para_1__item_3", "2019-06-07"),
    ("art_2", "本法所称灯塔,是指为船舶指示航向的发光设施。", Class.EXACT, "art_2__para_2", "2019-06-07"),
    ("art_4", ARTICLES[4], Class.AMENDED, "art_4", "2010-12-01"),
    ("art_4", ARTICLES[4].replace("由航标机关", "由航标局"), Class.AMENDED, "art_4", "2010-12-01"),
    ("art_4", LATER[4].replace("五千元以下", ""), Class.NEAR, "art_4", "2019-06-07"),
    ("art_2", LATER[7], Class.RENUMBERED, "art_7", "2019-06-07"),
    ("art_9", LATER[7], Class.RENUMBERED, "art_7", "2019-06-07"),
    ("art_2", PORT[2], Class.OTHER_DOCUMENT, "art_2", "2015-04-01"),
    ("art_2", "", Class.NONE_QUOTED, None, None),
    ("art_2", "享受待遇", Class.NONE_QUOTED, None, None),
    ("art_9", "", Class.NO_SUCH_PROVISION, None, None),
    ("art_9", "渔船出海应当携带救生设备和通信设备并向渔政机关报告。", Class.NO_SUCH_PROVISION, None, None),
    ("art_2", "渔船出海应当携带救生设备和通信设备并向渔政机关报告。", Class.MISMATCH, None, None),
    ("", LATER[7], Class.EXACT, "art_7", "2019-06-07"),
    ("", "", Class.NONE_QUOTED, None, None),
    ("chp_2", "", Class.NONE_QUOTED, None, None),
]


@pytest.mark.parametrize(("path", "quote", "kind", "provision", "version"), CASES)
def test_the_class_of_a_citation(library, path, quote, kind, provision, version):
    found = Matcher(library, TODAY).match(cited(path, quote))
    assert found.kind is kind
    if provision:
        assert (found.best.provision, found.best.version) == (provision, version)
    exact = kind is Class.EXACT or (found.best is not None and found.best.similarity == 1.0)
    assert bool(found.differs) is (not exact and found.best is not None)


def test_headings_that_share_their_words(library):
    together = f"{LATER[1]}{LATER[2]}"
    matcher = Matcher(library, TODAY)
    group = ("art_1", "art_2")
    assert [matcher.match(cited(path, together, group=group)).kind for path in group] == [Class.EXACT] * 2


def test_words_of_the_cited_article_and_of_another_run_together(library):
    quote = "看守人擅离灯塔的，由航标机关责令改正，处一千元以上五千元以下罚款。灯塔的灯具应当使用国产灯芯，具体规格由航标机关会同港口机关规定。"
    assert Matcher(library, TODAY).match(cited("art_4", quote)).kind is Class.NEAR


def test_an_article_word_for_word_goes_before_a_cited_one_that_is_like_it(tmp_path):
    alike = {
        1: "看守人擅离甲灯塔的，由航标机关责令改正，处一千元罚款，并取消其一年的看守资格。",
        2: "看守人擅离乙灯塔的，由航标机关责令改正，处一千元罚款，并取消其一年的看守资格。",
    }
    write(tmp_path, "灯塔法(2010-12-01).md", lighthouse(articles=alike))
    with Library(tmp_path / "library", writable=True) as library:
        library.add([tmp_path / "灯塔法(2010-12-01).md"], TODAY)
        found = Matcher(library, TODAY).match(cited("art_1", alike[2]))
    assert (found.kind, found.best.provision) == (Class.RENUMBERED, "art_2")


def test_a_day_before_the_amendment(library):
    assert Matcher(library, "2015-01-01").match(cited("art_4", ARTICLES[4])).kind is Class.EXACT
    assert Matcher(library, "2015-01-01").match(cited("art_4", LATER[4])).kind is Class.AMENDED


def test_a_document_without_a_text_is_counted(library):
    matcher = Matcher(library, TODAY)
    assert matcher.match(cited("art_1", "甲", document="中华人民共和国无此法")) is None
    assert matcher.match(cited("art_1", "")) is not None
    assert (matcher.seen, matcher.unheld.total()) == (2, 1)
    assert "引用2处：有文本可以比对1处，没有文本1处" in matcher.coverage()


GAP = """# 渡口条例

2010年1月1日 示例机构通过

第一条 为了管理渡口，制定本条例。

第二条 渡口由航标机关管理。

第四条 渡口应当悬挂灯具。

第五条 {last}
"""


@pytest.mark.parametrize(
    ("last", "path", "kept"),
    [
        ("本条例自2010年5月1日起施行。", "art_3", False),  # its number is skipped: the text may have lost it
        ("本条例自2010年5月1日起施行。", "art_6", True),
        ("渡工应当佩戴标志。", "art_6", False),  # the text breaks off
        ("渡工应当佩戴标志。", "art_2__para_3", True),
    ],
)
def test_a_provision_that_a_text_may_have_lost_is_not_denied(tmp_path, last, path, kept):
    write(tmp_path, "渡口条例(2010-01-01).md", GAP.format(last=last))
    with Library(tmp_path / "library", writable=True) as held:
        held.add([tmp_path], TODAY)
        matcher = Matcher(held, TODAY)
        found = matcher.match(cited(path, "", document="渡口条例"))
        assert (found.kind if found else None) == (Class.NO_SUCH_PROVISION if kept else None)
        assert matcher.unheld.total() == (not kept)


def test_the_records_of_a_passage(library):
    text = f"根据《中华人民共和国灯塔法》第四条规定，{LATER[4]}"
    passage = PassageFacts(Passage(text, 12), understand(text, prose=True))
    records = list(of_passage(Matcher(library, TODAY), passage))
    assert {(record["line"], record["provision"]) for record in records} == {(12, "art_4")}


def test_the_record_of_a_row(library):
    text = f"《灯塔法》第四条 {ARTICLES[4]}"
    row = Row(7, 9, (Cell(Role.SERIAL, "序号", "12", 1), Cell(Role.BASIS, "实施依据", text, 2)))
    (record,) = of_row(Matcher(library, TODAY), extract(row))
    assert record["row"] == 7
    assert record["serial"] == "12"
    assert record["document"] == TITLE
    assert record["provision"] == "art_4"
    assert record["versions"] == record["exists_in"] == ["2010-12-01", "2019-06-07"]
    assert record["class"] == "amended"
    assert record["best_match"] == {
        "document": TITLE, "version": "2010-12-01", "provision": "art_4", "similarity": 1.0,
    }  # fmt: skip
    assert [(one["min"], one["max"]) for one in record["fine_range"]] == [(1000, 5000)]
    assert text[record["start"] : record["end"]] == record["quote"] == ARTICLES[4]
