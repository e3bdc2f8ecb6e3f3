"""Invented statutes in the forms that public repositories publish them in; no line of a real one."""

ARTICLES = {
    1: "为了加强灯塔管理，保障航行安全，制定本法。",
    2: "灯塔的设置、看守和拆除，适用本法。\n本法所称灯塔，是指为船舶指示航向的发光设施。",
    3: "灯塔看守人应当具备下列条件：\n（一）年满十八周岁；\n（二）能够辨认灯光；\n（三）会修理灯具。\n前款第二项的条件由航标机关核定。",
    4: "看守人擅离灯塔的，由航标机关责令改正，处五百元以上二千元以下罚款；情节严重的，取消看守资格。",
    5: "违反本法第四条规定以外的行为，依照港口条例处理。",
    6: "本法自2011年3月1日起施行。",
}
TITLE = "中华人民共和国灯塔法"
NUMERALS = "零一二三四五六七八九十"


def lighthouse(day="2010-12-01", articles=None, note="", *, title=TITLE, blank=" "):
    """The invented law in the plainest Markdown: head, chapters, articles at the head of their lines."""
    year, month, date = (int(part) for part in day.split("-"))
    articles = articles or ARTICLES
    lines = [f"# {title}", "", f"{year}年{month}月{date}日 第九届航标大会第一次会议通过", *note.splitlines(), ""]
    lines += ["<!-- INFO END -->", "", "## 第一章 总 则", ""]
    for number, text in articles.items():
        if number == 4:
            lines += ["## 第二章 法律责任", ""]
        lines += [f"第{NUMERALS[number]}条{blank}{text}".replace("\n", "\n\n"), ""]
    return "\n".join(lines)
