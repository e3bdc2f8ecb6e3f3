import json
import re
import shutil
from collections import Counter

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse
from rdflib import Graph

from kg.asking.stats import Statistic
from kg.audit.registry import every_rule
from kg.builds.card import DCAT, VOID, VOID_FILE, Card, readme, void
from kg.graph.terms import BASE
from tests.building import build

HELD = Card(
    base=BASE,
    inputs=[
        {"title": "甲|清单\n", "publisher": "某局", "name": "a.txt", "rows": 0, "troubles": 0, "sha256": "ab" * 32}
    ],
    statistics=[Statistic("items", "权责事项", 3)],
    troubles=(),
    graphs={f"{BASE}id/list/甲": 7},
    files={"graph.nq": {"bytes": 9, "sha256": "cd" * 32}, "其他 表.csv": {"bytes": 1, "sha256": "ef" * 32}},
    gaps=(),
    types={"https://w3id.org/quanze/def#PowerItem": 3},
)


@pytest.fixture(scope="module")
def text(exports):
    return (exports / "README.zh.md").read_text(encoding="utf-8")


def test_the_card_of_the_bundled_lists_holds_every_count(text, built, graph):
    for statistic in built.statistics:
        assert f"| {statistic.label.replace('  ', '　')} | {statistic.count} |" in text
    for path, listing in built.intake.listings:
        assert path.name in text
        assert listing.publisher in text
    for title in (row["title"] for row in graph.query("SELECT ?title { ?list a dcat:Dataset ; dct:title ?title }")):
        assert f"《{title}》" in text
        assert listing.sha256[:16] in text


def test_every_file_of_the_build_is_told(text, exports):
    for path in exports.iterdir():
        assert f"`{path.name}" in text or path.name == "README.zh.md"


def test_findings_of_the_audit_are_counted(text, exports):
    lines = (exports / "findings.jsonl").read_text(encoding="utf-8").splitlines()
    codes = Counter(json.loads(line)["code"] for line in lines)
    for rule in every_rule():
        assert (f"- {rule.zh}（{rule.code}）：{codes[rule.code]}\n" in text) is bool(codes[rule.code])


def test_licence_citation_and_caution_are_there(text):
    for heading in ("来源", "内容", "组织方式", "文件", "检查发现", "许可", "引用格式"):
        assert f"\n## {heading}\n" in text
    assert "\n\n\n" not in text


def test_words_of_a_list_do_not_break_the_tables():
    text = readme(HELD)
    assert "| 甲\\|清单  | 某局 |" in text
    assert "没有发现" in text


def test_the_catalogue_is_read_by_rdflib(exports):
    found = Graph().parse(exports / VOID_FILE, format="turtle")
    (row,) = found.query(f"""SELECT ?triples (COUNT(DISTINCT ?file) AS ?files) {{
        ?set <{VOID}triples> ?triples ; <{DCAT}distribution> ?file }} GROUP BY ?triples""")
    assert int(row.triples) == len((exports / "graph.nq").read_bytes().splitlines())
    assert int(row.files) == len(list(exports.iterdir())) - len(
        {"store", "parts", "MANIFEST.json", "README.zh.md", VOID_FILE}
    )
    assert not [node for node in found.all_nodes() if node.n3().startswith("_:")]


def test_classes_are_counted_as_a_query_counts_them(exports, graph):
    found = {
        (str(quad.subject), quad.predicate.value.rpartition("#")[2]): quad.object.value
        for quad in parse(path=str(exports / VOID_FILE))
    }
    (items,) = [
        int(found[subject, "entities"])
        for (subject, name), value in found.items()
        if (name, value[-9:]) == ("class", "PowerItem")
    ]
    assert items == len(graph.items)


def test_a_catalogue_has_no_blank_nodes():
    assert void(HELD) == void(HELD)
    assert all(
        isinstance(term, NamedNode | Literal) for quad in parse(void(HELD), RdfFormat.TURTLE) for term in quad.triple
    )


def test_a_day_only_where_one_is_given(tmp_path, monkeypatch, small, text):
    assert "生成于" not in text
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    out = build([small], tmp_path / "out").out
    assert "生成于 1970-01-02" in (out / "README.zh.md").read_text(encoding="utf-8")
    assert '"1970-01-02"' in (out / VOID_FILE).read_text(encoding="utf-8")


def test_a_card_of_an_earlier_build_is_replaced(exports, tmp_path, small):
    folder = tmp_path / "exports"
    shutil.copytree(exports, folder)
    build([small], folder)
    assert not re.search("责任清单 \\|", (folder / "README.zh.md").read_text(encoding="utf-8"))
