// Groups of many neighbours: by what tells them apart best, so that a hub of hundreds is a readable picture.

const MOST_GROUPS = 12;
const WAYS = {
  item: ["type", "unit", "list"], entry: ["type", "unit", "list"], document: ["rank"], provision: ["document"], sanction: ["sort"], unit: ["body"], body: [], type: [], unresolved: [],
};

const bodiesOf = (unit) => unit.out.filter((one) => one.role.key === "part").map((one) => things[one.target].label);
let unitNames = null;
/** The body of a sub-unit where several are called the same; empty for all else. */
function bodyOf(thing) {
  if (thing.kind.key !== "unit") return "";
  if (!unitNames) {
    unitNames = new Map();
    for (const one of things) if (one.kind.key === "unit") unitNames.set(one.label, (unitNames.get(one.label) || 0) + 1);
  }
  return unitNames.get(thing.label) > 1 ? bodiesOf(thing)[0] || "" : "";
}

/** The value of a thing by which it is grouped. */
function groupValue(thing, way) {
  if (way === "sort") return thing.sort;
  if (way === "rank") return rankOf(thing.at);
  if (way === "document") return things[documentOf(thing.at)].label;
  if (way === "body") return bodiesOf(thing)[0] || "";
  if (way === "list") return [...valuesOf(thing.at).list || []].sort()[0] || "";
  return labelsOf(thing, way === "type" ? "type" : "office", [way])[0] || "";
}

/** Neighbours of one kind in groups, the largest first: [[name, members]]; null where no way of grouping helps. */
function grouped(at, members) {
  const kind = things[members[0].other].kind.key;
  for (const way of WAYS[kind] || []) {
    const groups = new Map();
    for (const one of members) {
      const value = groupValue(things[one.other], way) || "未写明";
      if (!groups.has(value)) groups.set(value, []);
      groups.get(value).push(one);
    }
    if (groups.size < 2) continue;
    const sortedGroups = [...groups].sort((one, other) => other[1].length - one[1].length || (one[0] < other[0] ? -1 : 1));
    if (sortedGroups.length <= MOST_GROUPS) return sortedGroups;
    return [...sortedGroups.slice(0, MOST_GROUPS - 1), ["其他", sortedGroups.slice(MOST_GROUPS - 1).flatMap(([, group]) => group)]];
  }
  return null;
}
