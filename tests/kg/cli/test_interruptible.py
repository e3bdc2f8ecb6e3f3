import threading

import pytest

from kg.cli.interruptible import finished
from kg.errors import Problem


def test_what_work_gives_comes_back():
    assert finished(lambda: 7) == 7


def test_what_work_raises_is_raised():
    with pytest.raises(ZeroDivisionError):
        finished(lambda: 1 // 0)


def test_work_past_its_time_is_left():
    forever = threading.Event()
    with pytest.raises(Problem, match=r"查询超过0\.2秒"):
        finished(forever.wait, 0.2)
    forever.set()
