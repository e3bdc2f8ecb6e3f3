// The panel: what is known of the thing or link chosen, beside the words it was read from.

const FEW = 8;

function showPanel() {
  const { chosen, view, focus } = state;
  const at = chosen?.kind === "thing" ? chosen.at : view === "ego" && !chosen ? focus : -1;
  const panel = $("panel");
  const pair = chosen?.kind === "group" && view === "overview" ? drawn.edges[pairOf(chosen.at)] : null;
  panel.replaceChildren(...present(chosen?.kind === "link" ? linkPanel(links[chosen.at]) : at >= 0 ? thingPanel(things[at]) : view === "path" && state.to >= 0 ? pathPanel() : pair ? pairPanel(pair) : overviewPanel()));
  panel.scrollTop = 0;
}

function overviewPanel() {
  const { entries: many, facts: read, kinds } = raw.totals;
  const figures = KINDS.filter((kind) => kinds[kind.key] && kind.key !== "type");
  const kindsRead = FACT_KINDS.filter((kind) => raw.totals.factKinds[kind.key]);
  return [
    h("h2", {}, "概览"),
    h("p", { class: "lead" }, `${raw.title || "权责清单知识图谱"}。共${count(many)}个条目、${count(read)}个提取项。`),
    raw.whole && h("p", { class: "partial" }, `本页为图谱的一部分。全图共${count(raw.whole.entries)}个条目、${count(raw.whole.things)}个节点、${count(raw.whole.facts)}个提取项。`, wholeLink()),
    h("div", { class: "figures" }, figures.map((kind) => h(
      "button", { type: "button", onclick: () => showTable("", kind.key) }, h("strong", {}, count(kinds[kind.key])), h("span", {}, glyph(kind), kind.caption),
    ))),
    askButtons(null),
    h("section", {}, h("h3", {}, "提取项", h("small", {}, "点击复核")), h("ul", { class: "bars counts" }, kindsRead.map((kind) => h("li", {}, h("button", { type: "button", class: "more", "data-kind": kind.key, onclick: () => startReview(-1, { skip: FACT_KINDS.map((one) => one.key).filter((key) => key !== kind.key), every: true }) }, kind.caption), h("span", { class: "number" }, count(raw.totals.factKinds[kind.key])))))),
    findingsOverview(),
    partsList(),
    ...["type", "unit", "document", "provision"].map(ranking),
  ];
}

/** The parts of a page that has them, each with its entries and whether it is here. */
function partsList() {
  if (!raw.parts.length) return null;
  return h("section", {}, h("h3", {}, "分部分载入", h("small", {}, `条目分在网页旁的${count(raw.parts.length)}个文件中，打开时载入`)), long(raw.parts.map((part, number) => ({ ...part, number })), ({ caption, entries: many, number }) => h("li", {}, h("button", { type: "button", class: "more", disabled: partState[number] === "loaded", onclick: async () => { await loadParts([number]); scene = ""; arrive(); } }, caption), h("span", { class: "number" }, `${count(many)}个条目${partState[number] === "loaded" ? "，已载入" : ""}`)), 10));
}

/** The entries that two things of the overview share: as many as the line between them says. */
function pairPanel(edge) {
  const [one, other] = [drawn.nodes[edge.from], drawn.nodes[edge.to]].map((spot) => things[spot.thing]);
  const behind = new Set(entriesBehind(other.at));
  const both = entriesBehind(one.at).filter((at) => behind.has(at));
  return [
    h("p", { class: "kind" }, "共同的条目"), h("h2", { class: "pair" }, thingLink(one.at), h("span", { class: "arrow" }, `${count(edge.shared)}个条目`), thingLink(other.at)),
    both.length < edge.shared && h("p", { class: "partial" }, `已载入${count(both.length)}个，共${count(edge.shared)}个。`),
    long(both, (at) => h("li", {}, thingLink(at)), 60),
  ];
}

/** The things of a kind with the most entries, as bars. */
function ranking(key) {
  const every = things.filter((thing) => thing.kind.key === key && thing.weight).sort((one, other) => other.weight - one.weight || one.at - other.at);
  if (!every.length || filter.kinds.has(key)) return null;
  const heading = { type: "按权力类型", unit: "承办事项最多的机构", document: "被引用最多的法规文件", provision: "被引用最多的条款" }[key];
  const bars = every.slice(0, FEW + 2).map((thing) => {
    const bar = h("span", { class: "bar" });
    bar.style.setProperty("--share", `${Math.round((100 * thing.weight) / every[0].weight)}%`);
    return h("li", {}, thingLink(thing.at), h("span", { class: "number" }, count(thing.weight)), bar);
  });
  return h("section", {}, h("h3", {}, heading, h("small", {}, "条目数")), h("ol", { class: "bars" }, bars), every.length > FEW + 2 && more(`全部${count(Math.max(every.length, raw.totals.kinds[key] || 0))}个`, () => showTable("", key)));
}

