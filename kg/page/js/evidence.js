// The words: cells with their marks, the facts read from them beside, and excerpts.

/** A cell with its marks, the facts read from it beside it. */
function cellBlock(cell, thing, only) {
  const block = h("section", { class: "cell" });
  const choose = (fact) => light(block, fact);
  const read = [...new Map(cell.marks.filter((place) => !isFinding(facts[place.fact])).map((place) => [place.fact, place])).values()].sort((one, other) => one.start - other.start || other.end - one.end);
  const shared = cell.entries.filter((at) => at !== thing?.at);
  block.append(...present([
    h("h3", {}, cell.caption, h("small", {}, `${count([...cell.text].length)}字，提取项${count(read.length)}个`), copier("复制原文", cell.text), h("button", { type: "button", class: "copy", onclick: () => markMissed(cell) }, "标记漏提")),
    h("div", { class: "beside" },
      h("blockquote", { tabindex: "0", "data-cell": cell.at }, marked(cell, cell.marks, { choose, here: (place) => Boolean(only?.has(place.fact)) })),
      read.length > 0 && h("ol", { class: "facts", tabindex: "0", "aria-label": "提取项" }, read.map((place) => factItem(facts[place.fact], choose)))),
    missedList(cell),
    shared.length > 0 && h("details", {}, h("summary", {}, `原文相同的条目${count(shared.length)}个`), long(shared, (at) => h("li", {}, thingLink(at)))),
  ]));
  return block;
}

function factItem(fact, choose) {
  const verdict = verdictOf(fact);
  return h(
    "li", { class: fact.kind.key, "data-fact": fact.at },
    h("button", { type: "button", class: "fact", title: fact.details.map(([caption, value]) => `${caption}: ${value}`).join("\n"), onclick: () => choose(fact.at) },
      h("span", { class: "chip" }, fact.kind.caption), fact.caption),
    h("span", { class: "tail" },
      verdict && h("span", { class: `verdict is-${verdict.verdict}` }, captionOf(verdict, fact)),
      mayCompare(fact) ? othersOn(fact).map((one) => h("span", { class: `verdict is-${one.verdict}`, title: one.note }, `${one.reviewer}：${captionOf(one, fact)}`)) : othersOn(fact).length > 0 && h("span", { class: "verdict" }, `已有${count(othersOn(fact).length)}人复核`),
      settledOn(fact) && mayCompare(fact) && h("span", { class: `verdict is-${settledOn(fact).verdict}` }, `裁定：${captionOf(settledOn(fact), fact)}`),
      fact.doubt > 0 && h("span", { class: "doubt", title: fact.reasons.join("；") }, fact.reasons[0]),
      articleBeside(fact),
      copier("引文", () => quote(fact), "复制引文"), copier("SPARQL", () => factQuery(fact), "复制为 SPARQL"),
      fact.target >= 0 && fact.target !== state.focus && h("button", { type: "button", class: "copy", onclick: () => go({ chosen: { kind: "thing", at: fact.target } }) }, "查看")),
  );
}

/** Light a fact in a block: its marks in the text and its line beside it. */
function light(block, fact) {
  for (const lit of block.querySelectorAll(".lit")) lit.classList.remove("lit");
  for (const node of block.querySelectorAll(`[data-fact="${fact}"]`)) node.classList.add("lit");
  const behavior = calm.matches ? "auto" : "smooth";
  for (const node of [block.querySelector(`mark[data-fact="${fact}"]`), block.querySelector(`li[data-fact="${fact}"]`)]) node?.scrollIntoView({ block: "nearest", behavior });
}

const AROUND = 70;
/** The places that speak of a document, provision or sanction: a place inside another of the same cell is the same place. */
function placesOf(thing) {
  const read = partsOf(thing.at).flatMap((part) => things[part].read).sort((one, other) => one - other);
  const every = read.filter((at) => !isFinding(facts[at])).flatMap((at) => facts[at].places);
  const byCell = new Map();
  for (const place of every) {
    if (!byCell.has(place.cell)) byCell.set(place.cell, []);
    byCell.get(place.cell).push(place);
  }
  return [...byCell.values()].flatMap((list) => outermost(list));
}

function outermost(list) {
  const found = [];
  for (const place of list.sort((one, other) => one.start - other.start || other.end - one.end)) {
    if (!found.length || place.end > found[found.length - 1].end) found.push(place);
  }
  return found;
}

/** The words that speak of a thing, with what stands around them. */
function spoken(thing) {
  const found = placesOf(thing);
  const missing = wordsMissing(thing);
  if (!found.length && !missing.length) return null;
  const item = (place) => {
    const cell = cells[place.cell];
    return h("li", {},
      h("p", { class: "where" }, cell.entries.slice(0, 1).map((at) => thingLink(at)), cell.entries.length > 1 && ` 等${count(cell.entries.length)}个条目`, h("small", {}, cell.caption)),
      excerpt(place), h("p", { class: "tail" }, copier("引文", slice(cell.text, place.start, place.end), "复制引文"), copier("SPARQL", () => factQuery(facts[place.fact]), "复制为 SPARQL")));
  };
  return h("section", { class: "spoken" }, h("h3", {}, "原文", h("small", {}, missing.length ? `已载入${count(found.length)}处` : `${count(found.length)}处`)),
    missing.length > 0 && h("p", { class: "partial" }, `另有${count(missing.length)}个文件中的原文未载入。`, partsButton(missing)), long(found, item, 6));
}

function excerpt(place) {
  const cell = cells[place.cell];
  const from = Math.max(0, place.start - AROUND / 2);
  const to = place.end + AROUND;
  return h("blockquote", { class: "excerpt", tabindex: "0" }, from > 0 && "…", marked(cell, [place], { from, to, here: () => true }), to < [...cell.text].length && "…");
}

/** The facts of a thing: read from what it prints, or naming it. */
function factsOf(thing) {
  const found = thing.cells.flatMap((at) => cells[at].marks.map((place) => place.fact));
  return [...new Set(thing.cells.length ? found : facts.filter((fact) => fact.target === thing.at).map((fact) => fact.at))];
}
