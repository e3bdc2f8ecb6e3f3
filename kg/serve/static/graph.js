// An answer as a graph: identifiers are nodes, triples (or identifiers side by side in a row) are edges.

import { page, short } from "./results.js";
import { kinds } from "./vocabulary.js";

const SVG = "http://www.w3.org/2000/svg";
const MOST = 250, FEW = 40;
const OTHER = kinds.find(kind => kind.code === "other");

// The kind of a thing by its classes: the first of the table that it bears.
const kindOf = classes => kinds.find(kind => kind.class && classes.includes(kind.class)) ?? OTHER;

export function draw(root, rows, isTriples, { base, prefixes, labels }) {
  const { nodes, edges, left } = collect(rows, isTriples);
  if (!nodes.length) { root.textContent = "结果中没有可以连成图的标识。"; return; }
  const width = Math.min(2000, Math.max(700, 700 * root.clientWidth / (root.clientHeight || 700)));
  lay(nodes, edges, width);
  const svg = make("svg", { viewBox: `0 0 ${Math.round(width)} 700`, role: "group", "aria-label": `${nodes.length}个节点，${edges.length}条边` });
  const world = svg.appendChild(make("g"));
  for (const edge of edges) world.append(edgeOf(edge, prefixes));
  const texts = new Map();
  for (const node of nodes) world.append(nodeOf(node, base, prefixes, texts));
  const note = document.createElement("p");
  note.className = "note";
  const legend = () => {
    const used = kinds.map(kind => [kind.name, nodes.filter(node => node.kind === kind).length]).filter(([, number]) => number);
    note.textContent = used.map(([name, number]) => `${name} ${number}`).join(" · ") + (left ? ` · 另有${left}个未显示` : "") + " · 滚轮缩放，拖动平移";
  };
  legend();
  root.replaceChildren(svg, note);
  move(svg, world);
  world.classList.toggle("few", edges.length <= FEW);
  const links = [...world.querySelectorAll(".edge text")];
  labels([...new Set([...nodes.map(node => node.iri), ...links.map(text => text.dataset.iri)])]).then(found => {
    for (const node of nodes) {
      const { label, classes } = found.get(node.iri) ?? {};
      if (label) texts.get(node.iri).textContent = clipped(label);
      if (classes) sign(node, texts.get(node.iri).parentNode, kindOf(classes));
    }
    for (const text of links) {
      const { label } = found.get(text.dataset.iri) ?? {};
      if (label) text.textContent = clipped(label);
    }
    legend();
    uncover(nodes, texts);
  }).catch(() => uncover(nodes, texts));
}

function collect(rows, isTriples) {
  const nodes = new Map(), edges = new Map();
  let left = 0;
  const node = term => {
    if (!nodes.has(term.value)) {
      if (nodes.size >= MOST) { left += 1; return null; }
      nodes.set(term.value, { iri: term.value, kind: OTHER, degree: 0 });
    }
    return nodes.get(term.value);
  };
  for (const row of rows) {
    const named = isTriples ? [row[0], row[2]] : row;
    const things = named.filter(term => term?.type === "uri");
    const found = things.map(node);
    for (let at = 1; at < found.length; at += 1) {
      const [from, to] = [found[at - 1], found[at]];
      if (!from || !to || from === to) continue;
      const label = isTriples ? row[1].value : "";
      const key = `${from.iri} ${label} ${to.iri}`;
      if (!edges.has(key)) { edges.set(key, { from, to, label }); from.degree += 1; to.degree += 1; }
    }
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()], left };
}

// Fruchterman and Reingold's forces from a fixed spiral: the same answer is drawn the same way.
function lay(nodes, edges, width) {
  const height = 700, ideal = 0.5 * Math.sqrt(width * height / nodes.length);
  nodes.forEach((node, index) => {
    const turn = index * 2.39996, far = 18 * Math.sqrt(index + 1);
    node.x = width / 2 + far * Math.cos(turn); node.y = height / 2 + far * Math.sin(turn);
  });
  for (let heat = width / 10; heat > 1; heat *= 0.965) {
    for (const node of nodes) { node.dx = width / 2 - node.x; node.dy = 1.6 * (height / 2 - node.y); }
    for (let one = 0; one < nodes.length; one += 1) for (let other = 0; other < one; other += 1) push(nodes[one], nodes[other], ideal);
    for (const { from, to } of edges) {
      const dx = to.x - from.x, dy = to.y - from.y, pull = Math.hypot(dx, dy) / ideal;
      from.dx += dx * pull; from.dy += dy * pull; to.dx -= dx * pull; to.dy -= dy * pull;
    }
    for (const node of nodes) {
      const far = Math.hypot(node.dx, node.dy) || 1, step = Math.min(far, heat);
      node.x += node.dx / far * step; node.y += node.dy / far * step;
    }
  }
  const xs = nodes.map(node => node.x), ys = nodes.map(node => node.y);
  const box = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const wide = Math.min((width - 160) / (box[1] - box[0] || 1), 3), high = Math.min((height - 100) / (box[3] - box[2] || 1), 3);
  for (const node of nodes) {  // the whole sheet is used, for names need room
    node.x = width / 2 + (node.x - (box[0] + box[1]) / 2) * Math.min(wide, 2 * high);
    node.y = height / 2 + (node.y - (box[2] + box[3]) / 2) * Math.min(high, 2 * wide);
  }
}

