"""One word for one thing in the Chinese that users see, and full-width punctuation between Chinese characters.

The words stand in ``DROPPED`` with the word to use instead; punctuation follows GB/T 15834-2011, 5.1.
"""

import ast
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HAN = "\u3400-\u9fff"
CHINESE = re.compile(f"[{HAN}]")

#: A pattern of a word that is not used, and the word to use.
DROPPED = {
    "权力事项": "权责事项",
    "权力清单数据行": "权责清单数据行",
    "(?:规定|落空|各种|给予|可能)的处理|处理(?:种类|数(?!据)|的数量)": "法律责任",
    "处罚和其他后果|其他后果": "法律责任",
    "内设机构(?!或者所属单位)": "承办机构",
    "(?<!责任)科室": "承办机构，联系方式中为责任科室",
    "法律法规和文件": "法规文件",
    "文件位阶|位阶未定": "效力位阶、位阶不明",
    "条款种类": "条款层次",
    "引用作用|引用性质": "引用类型",
    "引文指向|条文(?:中)?提到|条文指向": "条文援引",
    "辨认|认出|认不出": "识别",
    "没有读懂|读不懂": "待核问题",
    "复核结论": "复核意见",
    "(?<!调查)(?<!告知)(?<!材料和)(?<!法律)(?<!行为的)事实(?!清楚)": "提取项",
    "封顶": "最高限额",
    "计数单位": "计罚单位",
    "追责对象(?!范围)": "追责对象范围",
    "监管制度各节|事中事后监管制度": "监管制度、制度部分",
    "(?<!权力)事项类型": "权力类型",
    "随附|现成的": "内置查询、内置清单",
    "权责图谱": "图谱",
    "具名图": "命名图",
    "条语句|语句数": "三元组",
    "捷径": "派生属性",
    "可能同一|可能相同|可能是同一机构": "疑似同一机构",
    "准确率": "精确率、提取质量",
    "全貌|去看|再显示一些": "显示全部、查看、显示更多",
    "复制不了|到底了": "复制失败、已是最后一项",
    "读出|印着|印有": "提取、原文",
    "写出": "写入",
    "数一数|量一量|看图|建图": "统计、评估、浏览、生成图谱",
    "放不下|照做": "超出长度、照常处理",
}
#: A name that no column of a query or a table has, though the word may stand in a text, and the name to use.
DROPPED_COLUMNS = {
    "起": "起始位置",
    "止": "结束位置",
    "每": "计罚单位",
    "性质": "引用类型",
    "作用": "引用类型",
    "标题": "所写标题",
    "层级": "条款层次",
    "类型": "权力类型",
    "处理": "种类、法律责任数",
    "条文": "所在条",
    "部门": "责任机构、机关",
    "事情": "管理事项",
    "度量": "指标",
    "制度": "监管制度",
    "部分": "制度部分",
    "环节": "环节类型",
    "责任": "责任内容",
    "情形": "追责情形、识别结果",
    "引用": "引用数",
    "作依据的事项": "事项数",
    "提到": "所援引文件",
    "没有": "缺少",
}
HALF_WIDTH = re.compile(
    rf"[{HAN}》）”][,;:?!](?=\s?[{HAN}《（“])|[{HAN}》）”], |[{HAN}》]\((?=[{HAN}])|(?<=[{HAN}])\)(?=[{HAN}])"
)
CODE = re.compile(r"```.*?```|`[^`]*`|\{\{.*?\}\}|\{%.*?%\}|<!--.*?-->", re.DOTALL)


def literals(path):
    """The strings of a module that hold Chinese, but docstrings; the docstring of a command is its help."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    help_texts = "cli" in path.parts
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or not CHINESE.search(node.value):
            continue
        if id(node) not in docstrings or (help_texts and CHINESE.match(node.value)):
            yield node.lineno, node.value


def lines(path):
    text = CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), path.read_text(encoding="utf-8"))
    for number, line in enumerate(text.splitlines(), start=1):
        plain = line.partition("//")[0] if path.suffix == ".js" else line
        if CHINESE.search(plain) and "RegExp" not in plain and not plain.lstrip().startswith(("*", "/*")):
            yield number, plain


def markdown(path):
    for number, cell in enumerate(json.loads(path.read_text(encoding="utf-8"))["cells"]):
        text = "".join(cell["source"])
        if cell["cell_type"] == "markdown" and CHINESE.search(text):
            yield number, CODE.sub(" ", text)


def heads(path):
    """Title, question, parameters and columns of a query."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if re.match(r"# (title|question|param):", line):
            yield number, re.sub(r"^# (title|question): |^# param: \w+ [\w-]+ ", "", line)
    yield from columns(path)


