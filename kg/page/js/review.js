// Review: one fact at a time, the most doubtful first; what is to be reviewed, how far it is, and the ways in and out.

let queue = [];
const only = () => (state.of >= 0 ? factsOf(things[state.of]) : null);

/** The facts to review, by doubt; those with a verdict are left out where only pending ones are wanted. */
function lineUp(current = -1) {
  const chosen = only()?.map((at) => facts[at]) ?? facts;
  queue = chosen
    .filter((fact) => (fact.places.length || fact.pair || fact.bare) && !state.skip.includes(fact.kind.key) && (!state.reason || fact.reasons.includes(state.reason) || fact.code === state.reason) && (fact.at === current || state.every || !verdictOf(fact)))
    .sort((one, other) => other.doubt - one.doubt || (one.order ?? -1) - (other.order ?? -1) || placed(one, other) || one.at - other.at)
    .map((fact) => fact.at);
}

let linedUp = "";
const range = () => JSON.stringify([state.of, state.skip, state.every, state.reason, facts.length, reviewer]);

function startReview(thing = -1, change = {}) {
  linedUp = "";
  go({ ...plain(), view: "review", of: thing, ...change });
}

function showReview() {
  if (range() !== linedUp || (!queue.includes(state.fact) && state.fact >= 0)) {
    lineUp(state.fact);
    linedUp = range();
  }
  const at = queue.includes(state.fact) ? state.fact : queue[0] ?? -1;
  if (at !== state.fact) state.fact = at;
  const focused = document.activeElement?.closest("#review") && document.activeElement.id;
  $("review").replaceChildren(...present([
    h("div", { class: "bar-top", id: "review-bar" }),
    state.settle ? settling() : at < 0 ? empty() : desk(facts[at]),
  ]));
  showBar();
  if (raw.queue.length && at >= 0 && !state.settle) loadFact(facts[at]);
  $("review").querySelector("mark.here")?.scrollIntoView({ block: "center", behavior: "auto" });
  if (focused) $(focused)?.focus();
}

function showBar() {
  const bar = $("review-bar");
  if (!bar) return;
  const done = reviewed();
  const total = raw.totals.facts;
  const waiting = ["", "loading"].includes(queued.state);
  const scale = h("progress", { max: Math.max(total, 1), value: done, "aria-label": "复核进度" });
  bar.replaceChildren(...present([
    h("button", { type: "button", id: "reviewer", class: reviewer ? "" : "main", onclick: () => { const before = reviewer; reviewer = ""; withName(showReview); $("who")?.addEventListener("close", () => { if (!reviewer) { reviewer = before; showReview(); } }); } }, reviewer ? `复核人：${reviewer}` : "填写复核人姓名"),
    waiting ? h("span", { class: "progress", role: "status" }, "正在载入…") : h("span", { class: "progress", role: "status" }, `已复核 ${count(done)} / ${count(total)}`, scale),
    queued.state === "lost" && h("span", { class: "partial" }, `已载入其中${count(facts.filter(isRead).length)}个`),
    state.of >= 0 && wordsLine(things[state.of]),
    kindChoice(),
    state.reason && h("button", { type: "button", class: "chosen", onclick: () => go({ reason: "", fact: -1 }) }, `仅看：${state.reason} ×`),
    state.of >= 0 && h("button", { type: "button", onclick: () => startReview() }, `仅看：${shortened(things[state.of].label)} ×`),
    h("label", { class: "check" }, checkbox("blind", blind, (on) => { blind = on; remember("quanze.blind", on ? "yes" : "no"); showReview(); }), "独立复核：给出意见前不显示他人意见"),
    h("button", { type: "button", id: "settle", "aria-pressed": String(state.settle), onclick: () => go({ settle: !state.settle, fact: -1 }) }, `裁定 ${count(disputed().filter((fact) => !settledOn(fact)).length)}`),
    h("span", { class: "push" }), h("button", { type: "button", id: "download", onclick: download }, "导出复核意见"), loader(),
    keepingLine(),
  ]));
}

/** Of what is reviewed alone: that not all its words are here, with the way to the rest. */
function wordsLine(thing) {
  const missing = wordsMissing(thing);
  return missing.length > 0 && h("span", { class: "partial" }, `另有${count(missing.length)}个文件中的原文未载入`, partsButton(missing));
}

/** Said at once where what is kept may be lost. */
function keepingLine() {
  const said = {
    off: "此浏览器不能保存复核意见，关闭网页前请先导出。",
    full: "浏览器的存储空间已满，新的复核意见未能保存，请立即导出。",
    private: "此窗口为隐私（无痕）窗口，关闭后复核意见不保留，关闭前请先导出。",
  }[keeping.state];
  return said && h("p", { class: "warning", role: "alert" }, said);
}

