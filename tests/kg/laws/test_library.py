"""Adding, adding again, what is set aside, versions, and the graph of a source."""

import json
import shutil

import pytest
from pyoxigraph import NamedNode, Store, Variable

from extract.statutes.model import Status
from kg.errors import Problem
from kg.graph.iris import Name, mint
from kg.laws import lookup
from kg.laws.folder import chosen
from kg.laws.library import STORE, Library
from tests.kg.laws.conftest import LATER, TODAY, texts, write
from tests.statute_texts import ARTICLES, TITLE, lighthouse


def add(where, *paths, day=TODAY):
    with Library(where, writable=True) as library:
        return library.add(list(paths), day)


def test_versions_of_a_title(library):
    statute = library.statute("灯塔法")
    assert [edition.key for edition in statute.editions] == ["2010-12-01", "2019-06-07"]
    assert library.articles(statute.editions[0]) == {f"art_{n}": text for n, text in ARTICLES.items()}
    assert library.articles(statute.editions[1]) == {f"art_{n}": text for n, text in LATER.items()}


@pytest.mark.parametrize(
    "name", ["灯塔法", "中华人民共和国灯塔法", "《灯塔法》", "中华人民共和国 灯塔法（2019年修正）"]
)
def test_a_title_however_it_is_written(library, name):
    assert library.statute(name).canonical == TITLE


@pytest.mark.parametrize(
    ("day", "version", "status"),
    [
        ("2010-12-02", None, Status.NOT_YET),
        ("2011-03-01", "2010-12-01", Status.UNKNOWN),
        ("2019-06-06", "2010-12-01", Status.UNKNOWN),
        ("2020-01-01", "2019-06-07", Status.UNKNOWN),
    ],
)
def test_the_version_of_a_day(library, day, version, status):
    edition = lookup.version_at(library, "灯塔法", day)
    assert (edition.key if edition else None) == version
    assert lookup.standing(library, "灯塔法", day).status is status


def test_a_version_is_amended_when_the_next_has_begun(library):
    statute = library.statute("灯塔法")
    assert statute.standing(statute.editions[0], TODAY).status is Status.AMENDED
    assert statute.standing(statute.editions[0], TODAY).since == "2019-06-07"
    assert lookup.later_versions(library, "灯塔法", "2010-12-01", TODAY) == ("2019-06-07",)
    assert lookup.later_versions(library, "灯塔法", "2010-12-01", "2015-01-01") == ()


def test_what_other_rooms_ask(library):
    assert lookup.exists_in(library, "灯塔法", "art_7") == ("2019-06-07",)
    assert lookup.exists_in(library, "灯塔法", "art_3__para_1__item_4") == ()
    assert lookup.text_at(library, "灯塔法", "art_3__para_1__item_2", TODAY) == "（二）能够辨认灯光；"
    (now,) = lookup.fine_ranges(library, "灯塔法", "art_4", TODAY)
    (then,) = lookup.fine_ranges(library, "灯塔法", "art_4", "2015-01-01")
    assert (now.minimum, now.maximum) == (1000, 5000)
    assert (then.minimum, then.maximum) == (500, 2000)
    assert lookup.fitting(library, "灯塔法") == (TITLE,)
    assert lookup.version_at(library, "无此法", TODAY) is None
    assert lookup.standing(library, "无此法", TODAY).status is Status.UNKNOWN


def test_adding_again_does_nothing_and_changes_are_followed(tmp_path):
    source = texts(tmp_path / "files")
    where = tmp_path / "library"
    assert add(where, source).new == 3
    again = add(where, source)
    assert (again.new, again.unchanged, again.gone) == (0, 3, 0)
    changed = ARTICLES | {1: "为了管理灯塔，制定本法。"}
    write(source, "行政法/灯塔法(2010-12-01).md", lighthouse(articles=changed))
    (source / "行政法规/码头条例(2015-04-01).md").unlink()
    later = add(where, source)
    assert (later.new, later.unchanged, later.gone) == (1, 1, 1)
    with Library(where) as library:
        assert library.catalogue.counts()["sources"] == 2
        assert lookup.text_at(library, "灯塔法", "art_1", "2015-01-01") == changed[1]
        assert library.statute("码头条例") is None
        assert len(list(library.store.named_graphs())) == 2


def test_one_content_under_two_names_is_held_once(tmp_path):
    source = texts(tmp_path / "files")
    shutil.copytree(source / "行政法规", source / "经济法")
    with Library(tmp_path / "library", writable=True) as library:
        added = library.add([source], TODAY)
        assert (added.new, added.unchanged) == (3, 1)
        assert library.catalogue.counts()["texts"] == 3


def test_what_cannot_be_read_is_set_aside_and_the_rest_is_held(tmp_path):
    source = texts(tmp_path / "files")
    write(source, "broken.json", "{")
    write(source, "README.md", "# 说明\n\n本仓库收集法规。\n")
    images = tmp_path / "images"
    images.mkdir()
    (images / "1.png").write_bytes(b"\x89PNG")
    added = add(tmp_path / "library", source, images, tmp_path / "none.md")
    assert added.new == 3
    assert len(added.unread) == 4
    assert all("\n" not in str(reason) for reason in added.unread)
    assert added.others == {".png": 1}


