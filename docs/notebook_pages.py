"""The pages of the notebooks, one a language: what each answers, and its pictures."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER: Final = Path(__file__).resolve().parent.parent / "notebooks"
HEADS: Final = {
    ".md": """# 笔记本 · Notebooks

在克隆得到的仓库中运行：`pip install -e ".[notebooks]" jupyterlab && quanze build && jupyter lab notebooks/`；使用已安装的程序时，
`quanze notebooks 文件夹` 复制全部笔记本及其所用的清单。英文版的代码和结果与中文版相同。
""",
    ".en.md": """# Notebooks

Each answers a question of its own and runs from top to bottom. In a clone of the repository:
`pip install -e ".[notebooks]" jupyterlab && quanze build && jupyter lab notebooks/`; with an installed Quanze, `quanze notebooks FOLDER`
copies them with the lists they read. The English editions have the code and the results of the Chinese ones.
""",
}


def notebooks() -> dict[str, str | bytes]:
    """The pages by path, and the pictures, which both languages share."""
    files: dict[str, str | bytes] = {}
    for suffix, head in HEADS.items():
        parts = [head]
        for path in sorted(FOLDER.glob("*.ipynb")):
            if (".en." in path.name) == (suffix == ".en.md"):
                parts += _part(path, files)
        files[f"reference/notebooks{suffix}"] = "\n".join(parts)
    return files


def _part(path: Path, files: dict[str, str | bytes]) -> Iterator[str]:
    """The first words of a notebook with its pictures, which are put among the files."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    yield "\n#" + "".join(cells[0]["source"]).replace("\n# ", "\n## ") + "\n"
    yield f"`notebooks/{path.name}`\n"
    stem = path.name.partition(".")[0]
    for number, picture in enumerate(_pictures(cells), 1):
        name = f"{stem}-{number}.png"
        files[f"reference/{name}"] = picture
        yield f"![{stem} {number}]({name})\n"


def _pictures(cells: list[Any]) -> Iterator[bytes]:
    for one in cells:
        for output in one.get("outputs", ()):
            if picture := output.get("data", {}).get("image/png"):
                yield base64.b64decode("".join(picture))
