"""Rules across lists find the same key by key as they do when they see all lists at once."""

import dataclasses
import pickle
import random

import pytest

from extract.model import ListFile
from extract.reading.reader import read
from kg import resources
from kg.audit.abridged import abridged
from kg.audit.check import check_across, view
from kg.audit.documents import register
from kg.audit.examples import listing
from kg.audit.registry import every_rule
from kg.audit.view import View
from kg.builds.engine import tasks
from kg.builds.engine.across import ListShare, by_conduct, by_number, by_title
from kg.graph.terms import BASE

ACROSS = [rule for rule in every_rule() if rule.across or rule.every_list]


def shorts(lists):
    return [abridged(one) for one in view(lists).lists]


def at_once(given):
    known = register()
    found = check_across(View(tuple(given), known, known.as_of))
    return sorted(map(repr, (dataclasses.replace(one, fingerprint="") for one in found)))


def key_by_key(given):
    """As the engine does it: cut, shuffled, gathered; through bytes, so that nothing is shared."""
    gathered = {}
    for number, one in enumerate(given):
        for title, seen in by_title(one):
            gathered.setdefault((tasks.TITLE, title), []).append(pickle.dumps(ListShare(number, seen)))
        for value, seen in by_number(one):
            gathered.setdefault((tasks.NUMBER, value), []).append(pickle.dumps(ListShare(number, seen)))
    firsts = {}
    for number, one in enumerate(given):
        for key, at, seen in by_conduct(one):
            share = pickle.dumps(ListShare(number, seen, at))
            firsts[key] = tasks.first(firsts[key], share) if key in firsts else share
    gathered[tasks.CONDUCT, ""] = list(firsts.values())
    found = []
    for (kind, key), shares in gathered.items():
        if shares:
            random.Random(key).shuffle(shares)
            found += [pickle.loads(one.value).finding for one in tasks.found_across(kind, key, shares, BASE)]
    return sorted(map(repr, (dataclasses.replace(one, fingerprint="") for one in found)))


def examples():
    """The examples of all rules as lists of their own, in an order of no meaning."""
    found = [
        dataclasses.replace(listing(rows), name=f"{rule.code}-{kind}")
        for rule in every_rule()
        for kind, rows in (("fires", rule.fires), ("quiet", rule.quiet))
    ]
    random.Random(7).shuffle(found)
    return found


@pytest.mark.parametrize("rule", ACROSS, ids=lambda rule: rule.code)
def test_each_rule_alone(rule):
    given = shorts(
        [dataclasses.replace(listing(rule.fires), name="a"), dataclasses.replace(listing(rule.quiet), name="b")]
    )
    assert key_by_key(given) == at_once(given)


def test_all_examples_together():
    given = shorts(examples())
    expected = at_once(given)
    codes = {one.split("code='")[1][:5] for one in expected}
    assert len(codes) > len(ACROSS) / 2
    assert key_by_key(given) == expected


def test_the_bundled_lists_cut_into_many():
    """What rows say against each other they say in lists of three rows as well."""
    power, duties = (read(path) for path in resources.bundled_lists())
    rows = power.rows
    parts = [
        dataclasses.replace(power, name=f"teil-{start:03}", rows=rows[start : start + 3])
        for start in range(0, len(rows), 3)
    ]
    given = shorts([*parts, duties])
    assert isinstance(duties, ListFile)
    expected = at_once(given)
    assert len(expected) > 30
    assert key_by_key(given) == expected
