// The shortest way from one thing to another over the links, and the other ways that are as short.

const MOST_PATHS = 6;
/** Every shortest path between two things, as lists of places; hubs that all things share are passed only where nothing else leads on. */
function paths(from, to) {
  const direct = shortest(from, to, (thing) => ["type", "body"].includes(thing.kind.key));
  return direct.length ? direct : shortest(from, to, () => false);
}

function shortest(from, to, avoided) {
  const before = new Map([[from, []]]);
  let edge = [from];
  while (edge.length && !before.has(to)) {
    const next = new Map();
    for (const at of edge) {
      if (at !== from && avoided(things[at]) && at !== to) continue;
      for (const one of [...things[at].out, ...things[at].into]) {
        const other = beyond(one, at);
        if (before.has(other) || filter.roles.has(one.role.key)) continue;
        if (!next.has(other)) next.set(other, []);
        if (!next.get(other).includes(at)) next.get(other).push(at);
      }
    }
    for (const [at, from_] of next) before.set(at, from_);
    edge = [...next.keys()];
  }
  if (!before.has(to)) return [];
  const found = [];
  const walkBack = (at, tail) => {
    if (found.length >= MOST_PATHS) return;
    if (at === from) { found.push([at, ...tail]); return; }
    for (const one of before.get(at)) walkBack(one, [at, ...tail]);
  };
  walkBack(to, []);
  return found;
}

function pathScene() {
  const found = state.to >= 0 ? paths(state.focus, state.to) : [];
  const nodes = new Map();
  const length = found[0]?.length || 0;
  found.forEach((path) => path.forEach((at, step) => { if (!nodes.has(at)) nodes.set(at, { at, step }); }));
  const columns = new Map();
  for (const one of nodes.values()) { if (!columns.has(one.step)) columns.set(one.step, []); columns.get(one.step).push(one.at); }
  if (!length) for (const [step, at] of [[0, state.focus], [1, state.to]]) if (at >= 0) columns.set(step, [at]);
  const made = [];
  for (const [step, column] of columns) column.forEach((at, row) => made.push({ id: at, thing: at, kind: things[at].kind, text: shortened(things[at].label), count: isEntry(things[at]) ? 0 : things[at].weight, x: step * 252, y: (row - (column.length - 1) / 2) * STEP.y * 1.4, centre: false, side: 1, depth: step }));
  return { nodes: made, edges: linksAmong(made), note: length ? `相隔${count(length - 1)}步${found.length >= MOST_PATHS ? `，仅显示${MOST_PATHS}条最短路径` : `，最短路径${count(found.length)}条`}` : "两者之间没有路径" };
}

/** The links between things shown, one a pair and role. */
function linksAmong(nodes) {
  const shown = new Map(nodes.filter((node) => node.thing >= 0).map((node) => [node.thing, node.id]));
  const edges = [];
  for (const at of shown.keys()) for (const one of things[at].out) {
    if (shown.has(one.target) && one.target !== at && !filter.roles.has(one.role.key)) edges.push({ id: `l${one.at}`, from: shown.get(at), to: shown.get(one.target), link: one, dash: one.role.dash, ...(hasWords(one) ? { width: 1.7, ink: "soft" } : { width: 1.1, ink: "edge" }) });
  }
  return edges;
}

function pathPanel() {
  const found = paths(state.focus, state.to);
  const role = (one, other) => [...things[one].out, ...things[one].into].find((next) => beyond(next, one) === other);
  return [
    h("h2", {}, "两个节点之间的路径"), h("p", { class: "where" }, thingLink(state.focus), " → ", thingLink(state.to)),
    h("div", { class: "actions" }, copier("复制为 SPARQL", () => pathQuery(found[0]?.length || 2)), h("button", { type: "button", onclick: () => pick("到哪一节点？输入名称", (to) => go({ to })) }, "换一个终点")),
    !found.length && h("p", { class: "lead" }, outlined.state !== "loaded" ? "已载入的部分中没有路径。" : "没有路径。"),
    found.map((path, number) => h("section", {}, h("h3", {}, `路径${number + 1}`), h("ol", { class: "path" }, path.map((at, step) => h("li", {}, thingLink(at), step + 1 < path.length && h("small", {}, role(at, path[step + 1])?.role.caption)))))),
  ];
}

function pathQuery(length) {
  const between = Array.from({ length: Math.max(0, length - 2) }, (_, at) => `?n${at + 1}`);
  const stops = [`<${things[state.focus].iri}>`, ...between, `<${things[state.to].iri}>`];
  return asQuery(`# ${things[state.focus].label} → ${things[state.to].label}
SELECT ${between.join(" ") || "*"} WHERE {
${stops.slice(1).map((stop, at) => `  { ${stops[at]} ?p${at}a ${stop} } UNION { ${stop} ?p${at}b ${stops[at]} }`).join("\n")}
} LIMIT 100`);
}
