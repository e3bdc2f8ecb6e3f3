import pytest
from IPython.core.interactiveshell import InteractiveShell

from kg.errors import Problem


@pytest.fixture
def shell():
    shell = InteractiveShell()
    shell.run_line_magic("load_ext", "kg")
    yield shell
    InteractiveShell.clear_instance()


def test_a_query_in_a_cell(shell, exports):
    frame = shell.run_cell_magic("sparql", f"-g '{exports}'", "SELECT (COUNT(?x) AS ?n) { ?x a qz:PowerItem }")
    assert frame["n"].tolist() == [151]


def test_a_question_by_name_with_a_parameter(shell, exports):
    frame = shell.run_line_magic("sparql", f"large-fines -g '{exports}' amount=20000")
    assert (frame["最高限额"].fillna(frame["上限"]) >= 20000).all()


def test_a_parameter_of_a_query_of_one_s_own(shell, exports):
    text = "# param: n integer 1 数\nSELECT ?n { BIND ($n AS ?n) }"
    assert shell.run_cell_magic("sparql", f"-g '{exports}' n=7", text)["n"].tolist() == [7]


def test_the_frame_under_a_name(shell, exports):
    assert shell.run_cell_magic("sparql", f"-g '{exports}' -o found", "ASK { }") is None
    assert shell.user_ns["found"]["answer"].tolist() == [True]


@pytest.mark.parametrize(("line", "cell"), [("", " "), ("-g", "ASK { }"), ("'", "ASK { }"), ("word", "ASK { }")])
def test_a_line_that_says_nothing_useful(shell, line, cell):
    with pytest.raises(Problem, match="用法"):
        shell.run_cell_magic("sparql", line, cell)


def test_a_graph_is_opened_once(shell, exports):
    for _ in range(2):
        shell.run_cell_magic("sparql", f"-g '{exports}'", "ASK { }")
    magic = shell.magics_manager.magics["cell"]["sparql"].__self__
    assert len(magic.opened) == 1
