"""What many tests share: the bundled lists, built once."""

from pathlib import Path

import pytest
from hypothesis import settings

from kg import resources

# How long an example takes is a matter of the machine; benchmarks measure time, tests do not.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")

#: Folders whose files take longest, by the libraries and programs they start: Spark, kernels, browsers, servers.
LONG = ("kg/builds/engine", "kg/notebook", "kg/page", "kg/serve", "docs", "kg/builds", "kg/asking", "kg/cli", "kg/mcp")

SMALL = """序号\t事项名称\t权力类型\t行使主体\t实施依据
1\t甲许可\t行政许可\t某市人力资源和社会保障局\t《中华人民共和国劳动法》第三条
2\t乙处罚\t行政处罚\t某市人力资源和社会保障局\t《中华人民共和国劳动合同法》第八十四条 处以五百元以上二千元以下的罚款。
"""


def pytest_collection_modifyitems(config, items):
    """Long files come first, so that no process is left with one of them at the end.

    What random examples run is not counted as covered: else a line would be covered one day and not the next, and
    tracing takes half of the time of these tests.
    """
    root = Path(__file__).parent
    places = [root / folder for folder in LONG]
    items.sort(key=lambda item: next((n for n, place in enumerate(places) if place in item.path.parents), len(places)))
    if config.pluginmanager.hasplugin("pytest_cov"):
        for item in items:
            if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
                item.add_marker("no_cover")


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
