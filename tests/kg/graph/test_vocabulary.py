"""The names of codes, against the printed Turtle."""

import re

import pytest

from kg import resources
from kg.graph.vocabulary import labels

PAIR = re.compile(r'^<?([^\s>]+)>? a skos:Concept.*?skos:prefLabel "([^"]+)"@zh', re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("scheme", ["column", "role", "rank"])
def test_codes_have_their_chinese_names(scheme):
    printed = (resources.ontology() / "codes" / f"{scheme}.ttl").read_text(encoding="utf-8")
    named = {re.split("[:/]", code)[-1]: name for code, name in PAIR.findall(printed)}
    assert len(named) > 3
    assert {code: labels(scheme)[code] for code in named} == named
