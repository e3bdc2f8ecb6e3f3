"""Stages and grounds in the graph: the same words in several items are one node, with the place of each."""

import pytest

from extract.facts import Ground, Stage
from kg.graph import terms as t
from kg.graph.builder import GraphBuilder
from kg.graph.things import duties, evidence
from kg.graph.written_terms import zh

WORDS = "1.受理：公示材料。"
STAGE = Stage(1, "acceptance", "受理", "公示材料。", 5, 10)
GROUND = Ground(1, "公示材料。", 5, 10)


@pytest.mark.parametrize(("describe", "said"), [(duties.stages, STAGE), (duties.grounds, GROUND)])
def test_the_words_are_stated_once_and_their_place_in_every_cell(describe, said):
    draft = GraphBuilder("清单", t.BASE)
    cells = [evidence.cell(draft, draft.hashed("power", name), "duties", WORDS + name) for name in ("甲", "乙")]
    (one, _), (other, _) = (describe(draft, cell, [said])[0] for cell in cells)
    assert one == other
    words = [value for node, predicate, value in draft.shared if (node, predicate) == (one, t.DCT_DESCRIPTION)]
    assert words == [zh("公示材料。")]
    places = [value for node, predicate, value in draft.shared if (node, predicate) == (one, t.EVIDENCE)]
    assert places == [evidence.span(draft, cell, 5, 10, quoted=False) for cell in cells]
    assert not any(predicate == t.OA_EXACT for _, predicate, _ in draft.shared), "the node states the words itself"
