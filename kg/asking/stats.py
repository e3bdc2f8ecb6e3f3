"""How much of everything a graph holds: one counting pattern a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.asking.query import run
from kg.graph.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.graph.store import Askable


@dataclass(frozen=True, slots=True)
class Statistic:
    """A count: ``key`` for programs (``sanctions.fine``), ``label`` for people, in Chinese."""

    key: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Counting:
    """What to count: the different values of ``?x`` in a pattern, by the codes of ``?by`` where the pattern has it."""

    key: str
    label: str
    pattern: str


COUNTINGS = (
    Counting("lists", "清单", "?x a dcat:Dataset"),
    Counting("rows", "权责清单数据行", "?x qz:rowNumber ?row"),
    Counting("items", "权责事项（图谱节点）", "?x a qz:PowerItem"),
    Counting(
        "items.single",
        "  无子项的事项",
        "?x a qz:PowerItem . FILTER NOT EXISTS { ?x dct:isPartOf/a qz:PowerItem } "
        "FILTER NOT EXISTS { ?part dct:isPartOf ?x ; a qz:PowerItem }",
    ),
    Counting("items.main", "  有子项的主项", "?x a qz:PowerItem . ?part dct:isPartOf ?x ; a qz:PowerItem"),
    Counting("items.sub", "  子项", "?x a qz:PowerItem ; dct:isPartOf/a qz:PowerItem"),
    Counting("items.type", "  权力类型", "?x a qz:PowerItem ; dct:type ?by"),
    Counting("bodies", "机关", "?x a cv:PublicOrganisation"),
    Counting("units", "承办机构", "?x a org:OrganizationalUnit"),
    Counting(
        "units.spellings",
        "  承办机构写法",
        "?item a qz:PowerItem ; qz:handledBy/(skos:prefLabel|skos:altLabel|skos:hiddenLabel) ?x",
    ),
    Counting("units.proposals", "  疑似同一机构（待核）", "?x a qz:VariantProposal"),
    Counting("documents", "法规文件", "?x a eli:LegalResource"),
    Counting("documents.rank", "  效力位阶", "?x a eli:LegalResource ; eli:type_document ?by"),
    Counting("provisions", "条款", "?x a eli:LegalResourceSubdivision"),
    Counting("citations", "引用", "?x a qz:Citation"),
    Counting("citations.role", "  引用类型", "?x a qz:Citation ; qz:role ?by"),
    Counting("references", "条文援引", "?x a qz:Citation ; qz:role code:role\\/reference"),
    Counting(
        "references.resolution", "  识别结果", "?x a qz:Citation ; qz:role code:role\\/reference ; qz:resolution ?by"
    ),
    Counting("sanctions", "法律责任", "?x a qz:Sanction"),
    Counting("sanctions.kind", "  法律责任种类", "?x a qz:Sanction ; qz:kind ?by"),
    Counting("stages", "责任环节", "?x a qz:DutyStage"),
    Counting("stages.kind", "  环节类型", "?x a qz:DutyStage ; qz:stage ?by"),
    Counting("grounds", "追责情形", "?x a qz:AccountabilityGround"),
    Counting("limits", "期限", "?x a qz:TimeLimit"),
    Counting("responsibilities", "主要职责", "?x a qz:Responsibility"),
    Counting("tasks", "具体工作事项", "?x a qz:Task"),
    Counting("boundaries", "职责边界", "?x a qz:ResponsibilityBoundary"),
    Counting("shares", "  职责分工", "?x a qz:Share"),
    Counting("services", "公共服务事项", "?x a cpsv:PublicService . FILTER NOT EXISTS { ?x a qz:PowerItem }"),
    Counting("regimes", "监管制度", "?x a qz:SupervisionRegime"),
    Counting("sections", "  制度部分", "?x a qz:RegimeSection"),
    Counting("sections.kind", "  制度部分类别", "?x a qz:RegimeSection ; qz:sectionKind ?by"),
    Counting("indicators", "监管指标", "?x a qz:Indicator"),
    Counting("telephones", "电话", "?contact cv:telephone ?x"),
    Counting("troubles", "待核问题", "?x a qz:Trouble"),
)


def stats(store: Askable, prefixes: Mapping[str, str] = PREFIXES) -> tuple[Statistic, ...]:
    """Every count, in the order of ``COUNTINGS``; a count by code is a line for each code that occurs."""
    return tuple(statistic for counting in COUNTINGS for statistic in _count(store, counting, prefixes))


def _count(store: Askable, counting: Counting, prefixes: Mapping[str, str]) -> Iterator[Statistic]:
    if "?by" not in counting.pattern:
        query = f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ {counting.pattern} }}"
        for row in run(store, query, prefixes).rows():
            yield Statistic(counting.key, counting.label, row["n"])
        return
    query = f"""SELECT ?by (SAMPLE(?zh) AS ?name) (COUNT(DISTINCT ?x) AS ?n) WHERE {{ {counting.pattern}
        OPTIONAL {{ ?by skos:prefLabel ?zh . FILTER(LANG(?zh) = "zh") }} }} GROUP BY ?by ORDER BY ?by"""
    for row in run(store, query, prefixes).rows():
        code = str(row["by"]).rpartition("/")[2]
        yield Statistic(f"{counting.key}.{code}", f"{counting.label}: {row['name'] or code}", row["n"])
