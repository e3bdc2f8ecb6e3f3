import contextlib
from email.message import EmailMessage

from extract.model import Unreadable
from extract.reading.formats.detect import blocks
from extract.reading.formats.html.mht import is_mht, pages
from extract.reading.grid import Grid

PAGE = "<html><body><table><tr><td>序号</td><td>事项名称</td></tr></table></body></html>"


def saved(*parts, charset="gb2312"):
    message = EmailMessage()
    message["Subject"] = "list"
    message["X-Long"] = "a" * 200
    message.make_related()
    for page in parts:
        message.add_related(page, subtype="html", charset=charset)
    message.add_related(b"\x89PNG", "image", "png")
    return message.as_bytes()


def test_every_page_is_read_in_the_encoding_its_part_names():
    for charset in ("gb2312", "utf-8", "gb18030"):
        data = saved(PAGE, PAGE.replace("事项", "职权"), charset=charset)
        assert is_mht(data)
        found = [block for block in blocks(data, ".mht") if isinstance(block, Grid)]
        assert [[cell.text for cell in grid.rows[0]] for grid in found] == [["序号", "事项名称"], ["序号", "职权名称"]]


def test_what_is_no_saved_page():
    for text in ("序号,事项名称\n1,甲", "MIME-Version: 1.0\n\nx", "Note: text\nmore: <html>", ""):
        assert not is_mht(text.encode())


def test_a_page_cut_off_is_read_as_far_as_it_goes():
    data = saved(PAGE * 50, charset="utf-8")
    assert list(pages(data[: len(data) // 2]))
    with contextlib.suppress(Unreadable):
        assert blocks(data[: len(data) // 2], ".mht")
