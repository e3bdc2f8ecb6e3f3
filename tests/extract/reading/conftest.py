"""What tests of reading share."""

import pytest

from extract.reading import reader


@pytest.fixture
def read(tmp_path):
    def read(name, content):
        path = tmp_path / name
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return reader.read(path)

    return read