def test_the_better_of_two_texts_and_their_differences(tmp_path):
    source = tmp_path / "files"
    damaged = {n: text for n, text in ARTICLES.items() if n != 3} | {4: "看守人擅离灯塔的，警告。"}
    write(source, "a/灯塔法(2010-12-01).md", lighthouse(articles=dict(sorted(damaged.items()))))
    write(source, "b/灯塔法(2010-12-01).md", lighthouse(blank="　"))
    added = add(tmp_path / "library", source)
    with Library(tmp_path / "library") as library:
        (edition,) = library.statute("灯塔法").editions
        assert library.articles(edition)["art_3"] == ARTICLES[3]
        assert len(edition.texts) == 2
    (line,) = [line for line in added.findings if "与采用的" in line]
    assert "有2条不同：第四条、第三条" in line
    assert line.startswith(str((source / "a").resolve()))


def test_a_text_without_a_day_belongs_to_the_version_it_is_like(tmp_path):
    source = texts(tmp_path / "files")
    undated = "\n".join(line for line in lighthouse(articles=LATER, blank="　").split("\n") if "通过" not in line)
    write(source, "c/灯塔法.md", undated)
    add(tmp_path / "library", source)
    with Library(tmp_path / "library") as library:
        old, new = library.statute("灯塔法").editions
        assert (len(old.texts), len(new.texts)) == (1, 2)
        assert (old.effective, new.effective) == ("2011-03-01", "")  # the last article has the first version's day


def test_adoption_and_publication_are_one_version(tmp_path):
    source = tmp_path / "files"
    write(source, "a/灯塔法.md", lighthouse("2010-11-20"))
    write(source, "b/灯塔法(2010-12-01).md", lighthouse(blank="　"))
    add(tmp_path / "library", source)
    with Library(tmp_path / "library") as library:
        assert [edition.key for edition in library.statute("灯塔法").editions] == ["2010-12-01"]


def test_a_code_split_over_files_is_one_text(tmp_path):
    for name, numbers in (("a", (1, 2)), ("b", (3, 4)), ("c", (5, 6))):
        part = {n: ARTICLES[n] for n in numbers}
        write(tmp_path / "files", f"{name}.md", lighthouse(articles=part))
    add(tmp_path / "library", tmp_path / "files")
    with Library(tmp_path / "library") as library:
        (edition,) = library.statute("灯塔法").editions
        assert list(library.articles(edition).values()) == list(ARTICLES.values())


def statements(folder, *rows):
    head = "title,promulgated,effective,status,source\n"
    return write(folder, "register.csv", head + "".join(",".join((TITLE, *row, "航标库")) + "\n" for row in rows))


def test_a_register_says_status_and_later_versions(tmp_path):
    source = tmp_path / "files"
    write(source, "灯塔法(2010-12-01).md", lighthouse())
    statements(source, ("2010-12-01", "2011-03-01", "已修改"), ("2022-02-02", "2022-03-01", "有效"))
    add(tmp_path / "library", source)
    with Library(tmp_path / "library") as library:
        assert lookup.standing(library, "灯塔法", TODAY).status is Status.AMENDED
        assert lookup.standing(library, "灯塔法", "2015-01-01").status is Status.IN_FORCE
        assert lookup.later_versions(library, "灯塔法", "2010-12-01", TODAY) == ("2022-02-02",)


@pytest.mark.parametrize(("day", "status"), [("2021-12-31", Status.UNKNOWN), ("2022-01-01", Status.REPEALED)])
def test_a_repealed_document(tmp_path, day, status):
    write(tmp_path, "灯塔法(2010-12-01).md", lighthouse())
    gone = {"entries": [{"name": TITLE, "type": "repealed", "repealed_date": "2022-01-01"}]}
    write(tmp_path, "deprecated_laws.json", json.dumps(gone, ensure_ascii=False))
    add(tmp_path / "library", tmp_path)
    with Library(tmp_path / "library") as library:
        assert lookup.standing(library, "灯塔法", day).status is status


def test_a_document_known_only_as_repealed(tmp_path):
    gone = {"entries": [{"name": TITLE, "type": "repealed", "repealed_date": "2022-01-01"}]}
    write(tmp_path, "deprecated_laws.json", json.dumps(gone, ensure_ascii=False))
    add(tmp_path / "library", tmp_path)
    with Library(tmp_path / "library") as library:
        assert lookup.standing(library, "灯塔法", TODAY).status is Status.REPEALED
        assert lookup.standing(library, "灯塔法", "2021-01-01").status is Status.UNKNOWN
        assert lookup.later_versions(library, "无此法", "2000-01-01", TODAY) == ()


@pytest.mark.parametrize(("day", "status"), [("2022-02-28", Status.NOT_YET), ("2022-03-01", Status.UNKNOWN)])
def test_a_document_known_only_by_its_first_day(tmp_path, day, status):
    statements(tmp_path, ("2022-02-02", "2022-03-01", "尚未施行"), ("2022-02-02", "", "尚未施行"))
    add(tmp_path / "library", tmp_path)
    with Library(tmp_path / "library") as library:
        assert lookup.standing(library, "灯塔法", day).status is status


