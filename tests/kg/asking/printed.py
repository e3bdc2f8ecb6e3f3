"""The bundled lists as rows of plain text, read without the graph: what answers are compared with."""

import re

from kg import resources
from kg.graph.codes import POWER_TYPES

POWER, REGISTER = resources.bundled_lists()
SIGNS = str.maketrans("，；：（）“”", ',;:()""')


def plain(text):
    """Blanks removed, signs at half width."""
    return re.sub(r"\s", "", text).translate(SIGNS)


class Item:
    """A row as plain text."""

    def __init__(self, row):
        self.texts = {cell.role.value: plain(cell.text) for cell in row.cells}
        self.name = self.texts.get("sub_name") or self.texts["name"]
        self.code = self.texts.get("sub_code") or self.texts["code"]
        self.basis, self.unit, self.type = (self.texts[role] for role in ("basis", "unit", "type"))
        self.duties, self.grounds = self.texts["duties"], self.texts["grounds"]


def codes(found):
    return sorted(row["编码"] for row in found if row["编码"])


def official(printed):
    return next(names[0] for names in POWER_TYPES.values() if printed in names)
