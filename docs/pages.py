"""The reference pages, written from what they describe whenever the site is built: commands, rules, terms, notebooks."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the site is built from a checkout, installed or not

from mkdocs.plugins import event_priority  # noqa: E402

from docs.notebook_pages import notebooks  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mkdocs.config.defaults import MkDocsConfig

PREFIXES = {
    "https://w3id.org/quanze/def#": "qz", "http://purl.org/vocab/cpsv#": "cpsv", "http://data.europa.eu/m8g/": "cv",
    "http://data.europa.eu/eli/ontology#": "eli", "http://www.w3.org/ns/oa#": "oa", "http://www.w3.org/ns/org#": "org",
    "http://www.w3.org/2004/02/skos/core#": "skos", "http://www.w3.org/ns/dcat#": "dcat", "http://purl.org/dc/terms/": "dct",
    "http://www.w3.org/ns/prov#": "prov", "http://www.w3.org/2001/XMLSchema#": "xsd", "http://schema.org/": "schema",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf", "http://www.w3.org/2000/01/rdf-schema#": "rdfs",
    "http://www.w3.org/2002/07/owl#": "owl", "https://w3id.org/quanze/code/": "code",
}  # fmt: skip
RDF, RDFS, OWL = (space for space, name in PREFIXES.items() if name in {"rdf", "rdfs", "owl"})
SKOS = next(space for space, name in PREFIXES.items() if name == "skos")
SOURCE = "http://purl.org/dc/terms/source"
SIGNS = r"[&<>\\\\`*_{}\[\]()#+.!|~:-]"
SOUGHT = ("引注", "权责清单", "责任清单")  # words people search for that the vocabulary does not have
LONGEST = 60  # entries of a list of names that a page shows before it is folded


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Write what is out of date of the generated pages into the folder the site is built from; git ignores them."""
    _know_words()
    for path, content in pages().items():
        file = Path(config.docs_dir) / path
        written = content.encode() if isinstance(content, str) else content
        if not file.is_file() or file.read_bytes() != written:
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(written)
    return config


def _know_words() -> None:
    """Have the words of the project be words for the search, not two of one sign each."""
    import jieba

    vocabulary = _read(ROOT / "ontology" / "quanze.ttl", *sorted((ROOT / "ontology" / "codes").glob("*.ttl")))
    texts = (value for stated in vocabulary.values() for values in stated.values() for value in values)
    words = {text.value for text in texts if getattr(text, "language", None) == "zh"}
    for word in sorted(word for word in {*words, *SOUGHT} if re.fullmatch(r"[一-鿿]{2,6}", word)):
        jieba.add_word(word)


@event_priority(-1000)  # after the indexes of the languages are one
def on_post_build(config: MkDocsConfig) -> None:
    """Put the whole search index where pages opened from disk find it, and the ontology's own page beside the site."""
    _ontology(Path(config.site_dir) / "reference" / "ontology.html")
    folder = Path(config.site_dir) / "search"
    if (folder / "search_index.json").is_file():
        index = (folder / "search_index.json").read_text(encoding="utf-8")
        (folder / "search_index.js").write_text(f"var __index = {index}", encoding="utf-8", newline="\n")


def _ontology(page: Path) -> None:
    """The vocabulary as ontologists know it: the page pyLODE makes of the Turtle file."""
    from pylode import OntPub

    page.parent.mkdir(parents=True, exist_ok=True)
    OntPub(ontology=str(ROOT / "ontology" / "quanze.ttl")).make_html(destination=str(page))


def pages() -> dict[str, str | bytes]:
    """Every generated file of the site by its path."""
    return {
        "reference/commands.md": commands(),
        "reference/rules.md": rules(),
        "reference/vocabulary.md": vocabulary(),
        "reference/codes.md": codes(),
        "reference/codebook.md": codebook(),
        "reference/api.md": API,
        **notebooks(),
    }


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def cell(text: object) -> str:
    """Text as a cell of a table."""
    if isinstance(text, Markup):
        return text
    return re.sub(r"[\\\\|<\[\]]", lambda sign: f"&#{ord(sign[0])};", str(text)).replace("\n", " ").strip()


