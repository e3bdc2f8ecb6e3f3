// The drawing: vis-network with places given, physics off; it loosens only when asked to.

const drawn = JSON.parse($("drawn").textContent);
let network = null;
let shownNodes = new Map();
let shownEdges = new Map();
let scene = "";
let sceneNote = "";
let drawnPicture = "";
const filter = { kinds: new Set(), roles: new Set() };
const calm = matchMedia("(prefers-reduced-motion: reduce)");

const PICTURES = ["overview", "ego", "map", "path"];
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
  network.on("afterDrawing", drawLabels);
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
  if (node.stub) return openStub(node);
  const opens = state.view === "ego" && node.thing !== state.focus && !state.open.includes(node.thing);
  const closes = state.view === "ego" && state.open.includes(node.thing) && state.chosen?.at === node.thing;
  const open = opens ? [...state.open, node.thing] : closes ? state.open.filter((at) => at !== node.thing) : state.open;
  return go({ chosen: { kind: "thing", at: node.thing }, open });
}

const OPEN_AT_ONCE = 65;
/** Open a group or close it, show more of a kind, or go where the rest is. */
function openStub(node) {
  if (state.view === "overview") return showTable("", node.kind.key);
  if (node.of !== state.focus) return go(onThing(node.of));
  if (!node.group) return go({ more: { ...state.more, [node.key]: node.shownMost + 20 } });
  const { [node.key]: open, ...rest } = state.more;
  if (open && node.rest > 0) return go({ more: { ...state.more, [node.key]: open + OPEN_AT_ONCE } });
  return go({ more: open ? rest : { ...state.more, [node.key]: OPEN_AT_ONCE } });
}

function chooseEdge(id) {
  const edge = shownEdges.get(id);
  if (edge?.link) go({ chosen: { kind: "link", at: edge.link.at } });
  else if (edge?.shared) go({ chosen: { kind: "group", at: `pair:${edge.id}` } });
}

const focusOn = (at) => go(onThing(at));

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
  if (state.view !== "map" && Math.abs(from.x - to.x) < CARD.width) return drawLoop(ctx, edge, strong, from, to, half);
  ctx.moveTo(x1, from.y);
  ctx.bezierCurveTo(x1 + bend, from.y, x2 - bend, to.y, x2, to.y);
  stroked(ctx, edge, strong);
}

/** Between cards of one column a line runs outside it. */
function drawLoop(ctx, edge, strong, from, to, half) {
  const way = from.x >= 0 ? 1 : -1;
  const out = way * (18 + Math.min(60, Math.abs(from.y - to.y) / 8));
  const [x1, x2] = [from.x + way * half(edge.from), to.x + way * half(edge.to)];
  ctx.moveTo(x1, from.y);
  ctx.bezierCurveTo(x1 + out, from.y, x2 + out, to.y, x2, to.y);
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
  ctx.globalAlpha = strong ? 0.9 : edge.shared ? 0.55 : edge.cross ? 0.75 : 1;
  ctx.stroke();
}

/** Draw what the state says; the picture is set anew only where it differs, and fitted where the subject does. */
function drawScene() {
  if (!PICTURES.includes(state.view)) return;
  const found = sceneNow();
  const subject = `${state.view}:${["ego", "path"].includes(state.view) ? state.focus : ""}:${state.view === "path" ? state.to : ""}`;
  const before = scene;
  scene = subject;
  shownNodes = new Map(found.nodes.map((node) => [node.id, node]));
  shownEdges = new Map(found.edges.map((edge) => [edge.id, edge]));
  sceneNote = found.note || "";
  const renderer = state.view === "map" ? dot : card;
  const picture = JSON.stringify([subject, narrow, found.nodes.map(({ id, x, y, text }) => [id, x, y, text]), found.edges.map(({ id, from, to }) => [id, from, to])]);
  if (picture === drawnPicture && before) return markChosen();
  drawnPicture = picture;
  loosen(false);
  network.setData({
    nodes: found.nodes.map(({ id, x, y }) => ({ id, x, y, ctxRenderer: renderer })),
    edges: found.edges.map(({ id, from, to }) => ({ id, from, to, ...(state.view === "map" || found.edges.length > 400 ? { smooth: false } : {}) })),
  });
  markChosen();
  if (before !== subject || (state.view === "ego" && !fits())) fit();
}

function markChosen() {
  const { chosen } = state;
  const node = chosen?.kind === "thing" ? [...shownNodes.values()].find((one) => one.thing === chosen.at) : chosen?.kind === "group" && shownNodes.get(nodeId(chosen.at));
  const edge = chosen?.kind === "link" ? [...shownEdges.values()].find((one) => one.link?.at === chosen.at) : chosen?.kind === "group" && shownEdges.get(pairOf(chosen.at));
  network.redraw();
  network.setSelection({ nodes: node ? [node.id] : [], edges: edge ? [edge.id] : [] }, { unselectAll: true, highlightEdges: Boolean(node) && state.view === "overview" });
}

const nodeId = (key) => (shownNodes.has(key) ? key : Number(key));
const pairOf = (key) => (key.startsWith("pair:") ? Number(key.slice(5)) : -1);

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

const SPREADING = { enabled: true, solver: "forceAtlas2Based", forceAtlas2Based: { gravitationalConstant: -220, springLength: 180, avoidOverlap: 0.9 } };
/** Physics on, from where things stand; off, and everything is back in its place. Where motion is not wanted, at once. */
function loosen(on) {
  const button = $("loosen");
  const was = button.getAttribute("aria-pressed") === "true";
  if (on === was) return;
  button.setAttribute("aria-pressed", String(on));
  button.textContent = on ? "复位" : "重新布局";
  if (on && calm.matches) {
    network.once("stabilizationIterationsDone", () => network.setOptions({ physics: { enabled: false } }));
    network.setOptions({ physics: { ...SPREADING, stabilization: { enabled: true, iterations: 300, fit: false } } });
    network.stabilize(300);
    return;
  }
  network.setOptions({ physics: on ? { ...SPREADING, stabilization: false } : { enabled: false } });
}

function walk(dx, dy) {
  const from = chosenNode() || [...shownNodes.values()].find((node) => node.thing === state.focus) || [...shownNodes.values()][0];
  const next = from && toward(shownNodes.values(), from, dx, dy);
  if (!next) return;
  go({ chosen: next.stub ? { kind: "group", at: String(next.id) } : { kind: "thing", at: next.thing } }, true);
  network.moveTo({ position: { x: next.x, y: next.y }, animation: false });
  say(next.stub ? `${next.text}，回车展开` : `${next.kind.caption}: ${things[next.thing].label}`);
}

const chosenNode = () => {
  const { chosen } = state;
  if (chosen?.kind === "group") return shownNodes.get(nodeId(chosen.at));
  return chosen?.kind === "thing" ? [...shownNodes.values()].find((node) => node.thing === chosen.at) : undefined;
};

/** What Enter does: opens a group or a stub, or makes a thing the centre. */
function enterChosen() {
  const node = chosenNode();
  if (node?.stub) openStub(node);
  else if (node) focusOn(node.thing);
}
