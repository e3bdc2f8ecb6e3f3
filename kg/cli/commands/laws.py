"""``quanze laws``: the statute library: add texts, look articles up, compare versions, compare citations."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli import console
from kg.cli.arguments import Command
from kg.cli.days import iso_day, today
from kg.cli.exits import CLEAN, FINDINGS, UNUSABLE, guarded
from kg.errors import Problem
from kg.progress import Report, counted, quiet

if TYPE_CHECKING:
    from extract.model import ListFile, Unreadable
    from kg.laws.editions import Edition, Statute
    from kg.laws.library import Added, Library
    from kg.laws.matching.match import Matcher

_KINDS = {"added": "新增", "removed": "删除", "moved": "移动", "changed": "修改"}
_COUNTS = {
    "sources": "来源文件", "titles": "法规文件", "texts": "文本", "articles": "条文", "statements": "版本信息",
    "damage_missing": "缺条", "damage_doubled": "重复的条", "damage_out_of_order": "序号不接的条",
    "damage_merged": "连排的条", "damage_reference": "误作条文的引用", "damage_glued": "连排的标题",
    "damage_annex_glued": "连排的附件", "damage_restart": "序号重新开始", "damage_cut": "末尾可能缺失",
    "damage_metadata": "与正文不符的版本信息", "damage_date_unknown": "没有日期的文本",
}  # fmt: skip
Where = Annotated[
    Path | None,
    typer.Option("--library", help="法规库所在文件夹；缺省为环境变量 QUANZE_LIBRARY 所指或者用户数据文件夹。"),
]
AsOf = Annotated[str, typer.Option("--as-of", help="以何日有效的版本为准，如 2026-09-30；缺省为当日。")]


class LawsFormat(StrEnum):
    """The forms lists and counts are written in."""

    TABLE = "table"
    JSON = "json"


Form = Annotated[LawsFormat, typer.Option("--output-format", help="table 或者 json。")]
app = typer.Typer(name="laws", no_args_is_help=True, help="法规库：条文、版本、与引文的比对。")


def add(
    files: Annotated[
        list[Path], typer.Argument(help="法规文本或者文件夹：Markdown、txt、docx、JSON、YAML、XML、CSV。")
    ],
    library: Where = None,
    silent: Annotated[bool, typer.Option("-q", "--quiet", help="只输出无法读取的文件。")] = False,
) -> int:
    """加入法规文本；内容没有变化的文件不再读取。

    退出状态：0 全部加入；1 有文件无法读取，或者文本有缺条、重复等问题；2 均无法读取。

    示例：quanze laws add 法规/ --library 法规库
    """
    from kg.laws.folder import chosen  # noqa: PLC0415 - the readers take their time to load
    from kg.laws.library import Library  # noqa: PLC0415

    with console.Bar() as bar, Library(chosen(library), writable=True) as shelf:
        added = shelf.add(files, _day(""), quiet if silent else bar)
        counts = shelf.catalogue.counts()
    for reason in added.unread:
        console.say(str(reason))
    if not silent:
        for line in added.findings:
            console.say(line)
        console.say(_added(added, counts))
    if added.unread and not (added.new or added.unchanged):
        return UNUSABLE
    return FINDINGS if added.unread or added.findings else CLEAN


def _added(added: "Added", counts: dict[str, int]) -> str:
    parts = [f"新加入{added.new}个文件", f"没有变化{added.unchanged}个"]
    if added.gone:
        parts.append(f"已不存在{added.gone}个")
    if added.unread:
        parts.append(f"未能读取{len(added.unread)}个")
    if added.others:
        kinds = "、".join(f"{ending}{count}个" for ending, count in sorted(added.others.items()))
        parts.append(f"其他格式未读取（{kinds}）")
    whole = f"法规库现有法规文件{counts['titles']}件、文本{counts['texts']}份、条文{counts['articles']}条"
    return f"{'，'.join(parts)}；{whole}"


def list_(
    word: Annotated[str, typer.Argument(help="标题中的词；不指定时列出全部。")] = "",
    library: Where = None,
    as_of: AsOf = "",
    form: Form = LawsFormat.TABLE,
) -> int:
    """列出法规文件及其版本。

    示例：quanze laws list 劳动 · quanze laws list --output-format json
    """
    day = _day(as_of)
    with _opened(library) as shelf:
        rows = [
            _edition_row(shelf, statute, edition, day)
            for statute in shelf.statutes()
            if word in statute.canonical
            for edition in statute.editions
        ]
    if form is LawsFormat.JSON:
        console.out(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
    else:
        columns = ("法规文件", "公布", "施行", "状态", "条", "文本")
        table = [
            (row["title"], row["promulgated"], row["effective"], row["status_label"], *_figures(row)) for row in rows
        ]
        console.table(columns, table, right=frozenset({4, 5}))
    return CLEAN


def _figures(row: dict[str, Any]) -> tuple[str, str]:
    return str(row["articles"]), str(len(row["sources"]))


def _edition_row(shelf: "Library", statute: "Statute", edition: "Edition", day: str) -> dict[str, Any]:
    from extract.statutes.names import label  # noqa: PLC0415

    standing = statute.standing(edition, day)
    return {
        "title": statute.canonical,
        "version": edition.key,
        "promulgated": edition.day,
        "effective": edition.effective,
        "status": standing.status.value,
        "status_label": label(standing.status),
        "status_since": standing.since,
        "status_origin": standing.origin,
        "articles": sum(row.articles for row in edition.chosen),
        "sources": [shelf.catalogue.path(row.sha256) for row in edition.texts],
    }


def show(
    title: Annotated[str, typer.Argument(help="法规文件的名称或者简称。")],
    provision: Annotated[str, typer.Argument(help="条款：84、第八十四条第一款、art_84__para_1；不指定时为全文。")] = "",
    library: Where = None,
    as_of: AsOf = "",
    form: Form = LawsFormat.TABLE,
) -> int:
    """显示条文及其版本、效力状态。

    示例：quanze laws show 劳动合同法 84 · quanze laws show 行政处罚法 第四条 --as-of 2020-01-01
    """
    day = _day(as_of)
    with _opened(library) as shelf:
        statute = _statute(shelf, title)
        edition = statute.at(day)
        if edition is None:
            first = statute.editions[0].start
            raise Problem(
                title, f"{day} 尚无有效版本，最早的版本自 {first} 起", f"no version had begun, the first on {first}"
            )
        path = _path(provision)
        articles = shelf.articles(edition)
        words = shelf.words(edition, path)
        about = _edition_row(shelf, statute, edition, day)
        if words is None:
            raise Problem(
                title,
                f"{edition.key} 的版本没有这一条款：{provision}",
                f"no {provision} in the version of {edition.key}",
            )
        if form is LawsFormat.JSON:
            console.out(json.dumps(about | {"provision": path, "text": words}, ensure_ascii=False, indent=2) + "\n")
            return CLEAN
        console.out(_shown(about, path, words, articles))
    return CLEAN


def _shown(about: dict[str, Any], path: str, words: str, articles: dict[str, str]) -> str:
    from kg.laws.difference import words as named  # noqa: PLC0415

    since = f"（自{about['status_since']}）" if about["status_since"] else ""
    effective = f"，{about['effective']}施行" if about["effective"] else ""
    head = f"《{about['title']}》{named(path)}\n{about['version']}版本{effective}，{about['status_label']}{since}\n"
    if path:
        return f"{head}\n{words}\n"
    return head + "".join(f"\n{named(article)}　{text}\n" for article, text in articles.items())


def diff(
    title: Annotated[str, typer.Argument(help="法规文件的名称或者简称。")],
    old: Annotated[str, typer.Argument(help="旧版本：年份、月份或者日期。")],
    new: Annotated[str, typer.Argument(help="新版本。")],
    library: Where = None,
    form: Form = LawsFormat.TABLE,
) -> int:
    """比较两个版本的条文。

    退出状态：0 没有不同，1 有不同，2 没有这一版本。

    示例：quanze laws diff 行政处罚法 2017 2021
    """
    from kg.laws.difference import differences  # noqa: PLC0415

    with _opened(library) as shelf:
        statute = _statute(shelf, title)
        before, after = (_version(statute, words) for words in (old, new))
        changes = list(differences(shelf.articles(before), shelf.articles(after)))
    rows = [
        {
            "kind": difference.kind.value,
            "before": difference.before,
            "after": difference.after,
            "changes": [{"before": change.law, "after": change.quote} for change in difference.changes],
        }
        for difference in changes
    ]
    if form is LawsFormat.JSON:
        about = {"title": statute.canonical, "before": before.key, "after": after.key}
        console.out(json.dumps(about | {"differences": rows}, ensure_ascii=False, indent=2) + "\n")
    else:
        console.out("".join(_difference(row) for row in rows))
        counts = Counter(row["kind"] for row in rows)
        total = "、".join(f"{word}{counts[kind]}条" for kind, word in _KINDS.items() if counts[kind]) or "没有不同"
        console.say(f"《{statute.canonical}》{before.key} → {after.key}：{total}")
    return FINDINGS if rows else CLEAN


def _difference(row: dict[str, Any]) -> str:
    from kg.laws.difference import words as named  # noqa: PLC0415

    before, after = named(row["before"]), named(row["after"])
    place = f"{before} → {after}" if before and after and before != after else after or before
    lines = [f"{_KINDS[row['kind']]} {place}\n"]
    lines += [f"  －{change['before']}\n  ＋{change['after']}\n" for change in row["changes"]]
    return "".join(lines)


def stats(
    library: Where = None,
    form: Form = LawsFormat.TABLE,
    damages: Annotated[bool, typer.Option("--damages", help="逐条列出文本问题。")] = False,
) -> int:
    """统计法规库的数量和文本问题。

    示例：quanze laws stats --damages
    """
    with _opened(library) as shelf:
        counts = shelf.catalogue.counts()
        pairs = [(row.path, row.damage) for row in shelf.catalogue.damages()] if damages else []
    if form is LawsFormat.JSON:
        console.out(json.dumps(counts, ensure_ascii=False, indent=2) + "\n")
    else:
        rows = [(_COUNTS.get(key, key), str(count), key) for key, count in counts.items()]
        console.table(("项目", "数量", "键"), rows, right=frozenset({1}))
    for path, damage in pairs:
        console.out(f"{path}{f':{damage.line}' if damage.line else ''}: {damage.zh}\n")
    return CLEAN


def match(
    files: Annotated[list[Path], typer.Argument(help="清单，或者含 row 和 basis 的 JSON Lines。")],
    output: Annotated[str, typer.Option("-o", "--output", help="写入的文件；- 为标准输出。")] = "-",
    library: Where = None,
    as_of: AsOf = "",
    silent: Annotated[bool, typer.Option("-q", "--quiet", help="只输出结果和错误。")] = False,
) -> int:
    """逐条比对清单所引条款与法规库中的条文，每个条款一行 JSON。

    退出状态：0 全部比对；1 有文件无法读取；2 均无法读取，或者没有法规库。

    示例：quanze laws match 清单.xlsx -o matches.jsonl
    """
    from kg.builds.parts.intake import take  # noqa: PLC0415
    from kg.laws.matching.match import Matcher  # noqa: PLC0415
    from kg.output.files import fresh_file  # noqa: PLC0415

    day = _day(as_of)
    with _opened(library) as shelf, console.Bar() as bar:
        report = quiet if silent else bar
        intake = take(files, report)
        matcher, classes = Matcher(shelf, day), Counter[str]()
        with nullcontext() if output == "-" else fresh_file(Path(output)) as file:
            write: Callable[[str], object] = console.out if file is None else file.write
            for path, listing in intake.listings:
                for record in _records(matcher, listing, report):
                    classes[record["class"]] += 1
                    named = {"file": str(path), **record} if len(files) > 1 else record
                    write(json.dumps(named, ensure_ascii=False) + "\n")
    _tell(matcher, classes, intake.unread, silent=silent)
    return FINDINGS if intake.unread else CLEAN


def _records(matcher: "Matcher", listing: "ListFile", report: Report) -> Iterator[dict[str, Any]]:
    from extract.assemble import extract, passages  # noqa: PLC0415 - the rules take their time to compile
    from kg.laws.matching.records import of_passage, of_row  # noqa: PLC0415

    for row in counted(listing.rows, listing.name, report):
        yield from of_row(matcher, extract(row))
    for passage in passages(listing.responsibility_list) if listing.responsibility_list else ():
        yield from of_passage(matcher, passage)


def _tell(matcher: "Matcher", classes: Counter[str], unread: "tuple[Unreadable, ...]", *, silent: bool) -> None:
    for reason in unread:
        console.say(str(reason))
    if not silent:
        console.say("、".join(f"{kind} {count}" for kind, count in sorted(classes.items())) or "没有可以比对的引用")
        console.say(matcher.coverage())


def _opened(asked: Path | None) -> "Library":
    from kg.laws.folder import chosen  # noqa: PLC0415
    from kg.laws.library import Library  # noqa: PLC0415

    return Library(chosen(asked))


def _statute(shelf: "Library", title: str) -> "Statute":
    """The statute meant; raises Problem where no text of it is held, or a short title fits several."""
    titles = shelf.resolve(title)
    statute = shelf.statute(title)
    if statute is None or not statute.editions:
        near = [statute.canonical for statute in shelf.statutes() if title in statute.canonical][:5]
        hint = f"；标题含“{title}”的文件：{'、'.join(near)}" if near else ""
        raise Problem(title, f"法规库中没有该文件的文本{hint}", "no text of it in the library")
    texts = [name for name in titles if (other := shelf.statute(name)) and other.editions]
    if len(texts) > 1 and statute.canonical != title:
        raise Problem(title, f"同名文件不止一件：{'、'.join(texts)}", "several documents bear this name")
    return statute


def _version(statute: "Statute", words: str) -> "Edition":
    result = statute.named(words)
    if result is None:
        days = "、".join(edition.key for edition in statute.editions)
        raise Problem(words, f"《{statute.canonical}》没有这一版本，现有：{days}", f"no such version, held are: {days}")
    return result


def _path(words: str) -> str:
    """A path for what a person types: 84, 第八十四条第一款, art_84. Raises Problem: it is no provision."""
    from extract import numerals  # noqa: PLC0415
    from extract.clean import level  # noqa: PLC0415
    from extract.provision import Provision, read  # noqa: PLC0415

    text = level(words).text
    if not text:
        return ""
    try:
        return str(Provision.parse(text))
    except ValueError:
        pass
    if (number := numerals.parse(text)) is not None:
        return f"art_{number}"
    nameds = read(text if text.startswith(("第", "附件")) else f"第{text}")
    if not nameds:
        raise Problem(words, "不是条款，应写作 84 或者 第八十四条第一款", "no provision: write 84 or 第八十四条第一款")
    return str(nameds[-1].provision)


def _day(text: str) -> str:
    """The day asked for, today where none is. Raises Problem: it is none."""
    return iso_day(text) or today()


for name, command in (
    ("add", add),
    ("list", list_),
    ("show", show),
    ("diff", diff),
    ("stats", stats),
    ("match", match),
):
    app.command(name, cls=Command)(guarded(command))
