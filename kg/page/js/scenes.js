// What is to be drawn in the present state: nodes and edges with their places, and what is left out.

/** What is to be drawn in the present state. */
function sceneNow() {
  if (state.view === "map") return mapScene();
  if (state.view === "path") return pathScene();
  if (state.view === "ego") return egoScene();
  return overviewScene();
}

function overviewScene() {
  const nodes = drawn.nodes.filter((spot) => !filter.kinds.has(KINDS[spot.kind].key)).map((spot) => ({
    id: spot.id, thing: spot.thing, kind: KINDS[spot.kind], x: spot.x, y: spot.y, stub: spot.thing < 0, rest: spot.rest,
    text: spot.thing < 0 ? `另有${count(spot.rest)}个${KINDS[spot.kind].caption}` : cardText(things[spot.thing]),
    count: spot.thing < 0 ? 0 : things[spot.thing].weight,
  }));
  const kept = new Set(nodes.map((node) => node.id));
  const most = Math.max(1, ...drawn.edges.map((edge) => edge.shared));
  const edges = drawn.edges.map((edge, pair) => ({ ...edge, pair })).filter((edge) => kept.has(edge.from) && kept.has(edge.to)).map((edge) => ({
    id: edge.pair, from: edge.from, to: edge.to, width: 0.9 + 11 * (edge.shared / most) ** 0.8, dash: [], ink: "edge", shared: edge.shared,
  }));
  const left = nodes.reduce((sum, node) => sum + (node.stub ? node.rest : 0), 0);
  return { nodes, edges, note: left ? `图中为条目最多的${count(nodes.filter((node) => !node.stub).length)}个节点，另有${count(left)}个见列表` : "" };
}

function egoScene() {
  const { nodes: every, edges } = ego(state.focus, state.open, state.more, filter);
  narrow = $("network").clientWidth < 600;
  const nodes = narrow ? stacked(every) : every;
  const title = things[state.focus];
  const shownNodes_ = nodes.map((node) => node.stub
    ? { ...node, kind: KIND[node.kind], text: stubText(node), count: node.group ? node.members.length : 0 }
    : { ...node, kind: things[node.thing].kind, text: inContext(things[node.thing], title), count: node.centre || isEntry(things[node.thing]) ? 0 : things[node.thing].weight });
  const tree = edges.filter((edge) => !edge.quiet).map((edge, at) => ({
    id: at, from: edge.side < 0 ? edge.to : edge.from, to: edge.side < 0 ? edge.from : edge.to, link: edge.link,
    dash: edge.link ? edge.link.role.dash : [3, 4], ...(edge.link && hasWords(edge.link) ? { width: 1.7, ink: "soft" } : { width: 1.1, ink: "edge" }),
  }));
  const known = new Set(tree.map((edge) => `${edge.link?.at}`));
  const pairs = new Set(tree.map((edge) => [edge.from, edge.to].sort().join(" ")));
  const others = linksAmong(shownNodes_).filter((edge) => !known.has(`${edge.link.at}`) && !pairs.has([edge.from, edge.to].sort().join(" "))).map((edge) => ({ ...edge, cross: true, width: 1, ink: "edge" }));
  const hidden = shownNodes_.reduce((sum, node) => sum + (node.stub ? node.rest : 0), 0);
  const note = [hidden ? `图中显示${count(shownNodes_.filter((node) => !node.stub).length - 1)}个相邻节点，另有${count(hidden)}个收在虚线框中` : "", inPart(title) && entriesBehind(title.at).length < title.weight ? `已载入${count(entriesBehind(title.at).length)}个条目，共${count(title.weight)}个` : ""].filter(Boolean).join("；");
  return { nodes: shownNodes_, edges: [...tree, ...others], note };
}

function stubText(node) {
  if (node.group) return `${node.opened ? "▾" : "▸"} ${node.value}`;
  return `+${count(node.rest)} ${KIND[node.kind].caption}`;
}

/** A provision beside its own document needs no title. */
function inContext(thing, focus) {
  if (thing.kind.key === "provision" && thing !== focus) {
    const document_ = focus.kind.key === "provision" ? focus.label.slice(0, focus.label.indexOf("》") + 1) : `《${focus.label}》`;
    if (thing.label.startsWith(document_)) return thing.label.slice(document_.length);
  }
  return cardText(thing);
}

/** The name of a thing on a card; a sub-unit says its body where others are called the same. */
function cardText(thing) {
  const body = bodyOf(thing);
  return shortened(thing.label) + (body && `（${body}）`);
}

const MOST_ON_MAP = 3000;
function mapScene() {
  const shown = things.filter((thing) => !filter.kinds.has(thing.kind.key)).sort((one, other) => other.weight - one.weight || one.at - other.at);
  const nodes = shown.slice(0, MOST_ON_MAP).map((thing) => ({ id: thing.at, thing: thing.at, kind: thing.kind, x: thing.x, y: thing.y, text: shortened(thing.label), count: thing.weight }));
  nodes.filter((node) => node.kind.key === "document").forEach((node, at) => { node.rank = at; });
  const kept = new Set(nodes.map((node) => node.id));
  const near = state.chosen?.kind === "thing" ? [...things[state.chosen.at].out, ...things[state.chosen.at].into] : [];
  const edges = near.filter((one) => kept.has(one.source) && kept.has(one.target) && !filter.roles.has(one.role.key))
    .map((one) => ({ id: one.at, from: one.source, to: one.target, link: one, width: 1.4, dash: one.role.dash, ink: "soft" }));
  const left = raw.totals.things - nodes.length - (things.length - shown.length);
  return { nodes, edges, note: left > 0 ? `图中显示${count(nodes.length)}个节点，共${count(raw.totals.things)}个，其余见列表` : "" };
}