function checkbox(id, on, act) {
  const box = h("input", { type: "checkbox", id, onchange: () => act(box.checked) });
  box.checked = on;
  return box;
}

function kindChoice() {
  const boxes = FACT_KINDS.filter((kind) => facts.some((fact) => fact.kind === kind)).map((kind) => h("label", {}, checkbox(`wanted-${kind.key}`, !state.skip.includes(kind.key), (on) => go({ skip: on ? state.skip.filter((key) => key !== kind.key) : [...state.skip, kind.key], fact: -1 }, true)), kind.caption));
  return h("details", { class: "choice" }, h("summary", {}, "范围"), boxes, h("label", {}, checkbox("pending", !state.every, (on) => go({ every: !on }, true)), "仅显示未复核的"));
}

function empty() {
  return h("div", { class: "lead blank" }, h("p", {}, "没有待复核的提取项。"), queued.state === "lost" && raw.parts.some((_, number) => partState[number] !== "loaded") && partChoice("选择要复核的部分："));
}

function download() {
  flushNote();
  save("review.jsonl", asLines(), "application/jsonl");
  keeping.unsaved = 0;
}

function loader() {
  const field = h("input", { type: "file", accept: ".jsonl,.json,.txt", class: "unseen", "aria-label": "导入复核意见（review.jsonl）", onchange: async () => {
    await loadQueue();
    const told = takeUp(await field.files[0].text());
    linedUp = "";
    showReview();
    showImport(told);
  } });
  return h("label", { class: "button" }, "导入复核意见", field);
}

/** What became of a file: what was taken, what was not and why, and verdicts of one name that differ, to choose from. */
function showImport({ taken, known, left, gone, older, conflicts }) {
  const lines = [
    `新增${count(taken)}条` + (known ? `，已有${count(known)}条` : "") + "；本机的意见未被替换。",
    gone && `${count(gone)}条所指的提取项不在本页中（清单已改动，或者在其他部分），意见已保留。`,
    older && `${count(older)}条针对较早的识别结果，请重新复核。`,
    left.length && `${count(left.length)}行不是复核意见，未导入：第${left.slice(0, 12).join("、")}${left.length > 12 ? "…" : ""}行。`,
  ].filter(Boolean);
  const dialog = h("dialog", { id: "imported", "aria-labelledby": "imported-title" }, h("h2", { id: "imported-title" }, "导入复核意见"), lines.map((line) => h("p", {}, line)),
    conflicts.length > 0 && h("h3", {}, `同一复核人的意见不一致${count(conflicts.length)}项，目前以较晚的为准；可另选：`),
    conflicts.slice(0, 50).map(({ fact, here, file }) => h("div", { class: "conflict" }, h("p", { class: "quote" }, quote(fact)),
      [["本机", here], ["文件", file]].map(([from, step]) => h("button", { type: "button", "aria-pressed": "false", onclick: (event) => {
        const { id, undoes, ...rest } = step;
        add({ ...rest, id: identifier(), time: now() });
        reviewsChanged();
        for (const one of event.currentTarget.parentNode.querySelectorAll("button")) one.setAttribute("aria-pressed", String(one === event.currentTarget));
      } }, `${from}：${captionOf(step, fact)}（${step.reviewer}，${localTime(step.time)}）${step.note ? `　${step.note}` : ""}`)))),
    h("div", { class: "actions" }, h("button", { type: "button", class: "main", onclick: () => dialog.close() }, "关闭")));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  say(lines.join(""));
}

const localTime = (time) => (time ? new Date(time).toLocaleString("zh-CN", { dateStyle: "short", timeStyle: "short" }) : "已并入图谱");

/** To the next or previous fact of the queue; facts just judged stay in it until it is lined up anew. */
function step(by) {
  const at = queue.indexOf(state.fact) + by;
  if (at >= queue.length) {
    lineUp();
    linedUp = range();
    if (!queue.length || (by > 0 && !queue.some((one) => !verdictOf(facts[one])))) say("已是最后一项");
    return go({ fact: queue[0] ?? -1 }, true);
  }
  return go({ fact: queue[Math.max(0, at)] }, true);
}

const REVIEW_KEYS = {
  " ": () => step(1), j: () => step(1), k: () => step(-1), Backspace: undo, m: () => { const fact = facts[state.fact]; if (fact?.places.length) markMissed(cells[fact.places[0].cell]); },
  ...Object.fromEntries(Object.entries({ ...VERDICTS, ...FINDING_VERDICTS }).map(([verdict, { key }]) => [key, () => decide(verdict)])),
};
/** Keys that act once however long they are held. */
const ONCE = ["a", "x", "f", "d", "m", "Backspace"];
/** Facts in the order of their words; what stands in no words comes last. */
const placed = ({ places: [one] }, { places: [other] }) => (one && other ? one.cell - other.cell || one.start - other.start : Number(!one) - Number(!other));
