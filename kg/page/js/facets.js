// Facets: what a thing is filtered by, each with the number of things that would be left.

const FACETS = {
  kind: "类别", rank: "效力位阶", type: "权力类型", body: "行使主体", unit: "承办机构", list: "清单", place: "地区", doubt: "优先复核理由", finding: "检查规则",
};
let facetValues = new Map();
const facetsChanged = () => { facetValues = new Map(); };

const labelsOf = (thing, role, kinds) => thing.out.filter((one) => one.role.key === role && kinds.includes(things[one.target].kind.key)).map((one) => things[one.target].label);
const detail = (thing, caption) => thing.details.filter(([name]) => name === caption).map(([, value]) => value);

const NONE = new Set();
/** The values of a thing in a facet. */
const valuesIn = (at, facet) => valuesOf(at)[facet] || NONE;
const OF_ENTRIES = ["type", "body", "unit", "list", "place"];

/** The values of a thing by facet; those of a law or an office are those of the entries behind it. */
function valuesOf(at) {
  const known = facetValues.get(at);
  if (known) return known;
  const thing = things[at];
  const found = {};
  const put = (facet, value) => (found[facet] ||= new Set()).add(value);
  facetValues.set(at, found);
  put("kind", thing.kind.caption);
  if (isEntry(thing)) {
    entryValues(thing, put);
    return found;
  }
  if (isLaw(thing)) put("rank", rankOf(documentOf(at)));
  if (["unit", "body", "type"].includes(thing.kind.key)) put(thing.kind.key, thing.label);
  for (const entry of entriesBehind(at)) for (const facet of OF_ENTRIES) for (const value of valuesIn(entry, facet)) put(facet, value);
  return found;
}

function entryValues(thing, put) {
  for (const target of basisOf(thing.at).map(documentOf)) if (things[target].kind.key === "document") put("rank", rankOf(target));
  for (const facet of ["type", "unit", "body"]) for (const label of labelsOf(thing, facet === "type" ? "type" : "office", [facet])) put(facet, label);
  const { lists, reasons, findings } = thing.traits || traitsOf(thing);
  for (const value of lists) {
    put("list", value);
    if (raw.places[value]) put("place", raw.places[value]);
  }
  for (const reason of reasons) put("doubt", reason);
  for (const code of findings) put("finding", ruleName(code));
}

/** What an entry is filtered by beside its links, from its words. */
const traitsOf = (thing) => ({
  lists: detail(thing, raw.listCaption), findings: findingsOf(thing).map(({ code }) => code),
  reasons: factsOf(thing).filter((at) => !isFinding(facts[at])).flatMap((at) => facts[at].reasons),
});

const severalLists = Object.keys(raw.places).length > 1;
const NAMED_LISTS = 3;
/** A list with its place, unless its title says it. */
const listName = (title) => (raw.places[title] && !title.includes(raw.places[title]) ? `${title}（${raw.places[title]}）` : title);
/** The lists of a thing: of many the first and how many there are, as far as its entries are loaded. */
function listsOf(at) {
  const names = [...valuesIn(at, "list")].map(listName).sort(inChinese);
  const more = inPart(things[at]) ? "等（正在载入）" : names.length > NAMED_LISTS ? `等${count(names.length)}份` : "";
  return names.length ? names.slice(0, NAMED_LISTS).join("、") + more : "";
}

/** The rank of a document in the words of the list; where none is known, it says so. */
function rankOf(at) {
  const thing = things[at];
  return thing.kind.key !== "document" ? "未识别" : thing.sort === KIND.document.caption ? "位阶不明" : thing.sort;
}

/** Whether a thing fits every facet but one; values of one facet are alternatives. */
const fitsFacets = (at, chosen, but = "") => Object.entries(chosen).every(([facet, values]) => facet === but || !FACETS[facet] || values.some((value) => valuesIn(at, facet).has(value)));

/** The values of a facet with their numbers, most first. */
function facetCounts(places, facet, chosen) {
  const numbers = new Map();
  for (const at of places) if (fitsFacets(at, chosen, facet)) for (const value of valuesIn(at, facet)) numbers.set(value, (numbers.get(value) || 0) + 1);
  for (const value of chosen[facet] || []) if (!numbers.has(value)) numbers.set(value, 0);
  return [...numbers].sort((one, other) => other[1] - one[1] || inChinese(one[0], other[0]));
}

const FEW_VALUES = 8;
function facetBox(places, facet, caption) {
  const values = facetCounts(places, facet, state.facets);
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
