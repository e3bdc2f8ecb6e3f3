import pytest
from pyoxigraph import Store

from kg.asking import questions
from kg.errors import Problem

TEXT = """# title: 大额罚款
# question: 哪些事项可以处以高额罚款?
# param: amount decimal 50000 罚款上限不低于(元)
# param: words string "两 个词" 含有的词
# param: law iri law:中华人民共和国劳动法
SELECT ?x WHERE { ?x ?p $amount ; ?q "$amount" , $words ; ?r $law . FILTER(?y < $other) } # $amount
"""


def test_a_question_says_what_it_is():
    question = questions.parse(TEXT, "fines")
    assert (question.name, question.title) == ("fines", "大额罚款")
    assert [(param.name, param.type, param.default) for param in question.params] == [
        ("amount", "decimal", "50000"),
        ("words", "string", "两 个词"),
        ("law", "iri", "law:中华人民共和国劳动法"),
    ]
    assert question.params[0].description == "罚款上限不低于(元)"


def test_defaults_and_values_go_where_the_names_stand():
    bound = questions.bind(questions.parse(TEXT), {"amount": "1000", "words": 'a"} #'})
    assert '?p 1000.0 ; ?q "$amount" , "a\\"} #" ;' in bound
    assert "<https://w3id.org/quanze/id/law/中华人民共和国劳动法>" in bound
    assert "$other" in bound
    assert "# $amount" in bound


def test_columns_may_be_declared():
    question = questions.parse("# types: 下限 number, ?行号 integer\n# types: 日期 date\nSELECT * { ?s ?p ?o }")
    assert question.types == {"下限": "number", "行号": "integer", "日期": "date"}
    assert questions.parse(TEXT).types == {}


@pytest.mark.parametrize("line", ["", "下限", "下限 decimal", "下限 number 行号 integer", "下限 number,"])
def test_a_declaration_that_says_no_type_is_refused(line):
    with pytest.raises(Problem, match="mine:2"):
        questions.parse(f"# title: x\n# types: {line}\nASK {{}}", "mine")


GIVEN = [
    ("string", "劳动", '"劳动"'),
    ("integer", "12", "12"),
    ("decimal", "1e3", "1000.0"),
    ("date", "2019-05-01", '"2019-05-01"^^<http://www.w3.org/2001/XMLSchema#date>'),
    ("boolean", "是", "true"),
    ("iri", "<http://a/b>", "<http://a/b>"),
    ("iri", "http://a/b", "<http://a/b>"),
]


@pytest.mark.parametrize(("kind", "value", "term"), GIVEN)
def test_types(kind, value, term):
    question = questions.parse(f"# param: x {kind} {value}\nSELECT * {{ ?s ?p $x }}")
    bound = questions.bind(question, {})
    assert bound.endswith(f"?p {term} }}")
    Store().query(bound)


@pytest.mark.parametrize(
    ("kind", "value"), [("integer", "甲"), ("decimal", "NaN"), ("date", "2019-13-01"), ("boolean", "x"), ("iri", "a b")]
)
def test_a_value_of_another_type_is_refused(kind, value):
    question = questions.parse(f"# param: x {kind} 1\nSELECT * {{ ?s ?p $x }}")
    with pytest.raises(Problem, match=f"--param x={value}"):
        questions.bind(question, {"x": value})


def test_an_unknown_parameter_is_refused():
    with pytest.raises(Problem, match="amount, words, law"):
        questions.bind(questions.parse(TEXT), {"sum": "1"})


@pytest.mark.parametrize("line", ["# param: x", "# param: x money 3", "# param: x integer", '# param: x string "a'])
def test_a_parameter_line_that_does_not_read(line):
    with pytest.raises(Problem, match=":2"):
        questions.parse(f"# title: x\n{line}\nASK {{}}", "mine")


def test_a_file_in_another_encoding(tmp_path):
    path = tmp_path / "gbk.rq"
    path.write_bytes("# title: x\n# 处罚\nASK {}".encode("gbk"))
    with pytest.raises(Problem, match="line 2"):
        questions.read(path)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(Problem, match=r"none\.rq"):
        questions.read(tmp_path / "none.rq")


def test_a_byte_order_mark_is_allowed(tmp_path):
    path = tmp_path / "03-mine.rq"
    path.write_bytes("# title: 我的\nASK {}".encode("utf-8-sig"))
    assert questions.read(path).title == "我的"
    assert questions.read(path).name == "mine"


def test_a_name_that_no_question_bears():
    with pytest.raises(Problem, match="no-such"):
        questions.find("no-such")


@pytest.mark.parametrize("question", questions.bundled(), ids=lambda question: question.name)
def test_bundled_questions_are_told_and_are_sparql(question):
    assert question.title
    assert question.question.endswith(("?", "？"))
    assert all(param.description for param in question.params)
    Store().query(questions.bind(question, {}), prefixes=questions.PREFIXES)


def test_bundled_questions_bear_different_names():
    names = [question.name for question in questions.bundled()]
    assert names
    assert len(names) == len(set(names))
