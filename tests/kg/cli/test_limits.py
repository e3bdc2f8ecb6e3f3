import pytest
from typer.testing import CliRunner

from extract.reading.limits import DEFAULT, Limits
from kg.cli.limits import limits_of
from kg.cli.main import app
from kg.errors import Problem


def test_limits_given_by_name():
    assert limits_of(None) == DEFAULT
    assert limits_of(["cells=5", "lines=7"]) == Limits(cells=5, lines=7)


@pytest.mark.parametrize(
    "text", ["", "cells", "cells=", "cells=-1", "cells=²", "cells=1.5", "rooms=3", "cells=" + "9" * 20]
)
def test_what_is_no_limit_is_refused(text):
    with pytest.raises(Problem, match="cells=20000000"):
        limits_of([text])


@pytest.mark.parametrize("command", ["build", "read", "extract", "check"])
def test_the_help_names_the_defaults(command):
    said = CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "400"})
    assert "cells=20000000" in "".join(said.output.split())


def test_standard_input_is_read_where_a_dash_is_given():
    text = "事项名称,权力类型,实施依据,行使主体\n甲许可,行政许可,《某法》第三条,某局\n"
    said = CliRunner().invoke(app, ["read", "-", "--output-format", "json"], input=text)
    assert '"name": "甲许可"' in said.stdout
    refused = CliRunner().invoke(app, ["read", "-", "--limit", "cells=3", "-q"], input=text)
    assert refused.exit_code == 2
