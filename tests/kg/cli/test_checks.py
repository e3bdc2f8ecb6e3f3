import sys

from kg.cli import checks


def checks_by_name(folder):
    return {check.what: check for check in checks.checks(folder)}


def test_everything_is_looked_at(exports):
    checks = checks_by_name(exports)
    assert checks["Python"].well
    assert checks["pyoxigraph"].well
    assert "jinchang-hrss-power-list.txt" in checks["内置数据"].seen
    assert str(exports / "store") in checks["图数据库"].seen
    assert checks["可写"].well


def test_no_graph_yet_is_no_fault(tmp_path):
    checks = checks_by_name(tmp_path / "none")
    assert checks["图数据库"].well
    assert "quanze build" in checks["图数据库"].seen
    assert checks["可写"].seen == str(tmp_path)


def test_a_damaged_store_is_a_fault(tmp_path):
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "CURRENT").write_text("nonsense", encoding="utf-8")
    assert not checks_by_name(tmp_path)["图数据库"].well
    assert checks_by_name(tmp_path)["图数据库"].remedy


def test_a_place_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert not checks_by_name(tmp_path / "file" / "out")["可写"].well


def test_a_library_that_is_missing(tmp_path, monkeypatch):
    monkeypatch.setattr(checks, "LIBRARIES", ("no-such-library",))
    monkeypatch.setattr(checks, "EXTRAS", {"no-such-extra": "notebooks"})
    seen = checks_by_name(tmp_path)
    assert not seen["no-such-library"].well
    assert seen["no-such-extra"].well
    assert "quanze[notebooks]" in seen["no-such-extra"].seen


def test_fonts(tmp_path, monkeypatch):
    monkeypatch.setattr(checks.shutil, "which", lambda _name: None)
    assert checks_by_name(tmp_path)["中文字体"].well
    lister = tmp_path / "fc-list"
    for families, well in (("Noto Sans CJK SC,思源黑体\n", True), ("Some Other Song,某体\n", True), ("", False)):
        lister.write_text(f"#!{sys.executable}\nprint({families!r}, end='')\n", encoding="utf-8")
        lister.chmod(0o755)
        monkeypatch.setattr(checks.shutil, "which", lambda _name: str(lister))
        assert checks_by_name(tmp_path)["中文字体"].well is well
