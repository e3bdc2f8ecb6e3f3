// The picture as it is shown, to keep: as PNG from the canvas, as SVG drawn by the same functions, and on paper.

/** A drawing context that writes SVG: as much of a canvas context as the cards, signs and lines use. */
class Pen {
  constructor() {
    this.parts = [];
    this.path = "";
    this.matrix = [1, 1, 0, 0];
    this.stack = [];
    this.dash = [];
    Object.assign(this, { fillStyle: "#000", strokeStyle: "#000", lineWidth: 1, globalAlpha: 1, font: "13px sans-serif", textAlign: "left", textBaseline: "alphabetic" });
    this.ruler = document.createElement("canvas").getContext("2d");
  }
  save() { this.stack.push([...this.matrix]); }
  restore() { this.matrix = this.stack.pop(); }
  translate(x, y) { const [sx, sy, dx, dy] = this.matrix; this.matrix = [sx, sy, dx + x * sx, dy + y * sy]; }
  scale(x, y) { const [sx, sy, dx, dy] = this.matrix; this.matrix = [sx * x, sy * y, dx, dy]; }
  setLineDash(dash) { this.dash = dash; }
  beginPath() { this.path = ""; }
  moveTo(x, y) { this.path += `M${rounded(x)} ${rounded(y)}`; }
  lineTo(x, y) { this.path += `L${rounded(x)} ${rounded(y)}`; }
  bezierCurveTo(...points) { this.path += `C${points.map(rounded).join(" ")}`; }
  arc(x, y, r) { this.path += `M${rounded(x - r)} ${rounded(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`; }
  roundRect(x, y, w, height, r) { this.path += `M${x + r} ${y}h${w - 2 * r}a${r} ${r} 0 0 1 ${r} ${r}v${height - 2 * r}a${r} ${r} 0 0 1 ${-r} ${r}h${2 * r - w}a${r} ${r} 0 0 1 ${-r} ${-r}v${2 * r - height}a${r} ${r} 0 0 1 ${r} ${-r}z`; }
  fill(outline) { this.put(outline, `fill="${this.fillStyle}" fill-rule="evenodd"`); }
  stroke(outline) { this.put(outline, `fill="none" stroke="${this.strokeStyle}" stroke-width="${rounded(this.lineWidth)}"${this.dash.length ? ` stroke-dasharray="${this.dash.join(" ")}"` : ""}`); }
  put(outline, look) {
    const [sx, sy, dx, dy] = this.matrix;
    const place = sx === 1 && sy === 1 && !dx && !dy ? "" : ` transform="matrix(${rounded(sx)} 0 0 ${rounded(sy)} ${rounded(dx)} ${rounded(dy)})"`;
    this.parts.push(`<path d="${outline?.words ?? this.path}" ${look}${place}${this.globalAlpha < 1 ? ` opacity="${this.globalAlpha}"` : ""}/>`);
  }
  measureText(text) { this.ruler.font = this.font; return this.ruler.measureText(text); }
  write(text, x, y, look) {
    const [, weight, size] = this.font.match(/^(?:(\d+) )?([\d.]+)px/) || [null, null, 13];
    const shift = { middle: 0.36, top: 0.86, alphabetic: 0 }[this.textBaseline] * size;
    const anchor = { left: "start", center: "middle", right: "end" }[this.textAlign];
    this.parts.push(`<text x="${rounded(x)}" y="${rounded(y + shift)}" font-size="${rounded(size)}"${weight ? ` font-weight="${weight}"` : ""} text-anchor="${anchor}" ${look}${this.globalAlpha < 1 ? ` opacity="${this.globalAlpha}"` : ""}>${xml(text)}</text>`);
  }
  fillText(text, x, y) { this.write(text, x, y, `fill="${this.fillStyle}"`); }
  strokeText(text, x, y) { this.write(text, x, y, `fill="none" stroke="${this.strokeStyle}" stroke-width="${rounded(this.lineWidth)}" stroke-linejoin="round"`); }
}
const rounded = (value) => Math.round(Number(value) * 100) / 100;

/** The picture as SVG, whole, whatever part of it is in sight. */
function asSvg() {
  const { left, right, top, bottom } = extent();
  const pen = new Pen();
  drawEdges(pen);
  for (const node of shownNodes.values()) {
    const { x, y } = network.getPosition(node.id);
    (state.view === "map" ? dot : card)({ ctx: pen, x, y, state: { selected: false, hover: false }, id: node.id }).drawNode();
  }
  if (state.view === "map") drawLabels(pen);
  const size = [left, top, right - left, bottom - top].map(rounded);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${size.join(" ")}" width="${size[2]}" height="${size[3]}" font-family='${FACE.replaceAll("'", "")}'><title>${xml(document.title)}</title><rect x="${size[0]}" y="${size[1]}" width="${size[2]}" height="${size[3]}" fill="${inks.paper}"/>${pen.parts.join("")}</svg>`;
}

function savePicture(kind) {
  const name = fileName(document.title);
  if (kind === "svg") return save(`${name}.svg`, asSvg(), "image/svg+xml");
  const source = $("network").querySelector("canvas");
  const canvas = h("canvas", { width: source.width, height: source.height });
  const ctx = canvas.getContext("2d");
  ctx.fillStyle = inks.paper;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.drawImage(source, 0, 0);
  return canvas.toBlob((blob) => save(`${name}.png`, blob, "image/png"));
}

/** On paper the picture stands as SVG, in the colours of paper. */
function setUpPrinting() {
  const show = () => {
    const put = $("printed");
    put.replaceChildren();
    if (!PICTURES.includes(state.view)) return;
    const kept = { ...inks };
    Object.assign(inks, { paper: "#fff", card: "#fff", ink: "#000", soft: "#444", line: "#888", edge: "#aaa", accent: "#000" });
    put.append(document.importNode(new DOMParser().parseFromString(asSvg(), "image/svg+xml").documentElement, true));
    inks = kept;
  };
  window.addEventListener("beforeprint", show);
  window.addEventListener("afterprint", () => $("printed").replaceChildren());
  matchMedia("print").addEventListener("change", (event) => { if (event.matches) show(); });
}
