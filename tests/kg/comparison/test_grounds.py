"""Powers of two places that share a provision and few words: as cities word them, one in short, one point by point."""

import pytest

from kg.comparison.cities import code_tail
from kg.comparison.grounds import GroundIndex, grounds, shared
from kg.comparison.items import Basis, Consequence, Item
from kg.comparison.matching import match


def power(city, name, *basis, kind="行政处罚", **more):
    cited = tuple(Basis(title, provisions=tuple(paths.split())) for title, _, paths in (one.partition(" ") for one in basis))  # fmt: skip
    return Item(city, "", "", name, "", kind, f"{city}局", "", city, basis=cited, **more)


def pairs(old, new):
    return {(old[pair.old].name, new[pair.new].name) for pair in match(old, new, code_tail).pairs}


SHORT = "对违法取水的处罚"
LONG = "未经批准擅自取水，或者未依照批准的取水许可规定条件取水的"
OTHER = "对堤防和护堤地内乱建的处罚"
OTHER_LONG = "在堤防和护堤地内建房、开渠、打井、挖窖、葬坟、晒粮的"


def test_a_short_name_and_a_long_one_of_one_article_are_one():
    old = [power("甲", SHORT, "水法 art_69"), power("甲", OTHER, "防洪法 art_55")]
    new = [power("乙", OTHER_LONG, "防洪法 art_55"), power("乙", LONG, "水法 art_69")]
    assert pairs(old, new) == {(SHORT, LONG), (OTHER, OTHER_LONG)}


def test_without_a_provision_in_common_they_are_not():
    old = [power("甲", SHORT, "水法 art_69"), power("甲", OTHER, "防洪法 art_55")]
    new = [power("乙", OTHER_LONG, "防洪法 art_61"), power("乙", LONG, "水法 art_65")]
    assert pairs(old, new) == set()


def test_a_provision_that_many_share_says_little():
    old = [power("甲", f"{word}的处罚", "水法 art_69") for word in ("对违法取水", "对堤防乱建", "对河道采砂", "对渠道设障", "对水井毁坏")]  # fmt: skip
    new = [power("乙", LONG.replace("取水", word), "水法 art_69") for word in ("蓄洪", "排污", "围垦", "航运", "引水")]
    assert pairs(old, new) == set()


def test_a_point_of_an_article_and_the_whole_of_it():
    whole = power("甲", "对违法向水体排放油类等行为的处罚", "水法 art_85")
    points = [power("乙", name, f"水法 art_85__para_1__item_{at}") for at, name in enumerate(("排放油类、酸液、碱液的", "清洗装贮过毒物的车辆的"), 1)]  # fmt: skip
    assert pairs([whole], points) == {(whole.name, "排放油类、酸液、碱液的")}


def test_a_paragraph_one_above_a_point_is_no_difference():
    assert grounds(power("甲", "甲", "水法 art_94__item_4")) == grounds(
        power("乙", "乙", "水法 art_94__para_1__item_4")
    )
    assert grounds(power("甲", "甲", "水法 art_94__para_1")) == {("水法", ("art_94", "para_1"))}


def test_another_point_of_one_article_is_not_shared():
    old, new = GroundIndex([power("甲", "甲", "水法 art_94__item_1")]), [power("乙", "乙", "水法 art_94__item_2")]
    assert shared(new[0], old, GroundIndex(new)) == {}


@pytest.mark.parametrize("items", [1, 4])
def test_the_weight_is_that_of_the_finer_provision(items):
    """One item rests on the article, so many on the point of it that the other names: 1 / sqrt(1 · items)."""
    old = GroundIndex([power("甲", "甲", "水法 art_9")])
    new = [power("乙", f"乙{at}", "水法 art_9__item_2") for at in range(items)]
    ((place, found),) = shared(new[0], old, GroundIndex(new)).items()
    assert (place, found.number) == (0, 1)
    assert found.weight == pytest.approx(items**-0.5)


def test_penalties_are_no_coercion_though_one_list_says_no_type():
    """加收滞纳金 is 行政强制; the standard of a fine has no column of types."""
    coercion = power("甲", "对拒缴水费的单位加收滞纳金", "水法 art_70", kind="行政强制")
    penalty = power("甲", "对拒缴水费的处罚", "水法 art_70")
    fine = Consequence("fine", ("min=1000",), "水法", "art_70", "处一千元罚款")
    standard = power("乙", "单位拒缴水费的", "水法 art_70", kind="", sanctions=(fine,))
    assert pairs([coercion, penalty], [standard]) == {(penalty.name, standard.name)}
    assert pairs([coercion], [standard]) == set()


def test_words_of_other_statutes_must_agree_more():
    """拒绝检查 is a power under every statute."""
    water = power("甲", "对拒绝、阻挠取水监督检查或者在接受检查时弄虚作假的处罚", "水法 art_81")
    air = power("乙", "拒绝进入现场检查或者在接受检查时弄虚作假", "大气法 art_98")
    filler = [
        power("乙", f"对{word}的处罚", f"大气法 art_{at}")
        for at, word in enumerate(("偷排", "漏排", "超排", "乱排"), 1)
    ]
    assert pairs([water], [air, *filler]) == set()
    assert pairs([power("甲", water.name, "大气法 art_7")], [air, *filler]) == {(water.name, air.name)}
