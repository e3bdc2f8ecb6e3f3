"""What tests of the questions share."""

import pytest

from extract.reading import reader
from tests.kg.asking.printed import POWER, Item


@pytest.fixture(scope="module")
def rows():
    return [Item(row) for row in reader.read(POWER).rows]
