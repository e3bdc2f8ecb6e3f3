// The list: the same things and links as the graph, for the keyboard and for screen readers; filtered by facets, sorted, kept.

const byNumber = new Intl.Collator("zh", { numeric: true }).compare;
const degreeOf = (thing) => thing.out.length + thing.into.length;
const COLUMNS = [
  ["kind", "类别", (thing) => thing.sort || thing.kind.caption, (one, other) => one.kind.at - other.kind.at || inChinese(one.sort, other.sort)],
  ["label", "名称", (thing) => thing.label, (one, other) => inChinese(one.label, other.label)],
  // Whose it is, where there are several lists.
  ...(severalLists ? [["list", raw.listCaption, (thing) => listsOf(thing.at), (one, other) => inChinese(listsOf(one.at), listsOf(other.at))]] : []),
  ["code", "编码或文号", (thing) => thing.code, (one, other) => byNumber(one.code, other.code)],
  ["weight", "条目数", (thing) => thing.weight, (one, other) => other.weight - one.weight],
  ["degree", "关系", (thing) => (inPart(thing) ? `≥${degreeOf(thing)}` : degreeOf(thing)), (one, other) => degreeOf(other) - degreeOf(one)],
];
const PAGE = 100;
let table = { shown: PAGE };

function showTable(query = "", kind = "", facets = {}) {
  table.shown = PAGE;
  $("query").value = "";
  go({ ...plain(), view: "table", query, facets: { ...(kind ? { kind: [KIND[kind].caption] } : {}), ...facets } });
}

function setUpTable() {
  const input = h("input", { type: "search", id: "table-query", placeholder: "筛选", "aria-label": "筛选列表", oninput: (event) => {
    if (event.isComposing) return;
    table.shown = PAGE;
    go({ query: input.value }, true);
  } });
  const heads = COLUMNS.map(([key, caption]) => h("th", { scope: "col", "aria-sort": "none", "data-key": key }, h("button", { type: "button", onclick: () => go({ sort: key, down: state.sort === key ? !state.down : false }) }, caption)));
  $("sheet").append(
    h("div", { class: "bar-top" }, input, h("span", { id: "table-count", role: "status" }), h("span", { id: "table-partial" }), h("span", { class: "push" }), savers("清单", tableRows)),
    h("div", { class: "listing" }, h("aside", { id: "facets", tabindex: "0", "aria-label": "筛选条件" }), h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "列表内容" },
      h("table", {}, h("caption", { class: "unseen" }, "与图谱内容相同的列表"), h("thead", {}, h("tr", {}, heads, h("th", { scope: "col" }, "相关"))), h("tbody", { id: "rows" })),
      h("button", { type: "button", id: "table-more", class: "more", onclick: () => { table.shown += 5 * PAGE; fillTable(); } }))),
  );
}

/** What the list shows, in its order. */
function listed() {
  const sought = (state.query.trim() ? find(state.query) : things.map((thing) => thing.at)).filter((at) => !filter.kinds.has(things[at].kind.key));
  const chosen = sought.filter((at) => fitsFacets(at, state.facets));
  const column = COLUMNS.find(([key]) => key === state.sort);
  const found = chosen.map((at) => things[at]);
  if (column) found.sort((one, other) => (column[3](one, other) || one.at - other.at) * (state.down ? -1 : 1));
  return { sought, found };
}

const tableRows = () => [[...COLUMNS.map(([, caption]) => caption), "标识（IRI）"], ...listed().found.map((thing) => [...COLUMNS.map(([, , text]) => text(thing)), thing.iri])];

function fillTable() {
  const input = $("table-query");
  if (document.activeElement !== input) input.value = state.query;
  const { sought, found } = listed();
  for (const head of $("sheet").querySelectorAll("th[data-key]")) head.setAttribute("aria-sort", head.dataset.key === state.sort ? (state.down ? "descending" : "ascending") : "none");
  $("table-count").textContent = `${count(found.length)}项`;
  $("table-partial").replaceChildren(...present([listShare()]));
  const unread = $("facets").scrollTop;
  $("facets").replaceChildren(...present([
    outlined.state !== "loaded" && h("p", { class: "partial" }, outlined.state === "lost" ? "数量只计已载入的部分" : "正在载入，数量尚未计全"),
    Object.keys(state.facets).length > 0 && h("button", { type: "button", class: "more", onclick: () => go({ facets: {} }) }, "清除筛选"),
    Object.entries(FACETS).map(([facet, caption]) => facetBox(sought, facet, caption)),
  ]));
  $("facets").scrollTop = unread;
  $("rows").replaceChildren(...found.slice(0, table.shown).map(row));
  $("table-more").hidden = found.length <= table.shown;
  $("table-more").textContent = `显示更多（还有${count(found.length - table.shown)}项）`;
}

/** Where not all things are here, the list says so, with the whole number and the way to the rest. */
function listShare() {
  if (raw.whole) return h("span", { class: "partial" }, `本页为图谱的一部分，全图共${count(raw.whole.things)}项。`, wholeLink());
  if (outlined.state === "lost") return h("span", { class: "partial" }, `只列出已载入的部分，全图共${count(raw.totals.things)}项`, partChoice("载入："));
  if (outlined.state !== "loaded") return h("span", { class: "partial" }, `正在载入，共${count(raw.totals.things)}项`);
  if (state.query.trim() && shards.state === "loading") return h("span", { class: "partial" }, "正在载入检索文件…");
  return state.query.trim() && shards.state === "partial" ? h("span", { class: "partial" }, "检索文件不全") : null;
}

function row(thing) {
  const near = [...new Set([...thing.out, ...thing.into].map((one) => beyond(one, thing.at)))];
  return h("tr", {}, COLUMNS.map(([key, , text]) => h("td", { class: key }, key === "label" ? thingLink(thing.at, thing.label) : key === "kind" ? [glyph(thing.kind), text(thing)] : String(text(thing)))),
    h("td", { class: "near" }, near.slice(0, 3).map((at) => thingLink(at)), near.length > 3 && h("span", { class: "number" }, `+${count(near.length - 3)}`), inPart(thing) && h("span", { class: "partial" }, " 正在载入")));
}

/** The parts that are not loaded, to choose from. */
function partChoice(prompt) {
  const missing = raw.parts.map((part, number) => ({ ...part, number })).filter(({ number }) => partState[number] !== "loaded");
  const choice = h("select", { "aria-label": prompt, onchange: async () => {
    const numbers = choice.value === "all" ? missing.map(({ number }) => number) : [Number(choice.value)];
    if (choice.value === "") return;
    choice.disabled = true;
    await loadParts(numbers);
    linedUp = "";
    scene = "";
    arrive();
  } }, h("option", { value: "" }, prompt), missing.map(({ number, caption, entries: many }) => h("option", { value: number }, `${caption}（${count(many)}个条目）`)), h("option", { value: "all" }, `全部${count(missing.length)}个部分`));
  return choice;
}
