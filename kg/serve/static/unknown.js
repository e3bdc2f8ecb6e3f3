// Terms of a query that the graph does not use: most often a slip of the pen.

import { prefixes, tokens } from "./sparql.js";

const FARTHEST = 3;

// Each unknown term as {name, near}: the term in use that is most like it, where one is.
export function unknown(text, known) {
  const all = { ...known.prefixes, ...prefixes(text) };
  const used = new Set(known.terms.map(term => term.iri));
  const spaces = new Set([...used].map(space));
  const found = new Map();
  for (const token of tokens(text)) {
    const [prefix, local] = token.kind === "name" ? token.text.split(/:(.*)/s) : [];
    const iri = prefix !== undefined && all[prefix] !== undefined && local ? all[prefix] + local : "";
    if (iri && spaces.has(space(iri)) && !used.has(iri) && !found.has(token.text)) {
      found.set(token.text, nearest(local, prefix, all[prefix], known.terms));
    }
  }
  return [...found].map(([name, near]) => ({ name, near }));
}

function space(iri) { return iri.slice(0, Math.max(iri.lastIndexOf("#"), iri.lastIndexOf("/")) + 1); }

function nearest(local, prefix, start, terms) {
  let best = "", least = Math.min(FARTHEST, Math.ceil(local.length / 2)) + 1;
  for (const { iri } of terms) {
    if (space(iri) !== start) continue;
    const apart = distance(local.toLowerCase(), iri.slice(start.length).toLowerCase());
    if (apart < least) { least = apart; best = `${prefix}:${iri.slice(start.length)}`; }
  }
  return best;
}

// Levenshtein's distance, by rows.
function distance(one, other) {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let at = 1; at <= one.length; at += 1) {
    const next = [at];
    for (let to = 1; to <= other.length; to += 1) {
      next[to] = Math.min(next[to - 1] + 1, row[to] + 1, row[to - 1] + (one[at - 1] === other[to - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[other.length];
}
