"""What a sentence provides beside its main words: claims, orders that go on, what follows the loss of a licence."""

import pytest

from extract.understanding.cell import understand

HEAD = "《甲市采砂办法》第三条 "

CASES = {
    # who pays is named behind 责令
    "损坏堤防的，应当责令采砂人赔偿损失。": ["compensation||损坏堤防的"],
    "损坏堤防的，责令采砂单位依法赔偿。": ["compensation||损坏堤防的"],
    "损坏堤防的，责令修复或者赔偿损失。": ["order||损坏堤防的", "compensation||损坏堤防的"],
    "损坏堤防的，责令采砂人恢复原状、赔偿损失。": ["order||损坏堤防的", "compensation||损坏堤防的"],
    # other words for liability
    "越界采砂造成他人损失的，应予赔偿。": ["compensation||越界采砂造成他人损失的"],
    "越界采砂造成他人损害的，应当依法承担侵权责任。": ["compensation||越界采砂造成他人损害的"],
    "不承担侵权责任。": [],
    "依照侵权责任法的规定处理。": [],
    # what somebody claims before a court goes on behind 并
    "采砂人拒不返还砂石的，村民委员会可以向人民法院提起诉讼，要求返还，并赔偿损失。": [],
    "采砂人拒不返还砂石的，由水务部门责令返还，并赔偿损失。": [
        "order||采砂人拒不返还砂石的",
        "compensation||采砂人拒不返还砂石的",
    ],
    # orders that go on
    "违法收费的，由水务部门责令改正，并返还收取的费用。": ["order||违法收费的", "order||违法收费的"],
    "堵塞河道的，责令停止违法行为，迅速恢复畅通。": ["order||堵塞河道的", "order||堵塞河道的"],
    "发现隐患的，应当责令被检查单位立即停止作业、采取措施消除隐患。": ["order||发现隐患的", "order||发现隐患的"],
    "被水务部门责令停止作业、采取措施的单位应当报告。": [],
    # activities stopped
    "情节严重的，由登记机关责令停止日常活动，限期整改。": ["suspension||情节严重的", "order||情节严重的"],
    "擅自组织采砂活动的，责令停止活动。": ["order||擅自组织采砂活动的"],
    # what is taken away without its name behind the verb
    "情节严重的，由水务部门暂停其采砂业务或者予以撤销。": ["suspension||情节严重的", "licence_revocation||情节严重的"],
    "经审核不符合条件的，采砂许可证由原发证机关收回并公告注销。": ["licence_revocation||经审核不符合条件的"],
    "制定的文件违法的，责令改正或者予以撤销。": ["order||制定的文件违法的"],
    "名单的暂停、变更或者取消，由水务部门公布。": [],
    # what is done with what was taken
    "越界采砂的，没收砂石；并将没收、收缴的砂石移交财政部门。": ["confiscation||越界采砂的"],
    # what may not be done after a penalty
    "采砂企业弄虚作假的，处一万元罚款；不得再依照本办法第二条的规定申请采砂许可。": [
        "fine||采砂企业弄虚作假的",
        "restriction||None",
    ],
    "被吊销采砂员证书的，不得担任采砂企业负责人。": ["restriction||被吊销采砂员证书的"],
    "受过刑事处罚的，不得担任采砂企业负责人。": [],
    "自该企业被撤销之日起未逾五年的，不得担任采砂企业负责人。": [],
    "未被吊销证书的，不得申请补贴。": [],
    "采砂期满；不得再申请延期。": [],
    # measures against those on a list
    "对列入名单的采砂企业，水务部门可以采取禁止、限制砂石交易，责令中止运输等措施。": [
        "restriction|列入名单的采砂企业|None",
        "order|列入名单的采砂企业|None",
    ],
    "可以采取禁止、限制砂石交易等措施。": [],
    # whom it falls on, with the law between
    "越界采砂，触犯刑律的，对直接负责的主管人员，依照刑法关于非法采矿罪的规定，依法追究刑事责任。": [
        "criminal|直接负责的主管人员|越界采砂，触犯刑律的",
    ],
    "对厂级领导可以免职或者降级、降职。": ["disposition|厂级领导|None"],
    "情节严重的，依法开除公职或者吊销采砂员证书。": ["disposition||情节严重的", "licence_revocation||情节严重的"],
    "拒不改正的，予以辞退或者开除。": ["disposition||拒不改正的"],
    "依法开除学籍的学生。": [],
    "逾期不拆除的，强制拆除或者关闭，处五万元罚款。": ["closure||逾期不拆除的", "fine||逾期不拆除的"],
    # 其他 is one word, 其 before whom it falls on none of theirs
    "对直接负责的主管人员给予警告；对其他直接责任人员给予警告；对其负责人给予警告。": [
        "warning|直接负责的主管人员|None",
        "warning|其他直接责任人员|None",
        "warning|负责人|None",
    ],
    # forbidden for years, a right to run something taken away
    "拒不改正的，水务部门可以禁止其在1年以上3年以下的期限内承包采砂项目。": ["restriction||拒不改正的"],
    "拒不改正的，三年以上的树木禁止砍伐。": [],
    "整改后仍不符合条件的，水务部门应当依法取消其特许经营权。": ["licence_revocation||整改后仍不符合条件的"],
    "采砂协会被依法撤销登记的，不得再进行采砂业务。": ["restriction||采砂协会被依法撤销登记的"],
    "工程竣工后三年内，不得再进行管线建设。": [],
    # a sentence that begins with whom it falls on has no circumstance of the one before
    "越界采砂，没有违法所得的，处一万元罚款；对其负责人并处一千元罚款，情节严重的，处二千元罚款。": [
        "fine||越界采砂，没有违法所得的",
        "fine|负责人|None",
        "fine|负责人|情节严重的",
    ],
    "越界采砂的，处一万元罚款；水务部门并可以没收砂石。": ["fine||越界采砂的", "confiscation||越界采砂的"],
    # words of a consequence in what is managed, asked for, or owed by no wrong
    "对企业开办和注销、不动产登记推行集成办理。": [],
    "水务部门负责成品砂流通的监督管理。": [],
    "依照本办法责令限期拆除的构筑物，设置单位应当自行拆除。": [],
    "越界采砂的，责令限期拆除违法建设的构筑物，恢复原状。": ["order||越界采砂的", "order||越界采砂的"],
    "不得擅自查封财产或者责令其停产停业。": [],
    "符合下列条件的，可以结案：（一）证据充分；（二）依法应当追究刑事责任。": [],
    "本节规定不影响依据其他法律追究刑事责任。": [],
    "没收物品应当列出清单。": [],
    # where it applies
    "城区内由市水务部门处理；其他河道范围内，由县水务部门责令停止作业。": ["order||其他河道范围内"],
    "三十日内，由县水务部门责令停止作业。": ["order||None"],
    # the thing that is taken, with what is wrong with it
    "按照下列规定处罚：（一）警告；（二）不能退还的砂石款由水务部门予以没收。": [
        "warning||None",
        "confiscation||不能退还的",
    ],
}


@pytest.mark.parametrize("words", CASES)
def test_what_a_sentence_provides(words):
    provided = understand(HEAD + words).sanctions
    assert [f"{one.kind.value}|{one.on or ''}|{one.condition}" for one in provided] == CASES[words]
