// The page's data, unpacked: things, links between them, cells, facts. Numbers are places in these lists. A page of parts
// begins with what its index holds and takes up a part when it is loaded; a thing that several hold is one thing.

const raw = JSON.parse(document.getElementById("data").textContent);
const BASE = raw.base;
const full = (short) => (/^[a-z][a-z0-9+.-]*:/i.test(short) ? short : BASE + short);

const KINDS = raw.kinds.map(([key, caption, colour, outline], at) => ({ at, key, caption, colour, outline }));
const KIND = Object.fromEntries(KINDS.map((kind) => [kind.key, kind]));
const ROLES = raw.roles.map(([key, caption, dash], at) => ({ at, key, caption, dash }));
const FACT_KINDS = raw.factKinds.map(([key, caption]) => ({ key, caption }));

const things = [];
const links = [];
const cells = [];
const facts = [];
const byId = new Map();
const cellAt = new Map();
const factAt = new Map();
const linkAt = new Map();

/** Take up a payload: its things, links, cells and facts join those that are there. */
function absorb(part) {
  const pairs = (flat) => {
    const found = [];
    for (let at = 0; at < flat.length; at += 2) found.push([part.words[flat[at]], part.words[flat[at + 1]]]);
    return found;
  };
  const cellOf = part.cells.map(([id, caption, text]) => entered(cellAt, id, cells, (at) => ({ at, iri: full(id), caption: part.words[caption], text, marks: [], entries: [] })));
  const thingOf = part.things.map(([id, kind, sort, label, code, weight, details, own, x, y]) => {
    const at = entered(byId, id.replace(/^id\//, ""), things, (place) => ({
      at: place, id: id.replace(/^id\//, ""), iri: full(id), kind: KINDS[kind], sort: part.words[sort], label, code, weight, details: pairs(details), cells: [], out: [], into: [], read: [], x, y,
    }));
    if (things[at].bare) Object.assign(things[at], { details: pairs(details), bare: false });
    for (const cell of own) {
      if (things[at].cells.includes(cellOf[cell])) continue;
      things[at].cells.push(cellOf[cell]);
      cells[cellOf[cell]].entries.push(at);
    }
    return at;
  });
  const factOf = part.facts.map(([id, kind, caption, target, flat, details, doubt, reasons, hash]) => {
    const at = entered(factAt, id, facts, (place) => ({
      at: place, iri: full(id), kind: FACT_KINDS[kind], caption, target: -1, places: [], details: pairs(details), doubt, reasons: reasons.map((word) => part.words[word]), hash,
    }));
    if (facts[at].bare) Object.assign(facts[at], { caption, details: pairs(details), bare: false });
    if (target >= 0 && facts[at].target !== thingOf[target]) {
      facts[at].target = thingOf[target];
      things[thingOf[target]].read.push(at);
    }
    for (let start = 0; start < flat.length; start += 3) addPlace(facts[at], cellOf[flat[start]], flat[start + 1], flat[start + 2]);
    return at;
  });
  for (const [source, target, role, read] of part.links) link(thingOf[source], thingOf[target], ROLES[role], (read || []).map((at) => factOf[at]));
  return { thingOf, factOf, cellOf };
}

function entered(places, id, list, made) {
  const known = places.get(id);
  if (known !== undefined) return known;
  places.set(id, list.length);
  list.push(made(list.length));
  return list.length - 1;
}

/** A place of a fact; two parts may have the same, or each another. */
function addPlace(fact, cell, start, end) {
  if (fact.places.some((one) => one.cell === cell && one.start === start && one.end === end)) return;
  const place = { fact: fact.at, cell, start, end };
  fact.places.push(place);
  cells[cell].marks.push(place);
}

function link(source, target, role, read) {
  const key = `${source} ${target} ${role.key}`;
  const known = linkAt.get(key);
  if (known) {
    for (const fact of read) if (!known.facts.includes(fact)) known.facts.push(fact);
    return;
  }
  const made = { at: links.length, source, target, role, facts: read };
  linkAt.set(key, made);
  links.push(made);
  things[source].out.push(made);
  things[target].into.push(made);
}


const isEntry = (thing) => thing.kind.key === "item" || thing.kind.key === "entry";
const isLaw = (thing) => ["document", "provision", "unresolved"].includes(thing.kind.key);

/** Offsets count code points; JavaScript counts UTF-16 units. */
function slice(text, start, end) {
  return /[\ud800-\udfff]/.test(text) ? Array.from(text).slice(start, end).join("") : text.slice(start, end);
}

const quote = (fact) => (fact.places.length ? slice(cells[fact.places[0].cell].text, fact.places[0].start, fact.places[0].end) : "");

/** What other side a link has, seen from a thing. */
const beyond = (one, at) => (one.source === at ? one.target : one.source);

/** The parts of a document or provision, itself first, whole before part. */
function partsOf(at) {
  const found = [at];
  for (let next = 0; next < found.length; next += 1) {
    for (const one of things[found[next]].into) {
      if (one.role.key === "part" && things[one.source].kind.key === "provision" && !found.includes(one.source)) found.push(one.source);
    }
  }
  return found;
}

/** The entries that rest on a document or provision, or on a part of it, with the links that say so. */
function restingOn(at, role = "basis") {
  const found = new Map();
  for (const part of partsOf(at)) {
    for (const one of things[part].into) {
      if (one.role.key !== role || !isEntry(things[one.source])) continue;
      if (!found.has(one.source)) found.set(one.source, []);
      found.get(one.source).push(one);
    }
  }
  return found;
}

/** The entries behind a thing: those its number counts, as far as they are loaded. */
function entriesBehind(at) {
  const thing = things[at];
  if (isLaw(thing)) return [...restingOn(at).keys()];
  if (isEntry(thing)) return [];
  return [...new Set(thing.into.filter((one) => isEntry(things[one.source])).map((one) => one.source))];
}

/** The document a provision is of; a document is its own. */
function documentOf(at) {
  let place = at;
  for (let step = 0; step < 9; step += 1) {
    const up = things[place].out.find((one) => one.role.key === "part" && isLaw(things[one.target]));
    if (!up) return place;
    place = up.target;
  }
  return place;
}

/** A provision or document without what every other bears as well. */
const shortened = (label) => label.replace(/^《?中华人民共和国(?=.{2})/, (head) => (head[0] === "《" ? "《" : ""));
