"""The elements of a Word document (ECMA-376, part 1, 17) to its paragraphs and tables, as a stream."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.reading.formats.word.body import DocumentBody
from extract.reading.formats.xml_stream import OFF
from extract.reading.grid import Reason

if TYPE_CHECKING:
    from extract.reading.formats.word.numbering import Numbering
    from extract.reading.grid import Block
    from extract.reading.limits import Limits

_VAL = "w:val"
#: What stands in the document but is no part of its text: former properties, a second rendering, how words sound.
_PASSED_OVER = frozenset({
    "rPrChange", "pPrChange", "tcPrChange", "trPrChange", "tblPrChange", "tblGridChange", "sectPrChange", "rt",
    "mc:Fallback",
})  # fmt: skip
#: Runs and their texts, also of formulas and of drawings.
_RUNS, _TEXTS = frozenset({"r", "m:r"}), frozenset({"t", "delText", "m:t", "a:t"})
_REMOVED = frozenset({"del", "moveFrom"})
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}
#: Characters but for halves of one.
_HEXADECIMAL = re.compile("(?![dD][89a-fA-F])[0-9a-fA-F]{4}")
_STRUCK = frozenset({"strike", "dstrike"})


class DocumentHandler:
    """Takes the elements of a document; ``blocks`` are its paragraphs and tables."""

    def __init__(self, numbering: Numbering, limits: Limits) -> None:
        self.body = DocumentBody(numbering, limits)
        self.parents: list[str] = []
        self.passed_over = self.removed = 0
        self.struck = self.invisible = self.taking = False
        self.number: tuple[str, int] | None = None

    @property
    def blocks(self) -> list[Block]:
        """The paragraphs and tables so far."""
        return self.body.blocks

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        parent = self.parents[-1] if self.parents else ""
        self.parents.append(name)
        if self.passed_over or name in _PASSED_OVER:
            self.passed_over += 1
        elif name in _TEXTS:
            self.taking = True
        elif name in _RUNS:
            self.struck = self.invisible = False
        elif name == "p":
            self.number, self.struck, self.invisible = None, False, False
            self.body.enter_paragraph()
        elif name in _REMOVED and parent not in {"rPr", "trPr"}:
            self.removed += 1
        elif name in _BREAKS and parent == "r":
            self._take(_BREAKS[name])
        elif name == "tbl":
            self.body.enter_table()
        elif name == "tr":
            self.body.enter_row()
        elif name == "tc":
            self.body.enter_cell()
        else:
            self._property(name, parent, attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        self.parents.pop()
        parent = self.parents[-1] if self.parents else ""
        if self.passed_over:
            self.passed_over -= 1
        elif name in _TEXTS:
            self.taking = False
        elif name == "p":
            self.body.leave_paragraph(self.number)
            self.number = None
        elif name in _REMOVED and parent not in {"rPr", "trPr"}:
            self.removed -= 1
        elif name == "tr" and self.body.tables:
            self.body.leave_row()
        elif name == "tbl":
            self.body.leave_table()

    def text(self, data: str) -> None:
        """Text, of a run or between elements."""
        if self.taking and not self.passed_over:
            self._take(data)

    def _take(self, data: str) -> None:
        reason = Reason.DELETED if self.removed else Reason.INVISIBLE if self.invisible else None
        self.body.take(data, reason or (Reason.STRUCK if self.struck else None))

    def _property(self, name: str, parent: str, attributes: dict[str, str]) -> None:
        """What is said of the run, paragraph, cell or row that is open."""
        value = attributes.get(_VAL, "")
        on = value not in OFF
        if parent == "rPr" and "pPr" not in self.parents:
            self.struck = on if name in _STRUCK else self.struck
            self.invisible = on if name == "vanish" else self.invisible
        elif name == "sym" and parent == "r":
            self._take(_symbol(attributes.get("w:char", "")))
        elif name in {"pStyle", "numId", "ilvl"}:
            self._number(name, value)
        elif parent == "tcPr" and self.body.tables and self.body.row.cells:
            cell = self.body.row.cells[-1]
            if name == "gridSpan" and value.isdecimal():
                cell.span = max(1, min(int(value[:6]), self.body.limits.columns))
            elif name == "vMerge":
                cell.goes_on = value != "restart"
        elif parent == "trPr" and self.body.tables:
            self._row_property(name, value, on=on)

    def _row_property(self, name: str, value: str, *, on: bool) -> None:
        row = self.body.row
        if name == "gridBefore" and value.isdecimal():
            row.before = min(int(value[:6]), self.body.limits.columns)
        elif name in _REMOVED:
            row.reason = Reason.DELETED
        elif name == "hidden" and on:
            row.reason = Reason.HIDDEN_ROW

    def _number(self, name: str, value: str) -> None:
        number, level = self.number or ("", 0)
        if name == "pStyle":
            self.number = self.body.numbering.styles.get(value)
        elif name == "numId":
            self.number = value, level
        else:
            self.number = number, int(value[:2]) if value[:2].isdecimal() else 0


def _symbol(code: str) -> str:
    """The character of a symbol, named by its hexadecimal number, in its font."""
    return chr(int(code, 16)) if _HEXADECIMAL.fullmatch(code) else ""
