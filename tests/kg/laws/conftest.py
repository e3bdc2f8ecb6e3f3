"""A library of invented statutes, one with two versions."""

import pytest

from kg.laws.library import Library
from tests.statute_texts import ARTICLES, lighthouse

TODAY = "2026-06-01"
LATER = ARTICLES | {
    2: "灯塔的设置、看守、修缮和拆除，适用本法。\n本法所称灯塔，是指为船舶指示航向的发光设施。",
    4: "看守人擅离灯塔的，由航标机关责令改正，处一千元以上五千元以下罚款；情节严重的，取消看守资格。",
    7: "灯塔的灯具应当使用国产灯芯，具体规格由航标机关会同港口机关规定。",
}
PORT = {
    1: "为了加强码头管理，维护港口秩序，制定本条例。",
    2: "码头经营人应当在夜间悬挂照明灯具，并保持航道出入口清洁畅通。",
    3: "码头经营人未悬挂照明灯具的，由港口机关处三千元以下罚款。",
    4: "本条例自2015年5月1日起施行。",
}


def write(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def texts(folder):
    write(folder, "行政法/灯塔法(2010-12-01).md", lighthouse())
    note = "2019年6月7日 《关于修改〈中华人民共和国灯塔法〉的决定》修正"
    write(folder, "行政法/灯塔法(2019-06-07).md", lighthouse(articles=LATER, note=note))
    write(folder, "行政法规/码头条例(2015-04-01).md", lighthouse("2015-04-01", PORT, title="码头条例"))
    return folder


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """The files of the invented statutes."""
    return texts(tmp_path_factory.mktemp("statutes"))


@pytest.fixture(scope="session")
def place(folder, tmp_path_factory):
    """The folder of a library that holds them; nobody writes there."""
    where = tmp_path_factory.mktemp("library")
    with Library(where, writable=True) as library:
        added = library.add([folder], TODAY)
    assert not added.unread
    return where


@pytest.fixture
def library(place):
    with Library(place) as opened:
        yield opened
