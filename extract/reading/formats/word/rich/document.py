"""The paragraphs of a document in RTF: a state that groups in braces keep and give back, changed by words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from extract.model import Unreadable
from extract.reading.formats.word.rich.tokens import CHARSETS, decoded, encoding, tokens
from extract.reading.formats.word.rows import RowDefinition, across
from extract.reading.grid import Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: Groups that hold no text of the document.
_PASSED_OVER = frozenset({
    "colortbl", "stylesheet", "info", "pict", "object", "fldinst", "listtable", "listoverridetable", "rsidtbl",
    "generator", "xmlnstbl", "mmathPr", "themedata", "colorschememapping", "latentstyles", "datastore", "filetbl",
    "revtbl", "bkmkstart", "bkmkend", "sp", "falt", "panose", "pn", "pnseclvl", "userprops", "ftnsep", "ftnsepc",
    "ftncn", "aftnsep", "aftnsepc", "aftncn", "nonshppict", "tc", "xe", "atnid", "atnauthor", "atndate", "atnref",
    "docvar", "shprslt", "nonesttables",
})  # fmt: skip
#: Groups that are marked as such that a program may pass over, and hold text of the document all the same.
_TAKEN = frozenset({"shpinst", "shptxt", "do", "nesttableprops", "annotation"})
#: Groups that are the text of a box.
_BOXES = frozenset({"shptxt", "dptxbxtext"})
#: Groups whose text is not of the document itself, and why it is named.
_ASIDE: dict[str, Reason] = {
    **dict.fromkeys(("footnote", "annotation"), Reason.NOTE),
    **dict.fromkeys(
        ("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"), Reason.HEADER
    ),
}
_SIGNS: Final = {
    "tab": "\t", "line": "\n", "page": "\n", "column": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "~": "\xa0", "_": "-", "emspace": " ", "enspace": " ",
    "qmspace": " ",
}  # fmt: skip
#: Groups within each other that no document has.
_DEEPEST = 10_000
#: Tables within tables are taken apart this deep.
_DEEPEST_TABLE = 12
_RESTART = 3


class _State(NamedTuple):
    """What holds within a group: how its bytes are read, why its text is not current, where its paragraph stands."""

    font: int = 0
    fallback: int = 1
    reasons: frozenset[Reason] = frozenset()
    in_table: bool = False
    depth: int = 1
    passed_over: bool = False
    optional: bool = False
    label: bool = False
    fonts: bool = False
    inner_row: bool = False
    aside: Reason | None = None
    base: int = 0
    boxes: int = 0


@dataclass(slots=True)
class RichParagraph:
    """A paragraph as its spans of text with the reason why each is not current; as in ``LaidParagraph``."""

    spans: list[tuple[str, Reason | None]] = field(default_factory=list)
    label: str = ""
    depth: int = 0
    ends_cell: bool = False
    ends_row: bool = False
    definition: RowDefinition = field(default_factory=RowDefinition)

    def current(self) -> str:
        """The current text."""
        return "".join(text for text, reason in self.spans if reason is None)


@dataclass(slots=True)
class _Row:
    """The definition of a row in the making: its cells begin at ``left`` and end at ``ends``."""

    left: int = 0
    ends: list[int] = field(default_factory=list)
    flags: list[tuple[int, int]] = field(default_factory=list)
    flag: tuple[int, int] = (0, 0)

    def made(self) -> RowDefinition:
        merged = list(across([flag for flag, _ in self.flags]))
        return RowDefinition((self.left, *self.ends), merged, [flag for _, flag in self.flags])


class RichDocument:
    """Takes a document in RTF; gives its paragraphs, then what its headers and footers hold."""

    def __init__(self, data: bytes, most: int, words: int) -> None:
        """``most`` paragraphs are taken, out of so many ``words`` and pieces of text."""
        self._data, self._most, self._words = data, most, words
        self._page = "cp1252"
        self._fonts: dict[int, str] = {}
        self._default = 0
        #: The paragraphs around the text boxes that are open.
        self._around: list[RichParagraph] = []
        self._state = _State()
        self._states: list[_State] = []
        self._skip = 0
        self._bytes = b""
        self._paragraph = RichParagraph()
        self._rows = [_Row(), _Row()]
        self.headers: list[str] = []
        self._made: list[RichParagraph] = []

    def paragraphs(self) -> Iterator[RichParagraph]:
        """The paragraphs in their order. Raises Unreadable where there are too many, or groups too deep."""
        count = 0
        for number, token in enumerate(tokens(self._data)):
            if token.word:
                self._flush()
                self._word(token.word, token.number)
            elif not self._state.passed_over:
                self._text(token.text)
            count += len(self._made)
            if count > self._most or number > self._words:
                raise _broken()
            yield from self._made
            self._made.clear()
        self._flush()
        if self._paragraph.spans:
            self._end()
            yield from self._made

    def _word(self, word: str, number: int | None) -> None:
        state = self._state
        if word == "{":
            if len(self._states) >= _DEEPEST:
                raise _broken()
            self._states.append(state)
        elif word == "}":
            self._state = self._states.pop() if self._states else _State()
            self._skip = 0
            if state.boxes > self._state.boxes:
                self._leave_box(state)
        elif word == "*":
            self._state = state._replace(optional=True)
        elif state.passed_over:
            pass
        elif word in _PASSED_OVER or (state.optional and word not in _TAKEN):
            self._state = state._replace(passed_over=True)
        else:
            if state.optional:
                self._state = state._replace(optional=False)
            self._content(word, number)

    def _content(self, word: str, number: int | None) -> None:
        """A word of a group that is taken."""
        state = self._state
        if word == "u" and number is not None:
            self._take(chr(number & 0xFFFF))
            self._skip = state.fallback
        elif word in _SIGNS:
            self._take(_SIGNS[word])
        elif word in _ENDS:
            self._end(word)
        elif word in _REASONS:
            reason = {_REASONS[word]}
            self._state = state._replace(reasons=state.reasons - reason if number == 0 else state.reasons | reason)
        elif word in _CHANGES:
            self._state = _CHANGES[word](state, number)
        elif word in _BOXES:
            self._enter_box()
        else:
            self._document_word(word, number or 0)

    def _document_word(self, word: str, number: int) -> None:
        """A word that tells how the bytes of the document are read, or of a row."""
        if word == "fcharset":
            self._fonts[self._state.font] = CHARSETS.get(number, "")
        elif word == "ansicpg":
            self._page = encoding(number)
        elif word == "deff":
            self._default = number
        elif word == "plain":
            self._state = self._state._replace(reasons=frozenset(), font=self._default)
        else:
            self._row_word(word, number)

    def _row_word(self, word: str, number: int) -> None:
        """A word of the definition of a row."""
        inner = self._state.inner_row
        row = self._rows[inner]
        if word == "trowd":
            self._rows[inner] = _Row()
        elif word == "trleft":
            row.left = number
        elif word == "cellx" and len(row.ends) < _MOST_CELLS:
            row.ends.append(number)
            row.flags.append(row.flag)
            row.flag = (0, 0)
        elif word in _MERGES:
            row.flag = tuple(map(max, row.flag, _MERGES[word]))  # type: ignore[assignment]

    def _text(self, data: bytes) -> None:
        """Bytes of text; those that stand for a character given by its number are left out."""
        if self._skip:
            left_out = min(self._skip, len(data))
            self._skip -= left_out
            data = data[left_out:]
        self._bytes += data

    def _flush(self) -> None:
        if data := self._bytes:
            self._bytes = b""
            if not self._state.fonts:
                self._take(decoded(data, self._fonts.get(self._state.font) or self._page, self._page))

    def _take(self, text: str) -> None:
        state = self._state
        if state.passed_over or state.fonts:
            return
        if state.aside is Reason.HEADER:
            self.headers += [text] if len(self.headers) < _MOST_OF_HEADERS else []
        elif state.label:
            self._paragraph.label += text
        else:
            reason = state.aside or _first(state.reasons)
            spans = self._paragraph.spans
            if spans and spans[-1][1] is reason and len(spans[-1][0]) < _SHORT:
                spans[-1] = spans[-1][0] + text, reason
            else:
                spans.append((text, reason))

    def _enter_box(self) -> None:
        """A text box is a paragraph, or several, before the one that it is tied to, and in the same cell."""
        state = self._state
        self._around.append(self._paragraph)
        self._paragraph = RichParagraph()
        base = state.base + (state.depth if state.in_table else 0)
        self._state = state._replace(boxes=state.boxes + 1, base=base, in_table=False, depth=1)

    def _leave_box(self, state: _State) -> None:
        if self._paragraph.spans:
            outside, self._state = self._state, state
            self._end()
            self._state = outside
        self._paragraph = self._around.pop()

    def _end(self, word: str = "par") -> None:
        """A paragraph, cell or row ends; in a note or header it is a line."""
        state = self._state
        if state.aside is not None:
            self._take("\n")
            return
        made = self._paragraph
        inner = word in {"nestcell", "nestrow"}
        depth = max(state.depth, 2 if inner else 1) if inner or state.in_table else 0
        made.depth = min(state.base + (1 if word in {"cell", "row"} else depth), _DEEPEST_TABLE)
        made.ends_cell, made.ends_row = word in {"cell", "nestcell"}, word in {"row", "nestrow"}
        if made.ends_row:
            made.definition = self._rows[inner].made()
        self._made.append(made)
        self._paragraph = RichParagraph()


#: More cells than a row of Word may have.
_MOST_CELLS = 256
#: Pieces of text of headers that are kept to name them.
_MOST_OF_HEADERS = 10_000
#: Characters up to which a span takes up the next one: characters given by their numbers come one by one.
_SHORT = 256
_ENDS = frozenset({"par", "sect", "cell", "nestcell", "row", "nestrow"})
_ORDER: tuple[Reason, ...] = (Reason.DELETED, Reason.INVISIBLE, Reason.STRUCK)
_REASONS = {
    "deleted": Reason.DELETED, "v": Reason.INVISIBLE, "strike": Reason.STRUCK, "striked": Reason.STRUCK,
}  # fmt: skip
#: How a cell is merged across and down, as in .doc.
_MERGES = {"clmgf": (1, 0), "clmrg": (2, 0), "clvmgf": (0, _RESTART), "clvmrg": (0, 1)}


def _set_aside(reason: Reason) -> Callable[[_State, int | None], _State]:
    return lambda state, _: state._replace(aside=reason)


def _first(reasons: frozenset[Reason]) -> Reason | None:
    """The weightiest of the reasons why a text is not current."""
    return next((reason for reason in _ORDER if reason in reasons), None)


#: Words that change what holds within a group.
_CHANGES: dict[str, Callable[[_State, int | None], _State]] = {
    "pard": lambda state, _: state._replace(in_table=False, depth=1),
    "intbl": lambda state, number: state._replace(in_table=number != 0),
    "itap": lambda state, number: state._replace(depth=number or 0, in_table=bool(number)),
    "uc": lambda state, number: state._replace(fallback=max(0, number or 0)),
    "f": lambda state, number: state._replace(font=number or 0),
    "fonttbl": lambda state, _: state._replace(fonts=True),
    "listtext": lambda state, _: state._replace(label=True),
    "pntext": lambda state, _: state._replace(label=True),
    "nesttableprops": lambda state, _: state._replace(inner_row=True),
    **{word: _set_aside(reason) for word, reason in _ASIDE.items()},
}


def _broken() -> Unreadable:
    return Unreadable(
        "", "文件已损坏：段落、括号或者控制字过多", "damaged: too many paragraphs, groups or control words"
    )
