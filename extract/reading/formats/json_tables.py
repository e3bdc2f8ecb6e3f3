"""Data as portals give it out: arrays of objects, or of arrays, anywhere within a JSON document."""

from __future__ import annotations

import json
import re
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from extract.model import Role
from extract.reading import header_words
from extract.reading.formats.guards import unguarded
from extract.reading.grid import Grid, Omission, Paragraph, Reason, Rows
from extract.reading.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from extract.reading.formats.line_file import LineFile
    from extract.reading.grid import Block, Blocks

_KEPT = 1000
#: Objects by which the form of a long text is told.
_SAMPLE = 1000
_COMMENTS = re.compile(r"\A(?:\s*(?://[^\n]*\n|/\*.{0,10000}?\*/))+\s*", re.DOTALL)
_SCRIPT = re.compile(
    r"(?:(?:export\s+default|(?:(?:export\s+)?(?:var|let|const)\s+)?[\w.$]{1,60}\s*=)|[\w.$]{1,60}\s*\()\s*(?=[\[{])"
)
#: What an object is called by: 主体 for {"主体": {"name": …}}.
_CALLED = frozenset({"name", "title", "label", "text", "value", "mc", "名称", "全称"})
#: What else such an object says is of the body or office: 主体编码 is no code of the item.
_WHO = frozenset({Role.BODY, Role.UNIT})
_Record = dict[str, str]


def blocks(text: str, limits: Limits = DEFAULT) -> Blocks:
    """A grid for every array of objects or of arrays, its keys as header; a paragraph for every other text.

    ``line`` counts the rows of an array, the header being 1. What a cell holds of arrays is joined by newlines, of
    objects within arrays by blanks; an object within a row gives columns of its own. Empty where the text is neither
    one JSON document nor one a line.
    """
    value = _parsed(text)
    return () if value is None else of_value(value, limits)


def of_value(value: Any, limits: Limits = DEFAULT) -> Blocks:  # noqa: ANN401 - anything JSON holds
    """The blocks of a value as ``json.loads`` gives it."""
    return tuple(_blocks(value, "", limits))


def is_json(text: str) -> bool:
    """Whether the text is one JSON object or array, or one a line."""
    return _parsed(text) is not None


def of_lines(lines: LineFile, limits: Limits = DEFAULT) -> Grid | None:
    """The table that objects are, one a line of a long text; None where they are none, or of another form."""
    objects = _Lined(lines)
    try:
        sample = list(islice(objects, _SAMPLE))
        if not sample or not all(isinstance(entry, dict) for entry in objects) or _only_wraps(sample):
            return None
        return _of_unfolded(_Lined(lines, _unfolded), "", limits)
    except (ValueError, RecursionError):
        return None


class _Lined:
    """The values of a text that has one a line, each time they are gone through; or what is made of each."""

    def __init__(self, lines: LineFile, made: Callable[[Any], Iterable[Any]] = lambda value: (value,)) -> None:
        self._lines, self._made = lines, made

    def __iter__(self) -> Iterator[Any]:
        for line in self._lines.ended(0):
            if line.strip():
                yield from self._made(json.loads(line, parse_float=str, parse_int=str))


def begins_json(text: str) -> bool:
    """Whether the beginning of a text may be that of an object or array, within a script or not."""
    return _bare(text).startswith(("{", "["))


def _parsed(text: str) -> Any:  # noqa: ANN401 - anything JSON holds
    bare = _bare(text)
    if not bare.startswith(("{", "[")):
        return None
    try:
        return json.loads(bare, parse_float=str, parse_int=str)
    except (ValueError, RecursionError):
        pass
    try:
        return [json.loads(line, parse_float=str, parse_int=str) for line in bare.split("\n") if line.strip()]
    except (ValueError, RecursionError):
        return None


def _bare(text: str) -> str:
    """The document without the statement or the call of a script that holds it: var list = […]; callback({…})."""
    bare = text.strip("\ufeff \t\r\n;")
    if bare.startswith(("//", "/*")):
        bare = _COMMENTS.sub("", bare)
    if match := _SCRIPT.match(bare):
        bare = bare[match.end() :].rstrip(" \t\r\n;")
        bare = bare.removesuffix(")") if match[0].endswith("(") else bare
    return bare.strip()


def _blocks(value: Any, name: str, limits: Limits) -> Iterator[Block]:  # noqa: ANN401
    """The blocks of a value in document order; ``name`` is the key it stands under."""
    if isinstance(value, dict):
        yield from _in_object(_with_names(value), name, limits)
    elif isinstance(value, list):
        objects = [item for item in value if isinstance(item, dict)]
        if objects and len(objects) == len(value) and not _only_wraps(objects):
            yield _grid(objects, name, limits)
        elif len(value) > 1 and _is_rows(value):
            yield _grid_of_arrays(value, name, limits)
        else:
            for within in value:
                yield from _blocks(within, name, limits)
    elif isinstance(value, str) and value.strip():
        yield Paragraph(value.strip(), 0)


