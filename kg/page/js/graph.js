// The drawing: vis-network with places given, physics off; it loosens only when asked to.

const drawn = JSON.parse($("drawn").textContent);
let network = null;
let shownNodes = new Map();
let shownEdges = new Map();
let scene = "";
let drawnPicture = "";
const filter = { kinds: new Set(), roles: new Set() };
const calm = matchMedia("(prefers-reduced-motion: reduce)");

const options = () => ({
  physics: { enabled: false },
  layout: { improvedLayout: false, randomSeed: 1 },
  interaction: { hover: true, selectConnectedEdges: false, keyboard: false, zoomSpeed: 0.6, hideEdgesOnDrag: links.length > 4000 },
  nodes: { shape: "custom", ctxRenderer: card, chosen: false },
  edges: {
    chosen: false, hoverWidth: 0, selectionWidth: 0, arrows: { to: false }, color: { color: "transparent", highlight: "transparent", hover: "transparent" },
    smooth: { enabled: true, type: "cubicBezier", forceDirection: "horizontal", roundness: 0.5 },
  },
  autoResize: true,
});

function setUpGraph() {
  readInks();
  network = new vis.Network($("network"), { nodes: [], edges: [] }, options());
  network.on("click", ({ nodes, edges, pointer: { DOM } }) => {
    if (secondOfTwo(DOM)) return;
    touched = { thing: shownNodes.get(nodes[0])?.thing ?? -1, time: performance.now(), ...DOM };
    if (nodes.length) chooseNode(nodes[0]);
    else if (edges.length && !narrow) chooseEdge(edges[0]);
    else if (state.chosen) go({ chosen: null });
  });
  $("network").addEventListener("dblclick", () => { if (touched.thing >= 0) focusOn(touched.thing); });
  network.on("beforeDrawing", drawEdges);
  network.on("hoverEdge", ({ edge }) => { lit = edge; network.redraw(); });
  network.on("blurEdge", () => { lit = null; network.redraw(); });
  network.on("hoverNode", ({ node }) => { over = node; network.redraw(); });
  network.on("blurNode", () => { over = null; network.redraw(); });
  const pointer = (shape) => () => { $("network").style.cursor = shape; };
  for (const name of ["hoverNode", "hoverEdge"]) network.on(name, pointer("pointer"));
  for (const name of ["blurNode", "blurEdge"]) network.on(name, pointer("default"));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readInks(); scene = ""; drawScene(); });
  document.fonts?.ready.then(() => { wraps.clear(); network.redraw(); });
}

/** What the first click of a double click was on: by the second the picture may have grown. */
let touched = { thing: -1, time: -Infinity, x: 0, y: 0 };
const secondOfTwo = ({ x, y }) => performance.now() - touched.time < 500 && Math.hypot(x - touched.x, y - touched.y) < 6;

function chooseNode(id) {
  const node = shownNodes.get(id);
  if (!node) return undefined;
  if (node.stub) {
    if (state.view === "overview") return showTable("", node.kind.key);
    if (node.of !== state.focus) return go({ focus: node.of, open: [], more: {}, chosen: null });
    return go({ more: { ...state.more, [node.kind.key]: node.shownMost + 20 } });
  }
  const opens = state.view === "ego" && node.thing !== state.focus && !state.open.includes(node.thing);
  const closes = state.view === "ego" && state.open.includes(node.thing) && state.chosen?.at === node.thing;
  const open = opens ? [...state.open, node.thing] : closes ? state.open.filter((at) => at !== node.thing) : state.open;
  return go({ chosen: { kind: "thing", at: node.thing }, open });
}

function chooseEdge(id) {
  const edge = shownEdges.get(id);
  if (edge?.link) go({ chosen: { kind: "link", at: edge.link.at } });
}

const focusOn = (at) => go({ view: "ego", focus: at, open: [], chosen: null, more: {} });

/** What is to be drawn in the present state. */
function sceneNow() {
  if (state.view === "map") return mapScene();
  if (state.view === "ego") return egoScene();
  return overviewScene();
}

function overviewScene() {
  const hidden = (spot) => filter.kinds.has(KINDS[spot.kind].key);
  const nodes = drawn.nodes.map((spot) => ({
    id: spot.id, thing: spot.thing, kind: KINDS[spot.kind], x: spot.x, y: spot.y, stub: spot.thing < 0, rest: spot.rest, hidden: hidden(spot),
    text: spot.thing < 0 ? `另有${count(spot.rest)}个${KINDS[spot.kind].caption}` : shortened(things[spot.thing].label),
    count: spot.thing < 0 ? 0 : things[spot.thing].weight,
  })).filter((node) => !node.hidden);
  const kept = new Set(nodes.map((node) => node.id));
  const most = Math.max(1, ...drawn.edges.map((edge) => edge.shared));
  const edges = drawn.edges.filter((edge) => kept.has(edge.from) && kept.has(edge.to)).map((edge, at) => ({
    id: at, from: edge.from, to: edge.to, width: 0.9 + 11 * (edge.shared / most) ** 0.8, dash: [], ink: "edge", shared: edge.shared,
  }));
  return { nodes, edges };
}

