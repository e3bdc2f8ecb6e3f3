"""``quanze diff`` and ``quanze compare`` from file to file."""

import json

import openpyxl
import pytest
from typer.testing import CliRunner

from kg.cli.main import app
from tests.statute_texts import lighthouse

HEAD = "序号\t事项名称\t权力类型\t行使主体\t承办机构\t实施依据"
ROWS = (
    "1\t取水许可\t行政许可\t{city}水务局\t水资源科\t《{city}取水条例》第五条",
    "2\t倾倒废渣的处罚\t行政处罚\t{city}水务局\t水政支队\t《渠道管理条例》第八条 处五百元以上{most}元以下罚款。",
)


def write(folder, name, city="江北市", most="二千", rows=ROWS):
    path = folder / name
    path.write_text("\n".join([HEAD, *(row.format(city=city, most=most) for row in rows)]) + "\n", encoding="utf-8")
    return str(path)


def run(*args):
    return CliRunner().invoke(app, [str(one) for one in args])


@pytest.fixture
def editions(tmp_path):
    return write(tmp_path, "旧.txt"), write(tmp_path, "新.txt", most="三千")


def test_two_editions_as_text(editions):
    result = run("diff", *editions)
    assert result.exit_code == 1
    assert "法律责任变更1处" in result.stdout
    assert "处五百元以上[-二-]{+三+}千元以下罚款" in result.stdout


def test_the_same_edition(editions):
    result = run("diff", editions[0], editions[0])
    assert (result.exit_code, "没有变更" in result.stdout) == (0, True)
    assert json.loads(run("diff", editions[0], editions[0], "--output-format", "json").stdout) == []


def test_json_names_every_field(editions):
    (change,) = json.loads(run("diff", *editions, "--output-format", "json").stdout)
    assert change["change"] == "sanction"
    named = {
        "change",
        "serial",
        "code",
        "item",
        "field",
        "old",
        "new",
        "score",
        "reason",
        "list",
        "place",
        "body",
        "diff",
    }
    assert set(change) == named
    assert "".join(text for op, text in change["diff"] if op != "delete") == change["new"]


def test_a_page_and_a_workbook(editions, tmp_path):
    assert run("diff", *editions, "-o", tmp_path / "变更.html").exit_code == 1
    page = (tmp_path / "变更.html").read_text(encoding="utf-8")
    assert "<del>二</del><ins>三</ins>" in page
    assert "http" not in page.replace("http-equiv", "")
    assert run("diff", *editions, "-o", tmp_path / "变更.xlsx").exit_code == 1
    book = openpyxl.load_workbook(tmp_path / "变更.xlsx")
    assert [cell.value for cell in book["变更"][2]][:2] == ["法律责任变更", "2"]


def test_a_file_that_is_none(editions, tmp_path):
    (tmp_path / "空.txt").write_text("", encoding="utf-8")
    result = run("diff", editions[0], tmp_path / "空.txt")
    assert (result.exit_code, "空.txt" in result.stderr) == (2, True)


def test_editions_of_two_bodies_are_told_apart(editions, tmp_path):
    result = run("diff", editions[0], write(tmp_path, "他.txt", city="江南市"))
    assert "公布机关不同" in result.stderr


def test_two_cities(editions, tmp_path):
    other = write(tmp_path, "他.txt", city="江南市", most="三千", rows=ROWS[1:])
    found = json.loads(run("compare", editions[0], other, "--output-format", "json").stdout)
    assert found["lists"] == ["江北市水务局", "江南市水务局"]
    assert [(one["name"], one["differs"], one["missing"]) for one in found["powers"]] == [
        ("取水许可", [], ["江南市水务局"]),
        ("倾倒废渣的处罚", ["sanction"], []),
    ]


