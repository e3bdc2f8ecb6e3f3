"""All rules by code, and the choice among them that a person makes."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from typing import TYPE_CHECKING

from kg.audit import rules
from kg.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.audit.rule import Rule


@cache
def every_rule() -> tuple[Rule, ...]:
    """Every rule, by code: those that the modules in the rooms of ``kg.audit.rules`` name in ``RULES``."""
    module_infos = walk_packages(rules.__path__, f"{rules.__name__}.")
    modules = (import_module(module.name) for module in module_infos if not module.ispkg)
    return tuple(sorted((rule for module in modules for rule in module.RULES), key=lambda rule: rule.code))


def find(code: str) -> Rule:
    """The rule of a code. Raises Problem: there is none."""
    wanted = code.strip().upper()
    for rule in every_rule():
        if rule.code == wanted:
            return rule
    raise _unknown(code)


def chosen(select: Sequence[str] = (), ignore: Sequence[str] = ()) -> tuple[Rule, ...]:
    """The rules whose code begins with one of ``select`` (all without any) and with none of ``ignore``.

    Each is a code or its beginning, several may be joined by commas: LB,AU003. Where a rule is meant by both, the
    longer beginning decides, as in ruff. Raises Problem: no code begins so.
    """
    wanted, unwanted = _codes("--select", select), _codes("--ignore", ignore)
    return tuple(rule for rule in every_rule() if _longest(rule.code, wanted or ("",)) > _longest(rule.code, unwanted))


def _longest(code: str, beginnings: Sequence[str]) -> int:
    return max((len(beginning) for beginning in beginnings if code.startswith(beginning)), default=-1)


def _codes(option: str, given: Sequence[str]) -> tuple[str, ...]:
    codes = tuple(part.strip().upper() for text in given for part in text.replace("，", ",").split(",") if part.strip())
    for code in codes:
        if not any(rule.code.startswith(code) for rule in every_rule()):
            raise _unknown(code, option)
    return codes


def _unknown(code: str, where: str = "") -> Problem:
    return Problem(
        where,
        f"没有以“{code}”开头的规则；请用 quanze rule 查看全部规则",
        f"no rule begins with {code!r}: see quanze rule",
    )
