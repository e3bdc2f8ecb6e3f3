// The desk: the words on the left, what was read from them on the right, and the verdict on it.

/** What a verdict on a fact is about, so that a fact that is partly right can be judged. */
const ABOUT = {
  citation: "只判断所引文件：标题、文号、日期是否识别正确。条款由“条款引用”分别判断。",
  pinpoint: "只判断条款：编、章、条、款、项的编号，以及属于哪一文件。",
  sanction: "判断法律责任的种类、数额、对象和规定它的条款。",
  limit: "判断期限的数值和单位。", indicator: "判断指标的数值、单位和周期。", stage: "判断责任环节的名称和起止位置。", ground: "判断追责情形的起止位置。",
  proposal: "判断两个名称是否为同一机构；“无误”表示是同一机构。合并不自动进行。",
  finding: "判断检查结果是否成立；“已知”表示成立且不再提示。",
};
const WRONG = {
  citation: { document: "文件", number: "文号", date: "日期", place: "原文位置" }, pinpoint: { document: "文件", provision: "条款", place: "原文位置" },
  sanction: { kind: "种类", amount: "数额", provision: "条款", place: "原文位置" }, limit: { amount: "数值", kind: "单位", place: "原文位置" },
  indicator: { amount: "数值", kind: "单位", place: "原文位置" }, stage: { kind: "环节", place: "原文位置" }, ground: { place: "原文位置" },
};
let marking = { fact: -1, wrong: [] };

function desk(fact) {
  if (fact.bare) return h("div", { class: "lead blank" }, h("p", { role: "status" }, fact.lost ? "无法读取原文所在的文件，请将网页旁的文件与网页放在同一文件夹。" : "正在载入原文…"));
  const cell = fact.places.length ? cells[fact.places[0].cell] : null;
  const given = verdictOf(fact);
  if (marking.fact !== fact.at) marking = { fact: fact.at, wrong: given?.wrong || [] };
  const choose = (at) => go({ fact: at });
  return h("div", { class: "desk" },
    !cell && h("article", { tabindex: "0", "aria-label": "两个机构" }, sameUnit(fact)),
    cell && h("article", { tabindex: "0", "aria-label": "原文" }, h("p", { class: "where" }, cell.entries.slice(0, 3).map((at) => thingLink(at)), cell.entries.length > 3 && ` 等${count(cell.entries.length)}个条目`),
      h("h2", { class: "heading" }, cell.caption, h("button", { type: "button", class: "copy", onclick: () => markMissed(cell) }, "标记漏提", h("kbd", {}, "m"))),
      h("blockquote", { "data-cell": cell.at }, marked(cell, cell.marks, { here: (one) => one.fact === fact.at, choose })), missedList(cell), articleBeside(fact)),
    h("section", { class: `judged ${fact.kind.key}`, tabindex: "0", "aria-label": "提取项和意见" },
      h("p", { class: "kind" }, h("span", { class: "chip" }, fact.kind.caption), `第${count(queue.indexOf(fact.at) + 1)}项，共${count(queue.length)}项`),
      h("h2", {}, fact.caption), cell && h("p", { class: "quote" }, quote(fact)),
      fact.reasons.length > 0 && h("ul", { class: "reasons", "aria-label": "优先复核理由" }, fact.reasons.map((reason) => h("li", {}, reason))),
      detailList(fact.details),
      h("p", { class: "about" }, ABOUT[fact.kind.key], " ", partly(fact)), wrongParts(fact), noteField(fact),
      h("div", { class: "verdicts" }, Object.entries(choices(fact)).map(([key, { caption, key: letter }]) => h(
        "button", { type: "button", id: `give-${key}`, class: `is-${key}`, "aria-pressed": String(given?.verdict === key), onclick: () => decide(key) }, caption, h("kbd", {}, letter)))),
      given && h("p", { class: "merged" }, `您的意见：${captionOf(given, fact)}，${localTime(given.time)}`, given.hash && fact.hash && given.hash !== fact.hash && h("strong", { class: "warning" }, " 识别结果在此之后有变化，请重新复核。")),
      colleagues(fact),
      h("div", { class: "steps" }, stepButton("上一项", "k", () => step(-1)), stepButton("跳过", "空格", () => step(1)), stepButton("撤销", "⌫", undo), copier("引文", () => quote(fact), "复制引文"), copier("SPARQL", () => factQuery(fact), "复制为 SPARQL"))));
}

const stepButton = (caption, key, act) => h("button", { type: "button", onclick: act }, caption, h("kbd", {}, key));

