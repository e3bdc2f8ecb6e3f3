// The panel: what is known of the thing or link chosen, beside the words it was read from.

const FEW = 8;
const AROUND = 70;

function showPanel() {
  const { chosen, view, focus } = state;
  const at = chosen?.kind === "thing" ? chosen.at : view === "ego" && !chosen ? focus : -1;
  const panel = $("panel");
  panel.replaceChildren(...present(chosen?.kind === "link" ? linkPanel(links[chosen.at]) : at >= 0 ? thingPanel(things[at]) : overviewPanel()));
  panel.scrollTop = 0;
}

function overviewPanel() {
  const entries = things.filter(isEntry).length;
  const figures = KINDS.map((kind) => [kind, things.filter((thing) => thing.kind === kind).length]).filter(([kind, number]) => number && kind.key !== "type");
  return [
    h("h2", {}, "概览"),
    h("p", { class: "lead" }, `${raw.title || "权责清单知识图谱"}。共${count(entries)}个条目、${count(facts.length)}个提取项。`),
    h("div", { class: "figures" }, figures.map(([kind, number]) => h(
      "button", { type: "button", onclick: () => showTable("", kind.key) }, h("strong", {}, count(number)), h("span", {}, glyph(kind), kind.caption),
    ))),
    otherPages(),
    ...["type", "unit", "document", "provision"].map(ranking),
  ];
}

function otherPages() {
  if (!raw.pages.length) return null;
  return h("section", {}, h("h3", {}, "分页", h("small", {}, things.some(isEntry) ? "本页仅为一部分" : "内容较多，条目分在各页")), h("ul", { class: "links" }, raw.pages.map(([, caption, file]) => h("li", {}, h("a", { href: file }, caption)))));
}

/** The things of a kind with the most entries, as bars. */
function ranking(key) {
  const every = things.filter((thing) => thing.kind.key === key && thing.weight).sort((one, other) => other.weight - one.weight || one.at - other.at);
  if (!every.length) return null;
  const heading = { type: "按权力类型", unit: "承办事项最多的机构", document: "被引用最多的法规文件", provision: "被引用最多的条款" }[key];
  const bars = every.slice(0, FEW + 2).map((thing) => {
    const bar = h("span", { class: "bar" });
    bar.style.setProperty("--share", `${Math.round((100 * thing.weight) / every[0].weight)}%`);
    return h("li", {}, thingLink(thing.at), h("span", { class: "number" }, count(thing.weight)), bar);
  });
  return h("section", {}, h("h3", {}, heading, h("small", {}, "条目数")), h("ol", { class: "bars" }, bars), every.length > FEW + 2 && more(`全部${count(every.length)}个`, () => showTable("", key)));
}

const more = (caption, act) => h("button", { type: "button", class: "more", onclick: act }, caption);

function thingPanel(thing) {
  return [
    h("p", { class: "kind" }, glyph(thing.kind), thing.sort || thing.kind.caption),
    h("h2", {}, thing.label),
    actions(thing),
    detailList([...thing.details.filter(([, value]) => value !== thing.label)]),
    isLaw(thing) && standing(thing),
    ...(thing.cells.length ? thing.cells.map((at) => cellBlock(cells[at], thing)) : []),
    !thing.cells.length && spoken(thing),
    relations(thing),
  ];
}

function actions(thing) {
  const page = raw.pages.find(([iri, , file]) => iri === thing.iri && file);
  return h(
    "div", { class: "actions" },
    !(state.view === "ego" && state.focus === thing.at) && h("button", { type: "button", class: "main", onclick: () => focusOn(thing.at) }, "以此为中心"),
    page && h("a", { class: "button", href: page[2] }, "打开分页"),
    thing.code && copier("复制编码", thing.code, thing.code),
    copier("复制标识（IRI）", thing.iri, thing.iri),
    copier("复制为 SPARQL", () => thingQuery(thing)),
    factsOf(thing).length > 0 && h("button", { type: "button", onclick: () => startReview(factsOf(thing)) }, "复核此节点"),
  );
}

const detailList = (details) => details.length > 0 && h("dl", {}, details.flatMap(([caption, value]) => [h("dt", {}, caption), h("dd", {}, value)]));

/** Who else stands on a document or provision: entries by the body and sub-unit that handle them. */
function standing(thing) {
  const resting = restingOn(thing.at);
  if (!resting.size) return null;
  const groups = new Map();
  for (const [entry, found] of resting) {
    const office = officeOf(entry);
    if (!groups.has(office)) groups.set(office, []);
    groups.get(office).push([entry, found[0]]);
  }
  const whole = thing.kind.key === "provision" ? "本条款" : "本文件";
  const list = [...groups].sort((one, other) => other[1].length - one[1].length || one[0] - other[0]).map(([office, entries]) => h(
    "li", {}, h("p", { class: "office" }, office >= 0 ? thingLink(office) : "未写明机构", h("span", { class: "number" }, count(entries.length))),
    long(entries, ([entry, link]) => h("li", {}, thingLink(entry), h("button", { type: "button", class: "copy", onclick: () => go({ chosen: { kind: "link", at: link.at } }) }, "原文"))),
  ));
  return h("section", { class: "standing" }, h("h3", {}, `以${whole}为依据的条目`, h("small", {}, `${count(resting.size)}个条目，${count(groups.size)}个机构`)), h("ul", { class: "groups" }, list));
}

function officeOf(entry) {
  const offices = things[entry].out.filter((link) => link.role.key === "office").map((link) => link.target);
  const whole = things[entry].out.find((link) => link.role.key === "part" && isEntry(things[link.target]));
  return offices.find((at) => things[at].kind.key === "unit") ?? offices[0] ?? (whole ? officeOf(whole.target) : -1);
}

