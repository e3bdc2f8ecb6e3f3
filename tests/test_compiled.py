"""A wheel with compiled modules says what the sources say; where nothing compiles, the wheel is plain Python."""

import json
import os
import random
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from extract import rules
from kg import resources

ROOT = Path(__file__).parent.parent
COMPILER = next((name for name in ("cc", "gcc", "clang") if shutil.which(name)), None)
#: What a process says of texts and lists: where its code is from, and every fact as JSON.
SAY = """
import json, sys
from pathlib import Path
from extract import assemble, record
from extract.reading.reader import read
from extract.understanding import cell
asked = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
texts = [repr(cell.understand(text, prose=prose)) for text in asked["texts"] for prose in (False, True)]
rows = [repr(assemble.extract(row)) for path in asked["lists"] for row in read(Path(path)).rows]
json.dump({"file": cell.__file__, "texts": texts, "rows": rows}, sys.stdout)
"""
#: Words that texts of law are made of, whole and damaged, to be thrown together at random.
PIECES = [
    "《甲条例》",
    "《乙法",
    "丙办法》",
    "第三条",
    "第十二十三条",
    "第一款第（二）项",
    "（国务院令第5号）",
    "2019年3月1日",
    "修正",
    "1.",
    "②",
    "（三）",
    "一、",
    "处",
    "一万元",
    "以上",
    "五万元以下",
    "罚款",
    "并处",
    "可以",
    "违法所得",
    "三倍",
    "责令停产停业",
    "吊销",
    "许可证",
    "拘留",
    "十日",
    "滞纳金",
    "每日",
    "万分之五",
    "未经批准的，",
    "违反本法规定，",
    "有下列行为之一的：",
    "；",
    "。",
    "\n",
    "<br/>",
    "&nbsp;",
    "【丁规定】",
    "以下简称",
    "前款",
    "本条例",
    "不得",
    "听证",
    "�",
    "㍿",
    "﹙",
    "１２",
    "没收",
    "情节严重的",
]


def wheel(folder, **environment):
    """Build the wheel in this environment, without a network; its path."""
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", folder, ROOT]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **environment})
    (made,) = Path(folder).glob("*.whl")
    return made


def said(folder, asked, where):
    """What a process that finds the package in ``where`` says."""
    question = folder / "asked.json"
    question.write_text(json.dumps(asked), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(where), "PYTHONUTF8": "1"}
    ran = subprocess.run(
        [sys.executable, "-c", SAY, question], check=True, capture_output=True, cwd=folder, env=environment
    )
    return json.loads(ran.stdout)


def texts():
    """Every example of the rules, the cells of the gold, and texts of random pieces, the same each time."""
    names = sorted(path.stem for path in (ROOT / "extract" / "rules").glob("*.toml"))
    for name in names:
        for rule in rules.table(name).get("rule", ()):
            yield from (text for key in ("examples", "counter_examples") for text in map(str, rule.get(key, ())))
    chance = random.Random(1)
    for _ in range(2000):
        yield "".join(chance.choices(PIECES, k=chance.randint(1, 40)))


@pytest.mark.skipif(COMPILER is None, reason="no C compiler")
def test_compiled_modules_say_what_their_sources_say(tmp_path):
    made = wheel(tmp_path / "wheel")
    assert "none-any" not in made.name
    zipfile.ZipFile(made).extractall(tmp_path / "site")
    asked = {"texts": list(texts()), "lists": [str(path) for path in resources.bundled_lists()]}
    compiled, source = said(tmp_path, asked, tmp_path / "site"), said(tmp_path, asked, ROOT)
    assert Path(compiled.pop("file")).suffix != ".py"
    assert Path(source.pop("file")).suffix == ".py"
    assert len(source["texts"]) > 5000
    assert len(source["rows"]) > 90
    assert compiled == source


@pytest.mark.parametrize("environment", [{"CC": "/no/such/compiler"}, {"QUANZE_COMPILE": "0"}])
def test_where_nothing_compiles_the_wheel_is_plain_python(tmp_path, environment):
    made = wheel(tmp_path, **environment)
    assert made.name.endswith("-none-any.whl")
    names = zipfile.ZipFile(made).namelist()
    assert "extract/understanding/cell.py" in names
    assert not [name for name in names if name.endswith((".so", ".pyd", ".c"))]
