"""The title of a list and the body that publishes it, from what is printed above its tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.clean import compact
from extract.model import Role
from extract.reading.tables import content, sections
from extract.reading.tables.sections import SectionHeading

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extract.model import Row

_LIST = re.compile(
    r"(?:行政)?(?:权力和责任|权力责任|权责|权力|责任|职权|执法|处罚|许可|强制|检查|裁量)[^，。；]{0,20}?(?:清单|目录|一览表|汇总表|登记表|梳理表|事项表|标准)"
    r"|(?:清单|目录|一览表|汇总表|登记表|梳理表)|裁量权?(?:基准|表)"
)
#: Where the name of the body ends and that of the list begins.
_KIND = re.compile(
    r"(?:部门)?(?:行政)?(?:权力|职权|权责|责任清单|责任事项|综合执法|综合行政执法|执法|处罚|许可|强制|检查|裁量|随机抽查|涉企|公共服务|政务服务|清单|目录)"
)
_BODY = re.compile(
    r"(?:局|厅|委员会|委|办公室|人民政府|管委会|中心|支队|大队|总队|办事处|公司|法院|检察院|部|署|站|院|队|处|所|会|馆|社)$"
)
_NAMED = re.compile(
    r"[^、,()]{1,20}?[省市县区州旗盟镇乡][^、,()]{1,20}(?:局|厅|委员会|办公室|人民政府|管委会|支队|大队|总队|办事处)"
)
_BEFORE = re.compile(
    r"(?:关于)?(?:公布|印发|调整|发布)?(?:附件|附表|附)?[\d一二三四五六七八九十]{0,2}?[:、.\-—_]*(?:(?:19|20)\d\d年?(?:度|版)?)?(?=\D)"
)
#: The year of a list between its body and its kind: 某局2024年权责清单.
_YEAR = re.compile(r"\(?(?:19|20)\d\d年?(?:度|版|本)?\)?$")
#: How the heading of one of many tables begins: §1.2裁量标准, 3.1 …裁量标准, 四十三、未填报登记表.
_NUMBERED = re.compile(r"\s*(?:§|\d{1,2}[.．]\d|[一二三四五六七八九十百]{1,5}、|[（(][一二三四五六七八九十]{1,3}[)）])")
_LONGEST = 60
#: What no title has: its clauses, and the words that announce a list.
_SENTENCE = re.compile("[,。;].|如下|^现将|予以公[布示开]")

#: No body but a kind of bodies: 地州市商务主管部门.
_OF_ITS_KIND = re.compile("(?:主管|管理|行政|有关|相关|监管|监督)部门$")
#: What the name of a body begins with that stands on a line or a sheet of its own.
_PLACED = re.compile("[^、，,。;；:：]*[省市县区州旗盟镇乡]")
_MARK = re.compile("^[\\d一二三四五六七八九十]+[、.]|^附?[件表][\\d一二三四五六七八九十]*[:、.]?")


def title(headings: Iterable[str], stem: str) -> str:
    """The heading nearest to the rows that names a list; else the name of the file."""
    named = [heading for heading in headings if names_list(heading)]
    plain = [
        heading
        for heading in named
        if sections.caption(heading) is None and not sections.is_note(heading) and not _NUMBERED.match(heading)
        if compact(heading) != "目录"
    ]
    return " ".join(plain[-1].split()) if plain else stem


def publisher(rows: Sequence[Row], headings: Sequence[str], titles: Iterable[str]) -> str:
    """The body of the rows where they all have the same; else what 填报单位, a title or a line of its own names.

    A body printed without its place (民政局, 市民政局) takes it from the title that names it in full (甲市民政局); a
    kind of bodies (县级以上主管部门) publishes no list.
    """
    bodies = _bodies(rows)
    titled = [title_body for text in titles if (title_body := body(text))]
    filled = [named for heading in headings if (named := sections.caption(heading))]
    captions = [value for what, value in filled if what in {"单位", "部门", "机关", "机构"} and value]
    alone = [name for heading in headings if (name := sheet_body(heading))]
    if len(bodies) == 1:
        own = bodies.pop()
        if _OF_ITS_KIND.search(own):
            return next(iter((*captions, *titled, *alone)), "")
        return next((full for full in (*captions, *titled) if full.endswith(own)), own)
    return next(iter((*captions, *titled, *alone)), "")


def _bodies(rows: Iterable[Row]) -> set[str]:
    """The bodies that rows name; no more than two, as these already tell that they have not all the same."""
    bodies: set[str] = set()
    for row in rows:
        bodies |= {"".join(cell.text.split()) for cell in row.all(Role.BODY)} - {""}
        if len(bodies) > 1:
            break
    return bodies


def names_list(text: str) -> bool:
    """Whether a line is the title of a list; a sentence that announces one is none.

    >>> names_list("某县水务局权责清单"), names_list("现将某县水务局权责清单公布如下：")
    (True, False)
    """
    return len(text) <= _LONGEST and _LIST.search(compact(text)) is not None and not _SENTENCE.search(compact(text))


def body_heading(text: str) -> SectionHeading | None:
    """The body whose table stands below a line: its name alone, the title of its list, or 填报单位：… filled in."""
    if not text or len(text) > _LONGEST:
        return None
    if named := sections.caption(text):
        name = named[1] if named[0] in {"单位", "部门", "机关", "机构"} and content.is_body(named[1]) else ""
    else:
        name = body(text) or sheet_body(text)
    return SectionHeading(Role.BODY, name, text.strip(), 0) if name else None


def sheet_body(name: str) -> str:
    """The body that the name of a sheet, or a line of its own, is; empty where it is none.

    >>> sheet_body("甲市统计局"), sheet_body("其他行政权力"), sheet_body("Sheet1")
    ('甲市统计局', '', '')
    """
    levelled = _MARK.sub("", compact(name)).strip(":")
    return levelled if content.is_body(levelled) and _PLACED.match(levelled) and len(levelled) <= 25 else ""


def body(text: str) -> str:
    """The words before the kind of list, if they end as the name of a body does.

    >>> body("附件1 某县水务局权责清单（2021年版）")
    '某县水务局'
    """
    levelled = compact(text)
    if _SENTENCE.search(levelled):
        return ""
    if before := _BEFORE.match(levelled):
        levelled = levelled[before.end() :]
    before_kinds = (levelled[: match.start()].partition("关于")[0] for match in _KIND.finditer(levelled))
    names = [_YEAR.sub("", name) for name in before_kinds]
    whole = next((name for name in names if _BODY.search(name)), "")
    # Words between the body and the kind of list: 某市生态环境局依职权类权责清单.
    return whole or next(
        (match[0] for name in names if (match := _NAMED.match(name)) and content.is_body(match[0])), ""
    )
