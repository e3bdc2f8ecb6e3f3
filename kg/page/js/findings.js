// Findings of the audit: marks in the words, a list on the thing they are of, a verdict on each, a filter by rule.

FACT_KINDS.push({ key: "finding", caption: "检查结果" }, { key: "proposal", caption: "疑似同一机构" });
const SEVERITIES = { error: "错误", warning: "警告", info: "提示" };
const findingsAt = new Map();
const findingsOf = (thing) => findingsAt.get(thing.at) || [];
const ruleName = (code) => `${code} ${raw.rules[code]?.[0] || ""}`.trim();

/** Take up the findings and proposals of a payload: facts of two kinds more, that no count of facts counts. */
function absorbFindings(part, { thingOf, cellOf }) {
  for (const [id, code, severity, message, thing, cell, start, end, quoted, conflict] of part.findings || []) {
    const known = factAt.has(id);
    const found = {
      iri: full(id), kind: FACT_KINDS.find((kind) => kind.key === "finding"), caption: `${code} ${message}`, target: -1, places: [], details: [["规则", `${code} ${raw.rules[code]?.[0] || ""}`], ["级别", SEVERITIES[severity]], ["建议", raw.rules[code]?.[1] || ""]].filter(([, value]) => value),
      doubt: { error: 3, warning: 2, info: 1 }[severity], reasons: [], hash: "", code, severity, message, quoted, thing: thing >= 0 ? thingOf[thing] : -1, conflict: conflict >= 0 ? thingOf[conflict] : -1, bare: false,
    };
    const at = entered(factAt, id, facts, (place) => ({ at: place, ...found }));
    if (known && !facts[at].bare) continue;
    // Of one in words the part that has these is waited for: another part has its thing alone.
    Object.assign(facts[at], found, { bare: known && cell < 0 });
    if (cell >= 0) addPlace(facts[at], cellOf[cell], start, end);
    const of = facts[at].thing;
    if (of >= 0 && !findingsOf(things[of]).includes(facts[at])) findingsAt.set(of, [...findingsOf(things[of]), facts[at]]);
  }
  for (const [id, one, other, reason, score] of part.proposals || []) {
    entered(factAt, id, facts, (place) => ({ at: place, iri: full(id), kind: FACT_KINDS.find((kind) => kind.key === "proposal"), caption: `${things[thingOf[one]].label} — ${things[thingOf[other]].label}`, target: -1, places: [], details: [["理由", reason], ["相似度", score]], doubt: 60, reasons: [reason], hash: "", pair: [thingOf[one], thingOf[other]] }));
  }
}
const isRead = (fact) => fact.kind.key !== "finding" && fact.kind.key !== "proposal";

/** What the audit found of a thing, gravest first, each to be judged. */
function findingList(thing) {
  const found = [...findingsOf(thing)].sort((one, other) => Object.keys(SEVERITIES).indexOf(one.severity) - Object.keys(SEVERITIES).indexOf(other.severity) || (one.code < other.code ? -1 : 1));
  if (!found.length) return null;
  return h("section", { class: "findings" }, h("h3", {}, "检查结果", h("small", {}, `${count(found.length)}项`)), long(found, (fact) => h("li", { class: fact.severity },
    h("span", { class: "chip" }, SEVERITIES[fact.severity]), h("a", { href: address({ ...plain(), view: "table", facets: { finding: [ruleName(fact.code)] } }), title: raw.rules[fact.code]?.[0] }, fact.code), h("span", {}, fact.message),
    h("span", { class: "tail" }, raw.rules[fact.code]?.[1] && h("small", {}, raw.rules[fact.code][1]), fact.conflict >= 0 && fact.conflict !== thing.at && thingLink(fact.conflict), verdictButtons(fact))), 6));
}

/** The verdicts on a finding as small buttons. */
function verdictButtons(fact) {
  const given = verdictOf(fact);
  return h("span", { class: "small-verdicts", role: "group", "aria-label": `对检查结果的意见` }, Object.entries(choices(fact)).map(([verdict, { caption }]) => h("button", { type: "button", class: `is-${verdict}`, "aria-pressed": String(given?.verdict === verdict), onclick: () => withName(() => {
    judge(fact, { verdict, note: given?.note || "" });
    say(caption);
    showPanel();
  }) }, caption)), mayCompare(fact) && othersOn(fact).map((one) => h("small", {}, `${one.reviewer}：${captionOf(one, fact)}`)));
}

/** The rules that found something, with their numbers; each leads to its list. */
function findingsOverview() {
  const numbers = Object.entries(raw.totals.findings || {});
  if (!numbers.length) return null;
  return h("section", {}, h("h3", {}, "检查结果", h("small", {}, `${count(numbers.reduce((sum, [, number]) => sum + number, 0))}项`)), long(numbers.sort((one, other) => other[1] - one[1]), ([code, number]) => h("li", {}, h("a", { href: address({ ...plain(), view: "table", facets: { finding: [ruleName(code)] } }) }, ruleName(code)), h("span", { class: "number" }, count(number)))));
}

/** The two offices of a proposal side by side. */
function sameUnit(fact) {
  if (!fact.pair) return null;
  return h("div", { class: "proposal" }, fact.pair.map((at) => h("section", {}, h("h3", {}, thingLink(at), h("span", { class: "number" }, `${count(things[at].weight)}个条目`)), long(entriesBehind(at), (entry) => h("li", {}, thingLink(entry)), 5))));
}
