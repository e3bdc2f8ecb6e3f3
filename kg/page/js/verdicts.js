// Verdicts: what is said of a fact by whom, what may be seen of it by whom, and the file that carries it to others.

const VERDICTS = {
  accept: { caption: "无误", key: "a" }, reject: { caption: "有误", key: "x" }, flag: { caption: "存疑", key: "f" },
};
const FINDING_VERDICTS = {
  accept: { caption: "成立", key: "a" }, reject: { caption: "不成立", key: "x" }, flag: { caption: "存疑", key: "f" }, known: { caption: "已知", key: "d" },
};
const isFinding = (fact) => fact.kind.key === "finding";
const choices = (fact) => (isFinding(fact) ? FINDING_VERDICTS : VERDICTS);
const captionOf = (step, fact) => (fact && isFinding(fact) ? FINDING_VERDICTS : VERDICTS)[step.verdict]?.caption || { missed: "漏提", known: "已知" }[step.verdict] || step.verdict;

const session = (name, otherwise = "") => { try { return sessionStorage.getItem(name) ?? otherwise; } catch { return otherwise; } };
const remember = (name, value) => { try { sessionStorage.setItem(name, value); } catch { /* asked again next time */ } };
const lastName = () => { try { return localStorage.getItem("quanze.reviewer") || ""; } catch { return ""; } };

/** Who reviews in this tab; a name from an earlier day is proposed, not taken. */
let reviewer = session("quanze.reviewer");
let blind = session("quanze.blind", "yes") === "yes";

function setReviewer(name) {
  reviewer = name.trim().slice(0, 60);
  remember("quanze.reviewer", reviewer);
  try { localStorage.setItem("quanze.reviewer", reviewer); } catch { /* proposed no more */ }
}

/** Ask for the name before the first verdict; then do what was to be done. */
function withName(act) {
  if (reviewer) return act();
  const field = h("input", { id: "your-name", autocomplete: "name", required: true, maxlength: 60 });
  field.value = lastName();
  const dialog = h("dialog", { id: "who", "aria-labelledby": "who-title" }, h("form", { method: "dialog", onsubmit: (event) => {
    event.preventDefault();
    if (!field.value.trim()) return field.focus();
    setReviewer(field.value);
    dialog.close();
    return act();
  } }, h("h2", { id: "who-title" }, "复核人姓名"), h("p", {}, keeping.state === "off" ? "此浏览器不能保存复核意见，署名的意见只在此网页中，关闭前请导出。" : "复核意见署名保存在此浏览器中，并随文件导出。隐私（无痕）窗口关闭后不保留，请在关闭前导出。"), h("label", { class: "unseen", for: "your-name" }, "复核人姓名"), field,
  h("div", { class: "actions" }, h("button", { type: "submit", class: "main" }, "开始复核"), h("button", { type: "button", onclick: () => dialog.close() }, "取消"))));
  dialog.addEventListener("close", () => { dialog.remove(); if (state.view === "review") showReview(); });
  document.body.append(dialog);
  dialog.showModal();
  field.select();
  return undefined;
}

const verdictOf = (fact) => (reviewer ? standingOn(fact.iri).get(reviewer) : undefined);
const settledOn = (fact) => standingOn(fact.iri).get(SETTLED);
const othersOn = (fact) => [...standingOn(fact.iri)].filter(([who]) => who !== reviewer && who !== SETTLED).map(([, step]) => step);
/** Whether what others found may be seen: after one's own verdict, or where one asked to see it. */
const mayCompare = (fact) => !blind || Boolean(verdictOf(fact));

/** A step about a fact. */
function made(fact, change) {
  return {
    id: identifier(), fact: fact.iri, hash: fact.hash || "", kind: fact.kind.key, quote: quote(fact), note: "", reviewer, time: now(), ...change,
    ...(!verdictOf(fact) && othersOn(fact).length && !blind ? { informed: true } : {}),
  };
}

/** Give a verdict. */
function judge(fact, change) {
  add(made(fact, change));
  keepDraft(fact.iri, "");
  reviewsChanged();
}

/** The last step of this reviewer that was not taken back. */
function lastStep() {
  const own = inOrder([...steps.values()].filter((step) => step.reviewer === reviewer && !step.id.startsWith("graph:")));
  const undone = new Set(own.map((step) => step.undoes).filter(Boolean));
  return own.filter((step) => !step.undoes && !undone.has(step.id)).pop();
}

