"""A page as one HTML text: our template, our scripts and styles, and vis-network as pyvis ships it, all inside it."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.graph import kinds
from kg.page.drawing import drawing, library
from kg.page.payload import payload

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.page.model import Page

HERE = Path(__file__).parent
SCRIPTS = (
    "data", "parts", "outline", "dom", "marks", "levelling", "search", "finder", "state", "picture", "shapes", "layout",
    "groups", "scenes", "graph", "sparql", "questions", "paths", "panel", "evidence", "findings", "articles", "legend",
    "files", "facets", "table", "steps", "verdicts", "queue", "desk", "review", "settle", "missed", "app",
)  # fmt: skip
STYLES = ("base", "panel", "views", "review", "narrow")


def render(page: Page) -> str:
    """The page; it refers to nothing outside itself but the other pages it names."""
    from jinja2 import Environment, FileSystemLoader  # noqa: PLC0415 - only pages need it

    environment = Environment(
        loader=FileSystemLoader(HERE, encoding="utf-8"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    vis, script, style = _library(), _joined("js", SCRIPTS, "js"), _joined("css", STYLES, "css")
    return environment.get_template("page.html").render(
        title=page.title or "权责清单知识图谱",
        library=vis,
        script=script,
        style=style,
        allowed=" ".join(map(_fingerprint, (vis, script))),
        styled=_fingerprint(style),
        beside=" 'self' file:" if page.parts else "",
        data=payload(page),
        rows=list(_rows(page)),
        **drawing(page),
    )


def _rows(page: Page) -> Iterable[tuple[str, str, str, str]]:
    """The table for those whose browser runs no scripts: kind, name, code, and what it is linked with."""
    captions = {kind.code: kind.name for kind in kinds.on_page()}
    near: list[list[int]] = [[] for _ in page.things]
    for link in page.links:
        near[link.source].append(link.target)
    for thing, linked in zip(page.things, near, strict=True):
        if thing.kind != "type":
            names = "、".join(dict.fromkeys(page.things[place].label for place in linked))
            yield captions[thing.kind], thing.label, thing.code, names


@cache
def _library() -> str:
    return f"\n{library()}\n"


@cache
def _joined(folder: str, names: tuple[str, ...], ending: str) -> str:
    """The files of a folder, one after another, as one script or style sheet."""
    texts = ((HERE / folder / f"{name}.{ending}").read_text(encoding="utf-8") for name in names)
    whole = "\n" + "\n".join(texts)
    return f'\n"use strict";\n(() => {{\n{whole}\n}})();\n' if ending == "js" else whole


def _fingerprint(text: str) -> str:
    """The source expression by which a content security policy allows an inline script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
