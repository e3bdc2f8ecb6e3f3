import io
import sys

import pytest

from kg.cli.console import Bar, table
from kg.progress import counted


class Terminal(io.StringIO):
    def isatty(self):
        return True


def fails_within(bar):
    with bar:
        bar("读取", 1, 2)
        raise RuntimeError


def on_a_terminal(monkeypatch):
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setenv("TERM", "xterm")
    return sys.stderr


def test_no_bar_where_nobody_looks(monkeypatch):
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with Bar() as bar:
        bar.started -= 2
        bar("读取", 1, 2)
    assert sys.stderr.getvalue() == ""


def test_no_bar_for_what_is_done_in_a_second(monkeypatch):
    terminal = on_a_terminal(monkeypatch)
    with Bar() as bar:
        bar("读取", 1, 2)
    assert terminal.getvalue() == ""


def test_a_bar_says_what_is_done_and_how_much_of_how_much(monkeypatch):
    terminal = on_a_terminal(monkeypatch)
    with Bar() as bar:
        bar.started -= 2
        bar("读取[b]", 1, 2)
        bar("写出", 2, 3)
    assert "写出" in terminal.getvalue()
    assert "2/3" in terminal.getvalue()


def test_a_bar_goes_where_work_fails(monkeypatch):
    terminal = on_a_terminal(monkeypatch)
    bar = Bar()
    bar.started -= 2
    with pytest.raises(RuntimeError):
        fails_within(bar)
    assert bar.progress.finished is False
    assert bar.progress.live.is_started is False
    assert terminal.getvalue()


def test_counted_reports_every_step_and_the_end():
    told = []
    assert list(counted("ab", "读", lambda *said: told.append(said))) == ["a", "b"]
    assert told == [("读", 0, 2), ("读", 1, 2), ("读", 2, 2)]


def test_a_table_shows_text_as_it_is(capsys):
    table(["名称", "数"], [["[b]甲[/b]", "1"], ["长" * 200, "22"]], right=frozenset({1}))
    said = capsys.readouterr().out
    assert "[b]甲[/b]" in said
    assert "长" * 200 in said