def _in_object(value: dict[str, Any], name: str, limits: Limits) -> Iterator[Block]:
    if _is_flat(value) and (name or _is_item(value)):
        yield _grid([value], name, limits)
        return
    at, header = _header_beside(value)
    for key, within in value.items():
        if header and _is_rows(within):
            yield _grid_of_arrays([header, *within], key, limits)
        elif key != at:
            yield from _blocks(within, key, limits)


def _is_flat(value: dict[str, Any]) -> bool:
    """Whether an object alone is a row: it holds several texts and nothing to look into."""
    return len(value) > 2 and not any(isinstance(within, dict | list) for within in value.values())


def _is_item(value: dict[str, Any]) -> bool:
    """Whether an object is an item by its keys: the whole of a file that a portal gives for one."""
    roles = {role for key in value if (role := header_words.role(key))}
    return len(roles) >= _COLUMNS and Role.NAME in roles


def _is_rows(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, list) and bool(value) and all(isinstance(row, list) for row in value)


def _header_beside(value: dict[str, Any]) -> tuple[str | None, list[Any]]:
    """The key and names of columns that stand beside arrays of arrays: {"columns": ["序号", …], "rows": [[…], …]}."""
    widths = {len(rows[0]) for rows in value.values() if _is_rows(rows)}
    for key, within in value.items():
        if isinstance(within, list) and len(within) in widths:
            names = [_name_of_column(name) for name in within]
            if all(names):
                return key, names
    return None, []


def _name_of_column(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, str):
        return value
    names = (value.get(key) for key in ("title", "label", "name", "header", "text")) if isinstance(value, dict) else ()
    return next((name for name in names if isinstance(name, str) and name), "")


#: By what the description of a column says which key of the rows it is of.
_FIELDS = ("field", "prop", "key", "dataIndex", "dataField", "id", "code", "data", "property")


def _with_names(value: dict[str, Any]) -> dict[str, Any]:
    """The object, the keys of its rows called as its columns are: [{"field": "f1", "title": "事项名称"}, …].

    The columns themselves are left out.
    """
    for at, within in value.items():
        if not isinstance(within, list) or len(within) < _COLUMNS or not all(isinstance(item, dict) for item in within):
            continue
        for field in _FIELDS:
            names = {item[field]: _name_of_column(item) for item in within if isinstance(item.get(field), str)}
            if len(names) == len(within) and all(names.values()) and names.keys() != {*names.values()}:
                rest = {key: _renamed(other, names) for key, other in value.items() if key != at}
                return rest if rest != {key: other for key, other in value.items() if key != at} else value
    return value


#: Fewer descriptions of columns are none.
_COLUMNS = 3


def _renamed(value: Any, names: dict[str, str]) -> Any:  # noqa: ANN401 - anything JSON holds
    """The value with the keys of its rows renamed: of objects most of whose columns are described."""
    if isinstance(value, list):
        return [_renamed(item, names) for item in value]
    if not isinstance(value, dict):
        return value
    if 2 * len(names.keys() & value.keys()) > len(names):
        return {names.get(key, key): within for key, within in value.items()}
    return {key: _renamed(within, names) for key, within in value.items()}


def _only_wraps(objects: Sequence[dict[str, Any]]) -> bool:
    """Whether objects group rows: each holds an array of objects that has more texts than the object itself."""
    for entry in objects:
        inner = [
            within for within in entry.values() if isinstance(within, list) and within and isinstance(within[0], dict)
        ]
        own = _scalars(entry)
        if _sub_items(entry):
            return False
        if _is_named(entry) and not any(_is_named(first) for first, *_ in inner):
            return False
        if not _is_named(entry) and any(map(_names_within, inner)):
            continue
        if not inner or max(len(within[0]) for within in inner) <= max(own, 2):
            return False
    return True


def _is_named(value: dict[str, Any]) -> bool:
    """Whether an object, or one within it, has a key that names an item."""
    plain = {key: within for key, within in value.items() if not isinstance(within, list)}
    return any(header_words.role(key) is Role.NAME for key in _record(plain))


def _names_within(objects: Any) -> bool:  # noqa: ANN401 - anything JSON holds
    """Whether the first of the objects, or an array within it, names items."""
    first = objects[0] if isinstance(objects, list) and objects else None
    if not isinstance(first, dict):
        return False
    return _is_named(first) or any(map(_names_within, first.values()))


def _scalars(value: dict[str, Any]) -> int:
    """The texts of an object and of the objects within it, arrays left out."""
    return sum(_scalars(item) if isinstance(item, dict) else not isinstance(item, list) for item in value.values())


def _grid(objects: Iterable[dict[str, Any]], name: str, limits: Limits) -> Grid:
    return _of_unfolded([row for entry in objects for row in _unfolded(entry)], name, limits)


def _of_unfolded(unfolded: Iterable[tuple[_Record, frozenset[str]]], name: str, limits: Limits) -> Grid:
    """The table of rows with the keys that each shares with the row above; they are gone through twice."""
    places: dict[str, int] = {}
    for row, _ in unfolded:
        for key in row:
            places.setdefault(key, len(places))
    rows = (([row.get(key, "") for key in places], {places[key] for key in shared}) for row, shared in unfolded)
    return _made(chain([([*places], set[int]())], rows), name, limits)


