"""Lists within scripts, of a page or a file, for a program to draw: ``var list = [{"事项名称": …}, …];``."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from extract.model import Role
from extract.reading import header_words
from extract.reading.formats import json_tables
from extract.reading.grid import Grid
from extract.reading.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.reading.grid import Blocks

#: Where a script may begin to say data: behind a sign of assignment, at its start, as the argument of a call.
_DATA = re.compile(r"(?:\A|[=(:]|\breturn\b)\s*(?=[\[{]\s*[\[{\"'\w$])")
#: A text of JavaScript, or the bare name of a field.
_SIGNS = re.compile(
    r"(?P<double>\"(?:[^\"\\\n]|\\.)*\")|'(?P<single>(?:[^'\\\n]|\\.)*)'|(?P<key>[A-Za-z_$\u3400-\u9fff][\w$]*)(?=\s*:)"
    r"|(?P<end>,)(?=\s*[\]}])|//[^\n]*\n"
)
#: What no JSON has: a text in single marks or a bare name before a colon.
_SINGLE = re.compile(r"[\[{,]\s*(?:'|[A-Za-z_$\u3400-\u9fff][\w$]*\s*:)")
#: How often a script may be gone over in vain, and the depth at which values are given up.
_PASSES, _DEEP = 4, 1000
#: What makes an array of a script a list of powers: names, and one of these.
_OF_ITEM = {Role.BASIS, Role.TYPE, Role.CODE, Role.BODY}


def of_page(page: str, limits: Limits = DEFAULT) -> Blocks:
    """The grids of the scripts of a page whose columns are those of a list of powers; empty where there are none."""
    return tuple(grid for script in _scripts(page) for grid in of_script(script, limits))


def of_script(script: str, limits: Limits = DEFAULT) -> Blocks:
    """The grids of one script whose columns are those of a list of powers."""
    blocks = (block for value in _values(script) for block in json_tables.of_value(value, limits))
    return tuple(block for block in blocks if isinstance(block, Grid) and _is_list(block))


def _scripts(page: str) -> Iterator[str]:
    lowered, at = page.lower(), 0
    while (begin := lowered.find("<script", at)) >= 0:
        start = lowered.find(">", begin) + 1
        end = lowered.find("</script", start) if start else -1
        if end < 0:
            return
        yield page[start:end]
        at = end + 1


def _values(script: str) -> Iterator[Any]:
    """The values that a script says as data, in JSON or else in the looser form of JavaScript."""
    yield from _decoded(script) if not _SINGLE.search(script) else _decoded(_strict(script))


def _decoded(script: str) -> Iterator[Any]:
    """The values written as JSON; looking for them takes no more than a few passes over the script."""
    decoder = json.JSONDecoder(parse_float=str, parse_int=str)
    at, left = 0, _PASSES * len(script) + _DEEP
    while left > 0 and (match := _DATA.search(script, at)):
        at = match.end()
        try:
            value, end = decoder.raw_decode(script, at)
        except json.JSONDecodeError as error:
            left -= error.pos - at
            continue
        except RecursionError:
            left -= _DEEP
            continue
        yield value
        at = end


def _strict(script: str) -> str:
    """JavaScript as JSON: names of fields and texts in double marks, no comma at an end, no remarks."""
    return _SIGNS.sub(_strictly, script)


def _strictly(match: re.Match[str]) -> str:
    if match["double"] is not None:
        return match["double"]
    if match["single"] is not None:
        return json.dumps(match["single"].replace("\\'", "'"), ensure_ascii=False)
    return f'"{match["key"]}"' if match["key"] is not None else ""


def _is_list(grid: Grid) -> bool:
    roles = {header_words.role(cell.text) for cell in grid.rows[0]} if grid.rows else set()
    return Role.NAME in roles and bool(roles & _OF_ITEM)
