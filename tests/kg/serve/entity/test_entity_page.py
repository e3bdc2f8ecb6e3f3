"""The page about a thing: everything on it comes from one job of one worker."""

import asyncio
import json
from dataclasses import asdict

import pytest

from kg.graph.terms import BASE, PREFIXES
from kg.serve.entity.entity_page import entity_page
from kg.serve.entity.store_reader import StoreReader
from kg.serve.service import QueryService
from kg.serve.settings import ServerSettings
from kg.serve.workers import evaluate

LAW = BASE + "id/law/中华人民共和国劳动合同法"


@pytest.fixture
def service(tmp_path, graph):
    """A service whose pool is one worker at hand; ``jobs`` are those it was given."""
    made = QueryService(ServerSettings(store=tmp_path))
    jobs = []

    async def run(job, _left=None):
        jobs.append(job)
        return evaluate.entity(graph.store, job, dict(PREFIXES), BASE)

    made.pool.run, made.jobs = run, jobs
    return made


def test_a_page_is_one_job(service, graph):
    page = asyncio.run(service.entity(LAW))
    assert [(job.task, job.text) for job in service.jobs] == [("entity", LAW)]
    expected = asdict(entity_page(StoreReader(graph.store, PREFIXES, BASE), LAW))
    assert json.loads(json.dumps(page, default=vars)) == json.loads(json.dumps(expected))
    assert page.title == "中华人民共和国劳动合同法"
    assert "以此文件为依据的事项" in [group.caption for group in page.incoming]
    assert page.evidence


def test_nothing_is_said_of_what_is_not_there(service):
    assert asyncio.run(service.entity(LAW + "/none")) is None


def test_the_marks_of_a_cell_bear_the_names_of_their_kinds(graph):
    (item,) = graph.query("SELECT ?x { ?x dct:identifier '11620300438260106W3620214001000' }")
    page = entity_page(StoreReader(graph.store, PREFIXES, BASE), item["x"])
    marks = {
        (span.kind, span.title.partition("：")[0])
        for cell in page.cells
        for piece in cell.pieces
        for span in piece.spans
    }
    assert {("citation", "引用"), ("pinpoint", "条款引用"), ("sanction", "法律责任"), ("stage", "责任环节")} <= marks
