"""Which provision a ground of accountability repeats."""

import pytest

from extract.provision import Provision
from kg.audit import accountability

GROUNDS = [
    ("02", "没有法律和事实依据实施行政处罚的", "art_76__para_1__item_1"),
    ("02", "擅自改变行政处罚种类、幅度的", "art_76__para_1__item_2"),
    ("02", "违反法定的行政处罚程序的", "art_76__para_1__item_3"),
    ("02", "不具备行政执法资格实施行政处罚的", "art_76__para_1__item_5"),
    ("02", "不使用罚款单据或者使用非法定部门制发的罚款单据的", "art_77"),
    ("02", "违反“罚缴分离”规定，擅自收取罚款的", "art_78"),
    ("02", "对应当予以制止和处罚的违法行为不予制止、处罚的", "art_83"),
    ("02", "工作态度恶劣的", None),
    ("01", "对符合法定条件的申请不予受理的", "art_72__item_1"),
    ("01", "不依法履行监督职责或者监督不力，造成严重后果的", "art_77"),
    ("01", "对不符合法定条件的申请人准予行政许可的", "art_74__item_1"),
    ("03", "在夜间或者法定节假日实施强制执行的", "art_61__item_4"),
    ("10", "截留、私分的", None),
]


@pytest.mark.parametrize(("power_type", "ground", "path"), GROUNDS)
def test_a_ground_is_linked_to_the_provision_it_repeats(power_type, ground, path):
    found = accountability.repeated(ground, power_type)
    assert (found.path if found else None) == path


def test_every_path_is_a_provision():
    for power_type in accountability.types():
        for _, where in accountability._known()[power_type]:
            assert str(Provision.parse(where.path)) == where.path
