"""Giving memory back changes no build and needs no particular C library."""

import ctypes
import gc

import pytest

from kg.builds import memory


def test_it_is_asked_of_a_library_that_knows_how(monkeypatch):
    asked = []

    class Library:
        def malloc_trim(self, kept):
            asked.append(kept)

    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda _: Library())
    memory.give_back()
    assert asked == [0]


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_of_any_other_nothing_is_asked(monkeypatch, platform):
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setattr(ctypes, "CDLL", lambda _: object())
    memory.give_back()


def test_python_looks_less_often_for_circles_and_again_as_before_whatever_happens():
    before = gc.get_threshold()

    def fail():
        with memory.fewer_collections():
            assert gc.get_threshold()[0] > 100 * before[0]
            raise ValueError("midway")

    with pytest.raises(ValueError, match="midway"):
        fail()
    assert gc.get_threshold() == before
