"""Giving memory back changes no build and needs no particular C library."""

import ctypes

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
