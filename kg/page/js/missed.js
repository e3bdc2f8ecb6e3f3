// Facts that were missed: words of a cell with the kind of fact that stands in them, told by a person.

/** The missed facts of a cell that stand: [{step, start, end}]. */
function missedOf(cell) {
  const found = [];
  for (const iri of stepsOf.keys()) {
    if (!iri.startsWith(`${cell.iri}#char=`)) continue;
    const [start, end] = iri.slice(cell.iri.length + 6).split(",").map(Number);
    for (const step of standingOn(iri).values()) if (step.verdict === "missed") found.push({ step, start, end });
  }
  return found.sort((one, other) => one.start - other.start);
}

function missedList(cell) {
  const found = missedOf(cell);
  return found.length > 0 && h("section", { class: "missed" }, h("h3", {}, `标记的漏提${count(found.length)}处`), h("ul", { class: "links" }, found.map(({ step }) => h("li", {},
    h("span", { class: "chip" }, FACT_KINDS.find((kind) => kind.key === step.kind)?.caption || step.kind), h("span", {}, step.quote, step.note && `：${step.note}`), h("small", {}, step.reviewer),
    step.reviewer === reviewer && h("button", { type: "button", class: "copy", onclick: () => { add({ ...step, id: identifier(), verdict: "withdraw", undoes: step.id, time: now() }); reviewsChanged(); arrive(); } }, "撤回")))));
}

/** Where the selection stands in a quoted cell, in UTF-16 units of its text. */
function selectionIn(cell) {
  const chosen = getSelection();
  const block = document.querySelector(`blockquote[data-cell="${cell.at}"]`);
  if (!block || !chosen.rangeCount || chosen.isCollapsed || !block.contains(chosen.anchorNode) || !block.contains(chosen.focusNode)) return [0, 0];
  const before = document.createRange();
  before.selectNodeContents(block);
  before.setEnd(chosen.getRangeAt(0).startContainer, chosen.getRangeAt(0).startOffset);
  const start = before.toString().length;
  return [start, start + chosen.toString().length];
}

/** A form for the words: chosen in the text before, or in the form with mouse or keyboard. */
function markMissed(cell) {
  const [start, end] = selectionIn(cell);
  const text = h("textarea", { id: "missed-text", readonly: true, rows: "8", "aria-label": "原文，选中漏提的文字" });
  text.value = cell.text;
  const kind = h("select", { id: "missed-kind" }, FACT_KINDS.filter((one) => one.key !== "finding").map((one) => h("option", { value: one.key }, one.caption)));
  const note = h("input", { id: "missed-note", type: "text", maxlength: 10000, placeholder: "如《中华人民共和国劳动法》第三条；罚款500元以上2000元以下" });
  const shown = h("p", { class: "quote", role: "status" }, "在原文中选中漏提的文字");
  const chosen = () => text.value.slice(text.selectionStart, text.selectionEnd);
  const show = () => { shown.textContent = chosen() || "在原文中选中漏提的文字"; };
  for (const name of ["select", "keyup", "mouseup"]) text.addEventListener(name, show);
  const dialog = h("dialog", { id: "missed", "aria-labelledby": "missed-title" }, h("form", { method: "dialog", onsubmit: (event) => {
    event.preventDefault();
    if (!chosen().trim()) return text.focus();
    const points = (units) => [...text.value.slice(0, units)].length;
    const fact = `${cell.iri}#char=${points(text.selectionStart)},${points(text.selectionEnd)}`;
    return withName(() => {
      add({ id: identifier(), fact, kind: kind.value, quote: chosen(), verdict: "missed", note: note.value.trim(), reviewer, time: now() });
      dialog.close();
      reviewsChanged();
      arrive();
      say("已标记漏提");
    });
  } }, h("h2", { id: "missed-title" }, "标记漏提"), text, shown, h("label", { for: "missed-kind" }, "应提取为 "), kind, h("label", { for: "missed-note" }, " 应识别为 "), note,
  h("div", { class: "actions" }, h("button", { type: "submit", class: "main" }, "保存"), h("button", { type: "button", onclick: () => dialog.close() }, "取消"))));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  text.focus();
  text.setSelectionRange(start, end);
  show();
}
