// Review: one fact at a time, the most doubtful first, its words on the left and what was read from them on the right.

let queue = [];
let past = [];
let only = null;
const wanted = { kinds: new Set(), pending: true };

/** The facts to review, by doubt; those with a verdict are left out where only pending ones are wanted. */
function lineUp(current = -1) {
  const chosen = only ? only.map((at) => facts[at]) : facts;
  queue = chosen
    .filter((fact) => !wanted.kinds.has(fact.kind.key) && (fact.at === current || !wanted.pending || !verdictOf(fact)))
    .sort((one, other) => other.doubt - one.doubt || one.places[0].cell - other.places[0].cell || one.places[0].start - other.places[0].start || one.at - other.at)
    .map((fact) => fact.at);
}

function startReview(these) {
  only = these;
  lineUp();
  go({ view: "review", fact: queue[0] ?? -1 });
}

function showReview() {
  if (!queue.includes(state.fact)) lineUp(state.fact);
  const at = queue.includes(state.fact) ? state.fact : queue[0] ?? -1;
  if (at !== state.fact) state.fact = at;
  const done = facts.filter(verdictOf).length;
  const bar = h("span", { class: "bar" });
  bar.style.setProperty("--share", `${(100 * done) / Math.max(facts.length, 1)}%`);
  $("review").replaceChildren(...present([
    h("div", { class: "bar-top" },
      h("label", {}, "复核人 ", nameField()),
      h("span", { class: "progress", role: "status" }, `已复核 ${count(done)} / ${count(facts.length)}`, bar),
      kindChoice(), only && h("button", { type: "button", onclick: () => { only = null; lineUp(); showReview(); } }, "复核全部条目"),
      h("span", { class: "push" }), h("button", { type: "button", id: "download", onclick: download }, "导出复核意见"), loader(),
      !keeps && h("p", { class: "warning" }, "此浏览器不能保存复核意见，关闭前请先导出。")),
    at < 0 ? h("p", { class: "lead" }, "没有待复核的提取项。") : desk(facts[at]),
  ]));
  $("review").querySelector("mark.here")?.scrollIntoView({ block: "center", behavior: "auto" });
}

function nameField() {
  const field = h("input", { id: "reviewer", autocomplete: "name", placeholder: "复核人姓名", onchange: () => { reviewer = field.value.trim(); keep(WHO, reviewer); } });
  field.value = reviewer;
  return field;
}

function kindChoice() {
  const boxes = FACT_KINDS.filter((kind) => facts.some((fact) => fact.kind === kind)).map((kind) => {
    const box = h("input", { type: "checkbox", onchange: () => { if (box.checked) wanted.kinds.delete(kind.key); else wanted.kinds.add(kind.key); lineUp(); showReview(); } });
    box.checked = !wanted.kinds.has(kind.key);
    return h("label", {}, box, kind.caption);
  });
  const pending = h("input", { type: "checkbox", onchange: () => { wanted.pending = pending.checked; lineUp(state.fact); showReview(); } });
  pending.checked = wanted.pending;
  return h("details", { class: "choice" }, h("summary", {}, "范围"), boxes, h("label", {}, pending, "仅显示未复核的"));
}

function loader() {
  const field = h("input", { type: "file", accept: ".jsonl,.json,.txt", class: "unseen", "aria-label": "导入复核意见（review.jsonl）", onchange: async () => {
    const { taken, left } = takeUp(await field.files[0].text());
    say(`已导入${taken}条，略过${left}条`);
    lineUp();
    showReview();
  } });
  return h("label", { class: "button" }, "导入复核意见", field);
}

function desk(fact) {
  const place = fact.places[0];
  const cell = cells[place.cell];
  const given = verdictOf(fact);
  const note = h("textarea", { id: "note", rows: "2", placeholder: "备注（选填）", "aria-label": "备注", onchange: () => {
    const current = verdictOf(fact);
    if (current) judge(fact, { ...current, note: note.value.trim() });
  } });
  note.value = given?.note || "";
  return h("div", { class: "desk" },
    h("article", {}, h("p", { class: "where" }, cell.entries.slice(0, 3).map((at) => thingLink(at)), cell.entries.length > 3 && ` 等${count(cell.entries.length)}个条目`),
      h("h3", {}, cell.caption), h("blockquote", {}, marked(cell, cell.marks, { here: (one) => one.fact === fact.at, choose: (at) => go({ fact: at }) }))),
    h("section", { class: `judged ${fact.kind.key}` },
      h("p", { class: "kind" }, h("span", { class: "chip" }, fact.kind.caption), `第${count(queue.indexOf(fact.at) + 1)}项，共${count(queue.length)}项`),
      h("h2", {}, fact.caption), h("p", { class: "quote" }, quote(fact)),
      fact.reasons.length > 0 && h("ul", { class: "reasons", "aria-label": "优先复核理由" }, fact.reasons.map((reason) => h("li", {}, reason))),
      detailList(fact.details), fact.merged.length > 0 && h("p", { class: "merged" }, "已并入图谱：", fact.merged.map(([who, code]) => `${who}：${VERDICTS[code]?.caption || code}`).join("、")),
      note, h("div", { class: "verdicts" }, Object.entries(VERDICTS).map(([key, { caption, key: letter }]) => h(
        "button", { type: "button", class: `is-${key}`, "aria-pressed": String(given?.verdict === key), onclick: () => decide(key) }, caption, h("kbd", {}, letter)))),
      h("div", { class: "steps" }, stepButton("上一项", "k", () => step(-1)), stepButton("跳过", "空格", () => step(1)), stepButton("撤销", "⌫", undo), copier("引文", () => quote(fact), "复制引文"), copier("SPARQL", () => factQuery(fact), "复制为 SPARQL"))));
}

const stepButton = (caption, key, act) => h("button", { type: "button", onclick: act }, caption, h("kbd", {}, key));

function decide(verdict) {
  const fact = facts[state.fact];
  if (!fact) return;
  const note = $("note")?.value.trim() || "";
  const before = judge(fact, { verdict, note, who: reviewer, time: new Date().toISOString() });
  past.push({ fact: fact.at, before });
  say(`${VERDICTS[verdict].caption}: ${fact.caption}`);
  step(1);
}

function undo() {
  const last = past.pop();
  if (!last) return say("没有可以撤销的复核意见");
  judge(facts[last.fact], last.before);
  say("已撤销");
  if (state.fact === last.fact) return showReview();
  return go({ fact: last.fact }, true);
}

/** To the next or previous fact of the queue; facts just judged stay in it until it is lined up anew. */
function step(by) {
  const at = queue.indexOf(state.fact) + by;
  if (at >= queue.length) {
    lineUp();
    if (!queue.length || by > 0 && !queue.some((one) => !verdictOf(facts[one]))) say("已是最后一项");
    return queue.length ? go({ fact: queue[0] }, true) : (state.fact = -1, showReview());
  }
  return go({ fact: queue[Math.max(0, at)] }, true);
}

const REVIEW_KEYS = {
  a: () => decide("accept"), x: () => decide("reject"), f: () => decide("flag"), " ": () => step(1), Backspace: undo, j: () => step(1), k: () => step(-1),
};
