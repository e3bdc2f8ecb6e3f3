"""Words of the pages: captions for what points to a thing, and properties that are shown in another way."""

from __future__ import annotations

from typing import Final

from kg.graph import terms as t

INCOMING: Final = {
    t.LEGAL_BASIS.value: "以此为依据的事项",
    t.BASIS_DOCUMENT.value: "以此文件为依据的事项",
    t.PROVIDED_BY.value: "由此规定的法律责任",
    t.ELI_IS_PART_OF.value: "下级条款",
    t.IN_DOCUMENT.value: "其中被引用的条款",
    t.ELI_CITES.value: "引用此文件的文件",
    t.PROMULGATED_BY.value: "由其印发的文件",
    t.OA_HAS_BODY.value: "指向此处的引用",
    t.CITED_DOCUMENT.value: "指向此文件的引用",
    t.COMPETENT_AUTHORITY.value: "由其行使的事项",
    t.HANDLED_BY.value: "由其承办的事项",
    t.ORG_UNIT_OF.value: "承办机构",
    t.DCT_PUBLISHER.value: "发布的清单",
    t.PROV_WAS_ATTRIBUTED_TO.value: "由其提供的数据",
    t.DCT_IS_PART_OF.value: "下级内容",
    t.IN_LIST.value: "清单中的条目",
    t.IN_ITEM.value: "提取项",
    t.CELL.value: "原文为此单元格的条目",
    t.IMPOSES.value: "涉及此法律责任的事项",
    t.HAS_DUTY_STAGE.value: "有此责任环节的事项",
    t.HAS_ACCOUNTABILITY_GROUND.value: "有此追责情形的事项",
    t.PROPOSED_SAME_AS.value: "疑似同一机构",
    t.OFFICE.value: "联系方式",
    t.BODY.value: "分工职责",
    t.DCT_TYPE.value: "此类事项",
    t.CONFLICTS_WITH.value: "与此处矛盾的检查发现",
    t.QUOTE_SOURCE.value: "引文最接近此条文的引用",
    t.ELI_REALIZES.value: "载有此条款的文本",
    t.RDF_TYPE.value: "实例",
}
"""What stands over the subjects of a property that point to the page."""

FACTS: Final = (
    t.IMPOSES.value, t.HAS_TIME_LIMIT.value, t.HAS_INDICATOR.value, t.CV_HAS_CONTACT_POINT.value, t.HAS_SHARE.value,
    t.HAS_SECTION.value, t.HAS_DUTY_STAGE.value, t.HAS_ACCOUNTABILITY_GROUND.value,
)  # fmt: skip
"""The order in which the facts of an entry are shown, by the property that links them."""

FIRST: Final = (
    t.DCT_TYPE.value, t.DCT_IDENTIFIER.value, t.COMPETENT_AUTHORITY.value, t.HANDLED_BY.value,
    t.DCT_IS_PART_OF.value, t.LEGAL_BASIS.value, t.BASIS_DOCUMENT.value, t.ELI_TYPE_DOCUMENT.value,
    t.SKOS_ALT_LABEL.value, t.ELI_NUMBER.value, t.ELI_DATE_DOCUMENT.value, t.DCT_DATE.value, t.IN_DOCUMENT.value,
    t.ELI_IS_PART_OF.value, t.ORG_UNIT_OF.value, t.SKOS_ALT_LABEL.value, t.IN_LIST.value,
)  # fmt: skip
"""The properties that come first among those of a thing."""

SAID_BY_EVIDENCE: Final = frozenset({t.OA_HAS_BODY.value, t.CITED_DOCUMENT.value})
"""Links from citations: where the words themselves are shown, they need no list."""

ELSEWHERE: Final = frozenset({t.CELL.value, t.RDF_TYPE.value, t.RDFS_LABEL.value, t.TEXT.value})
"""Properties of the thing itself that the page shows in another way."""

SILENT: Final = frozenset(
    {
        t.EVIDENCE.value,
        t.CONDITION_EVIDENCE.value,
        t.OA_HAS_TARGET.value,
        t.OA_HAS_SOURCE.value,
        t.RDF_TYPE.value,
        t.ORDER.value,
        t.IN_ITEM.value,
    }
)
"""Properties of the facts of a page that it does not spell out: the marks in the text say them."""

COLUMNS: Final = (
    "basis", "duties", "duty_basis", "grounds", "grounds_basis", "liable", "level", "telephone", "remark",
)  # fmt: skip
"""The order in which cells are shown, by the code of their column."""
