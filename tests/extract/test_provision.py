import doctest
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import provision
from extract.provision import CHAIN, LEVELS, Provision, Step, read


@pytest.mark.parametrize(
    ("words", "paths"),
    [
        ("第八十四条", ["art_84"]),
        ("第三十条第一款第一项", ["art_30__para_1__item_1"]),
        ("第一百二十条之一", ["art_120-1"]),
        ("第一百二十条之一第二款", ["art_120-1__para_2"]),
        ("第三条至第五条", ["art_3", "art_4", "art_5"]),
        ("第十三至十五条", ["art_13", "art_14", "art_15"]),
        ("第二十二条第一、三款", ["art_22__para_1", "art_22__para_3"]),
        ("第三、四条", ["art_3", "art_4"]),
        ("第30、32、34、37条", ["art_30", "art_32", "art_34", "art_37"]),
        ("第五十八条第(一)、(三)、(四)、(八)项", [f"art_58__item_{n}" for n in (1, 3, 4, 8)]),
        ("第十一条第一项至六项", [f"art_11__item_{n}" for n in range(1, 7)]),
        ("第九条第(一)至(三)项", [f"art_9__item_{n}" for n in range(1, 4)]),
        ("第四项至第八项", [f"item_{n}" for n in range(4, 9)]),
        ("第九条第一款、第二款", ["art_9__para_1", "art_9__para_2"]),
        ("第七条、第八条、第九条第一款、第十条", ["art_7", "art_8", "art_9__para_1", "art_10"]),
        ("第二条第一款第一项、第三款", ["art_2__para_1__item_1", "art_2__para_3"]),
        ("第三十六条,第三十七条", ["art_36", "art_37"]),
        ("第三十六条第九项或者第十项", ["art_36__item_9", "art_36__item_10"]),
        ("第五章第二节", ["chp_5__sec_2"]),
        ("附件第101项", ["annex__item_101"]),
        ("附件2第17项", ["annex_2__item_17"]),
        ("第59条第1项", ["art_59__item_1"]),
        ("第l2条", ["art_12"]),
        ("第三十条第(一)(三)(五)项", [f"art_30__item_{n}" for n in (1, 3, 5)]),
        ("第三十条第①③项", ["art_30__item_1", "art_30__item_3"]),
        ("第一百六十二条之一、之二", ["art_162-1", "art_162-2"]),
        ("第一百二十条之一至之四", [f"art_120-{n}" for n in range(1, 5)]),
        ("第一百二十条之一至第一百二十条之三", [f"art_120-{n}" for n in range(1, 4)]),
        ("第一百零一条至第一百零四条之一", ["art_101", "art_102", "art_103", "art_104", "art_104-1"]),
        ("第八十一九十一条", ["art_81", "art_91"]),
        ("第十二十三条", ["art_12", "art_13"]),
        ("第三四条", ["art_3", "art_4"]),
        ("第一百二条", []),
        ("第二十百条第一款", []),
        ("第二十百条第一款、第五条第二款", ["art_5__para_2"]),
        ("第廿九条", ["art_29"]),
        ("第三0条", ["art_30"]),
        ("第一百O四条", ["art_104"]),
        ("第二点第一条", ["part_2__clause_1"]),
        ("第二点第(一)项", ["part_2__clause_1"]),
    ],
)
def test_words_to_paths(words, paths):
    assert re.fullmatch(CHAIN, words)
    assert [str(named.provision) for named in read(words)] == paths


def test_a_chain_below_the_article_continues_it():
    assert [str(named.provision) for named in read("第三项", Provision.parse("art_19__item_2"))] == ["art_19__item_3"]


def test_each_provision_has_its_own_words():
    words = "第五十八条第(一)、(三)项"
    assert [words[named.start : named.end] for named in read(words)] == ["第五十八条第(一)", "(三)项"]
    words = "第七条、第九条第一款"
    assert [words[named.start : named.end] for named in read(words)] == ["第七条", "第九条第一款"]


steps = st.builds(
    Step, st.sampled_from(sorted(set(LEVELS) - {"annex"})), st.integers(0, 3000), st.none() | st.integers(1, 20)
)


@given(st.lists(steps, max_size=5))
def test_parse_and_str_are_inverse(listed):
    path = Provision(tuple(listed))
    assert Provision.parse(str(path)) == path


@given(st.integers(1, 400), st.integers(1, 20), st.integers(1, 20))
def test_words_and_read_are_inverse(art, para, item):
    path = Provision((Step("art", art), Step("para", para), Step("item", item)))
    assert [named.provision for named in read(path.words())] == [path]


@pytest.mark.parametrize("path", ["art", "art_", "x_1", "art_1_2", "art_1__", "ART_1"])
def test_what_is_no_path_is_refused(path):
    if path == "art":
        assert Provision.parse(path) == Provision((Step("art"),))
        return
    with pytest.raises(ValueError, match="no step"):
        Provision.parse(path)


@given(st.text(alphabet="第一二十百条款项章节编目之至、()和或者附件12l,-", max_size=60))
def test_no_words_crash_it(words):
    for match in re.finditer(CHAIN, words):
        for named in read(match[0]):
            assert 0 <= named.start < named.end <= len(match[0])


def test_examples_in_the_docstrings():
    assert doctest.testmod(provision).failed == 0
