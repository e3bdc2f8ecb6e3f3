// The table twin of the graph: the same things and links, for the keyboard and for screen readers.

const COLUMNS = [
  ["kind", "类别", (thing) => thing.sort || thing.kind.caption, (one, other) => one.kind.at - other.kind.at || one.sort.localeCompare(other.sort, "zh")],
  ["label", "名称", (thing) => thing.label, (one, other) => one.label.localeCompare(other.label, "zh")],
  ["code", "编码或文号", (thing) => thing.code, (one, other) => one.code.localeCompare(other.code, "zh", { numeric: true })],
  ["weight", "条目数", (thing) => thing.weight, (one, other) => other.weight - one.weight],
  ["degree", "关系", (thing) => thing.out.length + thing.into.length, (one, other) => other.out.length + other.into.length - one.out.length - one.into.length],
];
const PAGE = 100;
let table = { sorted: "", down: false, shown: PAGE, kind: "" };

function showTable(query = "", kind = "") {
  table = { ...table, kind, shown: PAGE };
  $("query").value = "";
  go({ view: "table", query });
  fillTable();
}

function setUpTable() {
  const input = h("input", { type: "search", id: "table-query", placeholder: "筛选", "aria-label": "筛选表格", oninput: (event) => {
    if (event.isComposing) return;
    table.shown = PAGE;
    go({ view: "table", query: input.value }, true);
  } });
  const kinds = h("select", { id: "table-kind", "aria-label": "类别", onchange: () => { table = { ...table, kind: kinds.value, shown: PAGE }; fillTable(); } },
    h("option", { value: "" }, "全部类别"), KINDS.filter((kind) => things.some((thing) => thing.kind === kind)).map((kind) => h("option", { value: kind.key }, kind.caption)));
  const heads = COLUMNS.map(([key, caption]) => h("th", { scope: "col", "aria-sort": "none", "data-key": key }, h("button", { type: "button", onclick: () => sortBy(key) }, caption)));
  $("sheet").append(
    h("div", { class: "bar-top" }, input, kinds, h("span", { id: "table-count", role: "status" })),
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "表格内容" },
      h("table", {}, h("caption", { class: "unseen" }, "与图谱内容相同的表格"), h("thead", {}, h("tr", {}, heads, h("th", { scope: "col" }, "相关"))), h("tbody", { id: "rows" }))),
    h("button", { type: "button", id: "table-more", class: "more", onclick: () => { table.shown += 5 * PAGE; fillTable(); } }),
  );
}

function sortBy(key) {
  table = { ...table, sorted: key, down: table.sorted === key ? !table.down : false };
  for (const head of $("sheet").querySelectorAll("th[data-key]")) {
    head.setAttribute("aria-sort", head.dataset.key === key ? (table.down ? "descending" : "ascending") : "none");
  }
  fillTable();
}

function fillTable() {
  const input = $("table-query");
  if (document.activeElement !== input) input.value = state.query;
  $("table-kind").value = table.kind;
  const chosen = (state.query.trim() ? find(state.query) : things.map((thing) => thing.at))
    .map((at) => things[at]).filter((thing) => !filter.kinds.has(thing.kind.key) && (!table.kind || thing.kind.key === table.kind));
  const column = COLUMNS.find(([key]) => key === table.sorted);
  if (column) chosen.sort((one, other) => (column[3](one, other) || one.at - other.at) * (table.down ? -1 : 1));
  $("table-count").textContent = `${count(chosen.length)}项`;
  $("rows").replaceChildren(...chosen.slice(0, table.shown).map(row));
  $("table-more").hidden = chosen.length <= table.shown;
  $("table-more").textContent = `显示更多（还有${count(chosen.length - table.shown)}项）`;
}

function row(thing) {
  const near = [...new Set([...thing.out, ...thing.into].map((link) => beyond(link, thing.at)))];
  return h("tr", {}, COLUMNS.map(([key, , text]) => h("td", { class: key }, key === "label" ? thingLink(thing.at, thing.label) : key === "kind" ? [glyph(thing.kind), text(thing)] : String(text(thing)))),
    h("td", { class: "near" }, near.slice(0, 3).map((at) => thingLink(at)), near.length > 3 && h("span", { class: "number" }, `+${count(near.length - 3)}`)));
}
