import pytest
from pyoxigraph import NamedNode, Quad, Store

from kg.serve.protocol.refusal import Refusal
from kg.serve.protocol.update_dataset import with_dataset

MODIFY = "INSERT { ?s a <http://new> } WHERE { ?s a <http://old> }"


@pytest.mark.parametrize(
    ("update", "written"),
    [
        (MODIFY, "INSERT { ?s a <http://new> } USING <http://a> USING NAMED <http://b> WHERE { ?s a <http://old> }"),
        ("INSERT DATA { <http://s> <http://p> 'WHERE' }", "INSERT DATA { <http://s> <http://p> 'WHERE' }"),
        ("CLEAR ALL", "CLEAR ALL"),
        (
            "DELETE WHERE { ?s ?p '}' }",
            "DELETE  { ?s ?p '}' } USING <http://a> USING NAMED <http://b> WHERE { ?s ?p '}' }",
        ),
        (
            "DELETE { ?s ?p ?o } WHERE { { SELECT * WHERE { ?s ?p ?o } } } # WHERE",
            "DELETE { ?s ?p ?o } USING <http://a> USING NAMED <http://b> WHERE { { SELECT * WHERE { ?s ?p ?o } } } # WHERE",
        ),
        ("delete {} where {}", "delete {} USING <http://a> USING NAMED <http://b> where {}"),
    ],
)
def test_the_dataset_is_written_into_every_operation_with_a_pattern(update, written):
    assert with_dataset(update, ["http://a"], ["http://b"]) == written
    Store().update(written)
    assert with_dataset(update, None, None) == update


@pytest.mark.parametrize(
    "update",
    [
        "INSERT {} USING <http://g> WHERE {}",
        "CLEAR ALL ; WITH <http://g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "DELETE {} using named <http://g> WHERE {}",
    ],
)
def test_a_dataset_of_its_own_is_refused(update):
    with pytest.raises(Refusal) as refused:
        with_dataset(update, ["http://a"], None)
    assert refused.value.status == 400


def test_only_the_named_graphs_are_changed_from():
    store = Store()
    for name in "abc":
        store.add(
            Quad(
                NamedNode(f"http://{name}"), NamedNode("http://p"), NamedNode("http://o"), NamedNode(f"http://g/{name}")
            )
        )
    store.update(
        with_dataset("INSERT { ?s <http://seen> 1 } WHERE { ?s <http://p> ?o }", ["http://g/a", "http://g/b"], [])
    )
    seen = store.query("SELECT ?s { ?s <http://seen> 1 } ORDER BY ?s")
    assert [row["s"].value for row in seen] == ["http://a", "http://b"]