function egoScene() {
  const { nodes: every, edges } = ego(state.focus, state.open, state.more, filter);
  narrow = $("network").clientWidth < 600;
  const nodes = narrow ? stacked(every) : every;
  const title = things[state.focus];
  return {
    nodes: nodes.map((node) => node.stub
      ? { ...node, kind: KIND[node.kind], text: `+${count(node.rest)} ${KIND[node.kind].caption}`, count: 0 }
      : { ...node, kind: things[node.thing].kind, text: inContext(things[node.thing], title), count: node.centre ? 0 : things[node.thing].weight }),
    edges: edges.map((edge, at) => ({
      id: at, from: edge.side < 0 ? edge.to : edge.from, to: edge.side < 0 ? edge.from : edge.to, link: edge.link,
      dash: edge.link ? edge.link.role.dash : [3, 4], width: edge.link?.facts.length ? 1.7 : 1.1, ink: edge.link?.facts.length ? "soft" : "edge",
    })),
  };
}

/** A provision beside its own document needs no title. */
function inContext(thing, focus) {
  if (thing.kind.key === "provision" && thing !== focus) {
    const document = focus.kind.key === "provision" ? focus.label.slice(0, focus.label.indexOf("》") + 1) : `《${focus.label}》`;
    if (thing.label.startsWith(document)) return thing.label.slice(document.length);
  }
  return shortened(thing.label);
}

const MOST_ON_MAP = 3000;
function mapScene() {
  const shown = things.filter((thing) => !filter.kinds.has(thing.kind.key)).sort((one, other) => other.weight - one.weight || one.at - other.at);
  const nodes = shown.slice(0, MOST_ON_MAP).map((thing) => ({
    id: thing.at, thing: thing.at, kind: thing.kind, x: raw.chart[2 * thing.at], y: raw.chart[2 * thing.at + 1], text: shortened(thing.label), count: thing.weight,
  }));
  nodes.filter((node) => node.kind.key === "document").forEach((node, at) => { node.rank = at; });
  const kept = new Set(nodes.map((node) => node.id));
  const near = state.chosen?.kind === "thing" ? [...things[state.chosen.at].out, ...things[state.chosen.at].into] : [];
  const edges = near.filter((link) => kept.has(link.source) && kept.has(link.target) && !filter.roles.has(link.role.key))
    .map((link) => ({ id: link.at, from: link.source, to: link.target, link, width: 1.4, dash: link.role.dash, ink: "soft" }));
  return { nodes, edges, left: shown.length - nodes.length };
}

/** Edges from side to side of the cards, so that lines leave where one looks for them; the chosen and touched ones last. */
let lit = null;
let over = null;
let narrow = false;
function drawEdges(ctx) {
  const picked = state.chosen?.kind === "link" ? state.chosen.at : -1;
  const node = state.chosen?.kind === "thing" ? state.chosen.at : -1;
  const strong = (edge) => edge.id === lit || (edge.link && edge.link.at === picked) || edge.from === over || edge.to === over
    || (node >= 0 && state.view !== "map" && edge.shared !== undefined && [edge.from, edge.to].some((id) => shownNodes.get(id)?.thing === node));
  const every = [...shownEdges.values()];
  for (const edge of [...every.filter((one) => !strong(one)), ...every.filter(strong)]) drawEdge(ctx, edge, strong(edge));
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
}

function drawEdge(ctx, edge, strong) {
  const [from, to] = [network.body.nodes[edge.from], network.body.nodes[edge.to]];
  if (!from || !to) return;
  const half = (id) => (state.view === "map" ? 0 : shownNodes.get(id).centre ? CARD.big / 2 : CARD.width / 2);
  const way = from.x <= to.x ? 1 : -1;
  const [x1, x2] = [from.x + way * half(edge.from), to.x - way * half(edge.to)];
  if (narrow && state.view === "ego") return drawBracket(ctx, edge, strong, from, to, half);
  const bend = state.view === "map" ? 0 : (x2 - x1) / 2;
  ctx.beginPath();
  ctx.moveTo(x1, from.y);
  ctx.bezierCurveTo(x1 + bend, from.y, x2 - bend, to.y, x2, to.y);
  stroked(ctx, edge, strong);
}

/** In a stack the lines run along its left side. */
function drawBracket(ctx, edge, strong, from, to, half) {
  const [x1, x2] = [from.x - half(edge.from), to.x - half(edge.to)];
  ctx.beginPath();
  ctx.moveTo(x1, from.y);
  ctx.bezierCurveTo(x1 - 26, from.y, Math.min(x1, x2) - 26, to.y, x2, to.y);
  stroked(ctx, edge, strong);
}

function stroked(ctx, edge, strong) {
  ctx.setLineDash(edge.dash);
  ctx.lineWidth = edge.width + (strong ? 0.8 : 0);
  ctx.strokeStyle = strong ? inks.accent : inks[edge.ink];
  ctx.globalAlpha = strong ? 0.9 : edge.shared ? 0.55 : 1;
  ctx.stroke();
}

