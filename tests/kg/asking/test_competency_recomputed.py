"""Twelve more questions answered once more without SPARQL: every row, on the bundled lists and on three bodies' lists.

The third list is that of another body with the same items: what says the same there is said by the same facts, so that an
answer that counts facts instead of items, or items instead of facts, differs here.
"""

import re
from collections import Counter, defaultdict
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

import kg
from extract.reading import reader
from kg import resources
from kg.graph.terms import CODE, PREFIXES
from tests.building import build

POWER, REGISTER = resources.bundled_lists()
EMPTY = frozenset()
BASIS, REFERENCE, FINE = (NamedNode(CODE + one) for one in ("role/basis", "role/reference", "sanction-kind/fine"))


class Facts:
    """The quads of a build as dictionaries: what stands behind a thing, and what stands before it."""

    def __init__(self, path):
        self.found, self.reverse = defaultdict(dict), defaultdict(dict)
        for quad in parse(path=str(path), format=RdfFormat.N_QUADS):
            self.found[quad.predicate.value].setdefault(quad.subject, set()).add(quad.object)
            self.reverse[quad.predicate.value].setdefault(quad.object, set()).add(quad.subject)

    def all(self, name):
        """What a property says, by subject."""
        return self.found[_long(name)]

    def of(self, things, *names):
        """What is reached from things by one property after the other; ``^`` goes against its direction."""
        reached = set(things) if isinstance(things, (set, frozenset)) else {things}
        for name in names:
            held = self.reverse[_long(name[1:])] if name[0] == "^" else self.found[_long(name)]
            reached = set().union(*(held.get(one, EMPTY) for one in reached))
        return reached

    def a(self, name):
        return self.reverse[_long("rdf:type")].get(NamedNode(_long(name)), EMPTY)

    def value(self, thing, *names):
        """The one value reached, of literals in two languages the Chinese one; none where there is none."""
        reached = self.of(thing, *names)
        reached = {one for one in reached if not isinstance(one, Literal) or one.language != "en"}
        assert len(reached) < 2, (thing, names, reached)
        return _plain(next(iter(reached), None))


def _long(name):
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def _plain(term):
    numeric = isinstance(term, Literal) and term.datatype.value.endswith(("#decimal", "#integer"))
    return term and (Decimal(term.value) if numeric else term.value)


@pytest.fixture(scope="module")
def three_bodies(tmp_path_factory):
    """Both bundled lists and the power list of another city, equal but for its name and code."""
    folder = tmp_path_factory.mktemp("three")
    text = re.sub(r"1162030043826010\s*6W", "11888888888888888Y", POWER.read_text(encoding="utf-8"))
    (folder / "other.txt").write_text(text.replace("金昌", "江南"), encoding="utf-8")
    return build([POWER, REGISTER, folder / "other.txt"], folder / "exports").out


@pytest.fixture(scope="module", params=["bundled", "three"])
def asked(request):
    """Facts, and a function that answers a question with the rows of its columns, counted."""
    out = request.getfixturevalue("exports" if request.param == "bundled" else "three_bodies")
    graph = kg.open(out)

    def rows(question, columns, **given):
        found = graph.query(question, **given)
        return Counter(tuple(map(_number, (row[column] for column in columns.split()))) for row in found)

    return Facts(out / "graph.nq"), rows


def _number(value):
    """A number as a decimal, so that 0.0005 is equal to itself; text stays text."""
    return Decimal(str(value)) if isinstance(value, (int, float)) else value


def sanctions_of(facts, entry):
    return {one for one in facts.of(entry, "qz:imposes") if FINE in facts.of(one, "qz:kind")}


def labels(facts, things):
    return {facts.value(one, "rdfs:label") for one in things}


