"""Build hook of the wheel: the understanding of texts is compiled by mypyc where a C compiler is at hand.

The modules stay plain Python: an editable install and a machine without a compiler run them as they are, with the same
results (tests/test_compiled.py), at about two thirds of the speed. ``QUANZE_COMPILE=0`` leaves them as they are.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

#: What every cell of a list goes through, letter by letter; nothing else gains from it.
COMPILED = (
    "extract/clean.py",
    "extract/enumerators.py",
    "extract/numerals.py",
    "extract/provision.py",
    "extract/understanding/**/*.py",
)
# Without a configuration: that of this project asks for stubs that only its developers have.
MYPY = ("--config-file=", "--ignore-missing-imports", "--follow-imports=silent")


class CompiledUnderstanding(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the compiled modules to a wheel, beside their source."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile into a temporary folder; where that fails, say so and build the wheel as it is."""
        if version == "editable" or os.environ.get("QUANZE_COMPILE") == "0":
            return
        self._folder = tempfile.TemporaryDirectory()
        try:
            made = compiled(Path(self.root), Path(self._folder.name))
        except (Exception, SystemExit) as error:  # noqa: BLE001 - mypyc exits, compilers fail in many ways
            self.app.display_warning(f"not compiled, works as plain Python: {type(error).__name__}: {error}")
            return
        build_data["pure_python"], build_data["infer_tag"] = False, True
        build_data["force_include"].update(made)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove the folder once the wheel is written."""
        if folder := getattr(self, "_folder", None):
            folder.cleanup()


def compiled(root: Path, folder: Path) -> dict[str, str]:
    """Compile in ``folder``: paths of what was made, with their places in the wheel.

    Raises SystemExit where mypy objects, and what setuptools raises where the compiler fails.
    """
    from mypyc.build import mypycify  # noqa: PLC0415 - only where it is wanted
    from setuptools import Distribution  # noqa: PLC0415
    from setuptools.command.build_ext import build_ext  # noqa: PLC0415

    modules = sorted(str(path.relative_to(root)) for pattern in COMPILED for path in root.glob(pattern))
    before = Path.cwd()
    os.chdir(root)  # mypyc names modules by their paths from here
    try:
        options = [*MYPY, f"--cache-dir={folder / 'mypy'}", *modules]
        # Of the compiler's work most would be in vain: what is called is Python's own code.
        extensions = mypycify(options, opt_level="1", debug_level="0", target_dir=str(folder / "c"))
        command = build_ext(Distribution({"name": "quanze", "ext_modules": extensions}))
        command.build_lib, command.build_temp = str(folder / "lib"), str(folder / "temp")
        command.ensure_finalized()
        command.run()
    finally:
        os.chdir(before)
    made = [path for path in (folder / "lib").rglob("*") if path.is_file()]
    return {str(path): path.relative_to(folder / "lib").as_posix() for path in made}