/** Take the last step back: what stood before it stands again, as a step of its own. Returns the fact's identifier. */
function takeBack() {
  const last = lastStep();
  if (!last) return undefined;
  const own = inOrder(stepsOf.get(last.fact).every.filter((step) => step.reviewer === reviewer && Boolean(step.adjudicated) === Boolean(last.adjudicated)));
  const undone = new Set([...own.map((step) => step.undoes), last.id]);
  const before = own.filter((step) => !step.undoes && !undone.has(step.id)).pop();
  const { id, undoes, time, ...rest } = before || { ...last, verdict: "withdraw", note: "" };
  add({ ...rest, id: identifier(), undoes: last.id, time: now() });
  reviewsChanged();
  return last.fact;
}

/** The whole history kept here, one JSON object a line, in its order. */
function asLines() {
  return inOrder([...steps.values()].filter((step) => !step.id.startsWith("graph:"))).map((step) => `${JSON.stringify(step)}\n`).join("");
}

const LONGEST_NOTE = 10_000;
const AHEAD = 86_400_000;
/** A step of a line of a file; undefined where it is none. */
function stepOf(line) {
  const said = JSON.parse(line);
  const text = (name) => String(said[name] ?? "").trim();
  const [fact, who, verdict, time] = ["fact", "reviewer", "verdict", "time"].map(text);
  const known = verdict === "withdraw" || verdict === "missed" || Object.hasOwn(FINDING_VERDICTS, verdict);
  if (!/^[a-z][a-z0-9+.-]*:\S+$/i.test(fact) || !who || !known || Number.isNaN(Date.parse(time))) return undefined;
  if (Date.parse(time) > Date.now() + AHEAD) return undefined;
  const step = { id: text("id") || `line:${fact}:${who}:${verdict}:${time}`, fact, hash: text("hash"), kind: text("kind"), verdict, note: text("note").slice(0, LONGEST_NOTE), reviewer: who, time: new Date(time).toISOString(), quote: text("quote") };
  if (Array.isArray(said.wrong) && said.wrong.length) step.wrong = said.wrong.map(String).slice(0, 9);
  for (const flag of ["adjudicated", "informed"]) if (said[flag] === true) step[flag] = true;
  if (text("undoes")) step.undoes = text("undoes");
  return step;
}

/** Take up a file of steps: those that are new, those that are none, those on facts that are not here or read otherwise. */
function takeUp(text) {
  const told = { taken: 0, known: 0, left: [], gone: 0, older: 0, conflicts: [] };
  const fresh = [];
  text.replace(/^\ufeff/, "").split("\n").forEach((line, at) => {
    if (!line.trim()) return;
    let step;
    try { step = stepOf(line); } catch { step = undefined; }
    if (!step) { told.left.push(at + 1); return; }
    if (steps.has(step.id)) { told.known += 1; return; }
    fresh.push(step);
    const fact = factByIri(step.fact);
    if (!fact && step.verdict !== "missed") told.gone += 1;
    else if (fact && step.hash && fact.hash && step.hash !== fact.hash) told.older += 1;
  });
  const before = new Map(fresh.map((step) => [`${step.fact} ${step.reviewer}`, standingOn(step.fact).get(step.reviewer)]));
  told.taken = add(...fresh);
  for (const step of fresh) {
    const own = before.get(`${step.fact} ${step.reviewer}`);
    const fact = factByIri(step.fact);
    if (own && fact && own.verdict !== step.verdict && !told.conflicts.some((one) => one.fact === fact && one.reviewer === step.reviewer)) told.conflicts.push({ fact, reviewer: step.reviewer, here: own, file: step });
  }
  reviewsChanged();
  return told;
}

const factByIri = (iri) => { const at = factAt.get(iri.startsWith(BASE) ? iri.slice(BASE.length) : iri) ?? factAt.get(iri); return at === undefined ? undefined : facts[at]; };

/** The facts of the page that somebody judged. */
const judgedFacts = () => [...stepsOf.keys()].map(factByIri).filter(Boolean);
const reviewed = () => judgedFacts().filter((fact) => isRead(fact) && verdictOf(fact)).length;
function showProgress() {
  const done = ["loaded", "lost"].includes(queued.state) ? reviewed() : 0;
  $("progress-short").textContent = done ? ` ${count(done)}/${count(raw.totals.facts)}` : "";
}

/** What was shown of verdicts is shown anew. */
function reviewsChanged() {
  showProgress();
  if (state.view === "review" && !$("review").contains(document.activeElement?.closest("textarea, input"))) showReview();
  else if (state.view === "review") showBar();
}