/** Draw what the state says; the picture is set anew only where it differs, and fitted where the subject does. */
function drawScene() {
  if (!["overview", "ego", "map"].includes(state.view)) return;
  const found = sceneNow();
  const subject = `${state.view}:${state.view === "ego" ? state.focus : ""}`;
  const before = scene;
  scene = subject;
  shownNodes = new Map(found.nodes.map((node) => [node.id, node]));
  shownEdges = new Map(found.edges.map((edge) => [edge.id, edge]));
  if (found.left) say(`全图仅显示关系最多的${MOST_ON_MAP}个节点，另有${found.left}个见表格`);
  const renderer = state.view === "map" ? dot : card;
  const picture = JSON.stringify([subject, narrow, found.nodes.map(({ id, x, y, text }) => [id, x, y, text]), found.edges.map(({ id, from, to }) => [id, from, to])]);
  if (picture === drawnPicture && before) return markChosen();
  drawnPicture = picture;
  loosen(false);
  network.setData({
    nodes: found.nodes.map(({ id, x, y }) => ({ id, x, y, ctxRenderer: renderer })),
    edges: found.edges.map(({ id, from, to }) => ({ id, from, to, ...(state.view === "map" ? { smooth: false } : {}) })),
  });
  markChosen();
  if (before !== subject || (state.view === "ego" && !fits())) fit();
}

function markChosen() {
  const { chosen } = state;
  const node = chosen?.kind === "thing" && [...shownNodes.values()].find((one) => one.thing === chosen.at);
  const edge = chosen?.kind === "link" && [...shownEdges.values()].find((one) => one.link?.at === chosen.at);
  network.redraw();
  network.setSelection({ nodes: node ? [node.id] : [], edges: edge ? [edge.id] : [] }, { unselectAll: true, highlightEdges: Boolean(node) && state.view === "overview" });
}

function extent() {
  const every = [...shownNodes.values()];
  const wide = state.view === "map" ? 40 : CARD.width;
  const xs = every.map((node) => node.x);
  const ys = every.map((node) => node.y);
  if (!every.length) return { left: 0, right: 1, top: 0, bottom: 1 };
  const [left, right, top, bottom] = [xs.reduce(least), xs.reduce(most), ys.reduce(least), ys.reduce(most)];
  return { left: left - wide * 0.62, right: right + wide * 0.62, top: top - 44, bottom: bottom + 44 };
}
const least = (one, other) => Math.min(one, other);
const most = (one, other) => Math.max(one, other);

function fits() {
  const { left, right, top, bottom } = extent();
  const [from, to] = [network.DOMtoCanvas({ x: 0, y: 0 }), network.DOMtoCanvas({ x: $("network").clientWidth, y: $("network").clientHeight })];
  return left >= from.x && right <= to.x && top >= from.y && bottom <= to.y;
}

/** Everything in sight, but never so small that nothing can be read: then the middle of it. */
function fit() {
  const { left, right, top, bottom } = extent();
  const { clientWidth: width, clientHeight: height } = $("network");
  if (!width || !height) return;
  const room = 46;
  const whole = Math.min(width / (right - left), (height - room) / (bottom - top), state.view === "map" ? 1 : 1.25);
  const scale = state.view === "map" ? whole : Math.max(whole, narrow && state.view === "ego" ? Math.min(1, width / (right - left)) : Math.min(0.62, width / 420));
  const x = whole < scale && width < 700 ? left + width / scale / 2 : (left + right) / 2;
  const held = state.view === "ego" && whole < scale ? { x: 0, y: 0 } : { x, y: (top + bottom) / 2 - room / 2 / scale };
  network.moveTo({ position: held, scale, animation: false });
}

function zoom(by) {
  network.moveTo({ scale: Math.max(0.05, Math.min(4, network.getScale() * by)), animation: calm.matches ? false : { duration: 120, easingFunction: "easeOutQuad" } });
}

/** Physics on, from where things stand; off, and everything is back in its place. */
function loosen(on) {
  const button = $("loosen");
  const was = button.getAttribute("aria-pressed") === "true";
  if (on === was) return;
  button.setAttribute("aria-pressed", String(on));
  button.textContent = on ? "复位" : "重新布局";
  network.setOptions({ physics: on ? { enabled: true, solver: "forceAtlas2Based", forceAtlas2Based: { gravitationalConstant: -220, springLength: 180, avoidOverlap: 0.9 }, stabilization: false } : { enabled: false } });
}

function walk(dx, dy) {
  const chosen = state.chosen?.kind === "thing" ? state.chosen.at : state.focus;
  const from = [...shownNodes.values()].find((node) => node.thing === chosen) || [...shownNodes.values()][0];
  const next = from && toward(shownNodes.values(), from, dx, dy);
  if (!next) return;
  if (next.stub) { say(next.text); return; }
  go({ chosen: { kind: "thing", at: next.thing } }, true);
  network.moveTo({ position: { x: next.x, y: next.y }, animation: false });
  say(`${next.kind.caption}: ${things[next.thing].label}`);
}
