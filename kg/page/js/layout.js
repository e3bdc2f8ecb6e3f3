// Who stands on the left and who on the right of a thing, in columns. Arithmetic only: the same picture every time.

const STEP = { x: 372, y: 52 };
const MOST_ON_A_SIDE = 13;
const MOST_OF_AN_OPEN = 6;
const LESS = 2;
/** From how many neighbours of a kind on they stand in groups. */
const GROUP_FROM = 40;
// What stands on the left of a thing of a kind; all else on its right.
const ENTRIES = ["item", "entry"];
const LEFT = {
  type: [], body: [], unit: ["body", "unit"], item: ["type", "body", "unit"], entry: ["type", "body", "unit"],
  provision: ENTRIES, document: ENTRIES, unresolved: ENTRIES, sanction: ENTRIES,
};
const ORDER = ["type", "body", "unit", "entry", "item", "document", "provision", "unresolved", "sanction"];

/** The neighbours of a thing by kind, heaviest first: [{other, link}]; hidden kinds and roles left out. */
function neighbours(at, hidden) {
  const met = new Map();
  const add = (other, one) => {
    if (other !== at && !met.has(other) && !hidden.kinds.has(things[other].kind.key) && !hidden.roles.has(one.role.key)) met.set(other, { other, link: one });
  };
  for (const one of things[at].out) add(one.target, one);
  for (const one of things[at].into) add(one.source, one);
  if (things[at].kind.key === "document") for (const [other, [one]] of restingOn(at)) add(other, one);
  return [...met.values()].sort((one, other) => ORDER.indexOf(things[one.other].kind.key) - ORDER.indexOf(things[other.other].kind.key)
    || things[other.other].weight - things[one.other].weight || one.other - other.other);
}

function isLeft(at, { other, link: one }) {
  const [mine, theirs] = [things[at].kind.key, things[other].kind.key];
  if (mine === theirs || (isEntry(things[at]) && isEntry(things[other]))) return one.source === at && one.role.key === "part";
  return (LEFT[mine] || ENTRIES).includes(theirs);
}

/** As many of each kind as fit on a side; what does not stands in groups that open, or in a stub that shows more. */
function capped(at, side, most, more, key = "") {
  const kinds = new Map();
  for (const one of side) {
    const kind = things[one.other].kind.key;
    if (!kinds.has(kind)) kinds.set(kind, []);
    kinds.get(kind).push(one);
  }
  const part = Math.max(LESS, Math.floor(most / Math.max(kinds.size, 1)));
  let spare = most - [...kinds.values()].reduce((sum, group) => sum + Math.min(group.length, part), 0);
  const rows = [];
  for (const [kind, group] of kinds) {
    const extra = Math.max(0, Math.min(spare, group.length - part));
    spare -= extra;
    let shown = more[key + kind] || part + extra;
    if (group.length === shown + 1) shown += 1;
    const split = group.length > Math.max(shown, GROUP_FROM) && !more[key + kind] ? grouped(at, group) : null;
    if (split) for (const [value, members] of split) rows.push(members.length === 1 ? { ...members[0], kind } : { group: true, stub: true, kind, value, members, rest: members.length, key: `${kind}:${value}` });
    else {
      rows.push(...group.slice(0, shown).map((one) => ({ ...one, kind })));
      if (group.length > shown) rows.push({ stub: true, kind, rest: group.length - shown, shown, key: key + kind });
    }
  }
  return rows;
}

/** Nodes and edges of the view on one thing; `open` are neighbours whose own neighbours are shown as well. */
function ego(focus, open, more, hidden) {
  const nodes = [{ id: focus, thing: focus, x: 0, y: 0, centre: true, side: 0, depth: 0 }];
  const edges = [];
  const shown = new Set([focus]);
  const all = neighbours(focus, hidden);
  for (const side of [-1, 1]) {
    const rows = capped(focus, all.filter((one) => (isLeft(focus, one) ? -1 : 1) === side), MOST_ON_A_SIDE, more);
    place(nodes, edges, shown, rows, { from: focus, side, depth: 1, centre: 0 });
    for (const row of rows.filter((one) => one.group && more[one.key])) unfold(nodes, edges, shown, row, focus, side, more);
  }
  for (const at of open) {
    const from = nodes.find((node) => node.thing === at);
    if (!from || from.centre) continue;
    const rows = capped(at, neighbours(at, hidden).filter((one) => !shown.has(one.other)), MOST_OF_AN_OPEN, {}).map((row) => ({ ...row, of: at }));
    place(nodes, edges, shown, rows, { from: at, side: from.side, depth: from.depth + 1, centre: from.y });
  }
  return { nodes, edges };
}

