// The page's data, unpacked: things, links between them, cells, facts. Numbers are places in these lists.

const raw = JSON.parse(document.getElementById("data").textContent);
const BASE = raw.base;
const full = (short) => (/^[a-z][a-z0-9+.-]*:/i.test(short) ? short : BASE + short);
const pairs = (flat) => {
  const found = [];
  for (let at = 0; at < flat.length; at += 2) found.push([raw.words[flat[at]], raw.words[flat[at + 1]]]);
  return found;
};

const KINDS = raw.kinds.map(([key, caption, colour, outline], at) => ({ at, key, caption, colour, outline }));
const KIND = Object.fromEntries(KINDS.map((kind) => [kind.key, kind]));
const ROLES = raw.roles.map(([key, caption, dash], at) => ({ at, key, caption, dash }));
const FACT_KINDS = raw.factKinds.map(([key, caption]) => ({ key, caption }));

const things = raw.things.map(([id, kind, sort, label, code, weight, details, cells], at) => ({
  at, id: id.replace(/^id\//, ""), iri: full(id), kind: KINDS[kind], sort: raw.words[sort], label, code, weight,
  details: pairs(details), cells, out: [], into: [],
}));
const links = raw.links.map(([source, target, role, facts], at) => {
  const link = { at, source, target, role: ROLES[role], facts: facts || [] };
  things[source].out.push(link);
  things[target].into.push(link);
  return link;
});
const cells = raw.cells.map(([id, caption, text], at) => ({
  at, iri: full(id), caption: raw.words[caption], text, marks: [], entries: [],
}));
for (const thing of things) for (const cell of thing.cells) cells[cell].entries.push(thing.at);

const facts = raw.facts.map(([id, kind, caption, target, flat, details, doubt, reasons, verdicts], at) => {
  const fact = {
    at, iri: full(id), kind: FACT_KINDS[kind], caption, target, places: [], details: pairs(details), doubt,
    reasons: reasons.map((word) => raw.words[word]), merged: verdicts,
  };
  for (let start = 0; start < flat.length; start += 3) {
    const place = { fact: at, cell: flat[start], start: flat[start + 1], end: flat[start + 2] };
    fact.places.push(place);
    cells[place.cell].marks.push(place);
  }
  return fact;
});
const byId = new Map(things.map((thing) => [thing.id, thing.at]));
const isEntry = (thing) => thing.kind.key === "item" || thing.kind.key === "entry";
const isLaw = (thing) => ["document", "provision", "unresolved"].includes(thing.kind.key);

/** Offsets count code points; JavaScript counts UTF-16 units. */
function slice(text, start, end) {
  return /[\ud800-\udfff]/.test(text) ? Array.from(text).slice(start, end).join("") : text.slice(start, end);
}

const quote = (fact) => slice(cells[fact.places[0].cell].text, fact.places[0].start, fact.places[0].end);

/** What other side a link has, seen from a thing. */
const beyond = (link, at) => (link.source === at ? link.target : link.source);

/** The parts of a document or provision, itself first, whole before part. */
function partsOf(at) {
  const found = [at];
  for (let next = 0; next < found.length; next += 1) {
    for (const link of things[found[next]].into) {
      if (link.role.key === "part" && things[link.source].kind.key === "provision") found.push(link.source);
    }
  }
  return found;
}

/** The entries that rest on a document or provision, or on a part of it, with the links that say so. */
function restingOn(at, role = "basis") {
  const found = new Map();
  for (const part of partsOf(at)) {
    for (const link of things[part].into) {
      if (link.role.key !== role || !isEntry(things[link.source])) continue;
      if (!found.has(link.source)) found.set(link.source, []);
      found.get(link.source).push(link);
    }
  }
  return found;
}

/** A provision or document without what every other bears as well. */
const shortened = (label) => label.replace(/^《?中华人民共和国(?=.{2})/, (head) => (head[0] === "《" ? "《" : ""));
