"""Identifiers: mint and parse are inverse for any text, and every IRI is one that a store takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg.graph.iris import Name, ascii_form, clash, digest, fact, mint, parse, plain, segment, uncoded

KINDS = {"power": 1, "body": 1, "unit": 2, "law": 1, "list": 1, "file": 1, "fact": 1}
KEY = st.text(min_size=1, max_size=40)
PATH = st.from_regex(r"(art|para|item)_[1-9][0-9]{0,2}(__item_[1-9])?", fullmatch=True)


def names():
    plain = [st.builds(Name, st.just(kind), st.tuples(*[KEY] * count)) for kind, count in KINDS.items()]
    return st.one_of(*plain, st.builds(lambda title, path: Name("provision", (title, path)), KEY, PATH))


@given(names())
def test_parse_is_the_inverse_of_mint(name):
    assert parse(mint(name)) == name


@given(names())
def test_the_ascii_form_names_the_same_thing(name):
    form = ascii_form(mint(name))
    assert form.isascii()
    assert parse(form) == name


@given(names(), st.sampled_from(["https://example.org/", "https://例子.中国/图谱/"]))
def test_another_base_keeps_names(name, base):
    assert parse(mint(name, base), base) == name
    with pytest.raises(ValueError, match="no identifier"):
        parse(mint(name, base))


@given(names())
def test_every_iri_is_one_a_store_takes(name):
    assert NamedNode(mint(name)).value == mint(name)


@given(st.lists(st.text(max_size=8), max_size=4), st.lists(st.text(max_size=8), max_size=4))
def test_a_digest_knows_where_parts_end(left, right):
    assert (digest(*left) == digest(*right)) == (left == right)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中华人民共和国劳动合同法", "中华人民共和国劳动合同法"),
        ("实施〈中华人民共和国行政许可法〉办法(试行)", "实施〈中华人民共和国行政许可法〉办法(试行)"),
        ("“三同时”办法", "“三同时”办法"),
        ("a b", "a%20b"),
        ("a\u3000b", "a%E3%80%80b"),
        ("a/b?c#d", "a%2Fb%3Fc%23d"),
        ("100%", "100%25"),
        ("<办法>", "%3C办法%3E"),
        ("零\u200b宽", "零%E2%80%8B宽"),
        ("私\ue000用", "私%EE%80%80用"),
        ("..", "%2E%2E"),
    ],
)
def test_segments_stay_readable_where_an_iri_allows_it(text, expected):
    assert segment(text) == expected


def test_a_title_that_looks_like_a_path_is_no_provision():
    assert parse(mint(Name("law", ("办法/art_1",)))) == Name("law", ("办法/art_1",))


@pytest.mark.parametrize("name", [Name("law", ("",)), Name("law", ("a", "b")), Name("unit", ("a",))])
def test_a_name_with_the_wrong_keys_is_refused(name):
    with pytest.raises(ValueError, match="does not fill"):
        mint(name)


@pytest.mark.parametrize(
    "iri", ["https://w3id.org/quanze/id/law/", "https://w3id.org/quanze/def#Cell", "https://example.org/id/law/a", ""]
)
def test_a_foreign_iri_is_refused(iri):
    with pytest.raises(ValueError, match="no identifier"):
        parse(iri)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1162030043826010 6W3620214001000", "11620300438260106W3620214001000"),
        ("１６００\u3000B", "1600B"),
        ("人力资源和社会 保障局\n", "人力资源和社会保障局"),
        ("法规科<br/>&nbsp;", "法规科"),
    ],
)
def test_codes_and_names_lose_their_blanks(text, expected):
    assert plain(text) == expected


def test_items_without_a_code_differ_by_list_type_name_and_sub_name():
    base = ("甲", "行政处罚", "某处罚", "")
    others = [uncoded(*(part + "乙" if place == at else part for place, part in enumerate(base))) for at in range(4)]
    assert len({uncoded(*base), *others}) == 5


def test_a_code_with_two_names_gives_two_items():
    assert clash("A1", "甲", "") != clash("A1", "乙", "")
    assert clash("A1", "甲", "").keys[0].startswith("A1-")


def test_a_fact_is_what_its_content_is():
    assert fact("ground", "1", "甲") == fact("ground", "1", "甲")
    assert fact("ground", "1", "甲") != fact("stage", "1", "甲")
