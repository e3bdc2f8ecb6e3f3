"""Both doors of understanding give the same facts: plain functions and spaCy components."""

import json
from pathlib import Path

import pytest

spacy = pytest.importorskip("spacy")

from spacy.tokens import Doc, DocBin  # noqa: E402

from extract import pipeline  # noqa: E402
from extract.model import Role  # noqa: E402
from extract.reading.reader import read  # noqa: E402
from extract.record import citation_record, sanction_record  # noqa: E402
from extract.understanding.cell import understand  # noqa: E402

DATA = Path(__file__).parents[2] / "data"
TEXTS = [row.text(Role.BASIS) for row in read(DATA / "jinchang-hrss-power-list.txt").rows][::9]


@pytest.fixture(scope="module")
def nlp():
    return pipeline.load()


@pytest.mark.parametrize("number", range(len(TEXTS)))
def test_the_same_facts_by_both_doors(nlp, number):
    text = TEXTS[number]
    doc, facts = nlp(text), understand(text)
    assert [span._.quanze for span in doc.spans["citations"]] == [citation_record(found) for found in facts.basis]
    assert [span._.quanze for span in doc.spans["sanctions"]] == [sanction_record(one) for one in facts.sanctions]
    assert [span.label_ for span in doc.spans["sanctions"]] == [one.kind.value for one in facts.sanctions]


def test_facts_survive_a_docbin(nlp):
    doc = nlp(TEXTS[0])
    box = DocBin(store_user_data=True, docs=[doc])
    back = next(DocBin(store_user_data=True).from_bytes(box.to_bytes()).get_docs(nlp.vocab))
    assert [(span.text, span._.quanze) for span in back.spans["citations"]] == [
        (span.text, span._.quanze) for span in doc.spans["citations"]
    ]


def test_the_components_work_alone():
    alone = spacy.blank("zh")
    alone.add_pipe("quanze_sanctions")
    doc = alone("《劳动法》第九十条 给予警告。")
    assert [(span.text, span.label_) for span in doc.spans["sanctions"]] == [("警告", "warning")]


def test_facts_survive_the_joining_of_documents(nlp):
    texts = ["《甲办法》第三条：处一千元罚款。", "《乙办法》第四条：给予警告。"]
    joined = Doc.from_docs([nlp(text) for text in texts])
    assert [span._.quanze["provisions"] for span in joined.spans["citations"]] == [["art_3"], ["art_4"]]
    assert [span._.quanze["kind"] for span in joined.spans["sanctions"]] == ["fine", "warning"]


TEXT = "1.《劳动法》第九十条 违反规定的，处五百元以上二千元以下罚款；情节严重的，吊销许可证。2.《就业促进法》第四十条"


def test_bases_and_sanctions_are_entities_too():
    doc = pipeline.load()(TEXT)
    assert [(one.text, one.label_) for one in doc.ents] == [
        ("《劳动法》第九十条", "BASIS"), ("处五百元以上二千元以下罚款", "fine"), ("吊销", "licence_revocation"),
        ("《就业促进法》第四十条", "BASIS"),
    ]  # fmt: skip
    assert [one._.quanze["start"] for one in doc.ents] == [one.start_char for one in doc.ents]


def test_records_are_kept_without_user_data_and_in_json():
    nlp = pipeline.load()
    doc = nlp(TEXT)
    (again,) = DocBin().from_bytes(DocBin(store_user_data=False, docs=[doc]).to_bytes()).get_docs(nlp.vocab)
    assert not again.user_data
    assert again._.quanze == doc._.quanze
    written = json.loads(json.dumps(doc.to_json(underscore=["quanze"])))["_"]["quanze"]
    assert [one["kind"] for one in written["sanctions"]] == ["fine", "licence_revocation"]


def test_joined_documents_and_parts_keep_their_records():
    nlp = pipeline.load()
    one, other = nlp("《劳动法》第九十条 给予警告。"), nlp(TEXT)
    joined = Doc.from_docs([one, other])
    assert [span._.quanze for span in joined.spans["citations"]] == [
        span._.quanze for doc in (one, other) for span in doc.spans["citations"]
    ]
    part = other[: other.ents[1].end].as_doc(copy_user_data=True)
    assert [span._.quanze for span in part.ents] == [span._.quanze for span in other.ents[:2]]


def test_the_pipeline_says_what_it_assigns_and_requires():
    said = pipeline.load().analyze_pipes()
    for name in ("quanze_citations", "quanze_sanctions"):
        assert {"doc.ents", "doc.spans", "span._.quanze"} <= set(said["summary"][name]["assigns"])
        assert said["summary"][name]["requires"] == ["doc.text"]
