"""The answers the bundled questions give on the bundled lists, as files that people have checked, and the document of
all questions made from them.

``python tests/expected.py`` writes both anew, for a change of the questions or of what is extracted; the difference is to
be checked against the lists before it is kept.
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from tempfile import TemporaryDirectory

from kg import resources
from kg.asking import questions

ROOT = Path(__file__).parent.parent
ANSWERS = Path(__file__).parent / "answers"
DOCUMENT = ROOT / "docs" / "queries.md"
HASH = re.compile(r"(/id/fact/[a-z-]+-)[0-9a-f]{16}")  # of the content of a fact: it says nothing to who checks
WHOLE, FIRST, SHOWN, LONGEST = 20, 10, 5, 60


def text(graph, question):
    """An answer as CSV below its number of rows: all of a small one, the first rows of a long one."""
    answer = graph.ask(question.text)
    rows = [["" if value is None else HASH.sub(r"\1…", str(value)) for value in row.values()] for row in answer.rows()]
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows(rows if len(rows) <= WHOLE else rows[:FIRST])
    return f"# {len(rows)} rows\n{file.getvalue()}"


def expectation(question):
    """The checked answer of a question: number of rows, columns, the rows kept."""
    count, _, table = (ANSWERS / f"{question.name}.csv").read_text(encoding="utf-8").partition("\n")
    columns, *rows = csv.reader(io.StringIO(table))
    return int(count.split()[1]), columns, rows


def document():
    """The document of all questions, with the beginnings of their answers."""
    every = questions.bundled()
    parts = [
        "# 内置查询 · The questions that ship with the project\n",
        (
            f"内置查询{len(every)}个，及其在内置的两份清单上的结果（仅列开头）。本文件由 `python tests/expected.py` 生成，"
            "由测试保证与查询和结果一致。\n"
        ),
        (
            "`quanze query 名称 --param 参数=值` 运行查询；`--output-format` 可选 table、csv、csv-bom、tsv、json、xml、xlsx、html，"
            "`-o 文件` 按扩展名写入；`--show` 显示 SPARQL。参数按通常写法填写：`劳动合同法`、`第八十四条` 或者 `84条`、"
            "`5万元`、`行政处罚`。\n"
        ),
        "\n".join(f"- [{one.title}](#{one.name}) `{one.name}`" for one in every) + "\n",
    ]
    return "\n".join([*parts, *map(_part, every)])


def _part(question):
    lines = [f'## <a id="{question.name}"></a>{question.title}', "", question.question, ""]
    example = " ".join(f"--param {param.name}={param.default or repr('')}" for param in question.params)
    lines += ["```sh", f"quanze query {question.name} {example}".rstrip(), "```", ""]
    if question.params:
        lines += ["| 参数 | 类型 | 缺省值 | 说明 |", "|---|---|---|---|"]
        lines += [
            f"| `{param.name}` | {param.type} | {param.default or '空'} | {param.description} |"
            for param in question.params
        ]
        lines.append("")
    count, columns, rows = expectation(question)
    lines += [f"| {' | '.join(columns)} |", "|---" * len(columns) + "|"]
    lines += [f"| {' | '.join(map(_cell, row))} |" for row in rows[:SHOWN]]
    lines += ["", f"共{count}行。", "", "<details><summary>SPARQL</summary>", "", "```sparql"]
    lines += [line for line in question.text.splitlines() if not line.startswith("#")]
    return "\n".join([*lines, "```", "", "</details>", ""])


def _cell(value):
    plain = " ".join(value.split()).replace("|", "\\|").replace("<", "&lt;")
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"


def main():
    import kg
    from tests.building import build

    with TemporaryDirectory() as folder:
        graph = kg.open(build(resources.bundled_lists(), Path(folder) / "exports").out)
        for question in questions.bundled():
            path = ANSWERS / f"{question.name}.csv"
            path.write_text(text(graph, question), encoding="utf-8", newline="\n")
        del graph
    DOCUMENT.parent.mkdir(exist_ok=True)
    DOCUMENT.write_text(document(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
