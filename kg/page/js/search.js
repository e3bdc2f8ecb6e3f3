// Finding things by what people type: their names as the index of the build has them, in its order (this follows
// kg/asking/resolve.py and search.py); then words apart, over names, ranks, types and the words of cells; then the words
// that cells print; and where nothing bears them, names with one character wrong.

const [EXACT, BEGINS, HOLDS, SCATTERED, PRINTED, NEARLY] = [0, 1, 2, 3, 4, 5];
const MOST_PARTS = 8;

/** What search knows of a thing: {id, kind, label, code, sort, order, keys, more, text, line}. */
let entries = [];
let texts = null;

function entryOf(thing, order, keys, line) {
  return { id: thing.id, kind: thing.kind, label: thing.label, code: thing.code, sort: thing.sort, order, keys, line, text: null, more: "" };
}

/** The rows of the files beside the page: all things, wherever they are. */
function takeShards(rows) {
  entries = rows.map(([id, kind, label, code, sort, order, keys, more, text], line) => ({ id: id.replace(/^id\//, ""), kind: KINDS[kind], label, code, sort, order, keys, line, text, more }));
}
/** The entries of a page that is whole. */
function setUpEntries() {
  entries = raw.found.map(([at, order, keys], line) => entryOf(things[at], order, keys, line));
}

/** What else a thing is found by where words stand apart: what it is, what it is linked with, what it prints. */
function everything(entry) {
  if (entry.text === null) {
    const thing = things[byId.get(entry.id)];
    entry.more = level([thing.sort, thing.kind.caption, thing.code, ...thing.out.map((one) => things[one.target].label)].join("|"));
    entry.text = thing.cells.map(levelled).join("|");
  }
  return entry;
}
const levelledCells = new Map();
function levelled(at) {
  if (!levelledCells.has(at)) levelledCells.set(at, level(cells[at].text));
  return levelledCells.get(at);
}
/** Level the words of cells while nothing else is to be done, so that no key has to wait for it. */
function prepareSearch(deadline) {
  texts ||= entries[Symbol.iterator]();
  for (let next = texts.next(); !next.done; next = texts.next()) {
    everything(next.value);
    if (deadline.timeRemaining() < 2) { requestIdleCallback(prepareSearch); return; }
  }
}

/** How well a thing fits by its names: [fit, order, which form, line], or nothing. */
function rank({ keys, order, line }, needles, parts) {
  const which = needles.findIndex((needle) => keys.includes(needle));
  if (which >= 0) {
    const start = `|${needles[which]}`;
    return [keys.includes(`${start}|`) ? EXACT : keys.includes(start) ? BEGINS : HOLDS, order, which, line];
  }
  return parts.length > 1 && parts.every((part) => keys.includes(part)) ? [SCATTERED, order, -1, line] : null;
}

const sorted = (found) => found.sort(([one], [other]) => one[0] - other[0] || one[1] - other[1] || one[2] - other[2] || one[3] - other[3])
  .map(([[fit], entry]) => ({ entry, fit }));
const byName = (needles, parts) => sorted(entries.map((entry) => [rank(entry, needles, parts), entry]).filter(([found]) => found));

/** By all that is known of a thing: every word somewhere, its rank or type, or the words it prints. */
function byWords(needles, parts, met) {
  const found = [];
  const one = parts.length === 1 && needles.includes(parts[0]);
  for (const entry of entries) {
    if (met.has(entry)) continue;
    const { keys, more, text } = everything(entry);
    const printed = needles.some((needle) => text.includes(needle));
    const all = !printed && (one ? more.includes(parts[0]) : parts.every((part) => keys.includes(part) || more.includes(part) || text.includes(part)));
    if (printed || all) found.push([[printed && !needles.some((needle) => more.includes(needle)) ? PRINTED : SCATTERED, entry.order, 0, entry.line], entry]);
  }
  return sorted(found);
}

/** Whether a text holds the needle but for one character: another in its place, one too many or one too few. */
function nearly(text, needle) {
  const half = Math.floor(needle.length / 2);
  for (const [piece, offset] of [[needle.slice(0, half), 0], [needle.slice(half), half]]) {
    for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + 1)) {
      for (const length of [needle.length, needle.length - 1, needle.length + 1]) {
        const start = offset ? at + piece.length - length : at;
        if (start < 0 || start + length > text.length) continue;
        if (oneApart(text.slice(start, start + length), needle)) return text.slice(start, start + length);
      }
    }
  }
  return "";
}
function oneApart(one, other) {
  let head = 0;
  while (head < one.length && head < other.length && one[head] === other[head]) head += 1;
  let tail = 0;
  while (tail < one.length - head && tail < other.length - head && one[one.length - 1 - tail] === other[other.length - 1 - tail]) tail += 1;
  return one.length - head - tail <= 1 && other.length - head - tail <= 1 && !(one.slice(head, one.length - tail) + other.slice(head, other.length - tail)).includes("|");
}
/** The names of all entries as one text, and where in it each begins: one scan instead of one an entry. */
let joined = null;
function holding(pieces) {
  if (joined?.of !== entries) {
    let at = 0;
    joined = { of: entries, text: entries.map((entry) => entry.keys).join("\n"), starts: entries.map((entry) => { const start = at; at += entry.keys.length + 1; return start; }) };
  }
  const found = new Set();
  for (const piece of pieces) {
    let entry = 0;
    for (let at = joined.text.indexOf(piece); at >= 0;) {
      let high = entries.length - 1;
      while (entry < high) { const middle = (entry + high + 1) >> 1; if (joined.starts[middle] <= at) entry = middle; else high = middle - 1; }
      found.add(entry);
      at = entry + 1 < entries.length ? joined.text.indexOf(piece, joined.starts[entry + 1]) : -1;
    }
  }
  return [...found].sort((one, other) => one - other).map((at) => entries[at]);
}

function almost(needles) {
  const needle = needles[needles.length - 1];
  if ([...needle].length < 4) return [];
  const found = [];
  for (const entry of holding(needles.flatMap((one) => [one.slice(0, Math.floor(one.length / 2)), one.slice(Math.floor(one.length / 2))]))) {
    const words = needles.map((one) => nearly(entry.keys, one)).find(Boolean);
    if (words) found.push([[NEARLY, entry.order, 0, entry.line], entry, words]);
  }
  return sorted(found).map((hit, at) => ({ ...hit, words: found[at]?.[2] }));
}

const decoded = (iri) => { try { return decodeURIComponent(iri); } catch { return iri; } };
const SPACES = { body: "org", fact: "fact", file: "file", law: "law", list: "list", power: "power" };
/** The thing whose identifier the words are: whole, with a prefix, or percent-encoded. */
function identified(words) {
  const text = words.trim().replace(/^<|>$/g, "");
  const [, prefix, local] = text.match(/^(\w+):(?!\/\/)(.+)$/) || [];
  const iri = SPACES[prefix] ? `${BASE}id/${SPACES[prefix]}/${local}` : text;
  if (!/^(https?|urn):\S+$/.test(iri)) return null;
  const short = decoded(iri).replace(BASE, "").replace(/^id\//, "");
  return entries.filter((entry) => decoded(entry.id) === short || decoded(full(entry.id)) === decoded(iri)).slice(0, 1).map((entry) => ({ entry, fit: EXACT }));
}

/** The words apart, an article with its sign: 6条 is not to be found in 第16条. */
const apart = (query) => query.split(/\s+/).map((word) => inDigits(folds(word).replace(TYPED, "第$1"))).filter(Boolean).slice(0, MOST_PARTS);

/** Everything that is meant, best first: [{entry, fit}]. */
function hitsOf(query) {
  const named = identified(query);
  if (named) return named;
  const needles = typed(query).filter(Boolean);
  const parts = query.split(/\s+/).map(level).filter(Boolean).slice(0, MOST_PARTS);
  if (!parts.length) return [];
  let hits = byName(needles, parts);
  const article = needles[0].search(/第[0-9]+[编章节条款项目]/u);
  if (!hits.length && article > 0) hits = byName([needles[0].slice(0, article)], [needles[0].slice(0, article)]);
  if (needles[0].length > 1) hits = [...hits, ...byWords(needles, apart(query), new Set(hits.map((hit) => hit.entry)))];
  return hits.length ? hits : almost(needles);
}

/** The places of the things found that are loaded, best first. */
const find = (query) => hitsOf(query).map(({ entry }) => byId.get(entry.id)).filter((at) => at !== undefined);

const AROUND_FOUND = 14;
/** The printed words in which what was sought stands: [before, words, after]; nothing where the name bears them. */
function wordsFound({ entry, fit }, query) {
  if (fit < SCATTERED) return null;
  const parts = [...typed(query), ...apart(query)].filter(Boolean);
  const { text } = everything(entry);
  const sought = parts.find((part) => text.includes(part) && !entry.keys.includes(part));
  if (!sought) return null;
  const at = text.indexOf(sought);
  const from = Math.max(0, at - AROUND_FOUND);
  return [(from ? "…" : "") + text.slice(from, at), sought, `${text.slice(at + sought.length, at + sought.length + AROUND_FOUND)}…`];
}
