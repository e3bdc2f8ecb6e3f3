"""What goes wrong for a person, said once in two languages."""

from __future__ import annotations


class Problem(Exception):  # noqa: N818 - a state of the world, said as one
    """What was asked cannot be done: one line in Chinese and English, and what helps in ``detail``.

    ``where`` names the file or option; it may be empty. Doors print ``str(problem)`` and end with status 2.
    """

    def __init__(self, where: str, zh: str, en: str, detail: str = "") -> None:
        line = f"{zh} / {en}"
        super().__init__("\n".join(filter(None, [f"{where}: {line}" if where else line, detail])))
        self.where, self.zh, self.en, self.detail = where, zh, en, detail

    def __reduce__(self) -> tuple[type[Problem], tuple[str, str, str, str]]:
        """How it goes to another process."""
        return type(self), (self.where, self.zh, self.en, self.detail)


def unusable(error: OSError, path: object = "") -> Problem:
    """The problem an operating system reports: no space, no permission, a missing folder."""
    where = str(error.filename or path or "")
    # The store tells in one sentence what happened and to which of its files; the first half is for people.
    reason = error.strerror or str(error).removeprefix("IO error: ").partition(": While")[0]
    return Problem(where, f"无法读写（{reason}）", f"cannot be read or written ({reason})")


def missing(library: str, extra: str) -> Problem:
    """The problem of a library that is not installed; ``extra`` is the extra of this package that brings it."""
    remedy = f'pip install "quanze[{extra}]"'
    return Problem(library, f"未安装，请运行 {remedy}", f"not installed: {remedy}")