const more = (caption, act) => h("button", { type: "button", class: "more", onclick: act }, caption);

function thingPanel(thing) {
  return [
    h("p", { class: "kind" }, glyph(thing.kind), thing.sort || thing.kind.caption),
    h("h2", {}, thing.label),
    actions(thing),
    askButtons(thing),
    shareLine(thing),
    detailList(thing.details.filter(([, value]) => value !== thing.label).map(([caption, value]) => [caption, caption === raw.listCaption ? listName(value) : value])),
    findingList(thing),
    isLaw(thing) && articleOf(thing),
    isLaw(thing) && standing(thing),
    ...(thing.cells.length ? thing.cells.map((at) => cellBlock(cells[at], thing)) : []),
    !thing.cells.length && spoken(thing),
    relations(thing),
  ];
}

function actions(thing) {
  return h(
    "div", { class: "actions" },
    !(state.view === "ego" && state.focus === thing.at) && h("button", { type: "button", class: "main", onclick: () => focusOn(thing.at) }, "以此为中心"),
    thing.code && copier("复制编码", thing.code, thing.code),
    copier("复制标识（IRI）", thing.iri, thing.iri),
    copier("复制为 SPARQL", () => thingQuery(thing)),
    factsOf(thing).length > 0 && h("button", { type: "button", onclick: () => startReview(thing.at) }, "复核此节点"),
  );
}

const detailList = (details) => details.length > 0 && h("dl", {}, details.flatMap(([caption, value]) => [h("dt", {}, caption), h("dd", {}, value)]));

const FEW_OFFICES = 30;
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
  const every = [...groups].sort((one, other) => other[1].length - one[1].length || one[0] - other[0]);
  const list = long(every, ([office, entries]) => h(
    "li", {}, h("p", { class: "office" }, office >= 0 ? thingLink(office) : "未写明机构", h("span", { class: "number" }, count(entries.length))),
    long(entries, ([entry, link]) => h("li", {}, thingLink(entry), h("button", { type: "button", class: "copy", onclick: () => go({ chosen: { kind: "link", at: link.at } }) }, "原文"))),
  ), FEW_OFFICES, "groups");
  return h("section", { class: "standing" }, h("h3", {}, `以${whole}为依据的条目`, h("small", { class: "of-entries" }, `${count(thing.weight)}个条目${resting.size < thing.weight ? `，已载入${count(resting.size)}个` : ""}，${count(groups.size)}个机构`)), list);
}

function officeOf(entry) {
  const offices = things[entry].out.filter((link) => link.role.key === "office").map((link) => link.target);
  const whole = things[entry].out.find((link) => link.role.key === "part" && isEntry(things[link.target]));
  return offices.find((at) => things[at].kind.key === "unit") ?? offices[0] ?? (whole ? officeOf(whole.target) : -1);
}

/** A list that shows its first few and the rest on request. */
function long(every, item, few = FEW, kind = "links") {
  const list = h("ul", { class: kind }, every.slice(0, few).map(item));
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
      ([at, link]) => h("li", {}, thingLink(at), hasWords(link) && h("button", { type: "button", class: "copy", onclick: () => go({ chosen: { kind: "link", at: link.at } }) }, "原文"))),
  ));
  return sections.length > 0 && h("section", { class: "relations" }, h("h3", {}, "关系"), sections);
}
const INTO = {
  part: "包含", office: "行使或承办的条目", type: "此类条目", reference: "在条文中援引此处的条目", sanction: "与此有关的条款和条目", issued: "由其印发的文件", basis: "以此为依据的条目",
  duty_basis: "以此为责任事项依据的条目", grounds_basis: "以此为追责依据的条目", same: "疑似同一机构",
};

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
    link.facts.length === 0 && h("p", { class: "lead" }, hasWords(link) ? "正在载入原文…" : "由清单的栏目或者文件的结构得出，没有单独的原文出处。"),
    ...[...places].map(([cell, only]) => cellBlock(cells[cell], source, only)),
  ];
}