/** A list that shows its first few and the rest on request. */
function long(every, item, few = FEW) {
  const list = h("ul", { class: "links" }, every.slice(0, few).map(item));
  if (every.length <= few) return list;
  const button = more(`其余${count(every.length - few)}个`, () => { list.append(...every.slice(few).map(item)); button.remove(); });
  return [list, button];
}

/** Everything linked with a thing, by what the link means and its direction. */
function relations(thing) {
  const groups = new Map();
  const add = (caption, at, link) => {
    if (!groups.has(caption)) groups.set(caption, new Map());
    groups.get(caption).set(at, link);
  };
  for (const link of thing.out) add(link.role.caption, link.target, link);
  for (const link of thing.into) {
    if (!(isLaw(thing) && link.role.key === "basis")) add(INTO[link.role.key], link.source, link);
  }
  const sections = [...groups].map(([caption, found]) => h(
    "details", { open: found.size <= FEW * 2 }, h("summary", {}, caption, h("small", {}, count(found.size))),
    long([...found].sort((one, other) => things[other[0]].weight - things[one[0]].weight || one[0] - other[0]),
      ([at, link]) => h("li", {}, thingLink(at), link.facts.length > 0 && h("button", { type: "button", class: "copy", onclick: () => go({ chosen: { kind: "link", at: link.at } }) }, "原文"))),
  ));
  return sections.length > 0 && h("section", { class: "relations" }, h("h3", {}, "关系"), sections);
}
const INTO = {
  part: "包含", office: "行使或承办的条目", type: "此类条目", reference: "在条文中援引此处的条目", sanction: "与此有关的条款和条目", issued: "由其印发的文件", basis: "以此为依据的条目",
  duty_basis: "以此为责任事项依据的条目", grounds_basis: "以此为追责依据的条目", same: "疑似同一机构",
};

/** A cell with its marks, the facts read from it beside it. */
function cellBlock(cell, thing, only) {
  const block = h("section", { class: "cell" });
  const choose = (fact) => light(block, fact);
  const read = [...new Map(cell.marks.map((place) => [place.fact, place])).values()].sort((one, other) => one.start - other.start || other.end - one.end);
  const shared = cell.entries.filter((at) => at !== thing?.at);
  block.append(...present([
    h("h3", {}, cell.caption, h("small", {}, `${count([...cell.text].length)}字，提取项${count(read.length)}个`), copier("复制原文", cell.text)),
    h("div", { class: "beside" },
      h("blockquote", {}, marked(cell, cell.marks, { choose, here: (place) => Boolean(only?.has(place.fact)) })),
      read.length > 0 && h("ol", { class: "facts", "aria-label": "提取项" }, read.map((place) => factItem(facts[place.fact], choose)))),
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
      verdict && h("span", { class: `verdict is-${verdict.verdict}` }, VERDICTS[verdict.verdict].caption),
      fact.merged.map(([who, code]) => h("span", { class: `verdict is-${code}`, title: "已并入图谱的复核意见" }, `${who}：${VERDICTS[code]?.caption || code}`)),
      fact.doubt > 0 && h("span", { class: "doubt", title: fact.reasons.join(";") }, fact.reasons[0]),
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

/** The words that speak of a document, provision or sanction, with what stands around them. */
function spoken(thing) {
  const parts = new Set(partsOf(thing.at));
  const found = facts.filter((fact) => parts.has(fact.target)).flatMap((fact) => fact.places);
  if (!found.length) return null;
  const item = (place) => {
    const cell = cells[place.cell];
    return h("li", {},
      h("p", { class: "where" }, cell.entries.slice(0, 1).map((at) => thingLink(at)), cell.entries.length > 1 && ` 等${count(cell.entries.length)}个条目`, h("small", {}, cell.caption)),
      excerpt(place), h("p", { class: "tail" }, copier("引文", slice(cell.text, place.start, place.end), "复制引文"), copier("SPARQL", () => factQuery(facts[place.fact]), "复制为 SPARQL")));
  };
  return h("section", { class: "spoken" }, h("h3", {}, "原文", h("small", {}, `${count(found.length)}处`)), long(found, item, 6));
}

function excerpt(place) {
  const cell = cells[place.cell];
  const from = Math.max(0, place.start - AROUND / 2);
  const to = place.end + AROUND;
  return h("blockquote", { class: "excerpt" }, from > 0 && "…", marked(cell, [place], { from, to, here: () => true }), to < [...cell.text].length && "…");
}

function linkPanel(link) {
  const [source, target] = [things[link.source], things[link.target]];
  const places = new Map();
  for (const fact of link.facts) for (const place of facts[fact].places) {
    if (!places.has(place.cell)) places.set(place.cell, new Set());
    places.get(place.cell).add(fact);
  }
  return [
    h("p", { class: "kind" }, "关系 · ", link.role.caption),
    h("h2", { class: "pair" }, thingLink(source.at), h("span", { class: "arrow" }, link.role.caption), thingLink(target.at)),
    h("div", { class: "actions" }, copier("复制为 SPARQL", () => linkQuery(link)), link.facts.length > 0 && copier("复制引文", () => link.facts.map((at) => quote(facts[at])).join("\n"))),
    link.facts.length === 0 && h("p", { class: "lead" }, "由清单的栏目或者文件的结构得出，没有单独的原文出处。"),
    ...[...places].map(([cell, only]) => cellBlock(cells[cell], source, only)),
  ];
}

/** The facts of a thing: read from what it prints, or naming it. */
function factsOf(thing) {
  const found = thing.cells.flatMap((at) => cells[at].marks.map((place) => place.fact));
  return [...new Set(thing.cells.length ? found : facts.filter((fact) => fact.target === thing.at).map((fact) => fact.at))];
}