@pytest.mark.parametrize("words", ["扣押", "登记", "养老"])
def test_basis_of_item(asked, words):
    facts, rows = asked
    expected = set()
    for entry in facts.a("qz:PowerItem"):
        name = facts.value(entry, "rdfs:label")
        for citation in facts.of(entry, "^qz:inItem") if words in name else ():
            if BASIS not in facts.of(citation, "qz:role"):
                continue
            pinpoints = facts.of(citation, "^dct:isPartOf")
            provisions = facts.of(pinpoints, "oa:hasBody")
            named = [(one, facts.of(one, "oa:hasBody")) for one in pinpoints]
            named.append((citation, provisions or facts.of(citation, "qz:citedDocument")))
            for source, grounds in named:
                for span in facts.of(source, "oa:hasTarget"):
                    place = map(int, span.value.partition("#char=")[2].split(","))
                    printed = (facts.value(span, "oa:exact"), *map(Decimal, place))
                    expected |= {
                        (name, facts.value(one, "rdfs:label"), *printed, entry.value, one.value) for one in grounds
                    }
    columns = "事项 条款 引文 起始位置 结束位置 标识 条款标识"
    assert rows("basis-of-item", columns, item=words) == Counter(expected)


@pytest.mark.parametrize("least", [2, 3])
def test_competing_fines(asked, least):
    facts, rows = asked
    expected = Counter()
    for entry in facts.all("qz:imposes"):
        fines = sanctions_of(facts, entry)
        provisions = facts.of(fines, "qz:providedBy")
        documents = {min(facts.of(one, "qz:inDocument"), default=one, key=str) for one in provisions}
        if len(documents) < least:
            continue
        for fine in fines:
            amounts = [facts.value(fine, name) for name in ("qz:minAmount", "qz:maxAmount")]
            amounts += [facts.value(fine, "qz:unit", "skos:prefLabel"), facts.value(fine, "qz:base")]
            for provision in facts.of(fine, "qz:providedBy"):
                label = facts.value(provision, "rdfs:label")
                expected[facts.value(entry, "rdfs:label"), label, *amounts, entry.value, fine.value] += 1
    columns = "事项 条款 下限 上限 单位 基数 事项标识 标识"
    assert rows("competing-fines", columns, documents=least) == expected


def places(facts, document, role):
    """Where a document is named: the cell, start and end of each citation of it in a role."""
    citations = {one for one in facts.of(document, "^qz:citedDocument") if role in facts.of(one, "qz:role")}
    for span in facts.of(citations, "oa:hasTarget"):
        cell, _, place = span.value.partition("#char=")
        yield (cell, *map(int, place.split(",")))


def refers(facts, citing, cited):
    """Whether a text quoted from a document names another, and not only the note behind its title does."""
    heads = list(places(facts, citing, BASIS))
    return any(
        cell in {head[0] for head in heads}
        and not any(head[0] == cell and head[1] <= start and end <= head[2] for head in heads)
        for cell, start, end in places(facts, cited, REFERENCE)
    )


def test_document_references(asked):
    facts, rows = asked
    documents = facts.a("eli:LegalResource")
    expected = Counter()
    for citing, cited in facts.all("eli:cites").items():
        for document in (one for one in cited & documents if refers(facts, citing, one)):
            within = {one for one in cited if document in facts.of(one, "qz:inDocument")}
            articles = {one.partition("》")[2] for one in labels(facts, within)}
            names = (facts.value(citing, "rdfs:label"), facts.value(document, "rdfs:label"))
            expected[*names, "、".join(sorted(articles)) or None, citing.value, document.value] += 1
    assert rows("document-references", "文件 所援引文件 条款 标识 所援引文件标识") == expected


@pytest.mark.parametrize("least", [2, 4])
def test_double_sanctions(asked, least):
    facts, rows = asked
    penal = facts.of(NamedNode(CODE + "power-type/02"), "^dct:type")
    entries, said = defaultdict(set), defaultdict(set)
    for pinpoint in facts.a("qz:Pinpoint"):
        for citation in facts.of(pinpoint, "dct:isPartOf"):
            for entry in facts.of(citation, "qz:inItem") & penal:
                words = f"{facts.value(citation, 'qz:role', 'skos:prefLabel')}：{facts.value(entry, 'rdfs:label')}"
                for article in facts.of(pinpoint, "oa:hasBody", "qz:inArticle"):
                    for area in areas(facts, entry):
                        entries[article, area].add(entry)
                        said[article, area].add((words, entry))
    expected = {
        (
            facts.value(article, "rdfs:label"),
            facts.value(area, "rdfs:label") or facts.value(area, "dct:title"),
            len(found),
            "；".join(sorted(words for words, _ in said[article, area])),
            article.value,
            area.value,
        )
        for (article, area), found in entries.items()
        if len(found) >= least
    }
    assert rows("double-sanctions", "所在条 地区 事项数 引用类型和事项 标识 地区标识", items=least) == Counter(expected)


