"""One invented law in every form gives the same articles."""

import json
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from zipfile import ZipFile

import pytest

from extract.model import Unreadable
from extract.statutes import reader
from extract.statutes.model import Status
from tests.statute_texts import ARTICLES, NUMERALS, TITLE, lighthouse

HEAD = "（2010年12月1日第九届航标大会第一次会议通过）"


def numbered(number):
    return f"第{NUMERALS[number]}条"


def vuepress():
    body = "\n\n".join(f"**{numbered(n)}**　{text}".replace("\n", "\n\n") for n, text in ARTICLES.items())
    return f"---\nsidebar: auto\n---\n\n# {TITLE}\n\n2010年12月1日第九届航标大会通过\n\n## 第一章　总则\n\n{body}\n"


def pasted():
    contents = "目　　录\n\n　　第一章　总则\n\n"
    body = "\n\n".join(f"　　{numbered(n)}　{text}".replace("\n", "\n\n　　") for n, text in ARTICLES.items())
    return f"# {TITLE}\n\n \n\n{HEAD}\n\n{contents}第一章　总则\n\n{body}\n"


def headed():
    parts = [
        f"### **{numbered(n)}**\n{text}".replace("\n（", " （").replace("。\n", "。 ") for n, text in ARTICLES.items()
    ]
    front = '---\ntitle: "中华人民共和国灯塔法"\ncarrier_role: "RETRIEVAL_DERIVED_MARKDOWN"\n---\n\n'
    return f"{front}# {TITLE}\n\n{HEAD}\n\n## 第一章  总  则\n\n" + "\n\n".join(parts) + "\n\n> 来源: 航标库\n"


def listed():
    body = "\n".join(
        f"- **{numbered(n)}**　　{text}".replace("\n（", "\n  - （")
        .replace("。\n前", "。\n\n前")
        .replace("。\n本", "。\n\n本")
        for n, text in ARTICLES.items()
    )
    return f"**{TITLE}**\n\n> {HEAD}\n\n- 第一章　　总　　则\n\n## 第一章　　总　　则\n\n{body}\n"


def plain():
    return f"{TITLE}\r\n{HEAD}\r\n" + "\r\n".join(
        f"{numbered(n)}{text}".replace("\n", "\r\n") for n, text in ARTICLES.items()
    )


def law_json():
    articles = [
        {"displayNumber": numbered(n), "articleNumber": n, "path": ["第一章总则"], "text": text}
        for n, text in ARTICLES.items()
    ]
    about = {"title": TITLE, "promulgationDate": "2010-12-01", "effectiveDate": "2011-03-01", "status": "effective"}
    return json.dumps(about | {"articles": articles}, ensure_ascii=False)


def code_json():
    articles = [{"article_id": str(n), "content": f"{numbered(n)}　{text}"} for n, text in ARTICLES.items()]
    return json.dumps({"type": "law", "title": TITLE, "articles": articles}, ensure_ascii=False)


def json_lines():
    return "\n".join(
        json.dumps({"id": f"X_{n}", "law": TITLE, "article_number": f"第{n}条", "content": text}, ensure_ascii=False)
        for n, text in ARTICLES.items()
    )


def yaml():
    head = f"# {TITLE}（2010年版）\n# 2010年12月1日通过\n# [核对 2026-07-16]\n\n"
    return head + json.dumps(
        [{"id": f"x_{n}", "law": TITLE, "article": numbered(n), "content": text} for n, text in ARTICLES.items()],
        ensure_ascii=False,
    )


FORMS = {
    "灯塔法(2010-12-01).md": lighthouse(),
    "README.md": vuepress(),
    "pasted.md": pasted(),
    "灯塔法_2010-12-01_有效_1.2.156.3005.6-1.md": headed(),
    "listed.md": listed(),
    "灯塔法.txt": plain(),
    "law.json": law_json(),
    "code.json": code_json(),
    "statutes.jsonl": json_lines(),
    "law.yaml": yaml(),
}


def written(folder, name, content, encoding="utf-8"):
    path = folder / name
    path.write_bytes(content.encode(encoding))
    return path


