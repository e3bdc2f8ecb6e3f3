// Who stands on the left and who on the right of a thing, in columns. Arithmetic only: the same picture every time.

const STEP = { x: 372, y: 52 };
const MOST_ON_A_SIDE = 13;
const MOST_OF_AN_OPEN = 6;
const LESS = 2;
// What stands on the left of a thing of a kind; all else on its right.
const ENTRIES = ["item", "entry"];
const LEFT = {
  type: [], body: [], unit: ["body", "unit"], item: ["type", "body", "unit"], entry: ["type", "body", "unit"],
  provision: ENTRIES, document: ENTRIES, unresolved: ENTRIES, sanction: ENTRIES,
};
const ORDER = ["type", "body", "unit", "entry", "item", "document", "provision", "unresolved", "sanction"];

/** The neighbours of a thing by kind, heaviest first: [{other, link}]; hidden kinds and roles left out. */
function neighbours(at, filter) {
  const met = new Map();
  const add = (other, link) => {
    if (other !== at && !met.has(other) && !filter.kinds.has(things[other].kind.key) && !filter.roles.has(link.role.key)) met.set(other, { other, link });
  };
  for (const link of things[at].out) add(link.target, link);
  for (const link of things[at].into) add(link.source, link);
  if (things[at].kind.key === "document") for (const [other, [link]] of restingOn(at)) add(other, link);
  return [...met.values()].sort((one, other) => ORDER.indexOf(things[one.other].kind.key) - ORDER.indexOf(things[other.other].kind.key)
    || things[other.other].weight - things[one.other].weight || one.other - other.other);
}

function isLeft(at, { other, link }) {
  const [mine, theirs] = [things[at].kind.key, things[other].kind.key];
  if (mine === theirs || (isEntry(things[at]) && isEntry(things[other]))) return link.source === at && link.role.key === "part";
  return (LEFT[mine] || ENTRIES).includes(theirs);
}

/** As many of each kind as fit on a side; what does not is told by a stub. */
function capped(side, most, more) {
  const groups = new Map();
  for (const one of side) {
    const kind = things[one.other].kind.key;
    if (!groups.has(kind)) groups.set(kind, []);
    groups.get(kind).push(one);
  }
  const share = Math.max(LESS, Math.floor(most / Math.max(groups.size, 1)));
  let spare = most - [...groups.values()].reduce((sum, group) => sum + Math.min(group.length, share), 0);
  const rows = [];
  for (const [kind, group] of groups) {
    const extra = Math.max(0, Math.min(spare, group.length - share));
    spare -= extra;
    let shown = more[kind] || share + extra;
    if (group.length === shown + 1) shown += 1;
    rows.push(...group.slice(0, shown).map((one) => ({ ...one, kind })));
    if (group.length > shown) rows.push({ stub: true, kind, rest: group.length - shown, shown });
  }
  return rows;
}

/** Nodes and edges of the view on one thing; `open` are neighbours whose own neighbours are shown as well. */
function ego(focus, open, more, filter) {
  const nodes = [{ id: focus, thing: focus, x: 0, y: 0, centre: true, side: 0, depth: 0 }];
  const edges = [];
  const shown = new Set([focus]);
  const all = neighbours(focus, filter);
  for (const side of [-1, 1]) {
    const rows = capped(all.filter((one) => (isLeft(focus, one) ? -1 : 1) === side), MOST_ON_A_SIDE, more);
    place(nodes, edges, shown, rows, { from: focus, side, depth: 1, centre: 0 });
  }
  for (const at of open) {
    const from = nodes.find((node) => node.thing === at);
    if (!from || from.centre) continue;
    const rows = capped(neighbours(at, filter).filter((one) => !shown.has(one.other)), MOST_OF_AN_OPEN, {}).map((row) => ({ ...row, of: at }));
    place(nodes, edges, shown, rows, { from: at, side: from.side, depth: from.depth + 1, centre: from.y });
  }
  return { nodes, edges };
}

/** Where there is no room for columns: what stands on the left above, what stands on the right below, indented. */
function stacked(nodes) {
  const under = (of) => nodes.filter((node) => node.side && node.of === of.id).flatMap((node) => [node, ...under(node)]);
  const centre = nodes.find((node) => node.centre);
  const all = under(centre);
  const order = [...all.filter((node) => node.side < 0), centre, ...all.filter((node) => node.side > 0)];
  const middle = order.indexOf(centre);
  return order.map((node, at) => ({ ...node, x: node.depth * 34, y: (at - middle) * STEP.y + Math.sign(at - middle) * 14 }));
}

function place(nodes, edges, shown, rows, { from, side, depth, centre }) {
  const taken = nodes.filter((node) => node.side === side && node.depth === depth).map((node) => node.y);
  const height = (rows.length - 1) * STEP.y;
  let top = centre - height / 2;
  if (taken.length && top < Math.max(...taken) + STEP.y && top + height > Math.min(...taken) - STEP.y) {
    const below = Math.max(...taken) + STEP.y * 1.3;
    const above = Math.min(...taken) - STEP.y * 1.3 - height;
    top = Math.abs(below - (centre - height / 2)) <= Math.abs(above - (centre - height / 2)) ? below : above;
  }
  rows.forEach((row, at) => {
    const id = row.stub ? `more:${from}:${side}:${row.kind}` : row.other;
    nodes.push({ id, thing: row.stub ? -1 : row.other, x: side * depth * STEP.x, y: Math.round(top + at * STEP.y), side, depth, stub: row.stub, kind: row.kind, rest: row.rest, shownMost: row.shown, of: from });
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
