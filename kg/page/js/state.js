// What is shown, and its address: everything that matters is in the hash, so back, forward and bookmarks work.

const VIEWS = ["overview", "ego", "map", "table", "review", "question", "path"];
const START = {
  view: "overview", focus: -1, open: [], chosen: null, more: {}, query: "", fact: -1, hide: [], facets: {}, sort: "", down: false, ask: "", to: -1,
  of: -1, skip: [], every: false, settle: false, reason: "",
};
let state = { ...START };

/** The state on one thing; what is hidden in the picture stays hidden. */
const onThing = (at) => ({ ...plain(), view: "ego", focus: at });
/** A state without anything but what is hidden. */
const plain = () => ({ ...START, open: [], more: {}, facets: {}, skip: [], hide: state.hide });

const idsOf = (places) => places.map((at) => things[at].id).join("|");
/** The address of a state, which may be given in part. */
function address(change) {
  const next = { ...state, ...change };
  const said = new URLSearchParams();
  const put = (key, value) => { if (value) said.set(key, value); };
  if (next.view !== "ego") said.set("v", next.view);
  if (["ego", "question", "path"].includes(next.view) && next.focus >= 0) said.set("n", things[next.focus].id);
  if (next.view === "path" && next.to >= 0) said.set("to", things[next.to].id);
  if (next.view === "question") put("ask", next.ask);
  if (next.view === "ego") {
    put("o", idsOf(next.open));
    put("m", Object.entries(next.more).map(([key, most]) => `${key}:${most}`).join("|"));
  }
  if (next.chosen && ["ego", "overview", "map", "path"].includes(next.view)) {
    const { kind, at } = next.chosen;
    if (kind === "thing") said.set("s", things[at].id);
    else if (kind === "link") said.set("e", [things[links[at].source].id, things[links[at].target].id, links[at].role.key].join("|"));
    else said.set("g", at);
  }
  put("h", next.hide.join("|"));
  if (next.view === "table") {
    put("q", next.query);
    put("x", Object.entries(next.facets).flatMap(([facet, values]) => values.map((value) => `${facet}:${value}`)).join("|"));
  }
  if (["table", "question"].includes(next.view)) put("by", next.sort && next.sort + (next.down ? "-" : ""));
  if (next.view === "review") {
    if (next.fact >= 0) said.set("f", facts[next.fact].iri.replace(BASE, ""));
    if (next.of >= 0) said.set("r", things[next.of].id);
    put("k", next.skip.join("|"));
    put("all", next.every && "1");
    put("settle", next.settle && "1");
    put("why", next.reason);
  }
  return `#${said}`;
}

const list = (said, key) => (said.get(key) || "").split("|").filter(Boolean);
/** The state of an address; what it names and the page does not have is left out. */
function read(hash) {
  const said = new URLSearchParams(hash.replace(/^#/, ""));
  const place = (id) => byId.get(id) ?? -1;
  const next = { ...START, more: {}, facets: {} };
  next.focus = place(said.get("n"));
  next.to = place(said.get("to"));
  next.view = VIEWS.includes(said.get("v")) ? said.get("v") : next.focus >= 0 ? "ego" : "overview";
  next.ask = Object.hasOwn(ASKS, said.get("ask") || "") ? said.get("ask") : "";
  if ((["ego", "question", "path"].includes(next.view) && next.focus < 0) || (next.view === "question" && !next.ask)) next.view = "overview";
  next.open = list(said, "o").map(place).filter((at) => at >= 0);
  for (const part of list(said, "m")) {
    const at = part.lastIndexOf(":");
    if (Number(part.slice(at + 1)) > 0) next.more[part.slice(0, at)] = Number(part.slice(at + 1));
  }
  if (place(said.get("s")) >= 0) next.chosen = { kind: "thing", at: place(said.get("s")) };
  if (said.get("g")) next.chosen = { kind: "group", at: said.get("g") };
  if (said.get("e")) {
    const [source, target, role] = said.get("e").split("|");
    const found = things[place(source)]?.out.find((one) => one.target === place(target) && one.role.key === role);
    if (found) next.chosen = { kind: "link", at: found.at };
  }
  next.hide = list(said, "h").filter((key) => KIND[key] || ROLES.some((role) => `.${role.key}` === key));
  next.query = said.get("q") || "";
  for (const part of list(said, "x")) {
    const at = part.indexOf(":");
    if (at > 0) (next.facets[part.slice(0, at)] ||= []).push(part.slice(at + 1));
  }
  next.sort = (said.get("by") || "").replace(/-$/, "");
  next.down = /-$/.test(said.get("by") || "");
  if (said.get("f")) next.fact = factAt.get(said.get("f")) ?? -1;
  next.of = place(said.get("r"));
  next.skip = list(said, "k");
  next.every = said.get("all") === "1";
  next.settle = said.get("settle") === "1";
  next.reason = said.get("why") || "";
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
  if (raw.parts.length) fetchNamed(arrived);
}

/** Load what an address shows and the page does not have yet, and show it as it comes: first what there is, then its words. */
async function fetchNamed(hash) {
  const said = new URLSearchParams(hash.replace(/^#/, ""));
  const again = () => { if (location.hash === hash) { scene = ""; apply(read(hash)); } };
  if (![...said].some(([key, value]) => key !== "h" && value !== "overview")) return;
  if (["", "loading"].includes(outlined.state)) {
    await loadOutline();
    again();
  }
  if (said.get("v") === "review" && ["", "loading"].includes(queued.state)) {
    await loadQueue();
    again();
  }
  if (said.get("q") && shards.state === "") {
    await loadShards();
    again();
  }
  const named = ["n", "s", "to", "r", "e"].map((key) => said.get(key)?.split("|")[0]).filter(Boolean);
  let came = said.get("p") ? await loadParts(list(said, "p").map(Number).filter((number) => number in raw.parts)) : false;
  for (const id of named) came = (await loadWords(things[byId.get(id)])) || came;
  if (came) again();
}