def test_which_list_fines_beyond_its_statute(editions, tmp_path):
    articles = {number: f"渠道管理的第{number}项要求由水务机构规定。" for number in range(1, 8)}
    articles[8] = "违反规定倾倒废渣的，处五百元以上二千元以下罚款。"
    articles[9] = "本条例自2011年6月1日起施行。"
    text = lighthouse("2011-05-01", articles, title="渠道管理条例")
    (tmp_path / "渠道管理条例(2011-05-01).md").write_text(text, encoding="utf-8")
    library = tmp_path / "library"
    assert run("laws", "add", tmp_path / "渠道管理条例(2011-05-01).md", "--library", library).exit_code == 0
    result = run("compare", *editions, "--library", library, "--output-format", "json")
    fines = json.loads(result.stdout)["fines"]
    assert (fines["compared"], fines["unknown"]) == (2, 0)
    (beyond,) = fines["beyond"]
    assert (beyond["list"], beyond["side"], beyond["statute"]) == (
        "江北市水务局（新）",
        "above",
        ["500元以上2000元以下"],
    )
    shown = run("compare", *editions, "--library", library)
    assert "高于上限" in shown.stdout
    assert "罚款与条文比对2处，超出法定幅度1处" in shown.stderr
    assert run("compare", *editions, "--as-of", "2025-01-01").exit_code == 2


def test_a_matrix_page_and_workbook(editions, tmp_path):
    other = write(tmp_path, "他.txt", city="江南市", rows=ROWS[1:])
    assert run("compare", editions[0], other, "-o", tmp_path / "对照.html").exit_code == 1
    page = (tmp_path / "对照.html").read_text(encoding="utf-8")
    assert '<td class="lack">无</td>' in page
    assert run("compare", editions[0], other, "-o", tmp_path / "对照.xlsx").exit_code == 1
    rows = list(openpyxl.load_workbook(tmp_path / "对照.xlsx")["对照"].values)
    assert rows[0] == ("事项", "权力类型", "清单数", "不同之处", "江北市水务局", "江南市水务局")
    assert rows[1][-2:] == ("有", "无")


def test_lists_of_one_body_are_told_apart(editions):
    found = json.loads(run("compare", *editions, "--output-format", "json").stdout)
    assert found["lists"] == ["江北市水务局（旧）", "江北市水务局（新）"]


def test_one_list_is_too_few(editions, tmp_path):
    result = run("compare", editions[0], tmp_path / "无.txt")
    assert (result.exit_code, "两份以上" in result.stderr) == (2, True)


@pytest.fixture
def folders(tmp_path):
    """Two editions of two lists each, in folders of files."""
    for edition, most in (("2023", "二千"), ("2025", "三千")):
        (tmp_path / edition).mkdir()
        write(tmp_path / edition, "江北.txt", most=most)
        write(tmp_path / edition, "江南.txt", city="江南市")
    return tmp_path / "2023", tmp_path / "2025"


def test_folders_are_editions_of_their_lists_built_or_not(folders, tmp_path):
    changes = json.loads(run("diff", *folders, "--output-format", "json").stdout)
    assert [(one["change"], one["serial"]) for one in changes] == [("sanction", "2")]
    assert run("build", folders[0], "-o", tmp_path / "out").exit_code == 0
    result = run("diff", tmp_path / "out", folders[1], "--output-format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (1, changes)
    assert run("diff", folders[0], tmp_path / "out").exit_code == 0


def test_the_lists_of_a_folder_are_laid_side_by_side(folders, tmp_path):
    found = json.loads(run("compare", folders[1], "--output-format", "json").stdout)
    assert sorted(found["lists"]) == ["江北市水务局", "江南市水务局"]
    run("build", folders[1], "-o", tmp_path / "out")
    built = json.loads(run("compare", tmp_path / "out", "--output-format", "json").stdout)
    assert [(one["name"], one["differs"]) for one in built["powers"]] == [
        (one["name"], one["differs"]) for one in found["powers"]
    ]


def test_a_folder_without_a_list(tmp_path):
    (tmp_path / "空").mkdir()
    result = run("diff", tmp_path / "空", tmp_path / "空")
    assert (result.exit_code, "空" in result.stderr) == (2, True)


def test_too_many_lists_are_one_clear_line(tmp_path):
    for number in range(3000):
        (tmp_path / f"{number}.txt").write_text("清单", encoding="utf-8")
    result = run("compare", tmp_path, "-q")
    assert result.exit_code == 2
    assert "共有3000份清单，一次最多比较1000份" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_cell_that_names_no_document(tmp_path):
    path = write(tmp_path, "甲.txt", rows=("1\t取水许可\t行政许可\t{city}水务局\t水资源科\t按规定办理",))
    assert run("diff", path, path).exit_code == 0
