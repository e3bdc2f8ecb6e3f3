"""Both doors of understanding give the same facts: plain functions and spaCy components."""

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
