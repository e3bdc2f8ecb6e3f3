// The query page: what its parts do together.

import { chart, wanted } from "./charts.js";
import { Completer, written } from "./complete.js";
import { Editor } from "./editor.js";
import { Form } from "./form.js";
import { draw } from "./graph.js";
import { history as past, Tabs, titled } from "./memory.js";
import * as net from "./net.js";
import { Table, triples } from "./results.js";
import * as snippets from "./snippets.js";
import { unknown } from "./unknown.js";

const ROWS = "application/sparql-results+json", GRAPH = "application/n-triples";
const FIRST = "# 权责事项及其行使主体\nSELECT ?事项 ?行使主体 WHERE {\n  ?item a qz:PowerItem ;\n    rdfs:label ?事项 ;\n    qz:competentAuthority/skos:prefLabel ?行使主体 .\n}\nLIMIT 100\n";
const by = id => document.getElementById(id);
const parts = { problem: by("problem"), status: by("status"), run: by("run"), stop: by("stop"), graph: by("graph"), chart: by("chart"), filter: by("filter"), hint: by("hint") };
const VIEWS = ["tab-table", "tab-graph", "tab-chart"];
let running = null, answer = null, before = null, known = { prefixes: {}, terms: [], concepts: [] };

const table = new Table(by("table"), { base: "", labels: iris => net.labels(iris) });
const editor = new Editor(by("editor"), {
  onRun: () => run(),
  onComplete: () => completer.show(),
  onChange: () => { completer.typed(); queries.put(editor.text); code(); form.leave(editor.text); },
});
const queries = new Tabs(by("queries"), { first: FIRST, onShow: text => { editor.set(text); form.hide(); code(); } });
const form = new Form(by("form"), { onSubmit: fill });
const completer = new Completer(editor, by("choices"));

async function run() {
  running?.abort();
  const mine = running = new AbortController();
  busy(true);
  parts.problem.hidden = parts.hint.hidden = true;
  const text = editor.text, began = performance.now();
  try {
    const said = await net.query(text, `${ROWS}, ${GRAPH};q=0.9`, mine.signal);
    show(text, await read(said), performance.now() - began);
    past.add(text, answer.rows.length);
    listPast();
  } catch (error) {
    if (running === mine) fail(error);
  } finally {
    if (running === mine) { running = null; busy(false); }
  }
}

async function read(said) {
  if (!said.headers.get("content-type").startsWith(ROWS)) {
    return { columns: ["主语", "谓语", "宾语"], rows: triples(await said.text()), triples: true };
  }
  const found = await said.json();
  if ("boolean" in found) return { columns: ["结果"], rows: [[{ type: "literal", value: found.boolean ? "是" : "否" }]] };
  const columns = found.head.vars;
  return { columns, rows: found.results.bindings.map(row => columns.map(column => row[column])) };
}

function show(text, found, took) {
  answer = { text, ...found };
  table.base = parts.base;
  table.show(found.columns, found.rows, known.prefixes);
  const count = found.rows.length.toLocaleString("zh-CN");
  parts.status.textContent = `${count} ${found.triples ? "条三元组" : "行"}，${took < 1000 ? took.toFixed(0) + " 毫秒" : (took / 1000).toFixed(1) + " 秒"}`;
  for (const button of document.querySelectorAll("[data-save]")) {
    const graph = button.dataset.save === "ttl";
    button.disabled = false;
    button.hidden = graph !== Boolean(found.triples);
  }
  parts.filter.disabled = false;
  parts.filter.value = "";
  parts.graph.replaceChildren();
  turn(wanted(text));
  if (!parts.graph.hidden) graph();
  if (!parts.chart.hidden) plot();
  hint(text);
}

// To the view a query asks for; the next one that asks for none has the view that was open before.
function turn(view) {
  if (view && view !== "graph" && view !== "table") by("chart-kind").value = view;
  const open = VIEWS.find(id => by(id).getAttribute("aria-selected") === "true");
  const next = view ? { graph: "tab-graph", table: "tab-table" }[view] ?? "tab-chart" : before ?? open;
  before = view ? before ?? open : null;
  if (next !== open) by(next).click();
}

