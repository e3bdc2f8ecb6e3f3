"""What many tests share: the bundled lists, built once."""

import pytest
from hypothesis import settings

from kg import resources

# How long an example takes is a matter of the machine; benchmarks measure time, tests do not.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")

SMALL = """序号\t事项名称\t权力类型\t行使主体\t实施依据
1\t甲许可\t行政许可\t某市人力资源和社会保障局\t《中华人民共和国劳动法》第三条
2\t乙处罚\t行政处罚\t某市人力资源和社会保障局\t《中华人民共和国劳动合同法》第八十四条 处以五百元以上二千元以下的罚款。
"""


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The bundled lists as a build leaves them; nobody writes there."""
    from tests.building import build

    return build(resources.bundled_lists(), tmp_path_factory.mktemp("built") / "exports")


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    """A list of two rows, for tests that build often."""
    path = tmp_path_factory.mktemp("small") / "小清单.txt"
    path.write_text(SMALL, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def exports(built):
    return built.out


@pytest.fixture(scope="session")
def graph(exports):
    import kg

    return kg.open(exports)


@pytest.fixture(scope="module")
def browser():
    """A real browser for the page; tests that want it are skipped, with the reason, where there is none.

    It ends with its module: while it runs, so does an event loop, and other tests start loops of their own.
    """
    from tests.browsing import started

    with started() as found:
        yield found
