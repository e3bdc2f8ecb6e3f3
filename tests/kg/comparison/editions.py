"""Two editions of an invented list: a base, and what an edit makes of it."""

from extract.assemble import extract
from extract.model import Cell, Role, Row
from kg.comparison.row_items import item_of

CREDIT = "11999999999999999X"
BASIS = (
    "1.《江北市渠道管理条例》（2011年5月1日江北市人大常委会公告第7号）第八条：违反规定倾倒废渣的，处五百元以上二千元以下罚款。\n"
    "2.《江北市水工程保护办法》（江北市人民政府令第12号）第三条：水行政主管部门应当在三十日内作出决定。"
)
ROW = {
    Role.SERIAL: "1",
    Role.NAME: "对向渠道倾倒废渣的处罚",
    Role.TYPE: "行政处罚",
    Role.CODE: f"{CREDIT}3620214001000",
    Role.BODY: "江北市水务局",
    Role.UNIT: "水政监察支队",
    Role.BASIS: BASIS,
    Role.DUTIES: "1.立案责任：发现违法行为的，予以立案。\n2.调查责任：收集证据。",
    Role.GROUNDS: "1.不依法立案的；\n2.徇私舞弊的。",
    Role.TELEPHONE: "0999-1234567",
    Role.REMARK: "",
}


def item(list_name="旧版", **edits):
    """The base row with other cells, by the name of their role."""
    texts = ROW | {Role(name): text for name, text in edits.items()}
    cells = tuple(Cell(role, role.value, text, column) for column, (role, text) in enumerate(texts.items(), start=1))
    return item_of(extract(Row(1, 2, cells)), list_name, "江北市水务局")
