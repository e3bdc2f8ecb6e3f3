"""Statute-like rows: the bundled power list as many cities would publish it, read and extracted like any other.

Each copy is of another place and body, cites other articles of the same documents, and words its cells a little
differently, so that copies share documents and provisions as real lists do, and little else.
"""

import dataclasses
import random
import re

from extract import assemble, numerals
from extract.model import Role
from extract.reading import reader
from kg import resources
from kg.graph.things.triples import quads

ARTICLE = re.compile(r"第([一二三四五六七八九十百]+)条")
CREDIT = re.compile(r"\b(\d{6})(\d{8})([0-9A-Z]{4})")
PRINTED = {Role.BASIS, Role.DUTIES, Role.GROUNDS}


def lists():
    """Endless copies of the bundled power list, the same ones each time."""
    original = reader.read(resources.bundled_lists()[0])
    place = original.publisher[:2]
    number = 0
    while True:
        yield _copy(original, place, number)
        number += 1


def of(listing):
    """The quads of a list."""
    return quads(listing, map(assemble.extract, listing.rows), ())


def _copy(original, place, number):
    chance = random.Random(number)
    other = "".join(chance.choice("东西南北中安平宁江河山川海") for _ in range(2)) + str(number)
    rows = tuple(
        dataclasses.replace(row, cells=tuple(_cell(cell, place, other, number, chance) for cell in row.cells))
        for row in original.rows
    )
    return dataclasses.replace(
        original, name=f"list-{number}", publisher=original.publisher.replace(place, other), rows=rows
    )


def _cell(cell, place, other, number, chance):
    text = CREDIT.sub(lambda found: f"{found[1]}{number:08d}{found[3]}", cell.text.replace(place, other))
    if cell.role in PRINTED:
        text = ARTICLE.sub(lambda found: f"第{numerals.write(_shifted(found[1], chance))}条", text) + f"({other})"
    return dataclasses.replace(cell, text=text)


def _shifted(article, chance):
    return max(1, (numerals.parse(article) or 1) + chance.choice((0, 0, 0, 1, -1, 2)))
