// What is shown, and its address: everything that matters is in the hash, so back, forward and bookmarks work.

const VIEWS = ["overview", "ego", "map", "table", "review"];
const START = { view: "overview", focus: -1, open: [], chosen: null, more: {}, query: "", fact: -1 };
let state = { ...START };

/** The address of a state, which may be given in part. */
function address(change) {
  const next = { ...state, ...change };
  const said = new URLSearchParams();
  if (next.view !== "ego") said.set("v", next.view);
  if (next.view === "ego" && next.focus >= 0) said.set("n", things[next.focus].id);
  if (next.view === "ego" && next.open.length) said.set("o", next.open.map((at) => things[at].id).join("|"));
  if (next.view === "ego" && Object.keys(next.more).length) {
    said.set("m", Object.entries(next.more).map(([key, most]) => `${key}:${most}`).join("|"));
  }
  if (next.chosen && ["ego", "overview", "map"].includes(next.view)) {
    const { kind, at } = next.chosen;
    if (kind === "thing") said.set("s", things[at].id);
    else said.set("e", [things[links[at].source].id, things[links[at].target].id, links[at].role.key].join("|"));
  }
  if (next.view === "table" && next.query) said.set("q", next.query);
  if (next.view === "review" && next.fact >= 0) said.set("f", facts[next.fact].iri.replace(BASE, ""));
  return `#${said}`;
}

/** The state of an address; what it names and the page does not have is left out. */
function read(hash) {
  const said = new URLSearchParams(hash.replace(/^#/, ""));
  const place = (id) => byId.get(id) ?? -1;
  const next = { ...START, open: [], more: {} };
  next.focus = place(said.get("n"));
  next.view = VIEWS.includes(said.get("v")) ? said.get("v") : next.focus >= 0 ? "ego" : "overview";
  if (next.view === "ego" && next.focus < 0) next.view = "overview";
  next.open = (said.get("o") || "").split("|").map(place).filter((at) => at >= 0);
  for (const part of (said.get("m") || "").split("|")) {
    const [key, most] = part.split(":");
    if (KIND[key] && Number(most) > 0) next.more[key] = Number(most);
  }
  if (place(said.get("s")) >= 0) next.chosen = { kind: "thing", at: place(said.get("s")) };
  if (said.get("e")) {
    const [source, target, role] = said.get("e").split("|");
    const link = things[place(source)]?.out.find((one) => one.target === place(target) && one.role.key === role);
    if (link) next.chosen = { kind: "link", at: link.at };
  }
  next.query = said.get("q") || "";
  if (said.get("f")) next.fact = facts.findIndex((fact) => fact.iri.replace(BASE, "") === said.get("f"));
  return next;
}

/** Go to a state at once; `replace` leaves no step to come back to. */
function go(change, replace = false) {
  const hash = address(change);
  if (replace) history.replaceState(null, "", hash);
  else if (hash !== location.hash) location.hash = hash;
  arrive();
}

let arrived = null;
/** Show what the address says; the event that tells of a change of our own says nothing new. */
function arrive() {
  arrived = location.hash;
  apply(read(arrived));
}
