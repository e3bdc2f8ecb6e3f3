"""What is wrong with a text, each named once with its article and line, in Chinese and English."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from extract.provision import Provision, Step
from extract.statutes.model import Damage
from extract.statutes.sequence import follows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.statutes.model import Article, TextLine
    from extract.statutes.sequence import Head


#: What one of the last articles of a whole text says: when it takes effect, who construes it, what it repeals.
_END = re.compile("施行|生效|实施|执行|实行|解释|废止|公布之日|自.{2,20}起")
_LAST = 3


def breaks_off(texts: Sequence[str]) -> bool:
    """Whether the articles of a text seem to break off: none of the last says what the last articles of a text say.

    >>> breaks_off(["制定本法。", "本法自公布之日起施行。"]), breaks_off(["制定本法。", "看守人应当守夜。"])
    (False, True)
    """
    return bool(texts) and not any(_END.search(text) for text in texts[-_LAST:])


def _path(number: int, insert: int = 0) -> str:
    return str(Step("art", number, insert or None))


def _words(path: str) -> str:
    return Provision.parse(path).words()


class Damages:
    """The damages of one text as they are found."""

    def __init__(self) -> None:
        self._damages: list[Damage] = []

    def all(self) -> tuple[Damage, ...]:
        """Every damage in the order of lines; of one kind at one article the first, with how often it is there."""
        times = Counter((damage.code, damage.provision) for damage in self._damages)
        first: dict[tuple[str, str], Damage] = {}
        for damage in self._damages:
            first.setdefault((damage.code, damage.provision), damage)
        damages = [
            damage
            if times[key] == 1
            else replace(damage, zh=f"{damage.zh}（共{times[key]}处）", en=f"{damage.en} ({times[key]} times)")
            for key, damage in first.items()
        ]
        return tuple(sorted(damages, key=lambda damage: (damage.line, damage.code, damage.provision)))

    def gaps(self, chosen: Sequence[Head], lines: Sequence[TextLine]) -> None:
        """Articles whose numbers are left out between others, or before the first."""
        before = (0, 0)
        for head in chosen:
            if head is chosen[0] and head.number > 1:
                path = _path(head.number, head.insert)
                zh, en = f"条文从{_words(path)}起，缺此前各条", f"the articles begin with {path}"
                self._add("missing", _path(1), lines[head.place].number, zh, en)
            elif not follows(before, head.key) and not (before[1] and head.key == (before[0] + 1, 0)):
                first, last = before[0] + 1, head.number - (0 if head.insert else 1)
                if head.insert and head.number == before[0]:
                    first = last = head.number
                self._missing(first, last, lines[head.place].number)
            before = head.key

    def _missing(self, first: int, last: int, line: int) -> None:
        if last < first:
            return
        words = _words(_path(first)) + (f"至{_words(_path(last))}" if last > first else "")
        count = last - first + 1
        self._add(
            "missing", _path(first), line, f"缺{words}（{count}条）", f"{count} article(s) missing from {_path(first)}"
        )

    def left_out(self, heads: Sequence[Head], chosen: Sequence[Head], lines: Sequence[TextLine]) -> None:
        """Numbers at the heads of lines that number no article: references, doubles, numbers that go back."""
        taken = {head.place for head in chosen}
        keys = {head.key for head in chosen}
        for head in heads:
            if head.place in taken:
                continue
            path, line = _path(head.number, head.insert), lines[head.place].number
            words = _words(path)
            if head.referring or not head.ended:
                zh, en = f"行首的{words}是引用，未作为新的一条", f"{path} at the head of a line is a reference"
                self._add("reference", path, line, zh, en)
            elif head.key in keys:
                self._add("doubled", path, line, f"{words}出现两次", f"{path} stands twice")
            else:
                zh, en = f"{words}的序号与前后不接，按正文处理", f"{path} is out of order, read as text"
                self._add("out_of_order", path, line, zh, en)

    def merged(self, number: int, line: int) -> None:
        """An article whose number stands in the middle of a line."""
        path = _path(number)
        self._add("merged", path, line, f"{_words(path)}与前一条连排，已分开", f"{path} ran on from the one before")

    def glued(self, article: Article, words: str) -> None:
        """A heading that ran on from the article before it."""
        zh = f"{_words(article.path)}末尾连着标题“{words}”，已分开"
        self._add("glued", article.path, article.line, zh, f"a heading ran on from {article.path}")

    def annex_glued(self, article: Article) -> None:
        """An annex that ran on from the last article."""
        zh = f"附件与{_words(article.path)}连排，已分开"
        self._add("annex_glued", article.path, article.line, zh, f"the annex ran on from {article.path}")

    def cut(self, articles: Sequence[Article]) -> None:
        """That the text seems to break off behind its last article."""
        if breaks_off([article.text for article in articles]):
            last = articles[-1]
            zh = f"末尾没有施行、解释等内容，{_words(last.path)}以后可能缺失"
            self._add("cut", last.path, last.line, zh, f"the text may break off behind {last.path}")

    def restart(self, line: int) -> None:
        """A second series of articles behind the last one."""
        zh = "条文序号从第一条重新开始，其后作为附件"
        self._add("restart", "", line, zh, "numbers begin again at art_1, kept as an annex")

    def _add(self, code: str, provision: str, line: int, zh: str, en: str) -> None:
        self._damages.append(Damage(code, provision, line, zh, en))
