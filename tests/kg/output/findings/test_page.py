"""The page of the findings: a button for each family that has one, and for no other."""

import re

import pytest

from kg.audit.check import check, view
from kg.audit.examples import listing
from kg.audit.registry import find
from kg.output.findings.page import page

BLANK = {"serial": "1", "name": "甲项", "code": "11620000000000001 W3620114001000"}
GOOD = {"serial": "1", "name": "甲项", "code": "11620000000000001W3620114001000"}


@pytest.mark.parametrize(("row", "families"), [(BLANK, ["ID"]), (GOOD, [])])
def test_families_with_findings_are_offered(row, families):
    rules = [find("ID001")]
    text = page(check(view([listing((row,))]), rules), rules)
    assert re.findall(r'data-family="(\w+)" aria-pressed', text) == families
