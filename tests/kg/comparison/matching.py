"""How far the matching of items can be relied on: the bundled power list beside an edition worded anew by another hand.

``python -m tests.kg.comparison.matching`` prints the figures and what was matched wrongly or not at all. The truth is the
number of the old item, which the serial of a new one carries; the matching does not look at serials.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg import resources
from kg.builds.items import read_edition
from kg.comparison.cities import code_tail
from kg.comparison.items import Basis, Item
from kg.comparison.matching import match, whole_code

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


TABLE = Path(__file__).parent / "edited_list.tsv"
CITIES = Path(__file__).parent / "two_cities.tsv"
OTHER_CITY = "11990100000000001X"
KINDS = ("the code stays", "a code of its own", "a code of another item, another unit", "no code, another basis")
TYPES = {"处罚": "行政处罚", "许可": "行政许可", "审批": "行政许可", "核准": "行政许可", "检查": "行政检查"}
NEW_UNIT, NEW_BASIS = "政策法规科", Basis("某市行政权力管理办法", provisions=("art_7",))


@dataclass(frozen=True)
class Edited:
    """An item of the new edition, what was done to it, and the old items that it is."""

    item: Item
    kind: str
    old: frozenset[int]


@dataclass(frozen=True)
class Score:
    """Pairs that are right, wrong, and items whose pair was missed; the misses by kind of edit."""

    right: int
    wrong: tuple[str, ...]
    missed: tuple[str, ...]
    kinds: Counter[str]

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + len(self.wrong))

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + len(self.missed))


def old_list() -> tuple[Item, ...]:
    (path,) = (path for path in resources.bundled_lists() if "power" in path.name)
    return read_edition(path).lists[0].items


def new_list(old: tuple[Item, ...]) -> list[Edited]:
    """The edition of the table: rows in another order, kinds of edits dealt in turn."""
    made = list(_edited(old))
    return made[1::2] + made[::2]


def _edited(old: tuple[Item, ...]) -> Iterator[Edited]:
    number = 0
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        numbers, done, name = line.split("\t")
        places = [int(one) for one in numbers.split("+") if one]
        if done == "new":
            yield Edited(_blank(old[0], name, number), "new", frozenset())
        for part in name.split("|") if done in {"rename", "split", "join"} else ():
            item, kind = _dealt(old, places[0], number % len(KINDS))
            if done == "join":
                item = replace(item, basis=tuple(one for place in places for one in old[place].basis))
            named = replace(item, name=part, sub_name="", texts={}, other_names=())
            yield Edited(named, kind if done == "rename" else done, frozenset(places))
        number += 1


def _dealt(old: tuple[Item, ...], place: int, kind: int) -> tuple[Item, str]:
    item = old[place]
    credit = item.code[:18]
    made = (
        item,
        replace(item, code=f"{credit}36211{place:05d}000"),
        replace(item, code=old[(place + 9) % len(old)].code, unit=NEW_UNIT),
        replace(item, code="", basis=(NEW_BASIS, *item.basis[1:])),
    )
    return made[kind], KINDS[kind]


def _blank(like: Item, name: str, number: int) -> Item:
    kind = "行政处罚" if "处罚" in name else "行政许可" if "许可" in name or "审批" in name else "其他行政权力"
    basis = (Basis(f"新法规{number}", provisions=("art_3",)),)
    return replace(like, name=name, sub_name="", code="", type=kind, basis=basis, texts={}, sanctions=())


def in_another_city(edited: list[Edited]) -> list[Edited]:
    """The same items under the credit code of another body, with units of its own."""
    return [
        replace(
            one,
            item=replace(
                one.item,
                list_name="他市",
                code=OTHER_CITY + one.item.code[18:] if one.item.code else "",
                unit=f"他市{one.item.unit}",
                body="他市人力资源和社会保障局",
            ),
        )
        for one in edited
    ]


def score(old: tuple[Item, ...], new: list[Edited], code_of: Callable[[Item], str]) -> Score:
    """How the pairs of the matching stand to the truth; of parts or joined items one pair is asked for."""
    found = match(old, [one.item for one in new], code_of)
    wrong, reached = [], set()
    for pair in found.pairs:
        if pair.old in new[pair.new].old:
            reached.add(new[pair.new].old)
        else:
            wrong.append(
                f"{old[pair.old].title} = {new[pair.new].item.title} ({pair.score}, {pair.reason}, {new[pair.new].kind})"
            )
    wanted = {one.old: one for one in new if one.old}
    missed = [one for key, one in wanted.items() if key not in reached]
    told = tuple(f"{old[min(one.old)].title} ≠ {one.item.title} ({one.kind})" for one in missed)
    return Score(len(reached), tuple(wrong), told, Counter(one.kind for one in missed))


def two_cities() -> tuple[tuple[Item, ...], list[Edited]]:
    """The powers of one city, and those of the other with the one of the first that each is."""
    old: list[Item] = []
    new: list[Edited] = []
    for line in CITIES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, basis, other, others = (line + "\t\t\t").split("\t")[:4]
            if other:
                new.append(Edited(_power("乙市", other, others), "pair", frozenset([len(old)] if name else [])))
            if name:
                old.append(_power("甲市", name, basis))
    return tuple(old), new[::-1]


def _power(city: str, name: str, basis: str) -> Item:
    kind = next((kind for word, kind in TYPES.items() if word in name), "其他行政权力")
    title, _, article = basis.rpartition(" ")
    return Item(
        city, "", "", name, "", kind, f"{city}局", "", city, basis=(Basis(title, provisions=(f"art_{article}",)),)
    )


def scores() -> dict[str, Score]:
    old = old_list()
    new = new_list(old)
    return {
        "diff": score(old, new, whole_code),
        "compare": score(old, in_another_city(new), code_tail),
        "two cities": score(*two_cities(), code_tail),
    }


def main() -> None:
    for name, one in scores().items():
        figures = {"right": one.right, "wrong": len(one.wrong), "missed": len(one.missed), "kinds": dict(one.kinds)}
        figures |= {"precision": round(one.precision, 3), "recall": round(one.recall, 3)}
        lines = [f"{name} {json.dumps(figures, ensure_ascii=False)}"]
        lines += [f"  wrong: {text}" for text in one.wrong] + [f"  missed: {text}" for text in one.missed]
        sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