// After a failure nothing of an earlier answer is left to be taken for this one.
function clear() {
  answer = null;
  table.clear();
  parts.graph.replaceChildren();
  by("chart-sheet").replaceChildren();
  parts.filter.value = "";
  parts.filter.disabled = true;
  for (const button of document.querySelectorAll("[data-save]")) button.disabled = true;
}

function plot() {
  if (answer) chart(by("chart-sheet"), answer, by("chart-kind").value, term => table.nameOf(term));
}

function filter() {
  if (!answer) return;
  const count = table.filter(parts.filter.value);
  parts.status.textContent = `筛选后${count.toLocaleString("zh-CN")}行，共${answer.rows.length.toLocaleString("zh-CN")}行`;
}

// Terms the graph does not use are said, with the one that may be meant.
function hint(text) {
  const found = known.terms.length ? unknown(text, known) : [];
  parts.hint.textContent = found.map(({ name, near }) => `图谱中没有使用 ${name}${near ? `，是否应为 ${near}？` : "。"}`).join(" ");
  parts.hint.hidden = !found.length;
}

async function fill(name, values) {
  try {
    editor.set(await net.bind(name, values));
    run();
  } catch (error) { fail(error); }
}

function code() {
  if (!by("code").open) return;
  const endpoint = new URL("/sparql", location.href).href;
  by("code-curl").textContent = snippets.curl(editor.text, endpoint);
  by("code-python").textContent = snippets.python(editor.text, endpoint);
}

async function patterns() {
  if (!by("patterns").open) return;
  const rows = by("patterns-rows");
  rows.replaceChildren();
  try {
    rows.replaceChildren(...(await net.explain(editor.text)).map(({ pattern, matches, apart }) => {
      const row = document.createElement("tr");
      const note = apart ? "与同组的其他模式没有共同变量，两者的匹配将逐一组合" : matches ? "" : "图谱中没有匹配";
      row.append(...[pattern, matches.toLocaleString("zh-CN"), note].map(text => Object.assign(document.createElement("td"), { textContent: text })));
      return row;
    }));
  } catch (error) { by("patterns").open = false; fail(error); }
}

function graph() {
  if (answer && !parts.graph.childNodes.length) {
    draw(parts.graph, answer.rows, Boolean(answer.triples), { base: parts.base, prefixes: known.prefixes, labels: iris => net.labels(iris) });
  }
}

function fail(error) {
  clear();
  if (error.name === "AbortError") { parts.status.textContent = "已停止"; return; }
  const problem = error.problem ?? { title: "无法连接服务器", detail: String(error) };
  const lines = [["p", problem.line ? `第${problem.line}行第${problem.column}列：${problem.title}` : problem.title]];
  if (problem.excerpt) lines.push(["pre", problem.excerpt]);
  if (problem.hint) lines.push(["p", problem.hint]);
  parts.problem.replaceChildren(...lines.map(([name, text]) => Object.assign(document.createElement(name), { textContent: text })));
  parts.problem.hidden = false;
  parts.status.textContent = "";
  if (problem.line) editor.mark(problem.line, problem.column);
}

function busy(yes) {
  parts.run.disabled = yes;
  parts.stop.disabled = !yes;
  if (yes) parts.status.textContent = "正在查询…";
}

const TYPES = { csv: "text/csv", json: ROWS, ttl: "text/turtle", xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" };

async function save(form) {
  try {
    const said = await net.query(answer.text, TYPES[form]);
    const pieces = [await said.blob()];
    if (form === "csv") pieces.unshift("\ufeff");  // so that Excel reads UTF-8
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(pieces, { type: TYPES[form] }));
    link.download = `结果.${form}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  } catch (error) { fail(error); }
}

async function share() {
  const link = `${location.origin}/sparql#query=${encodeURIComponent(editor.text)}`;
  history.replaceState(null, "", link);
  try {
    await navigator.clipboard.writeText(link);
    parts.status.textContent = "链接已复制";
  } catch { parts.status.textContent = "链接已写入地址栏"; }
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    parts.status.textContent = "已复制";
  } catch { parts.status.textContent = "浏览器不允许复制，请选中后复制"; }
}

