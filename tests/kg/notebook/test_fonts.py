import sys
import warnings
from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib import font_manager

import kg
from kg.errors import Problem
from kg.notebook import fonts


@pytest.fixture(autouse=True)
def style():
    with mpl.rc_context():
        yield


class Listed:
    def __init__(self, *names):
        self.ttflist = [font_manager.FontEntry(name=name) for name in names]


def listed(monkeypatch, *names):
    monkeypatch.setattr(font_manager, "fontManager", Listed(*names))
    monkeypatch.setattr(font_manager, "_load_fontmanager", lambda **_: Listed(*names))


def test_the_first_family_that_is_installed(monkeypatch):
    listed(monkeypatch, "DejaVu Sans", "SimHei", "Noto Sans CJK SC")
    assert kg.use_chinese_font() == "Noto Sans CJK SC"
    assert mpl.rcParams["font.sans-serif"][0] == "Noto Sans CJK SC"
    assert mpl.rcParams["axes.unicode_minus"] is False


def test_used_twice_it_stands_once(monkeypatch):
    listed(monkeypatch, "SimHei")
    kg.use_chinese_font()
    kg.use_chinese_font()
    assert mpl.rcParams["font.sans-serif"].count("SimHei") == 1


def test_a_list_older_than_the_fonts_is_renewed(monkeypatch):
    listed(monkeypatch, "SimHei")
    monkeypatch.setattr(font_manager, "fontManager", Listed("DejaVu Sans"))
    assert kg.use_chinese_font() == "SimHei"
    assert font_manager.fontManager.ttflist[0].name == "SimHei"


def test_without_any_one_warning_says_what_helps(monkeypatch):
    listed(monkeypatch, "DejaVu Sans")
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        assert kg.use_chinese_font() is None
        warnings.warn("Glyph 26435 (\\N{CJK UNIFIED IDEOGRAPH-6743}) missing from font(s) DejaVu Sans.", stacklevel=1)
    (only,) = [str(one.message) for one in told]
    assert "apt install fonts-noto-cjk" in only


def test_a_font_file_of_one_s_own():
    path = Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSerif.ttf"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert kg.use_chinese_font(path) == "DejaVu Serif"


def test_what_is_no_font_is_said(tmp_path):
    (tmp_path / "x.ttf").write_bytes(b"no font")
    with pytest.raises(Problem, match=r"x\.ttf"):
        kg.use_chinese_font(tmp_path / "x.ttf")
    with pytest.raises(Problem, match="无法读写"):
        kg.use_chinese_font(tmp_path / "y.ttf")


def test_without_matplotlib_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(Problem, match=r"quanze\[notebooks\]"):
        fonts.use_chinese_font()