def table(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A table in Markdown; cells are text."""
    head = list(columns)
    lines = [head, ["---"] * len(head), *([cell(one) for one in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def code(text: object) -> Markup:
    """Text in the type of code, whatever signs of Markdown or HTML it holds."""
    return Markup(f"<code>{re.sub(SIGNS, lambda sign: f'&#{ord(sign[0])};', str(text))}</code>")


# Tables


def codebook() -> str:
    """A section a table: what it answers, and its columns with English name, type and meaning."""
    from kg.asking.codebook import columns as known
    from kg.output.csv_tables import columns, questions

    kinds = {"integer": "整数", "number": "数值", "truth": "是否", "date": "日期"}
    parts = ["# 字段说明 · Codebook\n", "各表的列、英文列名（`g.table(..., english=True)`）、类型和含义。\n"]
    for name, question in questions().items():
        rows = (
            (
                column,
                code(known()[column].english),
                kinds.get(question.types.get(column, ""), "文字"),
                known()[column].meaning,
            )
            for column in columns(question)
        )
        parts.append(f"\n## {question.title}（`{name}.csv`）\n\n{question.question}\n")
        parts.append(table(("列", "英文列名", "类型", "含义"), rows))
    return "\n".join(parts)


#: The reference of the Python interface, which mkdocstrings writes from the docstrings.
API = """# Python

`import kg` costs nothing: what a function needs is loaded when it is called. Errors are `kg.errors.Problem`, which says what to do.

::: kg

::: kg.notebook.graph.Graph

::: kg.asking.opened.Opened

::: kg.notebook.ego.picture.NetworkView

::: kg.errors.Problem
"""


# Commands


def commands() -> str:
    """A section a command: what it says of itself, and its arguments and options as ``--help`` prints them."""
    import typer

    from kg.cli.main import app

    group: Any = typer.main.get_command(app)
    parts = ["# 命令 · Commands\n", *_prose(group.help), "\n退出状态和输出的约定见[首页](../index.md)。\n"]
    for words, command in _commands(group, ()):
        parts += [f"\n## quanze {' '.join(words)}\n", *_prose(command.help), f"```text\n{_options(words)}\n```\n"]
    return "\n".join(parts)


def _commands(group: Any, before: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command with the words that call it, those of groups included."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, (*before, name))
        else:
            yield (*before, name), command


def _options(words: tuple[str, ...]) -> str:
    from typer.testing import CliRunner

    from kg.cli.main import app

    said = CliRunner(env={"COLUMNS": "110", "TERMINAL_WIDTH": "110", "NO_COLOR": "1"}).invoke(app, [*words, "--help"])
    usage, _, rest = said.stdout.strip().partition("\n")
    found = re.search(r"^(Arguments|Options):", rest, re.MULTILINE)
    return (
        usage.removeprefix("Usage: ").replace("root ", "quanze ", 1)
        + "\n\n"
        + (rest[found.start() :] if found else rest)
    )


def _prose(text: str | None) -> Iterator[str]:
    for part in re.split(r"\n\s*\n", (text or "").strip()):
        yield re.sub(r"\s*\n\s*", " ", part.replace("<", "&lt;")) + "\n"


# Rules


def rules() -> str:
    """A section a file of rules: what its head says, each rule with pattern, source, examples and counter-examples."""
    parts = ["# 提取规则 · Extraction rules\n", RULES]
    for path in sorted((ROOT / "extract" / "rules").glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        parts += [f"\n## {path.stem}\n", *_head(text), *_rules(tomllib.loads(text))]
    return "\n".join(parts)


RULES = """每条规则有模式、示例和反例，由测试保证一致。模式在消除全角、半角差别的文字上匹配，`<N>` 代表数字（汉字或者阿拉伯数字），
`<MONEY>` 代表金额，`<SHARE>` 代表比例， `<CJK>` 代表一个汉字。

*Rules are data, each held by a test to its examples and counter-examples; this page is written from `extract/rules/*.toml`.*
"""


def _head(text: str) -> Iterator[str]:
    lines = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.lstrip("# ").replace("<", "&lt;"))
    yield " ".join(lines).strip() + "\n"


def _rules(data: dict[str, Any]) -> Iterator[str]:
    for rule in data.pop("rule", ()):
        known = {"code", "label", "source", "pattern", "examples", "counter_examples"}
        yield f"### {rule['code']} {rule['label']} {{ #{_anchor(rule['code'])} }}\n"
        if rule.get("source"):
            yield f"依据：{rule['source']}\n"
        yield f"<pre>{code(rule['pattern'].strip())}</pre>\n"
        for caption, key in (("示例", "examples"), ("反例", "counter_examples")):
            if rule.get(key):
                yield f"{caption}：" + "、".join(f"“{cell(one)}”" for one in rule[key]) + "\n"
        rest = {key: value for key, value in rule.items() if key not in known}
        if rest:
            yield f"其他：{code(json.dumps(rest, ensure_ascii=False))}\n"
    for key, value in data.items():
        yield from _data(key, value)


def _anchor(code: str) -> str:
    return re.sub(r"\W+", "-", code)


def _data(key: str, value: Any, depth: int = 3) -> Iterator[str]:
    """A table or a list of a file of rules; long ones folded."""
    if isinstance(value, dict):
        yield f"{'#' * depth} {key}\n"
        plain = {name: one for name, one in value.items() if not isinstance(one, dict | list)}
        if plain:
            yield _folded(
                f"{len(plain)}项", table(("键", "值"), ((name, code(one)) for name, one in plain.items())), len(plain)
            )
        for name, one in value.items():
            if name not in plain:
                yield from _data(name, one, min(depth + 1, 6))
    elif isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        for one in value:
            name, *rest = one
            yield f"{'#' * depth} {key} {cell(one[name])}\n"
            for other in rest:
                yield from _data(other, one[other], min(depth + 1, 6))
    elif isinstance(value, list):
        plain = key in {"words", "examples", "counter_examples"}
        words = [json.dumps(one, ensure_ascii=False) if isinstance(one, dict | list) else str(one) for one in value]
        text = "、".join(cell(word) if plain else code(word) for word in words)
        yield _folded(f"`{key}` {len(words)}项", text + "\n", len(words))
    else:
        yield f"`{key}`: {code(value)}\n"


def _folded(caption: str, text: str, size: int) -> str:
    if size <= LONGEST:
        return f"{caption}\n\n{text}"
    return f'??? note "{caption}"\n\n' + "\n".join(f"    {line}" for line in text.splitlines()) + "\n"


# Vocabulary


Graph = dict[str, dict[str, list[Any]]]


def _read(*paths: Path) -> Graph:
    """Subject -> predicate -> objects (pyoxigraph terms) of Turtle files."""
    from pyoxigraph import parse

    found: Graph = {}
    for path in paths:
        for quad in parse(path=str(path)):
            found.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(quad.object)
    return found


def short(iri: str) -> str:
    """An IRI with the prefix of its namespace."""
    fits = [(len(space), space) for space in PREFIXES if iri.startswith(space)]
    return f"{PREFIXES[max(fits)[1]]}:{iri[max(fits)[0] :]}" if fits else iri


def _text(said: dict[str, list[Any]], predicate: str, language: str) -> str:
    return next((one.value for one in said.get(predicate, ()) if getattr(one, "language", None) == language), "")


def _names(said: dict[str, list[Any]], predicate: str) -> str:
    return "、".join(f"`{short(one.value)}`" for one in said.get(predicate, ()))


def vocabulary() -> str:
    """Every class and property, ours and those reused, in both languages."""
    ontology = ROOT / "ontology"
    own, reused = _read(ontology / "quanze.ttl"), _read(ontology / "reused.ttl")
    parts = ["# 词汇表 · Vocabulary\n", VOCABULARY]
    for caption, kinds in (
        ("类 · Classes", {"Class", "Datatype"}),
        ("属性 · Properties", {"ObjectProperty", "DatatypeProperty"}),
    ):
        parts.append(f"\n## {caption}\n")
        for iri, said in sorted(own.items()):
            if {short(one.value).partition(":")[2] for one in said.get(RDF + "type", ())} & kinds:
                parts += _term(iri, said)
    rows = [(f"`{short(iri)}`", *_labels(said)) for iri, said in sorted(reused.items()) if _labels(said)[0]]
    parts += ["\n## 沿用的术语 · Reused terms\n", table(("术语", "中文", "English", "说明"), rows)]
    return "\n".join(parts)


VOCABULARY = """自有术语的前缀为 `qz:`（`https://w3id.org/quanze/def#`）；CPSV-AP、ELI、ORG、SKOS、Web Annotation、PROV、DCAT 已有的一律沿用。
SHACL 约束见 `ontology/shapes.ttl`，示例见 `ontology/examples/`。

*Own terms are under `qz:`; what CPSV-AP, ELI, ORG, SKOS, Web Annotation, PROV and DCAT have is reused. This page is written
from `ontology/`; <a href="ontology.html">ontology.html</a> is the one pyLODE makes.*
"""


def _labels(said: dict[str, list[Any]]) -> tuple[str, str, str]:
    comment = (
        _text(said, RDFS + "comment", "zh")
        or _text(said, SKOS + "scopeNote", "zh")
        or _text(said, RDFS + "comment", "en")
    )
    return _text(said, RDFS + "label", "zh"), _text(said, RDFS + "label", "en"), comment


def _term(iri: str, said: dict[str, list[Any]]) -> Iterator[str]:
    zh, en, comment = _labels(said)
    name = short(iri)
    yield f"### {zh} `{name}` {{ #{name.partition(':')[2]} }}\n"
    yield f"{comment}\n\n*{en}: {_text(said, RDFS + 'comment', 'en')}*\n"
    facts = [
        (caption, _names(said, predicate))
        for caption, predicate in (
            ("上位", RDFS + "subClassOf"), ("定义域", RDFS + "domain"), ("值域", RDFS + "range"),
            ("不相交", OWL + "disjointWith"), ("上位属性", RDFS + "subPropertyOf"),
        )
    ]  # fmt: skip
    facts.append(("出处", "、".join(one.value for one in said.get(SOURCE, ()))))
    yield "\n".join(f"- {caption}: {value}" for caption, value in facts if value) + "\n"


def codes() -> str:
    """Every code list, a table each."""
    parts = ["# 代码表 · Code lists\n", "前缀 `code:` 为 `https://w3id.org/quanze/code/`。\n"]
    for path in sorted((ROOT / "ontology" / "codes").glob("*.ttl")):
        held = _read(path)
        scheme = next(said for said in held.values() if not said.get(SKOS + "inScheme"))
        title = f"{_text(scheme, SKOS + 'prefLabel', 'zh')} · {_text(scheme, SKOS + 'prefLabel', 'en')}"
        rows = [
            (f"`{short(iri)}`", _text(said, SKOS + "prefLabel", "zh"), _text(said, SKOS + "prefLabel", "en"),
             _text(said, SKOS + "definition", "zh") or _text(said, SKOS + "scopeNote", "zh"),
             "、".join(one.value for one in said.get(SOURCE, ())))
            for iri, said in sorted(held.items())
            if said.get(SKOS + "inScheme")
        ]  # fmt: skip
        parts += [
            f"\n## {title} {{ #{path.stem} }}\n",
            _text(scheme, SKOS + "definition", "zh") + "\n",
            table(("代码", "中文", "English", "说明", "出处"), rows),
        ]
    return "\n".join(parts)