function listPast() {
  list(document.querySelector("#history ul"), past.all().map(({ text, rows, when }) => ({
    title: titled(text, ""), note: `${new Date(when).toLocaleString("zh-CN")} · ${Number(rows).toLocaleString("zh-CN")}行`, act: () => queries.add(text),
  })));
}

function tabs(list) {
  const all = [...list.querySelectorAll("[role=tab]")];
  const choose = tab => {
    for (const one of all) {
      one.setAttribute("aria-selected", String(one === tab));
      one.tabIndex = one === tab ? 0 : -1;
      by(one.getAttribute("aria-controls")).hidden = one !== tab;
    }
    if (tab.id === "tab-graph") graph();
    if (tab.id === "tab-chart") plot();
  };
  for (const tab of all) tab.addEventListener("click", () => choose(tab));
  list.addEventListener("keydown", event => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = all[(all.indexOf(document.activeElement) + step + all.length) % all.length];
    choose(next);
    next.focus();
  });
}

function list(root, entries) {
  root.replaceChildren(...entries.map(({ title, note, act }) => {
    const item = document.createElement("li"), button = document.createElement("button"), small = document.createElement("small");
    button.textContent = title;
    small.textContent = note;
    button.append(small);
    button.addEventListener("click", act);
    item.append(button);
    return item;
  }));
}

function listTerms(wanted = "") {
  const terms = known.terms.map(term => ({ term, name: written(term.iri, known.prefixes) }))
    .filter(({ term, name }) => (term.label + name).toLowerCase().includes(wanted.toLowerCase()));
  list(document.querySelector("#terms ul"), terms.map(({ term, name }) => ({
    title: term.label || name,
    note: `${name} · ${term.class ? "类" : "属性"} · ${term.count.toLocaleString("zh-CN")}`,
    act: () => editor.replace(editor.caret, editor.area.selectionEnd, name),
  })));
}

async function start() {
  for (const one of document.querySelectorAll("[role=tablist]:not(#queries)")) tabs(one);
  parts.run.addEventListener("click", run);
  parts.stop.addEventListener("click", () => running?.abort());
  by("format").addEventListener("click", () => editor.format());
  by("share").addEventListener("click", share);
  for (const button of document.querySelectorAll("[data-save]")) button.addEventListener("click", () => save(button.dataset.save));
  for (const button of document.querySelectorAll("[data-copy]")) button.addEventListener("click", () => copy(by(button.dataset.copy).textContent));
  by("code").addEventListener("toggle", code);
  by("patterns").addEventListener("toggle", patterns);
  by("chart-kind").addEventListener("change", plot);
  for (const id of VIEWS) by(id).addEventListener("click", event => { if (event.isTrusted) before = null; });
  parts.filter.addEventListener("input", filter);
  by("forget").addEventListener("click", () => { past.clear(); listPast(); });
  listPast();
  document.querySelector("#terms input").addEventListener("input", event => listTerms(event.target.value));
  const linked = () => new URLSearchParams(location.hash.slice(1)).get("query") ?? new URLSearchParams(location.search).get("query");
  const given = linked();
  if (given) queries.add(given); else editor.set(queries.text);
  addEventListener("hashchange", () => { if (linked()) { queries.add(linked()); run(); } });
  net.examples().then(found => list(document.querySelector("#examples ul"), found.map(one => ({
    title: one.title, note: one.question, act: () => { queries.add(one.text); form.show(one); run(); },
  })))).catch(fail);
  known = { ...known, prefixes: await net.prefixes() };
  parts.base = known.prefixes.law.replace(/id\/law\/$/, "");
  if (given) run();
  known = await net.completion();
  listTerms();
}

start();