def _unfolded(value: dict[str, Any]) -> list[tuple[_Record, frozenset[str]]]:
    """The rows of one object: one, or one for each tier of discretion that arrays within it hold (裁量规则: [{…}, …]).

    With each row the keys whose texts are those of the object, said in its first row already.
    """
    if key := _sub_items(value):
        return list(_with_sub_items(value, key))
    key = next((key for key, within in value.items() if _has_tiers(within)), None)
    if key is None:
        return [(_record(value), frozenset())]
    own = _record({name: within for name, within in value.items() if name != key})
    rows: list[tuple[_Record, frozenset[str]]] = []
    for item in value[key]:
        for row, shared in _unfolded(item):
            same = frozenset(own) if rows else frozenset()
            rows.append(({**own, **{name: text for name, text in row.items() if name not in own}}, same | shared))
    return rows


def _sub_items(value: dict[str, Any]) -> str | None:
    """The key of the array that holds the sub-items of an item: objects with a name within one that is no body."""
    if not _is_named(value):
        return None
    item = bool(_OF_ITEM & {header_words.role(key) for key, within in value.items() if not isinstance(within, list)})
    for key, within in value.items():
        if isinstance(within, list) and within and all(isinstance(item, dict) for item in within):
            roles = {header_words.role(key) for item in within for key in item}
            if Role.SUB_NAME in roles or (item and Role.NAME in roles):
                return key
    return None


_OF_ITEM = {Role.TYPE, Role.CODE, Role.BASIS}
_SUB = {Role.NAME: "子项名称", Role.CODE: "子项编码"}


def _with_sub_items(value: dict[str, Any], key: str) -> Iterator[tuple[_Record, frozenset[str]]]:
    """A row for each sub-item: what it says itself, and what the item says for all."""
    own = _record({name: within for name, within in value.items() if name != key})
    for at, item in enumerate(value[key]):
        texts = {_SUB.get(header_words.role(name) or Role.OTHER, name): text for name, text in _record(item).items()}
        texts = {name: text for name, text in texts.items() if text.strip() or name not in own}
        yield {**own, **texts}, frozenset(own.keys() - texts.keys()) if at else frozenset()


def _has_tiers(value: Any) -> bool:  # noqa: ANN401 - anything JSON holds
    """Whether an array holds tiers, or groups of them: what follows, and how grave the conduct is or in which case."""
    if not isinstance(value, list) or not value or not all(isinstance(item, dict) for item in value):
        return False
    roles = {header_words.role(key) for item in value for key in item}
    here = Role.STANDARD in roles and bool(roles & {Role.DEGREE, Role.CIRCUMSTANCE}) and Role.NAME not in roles
    return here or (Role.NAME not in roles and any(_has_tiers(within) for within in value[0].values()))


def _grid_of_arrays(arrays: Sequence[Sequence[Any]], name: str, limits: Limits) -> Grid:
    return _made((([_text(value) for value in array], ()) for array in arrays), name, limits)


def _made(rows: Iterable[tuple[Sequence[str], Collection[int]]], name: str, limits: Limits) -> Grid:
    """The grid of these rows, each with the places of cells that only repeat those of the row before."""
    omissions: list[Omission] = []
    made = Rows()
    cells = 0
    for line, (texts, shared) in enumerate(rows, start=1):
        cells += len(texts)
        if cells > limits.cells:
            omissions.append(Omission(line, 0, " ".join(texts)[:_KEPT], Reason.TOO_MUCH))
            break
        for column, text in enumerate(texts, start=1):
            if len(text) > limits.cell_length:
                omissions.append(Omission(line, column, text[:_KEPT], Reason.TOO_LONG))
            if column == limits.columns + 1:
                omissions.append(Omission(line, column, text[:_KEPT], Reason.TOO_MUCH))
        short = ["" if len(text) > limits.cell_length else text for text in texts[: limits.columns]]
        made.add(line, short, [at in shared for at in range(len(short))] if shared else ())
    return Grid(made, name, omissions=tuple(omissions))


def _record(value: dict[str, Any]) -> _Record:
    """The columns of one object; an object within it gives its own, by their keys where those are free."""
    result: _Record = {}
    for key, within in value.items():
        if isinstance(within, dict):
            of_whom = header_words.role(key) in _WHO
            for inner, text in _record(within).items():
                called = f"{key}{inner}" if of_whom and "·" not in inner else inner
                called = key if inner.lower() in _CALLED and key not in result else called
                result[f"{key}·{inner}" if called in result or (called in value and called != key) else called] = text
        else:
            result[key] = _text(within)
    return result


def _text(value: Any) -> str:  # noqa: ANN401
    """A value as text: nothing for null, arrays joined by newlines, objects by blanks."""
    if isinstance(value, str):
        return unguarded(value) if value[:1] in {"'", "="} else value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "\n".join(text for text in map(_text, value) if text)
    if isinstance(value, dict):
        return " ".join(text for text in map(_text, value.values()) if text)
    return str(value)
