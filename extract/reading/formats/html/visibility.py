"""What of a page is not shown as current text: hidden by its markup or its style sheet, or struck out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from extract.reading.grid import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable

_STRUCK = frozenset({"del", "s", "strike"})
_HIDING = r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
_STYLE = re.compile(rf"(?P<hidden>{_HIDING})|text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
#: Rules for paper and small screens say nothing of the page at hand.
_CONDITIONAL = re.compile(r"@[\w-]+[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"(?:[a-z0-9]*)([.#])([\w-]+)", re.IGNORECASE)


class Visibility:
    """Whether an element is shown, by its own attributes and the simple rules (``.class``, ``#id``) of the page."""

    def __init__(self, sheets: Iterable[str]) -> None:
        self.rules: dict[str, Reason] = {}
        for sheet in sheets:
            for selectors, body in _RULE.findall(_CONDITIONAL.sub("", _COMMENT.sub("", sheet[:1_000_000]))):
                reason = _reason(body)
                for selector in selectors.split(",") if reason else ():
                    if match := _SELECTOR.fullmatch(selector.strip()):
                        self.rules[match[1] + match[2]] = reason or Reason.INVISIBLE

    def reason(self, element: Any) -> Reason | None:  # noqa: ANN401 - elements of lxml
        """Why the text within ``element`` is not read, or None; what stands around it is not looked at."""
        if element.tag in _STRUCK:
            return Reason.STRUCK
        if not element.attrib:
            return None
        if "hidden" in element.attrib:
            return Reason.INVISIBLE
        style = element.get("style")
        if style and (reason := _reason(style)):
            return reason
        if not self.rules:
            return None
        names = [f".{name}" for name in element.get("class", "").split()] + [f"#{element.get('id', '')}"]
        return next((self.rules[name] for name in names if name in self.rules), None)


def _reason(style: str) -> Reason | None:
    match = _STYLE.search(style)
    if match is None:
        return None
    return Reason.INVISIBLE if match["hidden"] else Reason.STRUCK
