"""What a library says of a broken file, in one line for people."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from extract.model import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def broken_is_unreadable(kind: str) -> Iterator[None]:
    """Whatever a library raises over a damaged or encrypted file becomes Unreadable; ``kind`` names the format."""
    try:
        yield
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(
            "",
            f"文件已损坏、加密，或不是 {kind} 文件，无法打开；请用办公软件打开后另存再试",
            f"damaged, encrypted or no {kind} file ({type(error).__name__}); save it again from an office program",
        ) from error