/** What the fact does not cover though the words beside it do: said where a document is right and its provision is not. */
function partly(fact) {
  if (fact.kind.key !== "citation" || !fact.places.length) return null;
  const place = fact.places[0];
  const pins = [...new Set(cells[place.cell].marks.filter((one) => facts[one.fact].kind.key === "pinpoint" && one.start >= place.start && one.end <= place.end).map((one) => one.fact))];
  if (pins.length) return ["本处另有条款引用：", pins.slice(0, 6).map((at) => h("a", { href: address({ fact: at }) }, quote(facts[at]))).flatMap((node, at) => (at ? ["、", node] : [node]))];
  return /第[零〇一二三四五六七八九十百千0-9]+条/.test(quote(fact)) ? "本处写有条款而未识别：文件无误时仍选“无误”，条款用“标记漏提”补记。" : null;
}

function wrongParts(fact) {
  const parts = Object.entries(WRONG[fact.kind.key] || {});
  if (!parts.length) return null;
  return h("div", { class: "parts", role: "group", "aria-label": "有误的部分" }, "有误的部分（选填）：", parts.map(([key, caption]) => h("button", { type: "button", id: `wrong-${key}`, "aria-pressed": String(marking.wrong.includes(key)), onclick: () => {
    marking.wrong = marking.wrong.includes(key) ? marking.wrong.filter((one) => one !== key) : [...marking.wrong, key];
    const given = verdictOf(fact);
    if (given?.verdict === "reject") judge(fact, { verdict: "reject", note: currentNote(fact), wrong: marking.wrong });
    showReview();
    $(`wrong-${key}`)?.focus();
  } }, caption)));
}

const currentNote = (fact) => ($("note") && state.fact === fact.at ? $("note").value.trim() : drafts.get(fact.iri) ?? verdictOf(fact)?.note ?? "");

function noteField(fact) {
  const given = verdictOf(fact);
  const note = h("textarea", { id: "note", rows: "2", maxlength: 10000, placeholder: "备注（选填），随写随存", "aria-label": "备注", "data-fact": fact.at, oninput: () => keepDraft(fact.iri, note.value.trim()), onblur: flushNote });
  note.value = drafts.get(fact.iri) ?? given?.note ?? "";
  return note;
}

/** A note that was changed after its verdict becomes a step; one without a verdict waits for it. */
function flushNote() {
  const note = $("note");
  const fact = note && facts[Number(note.dataset.fact)];
  const given = fact && verdictOf(fact);
  if (!given || note.value.trim() === given.note) return;
  add(made(fact, { verdict: given.verdict, note: note.value.trim(), ...(given.wrong ? { wrong: given.wrong } : {}) }));
  keepDraft(fact.iri, "");
  showProgress();
}

function decide(verdict) {
  const fact = facts[state.fact];
  if (state.settle || !fact || fact.bare || !choices(fact)[verdict]) return;
  const note = currentNote(fact);
  const wrong = verdict === "reject" && marking.fact === fact.at && marking.wrong.length ? { wrong: marking.wrong } : {};
  withName(() => {
    judge(fact, { verdict, note, ...wrong });
    say(`${choices(fact)[verdict].caption}：${fact.caption}`);
    const differ = othersOn(fact).filter((one) => one.verdict !== verdict);
    if (differ.length) warn(`与${differ.map((one) => `${one.reviewer}（${captionOf(one, fact)}）`).join("、")}意见不一致，已列入裁定`);
    step(1);
  });
}

function undo() {
  if (!reviewer) return say("没有可以撤销的复核意见");
  const iri = takeBack();
  if (!iri) return say("没有可以撤销的复核意见");
  say("已撤销");
  const fact = factByIri(iri);
  if (!fact || state.fact === fact.at) return showReview();
  linedUp = "";
  return go({ fact: fact.at }, true);
}

/** What others found: their number before one's own verdict, their words after it. */
function colleagues(fact) {
  const others = othersOn(fact);
  const settled = settledOn(fact);
  if (!others.length && !settled) return null;
  if (!mayCompare(fact)) return h("p", { class: "merged" }, `已有${count(others.length)}人复核，给出您的意见后显示。`);
  return h("ul", { class: "merged", "aria-label": "他人的意见" }, others.map((one) => h("li", {}, `${one.reviewer}：`, h("span", { class: `verdict is-${one.verdict}` }, captionOf(one, fact)), one.note && `（${one.note}）`)), settled && h("li", {}, `裁定（${settled.reviewer}）：`, h("span", { class: `verdict is-${settled.verdict}` }, captionOf(settled, fact)), settled.note && `（${settled.note}）`));
}
