import pytest

from extract.model import Unreadable
from extract.reading.formats.detect import blocks
from extract.reading.grid import Grid
from extract.reading.limits import Limits

ITEM = "<item><事项名称>{}</事项名称><事项类型>行政许可</事项类型><实施依据>《某法》第{}条 &lt;略&gt;</实施依据></item>"
ROWS = [
    ["事项名称", "事项类型", "实施依据"],
    ["甲许可", "行政许可", "《某法》第一条 <略>"],
    ["乙许可", "行政许可", "《某法》第二条 <略>"],
]
ITEMS = ITEM.format("甲许可", "一") + ITEM.format("乙许可", "二")


def texts(data, **how):
    (grid,) = (block for block in blocks(data, ".xml", **how) if isinstance(block, Grid))
    return [[cell.text for cell in row] for row in grid.rows]


@pytest.mark.parametrize("encoding", ["UTF-8", "GB2312", "gbk"])
@pytest.mark.parametrize("around", ["<list>{}</list>", "<r><code>0</code><data><items>{}</items></data></r>"])
def test_an_element_an_item(encoding, around):
    data = f'<?xml version="1.0" encoding="{encoding}"?>\n{around.format(ITEMS)}'
    assert texts(data.encode(encoding)) == ROWS


def test_fields_as_attributes_with_prefixes():
    item = '<q:item q:itemName="{}" legalBasis="《某法》第{}条"/>'
    data = f'<?xml version="1.0"?><q:list xmlns:q="urn:x">{item.format("甲", "一")}{item.format("乙", "二")}</q:list>'
    assert texts(data.encode()) == [
        ["itemName", "legalBasis"],
        ["甲", "《某法》第一条"],
        ["乙", "《某法》第二条"],
    ]


def test_a_page_is_none():
    data = '<?xml version="1.0"?><html><body><table><tr><td>序号</td><td>事项名称</td></tr></table></body></html>'
    assert texts(data.encode()) == [["序号", "事项名称"]]


@pytest.mark.parametrize("data", ["<?xml version='1.0'?><a><b></a>", "<?xml version='1.0'?>" + "<a>" * 2000])
def test_damage_and_depth(data):
    with pytest.raises(Unreadable):
        blocks(data.encode(), ".xml")


def test_more_elements_than_the_limit():
    with pytest.raises(Unreadable, match="元素过多"):
        texts(f"<?xml version='1.0'?><list>{ITEMS * 200}</list>".encode(), limits=Limits(cells=32_000))
