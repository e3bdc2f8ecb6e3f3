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
function drawSign(ctx, kind, x, y, size) {
  if (!OUTLINES.has(kind.key)) OUTLINES.set(kind.key, new Path2D(kind.outline));
  ctx.save();
  ctx.translate(x - size / 2, y - size / 2);
  ctx.scale(size / 16, size / 16);
  ctx.fillStyle = kind.colour;
  ctx.fill(OUTLINES.get(kind.key), "evenodd");
  ctx.lineWidth = 0.8;
  ctx.strokeStyle = inks.soft;
  if (kind.key === "type") ctx.stroke(OUTLINES.get(kind.key));
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

/** A small sign for the map, named from near. */
function dot({ ctx, x, y, state: { selected, hover }, id }) {
  const node = shownNodes.get(id);
  const scale = network.getScale();
  const size = (8 + Math.min(node.count || 0, 60) / 4) / Math.max(Math.min(scale, 1), 0.2) ** 0.45;
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
    drawExternalLabel() {
      if (!(selected || hover || scale > 1.3 || node.rank < 170 * scale * scale)) return;
      const font = `${Math.round(12 / Math.min(scale, 1))}px ${FACE}`;
      const lines = wrapped(ctx, node.text, 150 / Math.min(scale, 1), font);
      ctx.font = font;
      ctx.textAlign = "center";
      ctx.textBaseline = "top";
      ctx.lineWidth = 4;
      ctx.strokeStyle = inks.paper;
      ctx.fillStyle = inks.ink;
      lines.forEach((line, at) => {
        const down = y + size / 2 + 3 + at * (15 / Math.min(scale, 1));
        ctx.strokeText(line, x, down);
        ctx.fillText(line, x, down);
      });
    },
    nodeDimensions: { width: size, height: size },
  };
}