def areas(facts, entry):
    """The places of the bodies of an item; its lists where no place is known."""
    return facts.of(entry, "qz:competentAuthority", "dct:spatial") or facts.of(entry, "qz:inList")


@pytest.mark.parametrize("words", ["", "次", "面"])
def test_indicators(asked, words):
    facts, rows = asked
    expected = set()
    for entry, indicators in facts.all("qz:hasIndicator").items():
        for one in indicators:
            measure = facts.value(one, "qz:measure")
            if words not in measure:
                continue
            values = [facts.value(one, name) for name in ("qz:minValue", "qz:maxValue")]
            values += [facts.value(one, name, "skos:prefLabel") for name in ("qz:unit", "qz:period")]
            for holder in facts.of(entry, "^qz:hasSection") or {entry}:
                for span in facts.of(one, "qz:evidence"):
                    printed = facts.value(span, "oa:exact")
                    name = facts.value(holder, "rdfs:label")
                    expected.add((name, measure, *values, printed, one.value, holder.value))
    columns = "监管制度 指标 最低 最高 单位 周期 原文 标识 监管制度标识"
    assert rows("indicators", columns, measure=words) == Counter(expected)


@pytest.mark.parametrize("words", ["社会保险登记", "扣押", "1579"])
def test_same_basis(asked, words):
    facts, rows = asked
    articles, standing = defaultdict(set), defaultdict(set)
    for entry in facts.all("qz:legalBasis"):
        articles[entry] = facts.of(entry, "qz:legalBasis", "qz:inArticle")
        for article in articles[entry]:
            standing[article].add(entry)
    expected = set()
    for entry in facts.a("qz:PowerItem"):
        known = {facts.value(entry, name) for name in ("dct:identifier", "qz:serial")}
        if words not in facts.value(entry, "rdfs:label") and words not in known:
            continue
        for article in articles[entry]:
            for other in standing[article] - {entry}:
                row = (facts.value(article, "rdfs:label"), facts.value(other, "rdfs:label"))
                row += (facts.value(other, "dct:identifier"),)
                units = {facts.value(one, "skos:prefLabel") for one in facts.of(other, "qz:handledBy")} or {None}
                expected |= {(*row, unit, other.value, article.value) for unit in units}
    columns = "所在条 其他事项 编码 承办机构 标识 所在条标识"
    assert rows("same-basis", columns, item=words) == Counter(expected)


def test_shared_documents(asked):
    facts, rows = asked
    by_list = defaultdict(lambda: defaultdict(set))
    for citation, documents in facts.all("qz:citedDocument").items():
        for document in documents:
            for listing in facts.of(citation, "qz:inItem", "qz:inList"):
                by_list[document][listing].add(citation)
    expected = Counter()
    for document, found in by_list.items():
        if len(found) > 1:
            titles = "、".join(sorted(facts.value(one, "dct:title") for one in found))
            rank = facts.value(document, "eli:type_document", "skos:prefLabel")
            total = sum(map(len, found.values()))
            expected[facts.value(document, "rdfs:label"), rank, len(found), total, titles, document.value] += 1
    assert rows("shared-documents", "文件 位阶 清单数 引用数 清单 标识") == expected


def test_troubles(asked):
    facts, rows = asked
    expected = Counter()
    for one in facts.a("qz:Trouble"):
        place = [facts.value(one, name) for name in ("qz:line", "qz:columnNumber")]
        source = facts.value(one, "qz:inList", "prov:wasDerivedFrom", "rdfs:label")
        expected[source, *place, facts.value(one, "dct:description"), one.value] += 1
    assert rows("troubles", "来源文件 行 列 说明 标识") == expected