def columns(path):
    """The Chinese names of variables of a query: what its columns are called."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        yield from ((number, name) for name in re.findall(rf"\?([{HAN}]+)", line.partition("# ")[0]))


def labels(path):
    """The Chinese texts of the vocabulary; what lists print (altLabel, hiddenLabel) is theirs, not ours."""
    name = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        name = (re.findall(r"^\s+([a-z]+:[A-Za-z]+) ", line) or [name])[-1]
        if name not in {"skos:altLabel", "skos:hiddenLabel", "skos:example"}:
            texts = re.findall(r'"([^"]*)"@zh', line)
            yield from ((number, re.sub(r"#char=\w+,\w+", "#char", text)) for text in texts)


def files(*patterns):
    found = [path for pattern in patterns for path in ROOT.glob(pattern)]
    return sorted(path for path in found if ".en." not in path.name and path.name != "queries.md")


SHOWN = {
    "code": (literals, files("kg/**/*.py")),
    "page": (lines, files("kg/**/*.js", "kg/**/*.html", "kg/**/*.md")),
    "queries": (heads, files("kg/asking/queries/*.rq", "kg/asking/tables/*.rq")),
    "vocabulary": (labels, files("ontology/*.ttl", "ontology/codes/*.ttl")),
    "notebooks": (markdown, files("notebooks/*.ipynb")),
    "docs": (lines, files("README.zh.md", "docs/*.md", "docs/howto/*.md", "docs/tutorials/*.md")),
}
#: Where a text is right as it is, and why.
MEANT = {
    "kg/asking/lookup/levelling.py": "the words and signs that people type",
    "kg/graph/codes.py": "patterns of what lists print",
    "kg/page/js/levelling.js": "the words and signs that people type",
    "kg/audit/rules/legal_basis/signs.py": "examples of signs that are wrong",
    "kg/audit/rules/authority/setting.py": "行政权力事项 as the decision of the State Council has it",
    "kg/audit/rules/responsibility/lists.py": "内设机构 as the guidance of the General Offices has it",
}


def texts(kind):
    read, paths = SHOWN[kind]
    for path in paths:
        name = path.relative_to(ROOT).as_posix()
        if name not in MEANT:
            yield from ((f"{name}:{number}", text) for number, text in read(path))


@pytest.mark.parametrize("kind", SHOWN)
def test_one_word_for_one_thing(kind):
    found = [
        f"{place} {word[0]}, use {better}: {text.strip()[:80]}"
        for place, text in texts(kind)
        for dropped, better in DROPPED.items()
        for word in re.finditer(dropped, text)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("kind", SHOWN)
def test_chinese_text_has_full_width_punctuation(kind):
    found = [f"{place} {text.strip()[:100]}" for place, text in texts(kind) if HALF_WIDTH.search(text)]
    assert not found, "\n".join(found)


def test_the_patterns_find_what_they_are_for():
    assert all(read and paths for read, paths in SHOWN.values())
    assert all(map(HALF_WIDTH.search, ("有误,请改", "有误(见下)", "无法读取, ", "文件(甲)者")))
    assert not HALF_WIDTH.search("有误，请改（见下）；3,000 Han (a, b)")
    for text, counts in {
        "权力事项": True,
        "权责事项": False,
        "事项类型": True,
        "权力事项类型": True,
        "责任科室": False,
    }.items():
        assert any(re.search(dropped, text) for dropped in DROPPED) is counts


def test_a_column_has_one_name():
    found = [
        f"{path.relative_to(ROOT)}:{number} ?{name}, use {DROPPED_COLUMNS[name]}"
        for path in SHOWN["queries"][1]
        for number, name in columns(path)
        if name in DROPPED_COLUMNS
    ]
    assert not found, "\n".join(found)
