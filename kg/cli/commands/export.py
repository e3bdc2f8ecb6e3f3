"""``quanze export``: the graph in the files of other tools."""

from pathlib import Path
from typing import Annotated

import typer

from kg.asking.opened import open_folder
from kg.cli import console
from kg.cli.endpoints import LoadOption, ReplaceOption, load_into
from kg.cli.parts import Bodies, InLists, MergeVariants, Places, Types, selection
from kg.errors import Problem
from kg.output.export import BESIDE, FOLDERS, ExportFormat, files, name, one_file, write_file, write_folder
from kg.output.provenance import provenance


def export(
    form: Annotated[
        ExportFormat | None, typer.Option("--to", help="导出格式；csv、parquet、spacy、neo4j 写为文件夹。")
    ] = None,
    graph: Annotated[Path, typer.Option("-g", "--graph", help="quanze build 写入的文件夹。")] = Path("exports"),
    endpoint: LoadOption = None,
    anew: ReplaceOption = False,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="写入的文件或者文件夹；- 为标准输出。")] = None,
    network: Annotated[
        str, typer.Option(help="graphml 和 gexf 所含的网络：items、all、document-document 等。")
    ] = "items",
    ascii_iris: Annotated[bool, typer.Option("--ascii-iris", help="RDF：以百分号编码书写 IRI，供旧工具使用。")] = False,
    bom: Annotated[bool, typer.Option("--bom/--no-bom", help="CSV：以字节顺序标记（BOM）开头，供 Excel 使用。")] = True,
    guard: Annotated[
        bool,
        typer.Option("--guard/--no-guard", help="CSV：以撇号标记会被表格软件误读的编码和公式；--no-guard 供程序读取。"),
    ] = True,
    in_list: InLists = None,
    place: Places = None,
    body: Bodies = None,
    power_type: Types = None,
    merge_variants: MergeVariants = False,
) -> None:
    """将图谱导出为 RDF、表格、网络数据或者 Neo4j 导入文件，或者装载到 SPARQL 端点。

    装载中断后再次运行，会从中断处继续；没有装载完的图谱不能查询。

    示例：quanze export --to xlsx · quanze export --to gexf --network document-document -o laws.gexf ·
    quanze export --to nt --ascii-iris -o - · quanze export --to csv --no-guard --no-bom --in-list 甲市权责清单 ·
    quanze export --endpoint http://127.0.0.1:7878
    """
    if endpoint:
        load_into(endpoint, graph, anew=anew)
        if form is None:
            return
    if form is None:
        raise Problem(
            "",
            "请用 --to 指定格式，或者用 --endpoint 指定端点",
            "say what to write (--to) or where to load (--endpoint)",
        )
    target = output or Path(name(form, network))
    opened = open_folder(graph, selection(in_list, place, body, power_type), merge=merge_variants)
    if form in FOLDERS:
        if str(target) == "-":
            raise Problem(
                "-o -",
                f"{form} 须写入文件夹，不能写到标准输出，请用 -o 指定文件夹",
                f"{form} is a folder: it needs a name",
            )
        write_folder(target, form, files(opened, form, bom=bom, guard=guard))
    else:
        content = one_file(graph, opened, form, network, ascii_iris=ascii_iris)
        if str(target) == "-":
            console.out_bytes(content)
            return
        write_file(target, content, provenance(opened) if form in BESIDE else None)
    console.say(f"写入 {target}")