def test_troubles_are_main_items_whose_rows_differ_in_name(graph):
    """Read from the list: a main item has the name of most of its rows; the rows that name it otherwise are listed."""
    names = defaultdict(lambda: defaultdict(list))
    for row in reader.read(POWER).rows:
        texts = {cell.role.value: re.sub(r"\s", "", cell.text) for cell in row.cells}
        if texts.get("sub_code"):
            names[texts["code"]][texts["name"]].append(row.line)
    expected = set()
    for code, found in names.items():
        first, *others = sorted(found, key=lambda name: -len(found[name]))
        for name in others:
            words = f"主项 {code} 在别处名为“{first}”，此处名为“{name}”"
            expected |= {(line, words) for line in found[name]}
    assert {(row["行"], row["说明"]) for row in graph.query("troubles")} == expected


def test_unit_variants(asked):
    facts, rows = asked
    expected = set()
    for proposal in facts.a("qz:VariantProposal"):
        reason = facts.value(proposal, "qz:reason", "skos:prefLabel")
        for pair in combinations(facts.of(proposal, "qz:variant"), 2):
            for one, other in (pair, pair[::-1]):
                if one in facts.of(other, "qz:proposedSameAs"):
                    names = [facts.value(office, "skos:prefLabel") for office in (one, other)]
                    expected.add((*names, reason, one.value, other.value))
    assert rows("unit-variants", "机构 另一写法 理由 标识 另一标识") == Counter(expected)


def test_unresolved_references(asked):
    facts, rows = asked
    groups = defaultdict(set)
    for code in ("unresolved", "ambiguous"):
        result = NamedNode(f"{CODE}resolution/{code}")
        for citation in facts.of(result, "^qz:resolution"):
            words = facts.value(citation, "oa:hasTarget", "oa:exact")
            form = facts.value(citation, "qz:referenceForm", "skos:prefLabel")
            titles = {one.value for one in facts.of(citation, "qz:statedTitle")}
            titles |= labels(facts, facts.of(citation, "qz:citedDocument"))
            for title in {one for one in titles if one in words} or {None}:
                groups[words, form, title, facts.value(result, "skos:prefLabel")].add(citation)
    expected = Counter()
    for key, citations in groups.items():
        entries = facts.of(citations, "qz:inItem")
        iris = " ".join(sorted(one.value for one in citations))
        expected[*key, len(citations), len(entries), min(labels(facts, entries)), iris] += 1
    columns = "写法 援引方式 所写标题 识别结果 处数 事项数 例如 标识"
    assert rows("unresolved-references", columns) == expected


@pytest.mark.parametrize("rank", ["", "规范性文件", "行政法规"])
def test_vague_basis(asked, rank):
    """From the citations: an item cites a document as its basis, and nothing tells which article of it."""
    facts, rows = asked
    expected = set()
    for entry in facts.a("qz:PowerItem"):
        for citation in facts.of(entry, "^qz:inItem"):
            if BASIS not in facts.of(citation, "qz:role") or facts.of(citation, "^dct:isPartOf", "oa:hasBody"):
                continue
            for document in facts.of(citation, "qz:citedDocument"):
                held = facts.value(document, "eli:type_document", "skos:prefLabel")
                if rank in ("", held):
                    names = (facts.value(document, "rdfs:label"), held, facts.value(entry, "rdfs:label"))
                    code = facts.value(entry, "dct:identifier")
                    expected.add((*names, code, entry.value, document.value))
    assert rows("vague-basis", "文件 位阶 事项 编码 标识 文件标识", rank=rank) == Counter(expected)


@pytest.mark.parametrize("times", [5, 2, 10])
def test_wide_discretion(asked, times):
    facts, rows = asked
    expected = set()
    for entry in facts.all("qz:imposes"):
        for fine in sanctions_of(facts, entry):
            least, most = (facts.value(fine, name) for name in ("qz:minAmount", "qz:maxAmount"))
            if not least or most is None or most < times * least:
                continue
            ratio = (most / least).quantize(Decimal("0.1"), ROUND_HALF_UP)
            unit = facts.value(fine, "qz:unit", "skos:prefLabel")
            provisions = labels(facts, facts.of(fine, "qz:providedBy")) or {None}
            name = facts.value(entry, "rdfs:label")
            expected |= {(ratio, least, most, unit, name, one, entry.value, fine.value) for one in provisions}
    columns = "倍数 下限 上限 单位 事项 条款 事项标识 标识"
    assert rows("wide-discretion", columns, times=times) == Counter(expected)
