"""``quanze notebooks``: the notebooks and what they read, in a folder of one's own."""

import shutil
from pathlib import Path
from typing import Annotated

import typer

from kg import resources
from kg.cli import console
from kg.errors import Problem, unusable


def notebooks(
    folder: Annotated[Path, typer.Argument(help="复制到的文件夹。")] = Path("quanze-notebooks"),
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的同名文件。")] = False,
) -> None:
    """复制内置的笔记本（Jupyter，中英文两版）及其所用的清单和标注，供研究使用。

    笔记本写入文件夹下的 notebooks，清单写入 data，标注写入 tests/gold；图谱生成到 exports 即可逐个运行。

    示例：quanze notebooks 研究 · quanze build -o 研究/exports · jupyter lab 研究/notebooks
    """
    wanted = [(path, folder / "notebooks" / path.name) for path in sorted(resources.notebooks().glob("*.ipynb"))]
    wanted += [(path, folder / "data" / path.name) for path in resources.bundled_lists()]
    wanted += [(path, folder / "tests" / "gold" / path.name) for path in sorted(resources.gold().glob("*.jsonl"))]
    there = [target for _, target in wanted if target.exists()]
    if there and not force:
        zh = f"已有{len(there)}个同名文件，未作改动；请另选文件夹，或者用 --force 覆盖"
        raise Problem(str(there[0]), zh, "is there already: choose another folder, or --force")
    try:
        for source, target in wanted:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    except OSError as error:
        raise unusable(error, folder) from error
    console.say(f"写入 {folder}：{len(wanted)}个文件；生成图谱：quanze build -o {folder / 'exports'}")
