// How nodes are drawn: a card with the sign of its kind, its name in at most two lines, the number of its entries.

const CARD = { width: 214, height: 44, big: 270, bigHeight: 64 };
const FACE = '"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","WenQuanYi Micro Hei",sans-serif';
let inks = {};

/** Colours come from the style sheet, so that dark mode and print are said once. */
function readInks() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["ink", "soft", "line", "card", "paper", "accent", "edge", "faint"]) inks[name] = style.getPropertyValue(`--${name}`).trim();
}

const wraps = new Map();
const HANGING = "、,。;:?!》〉)」』”’…";
/** Chinese has no blanks to wrap at: by width, two lines, then an ellipsis. */
function wrapped(ctx, text, width, font, most = 2) {
  const key = `${font}|${width}|${most}|${text}`;
  if (wraps.has(key)) return wraps.get(key);
  const lines = [];
  let line = "";
  ctx.font = font;
  for (const sign of text) {
    if (ctx.measureText(line + sign).width > width && line && !HANGING.includes(sign)) {
      lines.push(line);
      line = "";
      if (lines.length === most) break;
    }
    line += sign;
  }
  if (lines.length < most) lines.push(line);
  else if (line !== "" || lines.join("").length < text.length) lines[most - 1] = `${[...lines[most - 1]].slice(0, -1).join("")}…`;
  wraps.set(key, lines);
  return lines;
}

const OUTLINES = new Map();
/** The outline of a kind as its context takes it: a canvas wants a path object, SVG the words of it. */
function outlineOf(ctx, kind) {
  if (ctx instanceof Pen) return { words: kind.outline };
  if (!OUTLINES.has(kind.key)) OUTLINES.set(kind.key, new Path2D(kind.outline));
  return OUTLINES.get(kind.key);
}

function drawSign(ctx, kind, x, y, size) {
  ctx.save();
  ctx.translate(x - size / 2, y - size / 2);
  ctx.scale(size / 16, size / 16);
  ctx.fillStyle = kind.colour;
  ctx.fill(outlineOf(ctx, kind), "evenodd");
  ctx.lineWidth = 0.8;
  ctx.strokeStyle = inks.soft;
  if (kind.key === "type") ctx.stroke(outlineOf(ctx, kind));
  ctx.restore();
}

function box(ctx, x, y, width, height, round) {
  ctx.beginPath();
  ctx.roundRect(x - width / 2, y - height / 2, width, height, round);
}

/** A card for vis-network's custom shape. */
function card({ ctx, x, y, state: { selected, hover }, id }) {
  const node = shownNodes.get(id);
  const width = node.centre ? CARD.big : CARD.width;
  const height = node.centre ? CARD.bigHeight : CARD.height;
  return {
    drawNode() {
      ctx.globalAlpha = node.dim ? 0.25 : 1;
      box(ctx, x, y, width, height, 7);
      ctx.fillStyle = inks.card;
      ctx.fill();
      ctx.lineWidth = selected || node.centre ? 2.5 : 1;
      ctx.strokeStyle = selected ? inks.accent : node.centre || hover ? node.kind.colour : inks.line;
      ctx.setLineDash(node.stub ? [4, 4] : []);
      ctx.stroke();
      ctx.setLineDash([]);
      const left = x - width / 2;
      drawSign(ctx, node.kind, left + 18, y, node.centre ? 18 : 15);
      const font = `${node.centre ? "600 15px" : "13px"} ${FACE}`;
      const figures = node.count ? count(node.count) : "";
      const lines = wrapped(ctx, node.text, width - 46 - (figures ? 9 * figures.length + 8 : 0), font);
      ctx.textBaseline = "middle";
      ctx.textAlign = "left";
      ctx.fillStyle = node.stub ? inks.soft : inks.ink;
      ctx.font = font;
      const step = node.centre ? 20 : 17;
      lines.forEach((line, at) => ctx.fillText(line, left + 34, y + (at - (lines.length - 1) / 2) * step));
      if (figures) {
        ctx.textAlign = "right";
        ctx.font = `12px ${FACE}`;
        ctx.fillStyle = inks.soft;
        ctx.fillText(figures, left + width - 12, y);
      }
      ctx.globalAlpha = 1;
    },
    nodeDimensions: { width, height },
  };
}

const dotSize = (node, scale) => (8 + Math.min(node.count || 0, 60) / 4) / Math.max(Math.min(scale, 1), 0.2) ** 0.45;

/** A small sign for the map. */
function dot({ ctx, x, y, state: { selected, hover }, id }) {
  const node = shownNodes.get(id);
  const scale = network.getScale();
  const size = dotSize(node, scale);
  return {
    drawNode() {
      if (selected || hover) {
        ctx.beginPath();
        ctx.arc(x, y, size * 0.9, 0, 2 * Math.PI);
        ctx.strokeStyle = inks.accent;
        ctx.lineWidth = 2.5;
        ctx.stroke();
      }
      drawSign(ctx, node.kind, x, y, size);
    },
    nodeDimensions: { width: size, height: size },
  };
}

/** The names on the map, the weightiest first; one that would lie over another is left out until one comes nearer. */
function drawLabels(ctx) {
  if (state.view !== "map") return;
  const scale = network.getScale();
  const near = Math.min(scale, 1);
  const picked = chosenNode()?.id ?? null;
  const { x: left, y: top } = network.DOMtoCanvas({ x: 0, y: 0 });
  const { x: right, y: bottom } = network.DOMtoCanvas({ x: $("network").clientWidth, y: $("network").clientHeight });
  const first = (node) => (node.id === picked || node.id === over ? -1 : 0);
  const wanted = [...shownNodes.values()].filter((node) => first(node) < 0 || scale > 1.3 || node.rank < 170 * scale * scale)
    .filter((node) => node.x > left && node.x < right && node.y > top && node.y < bottom).sort((one, other) => first(one) - first(other) || (other.count || 0) - (one.count || 0) || one.id - other.id);
  const taken = [];
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  for (const node of wanted.slice(0, 300)) {
    const size = 12 / near;
    const lines = wrapped(ctx, node.text, 150 / near, `${size}px ${FACE}`);
    ctx.font = `${size}px ${FACE}`;
    const wide = Math.max(...lines.map((line) => ctx.measureText(line).width)) / 2 + 4 / near;
    const from = node.y + dotSize(node, scale) / 2 + 3;
    const area = { left: node.x - wide, right: node.x + wide, top: from, bottom: from + (lines.length * 15 + 2) / near };
    if (taken.some((one) => one.left < area.right && area.left < one.right && one.top < area.bottom && area.top < one.bottom)) continue;
    taken.push(area);
    ctx.lineWidth = 4 / near;
    ctx.strokeStyle = inks.paper;
    ctx.fillStyle = inks.ink;
    lines.forEach((line, at) => {
      const down = from + (at * 15) / near;
      ctx.strokeText(line, node.x, down);
      ctx.fillText(line, node.x, down);
    });
  }
  labelAreas = taken;
}
let labelAreas = [];