def test_an_amendment_that_has_not_begun_leaves_a_document_alone(tmp_path):
    statements(tmp_path, ("2010-12-01", "", "有效"), ("2022-02-02", "2022-03-01", "尚未施行"))
    add(tmp_path / "library", tmp_path)
    with Library(tmp_path / "library") as library:
        assert lookup.standing(library, "灯塔法", "2022-02-28").status is Status.UNKNOWN


def test_chapters_annexes_and_points(tmp_path):
    text = lighthouse() + "\n附件1：灯具目录\n\n灯芯\n"
    write(tmp_path, "灯塔法(2010-12-01).md", text)
    notice = "# 关于加强灯塔看守工作的通知\n\n航标发〔2012〕3号\n\n各航标站：\n\n一、关于看守\n\n（一）昼夜看守，不得间断，并且如实记录。\n\n（二）定期修灯。\n\n二、关于灯具\n\n更换灯芯。\n"
    write(tmp_path, "关于加强灯塔看守工作的通知(2012-02-03).md", notice)
    add(tmp_path / "library", tmp_path)
    with Library(tmp_path / "library") as library:
        assert lookup.text_at(library, "灯塔法", "chp_2", TODAY) == "\n".join(ARTICLES[n] for n in (4, 5, 6))
        assert lookup.text_at(library, "灯塔法", "chp_3", TODAY) is None
        assert lookup.text_at(library, "灯塔法", "annex", TODAY).endswith("灯芯")
        title = "关于加强灯塔看守工作的通知"
        assert lookup.text_at(library, title, "part_1__clause_2", TODAY) == "（二）定期修灯。"
        assert lookup.text_at(library, title, "clause_2", TODAY) == "（二）定期修灯。"
        assert lookup.text_at(library, title, "clause_9", TODAY) is None
        assert lookup.text_at(library, title, "no path", TODAY) is None


def test_where_the_library_lies(tmp_path, monkeypatch):
    monkeypatch.setenv("QUANZE_LIBRARY", str(tmp_path / "named"))
    assert chosen(tmp_path / "asked") == tmp_path / "asked"
    assert chosen() == tmp_path / "named"
    monkeypatch.delenv("QUANZE_LIBRARY")
    assert chosen().name == "laws"


def test_metadata_that_contradict_the_text_are_named(tmp_path):
    source = texts(tmp_path / "files")
    folder = source / TITLE
    information = {
        "date_of_enactment": "2001年1月1日",
        "date_of_implementation": "2001年2月1日",
        "Timeliness": "现行有效",
    }
    write(folder, "README.md", lighthouse(blank="　"))
    write(folder, "information.json", json.dumps(information, ensure_ascii=False))
    added = add(tmp_path / "library", source)
    assert any("2001-01-01 不是" in line and "2010-12-01" in line for line in added.findings)


def test_a_version_said_to_be_in_force_that_is_overtaken(tmp_path):
    source = texts(tmp_path / "files")
    statements(source, ("2010-12-01", "2011-03-01", "有效"))
    assert any("称" in line and "2019-06-07" in line for line in add(tmp_path / "library", source).findings)


def test_two_titles_with_one_number(tmp_path):
    note = "2010年12月1日国务院令第999号公布"
    write(tmp_path, "灯塔法(2010-12-01).md", lighthouse(note=note))
    write(tmp_path, "码头条例(2010-12-01).md", lighthouse(note=note, title="码头条例"))
    assert any("国务院令第999号" in line for line in add(tmp_path / "library", tmp_path).findings)


def test_the_graph_of_a_source(place):
    """Work, expression and article as ELI has them, each source in its own graph, provisions as the lists cite them."""
    store = Store.read_only(str(place / STORE))
    query = """
        PREFIX eli: <http://data.europa.eu/eli/ontology#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        SELECT ?day ?text ?provision WHERE { GRAPH ?source {
          ?work a eli:LegalResource ; eli:is_realized_by ?version .
          ?version eli:version_date ?day ; eli:realizes ?work .
          ?wording eli:is_part_of ?version ; eli:realizes ?provision ; rdf:value ?text . } } ORDER BY ?day"""
    provision = NamedNode(mint(Name("provision", (TITLE, "art_4"))))
    found = [
        (row["day"].value, row["text"].value)
        for row in store.query(query, substitutions={Variable("provision"): provision})
    ]
    assert found == [("2010-12-01", ARTICLES[4]), ("2019-06-07", LATER[4])]


def test_no_library_and_a_broken_one(tmp_path):
    with pytest.raises(Problem, match="laws add"):
        Library(tmp_path)
    (tmp_path / "catalogue.sqlite").write_bytes(b"no database at all, but long enough to be read as one" * 30)
    with pytest.raises(Problem):
        Library(tmp_path)
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(Problem):
        Library(tmp_path / "file" / "library", writable=True)
