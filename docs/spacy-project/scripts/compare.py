"""The trained model beside the rules, on cells that it was not trained on.

Two figures: how far the model finds the very spans of the rules, and how far both find what people annotated. An
annotated row says which documents and which kinds of sanction a cell names, not where: a span of a basis counts where
it holds the title of an annotated document, a span of a sanction where its kind is annotated, each annotation once.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import spacy
from spacy.scorer import Scorer
from spacy.tokens import DocBin
from spacy.training import Example

from extract import pipeline
from extract.clean import compact
from extract.model import Role
from extract.reading.reader import read

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.language import Language
    from spacy.tokens import Doc

STATE = "中华人民共和国"
Counts = tuple[int, int, int]  # right, wrong, missed


def main(model: str, dev: str, listing: str, gold: str, target: str) -> None:
    trained, rules = spacy.load(model), pipeline.load()
    tried = list(DocBin().from_disk(dev).get_docs(trained.vocab))
    spans = Scorer.score_spans([Example(trained(doc.text), doc) for doc in tried], "ents")
    rows = list(_annotated(listing, gold, {doc.text for doc in tried}))
    scores = {
        "cells_to_try": len(tried),
        "spans_of_the_rules": sum(len(doc.ents) for doc in tried),
        "model_on_spans_of_the_rules": {name: round(spans[f"ents_{name}"], 3) for name in ("p", "r", "f")},
        "annotated_rows_to_try": len(rows),
        "model_on_annotated_rows": _figures(_score(trained, rows)),
        "rules_on_annotated_rows": _figures(_score(rules, rows)),
    }
    text = json.dumps(scores, ensure_ascii=False, indent=2)
    Path(target).write_text(text + "\n", encoding="utf-8")
    sys.stdout.write(f"{text}\n")


def _annotated(listing: str, gold: str, tried: set[str]) -> Iterable[tuple[str, dict[str, Any]]]:
    """The annotated rows whose cell is among those to try, each with its text."""
    texts = {row.number: row.text(Role.BASIS) for row in read(Path(listing)).rows}
    for line in Path(gold).read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if texts.get(record["row"]) in tried:
            yield texts[record["row"]], record


def _score(nlp: Language, rows: Iterable[tuple[str, dict[str, Any]]]) -> Counts:
    every = [_row(nlp(text), record) for text, record in rows]
    return tuple(map(sum, zip(*every, strict=True)))  # type: ignore[return-value]


def _row(doc: Doc, record: dict[str, Any]) -> Counts:
    titles = [_level(one["title"]) for one in record["basis"]]
    kinds = Counter(one["kind"] for one in record["sanctions"])
    right = wrong = 0
    for span in doc.ents:
        if span.label_ != "BASIS":
            hit = kinds[span.label_] > 0
            kinds[span.label_] -= hit
        else:
            text = _level(span.text)
            title = max((one for one in titles if one in text), key=len, default=None)
            hit = title is not None
            if title is not None:
                titles.remove(title)
        right, wrong = right + hit, wrong + (not hit)
    return right, wrong, len(titles) + sum(kinds.values())


def _level(text: str) -> str:
    levelled = compact(text).replace(STATE, "")
    return "".join(sign for sign in levelled if sign.isalnum())


def _figures(found: Counts) -> dict[str, float | int]:
    right, wrong, missed = found
    return {
        "right": right,
        "wrong": wrong,
        "missed": missed,
        "p": round(right / max(1, right + wrong), 3),
        "r": round(right / max(1, right + missed), 3),
        "f": round(2 * right / max(1, 2 * right + wrong + missed), 3),
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
