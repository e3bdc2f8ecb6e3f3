"""What a build read and what it did not understand, in words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from kg.builds.outputs import Output
from kg.builds.parts.intake import trouble_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.builds.parts.part import Part
    from kg.builds.writing import Built

USUAL = Path("exports")  # where builds write and queries look if nothing else is asked for
PLAIN = re.compile(r"[\w./\\:-]+")  # of a path: shells leave it alone
COUNTED = (
    ("items", "权责事项{}项"),
    ("bodies", "机关{}个"),
    ("units", "承办机构{}个"),
    ("documents", "法规文件{}部"),
    ("provisions", "条款{}条"),
    ("citations", "引用{}处"),
    ("sanctions", "法律责任{}项"),
    ("responsibilities", "主要职责{}项"),
    ("tasks", "具体工作事项{}项"),
)


def summary(built: Built, seconds: float, most: int | None) -> Iterator[str]:
    """The lines printed at the end of a build; of what was not understood, ``most`` places (None: all of them)."""
    counts = {statistic.key: statistic.count for statistic in built.statistics}
    for part in built.parts[:most]:
        yield f"读取 {part.path}：{part.listing.title or part.listing.name}，{_size(part)}{_unused(part)}"
    yield from _further(built.parts[most:] if most is not None else ())
    yield "图谱：" + "，".join(form.format(counts[key]) for key, form in COUNTED if counts.get(key))
    pending = sum(counts.get(f"references.resolution.{code}", 0) for code in ("unresolved", "ambiguous"))
    if pending:
        yield f"条文援引未识别{pending}处（quanze query unresolved-references{_where(built.out)} 查看）"
    yield from _not_understood(built, most)
    yield f"写入 {built.out}，用时{seconds:.1f}秒"
    yield from _left_out(built)
    if {Output.PAGE, Output.STORE} <= built.written:
        yield f"打开 {built.out / 'graph.html'} 浏览；quanze query --list 列出内置查询"


def _where(out: Path) -> str:
    """The option that makes a command ask this folder, as it is typed; nothing for the one that is asked anyway."""
    if out == USUAL:
        return ""
    return f" -g {out}" if PLAIN.fullmatch(str(out)) else f' -g "{out}"'


def _further(parts: Sequence[Part]) -> Iterator[str]:
    """The lists beyond those named, in one line."""
    if parts:
        rows, unused = sum(part.sizes[0] for part in parts), sum(part.unused for part in parts)
        more = f"，未用于事项的单元格{unused}个" if unused else ""
        yield f"…… 另读取{len(parts)}份清单，{rows}行{more}（quanze build -v 全部列出）"


def _left_out(built: Built) -> Iterator[str]:
    if built.left_out:
        yield "未写入：" + "；".join(f"{name}（{how}）" for name, how in built.left_out.items())
    if built.unasked:
        yield f"事项过多，未运行整份清单或者清单之间的检查规则：{'、'.join(built.unasked)}"


def _unused(part: Part) -> str:
    return f"；未用于事项的单元格{part.unused}个（quanze read 列出）" if part.unused else ""


def _size(part: Part) -> str:
    sizes = zip(part.sizes, ("行", "项职责", "项职责边界", "项公共服务", "项监管制度"), strict=True)
    return "、".join(f"{count}{word}" for count, word in sizes if count) or "没有内容"


def _not_understood(built: Built, most: int | None) -> Iterator[str]:
    troubles = built.troubles
    if not troubles:
        yield "没有待核问题"
        return
    yield f"待核问题{len(troubles)}处（相关行已收录并标记）："
    paths = {listing.name: path for path, listing in built.intake.listings}
    yield from (f"  {trouble_line(paths[trouble.file], trouble)}" for trouble in troubles[:most])
    if most is not None and len(troubles) > most:
        yield f"  …… 另有{len(troubles) - most}处（quanze build -v 全部列出）"
