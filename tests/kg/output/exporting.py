"""How tests call the export, and a value that no form takes as it is."""

from typer.testing import CliRunner

from kg.cli.main import app

HOSTILE = '=cmd|"/c calc"!A1\x0b;,\n"'


def run(*arguments):
    return CliRunner().invoke(app, ["export", *map(str, arguments)])