function push(one, other, ideal) {
  const dx = one.x - other.x || 0.1, dy = one.y - other.y || 0.1, square = dx * dx + dy * dy, force = ideal * ideal / square;
  one.dx += dx * force; one.dy += dy * force; other.dx -= dx * force; other.dy -= dy * force;
}

function edgeOf({ from, to, label }, prefixes) {
  const group = make("g", { class: "edge" });
  group.append(make("line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y }));
  if (label) {
    const text = make("text", { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2, "text-anchor": "middle" });
    text.textContent = short(label, prefixes).replace(/^[^:]*:/, "");
    text.dataset.iri = label;
    group.append(text);
  }
  return group;
}

function nodeOf(node, base, prefixes, texts) {
  const link = make("a", { href: page(node.iri, base), transform: `translate(${node.x} ${node.y})` });
  const size = (6 + Math.min(8, Math.sqrt(node.degree) * 2)) / 8;
  const shape = make("path", { class: "shape", "fill-rule": "evenodd", transform: `scale(${size}) translate(-8 -8)` });
  const text = make("text", { y: 22, "text-anchor": "middle" });
  text.textContent = clipped(short(node.iri, prefixes));
  link.append(make("title"), shape, text);
  sign(node, link, node.kind);
  texts.set(node.iri, text);
  return link;
}

// Draw a node as one of a kind: outline, colour and name.
function sign(node, link, kind) {
  node.kind = kind;
  link.querySelector("title").textContent = `${kind.name} ${node.iri}`;
  const shape = link.querySelector(".shape");
  shape.setAttribute("d", kind.outline);
  shape.setAttribute("fill", kind.colour);
}

// Names that would lie on others, or on things, are shown when pointed at, or when the view comes near.
function uncover(nodes, texts) {
  const placed = nodes.map(node => [node.x - 7, node.x + 7, node.y - 7, node.y + 7]);
  for (const node of [...nodes].sort((one, other) => other.degree - one.degree)) {
    const text = texts.get(node.iri), half = text.getComputedTextLength() / 2 || 60;
    const box = [node.x - half, node.x + half, node.y + 10, node.y + 26];
    const free = placed.every(other => box[1] < other[0] || box[0] > other[1] || box[3] < other[2] || box[2] > other[3]);
    text.parentNode.classList.toggle("covered", !free);
    if (free) placed.push(box);
  }
}

function move(svg, world) {
  let view = { x: 0, y: 0, scale: 1 }, drag = null;
  const apply = () => {
    world.setAttribute("transform", `translate(${view.x} ${view.y}) scale(${view.scale})`);
    world.classList.toggle("near", view.scale > 2);
  };
  const point = event => new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  svg.addEventListener("wheel", event => {
    event.preventDefault();
    const at = point(event), by = Math.exp(-event.deltaY / 500), scale = Math.min(8, Math.max(0.2, view.scale * by));
    view = { scale, x: at.x - (at.x - view.x) * scale / view.scale, y: at.y - (at.y - view.y) * scale / view.scale };
    apply();
  }, { passive: false });
  svg.addEventListener("pointerdown", event => { if (!event.target.closest("a")) { drag = point(event); svg.setPointerCapture(event.pointerId); } });
  svg.addEventListener("pointermove", event => {
    if (!drag) return;
    const at = point(event);
    view.x += at.x - drag.x; view.y += at.y - drag.y; drag = at;
    apply();
  });
  svg.addEventListener("pointerup", () => { drag = null; });
}

function clipped(text) { const signs = [...text]; return signs.length > 16 ? signs.slice(0, 15).join("") + "…" : text; }

function make(name, attributes = {}) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
