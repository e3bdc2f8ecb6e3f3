import json

import pytest

from extract.reading.formats.scripts import of_page

ITEM = {"事项名称": "甲许可", "实施依据": "《某法》第一条：“a: b”"}
STRICT = json.dumps([ITEM], ensure_ascii=False)


def texts(page):
    return [[[cell.text for cell in row] for row in grid.rows] for grid in of_page(page)]


@pytest.mark.parametrize(
    "script",
    [
        STRICT,
        f"var list = {STRICT};",
        f"const a = 1; window.data={STRICT}; function show() {{ return data; }}",
        f"show({STRICT});",
        json.dumps({"props": {"pageProps": {"list": [ITEM]}}}),
        "var list = [{事项名称: '甲许可', 实施依据: \"《某法》第一条：“a: b”\",},]; // all\nshow(list);",
        "export default {data() {return {rows: [{'事项名称': '甲许可', '实施依据': '《某法》第一条：“a: b”'}]}}}",
    ],
)
def test_lists_within_scripts(script):
    page = f"<html><head><SCRIPT type='text/javascript'>{script}</SCRIPT></head><body></body></html>"
    assert texts(page) == [[[*ITEM], [*ITEM.values()]]]


@pytest.mark.parametrize(
    "script",
    ["var a = {name: 'x', url: '/y'};", 'var list = [{"事项名称": "甲许可", ', "", 'var menu = [{"title": "首页"}]'],
)
def test_data_that_is_no_list_of_powers(script):
    assert of_page(f"<script>{script}</script><script>{script}") == ()


def test_data_broken_at_many_places_is_not_gone_over_for_each():
    broken = '[{"a":' * 30_000
    assert of_page(f"<script>x={broken}</script>" * 3) == ()
