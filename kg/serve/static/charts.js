// An answer as a chart: bars, a line, or a timeline, from its first column of names and its first column of figures or days.

const SVG = "http://www.w3.org/2000/svg";
const NUMERIC = /XMLSchema#(integer|decimal|double|float|int|long|nonNegativeInteger|positiveInteger)$/;
const DAY = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/;
const MOST = 60, LEFT = 260, WIDE = 1000, LINE = 24;

// The view a query asks for: `#defaultView:BarChart`, as the query service of Wikidata has it.
export function wanted(text) {
  const [, name] = text.match(/^\s*#\s*defaultView:\s*(\w+)/m) ?? [];
  return { barchart: "bar", linechart: "line", timeline: "timeline", graph: "graph", table: "table" }[name?.toLowerCase()] ?? null;
}

export function chart(root, { columns, rows }, kind, nameOf) {
  const parts = read(columns, rows, kind, nameOf);
  if (!parts.points.length) {
    root.replaceChildren(note(kind === "timeline" ? "结果中没有日期列。" : "结果中没有数值列。"));
    return;
  }
  const left = parts.total - parts.points.length;
  root.replaceChildren({ bar: bars, line, timeline }[kind](parts), note(`${parts.label}，${parts.value}${left ? `；另有${left}行未显示` : ""}`));
}

function read(columns, rows, kind, nameOf) {
  const has = test => columns.findIndex((_, at) => rows.some(row => row[at]) && rows.every(row => !row[at] || test(row[at])));
  const isDay = term => term.type === "literal" && DAY.test(term.value);
  const isNumber = term => NUMERIC.test(term.datatype ?? "");
  const value = kind === "timeline" ? has(isDay) : has(isNumber);
  const label = columns.findIndex((_, at) => at !== value && rows.some(row => row[at] && !isNumber(row[at])));
  const points = value < 0 ? [] : rows.filter(row => row[value]).map((row, at) => ({
    name: label < 0 ? String(at + 1) : row[label] ? nameOf(row[label]) : "",
    shown: row[value].value,
    size: kind === "timeline" ? day(row[value].value) : Number(row[value].value),
  }));
  const total = points.length;
  return { points: points.slice(0, MOST), total, label: columns[label] ?? "行", value: columns[value] };
}

function day(text) {
  const [, year, month, date] = text.match(DAY);
  return Date.UTC(Number(year), Number(month ?? 1) - 1, Number(date ?? 1));
}

function bars({ points, label, value }) {
  const most = Math.max(...points.map(point => point.size), 0), least = Math.min(...points.map(point => point.size), 0);
  const scale = size => LEFT + (size - least) / (most - least || 1) * (WIDE - LEFT - 90);
  const svg = sheet(points.length * LINE + 10, `柱形图：${label}，${value}`);
  points.forEach((point, at) => {
    const from = Math.min(scale(0), scale(point.size)), to = Math.max(scale(0), scale(point.size));
    const group = svg.appendChild(make("g"));
    group.append(title(`${point.name}：${point.shown}`),
      words(LEFT - 8, at * LINE + 20, clipped(point.name), "end"),
      make("rect", { x: from, y: at * LINE + 6, width: Math.max(1, to - from), height: LINE - 6 }),
      words(to + 6, at * LINE + 20, point.shown, "start"));
  });
  return svg;
}

function line({ points, label, value }) {
  const most = Math.max(...points.map(point => point.size), 0), least = Math.min(...points.map(point => point.size), 0);
  const x = at => 70 + at / Math.max(1, points.length - 1) * (WIDE - 130), y = size => 330 - (size - least) / (most - least || 1) * 290;
  const svg = sheet(420, `折线图：${label}，${value}`);
  for (const size of new Set([least, (least + most) / 2, most])) {
    svg.append(make("line", { class: "grid", x1: 70, x2: WIDE - 60, y1: y(size), y2: y(size) }), words(62, y(size) + 4, Number(size.toPrecision(6)).toLocaleString("zh-CN"), "end"));
  }
  svg.append(make("polyline", { points: points.map((point, at) => `${x(at)},${y(point.size)}`).join(" ") }));
  const each = Math.ceil(points.length / 12);
  points.forEach((point, at) => {
    const dot = make("circle", { cx: x(at), cy: y(point.size), r: 4 });
    dot.append(title(`${point.name}：${point.shown}`));
    svg.append(dot);
    if (at % each === 0) {
      const under = words(x(at), 352, clipped(point.name, 10), "end");
      under.setAttribute("transform", `rotate(-35 ${x(at)} 352)`);
      svg.append(under);
    }
  });
  return svg;
}

function timeline({ points, label, value }) {
  const sorted = [...points].sort((one, other) => one.size - other.size);
  const first = sorted[0].size, span = sorted.at(-1).size - first || 1;
  const x = size => 110 + (size - first) / span * (WIDE - 500);
  const svg = sheet(sorted.length * LINE + 10, `时间线：${label}，${value}`);
  svg.append(make("line", { class: "grid", x1: 110, x2: WIDE - 390, y1: 2, y2: 2 }));
  sorted.forEach((point, at) => {
    const group = svg.appendChild(make("g")), height = at * LINE + 18;
    group.append(title(`${point.shown} ${point.name}`), words(96, height + 4, point.shown, "end"),
      make("line", { class: "grid", x1: 104, x2: x(point.size), y1: height, y2: height }),
      make("circle", { cx: x(point.size), cy: height, r: 5 }), words(x(point.size) + 10, height + 4, clipped(point.name, 24), "start"));
  });
  return svg;
}

function sheet(height, caption) { return make("svg", { viewBox: `0 0 ${WIDE} ${height}`, role: "img", "aria-label": caption, class: "chart" }); }
function clipped(text, most = 18) { const signs = [...text]; return signs.length > most ? signs.slice(0, most - 1).join("") + "…" : text; }
function title(text) { const found = make("title"); found.textContent = text; return found; }
function words(x, y, text, anchor) { const found = make("text", { x, y, "text-anchor": anchor }); found.textContent = text; return found; }
function note(text) { return Object.assign(document.createElement("p"), { className: "note", textContent: text }); }
function make(name, attributes = {}) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