@pytest.mark.parametrize("name", FORMS)
def test_every_form_gives_the_same_articles(tmp_path, name):
    source = reader.read(written(tmp_path, name, FORMS[name]))
    (text,) = source.texts
    assert text.canonical == TITLE
    assert {one.path: one.text for one in text.articles} == {f"art_{n}": words for n, words in ARTICLES.items()}
    assert text.promulgated == ("" if name in {"code.json", "statutes.jsonl"} else "2010-12-01")
    assert text.effective == "2011-03-01"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_encodings(tmp_path, encoding):
    (text,) = reader.read(written(tmp_path, "灯塔法.txt", plain(), encoding)).texts
    assert len(text.articles) == len(ARTICLES)


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def word_document(path, lines, **more):
    """The least Word document that holds these paragraphs, and further parts by name."""
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    with ZipFile(path, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="r1" Type="{OFFICE}" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        for name, content in more.items():
            archive.writestr(f"word/{name}", content)
    return path


def test_word_documents(tmp_path):
    (text,) = reader.read(word_document(tmp_path / "灯塔法.docx", plain().split("\r\n"))).texts
    assert [one.text for one in text.articles] == list(ARTICLES.values())


def test_word_documents_that_embed_a_page(tmp_path):
    page = "<html><body>" + "".join(f"<p>{line}</p>" for line in plain().split("\r\n")) + "</body></html>"
    message = MIMEMultipart("related")
    message.attach(MIMEText(page, "html", "utf-8"))
    path = word_document(tmp_path / "灯塔法.docx", [], **{"afchunk.mht": message.as_bytes()})
    (text,) = reader.read(path).texts
    assert [one.text for one in text.articles] == list(ARTICLES.values())


def test_what_is_stated_beside_the_text(tmp_path):
    folder = tmp_path / TITLE
    folder.mkdir()
    information = {
        "date_of_enactment": "2010年12月1日",
        "date_of_implementation": "2011年3月1日",
        "Timeliness": "现行有效",
    }
    source = reader.read(written(folder, "information.json", json.dumps(information, ensure_ascii=False)))
    (said,) = source.statements
    assert (said.title, said.promulgated, said.effective, said.status, said.beside) == (
        TITLE, "2010-12-01", "2011-03-01", Status.IN_FORCE, True,
    )  # fmt: skip


STATEMENTS = {
    "versions.json": (
        {"schemaVersion": 1, "lawId": "x", "title": TITLE, "versions": [
            {"promulgatedOn": "2010-12-01", "effectiveFrom": "2011-03-01", "effectiveTo": "2020-01-01"},
            {"promulgatedOn": "2019-06-07", "effectiveFrom": "2020-01-01", "effectiveTo": None}]},
        [("2010-12-01", "2011-03-01", "2020-01-01"), ("2019-06-07", "2020-01-01", "")],
    ),
    "detail.json": (
        {"data": {"bbbs": "1", "title": TITLE, "gbrq": "2019-06-07", "sxrq": "2020-01-01", "sxx": 3,
                  "xgzl": [{"title": "中华人民共和国国务院令第844号"}],
                  "lsyg": [{"title": TITLE, "gbrq": "2019-06-07"}, {"title": TITLE, "gbrq": "2010-12-01"}]}},
        [("2019-06-07", "2020-01-01", ""), ("2010-12-01", "", "")],
    ),
    "list.json": (
        json.dumps([{"title": TITLE, "sxx": 2, "gbrq": "2010-12-01", "sxrq": "2011-03-01"}], ensure_ascii=False),
        [("2010-12-01", "2011-03-01", "")],
    ),
    "laws_index.json": (
        {"X": {"name": TITLE, "promulgation_date": "2010-12-01", "effective_date": "2011-03-01", "status": "effective"}},
        [("2010-12-01", "2011-03-01", "")],
    ),
    "deprecated_laws.json": (
        {"entries": [{"name": TITLE, "type": "repealed", "repealed_date": "2022-01-01"}]},
        [("", "", "2022-01-01")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", STATEMENTS)
def test_sources_that_only_state_facts(tmp_path, name):
    content, expected = STATEMENTS[name]
    source = reader.read(written(tmp_path, name, json.dumps(content, ensure_ascii=False)))
    assert [(said.promulgated, said.effective, said.until) for said in source.statements] == expected
    assert {said.title for said in source.statements} == {TITLE}
    assert not source.texts


def test_an_xml_description(tmp_path):
    content = (
        "<document><histories><revision><notice-date>2010年12月1日</notice-date><execute-date>2011年3月1日</execute-date>"
        "</revision></histories><deprecated><date>2022年1月1日</date></deprecated></document>"
    )
    source = reader.read(written(tmp_path, f"{TITLE}.xml", content))
    assert [(said.promulgated, said.effective, said.until) for said in source.statements] == [
        ("2010-12-01", "2011-03-01", ""),
        ("", "", "2022-01-01"),
    ]


def test_a_register(tmp_path):
    content = f"\ufefftitle,promulgated,effective,status,source\n{TITLE},2010-12-01,2011-03-01,已修改,航标库\n"
    (said,) = reader.read(written(tmp_path, "register.csv", content)).statements
    assert (said.title, said.status) == (TITLE, Status.AMENDED)


def test_a_code_of_law_gets_its_title_from_the_index(tmp_path):
    folder = tmp_path / "modules"
    folder.mkdir()
    written(tmp_path, "laws_index.json", json.dumps({"X": {"name": TITLE}}, ensure_ascii=False))
    lines = json_lines().replace(f'"law": "{TITLE}"', '"law_code": "X"')
    (text,) = reader.read(written(folder, "statutes.jsonl", lines)).texts
    assert text.title == TITLE
    assert text.excerpt


def test_the_text_wins_over_an_older_name(tmp_path):
    note = "2019年6月7日 《关于修改〈灯塔法〉的决定》修正"
    (text,) = reader.read(written(tmp_path, "灯塔法(2010-12-01).md", lighthouse(note=note))).texts
    assert text.promulgated == "2019-06-07"
    assert [damage.code for damage in text.damages] == ["metadata"]


def test_a_later_name_stands_against_a_head_that_ends_early(tmp_path):
    (text,) = reader.read(written(tmp_path, "灯塔法(2019-06-07).md", lighthouse())).texts
    assert text.promulgated == "2019-06-07"
    assert text.effective == ""
    assert [damage.code for damage in text.damages] == ["metadata"]


def test_a_title_in_two_lines_and_a_part_of_a_code(tmp_path):
    two = "# 最高航标法院\n# 关于审理灯塔纠纷案件适用法律若干问题的解释\n\n2010年12月1日公布\n\n第一条 甲。\n\n第二条 乙。\n"
    (text,) = reader.read(written(tmp_path, "two.md", two)).texts
    assert text.title == "最高航标法院关于审理灯塔纠纷案件适用法律若干问题的解释"
    part = "# 中华人民共和国航海法典\n\n# 灯塔编\n\n2010年12月1日通过\n\n第九条 甲。\n\n第十条 乙。\n"
    (text,) = reader.read(written(tmp_path, "part.md", part)).texts
    assert text.title == "中华人民共和国航海法典"


BAD = {
    "README.md": "# 使用说明\n\n本仓库收集法规。\n",
    "某条法律.md": "# 某条法律的标题\n\n1990年01月23日 发生了什么\n\n第一条 xxxxx\n\n第二条 xxxxx\n",
    "broken.json": '{"title": "灯塔法", "articles": [',
    "broken.jsonl": '{"law": "灯塔法"\n',
    "broken.yaml": "- a: [1,\n",
    "broken.xml": "<document><histories>",
    "empty.md": "",
    "blank.xml": "  \n",
    "other.csv": "甲,乙\n1,2\n",
    "other.json": '{"甲": 1}',
    "bytes.md": "\x00\x01\x02\x03\x04\x05\x06\x07" * 20,
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_statute_is_one_line(tmp_path, name):
    with pytest.raises(Unreadable) as caught:
        reader.read(written(tmp_path, name, BAD[name]))
    line = str(caught.value)
    assert line.startswith(str(tmp_path / name))
    assert "\n" not in line
    assert " / " in line


def test_a_file_that_is_not_there_or_too_large(tmp_path, monkeypatch):
    with pytest.raises(Unreadable):
        reader.read(tmp_path / "none.md")
    monkeypatch.setattr(reader, "LARGEST", 100)
    with pytest.raises(Unreadable, match="过大"):
        reader.read(written(tmp_path, "large.md", lighthouse()))
