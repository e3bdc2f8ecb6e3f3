// The query page: what its parts do together.

import { Completer, written } from "./complete.js";
import { Editor } from "./editor.js";
import { draw } from "./graph.js";
import * as net from "./net.js";
import { Table, triples } from "./results.js";

const ROWS = "application/sparql-results+json", GRAPH = "application/n-triples";
const SAVED = "quanze-query";
const FIRST = "# 权责事项及其行使主体\nSELECT ?事项 ?行使主体 WHERE {\n  ?item a qz:PowerItem ;\n    rdfs:label ?事项 ;\n    qz:competentAuthority/skos:prefLabel ?行使主体 .\n}\nLIMIT 100\n";
const by = id => document.getElementById(id);
const parts = { problem: by("problem"), status: by("status"), run: by("run"), stop: by("stop"), graph: by("graph") };
let running = null, answer = null, known = { prefixes: {}, terms: [], concepts: [] };

const table = new Table(by("table"), { base: "", labels: iris => net.labels(iris) });
const editor = new Editor(by("editor"), {
  onRun: () => run(),
  onComplete: () => completer.show(),
  onChange: () => { completer.typed(); remember(editor.text); },
});
const completer = new Completer(editor, by("choices"));

async function run() {
  running?.abort();
  const mine = running = new AbortController();
  busy(true);
  parts.problem.hidden = true;
  const text = editor.text, began = performance.now();
  try {
    const said = await net.query(text, `${ROWS}, ${GRAPH};q=0.9`, mine.signal);
    show(text, await read(said), performance.now() - began);
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
  parts.graph.replaceChildren();
  if (!parts.graph.hidden) graph();
}

function graph() {
  if (answer && !parts.graph.childNodes.length) {
    draw(parts.graph, answer.rows, Boolean(answer.triples), { base: parts.base, prefixes: known.prefixes, labels: iris => net.labels(iris) });
  }
}

function fail(error) {
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

function remember(text) { try { localStorage.setItem(SAVED, text); } catch { /* storage may be off */ } }
function remembered() { try { return localStorage.getItem(SAVED); } catch { return null; } }

function tabs(list) {
  const all = [...list.querySelectorAll("[role=tab]")];
  const choose = tab => {
    for (const one of all) {
      one.setAttribute("aria-selected", String(one === tab));
      one.tabIndex = one === tab ? 0 : -1;
      by(one.getAttribute("aria-controls")).hidden = one !== tab;
    }
    if (tab.id === "tab-graph") graph();
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
  for (const one of document.querySelectorAll("[role=tablist]")) tabs(one);
  parts.run.addEventListener("click", run);
  parts.stop.addEventListener("click", () => running?.abort());
  by("format").addEventListener("click", () => editor.format());
  by("share").addEventListener("click", share);
  for (const button of document.querySelectorAll("[data-save]")) button.addEventListener("click", () => save(button.dataset.save));
  document.querySelector("#terms input").addEventListener("input", event => listTerms(event.target.value));
  const linked = () => new URLSearchParams(location.hash.slice(1)).get("query") ?? new URLSearchParams(location.search).get("query");
  const given = linked();
  editor.set(given ?? remembered() ?? FIRST);
  addEventListener("hashchange", () => { if (linked()) { editor.set(linked()); run(); } });
  net.examples().then(found => list(document.querySelector("#examples ul"), found.map(one => ({
    title: one.title, note: one.question, act: () => { editor.set(one.text); run(); },
  })))).catch(fail);
  known = { ...known, prefixes: await net.prefixes() };
  parts.base = known.prefixes.law.replace(/id\/law\/$/, "");
  if (given) run();
  known = await net.completion();
  listTerms();
}

start();