const GRID = { rows: 13, x: 232 };
/** The members of an open group in columns beside it. */
function unfold(nodes, edges, shown, row, focus, side, more) {
  const id = rowId(focus, side, row);
  const from = nodes.find((node) => node.id === id);
  from.opened = true;
  const fresh = row.members.filter((one) => !shown.has(one.other)).slice(0, more[row.key]);
  const high = Math.min(GRID.rows, fresh.length);
  const top = freeTop(nodes, (node) => node.side === side && node.depth > 1, from.y - ((high - 1) * STEP.y) / 2, (high - 1) * STEP.y);
  fresh.forEach((one, at) => {
    const column = Math.floor(at / GRID.rows);
    nodes.push({ id: one.other, thing: one.other, x: side * (STEP.x * 2 + column * GRID.x), y: Math.round(top + (at % GRID.rows) * STEP.y), side, depth: 2 + column, kind: row.kind, of: focus });
    edges.push({ from: id, to: one.other, link: one.link, side, quiet: column > 0 });
    shown.add(one.other);
  });
  from.rest = row.members.length - fresh.length;
}

/** Where there is no room for columns: what stands on the left above, what stands on the right below, indented. */
function stacked(nodes) {
  const centre = nodes.find((node) => node.centre);
  const order = [...nodes.filter((node) => node.side < 0).sort((one, other) => one.y - other.y), centre, ...nodes.filter((node) => node.side > 0).sort((one, other) => one.y - other.y)];
  const middle = order.indexOf(centre);
  return order.map((node, at) => ({ ...node, x: Math.min(node.depth, 2) * 34, y: (at - middle) * STEP.y + Math.sign(at - middle) * 14 }));
}

/** The top of a free stretch of a column, as near as may be to where one is wanted. */
function freeTop(nodes, there, top, height) {
  const taken = nodes.filter(there).map((node) => node.y);
  if (!taken.length || top >= Math.max(...taken) + STEP.y || top + height <= Math.min(...taken) - STEP.y) return top;
  const [below, above] = [Math.max(...taken) + STEP.y * 1.3, Math.min(...taken) - STEP.y * 1.3 - height];
  return Math.abs(below - top) <= Math.abs(above - top) ? below : above;
}

const rowId = (from, side, row) => (row.stub ? `more:${from}:${side}:${row.key || row.kind}` : row.other);

function place(nodes, edges, shown, rows, { from, side, depth, centre }) {
  const top = freeTop(nodes, (node) => node.side === side && node.depth === depth, centre - ((rows.length - 1) * STEP.y) / 2, (rows.length - 1) * STEP.y);
  rows.forEach((row, at) => {
    const id = rowId(from, side, row);
    nodes.push({ id, thing: row.stub ? -1 : row.other, x: side * depth * STEP.x, y: Math.round(top + at * STEP.y), side, depth, stub: row.stub, group: row.group, value: row.value, key: row.key, members: row.members, kind: row.kind, rest: row.rest, shownMost: row.shown, of: from });
    edges.push({ from, to: id, link: row.stub ? null : row.link, side });
    if (!row.stub) shown.add(row.other);
  });
}

/** The node in a direction from another: the nearest that lies more that way than aside. */
function toward(nodes, from, dx, dy) {
  let best = null;
  let least = Infinity;
  for (const node of nodes) {
    const along = (node.x - from.x) * dx + (node.y - from.y) * dy;
    const aside = Math.abs((node.x - from.x) * dy) + Math.abs((node.y - from.y) * dx);
    const far = along + 2 * aside;
    if (along > 1 && (dx ? true : aside < 60) && far < least) [best, least] = [node, far];
  }
  return best;
}
