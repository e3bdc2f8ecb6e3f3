"""Which thing of a page a name means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.asking.levelling import level, typed
from kg.errors import Problem
from kg.page.search_keys import search_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.page.model import Page, Thing

SHOWN = 10
_STATE = "中华人民共和国"


def resolve(page: Page, name: str) -> int:
    """The place of the thing of that IRI, code or name: the whole name first, else the one name it is a part of.

    Raises Problem: nothing is called so, or more than one thing; the candidates are named.
    """
    every = list(enumerate(page.things))
    wanted = {form for form in typed(name) if form}
    exact = [place for place, thing in every if name == thing.iri or wanted & _names(thing)]
    if not exact:
        exact = [place for place, thing in every if any(form in level(thing.label) for form in wanted)]
    if not exact:
        exact = [place for place, thing in every if wanted.intersection(search_keys(thing).split())]
    if len(exact) == 1:
        return exact[0]
    if not exact:
        raise Problem(f"--focus {name}", "图里没有这个名称(--list 列出)", "nothing is called so (see --list)")
    raise Problem(
        f"--focus {name}",
        f"有 {len(exact)} 个, 请写全名或用 IRI",
        f"{len(exact)} things are called so: give the whole name or the IRI",
        _candidates(page, exact),
    )


def _names(thing: Thing) -> set[str]:
    named = {level(one) for one in (thing.label, thing.code, *thing.also) if one}
    return named | {one.removeprefix(_STATE) for one in named}


def _candidates(page: Page, places: Sequence[int]) -> str:
    ranked = sorted(places, key=lambda place: (-page.things[place].weight, place))
    lines = [f"  {page.things[place].label}  {page.things[place].iri}" for place in ranked[:SHOWN]]
    return "\n".join([*lines, *(["  …"] if len(places) > SHOWN else [])])
