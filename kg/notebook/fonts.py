"""Chinese in pictures: an installed family that has the characters, or one clear word on how to get one."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import Problem, missing, unusable

if TYPE_CHECKING:
    from os import PathLike

#: Families with simplified Chinese, the first installed is taken; "Mono" and the others are what some packages call
#: the one file that holds them all.
FAMILIES: Final = (
    "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC",
    "Source Han Sans CN", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei", "Noto Sans Mono CJK SC",
    "Noto Sans CJK JP",
)  # fmt: skip
REMEDY: Final = (
    "未找到中文字体，图中的汉字会显示为方框。安装：Debian/Ubuntu 用 apt install fonts-noto-cjk，Fedora 用 "
    'dnf install google-noto-sans-cjk-fonts，或者指定字体文件：kg.use_chinese_font("字体.otf") / '
    "no font with Chinese characters is installed: install one, or name a font file"
)


def use_chinese_font(path: str | PathLike[str] | None = None) -> str | None:
    """Have matplotlib draw Chinese, with the font of a file or the first family of ``FAMILIES`` that is installed.

    The family comes back; None, with one warning that says how to get one, where there is none.
    Raises Problem: matplotlib is not installed, or the file is no font.
    """
    try:
        import matplotlib as mpl  # noqa: PLC0415 - an extra
        from matplotlib import font_manager  # noqa: PLC0415
    except ImportError as error:
        raise missing("matplotlib", "notebooks") from error
    family = _added(font_manager, Path(path)) if path else _installed(font_manager)
    if family is None:
        warnings.warn(REMEDY, stacklevel=3)
        warnings.filterwarnings("ignore", message="Glyph .* missing from")  # said once, not once a character
        return None
    usual = [name for name in mpl.rcParams["font.sans-serif"] if name != family]
    # The minus sign of mathematics (U+2212) is missing from many Chinese fonts.
    mpl.rcParams.update({
        "font.family": "sans-serif", "font.sans-serif": [family, *usual], "axes.unicode_minus": False,
    })  # fmt: skip
    return family


def _installed(font_manager: object) -> str | None:
    """By the names of families, not of files; where none is, the list is made anew: the one on disk goes stale."""
    for fresh in (False, True):
        manager = font_manager._load_fontmanager(try_read_cache=False) if fresh else font_manager.fontManager  # type: ignore[attr-defined]
        names = {entry.name for entry in manager.ttflist}
        family = next((name for name in FAMILIES if name in names), None)
        if family:
            if fresh:
                font_manager.fontManager.ttflist = manager.ttflist  # type: ignore[attr-defined]
            return family
    return None


def _added(font_manager: object, path: Path) -> str:
    try:
        font_manager.fontManager.addfont(path)  # type: ignore[attr-defined]
        return str(font_manager.FontProperties(fname=path).get_name())  # type: ignore[attr-defined]
    except OSError as error:
        raise unusable(error, path) from error
    except RuntimeError as error:
        raise Problem(str(path), "不是字体文件", "no font file") from error
