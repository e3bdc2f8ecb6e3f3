"""``quanze query``: ask the graph in SPARQL."""

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.asking import query as asking
from kg.asking import questions
from kg.asking.origin import with_origin
from kg.asking.parameters import ARTICLE
from kg.asking.pattern_counts import pattern_counts
from kg.asking.syntax.grouping import alias_in_having
from kg.cli import console
from kg.cli.articles import with_articles
from kg.cli.endpoints import EndpointOption, open_either
from kg.cli.interruptible import finished
from kg.cli.parts import Bodies, InLists, MergeVariants, Places, Types, selection
from kg.errors import Problem
from kg.output.files import put
from kg.output.results import ResultFormat, chosen, written

if TYPE_CHECKING:
    from kg.asking.opened import Opened

APART = "与同组的其他模式没有共同变量，两者的匹配将逐一组合"
NOTHING = "图谱中没有匹配"

_Table = tuple[tuple[str, ...], list[list[str]]]


def query(
    question: Annotated[str, typer.Argument(help=".rq 文件、内置查询的名称，或者 -（标准输入）。")] = "",
    listed: Annotated[bool, typer.Option("--list", help="列出内置查询及其参数。")] = False,
    param: Annotated[list[str] | None, typer.Option(help="查询参数，写作 名称=值。")] = None,
    form: Annotated[
        ResultFormat | None,
        typer.Option("--output-format", help="输出格式；缺省按文件扩展名，否则为 table 或者 turtle。"),
    ] = None,
    show: Annotated[bool, typer.Option("--show", "--text", help="显示填入参数后的 SPARQL。")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="不执行查询，只显示其中每个模式单独匹配的三元组数。")
    ] = False,
    graph: Annotated[Path, typer.Option("-g", "--graph", help="quanze build 写入的文件夹。")] = Path("exports"),
    endpoint: EndpointOption = None,
    output: Annotated[Path, typer.Option("-o", "--output", help="写入的文件；- 为标准输出。")] = Path("-"),
    timeout: Annotated[float, typer.Option("--timeout", min=0, help="查询时限（秒）；0 为不限。")] = 0,
    in_list: InLists = None,
    place: Places = None,
    body: Bodies = None,
    power_type: Types = None,
    merge_variants: MergeVariants = False,
    laws: Annotated[
        Path | None, typer.Option("--library", help="法规库所在文件夹：查询时可以使用所引条文的文本。")
    ] = None,
    as_of: Annotated[str, typer.Option("--as-of", help="条文以何日有效的版本为准；缺省为当日。")] = "",
) -> None:
    """用内置查询或者 SPARQL 查询图谱；本项目的前缀无须声明。

    参数按通常写法填写：劳动合同法、第八十四条或者84条、5万元、行政处罚。

    示例：quanze query --list · quanze query large-fines --param amount=5万 · quanze query items-of-document
    --param document=劳动合同法 --param article=84条 -o 结果.xlsx · quanze query my.rq --output-format csv
    """
    if listed:
        rows = [(entry.name, entry.title, _params(entry)) for entry in questions.bundled()]
        console.table(("名称", "内置查询", "参数=缺省值"), rows)
        return
    asked, given = _question(question), _values(param or [])
    if show:
        console.out(questions.bind(asked, given).rstrip("\n") + "\n")
        return
    questions.bind(asked, _plain(asked, given))  # what is wrong whatever the graph holds is said before it is opened
    if laws is not None and endpoint:
        raise Problem("--library", "不能与 --endpoint 同时使用", "goes without --endpoint: the graph is copied")
    with (
        nullcontext(open_either(endpoint, graph, timeout))
        if laws is None
        else with_articles(graph, laws, as_of) as opened
    ):
        part = opened.part(selection(in_list, place, body, power_type), merge=merge_variants)
        if explain:
            _explain(part, questions.bind(asked, part.settled(asked, given), part.prefixes), timeout)
        else:
            _answer(part, asked, given, (form, output, timeout))


def _explain(opened: "Opened", text: str, timeout: float) -> None:
    counts = finished(lambda: pattern_counts(opened.store, text, opened.prefixes), timeout)
    rows = [
        (count.pattern, str(count.matches), APART if count.apart else "" if count.matches else NOTHING)
        for count in counts
    ]
    console.table(("模式", "匹配数", "说明"), rows)
    console.say(
        "求值顺序由 Oxigraph 自行决定，其 Python 接口不提供执行计划；以上是各模式单独匹配的数量。"
        " / Oxigraph shows no plan: each pattern was counted by itself"
    )


def _answer(
    opened: "Opened",
    asked: questions.Question,
    given: dict[str, str],
    how: "tuple[ResultFormat | None, Path, float]",
) -> None:
    form, output, timeout = how
    bound = questions.bind(asked, opened.settled(asked, given), opened.prefixes)

    def answered() -> "_Table | bytes":
        answer = asking.run(opened.store, bound, opened.prefixes, asked.types)
        if asked in questions.bundled():
            answer = with_origin(answer, opened.store)
        wanted = chosen(form, output, answer.kind)
        if wanted is ResultFormat.TABLE:
            return answer.columns, [[asking.short(term, answer.prefixes) for term in row] for row in answer.terms()]
        return written(answer, wanted, asked, given, bound)

    result = finished(answered, timeout)
    if isinstance(result, tuple):
        _show(result, bound)
    elif str(output) == "-":
        console.out_bytes(result)
    else:
        put(output, result)


def _show(table: "_Table", text: str) -> None:
    columns, rows = table
    console.table(columns, rows)
    console.say(f"{len(rows)}行")
    if not rows and (hint := alias_in_having(text)):
        console.say(f"提示：{hint.zh} / {hint.en}\n  {hint.remedy}")


def _question(name: str) -> questions.Question:
    if not name:
        raise Problem(
            "",
            "请指定查询：文件、- 或者内置查询的名称（quanze query --list 列出）",
            "say what to ask: a file, - or a name (see --list)",
        )
    if name == "-":
        return questions.decoded(sys.stdin.buffer.read(), "stdin")
    path = Path(name)
    return questions.read(path) if path.suffix in {".rq", ".sparql"} or path.is_file() else questions.find(name)


def _plain(question: questions.Question, given: dict[str, str]) -> dict[str, str]:
    """The values given, but for articles: which one is meant only the graph knows."""
    articles = {param.name for param in question.params if param.type == ARTICLE}
    return {name: value for name, value in given.items() if name not in articles}


def _params(question: questions.Question) -> str:
    return " ".join(f"{param.name}={param.default}" for param in question.params)


def _values(given: list[str]) -> dict[str, str]:
    pairs = [text.partition("=") for text in given]
    for name, equals, _ in pairs:
        if not equals:
            raise Problem(f"--param {name}", "参数应写成 名称=值", "a parameter is written name=value")
    return {name.strip(): value for name, _, value in pairs}
