// Facets: what a thing is filtered by, each with the number of things that would be left.

const FACETS = {
  kind: "类别", rank: "效力位阶", type: "权力类型", body: "行使主体", unit: "承办机构", list: "清单", place: "地区", doubt: "优先复核理由", finding: "检查规则",
};
let facetValues = new Map();
const facetsChanged = () => { facetValues = new Map(); };

const labelsOf = (thing, role, kinds) => thing.out.filter((one) => one.role.key === role && kinds.includes(things[one.target].kind.key)).map((one) => things[one.target].label);
const detail = (thing, caption) => thing.details.filter(([name]) => name === caption).map(([, value]) => value);

/** The entries a thing speaks for: itself, those that rest on it or belong to it. */
const spokenFor = (thing) => (isEntry(thing) ? [thing.at] : entriesBehind(thing.at));

/** The values of a thing by facet; those of a law or an office are those of the entries behind it. */
function valuesOf(at) {
  const known = facetValues.get(at);
  if (known) return known;
  const thing = things[at];
  const found = Object.fromEntries(Object.keys(FACETS).map((facet) => [facet, new Set()]));
  found.kind.add(thing.kind.caption);
  facetValues.set(at, found);
  if (isLaw(thing)) found.rank.add(rankOf(documentOf(at)));
  if (thing.kind.key === "unit") found.unit.add(thing.label);
  if (thing.kind.key === "body") found.body.add(thing.label);
  if (thing.kind.key === "type") found.type.add(thing.label);
  for (const entry of spokenFor(thing)) {
    const one = things[entry];
    if (isEntry(thing)) {
      for (const target of one.out.filter((next) => next.role.key === "basis").map((next) => things[documentOf(next.target)])) if (target.kind.key === "document") found.rank.add(rankOf(target.at));
      for (const finding of findingsOf(one)) found.finding.add(findingCaption(finding));
      for (const fact of factsOf(one)) for (const reason of facts[fact].reasons) if (!isFinding(facts[fact])) found.doubt.add(reason);
    }
    for (const label of labelsOf(one, "type", ["type"])) found.type.add(label);
    for (const label of labelsOf(one, "office", ["unit"])) found.unit.add(label);
    for (const label of labelsOf(one, "office", ["body"])) found.body.add(label);
    for (const value of detail(one, raw.listCaption)) {
      found.list.add(value);
      if (raw.places[value]) found.place.add(raw.places[value]);
    }
  }
  return found;
}

const severalLists = Object.keys(raw.places).length > 1;
const NAMED_LISTS = 3;
/** A list with its place, unless its title says it. */
const listName = (title) => (raw.places[title] && !title.includes(raw.places[title]) ? `${title}（${raw.places[title]}）` : title);
/** The lists of a thing: of many the first and how many there are, as far as its entries are loaded. */
function listsOf(at) {
  const names = [...valuesOf(at).list].map(listName).sort((one, other) => one.localeCompare(other, "zh"));
  const more = inPart(things[at]) ? "等（未全部载入）" : names.length > NAMED_LISTS ? `等${count(names.length)}份` : "";
  return names.length ? names.slice(0, NAMED_LISTS).join("、") + more : "";
}

/** The rank of a document in the words of the list; where none is known, it says so. */
function rankOf(at) {
  const thing = things[at];
  return thing.kind.key !== "document" ? "未识别" : thing.sort === KIND.document.caption ? "位阶不明" : thing.sort;
}

/** Whether a thing fits every facet but one; values of one facet are alternatives. */
const fitsFacets = (at, chosen, but = "") => Object.entries(chosen).every(([facet, values]) => facet === but || !FACETS[facet] || values.some((value) => valuesOf(at)[facet].has(value)));

/** The values of a facet with their numbers, most first. */
function facetCounts(places, facet, chosen) {
  const numbers = new Map();
  for (const at of places) if (fitsFacets(at, chosen, facet)) for (const value of valuesOf(at)[facet]) numbers.set(value, (numbers.get(value) || 0) + 1);
  for (const value of chosen[facet] || []) if (!numbers.has(value)) numbers.set(value, 0);
  return [...numbers].sort((one, other) => other[1] - one[1] || one[0].localeCompare(other[0], "zh"));
}

/** The numbers of the whole graph by kind, which the index has whatever is loaded. */
const wholeKinds = () => KINDS.map((kind) => [kind.caption, raw.totals.kinds[kind.key] || 0]).filter(([, number]) => number).sort((one, other) => other[1] - one[1]);

const FEW_VALUES = 8;
function facetBox(places, facet, caption) {
  const whole = facet === "kind" && partsMissing() && filteredOnlyBy("") && !state.query.trim();
  const values = whole ? wholeKinds() : facetCounts(places, facet, state.facets);
  if (values.length < 2 && !state.facets[facet]) return null;
  const box = ([value, number]) => {
    const on = (state.facets[facet] || []).includes(value);
    return h("label", {}, checkbox(`facet-${facet}-${value}`, on, () => {
      const rest = on ? state.facets[facet].filter((one) => one !== value) : [...(state.facets[facet] || []), value];
      const { [facet]: _, ...others } = state.facets;
      table.shown = PAGE;
      go({ facets: rest.length ? { ...others, [facet]: rest } : others });
      $(`facet-${facet}-${value}`)?.focus();
    }), h("span", {}, value), h("span", { class: "number" }, count(number)));
  };
  const rest = values.slice(FEW_VALUES);
  const open = rest.some(([value]) => state.facets[facet]?.includes(value));
  return h("fieldset", {}, h("legend", {}, caption), values.slice(0, FEW_VALUES).map(box), rest.length > 0 && h("details", { open }, h("summary", {}, `其余${count(rest.length)}项`), rest.map(box)));
}
