// Settling: the facts that reviewers judged differently, both notes side by side, how far they agree by kind, and the
// verdict that settles it.

/** The facts with verdicts that differ. */
const disputed = () => judgedFacts().filter((fact) => {
  const found = [...standingOn(fact.iri)].filter(([who]) => who !== SETTLED).map(([, one]) => one.verdict);
  return found.length > 1 && new Set(found).size > 1;
}).sort((one, other) => one.at - other.at);

/** Cohen's kappa of pairs of judgements, as the command computes it; undefined where chance leaves no room. */
function kappa(pairs) {
  const total = pairs.length;
  const seen = pairs.filter(([one, other]) => one === other).length / total;
  const kinds = [...new Set(pairs.flat())];
  const chance = kinds.reduce((sum, kind) => sum + pairs.filter(([one]) => one === kind).length * pairs.filter(([, other]) => other === kind).length, 0) / total ** 2;
  return chance === 1 ? undefined : (seen - chance) / (1 - chance);
}

/** Every two reviewers with a fact in common, for all kinds and each: {one, other, kind, pairs}. */
function agreements() {
  const groups = new Map();
  for (const fact of judgedFacts()) {
    const found = [...standingOn(fact.iri)].filter(([who]) => who !== SETTLED).sort(([one], [other]) => (one < other ? -1 : 1));
    for (let a = 0; a < found.length; a += 1) for (let b = a + 1; b < found.length; b += 1) {
      for (const kind of ["", fact.kind.key]) {
        const key = [found[a][0], found[b][0], kind].join("\u0000");
        if (!groups.has(key)) groups.set(key, { one: found[a][0], other: found[b][0], kind, pairs: [] });
        groups.get(key).pairs.push([found[a][1].verdict, found[b][1].verdict]);
      }
    }
  }
  return [...groups.values()].sort((one, other) => (one.one + one.other).localeCompare(other.one + other.other, "zh") || (one.kind < other.kind ? -1 : 1));
}

function settling() {
  const every = disputed();
  const open = every.filter((fact) => !settledOn(fact));
  const table = agreements();
  const shown = [...open, ...every.filter((fact) => settledOn(fact))].slice(0, 200);
  const bareParts = [...new Set(shown.filter((fact) => fact.bare).map((fact) => fact.part))];
  return h("div", { class: "settling", tabindex: "0", role: "region", "aria-label": "裁定" },
    h("h2", {}, "裁定", h("small", {}, `意见不一致的提取项${count(every.length)}个，尚未裁定的${count(open.length)}个`)),
    !every.length && h("p", { class: "lead" }, "没有意见不一致的提取项。导入其他复核人的文件后，意见不一致的提取项列于此处。"),
    bareParts.length > 0 && h("p", { class: "partial" }, `其中${count(shown.filter((fact) => fact.bare).length)}个的原文在${count(bareParts.length)}个未载入的文件中。`, partsButton(bareParts)),
    shown.map(dispute),
    table.length > 0 && h("table", { class: "agreement" }, h("caption", {}, "复核人之间的一致程度"), h("thead", {}, h("tr", {}, ["复核人", "复核人", "类别", "共同复核", "一致率", "Kappa系数"].map((head) => h("th", { scope: "col" }, head)))),
      h("tbody", {}, table.map(({ one, other, kind, pairs }) => h("tr", {}, h("td", {}, one), h("td", {}, other), h("td", {}, kind ? FACT_KINDS.find((known) => known.key === kind)?.caption || kind : "全部"), h("td", { class: "number" }, count(pairs.length)),
        h("td", { class: "number" }, `${((100 * pairs.filter(([a, b]) => a === b).length) / pairs.length).toFixed(1)}%`), h("td", { class: "number" }, kappa(pairs)?.toFixed(2) ?? "—"))))));
}

function dispute(fact) {
  const settled = settledOn(fact);
  const note = h("input", { type: "text", placeholder: "裁定理由（选填）", "aria-label": "裁定理由", maxlength: 10000 });
  note.value = settled?.note || "";
  const given = [...standingOn(fact.iri)].filter(([who]) => who !== SETTLED).map(([, one]) => one);
  return h("section", { class: `dispute ${fact.kind.key}`, "data-fact": fact.at },
    h("p", { class: "kind" }, h("span", { class: "chip" }, fact.kind.caption), fact.caption),
    h("p", { class: "quote" }, quote(fact) || given.map((one) => one.quote).find(Boolean) || ""), h("p", { class: "where" }, fact.places.slice(0, 1).flatMap((place) => cells[place.cell].entries.slice(0, 1)).map((at) => thingLink(at)), h("a", { href: address({ settle: false, fact: fact.at, every: true }) }, "查看原文")),
    h("ul", {}, given.map((one) => h("li", {}, `${one.reviewer}：`, h("span", { class: `verdict is-${one.verdict}` }, captionOf(one, fact)), one.wrong?.length > 0 && `，${one.wrong.map((part) => WRONG[fact.kind.key]?.[part] || part).join("、")}`, one.note && `，${one.note}`, one.informed && h("small", {}, " 见他人意见后给出")))),
    h("div", { class: "actions" }, note, Object.entries(choices(fact)).map(([verdict, { caption }]) => h("button", { type: "button", class: `is-${verdict}`, "aria-pressed": String(settled?.verdict === verdict), onclick: () => withName(() => {
      add({ ...made(fact, { verdict, note: note.value.trim() }), adjudicated: true });
      say(`已裁定：${caption}`);
      reviewsChanged();
      showReview();
    }) }, `裁定${caption}`)), settled && h("small", {}, `${settled.reviewer}，${localTime(settled.time)}`)));
}
