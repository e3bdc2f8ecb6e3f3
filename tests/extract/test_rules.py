"""Every rule of rules/*.toml is held to its own examples.

The lexicon, read by one scan, is in test_lexicon.py; sanctions and limits, which are read from its tokens,
in test_sanctions.py and test_limits.py.
"""

from pathlib import Path

import pytest

from extract import rules

NEEDED = {"code", "label", "pattern"}
FILES = sorted(
    path.stem
    for path in (Path(rules.__file__).parent / "rules").glob("*.toml")
    if path.stem not in {"lexicon", "limits", "sanctions"}
    and all(set(rule) >= NEEDED for rule in rules.table(path.stem).get("rule", [{}]))
)
RULES = [(name, rule) for name in FILES for rule in rules.load(name)]


@pytest.mark.parametrize(("name", "rule"), RULES, ids=[f"{name}-{rule.code}" for name, rule in RULES])
def test_examples_and_counter_examples(name, rule):
    assert rule.label
    assert rule.examples, "a rule without an example cannot be argued about"
    find = rule.pattern.match if dict(rule.data).get("anchored") else rule.pattern.search
    for example in rule.examples:
        assert find(example), f"{name} {rule.code}: {example}"
    for example in rule.counter_examples:
        assert not find(example), f"{name} {rule.code}: {example}"


def test_codes_are_unique_in_a_file():
    for name in FILES:
        codes = [rule.code for rule in rules.load(name)]
        assert len(codes) == len(set(codes)), name
