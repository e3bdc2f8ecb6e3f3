"""``quanze export``: the graph in the files of other tools."""

from pathlib import Path
from typing import Annotated

import typer

from kg.asking.opened import open_folder
from kg.cli import console
from kg.errors import Problem
from kg.output.export import FOLDERS, ExportFormat, files, name, one_file, write_file, write_folder


def export(
    form: Annotated[ExportFormat, typer.Option("--to", help="The form to write; csv, parquet and neo4j are folders.")],
    graph: Annotated[Path, typer.Option("-g", "--graph", help="The folder a build wrote.")] = Path("exports"),
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="The file or folder to write; - is stdout.")
    ] = None,
    network: Annotated[
        str, typer.Option(help="Which network graphml and gexf hold: items, all, document-document …")
    ] = "items",
    ascii_iris: Annotated[bool, typer.Option("--ascii-iris", help="RDF: percent-encode IRIs, for old tools.")] = False,
    bom: Annotated[bool, typer.Option("--bom/--no-bom", help="CSV: begin with a byte-order mark, for Excel.")] = True,
) -> None:
    """导出图谱: write the graph as RDF, tables, networks or for Neo4j.

    Examples: quanze export --to xlsx · quanze export --to gexf --network document-document -o laws.gexf ·
    quanze export --to nt --ascii-iris -o -
    """
    target = output or Path(name(form, network))
    if form in FOLDERS:
        if str(target) == "-":
            raise Problem("-o -", f"{form} 是一个文件夹, 不能写到标准输出", f"{form} is a folder: it needs a name")
        write_folder(target, form, files(open_folder(graph), form, bom=bom))
    else:
        content = one_file(graph, open_folder(graph), form, network, ascii_iris=ascii_iris)
        if str(target) == "-":
            console.out_bytes(content)
            return
        write_file(target, content)
    console.say(f"写入 {target}")
